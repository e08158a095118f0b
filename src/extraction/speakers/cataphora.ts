import { Role as WordRole } from '../../languages/quotation-words.ts'
import { COMMA, hasRole } from '../quotations/doc.ts'
import type { Appearance } from './figures.ts'
import { appearanceAt, type Appearances } from './phrases.ts'
import { sentenceEnd, sentenceStart } from './roles.ts'
import { hasFlag, markAt, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

/** In tokens: how far ahead a name may stand. */
const LONGEST = 25

/**
 * The name that a pronoun runs ahead of: "When she came, Ann Roe said". The pronoun stands in a
 * clause that opens the sentence, and the name is the subject behind its comma.
 */
export function nameAhead(scene: Scene, at: number, names: Appearances): Appearance | null {
  if (!opensWithClause(scene, at)) return null
  const limit = Math.min(sentenceEnd(scene, at), at + LONGEST)
  for (let comma = at + 1; comma < limit; comma += 1) {
    if (markAt(scene, comma) !== COMMA) continue
    const next = hasFlag(scene, comma + 1, Flag.DEFINITE) ? comma + 2 : comma + 1
    const found = appearanceAt(names, next)
    return found && found.run.first === next ? found : null
  }
  return null
}

/** "When he …", "Back when he …": a subordinating word at the head, and nobody else before. */
function opensWithClause(scene: Scene, at: number): boolean {
  const start = sentenceStart(scene, at)
  for (let before = start; before < at && before < start + 2; before += 1) {
    if (hasRole(scene.page, before, WordRole.SUBORDINATOR)) return at - before <= 2
  }
  return false
}
