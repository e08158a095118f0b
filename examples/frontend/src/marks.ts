/** A range in UTF-16 units, as `start` and `end` of `Span` are. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A piece of a text, and the marks that cover the whole of it. */
export interface Segment<Mark extends Range> extends Range {
  readonly text: string
  readonly marks: readonly Mark[]
}

/**
 * Cut a text where marks begin and end. Marks may overlap, hold each other, or reach beyond the text.
 *
 * @param text - a part of an article's `body`
 * @param offset - where the part begins in the body
 */
export function segmentsOf<Mark extends Range>(
  text: string,
  offset: number,
  marks: readonly Mark[],
): Segment<Mark>[] {
  const end = offset + text.length
  const near = marks.filter((mark) => mark.start < end && mark.end > offset)
  const cuts = near
    .flatMap((mark) => [mark.start, mark.end])
    .filter((cut) => cut > offset && cut < end)
  const edges = [...new Set([offset, ...cuts, end])].sort((one, other) => one - other)
  return edges.slice(0, -1).map((start, index) => {
    const until = edges[index + 1] ?? end
    return {
      start,
      end: until,
      text: text.slice(start - offset, until - offset),
      marks: near.filter((mark) => mark.start <= start && mark.end >= until),
    }
  })
}
