import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { type ArchiveOptions, openArchive } from '../../src/open-archive.ts'
import type { PrepareFile } from '../../src/store/store.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { article, makeFolder, writeFiles } from '../support/archive.ts'
import { casesOf } from '../support/cases.ts'
import { ROOT, startProgram } from '../support/program.ts'

const story = (name: string) =>
  article(`Ferry ${name} is late`, '2021-03-05 08:00:00', `"We wait for ${name}," said Ada Lind.`)

const FILLER = ' The quay is wet.'.repeat(50)
/** Larger files are read in parts of this size. */
const SMALL_PARTS = { maxFileBytes: 10_000 }

function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`)
  } catch {
    return ''
  }
}

const newsOf = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${name}.txt`, story(name)]))

async function problemIds({ store }: Pick<Archive, 'store'>): Promise<string[]> {
  const order = [{ field: 'PATH', descending: false }] as const
  const window = { order, limit: 100, after: null, before: null, backwards: false }
  const set = { list: 'problems', filter: {}, owner: null, roles: [] } as const
  const [page] = await store.pages(set, window, [''])
  return page?.items.map(({ id }) => id) ?? []
}

async function codesOf({ store }: Pick<Archive, 'store'>): Promise<string[]> {
  const problems = await store.problems(await problemIds({ store }))
  return problems.map((problem) => `${problem?.code} ${problem?.path}`)
}

/** Run a script that opens an archive on worker threads, and gives what it prints as JSON. */
async function runOnThreads(folder: string, index: string, script: string) {
  const prepared = join(makeFolder({}), 'prepared.txt')
  const program = `
    import { writeFileSync } from 'node:fs'
    import { openArchive } from ${url('dist/src/index.js')}
    import { openSqliteStore } from ${url('dist/src/store/sqlite/store.js')}
    import { prepare } from ${url('tests/support/costly-prepare.js')}
    const folder = ${JSON.stringify(folder)}
    const faults = []
    const open = (options) => {
      const store = openSqliteStore({ path: ${JSON.stringify(index)} })
      Object.defineProperties(store, {
        prepare: { value: prepare },
        prepareModule: { value: ${url('tests/support/costly-prepare.js')} },
      })
      const onFault = (error) => faults.push(String(error))
      return openArchive(folder, { store, onFault, ...options })
    }
    const print = (value) => console.log('RESULT ' + JSON.stringify(value))
    let last = performance.now()
    let longestBlock = 0
    setInterval(() => {
      longestBlock = Math.max(longestBlock, performance.now() - last - 10)
      last = performance.now()
    }, 10).unref()
    ${script}`
  const file = join(makeFolder({}), 'script.mjs')
  writeFileSync(file, program)
  const command = ['-c', `PREPARED=${prepared} exec ${process.execPath} ${file}`]
  const line = await startProgram('sh', ...command).line(/^RESULT /)
  const calls = existsSync(prepared) ? readFileSync(prepared, 'utf8').split('\n') : []
  const result: { readonly faults: string[]; readonly block: number } = JSON.parse(line.slice(7))
  return { ...result, callsFor: (path: string) => calls.filter((each) => each === path).length }
}

const url = (path: string) => JSON.stringify(pathToFileURL(join(ROOT, path)).href)

async function stateOf(index: string) {
  const store = openSqliteStore({ path: index })
  const { articleCount } = await store.archive()
  const codes = await codesOf({ store })
  await store.close()
  return { articleCount, codes }
}

const OPEN = `
  const archive = await open({ watch: true, limits: { timeout: 3000, memory: 100 } })
  await archive.close()
  print({ faults, block: longestBlock })`

describe('a file that takes too much', () => {
  it.each([
    ['time', 'hang', 'READER_TIMED_OUT'],
    ['memory', 'grow', 'READER_OUT_OF_MEMORY'],
    ['its thread down', 'exit', 'READER_FAILED'],
  ])('(%s) is abandoned on its thread, and all others are indexed', async (_, name, code) => {
    const folder = makeFolder(newsOf('a', 'b', `c-${name}`, 'd', 'e'))
    const index = join(makeFolder({}), 'i.sqlite')
    const first = await runOnThreads(folder, index, OPEN)
    expect(first.faults).toEqual([])
    expect(await stateOf(index)).toEqual({ articleCount: 4, codes: [`${code} c-${name}.txt`] })

    // Touched, so that it is read again: its hash tells that it was abandoned.
    utimesSync(join(folder, `c-${name}.txt`), 1, 1)
    const again = await runOnThreads(folder, index, OPEN)
    expect(again.callsFor(`c-${name}.txt`)).toBe(0)
    expect(await stateOf(index)).toEqual({ articleCount: 4, codes: [`${code} c-${name}.txt`] })

    writeFiles(folder, { [`c-${name}.txt`]: ' ' })
    await runOnThreads(folder, index, OPEN)
    expect(await stateOf(index)).toEqual({ articleCount: 4, codes: [`EMPTY_FILE c-${name}.txt`] })
  })

  it('is abandoned among hundreds of files on several threads', async () => {
    const names = Array.from({ length: 400 }, (_, at) => `n${100 + at}`)
    const folder = makeFolder(newsOf(...names, 'n200-hang', 'n300-grow', 'n300-hang'))
    const index = join(makeFolder({}), 'i.sqlite')
    await runOnThreads(
      folder,
      index,
      `const archive = await open({ threads: 3, limits: { timeout: 3000, memory: 100 }, watch: true })
      await archive.close()
      print({ faults, block: longestBlock })`,
    )
    expect(await stateOf(index)).toEqual({
      articleCount: 400,
      codes: [
        'READER_TIMED_OUT n200-hang.txt',
        'READER_OUT_OF_MEMORY n300-grow.txt',
        'READER_TIMED_OUT n300-hang.txt',
      ],
    })
  })

  it('does not block the main thread while the folder is watched', async () => {
    const folder = makeFolder(newsOf('a'))
    const index = join(makeFolder({}), 'i.sqlite')
    const { block } = await runOnThreads(
      folder,
      index,
      `
      const archive = await open({ watch: true, limits: { timeout: 8_000 } })
      longestBlock = 0
      const changes = archive.changes()
      writeFileSync(folder + '/b-hang.txt', ${JSON.stringify(story('b'))})
      await new Promise((resolve) => setTimeout(resolve, 500))
      writeFileSync(folder + '/c.txt', ${JSON.stringify(story('c'))})
      while ((await archive.store.archive()).articleCount < 2) await changes.next()
      print({ faults, block: longestBlock })
      await archive.close()`,
    )
    // Reading the file on the main thread would block it for eight seconds.
    expect(block).toBeLessThan(4_000)
    expect(await stateOf(index)).toEqual({
      articleCount: 2,
      codes: ['READER_TIMED_OUT b-hang.txt'],
    })
  })
})

/** JSON Lines with a record of this name in the middle, each as long as the filler. */
function recordsAround(name: string, count: number, filler: string): string {
  const line = (title: string) => JSON.stringify({ title, text: `The ferry waits. ${filler}` })
  const lines = (side: string) =>
    Array.from({ length: count }, (_, at) => line(`Ferry ${side} ${at} is late`))
  return `${[...lines('a'), line(`Ferry ${name} is late`), ...lines('b')].join('\n')}\n`
}

describe('a part of a large file that takes too much', () => {
  const cases = [
    ['memory', 'grow', 'READER_OUT_OF_MEMORY'],
    ['time', 'hang', 'READER_TIMED_OUT'],
    ['its thread down', 'exit', 'READER_FAILED'],
  ] as const
  it.each(casesOf(cases))('(%s) is left out alone', async (_, name, code) => {
    const records = recordsAround(name, 200, 'The harbour is quiet. '.repeat(90))
    const folder = makeFolder({ 'r.jsonl': records, ...newsOf('c') })
    const index = join(makeFolder({}), 'i.sqlite')
    const { faults } = await runOnThreads(folder, index, OPEN)
    expect(faults).toEqual([])
    const { articleCount, codes } = await stateOf(index)
    expect(codes).toEqual([`${code} r.jsonl`])
    expect(articleCount).toBeGreaterThan(201)
    expect(articleCount).toBeLessThan(402)

    utimesSync(join(folder, 'r.jsonl'), 1, 1)
    const again = await runOnThreads(folder, index, OPEN)
    expect(again.callsFor('r.jsonl')).toBe(0)
    expect((await stateOf(index)).articleCount).toBe(articleCount)
  })
})

describe('without threads', () => {
  it('a part of a large file that hangs is left out, with its place', async () => {
    const sqlite = openSqliteStore({ path: ':memory:' })
    const prepare: PrepareFile = (readings) => {
      if (readings.readings.some(({ article }) => article.body.includes('Ferry hang'))) for (;;);
      return sqlite.prepare(readings)
    }
    const store = Object.defineProperty(openSqliteStore({ path: ':memory:' }), 'prepare', {
      value: prepare,
    })
    onTestFinished(() => sqlite.close())
    const records = recordsAround('hang', 10, 'The harbour is quiet. '.repeat(60))
    const archive = await openArchive(makeFolder({ 'r.jsonl': records, ...newsOf('c') }), {
      store,
      settings: { maxFileBytes: 4_000 },
      limits: { timeout: 2_000 },
    })
    onTestFinished(() => archive.close())
    const [id] = await problemIds(archive)
    const [problem] = await archive.store.problems([id ?? ''])
    const line = problem?.line ?? 0
    const hanging = records.split('\n').findIndex((text) => text.includes('Ferry hang'))
    expect(problem).toMatchObject({ code: 'READER_TIMED_OUT', severity: 'ERROR', column: 1 })
    expect(line - 1).toBeLessThanOrEqual(hanging)
    const before =
      Buffer.byteLength(
        records
          .split('\n')
          .slice(0, line - 1)
          .join('\n'),
      ) + 1
    expect(problem?.message).toContain(`from byte ${before} took more than 2 seconds`)
    const { articleCount } = await archive.store.archive()
    expect(articleCount).toBeGreaterThan(11)
    expect(articleCount).toBeLessThan(22)
  })

  it('a file that hangs is stopped on the main thread', async () => {
    const sqlite = openSqliteStore({ path: ':memory:' })
    const prepare: PrepareFile = (readings) => {
      if (readings.path.includes('hang') && readings.readings.length > 0) for (;;);
      return sqlite.prepare(readings)
    }
    const store = Object.defineProperty(openSqliteStore({ path: ':memory:' }), 'prepare', {
      value: prepare,
    })
    onTestFinished(() => sqlite.close())
    const options: ArchiveOptions = { store, limits: { timeout: 1_000 } }
    const archive = await openArchive(makeFolder(newsOf('a', 'b-hang', 'c')), options)
    onTestFinished(() => archive.close())
    expect((await archive.store.archive()).articleCount).toBe(2)
    expect(await codesOf(archive)).toEqual(['READER_TIMED_OUT b-hang.txt'])
    writeFiles(archive.folder, { 'b-hang.txt': '', ...newsOf('d') })
    rmSync(join(archive.folder, 'a.txt'))
    await archive.refresh(['b-hang.txt', 'd.txt', 'a.txt'])
    expect(await codesOf(archive)).toEqual(['EMPTY_FILE b-hang.txt'])
    expect((await archive.store.archive()).articleCount).toBe(2)
  })

  it('a file of many small articles is not taken for one that hangs', async () => {
    const sqlite = openSqliteStore({ path: ':memory:' })
    onTestFinished(() => sqlite.close())
    const prepare: PrepareFile = (readings) => {
      for (const end = performance.now() + 50; performance.now() < end;);
      return sqlite.prepare(readings)
    }
    const store = Object.defineProperty(openSqliteStore({ path: ':memory:' }), 'prepare', {
      value: prepare,
    })
    // All of its 40 steps together take longer than the limit.
    const articles = Array.from({ length: 1_280 }, (_, at) => ({ title: `F${at}`, text: 'Late.' }))
    const folder = makeFolder({ 'a.json': JSON.stringify(articles) })
    const archive = await openArchive(folder, { store, limits: { timeout: 1_500 } })
    onTestFinished(() => archive.close())
    expect(await codesOf(archive)).not.toContain('READER_TIMED_OUT a.json')
    expect((await archive.store.archive()).articleCount).toBe(1_280)
  })

  it('a large file that hangs in one of its parts leaves no file open', async () => {
    const sqlite = openSqliteStore({ path: ':memory:' })
    const prepare: PrepareFile = (readings) => {
      if (readings.readings.some(({ article }) => article.body.includes('hang'))) for (;;);
      return sqlite.prepare(readings)
    }
    const store = Object.defineProperty(openSqliteStore({ path: ':memory:' }), 'prepare', {
      value: prepare,
    })
    onTestFinished(() => sqlite.close())
    const options: ArchiveOptions = { store, limits: { timeout: 500 }, settings: SMALL_PARTS }
    const archive = await openArchive(makeFolder({}), options)
    onTestFinished(() => archive.close())
    const isOpen = () =>
      readdirSync('/proc/self/fd').filter((name) =>
        /\.jsonl|spool|pressgraph-/.test(targetOf(name)),
      )
    const before = isOpen()
    const record = (words: string) =>
      `${JSON.stringify({ title: words, text: story(words) + FILLER })}\n`
    const records = Array.from({ length: 60 }, (_, at) => record(at === 40 ? 'hang' : `a ${at}`))
    writeFiles(archive.folder, { 'a.jsonl': records.join('') })
    await archive.refresh(['a.jsonl'])
    expect(await codesOf(archive)).toContain('READER_TIMED_OUT a.jsonl')
    expect((await archive.store.archive()).articleCount).toBeGreaterThan(40)
    expect(isOpen()).toEqual(before)
  })
})

describe('the bundled program', () => {
  it('reads large files and large speakers files on threads', async () => {
    const speakers = Array.from({ length: 2_000 }, (_, at) => `- name: Ada Lind ${at}\n`).join('')
    const large = `${story('a')}\n\n${'The quay is wet. '.repeat(20_000)}`
    const folder = makeFolder({ 'a.txt': large, 'speakers.yaml': speakers, ...newsOf('b') })
    const args = [folder, '--index', ':memory:', '--verbose', '--port', '0']
    const program = startProgram(process.execPath, 'dist/src/main.js', 'serve', ...args)
    let output = ''
    program.child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    await program.line(/GraphQL: http/)
    expect(output).not.toContain('main thread')
  })
})
