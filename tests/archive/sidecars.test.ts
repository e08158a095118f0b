import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { type SidecarFile, SidecarReader } from '../../src/archive/sidecars.ts'
import { article, makeFolder, openFiles, problemsIn, writeFiles } from '../support/archive.ts'

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
    expect(await problemsIn(archive)).toMatchObject([{ code, severity: 'ERROR', path: file }])
    expect((await archive.store.archive()).articleCount).toBe(1)
  })

  it.each(IMPOSTORS)('replaced by %s leaves its last content in force', async (_, code, make) => {
    const archive = await openFiles({ ...VALID, 'a.txt': FERRY })
    rmSync(join(archive.folder, file))
    make(join(archive.folder, file))
    writeFiles(archive.folder, { 'b.txt': FERRY })
    await archive.refresh()
    expect(await problemsIn(archive)).toMatchObject([
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
    expect(await problemsIn(archive)).toMatchObject([
      { code: 'BAD_SETTINGS', path: 'pressgraph.json', line: 1, column: 21 },
    ])
  })
})

describe('the corrections and speakers of an index', () => {
  it('stay in force when their files are damaged before the archive is opened again', async () => {
    const index = join(makeFolder({}), 'i.sqlite')
    const folder = makeFolder({ 'a.txt': FERRY, 'b.txt': FERRY.replace('wait', 'sail'), ...VALID })
    const seen = async () => {
      const archive = await openArchive(folder, { index })
      const found: unknown[] = []
      for await (const { article, speakers, quotations } of archive.readings()) {
        const names = speakers.map(({ name }) => name)
        found.push({ path: article.path, names, kinds: quotations.map(({ kind }) => kind) })
        if (article.path === 'a.txt') id = quotations[0]?.id ?? id
      }
      await archive.close()
      return found
    }
    let id = ''
    await seen()
    const correction = `- article: a.txt\n  quotation: ${id}\n  words: We wait\n  kind: MIXED\n`
    writeFiles(folder, { 'corrections.yaml': correction })
    const before = await seen()
    expect(before).toMatchObject([
      { path: 'a.txt', names: ['Ada Marie Lind'], kinds: ['MIXED'] },
      { path: 'b.txt', names: ['Ada Marie Lind'], kinds: ['DIRECT'] },
    ])
    writeFiles(folder, { 'corrections.yaml': '- article: [', 'speakers.yaml': '- name: [' })
    expect(await seen()).toEqual(before)
    writeFiles(folder, { 'a.txt': `${FERRY}\n\nThe quay was wet.` })
    expect(await seen()).toEqual(before)
  })
})
