import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/archive.ts'
import { isFull } from '../support/cases.ts'
import { hasPostgres, testServer } from '../support/postgres.ts'
import { type Program, start } from './process.ts'

const LISTS = [
  '{ articles(first: 100) { nodes { id path headline body origin } } }',
  '{ quotations(first: 100) { nodes { id text speaker { name } relays { source { name } } } } }',
  '{ speakers(first: 100) { nodes { id name aliases firstQuoted { local } } } }',
]

/** Articles of a made-up format, whose reader notes every file that it reads; some run the same story. */
function makeNotes(count: number) {
  const log = join(makeFolder({ log: '' }), 'log')
  const extension = `import { appendFileSync } from 'node:fs'
    export default { name: 'notes', version: '1', formats: [{
      name: 'note', endings: ['.note'],
      parse: ({ text }) => {
        appendFileSync(${JSON.stringify(log)}, text.split('\\n')[0] + '\\n')
        return { articles: [{ headline: text.split('\\n')[0], body: text }] }
      } }] }`
  const lines = (at: number) =>
    Array.from(
      { length: 30 },
      (_, line) => `"We counted ${at * line} gulls," Ada Lind told the Skarn Courier on Monday.`,
    )
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${String(at % 9)}/${String(at).padStart(5, '0')}.note`,
      [`Note ${at}`, ...lines(at - (at % 3))].join('\n\n'),
    ]),
  )
  return {
    folder: makeFolder(files),
    extension: join(makeFolder({ 'notes.mjs': extension }), 'notes.mjs'),
    read: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
  }
}

type Notes = ReturnType<typeof makeNotes>

const index = ({ folder, extension }: Notes, ...args: readonly string[]) =>
  start(['index', folder, '--extension', extension, '--threads', '1', ...args])

async function exported(...args: readonly string[]): Promise<string> {
  const programs = LISTS.map((list) => start(['export', ...args, list]))
  for (const program of programs) expect(await program.end).toBe(0)
  return (await Promise.all(programs.map(({ out }) => out))).join('\n')
}

async function exportOfOneProcess(notes: Notes): Promise<string> {
  const file = join(makeFolder({}), 'alone.sqlite')
  expect(await index(notes, '--index', file).end).toBe(0)
  return exported(notes.folder, '--extension', notes.extension, '--index', file)
}

describe.skipIf(!hasPostgres)('several indexers of one store', () => {
  it.skipIf(!isFull)(
    'read each file once, and give the export of one process with an index file',
    async () => {
      const notes = makeNotes(500)
      const store = testServer().newAddress()
      // Files that have just been written are read again by the next process.
      await setTimeout(2_100)
      const programs = [1, 2].map(() => index(notes, '--store', store, '--json'))
      for (const program of programs) expect(await program.end).toBe(0)
      const told = await Promise.all(programs.map(({ err }) => err))
      expect(told.join('')).toMatch(/Read \d+ files for another process, which wrote the index\./)
      expect(new Set(notes.read()).size).toBe(500)
      expect(notes.read()).toHaveLength(500)
      expect(await exported('--store', store)).toBe(await exportOfOneProcess(notes))
    },
  )

  it.skipIf(!isFull)('lose nothing when any of them is killed', async () => {
    const notes = makeNotes(500)
    const store = testServer().newAddress()
    const running = new Set<Program>()
    const add = () => {
      const program = index(notes, '--store', store)
      running.add(program)
      void program.end.then(() => running.delete(program))
      return program
    }
    const killed: (number | string)[] = []
    for (const delay of [1_500, 700, 2_500, 1_100, 1_900]) {
      while (running.size < 2) add()
      await setTimeout(delay + Math.random() * 1_000)
      // The first of them writes the index, the next ones help.
      const victim = [...running][killed.length % 2]
      victim?.process.kill('SIGKILL')
      if (victim) killed.push(await victim.end)
    }
    expect(killed).toContain('SIGKILL')
    expect(await add().end).toBe(0)
    expect(await exported('--store', store)).toBe(await exportOfOneProcess(notes))
  })

  it.skipIf(!isFull)('go on when one that helps is stopped by Ctrl-C', async () => {
    const notes = makeNotes(500)
    const store = testServer().newAddress()
    const first = index(notes, '--store', store)
    await setTimeout(1_500)
    const second = index(notes, '--store', store)
    await expect.poll(() => new Set(notes.read()).size).toBeGreaterThan(100)
    second.process.kill('SIGINT')
    expect([0, 130]).toContain(await second.end)
    expect(await first.end).toBe(0)
    expect(await exported('--store', store)).toBe(await exportOfOneProcess(notes))
  })

  it('know a folder by its name', async () => {
    const notes = makeNotes(3)
    const store = testServer().newAddress()
    const root = (value: string) =>
      start(['index', '--root', value, '--store', store, '--extension', notes.extension])
    const indexed = root(`notes=${notes.folder}`)
    expect(await indexed.end).toBe(0)
    expect(await indexed.out).toContain(`Indexed ${notes.folder}`)
    const other = root(`others=${notes.folder}`)
    expect(await other.end).toBe(3)
    expect(await other.err).toContain('has the index of the folder "notes", not of "others"')
    expect(await start(['index', notes.folder, '--root', 'notes']).end).toBe(2)
    expect(await start(['index', notes.folder, '--root', 'notes=x', '--store', store]).end).toBe(2)
  })
})
