import type { Language } from '../../languages/language.ts'
import type { PeopleWords } from '../../languages/people-words.ts'
import { WordClass } from '../../languages/quotation-words.ts'
import type { Article } from '../../model/article.ts'
import type { OutletMention } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { oneLine } from '../../text/lines.ts'
import { lowerToken } from '../../text/lower-words.ts'
import { NumberSet } from '../../text/number-set.ts'
import { type Sentence, spanOf } from '../../text/prose.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape, tokenAt, type Tokens } from '../../text/tokens.ts'
import { hasClass, type Doc } from '../quotations/doc.ts'
import { Flag, flagWords } from './word-flags.ts'

/** An article with the flags of its tokens. */
export interface TaggedArticle {
  readonly article: Article
  readonly doc: Doc
  readonly words: PeopleWords
  /** Bits of `Flag` for each token. */
  readonly flags: Int32Array
  readonly small: SmallWords
  /** Index of the sentence of each token, or -1. */
  readonly sentenceOf: Int32Array
  readonly outlets: readonly OutletMention[]
}

export function tagArticle(
  article: Article,
  doc: Doc,
  outlets: readonly OutletMention[],
  language: Language,
): TaggedArticle {
  const sentenceOf = new Int32Array(doc.tokens.count).fill(-1)
  doc.prose.sentences.forEach(({ first, end }, index) => sentenceOf.fill(index, first, end))
  return {
    article,
    doc,
    words: language.people,
    flags: flagWords(doc.tokens, language.people),
    small: new SmallWords(doc.tokens),
    sentenceOf,
    outlets,
  }
}

/** The words that a text has in lower case, collected on first use. */
class SmallWords {
  readonly #tokens: Tokens
  #hashes: NumberSet | null = null

  constructor(tokens: Tokens) {
    this.#tokens = tokens
  }

  /** Whether the text has the word of a token in lower case. */
  has(at: number): boolean {
    this.#hashes ??= hashSmallWords(this.#tokens)
    return this.#hashes.has(this.#tokens.hashes[at] ?? 0)
  }
}

function hashSmallWords(tokens: Tokens): NumberSet {
  const hashes = new NumberSet(tokens.count)
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.codes[at] === 0 && !((tokens.shapes[at] ?? 0) & Shape.CAPITAL)) {
      hashes.add(tokens.hashes[at] ?? 0)
    }
  }
  return hashes
}

/** Whether a capitalised word is a common word, by its use in the text or its ending. */
export function isCommonWord(tagged: TaggedArticle, at: number): boolean {
  const { doc } = tagged
  if (tagged.small.has(at)) return true
  const start = doc.tokens.starts[at] ?? 0
  const end = doc.tokens.ends[at] ?? 0
  const { past, gerund } = doc.words.endings
  const { body } = tagged.article
  return end - start > 5 && (body.endsWith(past, end) || body.endsWith(gerund, end))
}

export function sentenceOf({ doc, sentenceOf }: TaggedArticle, at: number): Sentence | undefined {
  const index = sentenceOf[at] ?? -1
  return index < 0 ? undefined : doc.prose.sentences[index]
}

export function sentenceStart(tagged: TaggedArticle, at: number): number {
  const sentence = sentenceOf(tagged, at)
  return sentence?.first ?? at
}

export function sentenceEnd(tagged: TaggedArticle, at: number): number {
  const sentence = sentenceOf(tagged, at)
  return sentence?.end ?? at + 1
}

export function hasFlag(tagged: TaggedArticle, at: number, flag: number): boolean {
  return ((tagged.flags[at] ?? 0) & flag) !== 0
}

export function hasShape(tagged: TaggedArticle, at: number, shape: number): boolean {
  return ((tagged.doc.tokens.shapes[at] ?? 0) & shape) !== 0
}

/** Character code of a mark; 0 for a word, -1 outside the text. */
export function markAt(tagged: TaggedArticle, at: number): number {
  return tagged.doc.tokens.codes[at] ?? -1
}

/** Whether a token begins with a capital. */
export function isCapitalWord(tagged: TaggedArticle, at: number): boolean {
  return hasShape(tagged, at, Shape.CAPITAL)
}

/** "'s" after a name, or the bare apostrophe after a plural one. */
export function isPossessiveEnding(tagged: TaggedArticle, at: number): boolean {
  return hasFlag(tagged, at, Flag.OWNER)
}

export function lowerText(tagged: TaggedArticle, at: number): string {
  return lowerToken(tagged.doc.tokens, at)
}

/** The words of a run in lower case, without marks. */
export function wordsOf(tagged: TaggedArticle, { first, end }: Run): string[] {
  const words: string[] = []
  for (let at = first; at < end; at += 1) {
    if (markAt(tagged, at) === 0) words.push(lowerText(tagged, at))
  }
  return words
}

/** The text of a run with all whitespace as one space. */
export function textOf(tagged: TaggedArticle, run: Run): string {
  const { start, end } = spanOf(tagged.doc.tokens, run)
  const text = tagged.article.body.slice(start, end)
  return run.end - run.first > 1 ? oneLine(text) : text
}

export function spanOfRun(tagged: TaggedArticle, run: Run): Span {
  return spanOf(tagged.doc.tokens, run)
}

export function runOfSpan({ doc }: TaggedArticle, { start, end }: Span): Run {
  return { first: tokenAt(doc.tokens, start), end: tokenAt(doc.tokens, end - 1) + 1 }
}

/** Whether a word looks like a finite verb or precedes one ("also", "has"). */
export function isVerb(tagged: TaggedArticle, at: number): boolean {
  if (markAt(tagged, at) !== 0 || hasShape(tagged, at, NOT_WORDS)) return false
  if (hasFlag(tagged, at, Flag.VERB | Flag.COPULA)) return true
  if ((tagged.doc.cues[at] ?? 0) > 0 || hasClass(tagged.doc, at, VERBAL)) return true
  if (hasFlag(tagged, at, NOT_VERBS)) return false
  const end = tagged.doc.tokens.ends[at] ?? 0
  for (const ending of tagged.words.verbEndings) {
    if (tagged.article.body.endsWith(ending, end)) return true
  }
  return false
}

/** "'s" is read as a possessive. */
const NOT_WORDS = Shape.CAPITAL | Shape.ENDING

const VERBAL =
  WordClass.VERB |
  WordClass.MODAL |
  WordClass.BE |
  WordClass.HAVE |
  WordClass.ADVERB |
  WordClass.PAST_LIKE

const NOT_VERBS =
  Flag.ROLE |
  Flag.GROUP |
  Flag.ANONYMOUS_PLURAL |
  Flag.ORGANIZATION |
  Flag.PREPOSITION |
  Flag.POSSESSIVE
