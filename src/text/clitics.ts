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
  const { text } = tokens
  const cuts: Cut[] = []
  for (let at = 0; at < tokens.count; at += 1) {
    const word = { start: tokens.starts[at] ?? 0, end: tokens.ends[at] ?? 0 }
    const mayHaveClitic = tokens.codes[at] === 0 && hasClitic(text, word)
    const parts = mayHaveClitic ? partsOf(text, word, clitics) : [word]
    parts.forEach((part, index) => {
      const whole = parts.length === 1
      const shape = whole ? (tokens.shapes[at] ?? 0) : shapeOf(text, part.start, part.end)
      const tight = index > 0 ? Shape.TIGHT : (tokens.shapes[at] ?? 0) & Shape.TIGHT
      const hash = whole ? (tokens.hashes[at] ?? 0) : hashOf(text, part.start, part.end)
      cuts.push({ ...part, shape: shape | tight, hash, code: tokens.codes[at] ?? 0 })
    })
  }
  return {
    text,
    count: cuts.length,
    starts: Int32Array.from(cuts, ({ start }) => start),
    ends: Int32Array.from(cuts, ({ end }) => end),
    codes: Uint16Array.from(cuts, ({ code }) => code),
    shapes: Uint8Array.from(cuts, ({ shape }) => shape),
    hashes: Int32Array.from(cuts, ({ hash }) => hash),
    numbers: { list: new Int32Array(0), known: 0 },
  }
}

interface Part {
  readonly start: number
  readonly end: number
}

interface Cut extends Part {
  readonly shape: number
  readonly hash: number
  readonly code: number
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
