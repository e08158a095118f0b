import type { Span } from '../../model/span.ts'
import { Shape, tokenAt, type Tokens } from '../../text/tokens.ts'
import { traitsOf, type WordTraits } from '../../text/word-traits.ts'

/** Words with a capital that follow each other: "Korean Central News Agency". */
export interface Run {
  readonly words: readonly Word[]
}

export interface Word extends Span {
  readonly text: string
  /** What it may be, in the bits of the traits that were asked for; what is not set it is not. */
  readonly traits: number
}

/** The traits of a word that nothing is known of. */
const ANY = ~0

// A capital, then letters, digits and what may join them: "People's", "Al-Ahram", "L.A.", "AT&T".
const WORD = /\p{Lu}[\p{L}\p{N}]*(?:[.&'’-][\p{L}\p{N}]+)*/uy
const OWNER = /['’]\p{L}$/u
const MAX_WORDS = 8

/**
 * Find the runs of capitalised words in a stretch of text, in reading order.
 *
 * An owner ends a run ("China's Global Times" is two), unless it belongs to the name.
 *
 * @param nameOwners - owners that do, in lower case: "people's"
 */
export function findRuns(
  tokens: Tokens,
  span: Span,
  nameOwners: ReadonlySet<string>,
  listed: WordTraits,
): Run[] {
  const { text, count, starts, ends } = tokens
  const runs: Word[][] = []
  let read = span.start
  for (let index = tokenAt(tokens, span.start); index < count; index += 1) {
    const start = starts[index] ?? 0
    if (start >= span.end) break
    if (!mayHoldCapital(tokens, index)) continue
    const end = Math.min(ends[index] ?? 0, span.end)
    for (let at = nextCapital(text, Math.max(read, start), end); at < end;) {
      const word = plainWord(tokens, index, at, listed)
      read = word ? word.end : printedEnd(text, at)
      addWord(runs, text, word ?? withoutOwner(text, at, read, nameOwners))
      at = nextCapital(text, read, end)
    }
  }
  return runs.map((words) => ({ words }))
}

/** Most words begin with a small letter and hold no other, and most marks are no letters at all. */
function mayHoldCapital({ codes, shapes }: Tokens, index: number): boolean {
  const code = codes[index] ?? 0
  if (code !== 0) return code > 0x20ff
  return ((shapes[index] ?? 0) & (Shape.CAPITAL | Shape.MIXED)) !== 0
}

/** The word that is a token of its own and nothing more; null where marks may join others to it. */
function plainWord(
  { text, starts, ends, shapes, hashes }: Tokens,
  index: number,
  at: number,
  listed: WordTraits,
): Word | null {
  const [start, end = 0] = [starts[index], ends[index]]
  if (at !== start || (shapes[index] ?? 0) & Shape.MIXED) return null
  const next = text.charAt(end)
  if (next === '.' || next === '&') return null
  const traits = traitsOf(listed, hashes[index] ?? 0)
  return { text: text.slice(start, end), start, end, traits }
}

function printedEnd(text: string, at: number): number {
  WORD.lastIndex = at
  return WORD.test(text) ? WORD.lastIndex : at + 1
}

function withoutOwner(
  text: string,
  start: number,
  end: number,
  nameOwners: ReadonlySet<string>,
): Word {
  const printed = text.slice(start, end)
  const owner = OWNER.test(printed) && !nameOwners.has(printed.toLowerCase().replace('’', "'"))
  const words = owner ? printed.slice(0, -2) : printed
  return { text: words, start, end: start + words.length, traits: ANY }
}

function addWord(runs: Word[][], text: string, word: Word): void {
  const run = runs.at(-1)
  if (run && run.length < MAX_WORDS && follows(text, run.at(-1), word.start)) run.push(word)
  else runs.push([word])
}

function follows(text: string, last: Word | undefined, at: number): boolean {
  if (last === undefined || last.end + 1 !== at) return false
  return text.charCodeAt(last.end) === 32 || /\s/.test(text.charAt(last.end))
}

/** Offset of the next capital that begins a word, or the end. */
function nextCapital(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (isCapital(text, at) && isWordStart(text, at)) return at
  }
  return end
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 0x80) return code >= 65 && code <= 90
  return /\p{Lu}/u.test(text.charAt(at))
}

/** Not inside a word, an address or a number: "McDonald", "x@Reuters", "iPhone", "non-Reuters". */
function isWordStart(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before === 32 || before === 10 || Number.isNaN(before)) return true
  return !/[\p{L}\p{N}@_.#-]/u.test(text.charAt(start - 1))
}
