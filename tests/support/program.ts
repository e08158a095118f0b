import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export const ROOT = join(import.meta.dirname, '../..')

/** A program of the project that runs until the end of the test. */
export interface Program {
  readonly child: ChildProcess
  /** The first line of its output that matches. Rejects with all output when it exits before. */
  line(pattern: RegExp): Promise<string>
}

let cacheFolder: string | null = null

/** The cache folder of all programs: they share the index of an archive. */
function sharedCache(): string {
  if (cacheFolder !== null) return cacheFolder
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-cache-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  cacheFolder = folder
  return folder
}

/** Start a program in the project's folder, on a free port and with a cache folder of the tests. */
export function startProgram(command: string, ...args: readonly string[]): Program {
  const env = { ...process.env, PORT: '0', XDG_CACHE_HOME: sharedCache() }
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
      child.once('exit', () => reject(new Error(`It exited early with the output:\n${output}`)))
      look()
    })
  return { child, line }
}
