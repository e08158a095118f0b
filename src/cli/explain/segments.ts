import type { Span } from '../../model/span.ts'
import type { Mark } from '../../text/marks.ts'
import type { TextMark } from './marks.ts'

/** A span of text that has the same marks from start to end. */
export interface Segment {
  readonly span: Span
  /** The marks that cover it, unordered. */
  readonly marks: readonly TextMark[]
  /** The marks whose reference is printed after it. */
  readonly references: readonly TextMark[]
}

/**
 * Cut spans of a text where a mark begins or ends, and where its reference is printed. The marks may
 * overlap each other.
 *
 * @param spans - in reading order, without overlap
 * @returns the segments of each span, in reading order
 */
export function cutSegments(
  text: string,
  spans: readonly Span[],
  marks: readonly TextMark[],
): Segment[][] {
  const starting = [...marks].sort((one, other) => one.span.start - other.span.start)
  const references = placeReferences(text, marks)
  const cuts = [
    ...new Set([...marks.flatMap(({ span }) => [span.start, span.end]), ...references.keys()]),
  ].sort((one, other) => one - other)
  let nextMark = 0
  let nextCut = 0
  let active: TextMark[] = []

  const cutAt = (start: number, limit: number): Segment => {
    const from = nextMark
    while ((starting[nextMark]?.span.start ?? Infinity) <= start) nextMark += 1
    active = [...active, ...starting.slice(from, nextMark)].filter(({ span }) => span.end > start)
    while ((cuts[nextCut] ?? limit) <= start) nextCut += 1
    const end = Math.min(cuts[nextCut] ?? limit, limit)
    return { span: { start, end }, marks: active, references: references.get(end) ?? [] }
  }

  return spans.map(({ start, end }) => {
    const segments: Segment[] = []
    for (let at = start; at < end; at = segments.at(-1)?.span.end ?? end) {
      segments.push(cutAt(at, end))
    }
    return segments
  })
}

// Punctuation that closes a quotation: `,"` in `"We will," she said`.
const CLOSING = /^[\p{Pf}\p{Pe}"'.,;:!?]{1,3}(?!\w)/u

/** The references by offset; those of quoted words come after the closing quotation mark. */
function placeReferences(text: string, marks: readonly TextMark[]): Map<number, TextMark[]> {
  const places = new Map<number, TextMark[]>()
  for (const mark of marks) {
    if (mark.reference === '') continue
    const { end } = mark.span
    const closing = mark.style === 'content' ? CLOSING.exec(text.slice(end, end + 4))?.[0] : ''
    const place = end + (closing?.length ?? 0)
    places.set(place, [...(places.get(place) ?? []), mark])
  }
  return places
}

/**
 * The marks of a text in the nested form that `writeMarks` needs: where two overlap, the later one is
 * cut at the end of the earlier, and labels of the same span are joined (`q1.cue+q2.cue`).
 */
export function nestMarks(marks: readonly Mark[]): Mark[] {
  const open: Span[] = []
  const nested: Mark[] = []
  const waiting = joinLabels(marks).sort(byPlace).reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { label, span } = next
    for (let top = open.at(-1); top && top.end <= span.start; top = open.at(-1)) open.pop()
    const limit = open.at(-1)?.end ?? span.end
    const end = Math.min(span.end, limit)
    nested.push({ label, span: { start: span.start, end } })
    open.push({ start: span.start, end })
    if (end < span.end) insertSorted(waiting, { label, span: { start: end, end: span.end } })
  }
  return nested
}

function joinLabels(marks: readonly Mark[]): Mark[] {
  const joined = new Map<string, Mark>()
  for (const mark of marks) {
    const key = `${mark.span.start}-${mark.span.end}`
    const before = joined.get(key)
    joined.set(key, before ? { ...before, label: `${before.label}+${mark.label}` } : mark)
  }
  return [...joined.values()]
}

function byPlace(one: Mark, other: Mark): number {
  return one.span.start - other.span.start || other.span.end - one.span.end
}

/** Insert the rest of a cut mark into the queue, whose last member comes next. */
function insertSorted(waiting: Mark[], rest: Mark): void {
  let low = 0
  let high = waiting.length
  while (low < high) {
    const middle = (low + high) >> 1
    const there = waiting[middle]
    if (there && byPlace(there, rest) > 0) low = middle + 1
    else high = middle
  }
  waiting.splice(low, 0, rest)
}
