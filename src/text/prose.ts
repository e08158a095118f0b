import type { Span } from '../model/span.ts'
import { type Clitics, splitClitics } from './clitics.ts'
import type { Lexicon } from './lexicon.ts'
import { findQuotedText, findTextInAnyMarks, type QuotedText, type Run } from './quotation-marks.ts'
import { Shape, tokenAt, tokenize, type Tokens } from './tokens.ts'

/** A sentence. Text in quotation marks does not break the sentence around it. */
export interface Sentence extends Run {
  readonly paragraph: number
}

/** A text split into paragraphs, sentences and tokens, with paired quotation marks. */
export interface Prose {
  readonly tokens: Tokens
  readonly paragraphs: readonly Run[]
  readonly sentences: readonly Sentence[]
  readonly quoted: QuotedText
  /** For each token the index of the stretch of quoted text it is in, or -1. */
  readonly stretchOf: Int32Array
}

/** The words of a language by which sentences are split. */
export interface SentenceWords {
  /** Abbreviations before a name ("Mr", "Sen"): their point never ends a sentence. 1 for each. */
  readonly titles: Lexicon
  /** Other abbreviations ("Inc", "Jan"): their point ends one only before a sentence opener. */
  readonly abbreviations: Lexicon
  /** Words that begin sentences and, in capitals, no names ("The", "He", "But"). */
  readonly openers: Lexicon
  /** Small words that are written together with others; null where none are. */
  readonly clitics: Clitics | null
  /** OWN: those of English and French; ANY: those of every language, told by the blanks beside them. */
  readonly marks: 'OWN' | 'ANY'
}

/** Quoted text of fewer tokens is not a sentence of its own. */
const MIN_SENTENCE = 4

/** Split a text into sentences and tokens. Only the given paragraphs are read. */
export function readProse(text: string, spans: readonly Span[], words: SentenceWords): Prose {
  const tokens = words.clitics ? splitClitics(tokenize(text), words.clitics) : tokenize(text)
  const paragraphs = spans.map(({ start, end }) => ({
    first: tokenAt(tokens, start),
    end: tokenAt(tokens, end - 1) + (end > start ? 1 : 0),
  }))
  const quoted =
    words.marks === 'ANY'
      ? findTextInAnyMarks(tokens, paragraphs)
      : findQuotedText(tokens, paragraphs)
  const stretchOf = new Int32Array(tokens.count).fill(-1)
  quoted.stretches.forEach(({ first, end }, index) => stretchOf.fill(index, first, end))
  const sentences: Sentence[] = []
  paragraphs.forEach((run, paragraph) =>
    addSentences(sentences, tokens, run, paragraph, stretchOf, words),
  )
  return { tokens, paragraphs, sentences, quoted, stretchOf }
}

/** The stretch of text from one token up to another, without the blanks around it. */
export function spanOf(tokens: Tokens, { first, end }: Run): Span {
  return { start: tokens.starts[first] ?? 0, end: tokens.ends[end - 1] ?? 0 }
}

function addSentences(
  sentences: Sentence[],
  tokens: Tokens,
  run: Run,
  paragraph: number,
  stretchOf: Int32Array,
  words: SentenceWords,
): void {
  let first = run.first
  let closersEnd = run.first
  for (let at = run.first; at < run.end; at += 1) {
    if (!isTerminal(tokens.codes[at] ?? 0) && !((tokens.shapes[at] ?? 0) & Shape.POINTED)) continue
    // A run of closing marks is read once, however many of them can end a sentence.
    if (at >= closersEnd) closersEnd = afterClosers(tokens, at + 1, run.end)
    const end = closersEnd
    const stretch = stretchOf[at] ?? -1
    const outside = end >= run.end || stretchOf[end] !== stretch || stretch < 0
    if (!outside || !breaksAt(tokens, at, end, run.end, stretchOf, words)) continue
    sentences.push({ first, end, paragraph })
    first = end
    at = end - 1
  }
  if (first < run.end) sentences.push({ first, end: run.end, paragraph })
}

/** `.`, `!`, `?`, `…` and their full-width forms. */
export function isTerminal(code: number): boolean {
  return code === 46 || code === 33 || code === 63 || code === 0x2026 || code === 0x3002
}

/** Skip marks and brackets that close: `."`, `.)`. */
function afterClosers(tokens: Tokens, from: number, end: number): number {
  let at = from
  while (at < end && isCloser(tokens.codes[at] ?? 0) && isNear(tokens, at)) at += 1
  return at
}

/** A space may precede a closing guillemet. */
function isNear(tokens: Tokens, at: number): boolean {
  return ((tokens.shapes[at] ?? 0) & Shape.TIGHT) !== 0 || tokens.codes[at] === 0xbb
}

function isCloser(code: number): boolean {
  return (
    code === 34 ||
    code === 39 ||
    code === 41 ||
    code === 93 ||
    code === 0x201d ||
    code === 0x2019 ||
    code === 0xbb ||
    isTerminal(code)
  )
}

/** Whether a sentence ends between the mark at `at` and the token `next`. */
function breaksAt(
  tokens: Tokens,
  at: number,
  next: number,
  end: number,
  stretchOf: Int32Array,
  words: SentenceWords,
): boolean {
  if (next >= end) return true
  if ((tokens.shapes[next] ?? 0) & Shape.TIGHT && tokens.codes[next] === 0) return false
  if (!canBegin(tokens, next)) return false
  const pointed = ((tokens.shapes[at] ?? 0) & Shape.POINTED) !== 0
  if (!pointed && tokens.codes[at] !== 46) return true
  if (next > at + 1 && !pointed) return true
  const word = pointed ? at : at - 1
  if (!pointed && words.titles.valueOf(tokens, word) !== 0) return false
  const initial = !pointed && isInitial(tokens, word)
  if (!pointed && !initial && words.abbreviations.valueOf(tokens, word) === 0) return true
  if (initial) return false
  return words.openers.valueOf(tokens, next) !== 0 || holdsSentence(tokens, next, stretchOf)
}

/** Words in marks that begin with a capital and end as a sentence does, or with its comma. */
function holdsSentence(tokens: Tokens, open: number, stretchOf: Int32Array): boolean {
  const stretch = stretchOf[open] ?? -1
  if (stretch < 0 || stretchOf[open - 1] === stretch) return false
  if (!((tokens.shapes[open + 1] ?? 0) & Shape.CAPITAL)) return false
  let end = open
  while (stretchOf[end + 1] === stretch) end += 1
  const last = tokens.codes[end - 1] ?? 0
  return end > open + MIN_SENTENCE && (isTerminal(last) || last === 44)
}

/** "J" of "J. Smith". */
function isInitial(tokens: Tokens, word: number): boolean {
  const shape = tokens.shapes[word] ?? 0
  return (shape & Shape.UPPER) !== 0 && (tokens.ends[word] ?? 0) - (tokens.starts[word] ?? 0) === 1
}

/** Whether a token can begin a sentence: a capital, a digit or a mark other than , ; : and dashes. */
function canBegin(tokens: Tokens, at: number): boolean {
  const code = tokens.codes[at] ?? 0
  const shape = tokens.shapes[at] ?? 0
  if (code === 0) return (shape & (Shape.CAPITAL | Shape.DIGIT)) !== 0 || isUncased(tokens, at)
  return (
    code !== 44 && code !== 59 && code !== 58 && code !== 45 && code !== 0x2014 && code !== 0x2013
  )
}

/** A letter of a script without capitals begins a sentence as well as any other. */
function isUncased(tokens: Tokens, at: number): boolean {
  return tokens.text.charCodeAt(tokens.starts[at] ?? 0) > 0x2ff
}
