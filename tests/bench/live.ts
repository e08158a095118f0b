// node --import tsx tests/bench/live.ts [--articles 2000] [--changes 40] [--seed 1]
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { walkArchive } from '../../src/archive/walk.ts'
import { openArchive } from '../../src/index.ts'
import { makeArchive } from './make-archive.ts'
import { createRandom } from './random.ts'

/** How long a change of one file takes, in milliseconds: the median and the slowest in twenty. */
interface Delay {
  readonly median: number
  readonly slow: number
}

export interface LiveFigures {
  /** From the end of the write to an answer that shows it. */
  readonly visible: Delay
  /** From the same to the event that tells of it. */
  readonly told: Delay
  /** CPU time of the process for each change. */
  readonly cpu: number
}

/**
 * Append a line to one article after another, and wait until the archive shows it.
 *
 * @param index - file to keep the index in
 */
export async function measureLive(
  folder: string,
  index: string,
  { changes, seed }: { readonly changes: number; readonly seed: number },
): Promise<LiveFigures> {
  const archive = await openArchive(folder, { index, watch: true })
  const paths = Array.from(walkArchive(folder), (found) =>
    found.kind === 'FILE' ? found.file.path : '',
  )
  const random = createRandom(seed)
  const visible: number[] = []
  const told: number[] = []
  const events = archive.changes()
  const cpu = process.cpuUsage()
  for (let at = 0; at < changes; at += 1) {
    const event = events.next()
    const generation = await archive.store.generation()
    const path = paths[Math.floor(random() * paths.length)] ?? ''
    appendFileSync(join(folder, path), `\n\nLine ${at} was added.`)
    const start = performance.now()
    while ((await archive.store.generation()) === generation) await setTimeout(1)
    visible.push(performance.now() - start)
    await event
    told.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(cpu)
  await archive.close()
  return { visible: delayOf(visible), told: delayOf(told), cpu: (user + system) / 1000 / changes }
}

function delayOf(times: readonly number[]): Delay {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { median: at(0.5), slow: at(0.95) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '2000' },
      changes: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
    },
  })
  const [articles, changes, seed] = [values.articles, values.changes, values.seed].map(Number)
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-live-'))
  try {
    makeArchive(join(folder, 'articles'), articles ?? 0, seed ?? 0)
    const options = { changes: changes ?? 0, seed: seed ?? 0 }
    const figures = await measureLive(join(folder, 'articles'), join(folder, 'i.sqlite'), options)
    const inWords = ({ median, slow }: Delay) => `${median.toFixed(1)} ms, 95 % ${slow.toFixed(1)}`
    console.log(`One changed file of ${articles}`)
    console.log(`  write to visible   ${inWords(figures.visible)}`)
    console.log(`  write to event     ${inWords(figures.told)}`)
    console.log(`  CPU a change       ${figures.cpu.toFixed(1)} ms`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
