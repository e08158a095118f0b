import { expect, it, onTestFinished } from 'vitest'
import type { IngestJob, IngestResult } from '../../src/archive/ingest-result.ts'
import { type Batch, WorkerPool } from '../../src/archive/worker-pool.ts'
import { defaultSettings } from '../../src/model/settings.ts'

/** A thread that does with each batch what a script says, `jobs` being the batch. */
const entryOf = (script: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads'
      const answer = (paths) => parentPort.postMessage({
        kind: 'RESULTS',
        faults: [],
        results: paths.map((path) => ({ path })),
      })
      parentPort.on('message', (jobs) => { ${script} })
      parentPort.postMessage({ kind: 'READY' })`)}`,
  )

const jobOf = (path: string): IngestJob => ({
  file: { path, bytes: 1 },
  fingerprint: { number: 1, touched: 0 },
  knownHash: null,
})

function openPool(script: string, size: number, paths: readonly string[]) {
  const done: string[] = []
  let died = (_left: readonly Batch[]): void => {}
  const death = new Promise<readonly Batch[]>((resolve) => (died = resolve))
  const results = paths.map((path) => {
    const { promise, batch } = batchOf([jobOf(path)])
    void promise.then((files) => done.push(...files.map((file) => file.path)))
    return { promise, batch }
  })
  const queue = results.map(({ batch }) => batch)
  const pool = new WorkerPool({
    entry: entryOf(script),
    size,
    folder: '.',
    rules: { settings: defaultSettings, annotations: { corrections: [], authority: [] } },
    prepareModule: 'none',
    queue,
    onFault: () => {},
    onDeath: (_error, left) => died(left),
  })
  onTestFinished(() => pool.close())
  return { pool, queue, done, death, all: Promise.all(results.map(({ promise }) => promise)) }
}

function batchOf(jobs: readonly IngestJob[]) {
  let settle: Pick<Batch, 'resolve' | 'reject'> = { resolve: () => {}, reject: () => {} }
  const promise = new Promise<readonly IngestResult[]>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, batch: { jobs, ...settle } }
}

it('completes every batch on the free threads', async () => {
  const paths = Array.from({ length: 20 }, (_, at) => `${at}.txt`)
  const { all, done, pool } = openPool('answer(jobs.map(({ file }) => file.path))', 3, paths)
  await all
  expect(new Set(done)).toEqual(new Set(paths))
  expect(pool.isReady).toBe(true)
})

it('assigns at most one batch ahead to a thread', async () => {
  const paths = ['a.txt', 'b.txt', 'c.txt', 'd.txt']
  const { pool, queue } = openPool('', 1, paths)
  await expect.poll(() => pool.isReady).toBe(true)
  expect(queue.map(({ jobs }) => jobs[0]?.file.path)).toEqual(['c.txt', 'd.txt'])
})

it('returns the unfinished batches when a thread dies', async () => {
  const script = `
    if (jobs[0].file.path === 'b.txt') throw new Error('out of memory')
    answer(['a.txt'])`
  const { death, done, pool } = openPool(script, 1, ['a.txt', 'b.txt', 'c.txt'])
  const left = await death
  expect(left.map(({ jobs }) => jobs[0]?.file.path)).toEqual(['b.txt', 'c.txt'])
  expect(done).toEqual(['a.txt'])
  expect(pool.isReady).toBe(false)
})
