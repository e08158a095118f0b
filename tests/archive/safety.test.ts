import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { type ArchiveOptions, openArchive } from '../../src/open-archive.ts'
import type { Progress } from '../../src/archive/refresh-folder.ts'
import { IndexBusyError } from '../../src/store/errors.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { createRandom } from '../bench/random.ts'
import { article, makeFolder, writeFiles } from '../support/archive.ts'
import { ROOT } from '../support/program.ts'

// Another seed each time; a failure prints it, and it can be given to see the same again.
const SEED = Number(process.env.SEED ?? Date.now() % 100_000)
const random = createRandom(SEED)
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.error(`SEED=${SEED}`)
})

const DAY = (at: number) => new Date(Date.UTC(2021, 0, 1) + at * 86_400_000).toISOString()

/** This many articles with one quotation each. */
function makeNews(count: number, words: string): Record<string, string> {
  const file = (at: number) =>
    article(
      `Ferry ${at} is ${words}`,
      DAY(at).slice(0, 19).replace('T', ' '),
      `"We wait for ferry ${at}," said harbour master Ada Lind on Monday.`,
    )
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${at % 7}/${at}.txt`, file(at)]),
  )
}

async function open(folder: string, options: ArchiveOptions): Promise<Archive> {
  const archive = await openArchive(folder, options)
  onTestFinished(() => archive.close())
  return archive
}

async function revisionOf(folder: string): Promise<string> {
  const archive = await openArchive(folder, { index: ':memory:' })
  const { revision } = await archive.store.archive()
  await archive.close()
  return revision
}

/** What readers see without an update: revision, articles, quotations. */
async function look(index: string): Promise<[string, number, number]> {
  const store = openSqliteStore({ path: index })
  const count = async (list: 'articles' | 'quotations') =>
    (await store.counts({ list, filter: {}, owner: null, roles: [] }, ['']))[0] ?? 0
  const seen: [string, number, number] = [
    (await store.archive()).revision,
    await count('articles'),
    await count('quotations'),
  ]
  await store.close()
  return seen
}

describe('a first index', () => {
  it('continues where it was stopped, and is invisible until it is complete', async () => {
    const folder = makeFolder(makeNews(120, 'late'))
    const index = join(makeFolder({}), 'news.sqlite')
    const stop = new AbortController()
    let before = 0
    const onProgress = ({ files, read }: Progress) => {
      before = read
      if (files >= 60) stop.abort()
    }
    const stopped = openArchive(folder, { index, onProgress, signal: stop.signal })
    await expect(stopped).rejects.toThrow('What was read is kept')
    expect(await look(index)).toEqual(['', 0, 0])

    let last: Progress | null = null
    await open(folder, { index, onProgress: (progress) => (last = progress) })
    expect(last).toMatchObject({ files: 120, read: 120 - before })
    expect(await look(index)).toEqual([await revisionOf(folder), 120, 120])
  })

  it('starts over when the settings have changed', async () => {
    const folder = makeFolder(makeNews(80, 'late'))
    const index = join(makeFolder({}), 'news.sqlite')
    const stop = new AbortController()
    const onProgress = () => stop.abort()
    await expect(openArchive(folder, { index, onProgress, signal: stop.signal })).rejects.toThrow()
    writeFileSync(join(folder, 'pressgraph.json'), '{ "timeZone": "Asia/Seoul" }')
    await open(folder, { index })
    expect(await look(index)).toEqual([await revisionOf(folder), 80, 80])
  })
})

describe('an index whose process is killed', () => {
  it('is consistent, and complete after the next call', async () => {
    const folder = makeFolder(makeNews(310, 'late'))
    const index = join(makeFolder({}), 'news.sqlite')
    const late = [await revisionOf(folder), 310, 310] as const
    for (let round = 0; round < 2; round += 1) {
      await killWhileIndexing(folder, index, random() * 400)
      expect([['', 0, 0], late]).toContainEqual(await look(index))
    }
    await (await openArchive(folder, { index })).close()
    expect(await look(index)).toEqual(late)

    writeFiles(folder, makeNews(100, 'early'))
    const early = [await revisionOf(folder), 310, 310] as const
    await killWhileIndexing(folder, index, random() * 400)
    expect([late, early]).toContainEqual(await look(index))
    await (await openArchive(folder, { index })).close()
    expect(await look(index)).toEqual(early)
  })
})

describe('a full disk', () => {
  it('leaves the index unchanged, and the index is completed once there is room', async (test) => {
    const disk = makeFolder({})
    const mount = (...options: string[]) =>
      spawnSync('mount', ['-t', 'tmpfs', ...options, disk], { encoding: 'utf8' })
    const mounted = mount('-o', 'size=600k', 'none')
    if (mounted.status !== 0) {
      return test.skip(`no small disk can be mounted: ${mounted.stderr || 'no mount command'}`)
    }
    onTestFinished(() => void spawnSync('umount', ['-l', disk]))
    const folder = makeFolder(makeNews(10, 'late'))
    const index = join(disk, 'news.sqlite')
    await (await openArchive(folder, { index })).close()
    const before = await look(index)

    writeFiles(folder, makeNews(300, 'early'))
    await expect(openArchive(folder, { index })).rejects.toThrow(/No room left for the index/)
    expect(await look(index)).toEqual(before)
    mount('-o', 'remount,size=20m', 'none')
    await (await openArchive(folder, { index })).close()
    expect(await look(index)).toEqual([await revisionOf(folder), 300, 300])
  }, 30_000)
})

describe('an index that is damaged', () => {
  it('is rebuilt, at the latest by the call after the damage was found', async () => {
    const folder = makeFolder(makeNews(60, 'late'))
    const index = join(makeFolder({}), 'news.sqlite')
    await (await openArchive(folder, { index })).close()
    const whole = readFileSync(index)
    const expected = await readAll(folder, index)
    for (let round = 0; round < 8; round += 1) {
      const bytes = Buffer.from(whole)
      const page = 1 + Math.floor(random() * (whole.length / 2048 - 1))
      bytes.fill(0x5a, page * 2048, (page + 1) * 2048)
      rewrite(index, bytes)
      const found = await readAll(folder, index).catch(() => null)
      expect(found ?? (await readAll(folder, index)), `page ${page}`).toEqual(expected)
    }
  }, 30_000)

  it('is rebuilt when it is truncated', async () => {
    const folder = makeFolder(makeNews(60, 'late'))
    const index = join(makeFolder({}), 'news.sqlite')
    await (await openArchive(folder, { index })).close()
    const whole = readFileSync(index)
    const expected = await readAll(folder, index)
    for (const share of [0, 0.001, 0.3, 0.99]) {
      rewrite(index, whole.subarray(0, Math.floor(whole.length * share)))
      expect(await readAll(folder, index), `${share} of it`).toEqual(expected)
    }
  })
})

describe('two archives with the same index', () => {
  it('refuse to write at the same time, and serve the existing index', async () => {
    const folder = makeFolder(makeNews(20, 'late'))
    const index = join(makeFolder({}), 'news.sqlite')
    const first = await open(folder, { index })
    const before = await look(index)
    writeFiles(folder, makeNews(5, 'early'))
    const writing = await first.store.beginChange()
    await expect(openArchive(folder, { index })).rejects.toThrow(IndexBusyError)
    const second = await open(folder, { index, mayBeStale: true })
    expect((await second.store.archive()).revision).toBe(before[0])
    await writing.abort()
    expect(await second.refresh()).toMatchObject({ from: before[0] })
    expect(await look(index)).toEqual([await revisionOf(folder), 20, 20])
  }, 20_000)
})

describe('a folder without changes', () => {
  it.skipIf(!existsSync('/proc/self/io'))(
    'is opened without reading a file, also after it was missing',
    async () => {
      const folder = makeFolder(
        Object.fromEntries([...'abcdef'].map((name) => [`${name}.txt`, ''])),
      )
      const large = article('Quay', '2021-03-05 08:00:00', 'The quay is wet. '.repeat(20_000))
      for (const name of 'abcdef') writeFileSync(join(folder, `${name}.txt`), name + large)
      const index = join(makeFolder({}), 'news.sqlite')
      await setTimeout(2_100)
      const archive = await open(folder, { index })
      const size = statSync(join(folder, 'a.txt')).size
      expect(await bytesReadBy(() => archive.refresh())).toBeLessThan(size)

      renameSync(folder, `${folder}-away`)
      await expect(archive.refresh()).rejects.toThrow('it does not exist')
      renameSync(`${folder}-away`, folder)
      expect(await bytesReadBy(() => archive.refresh())).toBeLessThan(size)
      writeFileSync(join(folder, 'a.txt'), large)
      expect(await bytesReadBy(() => archive.refresh())).toBeGreaterThan(size / 2)
    },
    30_000,
  )
})

describe('a file written within the last two seconds', { retry: 3 }, () => {
  it.skipIf(!existsSync('/proc/self/io'))(
    'is read again, because a second write in the same clock tick leaves its times unchanged',
    async () => {
      // The extractors are loaded first, so that opening the archive takes milliseconds.
      await open(makeFolder({ 'a.txt': article('Quay', '2021-03-05 08:00:00') }), {
        index: ':memory:',
      })
      const large = article('Quay', '2021-03-05 08:00:00', 'The quay is wet. '.repeat(2_000))
      const folder = makeFolder({ 'a.txt': large })
      const archive = await open(folder, { index: ':memory:' })
      expect(await bytesReadBy(() => archive.refresh())).toBeGreaterThan(large.length)
    },
  )
})

/** Replaces the file, because the old one may still be open. */
function rewrite(index: string, bytes: Uint8Array): void {
  for (const part of ['', '-wal', '-shm']) rmSync(index + part, { force: true })
  writeFileSync(index, bytes)
}

/** All articles with their quotations, and what a search finds. */
async function readAll(folder: string, index: string): Promise<unknown> {
  const archive = await openArchive(folder, { index })
  try {
    const readings: unknown[] = []
    for await (const { id, quotations, dates } of archive.readings()) {
      readings.push([id, quotations, dates])
    }
    const set = { list: 'articles', filter: { words: 'ferry' }, owner: null, roles: [] } as const
    return [readings, await archive.store.counts(set, [''])]
  } finally {
    await archive.close()
  }
}

/** Bytes that this process reads from files during the work. */
async function bytesReadBy(work: () => Promise<unknown>): Promise<number> {
  const count = () => Number(/^rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])
  const before = count()
  await work()
  return count() - before
}

/** Index in another process, and kill it this many milliseconds after its first output. */
async function killWhileIndexing(folder: string, index: string, after: number): Promise<void> {
  mkdirSync(join(index, '..'), { recursive: true })
  const args = ['dist/src/main.js', 'index', folder, '--index', index, '--verbose']
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit')
  await Promise.race([once(child.stderr, 'data'), once(child.stdout, 'data'), gone])
  await setTimeout(after)
  child.kill('SIGKILL')
  await gone
}
