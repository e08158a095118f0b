import { hashOf, Shape, shapeOf, type Tokens } from './tokens.ts'

/** Clitics: small words that a language writes together with others. */
export interface Clitics {
  /** Before a word, with their apostrophe: "l'" of "l'agence". Lower case, apostrophes straight. */
  readonly before: ReadonlySet<string>
  /** Behind a verb and a hyphen: "il" of "dit-il". */
  readonly behind: ReadonlySet<string>
  /** Linking letters between such a verb and the hyphen: "-t" of "a-t-il". */
  readonly link: string
}

const APOSTROPHES = /['’‘]/

/** Split words that contain a clitic; the hyphen between the parts belongs to neither. */
export function splitClitics(tokens: Tokens, clitics: Clitics): Tokens {
  const split = findSplits(tokens, clitics)
  if (split.size === 0) return tokens
  let count = tokens.count
  for (const parts of split.values()) count += parts.length - 1
  const cut: Tokens = {
    text: tokens.text,
    count,
    starts: new Int32Array(count),
    ends: new Int32Array(count),
    codes: new Uint16Array(count),
    shapes: new Uint8Array(count),
    hashes: new Int32Array(count),
    numbers: { list: new Int32Array(0), known: 0 },
  }
  let to = 0
  let from = 0
  for (const [at, parts] of split) {
    to = copyTokens(tokens, from, at, cut, to)
    const tight = (tokens.shapes[at] ?? 0) & Shape.TIGHT
    for (const { start, end } of parts) {
      cut.starts[to] = start
      cut.ends[to] = end
      cut.shapes[to] =
        shapeOf(cut.text, start, end) | (start > (tokens.starts[at] ?? 0) ? Shape.TIGHT : tight)
      cut.hashes[to] = hashOf(cut.text, start, end)
      to += 1
    }
    from = at + 1
  }
  copyTokens(tokens, from, tokens.count, cut, to)
  return cut
}

/** The parts of each word that contains a clitic, by token, ascending. */
function findSplits(tokens: Tokens, clitics: Clitics): Map<number, readonly Part[]> {
  const split = new Map<number, readonly Part[]>()
  for (let at = 0; at < tokens.count; at += 1) {
    if (!((tokens.shapes[at] ?? 0) & Shape.MIXED)) continue
    const word = { start: tokens.starts[at] ?? 0, end: tokens.ends[at] ?? 0 }
    if (!hasClitic(tokens.text, word)) continue
    const parts = partsOf(tokens.text, word, clitics)
    if (parts.length > 1) split.set(at, parts)
  }
  return split
}

/** Copy a range of tokens to a position; returns the position after them. */
function copyTokens(source: Tokens, from: number, end: number, target: Tokens, to: number): number {
  target.starts.set(source.starts.subarray(from, end), to)
  target.ends.set(source.ends.subarray(from, end), to)
  target.codes.set(source.codes.subarray(from, end), to)
  target.shapes.set(source.shapes.subarray(from, end), to)
  target.hashes.set(source.hashes.subarray(from, end), to)
  return to + end - from
}

interface Part {
  readonly start: number
  readonly end: number
}

/** Whether a word has a hyphen or an apostrophe, without which it contains no clitic. */
function hasClitic(text: string, { start, end }: Part): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 45 || code === 39 || code === 0x2018 || code === 0x2019) return true
  }
  return false
}

function partsOf(text: string, { start, end }: Part, { before, behind, link }: Clitics): Part[] {
  const parts: Part[] = []
  let from = start
  for (let cut = elisionEnd(text, from, end, before); cut > 0;) {
    parts.push({ start: from, end: cut })
    from = cut
    cut = elisionEnd(text, from, end, before)
  }
  const hyphen = from + text.slice(from, end).lastIndexOf('-')
  if (hyphen > from && behind.has(text.slice(hyphen + 1, end).toLowerCase())) {
    const stem = text.slice(from, hyphen).toLowerCase().endsWith(link)
      ? hyphen - link.length
      : hyphen
    if (stem > from) {
      return [...parts, { start: from, end: stem }, { start: hyphen + 1, end }]
    }
  }
  return [...parts, { start: from, end }]
}

/** End of an elided word at the beginning, its apostrophe included; 0 when there is none. */
function elisionEnd(text: string, start: number, end: number, before: ReadonlySet<string>): number {
  const word = text.slice(start, end)
  const at = word.search(APOSTROPHES)
  if (at < 1 || at + 1 >= word.length) return 0
  return before.has(`${word.slice(0, at).toLowerCase()}'`) ? start + at + 1 : 0
}
