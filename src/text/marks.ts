import type { Span } from '../model/span.ts'

/** A labelled span: `[[label words]]` in the notation of fixtures and `explain`. */
export interface Mark {
  readonly label: string
  readonly span: Span
}

const OPENING = /\[\[(?<label>[^\s[\]]+) /y

/**
 * Read the notation `[[label words]]`, nested where it nests.
 *
 * @returns the text without the notation, and the marks in the order of their opening
 * @throws {Error} when a mark is left open or closed twice
 */
export function readMarks(marked: string): { text: string; marks: Mark[] } {
  const marks: { label: string; span: { start: number; end: number } }[] = []
  const open: { start: number; end: number }[] = []
  let text = ''
  for (let at = 0; at < marked.length;) {
    OPENING.lastIndex = at
    const opening = OPENING.exec(marked)
    if (opening?.groups?.label) {
      const span = { start: text.length, end: -1 }
      marks.push({ label: opening.groups.label, span })
      open.push(span)
      at = OPENING.lastIndex
    } else if (marked.startsWith(']]', at) && open.length > 0) {
      const span = open.pop()
      if (span) span.end = text.length
      at += 2
    } else {
      text += marked[at]
      at += 1
    }
  }
  if (open.length > 0) throw new Error(`A mark is left open: "${text.slice(open[0]?.start)}"`)
  return { text, marks }
}

/**
 * Write marks into a text, so that `readMarks` gives both back.
 *
 * Marks that cross instead of nesting cannot be written.
 *
 * @throws {Error} when two marks cross
 */
export function writeMarks(text: string, marks: readonly Mark[]): string {
  const ordered = marks
    .map((mark, index) => ({ ...mark, index }))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.index - b.index)
  const open: Span[] = []
  let written = ''
  let at = 0
  const closeUntil = (limit: number) => {
    for (let top = open.at(-1); top && top.end <= limit; top = open.at(-1)) {
      written += `${text.slice(at, top.end)}]]`
      at = top.end
      open.pop()
    }
  }
  for (const { label, span } of ordered) {
    closeUntil(span.start)
    const outer = open.at(-1)
    if (outer && span.end > outer.end) throw new Error(`The mark "${label}" crosses another`)
    written += `${text.slice(at, span.start)}[[${label} `
    at = span.start
    open.push(span)
  }
  closeUntil(text.length)
  return written + text.slice(at)
}
