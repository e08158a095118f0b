import { Form, WordClass } from '../../../languages/quotation-words.ts'
import type { Run } from '../../../text/quotation-marks.ts'
import { hasVerb, isCutAfterQuotation, trimEnd } from '../content-range.ts'
import { phraseAfter } from '../noun-phrases.ts'
import {
  COMMA,
  formsAt,
  hasClass,
  isCapital,
  type Doc,
  isMark,
  isOutlet,
  isWord,
  sourcePhraseLength,
  quotedAt,
  nextSourcePhrase,
  stretchAt,
} from '../doc.ts'
import { citedAfter } from './citing.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'

const MAX_CONTENT = 300
const MAX_MENTION = 60

/**
 * According to Hale, it was over. It was over, according to Hale. According to the agency, citing
 * Hale, it was over.
 */
export function accordingTo(context: ParagraphContext): void {
  const { doc, run } = context
  for (let at = nextSourcePhrase(doc, run.first, run.end); at >= 0;) {
    const cue = { first: at, end: at + sourcePhraseLength(doc, at) }
    if (!isTaken(context, at)) attribute(context, sentenceAt(context, at), cue)
    at = nextSourcePhrase(doc, at + 1, run.end)
  }
}

/** "4 per cent", "twice per day". */
function isRate(doc: Doc, cue: Run, { first }: Run): boolean {
  if (cue.end > cue.first + 1 || isCapital(doc, first)) return false
  return !hasClass(doc, first, WordClass.DETERMINER | WordClass.SUBJECT_PRONOUN)
}

function attribute(context: ParagraphContext, sentence: Run, cue: Run): void {
  const { doc } = context
  const outer = phraseAfter(doc, cue.end, sentence.end)
  if (!outer || isRate(doc, cue, outer)) return
  const cited = isOutlet(doc, outer) ? citedAfter(context, outer.end) : null
  const mention = cited?.mention ?? outer
  const before = freeRun(context, sentence.first, cue.first)
  const near = commaFrom(context, mention.end, sentence.end)
  // "According to the report, which the Post has seen, …": skip the relative clause.
  const aside =
    near >= 0 && (hasClass(doc, near + 1, WordClass.RELATIVE) || isOccasion(doc, near + 1))
  const comma = aside ? commaFrom(context, near + 1, sentence.end) : near
  const after = comma < 0 ? null : freeRun(context, comma + 1, sentence.end)
  const whole = hasVerb(doc, { first: sentence.first, end: cue.first })
  const goesOn = !whole || hasClass(doc, comma + 1, WordClass.COORDINATOR)
  const content = [before, goesOn ? after : null].filter(
    (run): run is Run => run !== null && hasVerb(doc, run),
  )
  if (content.length === 0) return
  addQuotation(context, {
    content,
    cue,
    lemma: doc.tokens.text
      .slice(doc.tokens.starts[cue.first], doc.tokens.ends[cue.end - 1])
      .toLowerCase(),
    entry: null,
    mention,
    continues: false,
    rule: 'according-to',
    tier: 'MEDIUM',
    around: sentence,
  })
}

/** "quoted in the Post", "speaking to the Post" behind the comma. */
function isOccasion(doc: Doc, at: number): boolean {
  const isVerb = (formsAt(doc, at) & (Form.PARTICIPLE | Form.GERUND)) !== 0
  return isVerb && hasClass(doc, at + 1, WordClass.PREPOSITION | WordClass.INFINITIVE)
}

/** A range without leading and trailing marks; null when another quotation has taken part of it. */
function freeRun(context: ParagraphContext, from: number, to: number): Run | null {
  const { doc } = context
  let first = Math.max(from, to - MAX_CONTENT)
  while (first < to && !isWord(doc, first) && stretchAt(doc, first) < 0) first += 1
  const stretch = quotedAt(doc, first)
  const cut = stretch?.first === first && isCutAfterQuotation(doc, stretch.end, to)
  const end = cut ? stretch.end : trimEnd(doc, first, to)
  if (first >= end) return null
  for (let at = first; at < end; at += 1) if (isTaken(context, at)) return null
  return { first, end }
}

function commaFrom(context: ParagraphContext, from: number, end: number): number {
  for (let at = from; at < Math.min(end, from + MAX_MENTION); at += 1) {
    if (isMark(context.doc, at, COMMA) && stretchAt(context.doc, at) < 0) return at
  }
  return -1
}
