import type { Range } from './questions.ts'

/** Something that was found in a text. */
export interface Mark<Note> extends Range {
  readonly note: Note
}

/** A part of a mark, which other marks may cut into several. */
interface MarkedPart<Note> {
  readonly note: Note
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly parts: readonly TextPart<Note>[]
}

export type TextPart<Note> = string | MarkedPart<Note>

/**
 * Nest marks in a text, so that they can be written as elements. Of two marks that overlap, the one
 * that begins later, or is shorter, is inside; what of it reaches beyond the other follows as another part.
 *
 * @param offset - of the text in the body that the marks point into
 */
export function nestMarks<Note>(
  text: string,
  offset: number,
  marks: readonly Mark<Note>[],
): readonly TextPart<Note>[] {
  const inside = marks
    .filter(({ start, end }) => start < end && end > offset && start < offset + text.length)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
  return nest(inside, offset, offset + text.length)

  function nest(
    sorted: readonly Mark<Note>[],
    from: number,
    to: number,
  ): readonly TextPart<Note>[] {
    const parts: TextPart<Note>[] = []
    const open = [...sorted]
    let at = from
    for (let mark = open.shift(); mark; mark = open.shift()) {
      if (mark.end <= at) continue
      const start = Math.max(mark.start, at)
      const end = Math.min(mark.end, to)
      if (start > at) parts.push(slice(at, start))
      const covered = open.filter((other) => other.start < end)
      parts.push({
        note: mark.note,
        isFirst: start === mark.start,
        isLast: end === mark.end,
        parts: nest(covered, start, end),
      })
      at = end
    }
    if (at < to) parts.push(slice(at, to))
    return parts
  }

  function slice(from: number, to: number): string {
    return text.slice(from - offset, to - offset)
  }
}
