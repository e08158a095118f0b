import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openArchive } from '../../src/open-archive.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import type { Store } from '../../src/store/store.ts'
import { Database } from '../../src/store/sqlite/database.ts'
import { article, makeFolder } from '../support/archive.ts'
import { casesOf } from '../support/cases.ts'

const PAGE = 2048

/** Texts that do not compress to less than a page have overflow pages. */
function makeText(at: number, paragraphs: number): string {
  let state = at + 1
  const word = () => {
    state = (state * 48_271) % 2_147_483_647
    return state.toString(36)
  }
  const sentence = () => `The ${Array.from({ length: 12 }, word).join(' ')} is late.`
  const body = Array.from({ length: paragraphs }, sentence)
  return article(`Ferry ${at}`, '2031-05-02 08:00:00', '"We wait," said Mara Oduya.', ...body)
}

/** A served archive; `damage` changes the byte at an offset of the stored reading of "7.txt". */
async function serve(paragraphs: number) {
  const names = Array.from({ length: 30 }, (_, at) => `${at}.txt`)
  const folder = makeFolder(
    Object.fromEntries(names.map((name, at) => [name, makeText(at, paragraphs)])),
  )
  const index = join(makeFolder({}), 'news.sqlite')
  await (await openArchive(folder, { index, threads: 1 })).close()
  const stored = storedReading(index, '7.txt')
  const notices: string[] = []
  const onNotice = (notice: string) => void notices.push(notice)
  const archive = await openArchive(folder, { index, watch: true, threads: 1, onNotice })
  onTestFinished(() => archive.close())
  const damage = (offset: number) => {
    const content = readFileSync(index)
    const at = content.indexOf(stored.subarray(offset, offset + 32))
    const file = openSync(index, 'r+')
    writeSync(file, Uint8Array.of((content[at] ?? 0) ^ 0x20), 0, 1, at)
    closeSync(file)
  }
  return { folder, index, archive, notices, damage }
}

function storedReading(index: string, path: string): Buffer {
  const options = { path: index, busyTimeout: 0, onStatement: null }
  const database = new Database(options)
  const sql = 'SELECT p.reading FROM article a JOIN packed p ON p.number = a.packed WHERE path = ?'
  const reading = database.all(sql, [path])[0]?.[0]
  database.close()
  if (!(reading instanceof Uint8Array)) throw new Error(`No reading of ${path}`)
  return Buffer.from(reading)
}

async function bodyOf(store: Store, path: string) {
  const ids = await store.articleIdsAt('path', [path])
  const [reading] = await store.readings(ids.filter((id) => id !== null))
  return reading?.article.body
}

describe('a damaged reading in an index that is served', () => {
  it.each(
    casesOf([
      ['on a later overflow page', 120, 3 * PAGE + 300],
      ['on its page', 2, 200],
      ['on its first overflow page', 60, PAGE + 300],
    ] as const),
  )('is read again from its file: %s', async (_name, paragraphs, offset) => {
    const { index, archive, notices, damage } = await serve(paragraphs)
    const before = statSync(index).ino
    const right = await bodyOf(archive.store, '7.txt')
    const { indexedAt } = await archive.store.archive()
    damage(offset)
    expect(await bodyOf(openReader(index), '7.txt')).toBe(right)
    await expect
      .poll(() => notices)
      .toEqual([expect.stringContaining('7.txt were damaged in the index, and are read again.')])
    expect(await bodyOf(archive.store, '7.txt')).toBe(right)
    expect(statSync(index).ino).toBe(before)
    expect((await archive.store.archive()).indexedAt).toBe(indexedAt)
    await archive.close()
    // The file has its checksums again.
    openReader(index)
  })

  it('is never served: a read waits for the repair', async () => {
    const { index, archive, damage } = await serve(2)
    const right = await bodyOf(archive.store, '7.txt')
    damage(200)
    // Other connections have no copy of the page in memory.
    const store = openReader(index)
    expect(await bodyOf(store, '7.txt')).toBe(right)
  })

  it('leads to another index when its file has changed', async () => {
    const { index, archive, folder, damage } = await serve(2)
    const before = statSync(index).ino
    damage(200)
    const file = openSync(join(folder, '7.txt'), 'w')
    writeSync(file, makeText(99, 2))
    closeSync(file)
    await expect.poll(() => statSync(index, { throwIfNoEntry: false })?.ino).not.toBe(before)
    await expect.poll(() => archive.state).toBe('READY')
    await expect.poll(() => bodyOf(archive.store, '7.txt')).toContain('Ferry 99')
  })
})

/** A connection of another process, which does not compare the index with its checksums. */
function openReader(path: string) {
  const store = openSqliteStore({ path, isShared: true })
  onTestFinished(() => store.close())
  return store
}
