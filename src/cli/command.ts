import type { ExitCode } from './failures.ts'
import { type Line, paintLines, wantsColour } from './paint.ts'
import type { GeneralOptions } from './options.ts'
import type { Output, Terminal } from './terminal.ts'

/** What a command gets from the program that holds it. */
export interface CommandContext {
  readonly terminal: Terminal
  /** Say what the process will end with; fine unless it is said. */
  finish(code: ExitCode): void
}

// Longer lines are hard to read, however wide the window.
const WIDEST = 100
const NARROWEST = 40

/** Columns that text is set in. */
export function columnsFor(output: Output): number {
  return Math.min(Math.max(output.columns, NARROWEST), WIDEST)
}

export function printLines(
  { out, env }: Terminal,
  lines: readonly Line[],
  { color }: GeneralOptions,
): void {
  out.write(paintLines(lines, wantsColour(out, env, color)))
}
