import type { Span } from '../../model/span.ts'
import type { TextMark } from './marks.ts'

/** A stretch of text throughout which the same marks hold. */
export interface Segment {
  readonly span: Span
  /** The marks that cover it, in no order. */
  readonly marks: readonly TextMark[]
  /** The marks whose reference stands behind it. */
  readonly references: readonly TextMark[]
}

/**
 * Cut stretches of a text wherever a mark begins or ends, or where its reference has to stand. The
 * marks may cross each other.
 *
 * @param stretches - in reading order, without overlap
 * @returns the segments of each stretch, in reading order
 */
export function cutSegments(
  text: string,
  stretches: readonly Span[],
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

  return stretches.map(({ start, end }) => {
    const segments: Segment[] = []
    for (let at = start; at < end; at = segments.at(-1)?.span.end ?? end) {
      segments.push(cutAt(at, end))
    }
    return segments
  })
}

// What closes a quotation: `,"` in `"We will," she said`.
const CLOSING = /^[\p{Pf}\p{Pe}"'.,;:!?]{1,3}(?!\w)/u

/** The references of each place; those of words said stand behind their quotation mark. */
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
