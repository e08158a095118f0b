import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ExitCode } from '../../src/cli/failures.ts'
import { runCommandLine } from '../../src/cli/run.ts'

/** What surrounds a call in a test. */
export interface Surroundings {
  readonly isTerminal?: boolean
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | (() => Promise<string>)
}

export interface Call {
  readonly exitCode: ExitCode
  readonly out: string
  readonly err: string
}

/** Run a command in this process, as if somebody had typed it. */
export async function call(args: readonly string[], around: Surroundings = {}): Promise<Call> {
  const { isTerminal = false, columns = 80, env = {}, input = '' } = around
  const written = { out: '', err: '' }
  let clock = 0
  const output = (name: 'out' | 'err') => ({
    isTerminal,
    columns,
    write: (text: string) => {
      written[name] += text
    },
  })
  const exitCode = await runCommandLine(args, {
    out: output('out'),
    err: output('err'),
    env,
    readInput: async () => (typeof input === 'string' ? input : input()),
    now: () => (clock += 1_000),
  })
  return { exitCode, ...written }
}

/** A folder with these files, gone after the test. */
export function writeArchive(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** One article of an invented paper. */
export const BRIDGE = `Old bridge to be mended     DATE: 2031-05-06 07:08:09

"We will mend every stone of it," said Ada Lind, the mayor of Harrow. "It has carried us long enough."

A spokesman for the bakers said on Monday that the work would cost 40 loaves a day.
`
