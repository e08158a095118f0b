import type { Span } from '../../model/span.ts'
import type { Line, Piece, Style } from '../paint.ts'
import { wrapPieces } from '../wrap.ts'

/** An entry of the legend: its number and what there is to say, a statement a line. */
export interface Entry {
  /** As in the text: `1`, `s2`; empty where nothing is numbered. */
  readonly number: string
  readonly style: Style
  readonly statements: readonly (readonly Piece[])[]
}

const INDENT = 5

/** A heading with its entries below; nothing when there are none. */
export function setSection(title: string, entries: readonly Entry[], columns: number): Line[] {
  if (entries.length === 0) return []
  const lines = entries.flatMap((entry) => setEntry(entry, columns))
  return [[], [{ text: title, style: 'strong' }], ...lines]
}

function setEntry({ number, style, statements }: Entry, columns: number): Line[] {
  const label: Line = [{ text: number.padStart(INDENT - 2), style }]
  return statements.flatMap((statement, index) =>
    wrapPieces(statement, columns, INDENT, index === 0 ? label : []),
  )
}

export function faint(text: string): Piece {
  return { text, style: 'faint' }
}

/** Words of the body in quotation marks, a long middle left out. */
export function quoteSpan(body: string, span: Span, style?: Style): Piece {
  return { text: `“${shorten(body.slice(span.start, span.end))}”`, style }
}

/** Words in quotation marks, one after the other. */
export function quoteAll(texts: readonly string[]): Piece {
  return { text: texts.map((text) => `“${shorten(text)}”`).join(', ') }
}

const LONGEST = 70
const GAP = ' … '

/** Words in one line, a long middle left out. */
export function shorten(words: string): string {
  const line = words
    .slice(0, LONGEST * 4)
    .replace(/\s+/g, ' ')
    .trim()
  const isWhole = words.length <= LONGEST * 4
  if (isWhole && line.length <= LONGEST) return line
  const tail = isWhole
    ? line
    : words
        .slice(-LONGEST * 4)
        .replace(/\s+/g, ' ')
        .trim()
  const half = (LONGEST - GAP.length) / 2
  const start = line.slice(0, half).replace(/[\s…]+\S*$/, '')
  const end = tail.slice(-half).replace(/^\S*[\s…]+/, '')
  return start + GAP + end
}
