import { Form, Frame, Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  EM_DASH,
  formsAt,
  hasRole,
  isCapital,
  isMark,
  isOutlet,
  isWord,
  type Page,
  POINT,
  SEMICOLON,
  stretchAt,
} from './page.ts'
import { isTerminal } from '../../text/prose.ts'
import { isTimeWord } from './subjects.ts'
import { allows, type VerbGroup } from './verb-groups.ts'

const MAX_ADJUNCT = 30

/**
 * Where what was said begins after a verb of saying: past the one addressed ("told reporters"),
 * past time and place ("said on Monday in a statement").
 */
export function contentStart(page: Page, group: VerbGroup, end: number): number {
  let at = group.end
  if (allows(group, Frame.ADDRESSEE) && !hasRole(page, at, Role.COMPLEMENTIZER)) {
    at = skipAddressee(page, at, end)
  }
  const past = skipAdjuncts(page, at, end)
  if (isMark(page, past, COMMA, COLON)) return opensWords(page, past + 1, end) ? past + 1 : at
  return past
}

export function skipAddressee(page: Page, from: number, end: number): number {
  if (stretchAt(page, from) >= 0) return from
  if (hasRole(page, from, Role.OBJECT_PRONOUN)) return from + 1
  const phrase = phraseAfter(page, from, end)
  if (!phrase) return from
  // "told CNN Hale would go": capitals of another name follow the first.
  return phrase.end < end ? phrase.end : from
}

/** Skip adverbs, words of time and phrases of place, as long as they last. */
export function skipAdjuncts(page: Page, from: number, end: number): number {
  const limit = Math.min(end, from + MAX_ADJUNCT)
  let at = from
  for (;;) {
    const next = skipAdjunct(page, at, limit)
    if (next === at) break
    at = next
  }
  if (hasRole(page, at, Role.COMPLEMENTIZER) || stretchAt(page, at) >= 0) return at
  return at >= limit || !isWord(page, at) ? at : skipShort(page, from, limit)
}

/** Without "that" after them only adverbs and words of time are surely no part of what was said. */
function skipShort(page: Page, from: number, limit: number): number {
  let at = from
  for (;;) {
    let next = at
    if (hasRole(page, at, Role.ADVERB) && !hasRole(page, at, Role.NEGATION)) next = at + 1
    else next = skipTime(page, at, limit)
    if (next === at) return at
    at = next
  }
}

function skipAdjunct(page: Page, at: number, limit: number): number {
  if (at >= limit || stretchAt(page, at) >= 0 || !isWord(page, at)) return at
  const time = skipTime(page, at, limit)
  if (time > at) return time
  if (hasRole(page, at, Role.ADVERB)) return at + 1
  if (hasRole(page, at, Role.COMPLEMENTIZER)) return at
  if (!hasRole(page, at, Role.PREPOSITION)) return at
  const phrase = phraseAfter(page, at + 1, limit)
  return phrase ? phrase.end : at
}

/** "Monday", "on Monday", "last week", "earlier this month". */
export function skipTime(page: Page, from: number, limit: number): number {
  let at = from
  if (hasRole(page, at, Role.PREPOSITION)) at += 1
  let time = false
  while (at < limit && stretchAt(page, at) < 0) {
    if (isTimeWord(page, at)) time = true
    else if (
      !hasRole(page, at, Role.TIME_MODIFIER | Role.DETERMINER) ||
      hasRole(page, at, Role.COMPLEMENTIZER)
    )
      break
    at += 1
  }
  return time && isTimeWord(page, at - 1) ? at : from
}

function opensWords(page: Page, at: number, end: number): boolean {
  return at < end && (stretchAt(page, at) >= 0 || isWord(page, at))
}

/**
 * Where what was said ends, in a clause that begins at `from`: the sentence's end, or a place
 * where somebody else's words begin.
 *
 * @param groups - the verbs of saying of the sentence
 */
export function clauseEnd(
  page: Page,
  from: number,
  end: number,
  groups: readonly VerbGroup[],
): number {
  for (let at = from; at < end; at += 1) {
    const stretch = stretchAt(page, at)
    if (stretch >= 0) {
      const after = Math.min(end, page.prose.quoted.stretches[stretch]?.end ?? at + 1)
      if (isCutAfterQuotation(page, after, end)) return after
      at = after - 1
      continue
    }
    if (isMark(page, at, SEMICOLON)) return at
    if (isMark(page, at, COMMA) && isCutAfterComma(page, at + 1, end, groups)) return at
    if (isMark(page, at, EM_DASH) && groups.some(({ first }) => first === at + 1)) return at
    if (hasRole(page, at, Role.COORDINATOR) && startsGroup(page, at + 1, groups)) return at
  }
  return trimEnd(page, from, end)
}

/** The comma before `at` ends what was said: "…, adding", "…, according to", "…, and said". */
function isCutAfterComma(
  page: Page,
  at: number,
  end: number,
  groups: readonly VerbGroup[],
): boolean {
  if (at >= end) return true
  if (phraseOfSource(page, at) > 0) return true
  const phrase = phraseAfter(page, at, end)
  if (phrase && isOutlet(page, phrase) && groups.some(({ first }) => first === phrase.end))
    return true
  const skip = hasRole(page, at, Role.COORDINATOR | Role.SUBORDINATOR) ? at + 1 : at
  return groups.some(
    (group) =>
      (group.first === at && (group.mood === 'GERUND' || group.mood === 'FINITE')) ||
      (skip > at && group.first === skip && group.mood !== 'INFINITIVE') ||
      (skip > at &&
        group.mood === 'FINITE' &&
        group.first > skip &&
        group.first - skip <= 6 &&
        phraseAfter(page, skip, group.first)?.end === group.first),
  )
}

/** Words in marks that end with a comma, with no more of the same sentence after them. */
function isCutAfterQuotation(page: Page, at: number, end: number): boolean {
  if (at >= end || !isMark(page, at - 2, COMMA) || !isWord(page, at)) return false
  return !hasRole(page, at, Role.COORDINATOR) || hasRole(page, at, Role.TURN)
}

/** "and claimed": another verb of saying with the same subject. */
function startsGroup(page: Page, at: number, groups: readonly VerbGroup[]): boolean {
  return groups.some(
    ({ first, mood, verb, entry }) =>
      (first === at || verb === at) &&
      (mood === 'FINITE' || mood === 'GERUND') &&
      entry.kind !== 'THOUGHT' &&
      !(formsAt(page, verb) & Form.BASE),
  )
}

/** Length of "according to" and the like at a token, 0 when none stands there. */
export function phraseOfSource(page: Page, at: number): number {
  const { tokens, words } = page
  for (const phrase of words.prepositions) {
    const matches = phrase.every((word, index) => {
      const start = tokens.starts[at + index] ?? 0
      const stop = tokens.ends[at + index] ?? 0
      return stop - start === word.length && tokens.text.slice(start, stop).toLowerCase() === word
    })
    if (matches && at + phrase.length < tokens.count) return phrase.length
  }
  return 0
}

/** Leave the closing point of a sentence, brackets and commas outside. */
export function trimEnd(page: Page, from: number, end: number): number {
  let at = end
  while (at > from && stretchAt(page, at - 1) < 0 && !isWord(page, at - 1)) {
    const code = page.tokens.codes[at - 1] ?? 0
    if (
      !isTerminal(code) &&
      code !== COMMA &&
      code !== COLON &&
      code !== SEMICOLON &&
      code !== 41 &&
      code !== 93
    )
      break
    at -= 1
  }
  return at
}

/** Whether a run holds a word that can be the verb of a clause. */
export function hasVerb(page: Page, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    if (stretchAt(page, at) >= 0) return true
    if (hasRole(page, at, Role.BE | Role.HAVE | Role.MODAL | Role.VERB | Role.PAST_LIKE))
      return true
    if (formsAt(page, at) > 0 && !isCapital(page, at)) return true
    if (isWord(page, at) && (page.tokens.shapes[at] ?? 0) & Shape.ENDING) return true
  }
  return false
}

export function isSentenceEnd(page: Page, at: number, end: number): boolean {
  return at >= end || isMark(page, at, POINT, 33, 63, 41) || isTerminal(page.tokens.codes[at] ?? 0)
}
