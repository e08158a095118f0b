import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeFolder } from './archive.ts'

export const ROOT = join(import.meta.dirname, '../..')

/** A program of the project that runs until the test is over. */
export interface Program {
  readonly child: ChildProcess
  /** The first line of its output that matches. Rejects, with all output, when it ends before. */
  line(pattern: RegExp): Promise<string>
}

/** Start a program in the project's folder, with an index folder of its own and any free port. */
export function startProgram(command: string, ...args: readonly string[]): Program {
  const env = { ...process.env, PORT: '0', XDG_CACHE_HOME: makeFolder({}) }
  const child = spawn(command, args, { cwd: ROOT, env, detached: true })
  onTestFinished(() => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  })
  let output = ''
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = output.split('\n').find((each) => pattern.test(each))
        if (found !== undefined) resolve(found)
      }
      const hear = (chunk: Buffer) => {
        output += chunk.toString()
        look()
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', () => reject(new Error(`It ended early and said:\n${output}`)))
      look()
    })
  return { child, line }
}
