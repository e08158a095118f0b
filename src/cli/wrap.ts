import { countColumns, cutColumns } from './columns.ts'
import { escapeControls } from './escape.ts'
import type { Line, Piece } from './paint.ts'

/** Pieces without a blank between them, and the blank before them. */
interface Word {
  readonly gap: Piece
  readonly pieces: readonly Piece[]
}

// Blanks and line ends, but for the no-break ones.
const BLANKS = /([\t-\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+)/

/**
 * Set pieces of text in lines of at most so many columns. Runs of blanks become one blank, control
 * characters become codes, and a word wider than a line is cut.
 *
 * @param label - stands before the first line, in a margin of `indent` columns
 */
export function wrapPieces(
  pieces: readonly Piece[],
  columns: number,
  indent = 0,
  label: Line = [],
): Line[] {
  const room = Math.max(columns - indent, 10)
  return fillLines(pieces, room).map((line, index) => [
    ...(index === 0 ? margin(label, indent) : margin([], indent)),
    ...line,
  ])
}

function margin(label: Line, indent: number): Line {
  const used = label.reduce((sum, { text }) => sum + countColumns(text), 0)
  return indent > used ? [...label, { text: ' '.repeat(indent - used) }] : label
}

function fillLines(pieces: readonly Piece[], room: number): Line[] {
  const lines: Piece[][] = []
  let line: Piece[] = []
  let used = 0
  const endLine = () => {
    lines.push(line)
    line = []
    used = 0
  }
  for (const word of wordsOf(pieces)) {
    const size = sizeOf(word.pieces)
    if (used > 0 && used + 1 + size > room) endLine()
    else if (used > 0) {
      line.push(word.gap)
      used += 1
    }
    for (const piece of size > room ? cutPieces(word.pieces, room) : word.pieces) {
      const width = countColumns(piece.text)
      if (used > 0 && used + width > room) endLine()
      line.push(piece)
      used += width
    }
  }
  if (line.length > 0 || lines.length === 0) lines.push(line)
  return lines
}

function* wordsOf(pieces: readonly Piece[]): Generator<Word> {
  let gap: Piece = { text: ' ' }
  let word: Piece[] = []
  for (const piece of pieces) {
    if (piece.solid) {
      word.push({ ...piece, text: escapeControls(piece.text) })
      continue
    }
    for (const [index, part] of piece.text.split(BLANKS).entries()) {
      const isBlank = index % 2 === 1
      if (part !== '' && !isBlank) word.push({ ...piece, text: escapeControls(part) })
      if (!isBlank) continue
      if (word.length > 0) yield { gap, pieces: word }
      word = []
      gap = { ...piece, text: ' ' }
    }
  }
  if (word.length > 0) yield { gap, pieces: word }
}

function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + countColumns(text), 0)
}

function cutPieces(pieces: readonly Piece[], room: number): Piece[] {
  return pieces.flatMap((piece) => cutColumns(piece.text, room).map((text) => ({ ...piece, text })))
}
