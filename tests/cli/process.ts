import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** The command line in its own process. */
export interface Program {
  readonly process: ChildProcess
  readonly out: Promise<string>
  readonly err: Promise<string>
  /** The exit code, or the name of the signal that ended it. */
  readonly end: Promise<number | string>
  /** Resolves when its standard output contains these words. */
  prints(words: string): Promise<void>
  /** Resolves when its standard error contains these words. */
  warns(words: string): Promise<void>
}

const BUILT = 'dist/src/main.js'

/** Start the built program, with variables added to the environment. */
export function start(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [BUILT, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    process: child,
    out: text(child.stdout),
    err: text(child.stderr),
    end: new Promise((resolve) => {
      child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
    }),
    prints: listen(child.stdout),
    warns: listen(child.stderr),
  }
}

function listen(output: Readable): (words: string) => Promise<void> {
  let written = ''
  const waiting: { words: string; resolve: () => void }[] = []
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString()
    for (const { words, resolve } of waiting) if (written.includes(words)) resolve()
  })
  return (words) =>
    new Promise((resolve) => {
      if (written.includes(words)) resolve()
      else waiting.push({ words, resolve })
    })
}
