import { execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Libsql from 'libsql'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ListName, Lists } from '../../src/model/lists.ts'
import { createRandom } from '../bench/random.ts'
import { ROOT } from '../support/program.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { DamagedIndexError, IndexBusyError } from '../../src/store/errors.ts'
import type { Store } from '../../src/store/store.ts'
import { nameId } from '../../src/identity/ids.ts'
import { type Asked, change, fill, listOf, pageOf, setOf, windowOf } from './asking.ts'
import { storeContract } from './contract.ts'
import { propertyContract } from './contract/properties.ts'
import { writeContract } from './contract/write.ts'
import { newsFile, partOf } from './news.ts'

const folder = mkdtempSync(join(tmpdir(), 'pressgraph-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function newPath(): string {
  files += 1
  return join(folder, `${files}.sqlite`)
}

/** A store that is closed when the test is over. */
function openAt(path: string, onStatement?: (sql: string) => void) {
  const store = openSqliteStore({ path, busyTimeout: 100, onStatement })
  onTestFinished(() => store.close())
  return store
}

storeContract('a store in a file', async () => openSqliteStore({ path: newPath() }), 5)

// Its reads are those of a file; opening one is faster, so that more archives are tried.
describe('a store in memory', { tags: 'long' }, () => {
  const open = async () => openSqliteStore({ path: ':memory:' })
  writeContract(open)
  propertyContract(open, 50)
})

describe('an index file', () => {
  it('has the same content when it is opened again', async () => {
    const path = newPath()
    const first = openSqliteStore({ path })
    await fill(first, newsFile('a.txt', { says: [{ by: 'Mara Oduya', words: 'We wait.' }] }))
    const before = await first.archive()
    await first.close()
    const again = openAt(path)
    expect(await again.archive()).toEqual(before)
    expect(await listOf(again, 'quotations')).toEqual(['We wait.'])
    expect(await change(again, { remove: ['a.txt'] })).toMatchObject({ from: before.revision })
  })

  it('shows a second reader complete revisions only', async () => {
    const path = newPath()
    const writer = openAt(path)
    const reader = openAt(path)
    const before = await reader.generation()
    const change = await writer.beginChange()
    await change.put([newsFile('a.txt'), newsFile('b.txt')])
    expect(await listOf(reader, 'articles')).toEqual([])
    expect(await reader.generation()).toBe(before)
    await change.commit({
      name: null,
      stamp: { extractor: '1', settings: '', corrections: '' },
      indexedAt: '2031-01-01T00:00:00Z',
    })
    expect(await listOf(reader, 'articles')).toEqual(['a.txt', 'b.txt'])
    expect(await reader.generation()).not.toBe(before)
  })

  it('shows a held snapshot to its reader while others write', async () => {
    const path = newPath()
    const writer = openAt(path)
    const reader = openAt(path)
    await fill(writer, newsFile('a.txt'))
    const release = reader.holdSnapshot()
    const before = reader.generation()
    await change(writer, { put: [newsFile('b.txt')] })
    expect(await listOf(reader, 'articles')).toEqual(['a.txt'])
    expect(reader.generation()).toBe(before)
    release()
    expect(await listOf(reader, 'articles')).toEqual(['a.txt', 'b.txt'])
    expect(reader.generation()).not.toBe(before)
  })

  it('reports that another process is writing', async () => {
    const path = newPath()
    const writer = openAt(path)
    const other = openAt(path)
    const change = await writer.beginChange()
    expect(() => other.beginChange()).toThrow(IndexBusyError)
    expect(() => other.beginChange()).toThrow(/being written by another process/)
    await change.abort()
    await fill(other, newsFile('a.txt'))
    expect(await listOf(writer, 'articles')).toEqual(['a.txt'])
  })

  it('keeps its log while it is open, whatever other processes and checks do', async () => {
    const path = await filledIndex()
    const store = openAt(path)
    await fill(store, newsFile('b.txt'))
    // Another time makes the store compare the file with its checksums.
    utimesSync(path, 1, 1)
    expect(await store.verify()).toBe(true)
    const read = `const database = new (require('libsql'))(${JSON.stringify(path)})
      database.prepare('SELECT count(*) FROM meta').all()
      database.close()`
    execFileSync(process.execPath, ['-e', read])
    expect(existsSync(`${path}-wal`)).toBe(true)
    await fill(store, newsFile('c.txt'))
    expect(await listOf(openAt(path), 'articles')).toContain('c.txt')
  })

  it('keeps the old revision when the writer is killed', async () => {
    const path = newPath()
    const first = openSqliteStore({ path })
    await fill(first, newsFile('a.txt'))
    const before = await first.archive()
    await first.close()
    await killWhileWriting(path)
    const store = openAt(path)
    expect(await store.archive()).toEqual(before)
    expect(await listOf(store, 'articles')).toEqual(['a.txt'])
    await fill(store, newsFile('b.txt'))
    expect(await listOf(store, 'articles')).toEqual(['a.txt', 'b.txt'])
  })

  it('is reported as damaged when its end is missing', async () => {
    const path = await filledIndex()
    truncateSync(path, 20_000)
    expect(() => openSqliteStore({ path })).toThrow(DamagedIndexError)
    expect(problemWith(path)).toMatchObject({ path, foreign: false })
    expect(problemWith(path).message).toBe(`Cannot use the index "${path}": its end is missing.`)
  })

  it('is reported as damaged when its bytes have changed', async () => {
    const path = await filledIndex()
    const bytes = readFileSync(path)
    bytes.fill(0x5a, 4096)
    writeFileSync(path, bytes)
    expect(problemWith(path)).toMatchObject({ name: 'DamagedIndexError', foreign: false })
  })

  it(
    'over 16 MB is compared with its checksums after a change, before it is read',
    { tags: 'long' },
    async () => {
      const path = newPath()
      const first = openSqliteStore({ path })
      const random = createRandom(5)
      const words = () =>
        Array.from({ length: 2_000 }, () => Math.floor(random() * 2 ** 32).toString(36)).join(' ')
      const files = Array.from({ length: 600 }, (_, at) => newsFile(`${at}.txt`, { text: words() }))
      await change(first, { put: files })
      await first.close()
      const { size } = statSync(path)
      expect(size).toBeGreaterThan(16 * 1024 * 1024)
      expect(existsSync(`${path}-verified`)).toBe(true)
      const again = openSqliteStore({ path })
      expect((await again.archive()).articleCount).toBe(600)
      await again.close()

      const file = openSync(path, 'r+')
      for (let at = 4096; at < size; at += 64 * 4096)
        writeSync(file, Buffer.of(0xa5), 0, 1, at + 2048)
      closeSync(file)
      expect(() => openSqliteStore({ path })).toThrow(DamagedIndexError)
    },
  )

  it('is reported as of another version when its layout differs', async () => {
    const path = await filledIndex()
    const raw = new Libsql(path)
    raw.exec('PRAGMA user_version = 999')
    raw.close()
    expect(problemWith(path)).toMatchObject({ name: 'DamagedIndexError', foreign: false })
    expect(problemWith(path).message).toContain('another version of Pressgraph made it')
  })

  it('is refused when it is a text or the database of another program', () => {
    const text = newPath()
    writeFileSync(text, 'Dear diary, '.repeat(100))
    const short = newPath()
    writeFileSync(short, 'x')
    const database = newPath()
    const raw = new Libsql(database)
    raw.exec('CREATE TABLE precious (thing TEXT)')
    raw.close()
    for (const path of [text, short, database]) {
      const bytes = readFileSync(path)
      expect(problemWith(path)).toMatchObject({ name: 'DamagedIndexError', foreign: true })
      expect(problemWith(path).message).toContain('not an index of Pressgraph')
      expect(readFileSync(path)).toEqual(bytes)
    }
  })
})

describe('statements', () => {
  it('are equal in number for a hundred owners and for one', async () => {
    const statements: string[] = []
    const store = openAt(':memory:', (sql) => statements.push(sql))
    const names = Array.from({ length: 100 }, (_, at) => `Speaker Number${at}`)
    await fill(store, ...names.map((by, at) => newsFile(`${at}`, { says: [{ by, words: 'Aye' }] })))
    const count = async (read: () => unknown) => {
      statements.length = 0
      await read()
      return statements.length
    }
    const owners = names.map(nameId)
    const reads: ((owners: readonly string[]) => unknown)[] = [
      (owners) => listPages('quotations', { owner: 'speaker' }, owners),
      (owners) => listPages('articles', { owner: 'speaker', filter: { words: 'aye' } }, owners),
      (owners) => store.counts(setOf('articles', { owner: 'speaker' }), owners),
      (owners) => store.facets(setOf('quotations', { owner: 'speaker' }), 'KIND', 5, owners),
      (owners) => store.timelines(setOf('articles', { owner: 'speaker' }), 'DAY', owners),
      (owners) => store.speakers(owners),
      (owners) => store.idsByName('speakers', owners),
    ]
    const listPages = <L extends ListName>(list: L, asked: Asked<L>, owners: readonly string[]) =>
      store.pages(setOf(list, asked), windowOf(list, asked), owners)
    for (const read of reads) {
      const one = await count(() => read(owners.slice(0, 1)))
      expect(one).toBeLessThanOrEqual(2)
      expect(await count(() => read(owners))).toBe(one)
    }
  })
})

describe('the plan of a question', () => {
  const tern = { ids: [nameId('Tern')] }
  const spring = { from: '2031-03-01', until: '2031-05-31' }

  it.each<[string, keyof Lists, Asked<keyof Lists>]>([
    ['all articles, newest first', 'articles', { by: 'PUBLISHED desc' }],
    ['articles of a period', 'articles', { by: 'PUBLISHED desc', filter: { published: spring } }],
    ['articles of a folder', 'articles', { by: 'PATH', filter: { path: 'news/' } }],
    ['articles of a source', 'articles', { by: 'PUBLISHED desc', filter: { source: tern } }],
    ['articles with problems', 'articles', { by: 'PUBLISHED desc', filter: { hasProblems: true } }],
    ['all quotations, newest first', 'quotations', { by: 'PUBLISHED desc' }],
    ['all quotations in reading order', 'quotations', { by: 'TEXT' }],
    ['the least certain quotations', 'quotations', { by: 'CONFIDENCE' }],
    [
      'everything that somebody said',
      'quotations',
      { by: 'PUBLISHED', filter: { speakers: [nameId('Mara Oduya')] } },
    ],
    [
      'what somebody said in a period',
      'quotations',
      {
        by: 'PUBLISHED',
        filter: { speakers: [nameId('Mara Oduya')], article: { published: spring } },
      },
    ],
    [
      'what one medium relayed',
      'quotations',
      { by: 'PUBLISHED desc', filter: { relays: [nameId('Tern')] } },
    ],
    [
      'what either of two said',
      'quotations',
      { by: 'PUBLISHED', filter: { speakers: [nameId('Mara Oduya'), nameId('Ilse Brandt')] } },
    ],
    ['unnamed voices', 'quotations', { by: 'PUBLISHED desc', filter: { namings: ['ANONYMOUS'] } }],
    ['speakers by name', 'speakers', { by: 'NAME' }],
    ['the most quoted speakers', 'speakers', { by: 'QUOTATIONS desc' }],
    ['sources by name', 'sources', { by: 'NAME' }],
    ['all dates', 'dates', { by: 'DATE' }],
    ['all dates in reading order', 'dates', { by: 'TEXT' }],
    ['all dates by publication', 'dates', { by: 'PUBLISHED desc' }],
    ['all pictures', 'pictures', { by: 'PUBLISHED desc' }],
    ['pictures of a credit', 'pictures', { by: 'PUBLISHED desc', filter: { credits: tern.ids } }],
    ['the gravest problems', 'problems', { by: 'SEVERITY desc' }],
  ])('walks an index for %s', async (_, list, asked) => {
    for (const step of await planOf(list, { ...asked, limit: 5 })) {
      expect(step).not.toMatch(/SCAN [a-z]+$|AUTOMATIC|TEMP B-TREE FOR ORDER BY/)
    }
  })

  it('reads the parts of an article by their keys only', async () => {
    const two = [nameId('Mara Oduya'), nameId('Ilse Brandt')]
    const filter = { speakers: two, words: 'river', article: { path: 'news/' } }
    const plans = [
      await planOf('quotations', { by: 'PUBLISHED desc', filter }),
      await planOf('quotations', { by: 'TEXT', filter }),
      await planOfRead((store) =>
        store.articleIdsOf('quotations', [partOf('quotation', 'a.txt', 'No.')]),
      ),
    ]
    for (const plan of plans) {
      expect(plan).toContain('SEARCH t USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)')
    }
  })

  it('stops at the page for each owner of a list', async () => {
    const owned: [keyof Lists, Asked<keyof Lists>][] = [
      ['quotations', { owner: 'speaker', by: 'PUBLISHED desc' }],
      ['quotations', { owner: 'article', by: 'TEXT' }],
      ['quotations', { owner: 'source', by: 'PUBLISHED desc' }],
      ['articles', { owner: 'speaker', by: 'PUBLISHED desc' }],
      ['articles', { owner: 'source', by: 'PUBLISHED desc' }],
      ['dates', { owner: 'article', by: 'TEXT' }],
      ['pictures', { owner: 'source', by: 'PUBLISHED desc' }],
    ]
    for (const [list, asked] of owned) {
      const plan = await planOf(list, { ...asked, owners: ['somebody'] })
      expect(plan.filter((step) => /SCAN [a-z]+$/.test(step))).toEqual([])
      // Only the found rows of the page are sorted: by owner.
      expect(
        plan.filter((step) => step.includes('TEMP B-TREE')),
        plan.join('; '),
      ).toHaveLength(1)
    }
  })
})

/** The plan of the first statement that a page takes, a line a step. */
function planOf<L extends ListName>(list: L, asked: Asked<L>): Promise<string[]> {
  return planOfRead((store) => pageOf(store, list, asked))
}

async function planOfRead(read: (store: Store) => unknown): Promise<string[]> {
  const path = newPath()
  const statements: string[] = []
  const store = openAt(path, (sql) => statements.push(sql))
  await fill(store, newsFile('a.txt'))
  statements.length = 0
  await read(store)
  const raw = new Libsql(path)
  const steps = raw.prepare(`EXPLAIN QUERY PLAN ${statements[0]}`).all([]) as { detail: string }[]
  raw.close()
  return steps.map(({ detail }) => detail)
}

async function filledIndex(): Promise<string> {
  const path = newPath()
  const store = openSqliteStore({ path })
  await fill(
    store,
    ...Array.from({ length: 20 }, (_, at) => newsFile(`${at}`, { text: 'Words '.repeat(500) })),
  )
  await store.close()
  return path
}

function problemWith(path: string): DamagedIndexError {
  try {
    void openSqliteStore({ path }).close()
  } catch (error) {
    if (error instanceof DamagedIndexError) return error
    throw error
  }
  throw new Error('It was opened')
}

/** Another process begins a change, writes some of it, and is killed. */
async function killWhileWriting(path: string): Promise<void> {
  const script = `
    import { openSqliteStore } from './src/store/sqlite/store.ts'
    import { newsFile } from './tests/store/news.ts'
    const change = openSqliteStore({ path: ${JSON.stringify(path)} }).beginChange()
    await change.remove(['a.txt'])
    for (let at = 0; at < 300; at += 1) {
      await change.put([newsFile('x' + at, { text: 'Words and more words '.repeat(400) })])
    }
    console.log('writing')
    setInterval(() => {}, 1000)`
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error('It ended by itself')))
  })
  child.removeAllListeners('exit')
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

it('prepares files without the native library, so that a thread may be terminated at any time', () => {
  const script = `await import('./dist/cli/prepare.js')
    console.log(process.report.getReport().sharedObjects.join())`
  const args = ['--input-type=module', '--eval', script]
  const libraries = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  expect(libraries).toContain('libc')
  expect(libraries).not.toContain('libsql')
})
