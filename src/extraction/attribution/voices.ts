import { Form, Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { isFinite } from './borders.ts'
import { phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  EM_DASH,
  EN_DASH,
  formsAt,
  hasRole,
  HYPHEN,
  isCapital,
  isGerund,
  isMark,
  isWord,
  type Page,
  stretchAt,
  quotedAt,
} from './page.ts'
import { isTaken, type Scene } from './scene.ts'
import { phraseOfSource } from './source-phrases.ts'
import { subjectBefore } from './subjects.ts'
import type { VerbGroup } from './verb-groups.ts'

const MAX_BACK = 200
const MAX_FIRST = 60

/**
 * Who says what a verb of saying introduces: the phrase before the verb, or the subject of the
 * verb that this one is tied to ("Hale left, saying", "Hale laughed and said").
 *
 * @param last - the subject of the last such verb in the sentence
 */
export function subjectOf(
  scene: Scene,
  group: VerbGroup,
  sentence: Run,
  last: Run | null,
): Run | null {
  const { page } = scene
  const before = group.first - 1
  switch (group.mood) {
    case 'PASSIVE':
      return null
    case 'INFINITIVE':
      if (hasRole(page, before, Role.OBJECT_PRONOUN)) return { first: before, end: group.first }
      if (isCapital(page, before))
        return (
          movedBefore(page, group.first, sentence) ??
          last ??
          mainSubject(page, sentence, group.first)
        )
      return last ?? mainSubject(page, sentence, group.first)
    case 'GERUND':
      if (!canTie(page, before, sentence.first)) return null
      if (last === null && opens(page, sentence, group)) {
        const rest = subjectOfRest(page, group, sentence)
        if (rest) return rest
      }
      if (hasRole(page, before, Role.AGENT) && last === null)
        return mainSubject(page, sentence, group.first)
      if (hasRole(page, before, Role.PREPOSITION | Role.SUBORDINATOR)) return last
      return (
        subjectOfGerund(page, group, before) ??
        nearPronoun(scene, group, last) ??
        last ??
        mainSubject(page, sentence, group.first)
      )
    case 'FINITE': {
      if (isRelative(page, before, group)) return { first: before, end: group.first }
      const joined = hasRole(page, pastAdverbsBefore(page, before), Role.COORDINATOR)
      const aside = isMark(page, before, COMMA, EM_DASH, EN_DASH, HYPHEN)
      const low = aside ? sentence.first : lowOf(scene, sentence, group)
      const own = joined ? null : subjectBefore(page, group.first, low)
      if (own) return own
      return joined || aside ? (last ?? mainSubject(page, sentence, group.first)) : null
    }
  }
}

/** "Hale" of "prompted Hale to say": the object of a verb with no name before it. */
function movedBefore(page: Page, to: number, sentence: Run): Run | null {
  const phrase = subjectBefore(page, to, sentence.first)
  if (!phrase || !isCapital(page, phrase.end - 1)) return null
  return isFinite(page, phrase.first - 1) ? phrase : null
}

/** "then" of "and then said". */
function pastAdverbsBefore(page: Page, from: number): number {
  return hasRole(page, from, Role.ADVERB) && stretchAt(page, from) < 0 ? from - 1 : from
}

/** "Calling it over, …", "Holding signs calling it over, …": the main clause is still to come. */
function opens(page: Page, { first }: Run, group: VerbGroup): boolean {
  return (
    group.first <= first + 1 ||
    (isFreeGerund(page, first) && commaAfter(page, first, group.first) < 0)
  )
}

/** "Calling it over, Hale left": the subject of the clause that follows. */
function subjectOfRest(page: Page, group: VerbGroup, sentence: Run): Run | null {
  const first = nextClause(page, group.end, sentence.end)
  const phrase = first === null ? null : phraseAfter(page, first, sentence.end)
  if (!phrase) return null
  const verb = hasRole(page, phrase.end, Role.ADVERB) ? phrase.end + 1 : phrase.end
  return isFinite(page, verb) ? phrase : null
}

/** The token after the next comma, be it the last one in quotation marks. */
function nextClause(page: Page, from: number, end: number): number | null {
  for (let at = from; at < Math.min(end, from + MAX_FIRST); at += 1) {
    const stretch = quotedAt(page, at)
    if (stretch && isMark(page, stretch.end - 2, COMMA)) return stretch.end
    if (stretch) at = stretch.end - 1
    else if (isMark(page, at, COMMA)) return at + 1
  }
  return null
}

/** The subject that later verbs of the sentence share; that of a relative clause only if no other. */
export function sharedSubject(page: Page, mention: Run, last: Run | null): Run {
  return last && hasRole(page, mention.first, Role.RELATIVE) ? last : mention
}

/** "who", "which"; "that" where words in marks follow the verb ("a sign that read “…”"). */
function isRelative(page: Page, at: number, { end }: VerbGroup): boolean {
  if (!hasRole(page, at, Role.RELATIVE)) return false
  if (!hasRole(page, at, Role.COMPLEMENTIZER) || stretchAt(page, end) >= 0) return true
  return isMark(page, end, COMMA, COLON) && stretchAt(page, end + 1) >= 0
}

/** What a gerund of saying can follow: a mark, "and", "by", "while"; "speaking" of "speaking fees" none of it. */
function canTie(page: Page, before: number, low: number): boolean {
  if (before < low || !isWord(page, before) || stretchAt(page, before) >= 0) return true
  const tie =
    Role.COORDINATOR | Role.PREPOSITION | Role.SUBORDINATOR | Role.ADVERB | Role.TIME | Role.BE
  return (
    hasRole(page, before, tie | Role.VOICE) ||
    isCapital(page, before) ||
    isPlural(page, before) ||
    page.words.nouns.valueOf(page.tokens, before) !== 0
  )
}

function isPlural(page: Page, at: number): boolean {
  const last = page.tokens.text.charCodeAt((page.tokens.ends[at] ?? 0) - 1)
  return last === 115 && !hasRole(page, at, Role.DETERMINER)
}

/** "Brand saying he was glad and Hale calling it good": a phrase of its own before the gerund. */
function subjectOfGerund(page: Page, group: VerbGroup, before: number): Run | null {
  if (!isWord(page, before) || hasRole(page, before, Role.TIME)) return null
  const phrase = subjectBefore(page, group.first, Math.max(0, before - 12))
  if (!phrase) return null
  const edge = phrase.first - 1
  if (hasRole(page, edge, Role.PREPOSITION)) return isMark(page, edge - 1, COMMA) ? phrase : null
  if (!isCapital(page, phrase.first)) return null
  return isMark(page, edge, COMMA, EM_DASH, EN_DASH, HYPHEN) ||
    hasRole(page, edge, Role.COORDINATOR)
    ? phrase
    : null
}

/** "…, though last week he used stronger language, saying": the pronoun of the clause before. */
function nearPronoun(scene: Scene, group: VerbGroup, last: Run | null): Run | null {
  const { page } = scene
  const floor = Math.max(last?.end ?? 0, scene.run.first, group.first - 30)
  for (let at = group.first - 2; at >= floor; at -= 1) {
    if (isTaken(scene, at) || stretchAt(page, at) >= 0) return null
    const roles = page.roles[at] ?? 0
    const free = !(roles & (Role.OBJECT_PRONOUN | Role.DETERMINER | Role.RELATIVE))
    if (roles & Role.SUBJECT_PRONOUN && free)
      return isSubordinate(page, at) ? null : { first: at, end: at + 1 }
  }
  return null
}

/** "they" of "after they came out" and "that they came out": none of the main clause. */
function isSubordinate(page: Page, at: number): boolean {
  if (hasRole(page, at - 1, Role.AS)) return false
  return hasRole(page, at - 1, Role.BESIDE | Role.COMPLEMENTIZER | Role.QUESTION)
}

/** A subject does not reach into what somebody else said. */
function lowOf(scene: Scene, sentence: Run, group: VerbGroup): number {
  const floor = Math.max(sentence.first, group.first - MAX_BACK)
  for (let at = group.first - 1; at >= floor; at -= 1) {
    if (isTaken(scene, at) || stretchAt(scene.page, at) >= 0) return at + 1
  }
  return floor
}

/**
 * The subject of a sentence: its first noun phrase, past "On Monday," and the like, or else that
 * of its first verb that has one.
 */
export function mainSubject(page: Page, sentence: Run, limit: number): Run | null {
  const first = pastAdverbials(page, sentence.first, limit)
  const phrase = first === null ? null : phraseAfter(page, first, limit)
  if (phrase && phrase.end <= limit && isWhole(page, phrase)) return phrase
  return firstSubject(page, sentence.first, limit)
}

/** "Acknowledging that" is no phrase, and neither is a word of time. */
function isWhole(page: Page, { first, end }: Run): boolean {
  const word = !((page.tokens.shapes[first] ?? 0) & Shape.ENDING)
  return word && !hasRole(page, end - 1, Role.TIME) && (formsAt(page, first) & Form.GERUND) === 0
}

function pastAdverbials(page: Page, from: number, limit: number): number | null {
  let at = from
  for (let turns = 0; turns < 5; turns += 1) {
    while (at < limit && stretchAt(page, at) < 0 && isSkipped(page, at)) at += 1
    const adverbial =
      phraseOfSource(page, at) > 0 ||
      isFreeGerund(page, at) ||
      hasRole(page, at, Role.PREPOSITION | Role.SUBORDINATOR | Role.TIME | Role.PAST_LIKE) ||
      (formsAt(page, at) & (Form.GERUND | Form.PARTICIPLE)) !== 0
    if (!adverbial && !isTown(page, at, from)) return at
    const comma = commaAfter(page, at, limit)
    if (comma < 0) return null
    at = comma + 1
  }
  return at
}

/** "Holding signs, the miners left": no name and no subject. */
function isFreeGerund(page: Page, at: number): boolean {
  const next = at + 1
  if (!isGerund(page, at) || !isWord(page, next) || isCapital(page, next)) return false
  const verb = Role.BE | Role.HAVE | Role.MODAL | Role.VERB | Role.PAST_LIKE
  return !hasRole(page, next, verb) && (formsAt(page, next) & Form.PAST) === 0
}

/** "Iowa" of "In Ames, Iowa, on Sunday, Hale said", and "New Hampshire". */
function isTown(page: Page, at: number, from: number): boolean {
  if (at - 2 < from || !isMark(page, at - 1, COMMA) || !isCapital(page, at - 2)) return false
  const last = isCapital(page, at + 1) ? at + 1 : at
  return isCapital(page, at) && isMark(page, last + 1, COMMA)
}

function isSkipped(page: Page, at: number): boolean {
  return hasRole(page, at, Role.COORDINATOR | Role.ADVERB) || !isWord(page, at)
}

function commaAfter(page: Page, from: number, limit: number): number {
  const end = Math.min(limit, from + MAX_BACK)
  for (let at = from; at < end; at += 1) {
    if (isMark(page, at, COMMA) && stretchAt(page, at) < 0) return at
  }
  return -1
}

/** The subject of the first verb before `limit` that has one. */
function firstSubject(page: Page, from: number, limit: number): Run | null {
  const start = Math.max(from, limit - MAX_FIRST)
  for (let at = start + 1; at < limit; at += 1) {
    if (stretchAt(page, at) >= 0) continue
    const verb = Role.BE | Role.HAVE | Role.MODAL | Role.VERB | Role.PAST_LIKE
    const finite = (formsAt(page, at) & (Form.PAST | Form.PRESENT)) !== 0
    if (!hasRole(page, at, verb) && !finite) continue
    const subject = subjectBefore(page, at, start)
    if (subject && !hasRole(page, subject.first, Role.RELATIVE)) return subject
  }
  return null
}
