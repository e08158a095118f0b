import { Role as WordRole } from '../../languages/quotation-words.ts'
import { COMMA, hasRole, stretchAt } from '../quotations/doc.ts'
import { findApposition, sentenceEnd } from './roles.ts'
import { weights } from './salience.ts'
import {
  hasFlag,
  isCapitalWord,
  isPossessiveEnding,
  markAt,
  type Scene,
  sentenceOf,
} from './scene.ts'
import { isVerb } from './verbs.ts'
import { Flag } from './word-flags.ts'

/** How much a name or a role draws attention by its place in the sentence. */
export function weightOf(scene: Scene, first: number, end: number): number {
  const quoted = stretchAt(scene.page, first) >= 0 ? weights.quoted : 0
  const place = quoted + startBonus(scene, first)
  if (isPossessiveEnding(scene, end)) return place + weights.owner
  return place + (isSubject(scene, first, end) ? weights.subject : 0)
}

function startBonus(scene: Scene, first: number): number {
  const sentence = sentenceOf(scene, first)
  return sentence && first - sentence.first <= 1 ? weights.start : 0
}

/** A noun before a verb and not behind a preposition; an apposition may stand between. */
function isSubject(scene: Scene, first: number, end: number): boolean {
  if (isBehindPreposition(scene, first)) return false
  const at = findApposition(scene, end).end
  if (markAt(scene, at) !== COMMA) return isVerb(scene, at)
  if (hasFlag(scene, at + 1, Flag.RELATIVE)) return true
  return verbBehindComma(scene, at)
}

function isBehindPreposition(scene: Scene, first: number): boolean {
  const before = hasFlag(scene, first - 1, Flag.DEFINITE) ? first - 2 : first - 1
  if (!hasFlag(scene, before, Flag.PREPOSITION) || isCapitalWord(scene, before)) return false
  // "after Ash was asked": the words begin a clause.
  return !hasRole(scene.page, before, WordRole.SUBORDINATOR)
}

const LONGEST = 25

/** The sentence goes on with its verb behind some comma, not far away. */
function verbBehindComma(scene: Scene, from: number): boolean {
  const limit = Math.min(sentenceEnd(scene, from), from + LONGEST)
  for (let at = from; at < limit; at += 1) {
    if (markAt(scene, at) === COMMA && isVerb(scene, at + 1)) return true
  }
  return false
}
