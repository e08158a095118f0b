import { Form, Frame, WordClass } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { isTerminal } from '../../text/prose.ts'
import { Shape } from '../../text/tokens.ts'
import { skipAddressee, skipAdjuncts } from './adjuncts.ts'
import { contentEndsAt, isFinite, opensClause } from './content-border.ts'
import { isPossessiveEnding, phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  formsAt,
  hasClass,
  isCapital,
  isDash,
  isMark,
  isWord,
  type Doc,
  POINT,
  SEMICOLON,
  stretchAt,
  quotedAt,
} from './doc.ts'
import { isTaken, type ParagraphContext } from './paragraph-context.ts'
import { isWorkTitle } from './work-titles.ts'
import { allows, type VerbGroup } from './verb-groups.ts'

const MIN_WHOLE = 4
const MAX_CLAUSE = 200

/**
 * The first token of the content after a cue verb, its addressee ("told reporters") and its time
 * and place ("said on Monday in a statement").
 */
export function contentStart(doc: Doc, group: VerbGroup, end: number): number {
  let at = group.end
  if (allows(group, Frame.ADDRESSEE) && !hasClass(doc, at, WordClass.COMPLEMENTIZER)) {
    at = skipAddressee(doc, at, end)
  }
  // The "to" of "vows to expel" does not begin a phrase of place.
  if (allows(group, Frame.INFINITIVE) && isInfinitive(doc, at)) return at
  const past = skipAdjuncts(doc, at, end)
  if (past > at && isMark(doc, past, COMMA) && opensNone(doc, past + 1, end)) return at
  if (isMark(doc, past, COMMA, COLON)) return opensWords(doc, past + 1, end) ? past + 1 : at
  return past
}

/** "to expel", but not "to a truce", "to 40 percent" or "to Bresk". */
function isInfinitive(doc: Doc, at: number): boolean {
  if (!hasClass(doc, at, WordClass.INFINITIVE) || !isWord(doc, at + 1)) return false
  const noun =
    WordClass.DETERMINER | WordClass.OBJECT_PRONOUN | WordClass.POSSESSIVE | WordClass.TIME
  const shown = ((doc.tokens.shapes[at + 1] ?? 0) & (Shape.CAPITAL | Shape.DIGIT)) !== 0
  return !shown && !hasClass(doc, at + 1, noun)
}

function opensWords(doc: Doc, at: number, end: number): boolean {
  return at < end && (stretchAt(doc, at) >= 0 || isWord(doc, at))
}

/**
 * Whether the comma before a token closes an insertion and does not open content: "…, who left",
 * "…, Hale said".
 */
function opensNone(doc: Doc, at: number, end: number): boolean {
  if (stretchAt(doc, at) >= 0 || hasClass(doc, at, WordClass.COMPLEMENTIZER)) return false
  if (hasClass(doc, at, WordClass.RELATIVE)) return true
  const phrase = phraseAfter(doc, at, end)
  return phrase !== null && (formsAt(doc, phrase.end) & (Form.PAST | Form.PRESENT)) !== 0
}

/** What bounds a content clause. */
export interface ClauseLimits {
  /** Its paragraph, with the tokens that other quotations have taken. */
  readonly context: ParagraphContext
  /** The clause is inside another one and ends with a comma. */
  readonly inner: boolean
  /** The content is a noun phrase and not a clause. */
  readonly object: boolean
}

/**
 * The end of the content that begins at `from`: the end of the sentence, or where narration or
 * another speaker's content begins.
 */
export function clauseEnd(
  doc: Doc,
  from: number,
  sentenceEnd: number,
  limits: ClauseLimits,
): number {
  const end = Math.min(sentenceEnd, from + MAX_CLAUSE)
  const clause = {
    end: sentenceEnd,
    groups: limits.context.groups,
    quoted: false,
    finite: hasClass(doc, from, WordClass.COMPLEMENTIZER),
    verbless: hasClass(doc, from, WordClass.COMPLEMENTIZER),
    dashed: false,
  }
  for (let at = from; at < end; at += 1) {
    const stretch = quotedAt(doc, at)
    if (isTaken(limits.context, at)) return trimEnd(doc, from, at)
    if (stretch) {
      if (isCutAfterQuotation(doc, stretch.end, sentenceEnd)) return stretch.end
      if (limits.inner && isMark(doc, stretch.end - 2, COMMA)) return stretch.end
      if (stretch.end >= end) return Math.min(stretch.end, sentenceEnd)
      at = stretch.end - 1
      clause.quoted = true
      if (limits.object && !clause.finite && isPredicate(doc, stretch.end)) return stretch.end
    } else if (limits.inner && isMark(doc, at, COMMA) && endsInner(doc, from, at, sentenceEnd)) {
      return at
    } else if (contentEndsAt(doc, at, clause)) return trimEnd(doc, from, at)
    else {
      const isVerb = isFinite(doc, at)
      clause.finite ||= isVerb
      clause.verbless &&= !isVerb
      clause.dashed ||= isDash(doc, at)
    }
  }
  return trimEnd(doc, from, end)
}

/**
 * A verb after quoted words that belongs to the main clause: what Hale called "a trick" became law.
 */
function isPredicate(doc: Doc, at: number): boolean {
  if (stretchAt(doc, at) >= 0 || !isWord(doc, at)) return false
  if (hasClass(doc, at, WordClass.BE | WordClass.HAVE | WordClass.MODAL)) return true
  return hasClass(doc, at, WordClass.VERB) && !hasClass(doc, at + 1, WordClass.AGENT)
}

/** An inner clause ends at a comma after its verb, or before the subject of the outer clause. */
function endsInner(doc: Doc, from: number, comma: number, end: number): boolean {
  return hasVerb(doc, { first: from, end: comma }) || opensClause(doc, comma + 1, end)
}

/** Quoted words that end with a comma where the sentence does not continue. */
export function isCutAfterQuotation(doc: Doc, at: number, end: number): boolean {
  if (at >= end || !isMark(doc, at - 2, COMMA) || !isWord(doc, at)) return false
  if (hasClass(doc, at, WordClass.BE | WordClass.HAVE | WordClass.MODAL | WordClass.VERB))
    return false
  return !hasClass(doc, at, WordClass.COORDINATOR) || hasClass(doc, at, WordClass.TURN)
}

/**
 * Whether a number makes a subject of what looks like an adjunct: "At least 40 people", "up to 20".
 */
export function isCounted(doc: Doc, first: number): boolean {
  if (hasClass(doc, first, WordClass.SUBORDINATOR)) return false
  for (let at = first + 1; at < first + 3; at += 1) {
    if (!isWord(doc, at) || stretchAt(doc, at) >= 0) return false
    if ((doc.tokens.shapes[at] ?? 0) & Shape.DIGIT)
      return !hasClass(doc, at + 1, WordClass.TIME) && isWord(doc, at + 1)
  }
  return false
}

/** The first token of the quoted words that follow a colon; null when there are none. */
export function quotedAfterColon(doc: Doc, from: number, end: number): number | null {
  for (let at = from; at < end; at += 1) {
    if (stretchAt(doc, at) >= 0) return null
    if (isMark(doc, at, COLON) && stretchAt(doc, at + 1) >= 0) return at + 1
  }
  return null
}

/**
 * The first token of a quoted sentence after a comma: wrote to all members of the club, "It is
 * over." Null when a clause precedes it.
 */
export function quotedSentenceAfterComma(doc: Doc, from: number, end: number): number | null {
  if (hasClass(doc, from, WordClass.COMPLEMENTIZER)) return null
  for (let at = from; at < end; at += 1) {
    const stretch = quotedAt(doc, at)
    if (stretch) {
      const whole = isMark(doc, at - 1, COMMA) && isCapital(doc, at + 1)
      const long = stretch.end - stretch.first > MIN_WHOLE && !isWorkTitle(doc, stretch)
      return whole && long && at > from ? at : null
    }
    if (isFinite(doc, at)) return null
  }
  return null
}

/** The end of a range without its closing points, brackets and commas. */
export function trimEnd(doc: Doc, from: number, end: number): number {
  let at = end
  while (at > from && stretchAt(doc, at - 1) < 0 && !isWord(doc, at - 1)) {
    const code = doc.tokens.codes[at - 1] ?? 0
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

/** Whether a range has a word that can be the verb of a clause. */
export function hasVerb(doc: Doc, { first, end }: Run): boolean {
  for (let at = first; at < Math.min(end, first + MAX_CLAUSE); at += 1) {
    if (stretchAt(doc, at) >= 0) return true
    if (
      hasClass(
        doc,
        at,
        WordClass.BE | WordClass.HAVE | WordClass.MODAL | WordClass.VERB | WordClass.PAST_LIKE,
      )
    )
      return true
    if (formsAt(doc, at) > 0 && !isCapital(doc, at)) return true
    if (isWord(doc, at) && (doc.tokens.shapes[at] ?? 0) & Shape.ENDING)
      if (!isPossessiveEnding(doc, at) || hasClass(doc, at - 1, WordClass.SUBJECT_PRONOUN))
        return true
  }
  return false
}

export function isSentenceEnd(doc: Doc, at: number, end: number): boolean {
  return at >= end || isMark(doc, at, POINT, 33, 63, 41) || isTerminal(doc.tokens.codes[at] ?? 0)
}
