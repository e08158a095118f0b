import type { Output, Terminal } from './terminal.ts'

/** What a piece of text is, and so how it looks. */
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

/** A stretch of text of one look. */
export interface Piece {
  readonly text: string
  readonly style?: Style | undefined
  /** Holds blanks at which no line may be broken. */
  readonly solid?: boolean | undefined
}

export type Line = readonly Piece[]

// Parameters of the terminal's command "select graphic rendition".
const LOOKS: Readonly<Record<Style, string>> = {
  strong: '1',
  faint: '2',
  error: '1;31',
  warning: '33',
  info: '2',
  content: '32',
  cue: '33',
  mention: '1;35',
  source: '94',
  date: '36',
}

/** Whether to write in colour: what the caller wants, then the environment, then who looks. */
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

/** The lines as text, each with its line end. */
export function paintLines(lines: readonly Line[], colour: boolean): string {
  return lines.map((line) => `${paintLine(line, colour)}\n`).join('')
}

function paintLine(line: Line, colour: boolean): string {
  if (!colour)
    return line
      .map(({ text }) => text)
      .join('')
      .trimEnd()
  let painted = ''
  let current: Style | undefined
  for (const { text, style } of line) {
    if (style !== current) {
      if (current) painted += '\u001b[0m'
      if (style) painted += `\u001b[${LOOKS[style]}m`
      current = style
    }
    painted += text
  }
  return current ? `${painted}\u001b[0m` : painted
}
