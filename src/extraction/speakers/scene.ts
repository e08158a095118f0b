import type { Language } from '../../languages/language.ts'
import type { PeopleWords } from '../../languages/people-words.ts'
import type { Article } from '../../model/article.ts'
import type { OutletMention } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { oneLine } from '../../text/lines.ts'
import { lowerToken } from '../../text/lower-words.ts'
import { spanOf, type Sentence } from '../../text/prose.ts'
import { NumberSet } from '../../text/number-set.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape, tokenAt, type Tokens } from '../../text/tokens.ts'
import type { Doc } from '../quotations/doc.ts'
import { Flag, flagWords } from './word-flags.ts'

/** An article as those see it who look for people in it. */
export interface Scene {
  readonly article: Article
  readonly page: Doc
  readonly words: PeopleWords
  /** Bits of `Flag` for each token. */
  readonly flags: Int32Array
  readonly small: SmallWords
  /** Index of the sentence of each token, or -1. */
  readonly sentenceOf: Int32Array
  readonly outlets: readonly OutletMention[]
}

export function createScene(
  article: Article,
  page: Doc,
  outlets: readonly OutletMention[],
  language: Language,
): Scene {
  const sentenceOf = new Int32Array(page.tokens.count).fill(-1)
  page.prose.sentences.forEach(({ first, end }, index) => sentenceOf.fill(index, first, end))
  return {
    article,
    page,
    words: language.people,
    flags: flagWords(page.tokens, language.people),
    small: new SmallWords(page.tokens),
    sentenceOf,
    outlets,
  }
}

/** The words that a text has in small letters; they are gathered when somebody first asks. */
class SmallWords {
  readonly #tokens: Tokens
  #hashes: NumberSet | null = null

  constructor(tokens: Tokens) {
    this.#tokens = tokens
  }

  /** Whether the word of a token stands somewhere in small letters. */
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

/** A word that this text, or its form, shows to be no name: its capital opens a sentence. */
export function isCommonWord(scene: Scene, at: number): boolean {
  const { page } = scene
  if (scene.small.has(at)) return true
  const start = page.tokens.starts[at] ?? 0
  const end = page.tokens.ends[at] ?? 0
  const { past, gerund } = page.words.endings
  const { body } = scene.article
  return end - start > 5 && (body.endsWith(past, end) || body.endsWith(gerund, end))
}

export function sentenceOf({ page, sentenceOf }: Scene, at: number): Sentence | undefined {
  const index = sentenceOf[at] ?? -1
  return index < 0 ? undefined : page.prose.sentences[index]
}

export function hasFlag(scene: Scene, at: number, flag: number): boolean {
  return ((scene.flags[at] ?? 0) & flag) !== 0
}

export function hasShape(scene: Scene, at: number, shape: number): boolean {
  return ((scene.page.tokens.shapes[at] ?? 0) & shape) !== 0
}

/** Character code of a mark; 0 for a word, -1 outside the text. */
export function markAt(scene: Scene, at: number): number {
  return scene.page.tokens.codes[at] ?? -1
}

/** A word with a capital that is no ending. */
export function isCapitalWord(scene: Scene, at: number): boolean {
  return hasShape(scene, at, Shape.CAPITAL)
}

/** "'s" after a name, or the bare apostrophe after a plural one. */
export function isPossessiveEnding(scene: Scene, at: number): boolean {
  return hasFlag(scene, at, Flag.OWNER)
}

export function lowerText(scene: Scene, at: number): string {
  return lowerToken(scene.page.tokens, at)
}

/** The words of a run in lower case, one blank between two, points and commas left out. */
export function wordsOf(scene: Scene, { first, end }: Run): string[] {
  const words: string[] = []
  for (let at = first; at < end; at += 1) {
    if (markAt(scene, at) === 0) words.push(lowerText(scene, at))
  }
  return words
}

/** The words of a run as the text has them, line ends and doubled blanks as one blank. */
export function textOf(scene: Scene, run: Run): string {
  const { start, end } = spanOf(scene.page.tokens, run)
  const text = scene.article.body.slice(start, end)
  return run.end - run.first > 1 ? oneLine(text) : text
}

export function spanOfRun(scene: Scene, run: Run): Span {
  return spanOf(scene.page.tokens, run)
}

export function runOfSpan({ page }: Scene, { start, end }: Span): Run {
  return { first: tokenAt(page.tokens, start), end: tokenAt(page.tokens, end - 1) + 1 }
}
