import { Form, Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { phraseAfter } from './noun-phrases.ts'
import { formsAt, hasRole, isWord, outletFrom, type Page, stretchAt } from './page.ts'
import { isTimeWord } from './subjects.ts'

const MAX_ADJUNCT = 30

/** Past the one addressed: "reporters", "her". */
export function skipAddressee(page: Page, from: number, end: number): number {
  if (stretchAt(page, from) >= 0) return from
  if (hasRole(page, from, Role.OBJECT_PRONOUN)) return from + 1
  const phrase = phraseAfter(page, from, end)
  if (!phrase) return from
  // "told CNN Hale would go": capitals of another name follow the first.
  return phrase.end < end ? phrase.end : from
}

/** Skip adverbs, words of time and phrases of place, as far as they are surely no part of what was said. */
export function skipAdjuncts(page: Page, from: number, end: number): number {
  const limit = Math.min(end, from + MAX_ADJUNCT)
  const at = pastAdjuncts(page, from, end)
  if (hasRole(page, at, Role.COMPLEMENTIZER) || stretchAt(page, at) >= 0) return at
  return at >= limit || !isWord(page, at)
    ? at
    : skipShort(page, skipOccasion(page, from, limit), limit)
}

/** Past adverbs, words of time and phrases of place, as long as they last. */
export function pastAdjuncts(page: Page, from: number, end: number): number {
  const limit = Math.min(end, from + MAX_ADJUNCT)
  let at = from
  for (;;) {
    const next = skipAdjunct(page, at, limit)
    if (next > at) at = next
    else if (at > from && isParticiple(page, at)) at = phraseEnd(page, at + 1, limit)
    else return at
  }
}

function skipAdjunct(page: Page, at: number, limit: number): number {
  if (at >= limit || stretchAt(page, at) >= 0 || !isWord(page, at)) return at
  // "the Morning Daily" is no time.
  const time = outletFrom(page, at)?.first === at + 1 ? at : skipTime(page, at, limit)
  if (time > at) return time
  if (isAdverb(page, at)) return at + 1
  if (hasRole(page, at, Role.COMPLEMENTIZER)) return at
  if (!hasRole(page, at, Role.PREPOSITION)) return at
  const phrase = phraseAfter(page, at + 1, limit)
  return phrase ? phrase.end : at
}

/** "in a statement", "in its monthly report": where it was said, and no part of it. */
function skipOccasion(page: Page, from: number, limit: number): number {
  if (!hasRole(page, from, Role.PREPOSITION) || hasRole(page, from, Role.INFINITIVE)) return from
  const phrase = phraseAfter(page, from + 1, limit)
  return phrase && isOccasion(page, phrase) ? phrase.end : from
}

/** A noun of speech or for talks with a medium, before any other phrase that is tied to it. */
function isOccasion(page: Page, { first, end }: Run): boolean {
  const { words, tokens } = page
  for (let at = first; at < end && !hasRole(page, at, Role.PREPOSITION); at += 1) {
    if (words.nouns.valueOf(tokens, at) !== 0 || words.talks.valueOf(tokens, at) !== 0) return true
  }
  return false
}

/** Without "that" after them only adverbs and words of time are surely no part of what was said. */
function skipShort(page: Page, from: number, limit: number): number {
  let at = from
  for (;;) {
    let next = at
    if (isAdverb(page, at)) next = at + 1
    else next = skipTime(page, at, limit)
    if (next === at) return at
    at = next
  }
}

/** "carried" of "in comments carried by the agency". */
function isParticiple(page: Page, at: number): boolean {
  if (!isWord(page, at) || stretchAt(page, at) >= 0) return false
  const form = (formsAt(page, at) & Form.PARTICIPLE) !== 0 || hasRole(page, at, Role.PAST_LIKE)
  return form && hasRole(page, at + 1, Role.AGENT | Role.INFINITIVE)
}

/** Where the phrase behind a preposition ends. */
function phraseEnd(page: Page, preposition: number, limit: number): number {
  return phraseAfter(page, preposition + 1, limit)?.end ?? preposition + 1
}

/** "There" before "was" is none. */
function isAdverb(page: Page, at: number): boolean {
  if (!hasRole(page, at, Role.ADVERB) || hasRole(page, at, Role.NEGATION)) return false
  return !hasRole(page, at + 1, Role.BE | Role.HAVE | Role.MODAL)
}

/** "Monday", "on Monday", "last week", "earlier this month". */
function skipTime(page: Page, from: number, limit: number): number {
  let at = from
  if (hasRole(page, at, Role.PREPOSITION)) at += 1
  else if (isEarlyOrLate(page, at)) at += 2
  let past = from
  while (at < limit && stretchAt(page, at) < 0) {
    if (isTimeWord(page, at)) past = at + 1
    else if (
      !hasRole(page, at, Role.TIME_MODIFIER | Role.DETERMINER) ||
      hasRole(page, at, Role.COMPLEMENTIZER)
    )
      break
    at += 1
  }
  return past
}

/** "late on" of "late on Monday". */
function isEarlyOrLate(page: Page, at: number): boolean {
  if (!hasRole(page, at, Role.TIME_MODIFIER) || hasRole(page, at, Role.DETERMINER)) return false
  return hasRole(page, at + 1, Role.PREPOSITION) && !hasRole(page, at, Role.COMPLEMENTIZER)
}
