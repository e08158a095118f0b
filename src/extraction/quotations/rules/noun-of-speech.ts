import { WordClass } from '../../../languages/quotation-words.ts'
import { isTerminal } from '../../../text/prose.ts'
import type { Run } from '../../../text/quotation-marks.ts'
import { pastAdjuncts } from '../adjuncts.ts'
import { clauseEnd } from '../content-range.ts'
import { isPossessiveEnding, phraseBefore } from '../noun-phrases.ts'
import { COLON, COMMA, hasClass, isMark, isWord, type Doc, stretchAt, quotedAt } from '../doc.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'
import { isWorkTitle } from '../work-titles.ts'

const MAX_GAP = 5
const MAX_MODIFIERS = 4

/**
 * Hale's claim that it was over. His call for "a clean break". Nouns without an owner are skipped.
 */
export function nounOfSpeech(context: ParagraphContext): void {
  const { doc, run, stretches } = context
  if (stretches.length === 0) return
  for (let at = run.first; at < run.end; at += 1) {
    if (doc.words.nouns.valueOf(doc.tokens, at) === 0 || isTaken(context, at)) continue
    if (stretchAt(doc, at) >= 0) continue
    const sentence = sentenceAt(context, at)
    const mention = ownerBefore(context, at, sentence)
    const start = mention && contentAfter(doc, at + 1, sentence.end)
    if (mention && start) attribute(context, { mention, noun: at, start, sentence })
  }
}

interface Found {
  readonly mention: Run
  readonly noun: number
  readonly start: number
  readonly sentence: Run
}

function attribute(context: ParagraphContext, { mention, noun, start, sentence }: Found): void {
  const { doc } = context
  if (isTaken(context, start) || isTaken(context, mention.first)) return
  const end = clauseEnd(doc, start, sentence.end, { context, inner: false, object: false })
  if (end <= start || !hasQuotedWords(doc, start, end)) return
  addQuotation(context, {
    content: [{ first: start, end }],
    cue: { first: noun, end: noun + 1 },
    lemma: doc.tokens.text.slice(doc.tokens.starts[noun], doc.tokens.ends[noun]).toLowerCase(),
    entry: null,
    mention,
    continues: false,
    rule: 'noun-of-speech',
    tier: 'LOW',
    around: sentence,
  })
}

/** Quoted words are required: "his belief that" alone reports a view and not words. */
function hasQuotedWords(doc: Doc, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) if (stretchAt(doc, at) >= 0) return true
  return false
}

/** The owner of a noun, with adjectives between them: "his", "Hale's". */
function ownerBefore({ doc }: ParagraphContext, noun: number, sentence: Run): Run | null {
  for (let at = noun - 1; at >= sentence.first && noun - at <= MAX_MODIFIERS; at -= 1) {
    if (hasClass(doc, at, WordClass.POSSESSIVE)) return { first: at, end: at + 1 }
    if (isPossessiveEnding(doc, at)) return phraseBefore(doc, at, sentence.first)
    if (!isWord(doc, at) || hasClass(doc, at, WordClass.PREPOSITION | WordClass.DETERMINER))
      return null
  }
  return null
}

/**
 * The quoted sentence that a noun is equated with: "Hale's advice to her clerks was, “…”", "in his
 * words, “…”".
 */
function equalled(doc: Doc, from: number, end: number): number | null {
  const past = pastAdjuncts(doc, from, end)
  const owned = isMark(doc, from, COMMA) && isInWords(doc, from - 1)
  const open = hasClass(doc, past, WordClass.BE) ? past + 1 : owned ? from : -1
  if (open < 0) return null
  const first = isMark(doc, open, COMMA, COLON) ? open + 1 : open
  const stretch = quotedAt(doc, first)
  const whole =
    stretch && stretch.first === first && isTerminal(doc.tokens.codes[stretch.end - 2] ?? 0)
  return whole ? first : null
}

/** "words" in "in his words": a preposition, an owner and the noun. */
function isInWords(doc: Doc, noun: number): boolean {
  let at = noun - 1
  while (at > noun - 5 && isWord(doc, at) && !hasClass(doc, at, WordClass.PREPOSITION)) at -= 1
  return (
    hasClass(doc, at, WordClass.PREPOSITION) &&
    doc.words.prepositionStarts.valueOf(doc.tokens, at) !== 0
  )
}

/**
 * The first token of the content: at "that", or at quoted words that follow soon ("his call for
 * “…”").
 */
function contentAfter(doc: Doc, from: number, end: number): number | null {
  if (hasClass(doc, from, WordClass.COMPLEMENTIZER)) return from
  const equal = equalled(doc, from, end)
  if (equal !== null) return equal
  for (let at = from; at < Math.min(end, from + MAX_GAP); at += 1) {
    const stretch = quotedAt(doc, at)
    if (stretch) {
      if (isWorkTitle(doc, stretch)) return null
      const tie = hasClass(doc, from, WordClass.PREPOSITION) || isMark(doc, from, COLON)
      return tie ? from + 1 : null
    }
    if (isMark(doc, at, COMMA) && at > from) return null
  }
  return null
}
