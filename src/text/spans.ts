import type { Span } from '../model/span.ts'
import { trimSpan } from './lines.ts'

/** Whether two spans share a character. */
export function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}

/**
 * The items that share a character with a span, found by binary search.
 *
 * @param items - in reading order, none overlapping another
 */
export function overlapping<Item extends { readonly span: Span }>(
  items: readonly Item[],
  { start, end }: Span,
): readonly Item[] {
  const from = countBefore(items, ({ span }) => span.end <= start)
  return items.slice(
    from,
    countBefore(items, ({ span }) => span.start < end),
  )
}

/** Length of the prefix of items that pass a test; no later item passes it. */
function countBefore<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && passes(item)) low = middle + 1
    else high = middle
  }
  return low
}

/** The pieces of a span between separators, trimmed; empty pieces are left out. */
export function splitSpan(text: string, span: Span, separator: RegExp): Span[] {
  const pieces: Span[] = []
  let start = span.start
  for (const match of text.slice(span.start, span.end).matchAll(separator)) {
    pieces.push({ start, end: span.start + match.index })
    start = span.start + match.index + match[0].length
  }
  return [...pieces, { start, end: span.end }]
    .map((piece) => trimSpan(text, piece))
    .filter((piece) => piece.start < piece.end)
}

/** From the beginning of the first span to the end of the last; empty for none. */
export function extentOf(spans: readonly Span[]): Span {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 }
}
