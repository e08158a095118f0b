import type { Span } from '../model/span.ts'

/** Longer texts are given by their first and last words. */
const MAX_EXACT = 120
const WORDS = 5
/** Characters around a text that occurs several times. */
const CONTEXT = 32

/**
 * A text fragment (`:~:text=…`), by which a browser finds words on a page and marks them.
 *
 * Words that occur several times have some text before and after them, as far as it is in the same
 * line: a fragment cannot reach beyond a paragraph.
 *
 * @see https://wicg.github.io/scroll-to-text-fragment/
 */
export function textFragment(body: string, { start, end }: Span): string {
  const exact = body.slice(start, end).trim()
  const isUnique = body.indexOf(exact) === body.lastIndexOf(exact)
  const before = isUnique ? '' : lastLine(body.slice(Math.max(0, start - CONTEXT), start))
  const after = isUnique ? '' : firstLine(body.slice(end, end + CONTEXT))
  const parts = [
    ...(before === '' ? [] : [`${encode(before)}-`]),
    ...textsOf(exact).map(encode),
    ...(after === '' ? [] : [`-${encode(after)}`]),
  ]
  return `:~:text=${parts.join(',')}`
}

function textsOf(exact: string): readonly string[] {
  const words = exact.split(/\s+/)
  if (words.length <= 2 * WORDS || (exact.length <= MAX_EXACT && !exact.includes('\n'))) {
    return [words.join(' ')]
  }
  return [words.slice(0, WORDS).join(' '), words.slice(-WORDS).join(' ')]
}

/** The whole words at the end of a text, from its last line. */
function lastLine(text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1)
  return (text.length < CONTEXT || line !== text ? line : line.replace(/^\S*/, '')).trim()
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? ''
  return (text.length < CONTEXT || line !== text ? line : line.replace(/\S*$/, '')).trim()
}

/** In a text fragment, "-" and "," have a meaning of their own. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('-', '%2D')
}
