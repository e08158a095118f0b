import { Role } from '../../languages/quotation-words.ts'
import type { Stretch } from '../../text/quotation-marks.ts'
import { isPossessiveEnding } from './noun-phrases.ts'
import { hasRole, isCapital, isWord, type Page } from './page.ts'

const MAX_TITLE = 12

/**
 * Whether words in quotation marks look like the title of a work ("The Long Way Home") or a
 * nickname: every word has a capital, small words aside. One word alone shows nothing.
 */
export function isWorkTitle(page: Page, stretch: Stretch): boolean {
  if (stretch.end - stretch.first > MAX_TITLE || page.headline(stretch.first)) return false
  const small = Role.DETERMINER | Role.PREPOSITION | Role.COORDINATOR | Role.INFINITIVE
  let capitals = 0
  for (let at = stretch.first; at < stretch.end; at += 1) {
    if (!isWord(page, at) || isPossessiveEnding(page, at)) continue
    if (isCapital(page, at)) capitals += 1
    else if (!hasRole(page, at, small)) return false
  }
  return capitals >= 2 && !hasVerbForm(page, stretch)
}

/** "He Is Wrong" is said, "The Walking Man" is shown. */
function hasVerbForm(page: Page, { first, end }: Stretch): boolean {
  for (let at = first; at < end; at += 1) {
    if (
      hasRole(page, at, Role.SUBJECT_PRONOUN & ~Role.DETERMINER) &&
      !hasRole(page, at, Role.DETERMINER)
    )
      return true
  }
  return false
}
