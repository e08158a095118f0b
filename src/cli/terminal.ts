import { text } from 'node:stream/consumers'

/** A stream that is written to, and what is known of its reader. */
export interface Output {
  write(text: string): void
  /** Whether a person looks at it. */
  readonly isTerminal: boolean
  /** Columns of the window; 80 where there is none. */
  readonly columns: number
}

/** What surrounds a command. */
export interface Terminal {
  /** For results, and nothing else. */
  readonly out: Output
  /** For progress, messages and errors. */
  readonly err: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** All of the standard input. */
  readInput(): Promise<string>
  /** Milliseconds since some fixed point. */
  now(): number
}

/**
 * The terminal of this process. A reader that goes away ends the process quietly: `| head`, which
 * closes its pipe, or a window that is closed.
 */
export function processTerminal(): Terminal {
  return {
    out: outputTo(process.stdout),
    err: outputTo(process.stderr),
    env: process.env,
    readInput: () => text(process.stdin),
    now: () => performance.now(),
  }
}

function outputTo(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error) => {
    if ('code' in error && (error.code === 'EPIPE' || error.code === 'EIO')) process.exit()
    throw error
  })
  return {
    write: (written) => {
      stream.write(written)
    },
    get isTerminal() {
      return stream.isTTY === true
    },
    get columns() {
      return stream.columns || 80
    },
  }
}
