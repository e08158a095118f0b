import type { Words } from '../article.ts'
import type { Span } from '../../model/span.ts'
import { linesOf } from '../blocks.ts'

/** A labelled field of an export, from its value to the next label. */
export interface LabelledField<Field> extends Words {
  readonly field: Field
  readonly end: number
}

/**
 * The fields of a document whose lines begin with known labels ("Title: …"). A value runs to the next
 * known label at the beginning of a line.
 *
 * @param labelOf - the label that a line begins with, and its length in the line
 */
export function findLabelled<Field>(
  text: string,
  { start, end }: Span,
  labelOf: (line: string) => { readonly field: Field; readonly length: number } | null,
): LabelledField<Field>[] {
  const found: { field: Field; at: number; labelAt: number }[] = []
  for (const line of linesOf(text, start, end)) {
    const label = labelOf(text.slice(line.start, line.end))
    if (label)
      found.push({ field: label.field, at: line.start + label.length, labelAt: line.start })
  }
  return found.map(({ field, at }, index) => {
    const stop = found[index + 1]?.labelAt ?? end
    const value = text.slice(at, stop)
    const lead = value.length - value.trimStart().length
    const trimmed = value.trim()
    return { field, text: trimmed, at: at + lead, end: at + lead + trimmed.length }
  })
}
