import { Form, Frame, WordClass } from '../../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../../text/quotation-marks.ts'
import { isTerminal } from '../../../text/prose.ts'
import { pastAdjuncts, skipAddressee, skipAdjuncts } from '../adjuncts.ts'
import { isFinite, opensClause } from '../content-border.ts'
import { isCited } from '../confidence.ts'
import { isSentenceEnd } from '../content-range.ts'
import type { RawQuotation } from '../raw-quotation.ts'
import { phraseAfter } from '../noun-phrases.ts'
import {
  COLON,
  COMMA,
  EM_DASH,
  EN_DASH,
  entriesAt,
  formsAt,
  hasClass,
  isCapital,
  isDash,
  HYPHEN,
  isMark,
  isOutlet,
  OPEN_BRACKET,
  SEMICOLON,
  isWord,
  type Doc,
  stretchAt,
} from '../doc.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'
import { isHearer, subjectBefore } from '../subject-before.ts'
import { isWorkTitle } from '../work-titles.ts'
import { allows, groupIndex, hasGroup, type VerbGroup } from '../verb-groups.ts'

const MAX_LEAD = 120
const MIN_BARE = 5
const MIN_TIED = 5
const MAX_REACH = 12
/** Most stretches between a cue and the one that continues its content. */
const MAX_SKIPPED = 20
const QUOTING = Frame.QUOTATION | Frame.CLAUSE | Frame.QUESTION | Frame.ADDRESSEE

/** "…," Hale said. "…," said Hale, "…." "…?" she asked. "…." */
export function quotationThenCue(context: ParagraphContext): void {
  for (const stretch of context.stretches) {
    if (isTaken(context, stretch.first)) continue
    const match = cueAfter(context, stretch)
    if (match) addQuotation(context, rawQuotationOf(context, stretch, match))
  }
}

interface CueAfter {
  readonly group: VerbGroup
  readonly mention: Run
  /** The token after cue and mention. */
  readonly end: number
  readonly inverted: boolean
}

/** The cue directly after a quoted stretch, with its subject. */
function cueAfter(context: ParagraphContext, stretch: Stretch): CueAfter | null {
  const { doc, run } = context
  let next = stretch.end
  if (isMark(doc, next, COMMA, EM_DASH, EN_DASH, HYPHEN)) next += 1
  const separated = isSeparated(doc, stretch)
  if (isAskedOf(doc, stretch)) return null
  if (next >= run.end || !(separated || isBareSentence(context, stretch))) return null
  const ended = endsSentence(doc, stretch)
  const position = groupIndex(context.groups, next)
  for (const group of context.groups.slice(position, position + 4)) {
    if (group.first - next > 45) return null
    if (group.mood !== 'FINITE' || !allows(group, separated ? QUOTING : Frame.CLAUSE)) continue
    const match = group.first === next ? inverted(doc, group, run.end) : straight(doc, group, next)
    if (
      !match ||
      isHearer(doc, group) ||
      isTitleOf(context, stretch, match) ||
      hasContentAfter(context, stretch, match)
    )
      continue
    if (group.entry.kind === 'THOUGHT' && !closes(doc, match, run.end)) continue
    if (hasOwnContent(context, stretch, match) || isRelay(context, stretch, match)) return null
    if (!ended || isWholeSentence(context, stretch, match)) return match
  }
  return null
}

/** "When he was asked, “…?” Hale answered": the question is somebody else's. */
export function isAskedOf(doc: Doc, { first }: Stretch): boolean {
  const verb = isMark(doc, first - 1, COMMA, COLON) ? first - 2 : first - 1
  const isAsking = entriesAt(doc, verb).some(({ frames }) => (frames & Frame.QUESTION) !== 0)
  return isAsking && hasClass(doc, verb - 1, WordClass.BE)
}

/**
 * Whether an outlet after the quotation only relays it: Hale urged calm "…," the agency reported.
 */
function isRelay(
  context: ParagraphContext,
  stretch: Stretch,
  { group, mention }: CueAfter,
): boolean {
  const { doc, groups } = context
  if (!isOutlet(doc, mention) || !doc.words.relayLemmas.has(group.entry.lemma)) return false
  const low = Math.max(sentenceAt(context, stretch.first).first, stretch.first - MAX_REACH)
  return hasGroup(
    groups,
    low,
    stretch.first,
    ({ mood, entry }) => mood === 'FINITE' && entry.kind === 'SPEECH',
  )
}

/** said Hale; a-t-elle dit; a déclaré lundi Mme Roux. */
function inverted(doc: Doc, group: VerbGroup, end: number): CueAfter | null {
  if (group.subject !== null) {
    const mention = { first: group.subject, end: group.subject + 1 }
    return { group, mention, end: group.end, inverted: true }
  }
  const mention =
    phraseAfter(doc, group.end, end) ?? phraseAfter(doc, pastAdjuncts(doc, group.end, end), end)
  if (!mention || hasPredicate(doc, mention.end)) return null
  return { group, mention, end: mention.end, inverted: true }
}

/** Whether the phrase is the subject of the content: "said the mayor could". */
function hasPredicate(doc: Doc, at: number): boolean {
  return (
    hasClass(doc, at, WordClass.BE | WordClass.HAVE | WordClass.MODAL) ||
    hasClass(doc, at, WordClass.INFINITIVE)
  )
}

function straight(doc: Doc, group: VerbGroup, next: number): CueAfter | null {
  const lone = group.first === next + 1 && isCapital(doc, next) && !isPronoun(doc, next)
  const mention = lone ? { first: next, end: next + 1 } : subjectBefore(doc, group.first, next)
  if (mention?.first !== next || hasClass(doc, next, WordClass.RELATIVE)) return null
  return { group, mention, end: group.end, inverted: false }
}

/**
 * Whether the quoted words are a title inside the subject: Brand, who wrote "The Long Way," posted
 * a letter.
 */
function isTitleOf(context: ParagraphContext, stretch: Stretch, { inverted }: CueAfter): boolean {
  const opens = sentenceAt(context, stretch.first).first === stretch.first
  return inverted && !opens && isWorkTitle(context.doc, stretch)
}

/** Quoted words that open a sentence, without a comma after them: "Jobs first" Hale said. */
function isBareSentence(context: ParagraphContext, stretch: Stretch): boolean {
  const { doc } = context
  const long = stretch.closed && stretch.end - stretch.first > MIN_BARE
  const named = isCapital(doc, stretch.end) || isCueAndName(doc, stretch.end)
  const spoken = long && named && !isWorkTitle(doc, stretch)
  return spoken && sentenceAt(context, stretch.first).first === stretch.first
}

/** "said Hale" */
function isCueAndName(doc: Doc, at: number): boolean {
  return (formsAt(doc, at) & Form.PAST) !== 0 && isCapital(doc, at + 1)
}

function isPronoun(doc: Doc, at: number): boolean {
  return hasClass(doc, at, WordClass.SUBJECT_PRONOUN | WordClass.DETERMINER)
}

/** Whether a comma or a terminal mark separates the content from its cue. */
function isSeparated(doc: Doc, stretch: Stretch): boolean {
  if (!stretch.closed && !isMark(doc, stretch.end, COMMA)) return false
  const inside = doc.tokens.codes[lastInside(doc, stretch)] ?? 0
  const { end } = stretch
  return inside === COMMA || isTerminal(inside) || isMark(doc, end, COMMA, EM_DASH, EN_DASH, HYPHEN)
}

/** The last quoted token before inner closing marks: the comma of "'…,'". */
function lastInside(doc: Doc, { first, end }: Stretch): number {
  let at = end - 2
  while (at > first && isMark(doc, at, 39, 0x2019, 34, 0x201d)) at -= 1
  return at
}

/** Whether the sentence ends after the cue: "…," she thought. */
function closes(doc: Doc, { end }: CueAfter, limit: number): boolean {
  return isSentenceEnd(doc, skipAdjuncts(doc, end, limit), limit)
}

/** Whether the cue has content of its own after it: When Hale said, "…," Brand said, "…". */
function hasOwnContent(context: ParagraphContext, stretch: Stretch, { end }: CueAfter): boolean {
  const { doc, groups } = context
  const next = isMark(doc, end, COMMA, COLON) ? end + 1 : end
  if (stretchAt(doc, next) < 0) return false
  const sentence = sentenceAt(context, stretch.first)
  return hasGroup(groups, sentence.first, stretch.first, (group) => group.mood !== 'PASSIVE')
}

/** Whether a sentence is only a cue: "Hale said.", unlike "Hale did not answer." */
function isWholeSentence(context: ParagraphContext, stretch: Stretch, match: CueAfter): boolean {
  const { doc, run } = context
  const { group } = match
  for (let at = group.first; at < group.verb; at += 1)
    if (hasClass(doc, at, WordClass.NEGATION)) return false
  const sentence = sentenceAt(context, stretch.first)
  if (hasGroup(context.groups, sentence.first, stretch.first)) return false
  return closes(doc, match, run.end)
}

/** Whether the sentence ends inside the quotation marks: `word."`. */
function endsSentence(doc: Doc, stretch: Stretch): boolean {
  const last = lastInside(doc, stretch)
  return stretch.closed && isMark(doc, last, 46) && !isMark(doc, last - 1, 46)
}

/**
 * Whether the content follows the cue, so that the quoted words before it belong to another cue.
 */
function hasContentAfter(
  context: ParagraphContext,
  stretch: Stretch,
  { group, end, inverted }: CueAfter,
): boolean {
  if (inverted) return false
  const { doc, run } = context
  const addressed = allows(group, Frame.ADDRESSEE | Frame.QUESTION)
  let at = addressed ? skipAddressee(doc, end, run.end) : end
  at = skipAdjuncts(doc, at, run.end)
  if (at >= run.end || !isWord(doc, at)) return false
  // After quoted words with a comma, only the addressee can follow "told".
  if (addressed && isTied(context, stretch) && stretch.end - stretch.first > MIN_TIED) return false
  if (hasClass(doc, at, WordClass.COMPLEMENTIZER)) return true
  if (hasClass(doc, at, WordClass.SUBJECT_PRONOUN | WordClass.DETERMINER | WordClass.POSSESSIVE))
    return true
  if (isCapital(doc, at) && at === end) return true
  return allows(group, Frame.CLAUSE) && startsClause(doc, at, run.end)
}

/** Whether a content clause begins: "if", or a subject and its verb. */
function startsClause(doc: Doc, at: number, end: number): boolean {
  const asked =
    hasClass(doc, at, WordClass.QUESTION) &&
    !hasClass(doc, at, WordClass.BESIDE | WordClass.RELATIVE)
  return asked || opensClause(doc, at, end)
}

/** Whether quoted words open a sentence and end with a comma: "…," */
function isTied(context: ParagraphContext, stretch: Stretch): boolean {
  const { doc } = context
  const comma = isMark(doc, lastInside(doc, stretch), COMMA)
  return comma && sentenceAt(context, stretch.first).first === stretch.first
}

function rawQuotationOf(
  context: ParagraphContext,
  stretch: Stretch,
  match: CueAfter,
): RawQuotation {
  const { group, mention } = match
  const sentence = sentenceAt(context, stretch.first)
  const lead = contentFirst(context, sentence, stretch)
  const rest = continuedContent(context, match.end)
  const content: Run[] = [{ first: lead, end: stretch.end }, ...rest]
  const around = { first: match.group.first, end: sentenceAt(context, group.verb).end }
  return {
    content,
    cue: { first: group.first, end: group.end },
    lemma: group.entry.lemma,
    entry: group.entry,
    mention,
    continues: false,
    rule: match.inverted ? 'quotation-verb-name' : 'quotation-name-verb',
    tier:
      allows(group, Frame.QUOTATION) &&
      isMark(context.doc, lastInside(context.doc, stretch), COMMA, 63, 33) &&
      !isCited(context, sentenceAt(context, group.verb))
        ? 'HIGH'
        : 'MEDIUM',
    around,
  }
}

/**
 * The first token of the content, with the words before the quotation mark: But his plan "has
 * failed," she said.
 */
function contentFirst(context: ParagraphContext, sentence: Run, stretch: Stretch): number {
  const { doc } = context
  let first = Math.max(sentence.first, context.run.first, stretch.first - MAX_LEAD)
  for (let at = stretch.first - 1; at >= first; at -= 1) {
    if (isTaken(context, at)) first = at + 1
    else if (
      at === stretch.first - 1 &&
      (isDash(doc, at) || isMark(doc, at, COLON, SEMICOLON, OPEN_BRACKET))
    ) {
      return stretch.first
    }
  }
  if (hasGroup(context.groups, first, stretch.first, isSpeechCue)) {
    return stretch.first
  }
  while (first < stretch.first && !isWord(doc, first) && stretchAt(doc, first) < 0) first += 1
  return first
}

function isSpeechCue(group: VerbGroup): boolean {
  return group.mood === 'FINITE' && group.entry.kind === 'SPEECH' && allows(group, Frame.CLAUSE)
}

/** The quoted stretches after a cue that continue its content, in this sentence and the next. */
export function continuedContent(context: ParagraphContext, from: number): Run[] {
  const { doc, stretches } = context
  const found: Run[] = []
  const { end } = sentenceAt(context, from - 1)
  let at = from
  const start = stretchIndex(context, from)
  for (let index = start; index < stretches.length; index += 1) {
    const stretch = stretches[index]
    if (!stretch) break
    if (!isLinked(context, at, stretch)) {
      if (stretch.end < end && found.length === 0 && index < start + MAX_SKIPPED) continue
      break
    }
    if (isTaken(context, stretch.first) || cueAfter(context, stretch)) break
    if (hasOwnCueAfter(context, stretch)) break
    found.push({ first: stretch.first, end: stretch.end })
    at = stretch.end
  }
  return found.filter(({ first }) => stretchAt(doc, first) >= 0)
}

/** Whether a stretch ends with a comma and is followed by a cue of its own: "Never,". */
function hasOwnCueAfter({ doc, run }: ParagraphContext, stretch: Stretch): boolean {
  if (!stretch.closed || !isMark(doc, lastInside(doc, stretch), COMMA)) return false
  const phrase = phraseAfter(doc, stretch.end, run.end)
  return isFinite(doc, stretch.end) || (phrase !== null && isFinite(doc, phrase.end))
}

/** Index of the first stretch of the paragraph that begins at or after a token. */
function stretchIndex({ stretches }: ParagraphContext, from: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.first ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether only adjuncts, and then a comma or a new sentence, separate a stretch from the cue. */
function isLinked(context: ParagraphContext, from: number, stretch: Stretch): boolean {
  const { doc } = context
  const mark = stretch.first - 1
  if (stretch.first === from) return true
  const sentence = sentenceAt(context, stretch.first)
  if (sentence.first === stretch.first) {
    return sentenceAt(context, from - 1).end === stretch.first
  }
  if (sentence.first > from) return false
  if (!isMark(doc, mark, COMMA, COLON, EM_DASH, EN_DASH, HYPHEN)) return false
  return !hasGroup(context.groups, from, stretch.first)
}
