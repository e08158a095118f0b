import type { ExitCode } from '../../src/cli/failures.ts'
import { runCommandLine } from '../../src/cli/program.ts'

/** The environment of a command in a test. */
export interface Environment {
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

/** Run a command in this process. */
export async function call(args: readonly string[], environment: Environment = {}): Promise<Call> {
  const { isTerminal = false, columns = 80, env = {}, input = '' } = environment
  const written = { out: '', err: '' }
  let clock = 0
  const output = (name: 'out' | 'err') => ({
    isTerminal,
    columns,
    write: (text: string) => {
      written[name] += text
    },
    send: async (part: string | Uint8Array) => {
      written[name] += typeof part === 'string' ? part : Buffer.from(part).toString('latin1')
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

/** An article. */
export const BRIDGE = `Old bridge to be mended     DATE: 2031-05-06 07:08:09

"We will mend every stone of it," said Ada Lind, the mayor of Harrow. "It has carried us long enough."

A spokesman for the bakers said on Monday that the work would cost 40 loaves a day.
`
