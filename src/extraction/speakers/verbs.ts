import { Role as WordRole } from '../../languages/quotation-words.ts'
import { Shape } from '../../text/tokens.ts'
import { hasRole } from '../quotations/doc.ts'
import { hasFlag, hasShape, markAt, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

/** A word that looks like a finite verb, or stands before one ("also", "has"). */
export function isVerb(scene: Scene, at: number): boolean {
  if (markAt(scene, at) !== 0 || hasShape(scene, at, NOT_WORDS)) return false
  if (hasFlag(scene, at, Flag.VERB | Flag.COPULA)) return true
  if ((scene.page.cues[at] ?? 0) > 0 || hasRole(scene.page, at, VERBAL)) return true
  if (hasFlag(scene, at, NOT_VERBS)) return false
  const end = scene.page.tokens.ends[at] ?? 0
  for (const ending of scene.words.verbEndings) {
    if (scene.article.body.endsWith(ending, end)) return true
  }
  return false
}

/** "Ash's" is taken for an owner. */
const NOT_WORDS = Shape.CAPITAL | Shape.ENDING

const VERBAL =
  WordRole.VERB |
  WordRole.MODAL |
  WordRole.BE |
  WordRole.HAVE |
  WordRole.ADVERB |
  WordRole.PAST_LIKE

const NOT_VERBS =
  Flag.ROLE | Flag.GROUP | Flag.ANONYMOUS_PLURAL | Flag.BODY | Flag.PREPOSITION | Flag.POSSESSIVE
