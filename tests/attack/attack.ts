import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An attack or fault, with what Pressgraph must do. */
export interface Attack {
  readonly name: string
  readonly wanted: string
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
