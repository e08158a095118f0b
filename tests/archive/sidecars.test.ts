import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { type SidecarFile, SidecarReader } from '../../src/archive/sidecars.ts'
import type { StoredProblem } from '../../src/model/archive.ts'
import { article, makeFolder, openFiles, writeFiles } from '../support/archive.ts'

const FERRY = article('Ferry is late', '2021-03-05 08:00:00', '"We wait," said Ada Lind.')
const FILES: readonly SidecarFile[] = ['pressgraph.json', 'corrections.yaml', 'speakers.yaml']
const VALID = {
  'pressgraph.json': '{ "name": "Harbour Papers" }',
  'corrections.yaml': '',
  'speakers.yaml': '- name: Ada Marie Lind\n  aliases: [Ada Lind]\n',
}

/** Things that may have the name of a sidecar file, and the problem that each gives. */
const IMPOSTORS: readonly (readonly [what: string, code: string, make: (path: string) => void])[] =
  [
    ['a named pipe', 'NOT_A_FILE', (path) => execFileSync('mkfifo', [path])],
    ['a folder', 'NOT_A_FILE', (path) => mkdirSync(path)],
    ['a link to a device', 'LINK_OUTSIDE', (path) => symlinkSync('/dev/zero', path)],
    ['a link out of the folder', 'LINK_OUTSIDE', (path) => symlinkSync('/etc/hostname', path)],
    ['a link to nothing', 'UNREADABLE_FILE', (path) => symlinkSync('nothing', path)],
    ['a circular link', 'UNREADABLE_FILE', (path) => symlinkSync(path, path)],
    [
      'a file of 300 MB',
      'FILE_TOO_LARGE',
      (path) => {
        writeFileSync(path, '')
        truncateSync(path, 300 * 1024 * 1024)
      },
    ],
    [
      'a file that is not UTF-8',
      'UNDECODABLE_BYTES',
      (path) => writeFileSync(path, '\xff', 'latin1'),
    ],
  ]

async function problemsOf({ store }: Archive): Promise<(StoredProblem | null)[]> {
  const order = [{ field: 'PATH', descending: false }] as const
  const window = { order, limit: 100, after: null, before: null, backwards: false }
  const set = { list: 'problems', filter: {}, owner: null, roles: [] } as const
  const [page] = await store.pages(set, window, [''])
  return [...(await store.problems(page?.items.map(({ id }) => id) ?? []))]
}

async function speakersOf(archive: Archive): Promise<string[]> {
  const names: string[] = []
  for await (const { speakers } of archive.readings()) {
    names.push(...speakers.map(({ name }) => name))
  }
  return names
}

describe.each(FILES)('%s', (file) => {
  it.each(IMPOSTORS)('as %s is a problem, and the articles are indexed', async (_, code, make) => {
    const folder = makeFolder({ 'a.txt': FERRY })
    make(join(folder, file))
    const archive = await openArchive(folder, { index: ':memory:' })
    onTestFinished(() => archive.close())
    expect(await problemsOf(archive)).toMatchObject([{ code, severity: 'ERROR', path: file }])
    expect((await archive.store.archive()).articleCount).toBe(1)
  })

  it.each(IMPOSTORS)('replaced by %s leaves its last content in force', async (_, code, make) => {
    const archive = await openFiles({ ...VALID, 'a.txt': FERRY })
    rmSync(join(archive.folder, file))
    make(join(archive.folder, file))
    writeFiles(archive.folder, { 'b.txt': FERRY })
    await archive.refresh()
    expect(await problemsOf(archive)).toMatchObject([
      { code: 'DUPLICATE_FILE' },
      { code, path: file },
    ])
    expect(archive.settings.name).toBe('Harbour Papers')
    expect(await speakersOf(archive)).toEqual(['Ada Marie Lind', 'Ada Marie Lind'])
    expect(archive.state).toBe('READY')
  })

  it('is read through a link inside the folder', async () => {
    const folder = makeFolder({})
    for (const each of FILES) writeFiles(folder, { [`settings/${each}`]: VALID[each] })
    for (const each of FILES) symlinkSync(`settings/${each}`, join(folder, each))
    const { settings, annotations, problems } = await new SidecarReader(folder, {}).read()
    expect(settings.name).toBe('Harbour Papers')
    expect(annotations.authority).toHaveLength(1)
    expect(problems).toEqual([])
  })

  it('has a size limit of 1 MB that only the caller can raise', async () => {
    const folder = makeFolder({ [file]: `${VALID[file]}${' '.repeat(1024 * 1024 + 1)}` })
    const codesWith = async (maxSidecarBytes?: number) =>
      (await new SidecarReader(folder, { maxSidecarBytes }).read()).problems.map(({ code }) => code)
    expect(await codesWith()).toEqual(['FILE_TOO_LARGE'])
    expect(await codesWith(2 * 1024 * 1024)).toEqual([])
  })
})

describe('the settings of an index', () => {
  it('stay in force when the file is damaged before the archive is opened again', async () => {
    const index = join(makeFolder({}), 'i.sqlite')
    const folder = makeFolder({ 'a.txt': FERRY, 'pressgraph.json': '{ "timeZone": "Asia/Seoul" }' })
    await (await openArchive(folder, { index })).close()
    writeFiles(folder, { 'pressgraph.json': '{ "timeZone": "Asia/' })
    const archive = await openArchive(folder, { index })
    onTestFinished(() => archive.close())
    expect(archive.settings.timeZone).toBe('Asia/Seoul')
    expect(await problemsOf(archive)).toMatchObject([
      { code: 'BAD_SETTINGS', path: 'pressgraph.json', line: 1, column: 21 },
    ])
  })
})

describe('hostile YAML', () => {
  const MEGABYTE = 1024 * 1024
  const fill = (unit: string) => unit.repeat(MEGABYTE / unit.length)
  const bomb = Array.from(
    { length: 9 },
    (_, at) => `- &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
  )

  it.each([
    ['lists nested 3,000 deep', '['.repeat(3_000), 'nested too deeply'],
    ['a megabyte of nested lists', fill('- '), 'nested too deeply'],
    ['maps nested 3,000 deep', `- ${'{a: '.repeat(3_000)}`, 'nested too deeply'],
    ['maps nested by indentation', nested(1_000), 'nested too deeply'],
    ['aliases', '- &a {name: A}\n- *a\n', 'aliases ("*name") are not allowed'],
    ['an alias bomb', `- &a0 x\n${bomb.join('\n')}\n`, 'aliases'],
    ['a directive that allows merge keys', '%YAML 1.1\n---\n- <<: {name: A}\n', 'directives'],
    ['a map with 60,000 keys', `- ${keys(60_000)}`, 'too many members'],
    [
      'a list in brackets with 90,000 members',
      `- name: A\n  aliases: [${'a,'.repeat(90_000)}]`,
      'too many members',
    ],
    ['several documents', '- name: A\n---\n- name: B\n', 'several documents'],
    ['a megabyte of tiny members', fill('- x\n'), 'too many tokens'],
    ['a megabyte of quotation marks', fill('"'), 'cannot be used'],
    ['a megabyte of anchors', fill('&a '), 'cannot be used'],
    ['a megabyte of tags', fill('!a '), 'cannot be used'],
  ])(
    'with %s is refused with its place',
    async (_what, yaml, message) => {
      const folder = makeFolder({ 'speakers.yaml': yaml })
      const { annotations, problems } = await new SidecarReader(folder, {}).read()
      expect(annotations.authority).toEqual([])
      expect(problems).toMatchObject([
        {
          code: 'BAD_ANNOTATION',
          severity: 'ERROR',
          line: expect.any(Number),
          column: expect.any(Number),
        },
      ])
      expect(problems[0]?.message).toContain(message)
    },
    60_000,
  )

  it('with a merge key has an unknown member', async () => {
    const folder = makeFolder({ 'speakers.yaml': '- name: A\n  <<: {kind: PERSON}\n' })
    const { problems } = await new SidecarReader(folder, {}).read()
    expect(problems).toMatchObject([{ code: 'BAD_ANNOTATION', line: 2, column: 3 }])
    expect(problems[0]?.message).toContain('<<')
  })

  it('with thousands of invalid entries reports the first hundred', async () => {
    const folder = makeFolder({ 'speakers.yaml': '- nme: A\n'.repeat(5_000) })
    const { problems } = await new SidecarReader(folder, {}).read()
    expect(problems).toHaveLength(101)
    expect(problems.at(-1)?.message).toContain('more than 100 invalid entries')
  })

  it('with a long value has a short message', async () => {
    const folder = makeFolder({ 'speakers.yaml': `- name: A\n  kind: ${'x'.repeat(500_000)}\n` })
    const { problems } = await new SidecarReader(folder, {}).read()
    expect(problems[0]?.message.length).toBeLessThan(400)
  })
})

function keys(count: number): string {
  return Array.from({ length: count }, (_, at) => `k${at}: 1`).join('\n  ')
}

function nested(depth: number): string {
  return Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:`).join('\n')
}
