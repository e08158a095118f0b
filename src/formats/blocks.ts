import { findLines } from '../text/lines.ts'
import type { Span } from '../model/span.ts'
import type { Words } from './article.ts'

/**
 * The paragraphs of a stretch of text: blank lines stand between them, wrapped lines are joined.
 *
 * @param startsParagraph - whether a line opens a paragraph without a blank line above it
 */
export function findBlocks(
  text: string,
  { start, end }: Span,
  startsParagraph: (line: string) => boolean = () => false,
): Words[] {
  const blocks: Words[] = []
  let open: { lines: string[]; at: number } | null = null
  const close = () => {
    if (open) blocks.push({ text: open.lines.join(' '), at: open.at })
    open = null
  }
  for (const line of linesOf(text, start, end)) {
    const words = text.slice(line.start, line.end)
    if (words === '') {
      close()
      continue
    }
    if (open && startsParagraph(lineAt(text, line))) close()
    open ??= { lines: [], at: line.start }
    open.lines.push(words)
  }
  close()
  return blocks
}

/** The lines of a stretch, trimmed. */
export function linesOf(text: string, start: number, end: number): Span[] {
  return findLines(text.slice(start, end)).map((line) => ({
    start: start + line.start,
    end: start + line.end,
  }))
}

/** The line with the white space before it. */
function lineAt(text: string, { start, end }: Span): string {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, end)
}

/** The words with every run of white space as one blank. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
