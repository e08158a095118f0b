import type { Language } from '../../languages/language.ts'
import { type CueEntry, type QuotationWords, WordClass } from '../../languages/quotation-words.ts'
import type { Article, ParagraphKind } from '../../model/article.ts'
import type { Span } from '../../model/span.ts'
import { type Prose, readProse } from '../../text/prose.ts'
import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { Shape, type Tokens, isToken, tokenAt } from '../../text/tokens.ts'

/** The tokens of an article with the tags that the attribution rules need. */
export interface Doc {
  readonly prose: Prose
  readonly tokens: Tokens
  /** Bits of `WordClass` for each token. */
  readonly wordClasses: Int32Array
  /** Index into the language's `cueForms` for each token, from 1; 0 for other words. */
  readonly cues: Int32Array
  readonly words: QuotationWords
  readonly kinds: readonly ParagraphKind[]
  /** Whether a token is in a headline, where any word may have a capital. */
  readonly headline: (token: number) => boolean
  /** Outer quotations have double marks, so single marks may be inner quotations or headings. */
  readonly doubleMarks: boolean
  /** Mentions of outlets. */
  readonly outlets: readonly Run[]
  /** Tokens at which a source phrase ("according to") begins, ascending. */
  readonly sources: readonly number[]
}

/** Tokenize and tag an article. */
export function createDoc(
  article: Article,
  outlets: readonly Span[],
  dateline: Span | null,
  language: Language,
): Doc {
  const words = language.quotations
  const prose = readProse(article.body, withoutDateline(article, dateline), words.sentences)
  const { tokens, paragraphs } = prose
  const kinds = article.paragraphs.map(({ kind }) => kind)
  const titles = paragraphs.filter((_, index) => kinds[index] === 'HEADLINE')
  return {
    prose,
    tokens,
    wordClasses: wordClassesOf(tokens, paragraphs, words),
    cues: cuesOf(tokens, paragraphs, words),
    words,
    kinds,
    headline: (token) => isInside(titles, token),
    doubleMarks: marksDouble(prose),
    outlets: outlets.map(({ start, end }) => ({
      first: tokenAt(tokens, start),
      end: tokenAt(tokens, end - 1) + 1,
    })),
    sources: findSourcePhrases(tokens, words),
  }
}

function cuesOf(tokens: Tokens, paragraphs: readonly Run[], words: QuotationWords): Int32Array {
  const cues = new Int32Array(tokens.count)
  for (const run of paragraphs) words.cues.writeValues(tokens, run, cues)
  return cues
}

function wordClassesOf(
  tokens: Tokens,
  paragraphs: readonly Run[],
  words: QuotationWords,
): Int32Array {
  const classes = new Int32Array(tokens.count)
  for (const run of paragraphs) {
    words.wordClasses.writeValues(tokens, run, classes)
    for (let at = run.first; at < run.end; at += 1) {
      if (classes[at] === 0 && tokens.codes[at] === 0)
        classes[at] = wordClassByEnding(tokens, at, words)
    }
  }
  return classes
}

/** @param runs - in reading order */
function isInside(runs: readonly Run[], token: number): boolean {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.end ?? 0) <= token) low = middle + 1
    else high = middle
  }
  return token >= (runs[low]?.first ?? Infinity)
}

/** Paragraph spans without the dateline, which is never part of a quotation. */
function withoutDateline(article: Article, dateline: Span | null): Span[] {
  return article.paragraphs.map(({ span }) =>
    dateline && dateline.start >= span.start && dateline.end < span.end
      ? { start: dateline.end, end: span.end }
      : span,
  )
}

function marksDouble({ tokens, quoted }: Prose): boolean {
  let single = 0
  for (const { first } of quoted.stretches) {
    const code = tokens.codes[first]
    if (code === 39 || code === 0x2018) single += 1
  }
  return quoted.stretches.length > 2 * single
}

function wordClassByEnding(tokens: Tokens, at: number, { endings }: QuotationWords): number {
  if ((tokens.shapes[at] ?? 0) & (Shape.CAPITAL | Shape.DIGIT)) return 0
  if (endsWith(tokens, at, endings.adverb)) return WordClass.ADVERB
  return endsWith(tokens, at, endings.past) ? WordClass.PAST_LIKE : 0
}

/** Whether a word has an ending after a stem of three letters or more. */
function endsWith(tokens: Tokens, at: number, ending: string): boolean {
  const end = tokens.ends[at] ?? 0
  const stem = end - (tokens.starts[at] ?? 0) - ending.length
  if (stem < 3) return false
  for (let back = 1; back <= ending.length; back += 1) {
    if (tokens.text.charCodeAt(end - back) !== ending.charCodeAt(ending.length - back)) return false
  }
  return true
}

export function hasClass(doc: Doc, at: number, classes: number): boolean {
  return ((doc.wordClasses[at] ?? 0) & classes) !== 0
}

export function isWord(doc: Doc, at: number): boolean {
  return ((doc.tokens.shapes[at] ?? 0) & Shape.WORD) !== 0
}

export function isCapital(doc: Doc, at: number): boolean {
  return ((doc.tokens.shapes[at] ?? 0) & Shape.CAPITAL) !== 0
}

/** Whether a word ends like "taking". */
export function isGerund(doc: Doc, at: number): boolean {
  return isWord(doc, at) && endsWith(doc.tokens, at, doc.words.endings.gerund)
}

/** Index of the quoted stretch that a token is in, or -1. */
export function stretchAt(doc: Doc, at: number): number {
  return doc.prose.stretchOf[at] ?? -1
}

/** The quoted stretch that a token is in; undefined for most tokens. */
export function quotedAt({ prose }: Doc, at: number): Stretch | undefined {
  const index = prose.stretchOf[at] ?? -1
  return index < 0 ? undefined : prose.quoted.stretches[index]
}

/** Whether a token is one of up to five marks. A hot path, so it takes no array. */
export function isMark(
  doc: Doc,
  at: number,
  first: number,
  second: number = first,
  third: number = first,
  fourth: number = first,
  fifth: number = first,
): boolean {
  const code = doc.tokens.codes[at] ?? 0
  return code === first || code === second || code === third || code === fourth || code === fifth
}

/** Whether a noun phrase mentions an outlet. */
export function isOutlet(doc: Doc, phrase: Run): boolean {
  const outlet = nextOutlet(doc, phrase.first)
  return outlet !== undefined && outlet.first < phrase.end
}

/** The first outlet mention that ends after a token. */
export function nextOutlet({ outlets }: Doc, at: number): Run | undefined {
  let low = 0
  let high = outlets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((outlets[middle]?.end ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return outlets[low]
}

/** How many source phrases inside quotation marks are skipped. */
const MAX_QUOTED_PHRASES = 64

/** The first token in a range, outside quotation marks, at which a source phrase begins, or -1. */
export function nextSourcePhrase(doc: Doc, at: number, end: number): number {
  const { sources } = doc
  let low = 0
  let high = sources.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sources[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  for (let index = low; index < low + MAX_QUOTED_PHRASES; index += 1) {
    const source = sources[index] ?? end
    if (source >= end) break
    if (stretchAt(doc, source) < 0) return source
  }
  return -1
}

/** Whether a token is a dash of any length or a hyphen. */
export function isDash(doc: Doc, at: number): boolean {
  return isMark(doc, at, EM_DASH, EN_DASH, HYPHEN, BAR)
}

/** The end of the line that a token is on; a paragraph may have several lines. */
export function lineEnd(doc: Doc, from: number, end: number): number {
  const { starts, ends, text } = doc.tokens
  let at = from + 1
  for (; at < end; at += 1) {
    const gap = text.slice(ends[at - 1], starts[at])
    if (gap.includes('\n')) return at
  }
  return at
}

/** The cue entries of the verb at a token; those with more particles come first. */
export function entriesAt(doc: Doc, at: number): readonly CueEntry[] {
  const form = doc.cues[at] ?? 0
  return form === 0 ? [] : (doc.words.cueForms[form - 1]?.entries ?? [])
}

/** Bits of `Form` of the verb at a token. */
export function formsAt(doc: Doc, at: number): number {
  const form = doc.cues[at] ?? 0
  return form === 0 ? 0 : (doc.words.cueForms[form - 1]?.forms ?? 0)
}

export const COMMA = 44
export const COLON = 58
export const SEMICOLON = 59
export const HYPHEN = 45
export const EN_DASH = 0x2013
export const EM_DASH = 0x2014
const BAR = 0x2015
export const OPEN_BRACKET = 40
export const CLOSE_BRACKET = 41
export const POINT = 46

/** Length in tokens of the source phrase ("according to") at a token; 0 when there is none. */
export function sourcePhraseLength({ tokens, words }: Doc, at: number): number {
  return phraseLengthAt(tokens, words, at)
}

/** The tokens at which source phrases begin, ascending. */
function findSourcePhrases(tokens: Tokens, words: QuotationWords): number[] {
  const found: number[] = []
  for (let at = 0; at < tokens.count; at += 1) {
    if (phraseLengthAt(tokens, words, at) > 0) found.push(at)
  }
  return found
}

function phraseLengthAt(tokens: Tokens, words: QuotationWords, at: number): number {
  if (words.prepositionStarts.valueOf(tokens, at) === 0) return 0
  for (const phrase of words.prepositions) {
    if (matches(tokens, at, phrase)) return at + phrase.length < tokens.count ? phrase.length : 0
  }
  return 0
}

function matches(tokens: Tokens, at: number, phrase: readonly string[]): boolean {
  for (let index = 0; index < phrase.length; index += 1) {
    if (!isToken(tokens, at + index, phrase[index] ?? '')) return false
  }
  return true
}
