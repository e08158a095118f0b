import { Frame, WordClass } from '../../languages/quotation-words.ts'
import type { Stretch } from '../../text/quotation-marks.ts'
import { isPossessiveEnding } from './noun-phrases.ts'
import { COMMA, type Doc, entriesAt, hasClass, isCapital, isMark, isWord } from './doc.ts'

const MAX_TITLE = 12

/**
 * Whether words in quotation marks look like the title of a work ("The Long Way Home") or a
 * nickname: two words or more, all with a capital except function words.
 */
export function isWorkTitle(doc: Doc, stretch: Stretch): boolean {
  if (stretch.end - stretch.first > MAX_TITLE || doc.headline(stretch.first)) return false
  const small =
    WordClass.DETERMINER | WordClass.PREPOSITION | WordClass.COORDINATOR | WordClass.INFINITIVE
  let capitals = 0
  for (let at = stretch.first; at < stretch.end; at += 1) {
    if (!isWord(doc, at) || isPossessiveEnding(doc, at)) continue
    if (isCapital(doc, at)) capitals += 1
    else if (!hasClass(doc, at, small)) return false
  }
  return capitals >= 2 && !hasSubjectPronoun(doc, stretch)
}

/** A subject pronoun shows speech: "He Is Wrong", unlike "The Walking Man". */
function hasSubjectPronoun(doc: Doc, { first, end }: Stretch): boolean {
  for (let at = first; at < end; at += 1) {
    if (
      hasClass(doc, at, WordClass.SUBJECT_PRONOUN & ~WordClass.DETERMINER) &&
      !hasClass(doc, at, WordClass.DETERMINER)
    )
      return true
  }
  return false
}

const MAX_NICKNAME = 4
/** In tokens: the longest relative clause around a nickname. */
const MAX_CLAUSE = 12

/**
 * Whether marks are around a nickname and not speech: 'Ada Moss, who calls herself "Aunt Rule,"
 * said'. It stands in a clause or an apposition between the subject and its verb.
 */
export function isNickname(doc: Doc, { first, end, opened, closed }: Stretch): boolean {
  if (!opened || !closed) return false
  const last = isMark(doc, end - 2, COMMA) ? end - 2 : end - 1
  const hasComma = last === end - 2 || isMark(doc, end, COMMA)
  if (!hasComma || last - first - 1 > MAX_NICKNAME) return false
  for (let at = first + 1; at < last; at += 1) {
    const isName = isCapital(doc, at) || hasClass(doc, at, WordClass.DETERMINER)
    if (!isWord(doc, at) || !(isName || hasClass(doc, at, WordClass.PREPOSITION))) return false
  }
  return isCapital(doc, last - 1) && isNamedBefore(doc, first)
}

/** "who calls herself", "whom friends call", ", nicknamed", ", better known as". */
function isNamedBefore(doc: Doc, first: number): boolean {
  let at = first - 1
  if (hasClass(doc, at, WordClass.REFLEXIVE)) at -= 1
  const isVerb = entriesAt(doc, at).some(({ frames }) => (frames & Frame.NAMING) !== 0)
  if (!isVerb && !hasClass(doc, at, WordClass.AS)) return false
  // ", nicknamed": a participle in apposition
  if (isVerb && isMark(doc, at - 1, COMMA)) return true
  for (let back = at - 1; back > Math.max(0, first - MAX_CLAUSE); back -= 1) {
    if (hasClass(doc, back, WordClass.RELATIVE)) return true
    if (isMark(doc, back, COMMA)) return hasClass(doc, at, WordClass.AS)
    const isSaying = entriesAt(doc, back).some(
      ({ kind, frames }) => kind === 'SPEECH' && (frames & Frame.OBJECT) !== 0,
    )
    if (!isWord(doc, back) || isSaying) return false
  }
  return false
}
