import { isTerminal } from '../../../text/prose.ts'
import type { Stretch } from '../../../text/quotation-marks.ts'
import { Shape } from '../../../text/tokens.ts'
import { COLON, COMMA, EM_DASH, EN_DASH, isMark, isWord, type Doc } from '../doc.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'

/** Fewer words between marks are a title or a distance from a word. */
const MIN_WORDS = 3
const MIN_LOOSE_WORDS = 7
/** Characters of Chinese and Japanese, which have no blanks between words. */
const MIN_CHARACTERS = 6

/**
 * Quoted words in a language without cue words: whole sentences, words after a colon or beside a
 * comma or dash, which mark speech in most languages, and longer stretches. The speaker stays
 * unknown.
 */
export function marksAlone(context: ParagraphContext): void {
  for (const stretch of context.stretches) {
    if (
      isTaken(context, stretch.first) ||
      !(isSentence(context, stretch) || isTied(context, stretch))
    )
      continue
    addQuotation(context, {
      content: [{ first: stretch.first, end: stretch.end }],
      cue: null,
      lemma: '',
      entry: null,
      mention: null,
      continues: false,
      rule: 'marks-alone',
      tier: 'LOW',
      around: sentenceAt(context, stretch.first),
    })
  }
}

/** Quoted words that end like a sentence. */
function isSentence({ doc }: ParagraphContext, { closed, end }: Stretch): boolean {
  return closed && isTerminal(doc.tokens.codes[end - 2] ?? 0)
}

function isTied({ doc, run }: ParagraphContext, stretch: Stretch): boolean {
  const { first, end } = stretch
  const words = countWords(doc, stretch)
  const isMarkBehind = (at: number, ...marks: readonly number[]) =>
    at < run.end && marks.some((mark) => isMark(doc, at, mark))
  const isComma = isMarkBehind(end, COMMA) || isMark(doc, end - 2, COMMA)
  const isDash = (at: number) => isMarkBehind(at, EM_DASH, EN_DASH)
  // «The ferries are back», — said the harbour master.
  if (isComma && (isDash(end) || isDash(end + 1))) return words > 1
  // "Wir warten", sagte sie: it begins a sentence.
  const isFirst = first === run.first || isTerminal(doc.tokens.codes[first - 1] ?? 0)
  if (isFirst && (words >= MIN_WORDS || (isComma && words > 1))) return true
  if (hasParticle(doc, stretch, run.end)) return words > 1
  if (words >= MIN_LOOSE_WORDS || countIdeographs(doc, stretch) >= MIN_CHARACTERS) return true
  return words >= MIN_WORDS && (isMark(doc, first - 1, COLON) || isComma || isDash(end))
}

/** Korean writes "that" onto the closing mark: "페리가 돌아왔다"고. */
function hasParticle({ tokens }: Doc, { end }: Stretch, runEnd: number): boolean {
  const isTight = ((tokens.shapes[end] ?? 0) & Shape.TIGHT) !== 0
  return (
    end < runEnd && isTight && /^[고라며이는]/.test(tokens.text.charAt(tokens.starts[end] ?? 0))
  )
}

const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu

function countIdeographs({ tokens }: Doc, { first, end }: Stretch): number {
  // 『』 stand round the titles of works.
  if (tokens.codes[first] === 0x300e) return 0
  const words = tokens.text.slice(tokens.starts[first], tokens.ends[end - 1])
  return words.match(IDEOGRAPHS)?.length ?? 0
}

function countWords(doc: Doc, { first, end }: Stretch): number {
  let words = 0
  for (let at = first; at < end; at += 1) if (isWord(doc, at)) words += 1
  return words
}
