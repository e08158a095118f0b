import { WordClass } from '../../languages/quotation-words.ts'
import type { Stretch } from '../../text/quotation-marks.ts'
import { isPossessiveEnding } from './noun-phrases.ts'
import { hasClass, isCapital, isWord, type Doc } from './doc.ts'

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
