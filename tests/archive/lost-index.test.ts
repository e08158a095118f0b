import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { article, makeFolder } from '../support/archive.ts'

const FERRY = article('The ferry is late', '"We wait," said Mara Oduya.')

async function openServed(): Promise<{ archive: Archive; index: string }> {
  const index = join(makeFolder({}), 'news.sqlite')
  const folder = makeFolder({ 'a.txt': FERRY })
  // Closed once, so that its content is in the file and not in the log.
  await (await openArchive(folder, { index })).close()
  const archive = await openArchive(folder, { index, watch: true })
  onTestFinished(() => archive.close())
  return { archive, index }
}

async function countOf({ store }: Archive): Promise<number> {
  return (await store.archive()).articleCount
}

const EARLIER = '2031-01-01T00:00:00.000Z'
const LATER = '2032-01-01T00:00:00.000Z'

async function closedIndex(): Promise<{ folder: string; index: string }> {
  const index = join(makeFolder({}), 'news.sqlite')
  const folder = makeFolder({ 'a.txt': FERRY })
  await (await openArchive(folder, { index, now: () => new Date(EARLIER) })).close()
  return { folder, index }
}

/** LATER when the index is built again. */
async function timeOfIndexing(folder: string, index: string): Promise<string | null> {
  const archive = await openArchive(folder, { index, now: () => new Date(LATER) })
  const { indexedAt, articleCount } = await archive.store.archive()
  await archive.close()
  expect(articleCount).toBe(1)
  return indexedAt
}

const DAMAGE: Readonly<Record<string, (index: string) => void>> = {
  'is deleted': (index) => {
    for (const part of ['', '-wal', '-shm']) rmSync(index + part, { force: true })
  },
  'is replaced by an empty file': replaceByEmpty,
  'is truncated': (index) => truncateSync(index, 5000),
  'is truncated to nothing': (index) => truncateSync(index, 0),
  'is overwritten with zeros': (index) =>
    writeFileSync(index, Buffer.alloc(statSync(index).size), { flag: 'r+' }),
  'gets another byte': (index) => flipByte(index, statSync(index).size / 2),
  'is replaced by an older copy': (index) => {
    copyFileSync(index, `${index}.copy`)
    rmSync(index)
    copyFileSync(`${index}.copy`, index)
  },
}

describe('an index that is served', () => {
  it.each(Object.entries(DAMAGE))('is built again when it %s', async (_name, damage) => {
    const { archive, index } = await openServed()
    const before = statSync(index).ino
    damage(index)
    await expect.poll(() => statSync(index, { throwIfNoEntry: false })?.ino).not.toBe(before)
    await expect.poll(() => archive.state).toBe('READY')
    await expect.poll(() => countOf(archive)).toBe(1)
    writeFileSync(join(archive.folder, 'b.txt'), FERRY.replace('late', 'early'))
    await expect.poll(() => countOf(archive)).toBe(2)
  })
})

describe('an index that is opened', () => {
  it.each<[string, (index: string) => void]>([
    ['lacks its version', (index) => overwrite(index, 60, Buffer.alloc(4))],
    ['has another header', (index) => overwrite(index, 16, Buffer.alloc(30, 0xa5))],
    ['lost its end', (index) => truncateSync(index, 100)],
    ['is of zeros alone', (index) => writeFileSync(index, Buffer.alloc(8192))],
    ['is a new, empty file', replaceByEmpty],
    [
      'has other bytes in the middle',
      (index) => overwrite(index, 4096, Buffer.alloc(60_000, 0xa5)),
    ],
  ])('is built again when it %s', async (_name, damage) => {
    const index = join(makeFolder({}), 'news.sqlite')
    const folder = makeFolder({ 'a.txt': FERRY })
    await (await openArchive(folder, { index })).close()
    damage(index)
    const archive = await openArchive(folder, { index })
    onTestFinished(() => archive.close())
    expect(await countOf(archive)).toBe(1)
    for await (const { article } of archive.readings()) expect(article.body).toContain('We wait')
  })

  it('is built again when any one byte of it is another', async () => {
    const { folder, index } = await closedIndex()
    const copy = join(makeFolder({}), 'copy.sqlite')
    const { size } = statSync(index)
    for (const at of [17, 95, 100, 2048, size / 3, size / 2, size - 1].map(Math.floor)) {
      for (const part of ['', '-sums']) copyFileSync(index + part, copy + part)
      flipByte(copy, at)
      expect(await timeOfIndexing(folder, copy), `byte ${at}`).toBe(LATER)
    }
    expect(await timeOfIndexing(folder, index)).toBe(EARLIER)
  })

  it.each<[string, (sums: string) => void]>([
    ['missing', rmSync],
    ['of another index', (sums) => flipByte(sums, 40)],
    ['truncated', (sums) => truncateSync(sums, 1000)],
    ['empty', (sums) => truncateSync(sums, 0)],
  ])('is built again when its checksums are %s', async (_name, damage) => {
    const { folder, index } = await closedIndex()
    damage(`${index}-sums`)
    expect(await timeOfIndexing(folder, index)).toBe(LATER)
  })

  it('is built again, with a notice, when a process ended while it opened it', async () => {
    const { folder, index } = await closedIndex()
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(`${index}-opening-${pid}`, '1')
    const notices: string[] = []
    const archive = await openArchive(folder, {
      index,
      now: () => new Date(LATER),
      onNotice: (notice) => void notices.push(notice),
    })
    onTestFinished(() => archive.close())
    expect((await archive.store.archive()).indexedAt).toBe(LATER)
    expect(notices).toEqual([
      `Cannot use the index "${index}": a process ended while it opened it. It is built again.`,
    ])
    expect(readdirSync(dirname(index)).filter((name) => name.includes('opening'))).toEqual([])
  })

  it('is not built again while another process opens it', async () => {
    const { folder, index } = await closedIndex()
    const marker = `${index}-opening-${process.ppid}`
    writeFileSync(marker, startOf(process.ppid))
    expect(await timeOfIndexing(folder, index)).toBe(EARLIER)
    rmSync(marker)
  })

  it('is not built again when a process ended without closing it', async () => {
    const index = join(makeFolder({}), 'news.sqlite')
    const folder = makeFolder({ 'a.txt': FERRY })
    const archive = await openArchive(folder, { index, now: () => new Date(EARLIER) })
    onTestFinished(() => archive.close())
    const copy = join(makeFolder({}), 'copy.sqlite')
    for (const part of ['', '-wal', '-sums']) copyFileSync(index + part, copy + part)
    expect(await timeOfIndexing(folder, copy)).toBe(EARLIER)
  })

  it.each([
    ['a text', 'Notes of the harbour'],
    ['zeros before a text', `${'\0'.repeat(200)}Notes`],
  ])('is left alone when it is %s', async (_name, content) => {
    const index = join(makeFolder({ notes: content }), 'notes')
    await expect(openArchive(makeFolder({ 'a.txt': FERRY }), { index })).rejects.toThrow(
      'it is not an index of Pressgraph. Name another file, or remove this one.',
    )
    expect(readFileSync(index, 'utf8')).toBe(content)
  })

  it('needs a folder that can be written', async () => {
    const opened = openArchive(makeFolder({ 'a.txt': FERRY }), { index: '/proc/news.sqlite' })
    await expect(opened).rejects.toThrow('it cannot be opened or created')
  })

  it('needs a path', async () => {
    const opened = openArchive(makeFolder({ 'a.txt': FERRY }), { index: '' })
    await expect(opened).rejects.toThrow('Cannot use the index "": the path is empty')
  })
})

/** When a process started, as the kernel counts it. */
function startOf(pid: number): string {
  return (
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19] ?? ''
  )
}

function replaceByEmpty(index: string): void {
  rmSync(index)
  writeFileSync(index, '')
}

function flipByte(path: string, at: number): void {
  overwrite(path, Math.floor(at), Buffer.of((readFileSync(path)[Math.floor(at)] ?? 0) ^ 1))
}

function overwrite(path: string, at: number, bytes: Buffer): void {
  const content = readFileSync(path)
  bytes.copy(content, at)
  writeFileSync(path, content)
}
