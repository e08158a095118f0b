import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { type ArchiveOptions, openArchive } from '../../src/open-archive.ts'
import { ArchiveFolderError } from '../../src/archive/file-system.ts'
import type { Progress } from '../../src/archive/refresh-folder.ts'
import type { ArchiveChange } from '../../src/model/archive.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { articleId } from '../../src/identity/ids.ts'
import { article, makeFolder, openFiles, problemsIn, writeFiles } from '../support/archive.ts'

const FERRY = article(
  'Ferry is late',
  '2021-03-05 08:00:00',
  '"We wait," said harbour master Ada Lind.',
)
const QUAY = article('Quay is wet', '2021-03-06 08:00:00', '"Mind the step," said pilot Bo Marsk.')
const TWO = { 'a/ferry.txt': FERRY, 'quay.txt': QUAY }

const idOf = (path: string) => articleId(path, '')

const pathsOf = async (archive: Archive) => {
  const paths: string[] = []
  for await (const { article } of archive.readings()) paths.push(article.path)
  return paths.sort()
}

/** Every problem as `CODE path`, by path. */
async function problemsOf(archive: Archive): Promise<string[]> {
  return (await problemsIn(archive)).map(({ code, path }) => `${code} ${path}`)
}

/** An archive that tells how many files the last refresh looked at, and how many it had to read. */
async function openCounted(files: Parameters<typeof openFiles>[0], options: ArchiveOptions = {}) {
  let last: Progress | null = null
  const archive = await openFiles(files, {
    onProgress: (progress) => (last = progress),
    ...options,
  })
  return { archive, counts: () => last }
}

describe('openArchive', () => {
  it('reads the articles of a folder and of the folders in it', async () => {
    const { archive, counts } = await openCounted({ ...TWO, 'photo.png': '', 'none.txt': '' })
    expect(archive.state).toBe('READY')
    expect(await archive.store.archive()).toMatchObject({
      articleCount: 2,
      quotationCount: 2,
      speakerCount: 2,
    })
    expect(counts()).toMatchObject({ files: 4, allFiles: 4, read: 4, articles: 2, problems: 1 })
    expect(await problemsOf(archive)).toEqual(['EMPTY_FILE none.txt', 'UNKNOWN_FORMAT photo.png'])
  })

  it('counts doubts about times among the problems', async () => {
    const text = article(
      'Quay',
      '2021-03-05 08:00:00',
      'PORT SELM, Aug. 9 (Northern Wire) -- The ferry sails.',
    )
    const { archive, counts } = await openCounted({ 'quay.txt': text })
    expect(counts()).toMatchObject({ articles: 1, problems: 1 })
    expect(await problemsOf(archive)).toEqual(['DATE_IN_DOUBT quay.txt'])
  })

  it('reads the settings file and does not serve it as an article', async () => {
    const settings = { name: 'Papers', publishers: { 'a/': 'Harbour Post' } }
    const archive = await openFiles({ ...TWO, 'pressgraph.json': JSON.stringify(settings) })
    expect(await archive.store.archive()).toMatchObject({ name: 'Papers', articleCount: 2 })
    for await (const { article, sources } of archive.readings()) {
      const names = sources.map(({ source }) => source.name)
      expect(names).toEqual(article.path.startsWith('a/') ? ['Harbour Post'] : [])
    }
  })

  it('opens an empty folder', async () => {
    const archive = await openFiles({})
    expect(await archive.store.archive()).toMatchObject({ articleCount: 0, state: 'READY' })
  })

  it('takes the time of indexing from the given clock', async () => {
    const archive = await openFiles(TWO, { now: () => new Date(0) })
    expect(await archive.store.archive()).toMatchObject({ indexedAt: '1970-01-01T00:00:00.000Z' })
  })

  it('gives the matching readings, oldest first', async () => {
    const archive = await openFiles(TWO)
    const headlines: string[] = []
    for await (const { article } of archive.readings({ words: 'wait OR step' })) {
      headlines.push(article.path)
    }
    for await (const { article } of archive.readings({ path: 'a/' })) headlines.push(article.path)
    expect(headlines).toEqual(['a/ferry.txt'])
    expect(await pathsOf(archive)).toEqual(['a/ferry.txt', 'quay.txt'])
  })

  it.each<[title: string, path: () => string, message: RegExp]>([
    [
      'does not exist',
      () => join(makeFolder({}), 'gone'),
      /^Cannot read the folder ".*gone": it does not exist\.$/,
    ],
    [
      'is a file',
      () => join(makeFolder(TWO), 'quay.txt'),
      /^Cannot read the folder ".*quay\.txt": it is a file\.$/,
    ],
  ])('throws when the folder %s', async (_title, path, message) => {
    const opening = openArchive(path(), { index: ':memory:' })
    await expect(opening).rejects.toThrow(ArchiveFolderError)
    await expect(opening).rejects.toThrow(message)
  })

  it('refuses invalid settings of the caller', async () => {
    const opening = openFiles({}, { settings: { timeZone: 'Nowhere' } })
    await expect(opening).rejects.toThrow('"Nowhere" is not a time zone')
  })
})

describe('refresh', () => {
  it('parses no file whose content is unchanged, even if its times changed', async () => {
    const { archive, counts } = await openCounted(TWO)
    utimesSync(join(archive.folder, 'quay.txt'), 0, 0)
    expect(await archive.refresh()).toBeNull()
    expect(counts()).toMatchObject({ files: 2, read: 0 })
  })

  it('reads a changed file that has its old size and modification time', async () => {
    const { archive, counts } = await openCounted(TWO)
    const path = join(archive.folder, 'quay.txt')
    utimesSync(path, 0, 0)
    await archive.refresh()
    writeFileSync(path, QUAY.replace('step', 'rope'))
    utimesSync(path, 0, 0)
    expect(await archive.refresh()).toMatchObject({
      added: [],
      changed: [idOf('quay.txt')],
      removed: [],
    })
    expect(counts()).toMatchObject({ files: 2, read: 1 })
  })

  it('adds new files and removes those that are gone', async () => {
    const { archive, counts } = await openCounted(TWO)
    const { revision } = await archive.store.archive()
    writeFiles(archive.folder, {
      'new.txt': article('Tide is high', '2021-03-07 08:00:00', 'It is.'),
    })
    rmSync(join(archive.folder, 'a'), { recursive: true })
    const change = await archive.refresh()
    expect(change).toMatchObject({
      from: revision,
      added: [idOf('new.txt')],
      changed: [],
      removed: ['a/ferry.txt'],
    })
    expect(counts()).toMatchObject({ files: 2, read: 1 })
    expect(await pathsOf(archive)).toEqual(['new.txt', 'quay.txt'])
    expect(await archive.store.changesSince(revision)).toEqual(change)
  })

  it('treats a renamed file as another file', async () => {
    const archive = await openFiles(TWO)
    renameSync(join(archive.folder, 'quay.txt'), join(archive.folder, 'dock.txt'))
    expect(await archive.refresh()).toMatchObject({
      added: [idOf('dock.txt')],
      removed: ['quay.txt'],
    })
  })

  it('reads every file again when the settings change', async () => {
    const { archive, counts } = await openCounted(TWO)
    writeFiles(archive.folder, { 'speakers.yaml': '- name: Ada Lind\n' })
    await archive.refresh()
    expect(counts()).toMatchObject({ files: 2, read: 2 })
  })

  it('removes a problem that is solved', async () => {
    const archive = await openFiles({ 'a.txt': '' })
    expect(await problemsOf(archive)).toEqual(['EMPTY_FILE a.txt'])
    writeFiles(archive.folder, { 'a.txt': FERRY })
    await archive.refresh()
    expect(await problemsOf(archive)).toEqual([])
  })

  it('gives calls made while one is running the same result', async () => {
    const archive = await openFiles(TWO)
    writeFiles(archive.folder, { 'new.txt': FERRY })
    const [one, other] = await Promise.all([archive.refresh(), archive.refresh()])
    expect(one).toBe(other)
  })

  it('keeps the last index while the folder is missing, and is DEGRADED', async () => {
    const archive = await openFiles(TWO)
    renameSync(archive.folder, `${archive.folder}-away`)
    onTestFinished(() => rmSync(`${archive.folder}-away`, { recursive: true, force: true }))
    await expect(archive.refresh()).rejects.toThrow('it does not exist')
    expect(archive.state).toBe('DEGRADED')
    expect(await pathsOf(archive)).toEqual(['a/ferry.txt', 'quay.txt'])
    renameSync(`${archive.folder}-away`, archive.folder)
    expect(await archive.refresh()).toBeNull()
    expect(archive.state).toBe('READY')
  })
})

describe('files with the same bytes', () => {
  it('are all served, and the later ones have a problem that names the first', async () => {
    const archive = await openFiles({ 'a.txt': FERRY, 'b.txt': FERRY, 'c.txt': FERRY })
    expect(await pathsOf(archive)).toEqual(['a.txt', 'b.txt', 'c.txt'])
    expect(await problemsOf(archive)).toEqual(['DUPLICATE_FILE b.txt', 'DUPLICATE_FILE c.txt'])
  })

  it('have no problem any more when the first is gone', async () => {
    const archive = await openFiles({ 'a.txt': FERRY, 'b.txt': FERRY })
    rmSync(join(archive.folder, 'a.txt'))
    await archive.refresh()
    expect(await problemsOf(archive)).toEqual([])
  })

  it('are found when a new copy precedes the original', async () => {
    const archive = await openFiles({ 'b.txt': FERRY })
    writeFiles(archive.folder, { 'a.txt': FERRY })
    await archive.refresh()
    expect(await problemsOf(archive)).toEqual(['DUPLICATE_FILE b.txt'])
  })
})

describe('changes', () => {
  it('yields every later change until the archive is closed', async () => {
    const folder = makeFolder(TWO)
    const told: ArchiveChange[] = []
    const archive = await openArchive(folder, {
      index: ':memory:',
      onChange: (change) => told.push(change),
    })
    expect(told).toHaveLength(1)
    const heard: ArchiveChange[] = []
    const listening = (async () => {
      for await (const change of archive.changes()) heard.push(change)
    })()
    for (const name of ['one.txt', 'two.txt']) {
      writeFiles(folder, { [name]: FERRY.replace('late', name) })
      await archive.refresh()
    }
    await archive.close()
    await listening
    expect(heard.map(({ added }) => added)).toEqual([[idOf('one.txt')], [idOf('two.txt')]])
    expect(told.slice(1)).toEqual(heard)
  })
})

describe('the index file', () => {
  const { XDG_CACHE_HOME } = process.env
  afterEach(() => {
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME
  })

  async function open(folder: string, options: ArchiveOptions = {}) {
    let last: Progress | null = null
    const archive = await openArchive(folder, {
      onProgress: (progress) => (last = progress),
      ...options,
    })
    const { revision, articleCount } = await archive.store.archive()
    await archive.close()
    return { archive, revision, articleCount, progress: last as Progress | null }
  }

  it('is in the cache folder of the user, one for each folder, never among the articles', async () => {
    process.env.XDG_CACHE_HOME = makeFolder({})
    const folder = makeFolder(TWO)
    const { archive } = await open(folder)
    expect(dirname(archive.index)).toBe(join(process.env.XDG_CACHE_HOME, 'pressgraph'))
    expect(existsSync(archive.index)).toBe(true)
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
      'a',
      'a/ferry.txt',
      'quay.txt',
    ])
    expect((await open(makeFolder(TWO))).archive.index).not.toBe(archive.index)
    expect((await open(join(folder, '.'))).archive.index).toBe(archive.index)
  })

  it('is created at the given path, with missing folders', async () => {
    const index = join(makeFolder({}), 'far', 'away', 'index.sqlite')
    await open(makeFolder(TWO), { index })
    expect(existsSync(index)).toBe(true)
  })

  it('leaves no file behind when it is in memory', async () => {
    process.env.XDG_CACHE_HOME = makeFolder({})
    await open(makeFolder(TWO), { index: ':memory:' })
    expect(readdirSync(process.env.XDG_CACHE_HOME)).toEqual([])
  })

  it('is reused', async () => {
    const [folder, index] = [makeFolder(TWO), join(makeFolder({}), 'i.sqlite')]
    const { revision } = await open(folder, { index })
    const again = await open(folder, { index })
    expect(again).toMatchObject({ revision, articleCount: 2, progress: { read: 0 } })
  })

  it('is rebuilt with another revision when the settings change', async () => {
    const [folder, index] = [makeFolder(TWO), join(makeFolder({}), 'i.sqlite')]
    const { revision } = await open(folder, { index })
    const again = await open(folder, { index, settings: { timeZone: 'Asia/Seoul' } })
    expect(again.progress?.read).toBe(2)
    expect(again.revision).not.toBe(revision)
  })

  it('is rebuilt when an older extractor made it', async () => {
    const [folder, index] = [makeFolder(TWO), join(makeFolder({}), 'i.sqlite')]
    await open(folder, { index })
    const newest = await restamp(index, '1')
    expect(newest).not.toBe('1')
    expect((await open(folder, { index })).progress?.read).toBe(2)
    expect(await restamp(index, newest)).toBe(newest)
    expect((await open(folder, { index })).progress?.read).toBe(0)
  })

  it('has the same revision for the same files in another folder', async () => {
    const [one, other] = [makeFolder(TWO), makeFolder(TWO)]
    const { revision } = await open(one, { index: ':memory:' })
    expect((await open(other, { index: ':memory:' })).revision).toBe(revision)
  })

  it.each<[title: string, damage: (path: string) => void]>([
    ['lost its end', (path) => truncateSync(path, 8192)],
    ['was overwritten from the second page on', (path) => overwrite(path, 4096)],
    ['was overwritten behind its header', (path) => overwrite(path, 100)],
  ])('is rebuilt when it %s', async (_title, damage) => {
    const [folder, index] = [makeFolder(TWO), join(makeFolder({}), 'i.sqlite')]
    const { revision } = await open(folder, { index })
    for (const part of ['-wal', '-shm']) rmSync(index + part, { force: true })
    damage(index)
    expect(await open(folder, { index })).toMatchObject({ revision, articleCount: 2 })
  })

  it('is refused and left unchanged when it is not an index', async () => {
    const other = makeFolder({ 'diary.txt': 'Dear diary, '.repeat(20) })
    const index = join(other, 'diary.txt')
    await expect(open(makeFolder(TWO), { index })).rejects.toThrow(
      'it is not an index of Pressgraph',
    )
    expect(readdirSync(other)).toEqual(['diary.txt'])
  })
})

function overwrite(path: string, from: number): void {
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xa5, from))
}

/** Let an index say that another version of the extractors made it; gives what it said before. */
async function restamp(path: string, extractor: string): Promise<string> {
  const store = openSqliteStore({ path })
  try {
    const { stamp } = await store.status()
    const change = await store.beginChange()
    const settings = stamp?.settings ?? ''
    await change.commit({
      name: null,
      stamp: { extractor, settings, corrections: '' },
      indexedAt: '1970-01-01',
    })
    return stamp?.extractor ?? 'none'
  } finally {
    await store.close()
  }
}
