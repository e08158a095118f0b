import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { type ArchiveOptions, openArchive } from '../../src/open-archive.ts'
import { IndexBusyError, RootNameError } from '../../src/store/errors.ts'
import { openPostgresStore } from '../../src/store/postgres/store.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import type { WorkHelper, WorkLeader } from '../../src/store/work-queue.ts'
import { makeFolder, problemsIn } from '../support/archive.ts'
import { hasPostgres, testServer } from '../support/postgres.ts'

/** Articles of a made-up format, whose reader notes every file that it reads. */
function makeNotes(count: number) {
  const log = join(makeFolder({ log: '' }), 'log')
  const extension = `import { appendFileSync } from 'node:fs'
    export default { name: 'notes', version: '1', formats: [{
      name: 'note', endings: ['.note'],
      parse: ({ text }) => {
        while (text.startsWith('Endless')) {}
        appendFileSync(${JSON.stringify(log)}, text.split('\\n')[0] + '\\n')
        return { articles: [{ headline: text.split('\\n')[0], body: text }] }
      } }] }`
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${String(at % 7)}/${String(at).padStart(5, '0')}.note`,
      `Note ${at}\n\nThe ferry left at ${at} on Saturday.\n\n"We waited for boat ${at}," Ada Lind told the Skarn Courier.`,
    ]),
  )
  return {
    folder: makeFolder(files),
    extensions: [join(makeFolder({ 'notes.mjs': extension }), 'notes.mjs')],
    /** First lines of the files, as often as they were read. */
    read: () => readFileSync(log, 'utf8').split('\n').filter(Boolean).sort(),
  }
}

type Notes = ReturnType<typeof makeNotes>

async function openNotes({ folder, extensions }: Notes, options: ArchiveOptions): Promise<Archive> {
  const archive = await openArchive(folder, { extensions, threads: 1, ...options })
  onTestFinished(() => archive.close())
  return archive
}

const openStore = (address: string) => openPostgresStore({ address, connections: 2 })

/** Everything that was read, and the revision. */
async function contentsOf(archive: Archive) {
  const readings = []
  for await (const reading of archive.readings()) readings.push(reading)
  const { revision } = await archive.store.archive()
  return { revision, readings: readings.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

async function indexedAlone(notes: Notes) {
  return contentsOf(await openNotes(notes, { store: openSqliteStore({ path: ':memory:' }) }))
}

describe.skipIf(!hasPostgres)('several processes that index one folder', () => {
  it(
    'read each file once, and make the index that one process makes',
    { tags: 'long' },
    async () => {
      const notes = makeNotes(400)
      const address = testServer().newAddress()
      const notices: string[] = []
      const onNotice = (notice: string) => notices.push(notice)
      // Files that have just been written are read again by the next process.
      await setTimeout(2_100)
      const archives = await Promise.all(
        [1, 2, 3].map(async () => openNotes(notes, { store: await openStore(address), onNotice })),
      )
      expect(notes.read()).toHaveLength(400)
      expect(new Set(notes.read()).size).toBe(400)
      expect(notices).toContainEqual(expect.stringMatching(/^Read \d+ files for another process/))
      const alone = await indexedAlone(notes)
      for (const archive of archives) expect(await contentsOf(archive)).toEqual(alone)
      const { queue, results } = await rowsOf(address)
      expect([queue, results]).toEqual([0, 0])
    },
  )

  it('leave each other files that only one of them has, or has as they were found', async () => {
    const notes = makeNotes(280)
    const { folder } = makeNotes(0)
    for (let part = 0; part < 7; part += 1) mkdirSync(join(folder, String(part)))
    const old = new Date('2031-05-01T00:00:00Z')
    for (let at = 0; at < 280; at += 1) {
      const name = `${String(at % 7)}/${String(at).padStart(5, '0')}.note`
      const content = readFileSync(join(notes.folder, name))
      utimesSync(join(notes.folder, name), old, old)
      // Every fourth is missing, every fourth is another one, and every fourth has another time.
      if (at % 4 === 0) continue
      writeFileSync(join(folder, name), at % 4 === 1 ? `Other ${name}` : content)
      if (at % 4 !== 2) utimesSync(join(folder, name), old, old)
    }
    const address = testServer().newAddress()
    const leader = openNotes(notes, { store: await openStore(address), root: 'notes' })
    await isLed(address)
    const copy = { ...notes, folder }
    const stop = new AbortController()
    const helper = openNotes(copy, {
      store: await openStore(address),
      root: 'notes',
      signal: stop.signal,
      onProgress: () => {},
    }).catch((error: unknown) => error)
    const archive = await leader
    stop.abort()
    await helper
    expect((await contentsOf(archive)).readings).toEqual((await indexedAlone(notes)).readings)
  })

  it('do not share files when their settings differ', async () => {
    const notes = makeNotes(300)
    const address = testServer().newAddress()
    const first = openNotes(notes, { store: await openStore(address) })
    await isLed(address)
    const store = await openStore(address)
    const other = openArchive(notes.folder, {
      ...{ extensions: notes.extensions, store, threads: 1 },
      settings: { publisher: 'Skarn Courier' },
    })
    await expect(other).rejects.toThrow(IndexBusyError)
    await store.close()
    await first
    expect(notes.read()).toHaveLength(300)
  })

  it('leave out files that take too long, on whichever machine', { tags: 'long' }, async () => {
    const notes = makeNotes(300)
    for (const part of [1, 5]) {
      writeFileSync(join(notes.folder, `${part}/endless.note`), `Endless ${part}`)
    }
    const address = testServer().newAddress()
    const limits = { timeout: 300 }
    const archives = await Promise.all(
      [1, 2].map(async () => openNotes(notes, { store: await openStore(address), limits })),
    )
    const alone = await openNotes(notes, { store: openSqliteStore({ path: ':memory:' }), limits })
    const { revision } = await alone.store.archive()
    for (const archive of archives) {
      expect((await archive.store.archive()).revision).toBe(revision)
      const problems = await problemsIn(archive)
      expect(problems.map(({ code }) => code)).toEqual(['READER_TIMED_OUT', 'READER_TIMED_OUT'])
    }
  })

  it('share a large file that is read in parts', { tags: 'long' }, async () => {
    const lines = Array.from({ length: 60 }, (_, at) =>
      JSON.stringify({ title: `Story ${at}`, text: `${at} boats left. `.repeat(700) }),
    )
    const notes = makeNotes(300)
    for (const name of ['8.jsonl', '9.jsonl']) {
      writeFileSync(join(notes.folder, name), `${lines.join('\n')}\n{"title":"${name}"}`)
    }
    const address = testServer().newAddress()
    const archives = await Promise.all(
      [1, 2].map(async () => openNotes(notes, { store: await openStore(address) })),
    )
    const alone = await indexedAlone(notes)
    for (const archive of archives)
      expect((await contentsOf(archive)).revision).toBe(alone.revision)
  })
})

/** Resolves when a process writes the index and takes helpers. */
async function isLed(address: string): Promise<void> {
  const store = await openStore(address)
  await expect.poll(() => store.work?.leader('')).not.toBeNull()
  await store.close()
}

async function rowsOf(address: string) {
  const { default: postgres } = await import('postgres')
  const url = new URL(address.replace('@/', '@localhost/'))
  const sql = postgres({
    ...{ host: String(url.searchParams.get('host')), user: 'desk', database: 'postgres', max: 1 },
    connection: { search_path: String(url.searchParams.get('schema')) },
  })
  const [row] = await sql`SELECT (SELECT count(*) FROM index_work) queue,
    (SELECT count(*) FROM index_result) results`
  await sql.end()
  return { queue: Number(row?.['queue']), results: Number(row?.['results']) }
}

describe.skipIf(!hasPostgres)('the queue of work', () => {
  const jobs = (name: string) => ({ key: name, jobs: `["${name}"]` })

  async function opened() {
    const store = await openStore(testServer().newAddress())
    onTestFinished(() => store.close())
    const { work } = store
    if (!work) throw new Error('This store has no queue')
    return { store, work }
  }

  it('gives work to one helper, and again when it has gone', async () => {
    const { store, work } = await opened()
    const change = await store.beginChange()
    const leader = await work.lead('rules')
    const one = await work.help('rules')
    const [a = 0, b = 0] = await leader.offer([jobs('a'), jobs('b')])
    expect(await leader.helpers()).toBe(1)
    expect(await one.claim(1)).toEqual([{ work: a, jobs: '["a"]' }])
    expect(await leader.takeBack()).toBe(b)
    expect(await leader.takeBack()).toBeNull()
    await one.close()
    expect(await leader.helpers()).toBe(0)
    expect(await leader.takeBack()).toBe(a)
    expect(await leader.states([a])).toEqual(['LOST'])
    leader.close()
    await change.abort()
  })

  it('takes one result of a piece of work, in pieces, which the next leader finds', async () => {
    const { store, work } = await opened()
    const change = await store.beginChange()
    const first = await work.lead('rules')
    const [a = 0] = await first.offer([jobs('a')])
    const helper = await work.help('rules')
    await helper.claim(1)
    await helper.finish(a, [Buffer.from('one'), Buffer.from('two')])
    await helper.finish(
      a,
      ['to', 'be', 'ignored'].map((text) => Buffer.from(text)),
    )
    await change.removeWork?.([a])
    expect(await piecesOf(first, a)).toEqual(['one', 'two'])
    first.close()
    await change.abort()
    const next = await store.beginChange()
    const second = await work.lead('rules')
    expect(await second.offer([jobs('a')])).toEqual([a])
    expect(await second.states([a])).toEqual(['DONE'])
    expect(await piecesOf(second, a)).toEqual(['one', 'two'])
    await second.clear()
    expect(await second.states([a])).toEqual(['LOST'])
    second.close()
    await next.abort()
    await helper.close()
  })

  it('gives no work to helpers with other rules', async () => {
    const { store, work } = await opened()
    expect(await work.leader('rules')).toBeNull()
    const change = await store.beginChange()
    expect(await work.leader('rules')).toEqual({ hasSameRules: null, progress: null })
    const leader = await work.lead('rules')
    await leader.offer([jobs('a')])
    await leader.report('far')
    expect(await work.leader('rules')).toEqual({ hasSameRules: true, progress: 'far' })
    expect(await work.leader('others')).toEqual({ hasSameRules: false, progress: 'far' })
    const other: WorkHelper = await work.help('others')
    expect(await other.claim(1)).toEqual([])
    expect(await leader.helpers()).toBe(0)
    await other.close()
    leader.close()
    await change.abort()
  })

  const piecesOf = async (leader: WorkLeader, work: number) => {
    const pieces: string[] = []
    for await (const piece of leader.pieces(work)) pieces.push(Buffer.from(piece).toString())
    return pieces
  }
})

describe.skipIf(!hasPostgres)('the name of a folder', () => {
  it('stays the same wherever the folder is, and refuses other folders', async () => {
    const notes = makeNotes(3)
    const address = testServer().newAddress()
    const open = async (root?: string) => {
      const store = await openStore(address)
      return openNotes(notes, { store, root }).catch(async (error: unknown) => {
        await store.close()
        throw error
      })
    }
    const { revision } = await (await open('notes')).store.archive()
    const moved = `${notes.folder}-moved`
    renameSync(notes.folder, moved)
    onTestFinished(() => rmSync(moved, { recursive: true }))
    notes.folder = moved
    expect((await (await open('notes')).store.archive()).revision).toBe(revision)
    await expect(open('others')).rejects.toThrow(RootNameError)
    await expect(open()).rejects.toThrow('Name the folder with --root notes=PATH')
  })
})
