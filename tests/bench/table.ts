import type { Row } from './bench.ts'

const HEAD = ['', 'figure', 'floor', 'aim', '', '']

/** One line a row: what it is, the figure, what it must and should reach, and whether it does. */
export function formatTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)]
  const widths = HEAD.map((_, at) => Math.max(...lines.map((cells) => (cells[at] ?? '').length)))
  const format = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        at === 0 || at > 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return lines.map(format).join('\n')
}

function cellsOf(row: Row): string[] {
  const { title, figure, floor, aim, note = '' } = row
  const number = (value: number | undefined | null) => (value == null ? '' : rounded(value))
  return [
    title,
    figure === null ? '-' : rounded(figure),
    number(floor),
    number(aim),
    verdictOn(row),
    note,
  ]
}

function verdictOn({ figure, better, floor, aim }: Row): string {
  if (figure === null) return ''
  const reaches = (mark: number) => (better === 'HIGHER' ? figure >= mark : figure <= mark)
  if (aim !== undefined && reaches(aim)) return 'aim'
  if (floor === undefined) return ''
  return reaches(floor) ? 'floor' : 'BELOW'
}

function rounded(value: number): string {
  const digits =
    Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3
  return value.toFixed(digits)
}
