import { styleText } from 'node:util'
import { escapeControls, type Output, type Terminal } from './terminal.ts'

/** The meaning of a piece of text, which decides how it looks. */
export type Style =
  | 'strong'
  | 'faint'
  | 'error'
  | 'warning'
  | 'info'
  | 'content'
  | 'cue'
  | 'mention'
  | 'source'
  | 'date'

/** A piece of text in one style. */
export interface Piece {
  readonly text: string
  readonly style?: Style | undefined
  /** Whether lines must not be broken at its blanks. */
  readonly solid?: boolean | undefined
}

export type Line = readonly Piece[]

const FORMATS: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  strong: 'bold',
  faint: 'dim',
  error: ['bold', 'red'],
  warning: 'yellow',
  info: 'dim',
  content: 'green',
  cue: 'yellow',
  mention: ['bold', 'magenta'],
  source: 'blueBright',
  date: 'cyan',
}

/** Whether to write in colour: by the option, then the environment, then the kind of output. */
export function wantsColour(
  output: Output,
  env: Terminal['env'],
  wanted: boolean | undefined,
): boolean {
  if (wanted !== undefined) return wanted
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return output.isTerminal && env.TERM !== 'dumb'
}

// Longer lines are hard to read, however wide the window.
const MAX_COLUMNS = 100
const MIN_COLUMNS = 40

/** The width of running text. */
export function textColumns(output: Output): number {
  return Math.min(Math.max(output.columns, MIN_COLUMNS), MAX_COLUMNS)
}

export function printLines(
  { out, env }: Terminal,
  lines: readonly Line[],
  color: boolean | undefined,
): void {
  out.write(formatLines(lines, wantsColour(out, env, color)))
}

/** The lines as text, each with a line end. */
export function formatLines(lines: readonly Line[], colour: boolean): string {
  return lines.map((line) => `${colour ? styleLine(line) : plainLine(line)}\n`).join('')
}

function plainLine(line: Line): string {
  return line
    .map(({ text }) => text)
    .join('')
    .trimEnd()
}

/** Neighbours of one style share their escape codes. */
function styleLine(line: Line): string {
  let styled = ''
  for (let at = 0; at < line.length;) {
    const style = line[at]?.style
    let text = ''
    for (; at < line.length && line[at]?.style === style; at += 1) text += line[at]?.text ?? ''
    // The caller has decided on colour; Node.js must not decide again.
    styled += style ? styleText(FORMATS[style], text, { validateStream: false }) : text
  }
  return styled
}

/** Pieces without a blank between them, and the blank before them. */
interface Word {
  readonly gap: Piece
  readonly pieces: readonly Piece[]
}

// Blanks and line ends, except no-break spaces.
const BLANKS = /([\t-\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+)/

/**
 * Break text into lines of at most this many columns. Runs of blanks become one blank, control
 * characters become codes, and a word wider than a line is cut.
 *
 * @param label - printed before the first line, in a margin of `indent` columns
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

const ASCII = /^[ -~]*$/
// Chinese, Japanese and Korean characters and emoji are two columns wide.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u
// Accents combined with the letter before them, and invisible characters.
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u

/** The width of a text without control characters on a terminal. */
export function countColumns(text: string): number {
  if (ASCII.test(text)) return text.length
  let columns = 0
  for (const sign of text) columns += WIDE.test(sign) ? 2 : NONE.test(sign) ? 0 : 1
  return columns
}

/** Cut a text into parts of at most this many columns. */
function cutColumns(text: string, columns: number): string[] {
  if (countColumns(text) <= columns) return [text]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const sign of text) {
    const size = countColumns(sign)
    if (piece !== '' && used + size > columns) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += sign
    used += size
  }
  if (piece !== '') pieces.push(piece)
  return pieces
}
