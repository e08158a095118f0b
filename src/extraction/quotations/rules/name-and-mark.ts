import { WordClass } from '../../../languages/quotation-words.ts'
import type { Run } from '../../../text/quotation-marks.ts'
import { trimEnd } from '../content-range.ts'
import type { RawQuotation } from '../raw-quotation.ts'
import { phraseAfter, phraseBefore } from '../noun-phrases.ts'
import {
  CLOSE_BRACKET,
  COLON,
  hasClass,
  isCapital,
  isDash,
  isMark,
  isOutlet,
  lineEnd,
  isWord,
  type Doc,
  stretchAt,
} from '../doc.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'
import { groupsWithin } from '../verb-groups.ts'

const MAX_LABEL = 10
const MAX_SIGNATURE = 20
const MAX_SOURCE = 6
const MIN_LINE = 3

/**
 * "…" - Jo Hale, mayor of Bresk. A name after a dash attributes a quotation on a line of its own.
 */
export function dashAndName(context: ParagraphContext): void {
  const { doc, run } = context
  for (const stretch of context.stretches) {
    if (isTaken(context, stretch.first) || !isDash(doc, stretch.end)) continue
    if (isInsideLine(doc, stretch.first, run.first)) continue
    // A longer line is not a signature.
    const limit = Math.min(run.end, stretch.end + MAX_SIGNATURE + 4)
    const mention = nameAfterDash(doc, stretch.end, lineEnd(doc, stretch.end, limit))
    if (mention)
      addQuotation(
        context,
        dashAndNameQuotation({ first: stretch.first, end: stretch.end }, mention, run),
      )
  }
}

/** Whether words precede a token on its line: cried "Dobro!" - Carlish for "good". */
function isInsideLine(doc: Doc, at: number, low: number): boolean {
  return at > low && isWord(doc, at - 1) && lineEnd(doc, at - 1, at + 1) > at
}

/** The name in a paragraph that is only a dash and a name: "- Jo Hale." */
export function nameOfParagraph(doc: Doc, run: Run): Run | null {
  if (!isDash(doc, run.first) || run.end - run.first > 25) return null
  return nameAfterDash(doc, run.first, run.end)
}

function nameAfterDash(doc: Doc, dash: number, end: number): Run | null {
  const first = isDash(doc, dash + 1) ? dash + 2 : dash + 1
  if (first >= end || !isCapital(doc, first) || end - first > MAX_SIGNATURE) return null
  const mention = phraseAfter(doc, first, end)
  // An agency's sign-off is not a speaker.
  if (!mention || mention.end - mention.first > 8 || isOutlet(doc, mention)) return null
  const closes = mention.end >= end || !isWord(doc, mention.end)
  return closes || hasClass(doc, mention.end, WordClass.PREPOSITION) ? mention : null
}

export function dashAndNameQuotation(content: Run, mention: Run, around: Run): RawQuotation {
  return {
    content: [content],
    cue: null,
    lemma: '',
    entry: null,
    mention,
    continues: false,
    rule: 'dash-and-name',
    tier: 'MEDIUM',
    around,
  }
}

/** Hale: 'We will not go'. Hale on taxes: "Never". In headlines and in lines with the same form. */
export function nameAndColon(context: ParagraphContext): void {
  const { doc, run, paragraph } = context
  if (doc.kinds[paragraph] === 'HEADLINE') {
    headlineColon(context)
    headlineSource(context)
  }
  for (const stretch of context.stretches) {
    const colon = stretch.first - 1
    if (!isMark(doc, colon, COLON) || isTaken(context, stretch.first)) continue
    const mention = phraseBefore(doc, colon, run.first)
    if (!mention || !isLabel(doc, mention, sentenceAt(context, colon))) continue
    // A single word with the form of a verb is a name ("Brand:").
    const verbs = groupsWithin(context.groups, mention.first, mention.end)
    if (verbs.length > 0 && mention.end > mention.first + 1) continue
    addQuotation(
      context,
      nameAndColonQuotation(colon, mention, { first: stretch.first, end: stretch.end }, run),
    )
  }
}

/** Whether a name is alone at the start of a sentence or after a dash. */
function isLabel(doc: Doc, { first, end }: Run, run: Run): boolean {
  if (!isCapital(doc, first) || !(isCapital(doc, end - 1) || isMark(doc, end - 1, CLOSE_BRACKET)))
    return false
  if (doc.words.labels.valueOf(doc.tokens, first) !== 0) return false
  return first === run.first || isDash(doc, first - 1)
}

function headlineColon(context: ParagraphContext): void {
  const { doc, run, stretches } = context
  const colon = colonOf(doc, run)
  if (colon === null || doc.words.labels.valueOf(doc.tokens, run.first) !== 0) return
  if (!stretches.some(({ first }) => first > colon) || isTaken(context, colon + 1)) return
  const mention = phraseAfter(doc, run.first, colon)
  if (!mention || !isCapital(doc, mention.first)) return
  const content = { first: colon + 1, end: trimEnd(doc, colon + 1, run.end) }
  addQuotation(context, nameAndColonQuotation(colon, mention, content, run))
}

/** Three dead in mine fire: police. Ferry to sail by June – minister. */
function headlineSource(context: ParagraphContext): void {
  const { doc, run } = context
  for (let at = run.end - 2; at >= Math.max(run.first + MIN_LINE, run.end - MAX_SOURCE); at -= 1) {
    if (!isMark(doc, at, COLON) && !isDash(doc, at)) continue
    const mention = phraseAfter(doc, at + 1, run.end)
    const whole = mention && trimEnd(doc, mention.first, run.end) <= mention.end
    if (!mention || !whole || isTaken(context, run.first) || !canSpeak(doc, mention)) return
    const content = { first: run.first, end: trimEnd(doc, run.first, at) }
    addQuotation(context, nameAndColonQuotation(at, mention, content, run))
    return
  }
}

/** Whether a phrase can be a speaker: an outlet or a noun for a speaker. A name may be a label. */
function canSpeak(doc: Doc, mention: Run): boolean {
  const last = mention.end - 1
  if (isOutlet(doc, mention)) return true
  return hasClass(doc, last, WordClass.VOICE) && !isCapital(doc, last)
}

function nameAndColonQuotation(
  colon: number,
  mention: Run,
  content: Run,
  around: Run,
): RawQuotation {
  return {
    content: [content],
    cue: { first: colon, end: colon + 1 },
    lemma: ':',
    entry: null,
    mention,
    continues: false,
    rule: 'name-and-colon',
    tier: 'MEDIUM',
    around,
  }
}

/** The colon after a short label at the beginning of a paragraph. */
function colonOf(doc: Doc, run: Run): number | null {
  for (let at = run.first; at < Math.min(run.end - 1, run.first + MAX_LABEL); at += 1) {
    if (stretchAt(doc, at) >= 0) return null
    if (isMark(doc, at, COLON)) return at > run.first ? at : null
  }
  return null
}
