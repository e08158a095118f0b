import { escapeLines } from './escape.ts'
import type { Terminal } from './terminal.ts'

/** Say something beside the results: lines on the standard error, control characters as codes. */
export function say({ err }: Pick<Terminal, 'err'>, message: string): void {
  err.write(`${escapeLines(message)}\n`)
}

/** A fault of ours with all that is known of it. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\nCaused by ${describeFault(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
