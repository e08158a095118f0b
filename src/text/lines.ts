import type { Span } from '../model/span.ts'

/** Line and column, both from 1; the column counts UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Tell line and column of an offset; takes time in proportion to the offset. */
export function positionAt(text: string, offset: number): Position {
  let line = 1
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line += 1
    start = end + 1
  }
  return { line, column: offset - start + 1 }
}

/** Positions in a text, for many lookups. */
export interface TextIndex {
  positionAt(offset: number): Position
  /** How many Unicode code points come before an offset. */
  codePointsBefore(offset: number): number
}

// UTF-16 code units between two counted offsets.
const STEP = 1024

/** Counts lines and code points once, at the first question about each. */
export function createTextIndex(text: string): TextIndex {
  let starts: Uint32Array | null = null
  let counts: Uint32Array | null = null
  return {
    positionAt(offset) {
      starts ??= findLineStarts(text)
      const index = lastAtMost(starts, offset)
      return { line: index + 1, column: offset - (starts[index] ?? 0) + 1 }
    },
    codePointsBefore(offset) {
      counts ??= countCodePoints(text)
      const step = Math.floor(offset / STEP)
      return (counts[step] ?? 0) + codePointsIn(text, step * STEP, offset)
    },
  }
}

function findLineStarts(text: string): Uint32Array {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return Uint32Array.from(starts)
}

/** The index of the last of some ascending numbers that is not larger. */
function lastAtMost(numbers: Uint32Array, largest: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? Infinity) <= largest) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Code points before each multiple of the step. */
function countCodePoints(text: string): Uint32Array {
  const counts = new Uint32Array(Math.floor(text.length / STEP) + 1)
  for (let step = 1; step < counts.length; step += 1) {
    counts[step] = (counts[step - 1] ?? 0) + codePointsIn(text, (step - 1) * STEP, step * STEP)
  }
  return counts
}

/** Code points that begin in a range; a pair of surrogates that the end splits counts as one. */
function codePointsIn(text: string, start: number, end: number): number {
  let points = 0
  for (let at = start; at < end; at += 1) {
    if (!isSecondOfPair(text, at)) points += 1
  }
  return points
}

function isSecondOfPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
}

/** Every line from `from` on, without the white space round it; a blank line is an empty span. */
export function findLines(text: string, from = 0): Span[] {
  const lines: Span[] = []
  for (let start = from; start <= text.length;) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    lines.push(trimSpan(text, { start, end }))
    start = end + 1
  }
  return lines
}

/** The span without the white space at its ends; empty when it holds nothing else. */
export function trimSpan(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end)
  const lead = words.length - words.trimStart().length
  return { start: start + lead, end: start + Math.max(lead, words.trimEnd().length) }
}

// Single spaces, by far the most frequent, are skipped.
const NOT_ONE_BLANK = /\s{2,}|[^\S ]/g

/** Replace each run of white space by one space. */
export function oneLine(text: string): string {
  return mayBeUneven(text) ? text.replace(NOT_ONE_BLANK, ' ') : text
}

/** Whether there may be white space other than single spaces. */
function mayBeUneven(text: string): boolean {
  let before = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code <= 32 ? code < 32 || before === 32 : code >= 0xa0 && mayBeBlank(code)) return true
    before = code
  }
  return false
}

/** White space beyond ASCII, and a few marks in the same ranges. */
function mayBeBlank(code: number): boolean {
  if (code < 0x2000) return code === 0xa0 || code === 0x1680
  return code <= 0x200a || (code >= 0x2028 && code <= 0x205f) || code === 0x3000 || code === 0xfeff
}
