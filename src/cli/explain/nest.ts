import type { Span } from '../../model/span.ts'
import type { Mark } from '../../text/marks.ts'

/**
 * The marks of a text as `writeMarks` can write them: where two cross, the later one is cut in two
 * at the end of the earlier, and labels of the same stretch are joined (`q1.cue+q2.cue`).
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

/** Put what is left of a cut mark among those still to come, the last of which comes next. */
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
