import type { Span } from '../../model/span.ts'
import { Shape, tokenAt, type Tokens } from '../../text/tokens.ts'
import { traitsOf, type WordTraits } from '../../text/word-traits.ts'

/** Consecutive capitalised words: "Korean Central News Agency". */
export interface CapitalRun {
  readonly words: readonly CapitalWord[]
}

export interface CapitalWord extends Span {
  readonly text: string
  /** Bits of `NameTrait` that may apply; a bit that is not set surely does not. */
  readonly traits: number
}

/** The traits of a word that was not looked up. */
const ANY = ~0

// A capital, then letters, digits and joining marks: "People's", "Al-Ahram", "L.A.", "AT&T"; up to
// two small letters before capitals: "dzVR".
const WORD = /(?:\p{Ll}{1,2}(?=\p{Lu}{2}))?\p{Lu}[\p{L}\p{N}]*(?:[.&'’-][\p{L}\p{N}]+)*/uy
const POSSESSIVE = /['’]\p{L}$/u
const MAX_WORDS = 8

/**
 * Find the runs of capitalised words in a span of text, in reading order.
 *
 * A possessive ends a run ("China's Global Times" is two), unless it is part of a name.
 *
 * @param nameOwners - possessives that are part of names, in lower case: "people's"
 */
export function findCapitalRuns(
  tokens: Tokens,
  span: Span,
  nameOwners: ReadonlySet<string>,
  listed: WordTraits,
): CapitalRun[] {
  const { text, count, starts, ends } = tokens
  const runs: CapitalWord[][] = []
  let read = span.start
  for (let index = tokenAt(tokens, span.start); index < count; index += 1) {
    const start = starts[index] ?? 0
    if (start >= span.end) break
    if (!mayHoldCapital(tokens, index)) continue
    const end = Math.min(ends[index] ?? 0, span.end)
    const prefixed = read <= start && capitalsBehindPrefix(text, start, end) > 0
    for (let at = prefixed ? start : nextCapital(text, Math.max(read, start), end); at < end;) {
      const word = wordOfToken(tokens, index, at, listed)
      read = word ? word.end : wordEnd(text, at)
      addWord(runs, text, word ?? withoutPossessive(text, at, read, nameOwners))
      at = nextCapital(text, read, end)
    }
  }
  return runs.map((words) => ({ words }))
}

/** A quick test that rejects words in lower case and ASCII marks. */
function mayHoldCapital({ text, codes, shapes, starts, ends }: Tokens, index: number): boolean {
  const code = codes[index] ?? 0
  if (code !== 0) return code > 0x20ff
  if (((shapes[index] ?? 0) & (Shape.CAPITAL | Shape.MIXED)) !== 0) return true
  return capitalsBehindPrefix(text, starts[index] ?? 0, ends[index] ?? 0) > 0
}

/** Length of one or two small letters before capitals ("dzVR"); 0 for any other word. */
function capitalsBehindPrefix(text: string, start: number, end: number): number {
  if (end - start < 3) return 0
  for (let at = start + 1; at <= start + 2 && at + 1 < end; at += 1) {
    if (isUpper(text.charCodeAt(at)) && isUpper(text.charCodeAt(at + 1))) return at - start
  }
  return 0
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}

/** The word, where it is exactly one token; null where marks may join other words to it. */
function wordOfToken(
  { text, starts, ends, shapes, hashes }: Tokens,
  index: number,
  at: number,
  listed: WordTraits,
): CapitalWord | null {
  const [start, end = 0] = [starts[index], ends[index]]
  if (at !== start || (shapes[index] ?? 0) & Shape.MIXED) return null
  const next = text.charAt(end)
  if (next === '.' || next === '&') return null
  const traits = traitsOf(listed, hashes[index] ?? 0)
  return { text: text.slice(start, end), start, end, traits }
}

function wordEnd(text: string, at: number): number {
  WORD.lastIndex = at
  return WORD.test(text) ? WORD.lastIndex : at + 1
}

function withoutPossessive(
  text: string,
  start: number,
  end: number,
  nameOwners: ReadonlySet<string>,
): CapitalWord {
  const printed = text.slice(start, end)
  const possessive =
    POSSESSIVE.test(printed) && !nameOwners.has(printed.toLowerCase().replace('’', "'"))
  const words = possessive ? printed.slice(0, -2) : printed
  return { text: words, start, end: start + words.length, traits: ANY }
}

// "Moscow-based", "Urdu-language", but not "Al-ahram"
const DESCRIBING = /^(?!\p{L}{2}-)\p{Lu}[\p{L}’'-]*-\p{Ll}{3,}$/u

function addWord(runs: CapitalWord[][], text: string, word: CapitalWord): void {
  if (DESCRIBING.test(word.text)) return
  const run = runs.at(-1)
  if (run && run.length < MAX_WORDS && follows(text, run.at(-1), word.start)) run.push(word)
  else runs.push([word])
}

function follows(text: string, last: CapitalWord | undefined, at: number): boolean {
  if (last === undefined || last.end + 1 !== at) return false
  return text.charCodeAt(last.end) === 32 || /\s/.test(text.charAt(last.end))
}

/** Offset of the next capital that begins a word, or `end`. */
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

/**
 * Whether an offset is not inside a word, an address or a number ("McDonald", "x@Reuters",
 * "iPhone").
 */
function isWordStart(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before === 32 || before === 10 || Number.isNaN(before)) return true
  return !/[\p{L}\p{N}@_.#-]/u.test(text.charAt(start - 1))
}
