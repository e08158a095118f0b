import { join } from 'node:path'
import type { Bench, Row } from '../bench.ts'
import { measureLive } from '../live.ts'

/** One changed file of all, in an archive that is followed. */
export async function measureChanges({ articles, scratch, seed, count }: Bench): Promise<Row[]> {
  const options = { changes: 15, seed }
  const { visible } = await measureLive(articles, join(scratch, 'changes.sqlite'), options)
  return [
    {
      title: 'one changed file: write to visible, ms',
      figure: visible.median,
      better: 'LOWER',
      floor: 250,
      aim: 15,
      note: `of ${count}`,
    },
  ]
}
