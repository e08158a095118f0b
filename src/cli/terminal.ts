import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** An output stream and its reader. */
export interface Output {
  write(text: string): void
  /** Write a part of a long result; resolves when the reader takes more. */
  send(part: string | Uint8Array): Promise<void>
  /** Whether it is a terminal, not a file or a pipe. */
  readonly isTerminal: boolean
  /** Columns of the window; 80 without one. */
  readonly columns: number
}

/** The environment of a command. */
export interface Terminal {
  /** For results only. */
  readonly out: Output
  /** For progress, messages and errors. */
  readonly err: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** The whole standard input. */
  readInput(): Promise<string>
  /** Milliseconds since some fixed point. */
  now(): number
}

/**
 * The terminal of this process. The process ends without a message when its reader closes: a pipe
 * to `head`, or a closed window.
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
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'EIO') process.exit()
    throw error
  })
  return {
    write: (written) => {
      stream.write(written)
    },
    send: (part) => sendTo(stream, part),
    get isTerminal() {
      return Boolean(stream.isTTY)
    },
    get columns() {
      return stream.columns || 80
    },
  }
}

/** Write to a stream, and wait until it takes more. */
export async function sendTo(stream: Writable, part: string | Uint8Array): Promise<void> {
  if (!stream.write(part)) await once(stream, 'drain')
}

/** Print a message on the standard error, control characters as codes. */
export function printMessage({ err }: Pick<Terminal, 'err'>, message: string): void {
  err.write(`${escapeLines(message)}\n`)
}

/** The stack of an error and of its causes. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\nCaused by ${describeFault(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

// Characters that a terminal obeys instead of showing: C0 and C1 controls, line and paragraph
// separators, and controls of the direction of text.
const CONTROLS = /[\0-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

const SHORT = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** Text on one line, with control characters as codes: `\x1b`. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (sign) => SHORT.get(sign) ?? codeOf(sign))
}

/** Text on several lines: like `escapeControls`, but line ends and tabs stay. */
export function escapeLines(text: string): string {
  return text.replace(CONTROLS, (sign) => (sign === '\n' || sign === '\t' ? sign : codeOf(sign)))
}

function codeOf(sign: string): string {
  const code = sign.charCodeAt(0).toString(16)
  return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`
}

/** Indented JSON without control characters, with a line end. */
export function formatJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replace(CONTROLS, (sign) =>
    sign === '\n' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${json}\n`
}
