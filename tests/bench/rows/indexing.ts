import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, effortOf, type Row } from '../bench.ts'
import { indexApart } from '../subject.ts'

/** An index from nothing, and once more when nothing has changed. Leaves the index for other rows. */
export async function measureIndexing({
  articles,
  index,
  count,
  bytes,
  scratch,
}: Bench): Promise<Row[]> {
  const floor = await effortOf(() => forEachFile(articles, hashFile))
  const walk = await effortOf(() => forEachFile(articles, (file) => lstatSync(file)))
  const alone = await indexApart(articles, join(scratch, 'alone.sqlite'), '1')
  rmSync(join(scratch, 'alone.sqlite'), { force: true })
  const first = await indexApart(articles, index)
  const again = await indexApart(articles, index)
  return [
    {
      title: 'index from nothing, articles/s',
      figure: count / first.seconds,
      better: 'HIGHER',
      floor: 600,
      aim: 2000,
      note: `${(bytes / count / 1000).toFixed(1)} kB each`,
    },
    {
      title: 'read and hash alone ÷ index, CPU',
      figure: (floor.cpu * 1000) / first.microseconds,
      better: 'HIGHER',
    },
    {
      title: 'one thread ÷ all threads, time',
      figure: alone.seconds / first.seconds,
      better: 'HIGHER',
      floor: 1.5,
      aim: 1.9,
    },
    {
      title: 'unchanged folder ÷ a bare walk with stat, CPU',
      figure: again.microseconds / (walk.cpu * 1000),
      better: 'LOWER',
      floor: 2,
      aim: 1.2,
      note: 'opening and closing the index included',
    },
    {
      title: 'most memory while indexing, MB',
      figure: first.peak / 1e6,
      better: 'LOWER',
      floor: 600,
      aim: 300,
    },
    {
      title: 'index ÷ articles, bytes',
      figure: statSync(index).size / bytes,
      better: 'LOWER',
      floor: 2.5,
      aim: 1.2,
    },
  ]
}

function forEachFile(folder: string, visit: (file: string) => unknown): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) forEachFile(path, visit)
    else visit(path)
  }
}

function hashFile(file: string): void {
  createHash('sha256').update(readFileSync(file)).digest()
}
