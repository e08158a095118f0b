import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Row, StoreBench } from '../bench.ts'
import { indexApart } from '../subject.ts'

interface Indexed {
  readonly seconds: number
  /** Milliseconds of CPU of the processes that index, and of the database. */
  readonly cpu: number
  readonly databaseCpu: number
}

/** A first index by one process with one thread in each store, and by two processes in one database. */
export async function measureIndexersOfStores(bench: StoreBench): Promise<Row[]> {
  const file = join(bench.scratch, 'indexers.sqlite')
  const sqlite = await measure(bench, 1, file)
  rmSync(file, { force: true })
  const one = await measure(bench, 1, schemaOf(bench.store, 'one'))
  const two = await measure(bench, 2, schemaOf(bench.store, 'two'))
  const perSecond = (seconds: number) => `${Math.round(bench.count / seconds)} articles/s`
  const noteOf = ({ seconds, cpu, databaseCpu }: Indexed) =>
    `${perSecond(seconds)}; CPU ${perSecond(cpu / 1000)}, of the database ${perSecond(databaseCpu / 1000)}`
  return [
    {
      title: 'index rate of one process, PostgreSQL ÷ SQLite',
      figure: sqlite.seconds / one.seconds,
      better: 'HIGHER',
      floor: 0.5,
      aim: 0.9,
      note: `${noteOf(one)}; SQLite ${perSecond(sqlite.seconds)}`,
    },
    {
      title: 'index rate of two processes, PostgreSQL ÷ SQLite',
      figure: sqlite.seconds / two.seconds,
      better: 'HIGHER',
      note: noteOf(two),
    },
    {
      title: 'articles for each second of the CPU of two processes ÷ of one',
      figure: one.cpu / two.cpu,
      better: 'HIGHER',
      floor: 0.85,
      aim: 0.95,
      note: 'each compiles the code for itself, which counts less the more articles there are',
    },
  ]
}

async function measure(
  { articles, store }: StoreBench,
  processes: number,
  index: string,
): Promise<Indexed> {
  const before = databaseCpu(store)
  const indexed = await Promise.all(
    Array.from({ length: processes }, () => indexApart(articles, index, '1')),
  )
  return {
    seconds: Math.max(...indexed.map(({ seconds }) => seconds)),
    cpu: indexed.reduce((sum, { microseconds }) => sum + microseconds / 1000, 0),
    databaseCpu: databaseCpu(store) - before,
  }
}

function schemaOf(address: string, name: string): string {
  return address.replace(/schema=\w+/, `schema=indexers_${name}`)
}

/** Linux counts in hundredths of a second. */
const TICK = 10

/** Milliseconds of CPU of all processes of a server that has its data beside its socket. */
function databaseCpu(address: string): number {
  const folder = decodeURIComponent(/host=(?<host>[^&]+)/.exec(address)?.groups?.['host'] ?? '')
  const [main = ''] = readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')
  let ticks = 0
  for (const pid of readdirSync('/proc')) {
    const fields = fieldsOf(pid)
    const [parent = '', ...times] = [fields[1], ...fields.slice(11, 15)]
    // Those of processes that have ended are among the times of the main process.
    if (pid === main) ticks += sum(times)
    else if (parent === main) ticks += sum(times.slice(0, 2))
  }
  return ticks * TICK
}

/** Fields of a process, from its state; none when it has ended. */
function fieldsOf(pid: string): string[] {
  if (!/^\d+$/.test(pid)) return []
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function sum(values: readonly (string | undefined)[]): number {
  return values.reduce((total, value) => total + Number(value ?? 0), 0)
}
