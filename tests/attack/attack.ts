import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** An attack or fault, with what Pressgraph must do. */
export interface Attack {
  readonly name: string
  readonly wanted: string
  /** Whether it is part of the long form alone. */
  readonly onlyLong?: boolean
  /**
   * @param folder - an empty folder for this attack
   * @param isLong - whether the long form runs
   * @returns what happened: equal to `wanted` when the attack is held
   */
  readonly run: (folder: string, isLong: boolean) => string | Promise<string>
}

export const MAIN = join(import.meta.dirname, '../../dist/src/main.js')

export interface Run {
  /** Exit code, or the name of the signal. */
  readonly end: number | string
  readonly out: string
  readonly err: string
}

/** Run the built command line in a process of its own. */
export function runPressgraph(...args: readonly string[]): Run {
  const options = { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000 } as const
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], options)
  return { end: status ?? signal ?? 'nothing', out: stdout, err: stderr }
}

/** Run the built command line, and measure the most memory that it has. */
export async function runMeasured(
  ...args: readonly string[]
): Promise<Run & { readonly megabytes: number }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let megabytes = 0
  const timer = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid))
  }, 50)
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'))
  })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  const end = await ended
  clearInterval(timer)
  return { end, out, err, megabytes }
}

/** The kernel counts the peak; 0 where there is no /proc. */
export function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** @returns the names of the attacks that were not held */
export async function runAttacks(attacks: readonly Attack[], isLong: boolean): Promise<string[]> {
  const lost: string[] = []
  for (const { name, wanted, run } of attacks) {
    const folder = mkdtempSync(join(tmpdir(), 'pressgraph-attack-'))
    const got = await run(folder, isLong)
    rmSync(folder, { recursive: true, force: true })
    if (got !== wanted) lost.push(name)
    console.log(`${got === wanted ? 'held' : 'LOST'}  ${name}\n      wanted: ${wanted}`)
    if (got !== wanted) console.log(`      got:    ${got}`)
  }
  return lost
}
