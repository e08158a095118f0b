import { type ChildProcess, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** The command line as a process of its own. */
export interface Program {
  readonly process: ChildProcess
  readonly out: Promise<string>
  readonly err: Promise<string>
  /** What it ends with; the name of the signal where one ended it. */
  readonly end: Promise<number | string>
  /** Settles once its standard output holds these words. */
  says(words: string): Promise<void>
}

const SOURCE = ['--import', 'tsx', 'src/main.ts']

/** Start the program, from its source unless `main` says otherwise. */
export function start(args: readonly string[], main: readonly string[] = SOURCE): Program {
  const child = spawn(process.execPath, [...main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const heard = listen(child)
  return {
    process: child,
    out: text(child.stdout),
    err: text(child.stderr),
    end: new Promise((resolve) => {
      child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
    }),
    says: heard,
  }
}

function listen(child: ChildProcess): (words: string) => Promise<void> {
  let written = ''
  const waiting: { words: string; resolve: () => void }[] = []
  child.stdout?.on('data', (chunk: Buffer) => {
    written += chunk.toString()
    for (const { words, resolve } of waiting) if (written.includes(words)) resolve()
  })
  return (words) =>
    new Promise((resolve) => {
      if (written.includes(words)) resolve()
      else waiting.push({ words, resolve })
    })
}
