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
