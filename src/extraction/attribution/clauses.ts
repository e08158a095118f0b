import { Form, Frame, Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { isTerminal } from '../../text/prose.ts'
import { Shape } from '../../text/tokens.ts'
import { skipAddressee, skipAdjuncts } from './adjuncts.ts'
import { endsAt, isFinite, opensClause } from './borders.ts'
import { isPossessiveEnding, phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  formsAt,
  hasRole,
  isCapital,
  isDash,
  isMark,
  isWord,
  type Page,
  POINT,
  SEMICOLON,
  stretchAt,
  quotedAt,
} from './page.ts'
import { isTaken, type Scene } from './scene.ts'
import { isWorkTitle } from './titles.ts'
import { allows, type VerbGroup } from './verb-groups.ts'

const MIN_WHOLE = 4
const MAX_CLAUSE = 200

/**
 * Where what was said begins after a verb of saying: past the one addressed ("told reporters"),
 * past time and place ("said on Monday in a statement").
 */
export function contentStart(page: Page, group: VerbGroup, end: number): number {
  let at = group.end
  if (allows(group, Frame.ADDRESSEE) && !hasRole(page, at, Role.COMPLEMENTIZER)) {
    at = skipAddressee(page, at, end)
  }
  // "vows to expel": no phrase of place.
  if (allows(group, Frame.INFINITIVE) && isInfinitive(page, at)) return at
  const past = skipAdjuncts(page, at, end)
  if (past > at && isMark(page, past, COMMA) && opensNone(page, past + 1, end)) return at
  if (isMark(page, past, COMMA, COLON)) return opensWords(page, past + 1, end) ? past + 1 : at
  return past
}

/** "to expel", and not "to a truce", "to 40 percent", "to Bresk". */
function isInfinitive(page: Page, at: number): boolean {
  if (!hasRole(page, at, Role.INFINITIVE) || !isWord(page, at + 1)) return false
  const noun = Role.DETERMINER | Role.OBJECT_PRONOUN | Role.POSSESSIVE | Role.TIME
  const shown = ((page.tokens.shapes[at + 1] ?? 0) & (Shape.CAPITAL | Shape.DIGIT)) !== 0
  return !shown && !hasRole(page, at + 1, noun)
}

function opensWords(page: Page, at: number, end: number): boolean {
  return at < end && (stretchAt(page, at) >= 0 || isWord(page, at))
}

/** "…, who left", "…, Hale said": a comma that closes what stands beside the words, and opens none. */
function opensNone(page: Page, at: number, end: number): boolean {
  if (stretchAt(page, at) >= 0 || hasRole(page, at, Role.COMPLEMENTIZER)) return false
  if (hasRole(page, at, Role.RELATIVE)) return true
  const phrase = phraseAfter(page, at, end)
  return phrase !== null && (formsAt(page, phrase.end) & (Form.PAST | Form.PRESENT)) !== 0
}

/** What bounds a clause of speech. */
export interface ClauseLimits {
  /** Its paragraph, with what other quotations have of it. */
  readonly scene: Scene
  /** The clause stands inside another one, and ends with a comma. */
  readonly inner: boolean
  /** What was said is a noun phrase, and no clause. */
  readonly object: boolean
}

/**
 * Where what was said ends, in a clause that begins at `from`: the sentence's end, or a place
 * where somebody else's words begin.
 */
export function clauseEnd(
  page: Page,
  from: number,
  sentenceEnd: number,
  limits: ClauseLimits,
): number {
  const end = Math.min(sentenceEnd, from + MAX_CLAUSE)
  const clause = {
    end: sentenceEnd,
    groups: limits.scene.groups,
    quoted: false,
    finite: hasRole(page, from, Role.COMPLEMENTIZER),
    dashed: false,
  }
  for (let at = from; at < end; at += 1) {
    const stretch = quotedAt(page, at)
    if (isTaken(limits.scene, at)) return trimEnd(page, from, at)
    if (stretch) {
      if (isCutAfterQuotation(page, stretch.end, sentenceEnd)) return stretch.end
      if (limits.inner && isMark(page, stretch.end - 2, COMMA)) return stretch.end
      if (stretch.end >= end) return Math.min(stretch.end, sentenceEnd)
      at = stretch.end - 1
      clause.quoted = true
      if (limits.object && !clause.finite && isPredicate(page, stretch.end)) return stretch.end
    } else if (limits.inner && isMark(page, at, COMMA) && endsInner(page, from, at, sentenceEnd)) {
      return at
    } else if (endsAt(page, at, clause)) return trimEnd(page, from, at)
    else {
      clause.finite ||= isFinite(page, at)
      clause.dashed ||= isDash(page, at)
    }
  }
  return trimEnd(page, from, end)
}

/** what Hale called "a trick" became law: a verb that cannot belong to the words before it. */
function isPredicate(page: Page, at: number): boolean {
  if (stretchAt(page, at) >= 0 || !isWord(page, at)) return false
  if (hasRole(page, at, Role.BE | Role.HAVE | Role.MODAL)) return true
  return hasRole(page, at, Role.VERB) && !hasRole(page, at + 1, Role.AGENT)
}

/** A clause inside another one ends at a comma behind its verb, or before the other's subject. */
function endsInner(page: Page, from: number, comma: number, end: number): boolean {
  return hasVerb(page, { first: from, end: comma }) || opensClause(page, comma + 1, end)
}

/** Words in marks that end with a comma, with no more of the same sentence after them. */
export function isCutAfterQuotation(page: Page, at: number, end: number): boolean {
  if (at >= end || !isMark(page, at - 2, COMMA) || !isWord(page, at)) return false
  if (hasRole(page, at, Role.BE | Role.HAVE | Role.MODAL | Role.VERB)) return false
  return !hasRole(page, at, Role.COORDINATOR) || hasRole(page, at, Role.TURN)
}

/** "At least 40 people", "up to 20", "more than 300": a number makes a subject of what begins like a phrase of place. */
export function isCounted(page: Page, first: number): boolean {
  if (hasRole(page, first, Role.SUBORDINATOR)) return false
  for (let at = first + 1; at < first + 3; at += 1) {
    if (!isWord(page, at) || stretchAt(page, at) >= 0) return false
    if ((page.tokens.shapes[at] ?? 0) & Shape.DIGIT)
      return !hasRole(page, at + 1, Role.TIME) && isWord(page, at + 1)
  }
  return false
}

/** The token after the last colon that stands right before words in marks; null without one. */
export function lastColonBefore(page: Page, from: number, end: number): number | null {
  for (let at = from; at < end; at += 1) {
    if (stretchAt(page, at) >= 0) return null
    if (isMark(page, at, COLON) && stretchAt(page, at + 1) >= 0) return at + 1
  }
  return null
}

/**
 * The first token of a whole sentence in marks that stands after a comma: wrote to all members of
 * the club, "It is over." Null where a clause stands before it.
 */
export function wholeAfterComma(page: Page, from: number, end: number): number | null {
  if (hasRole(page, from, Role.COMPLEMENTIZER)) return null
  for (let at = from; at < end; at += 1) {
    const stretch = quotedAt(page, at)
    if (stretch) {
      const whole = isMark(page, at - 1, COMMA) && isCapital(page, at + 1)
      const long = stretch.end - stretch.first > MIN_WHOLE && !isWorkTitle(page, stretch)
      return whole && long && at > from ? at : null
    }
    if (isFinite(page, at)) return null
  }
  return null
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
  for (let at = first; at < Math.min(end, first + MAX_CLAUSE); at += 1) {
    if (stretchAt(page, at) >= 0) return true
    if (hasRole(page, at, Role.BE | Role.HAVE | Role.MODAL | Role.VERB | Role.PAST_LIKE))
      return true
    if (formsAt(page, at) > 0 && !isCapital(page, at)) return true
    if (isWord(page, at) && (page.tokens.shapes[at] ?? 0) & Shape.ENDING)
      if (!isPossessiveEnding(page, at) || hasRole(page, at - 1, Role.SUBJECT_PRONOUN)) return true
  }
  return false
}

export function isSentenceEnd(page: Page, at: number, end: number): boolean {
  return at >= end || isMark(page, at, POINT, 33, 63, 41) || isTerminal(page.tokens.codes[at] ?? 0)
}
