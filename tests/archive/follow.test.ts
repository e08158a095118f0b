import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Archive, type ArchiveOptions, openArchive } from '../../src/archive/archive.ts'
import type { ArchiveChange } from '../../src/model/archive.ts'
import { articleId } from '../../src/identity/ids.ts'
import { article, type Files, makeFolder, openFiles, writeFiles } from '../support/archive.ts'
import { ROOT, startProgram } from '../support/program.ts'

const FERRY = article('Ferry is late', '2021-03-05 08:00:00', '"We wait," said Ada Lind.')
const QUAY = article('Quay is wet', '2021-03-06 08:00:00', '"Mind the step," said Bo Marsk.')

/** An archive that follows its folder, with what it told since it was opened. */
async function followFiles(files: Files, options: ArchiveOptions = {}) {
  const told: ArchiveChange[] = []
  const notices: string[] = []
  const archive = await openFiles(files, {
    watch: true,
    onChange: (change) => told.push(change),
    onNotice: (notice) => notices.push(notice),
    ...options,
  })
  told.length = 0
  const { folder } = archive
  return { archive, folder, told, notices, changes: () => changesBy(folder, told) }
}

/** What was told, when something must be. */
async function changesBy(folder: string, told: ArchiveChange[]) {
  await until(() => told.length > 0)
  return settled(folder, told)
}

/** What was told, and all that would be told later: it would come with a last file of ours. */
async function settled(folder: string, told: ArchiveChange[]) {
  const mark = articleId('zz-mark.txt', '')
  marks += 1
  writeFiles(folder, { 'zz-mark.txt': `${FERRY}\n\nMark ${marks}.` })
  const isMark = ({ added, changed }: ArchiveChange) => [...added, ...changed].includes(mark)
  await until(() => told.some(isMark))
  return told.splice(0).flatMap((each) => {
    const [added, changed] = [each.added, each.changed].map((ids) =>
      ids.filter((id) => id !== mark),
    )
    const isEmpty = !added?.length && !changed?.length && each.removed.length === 0
    return isMark(each) && isEmpty ? [] : [{ added, changed, removed: each.removed }]
  })
}

let marks = 0

const until = (condition: () => unknown) =>
  expect.poll(condition, { timeout: 20_000, interval: 10 }).toBeTruthy()

function change(part: { added?: string[]; changed?: string[]; removed?: string[] }) {
  const ids = (paths: string[] = []) => paths.map((path) => articleId(path, ''))
  return { added: ids(part.added), changed: ids(part.changed), removed: part.removed ?? [] }
}

async function countArticles({ store }: Archive): Promise<number> {
  return (await store.archive()).articleCount
}

describe('an archive that follows its folder', { timeout: 60_000 }, () => {
  it('tells what is added, changed, renamed and removed', async () => {
    const { archive, folder, changes } = await followFiles({ 'a.txt': FERRY })
    writeFiles(folder, { 'b.txt': QUAY })
    expect(await changes()).toEqual([change({ added: ['b.txt'] })])
    writeFiles(folder, { 'b.txt': QUAY.replace('step', 'rope') })
    expect(await changes()).toEqual([change({ changed: ['b.txt'] })])
    renameSync(join(folder, 'b.txt'), join(folder, 'c.txt'))
    expect(await changes()).toEqual([change({ added: ['c.txt'], removed: ['b.txt'] })])
    unlinkSync(join(folder, 'c.txt'))
    expect(await changes()).toEqual([change({ removed: ['c.txt'] })])
    expect(archive.state).toBe('READY')
    expect(await archive.refresh()).toBeNull()
  })

  it('follows folders that come, are moved and go', async () => {
    const { archive, folder, changes } = await followFiles({})
    writeFiles(folder, { 'a/b/c/one.txt': FERRY })
    expect(await changes()).toEqual([change({ added: ['a/b/c/one.txt'] })])
    writeFiles(folder, { 'a/b/c/two.txt': QUAY })
    expect(await changes()).toEqual([change({ added: ['a/b/c/two.txt'] })])
    renameSync(join(folder, 'a/b'), join(folder, 'b'))
    expect(await changes()).toEqual([
      change({
        added: ['b/c/one.txt', 'b/c/two.txt'],
        removed: ['a/b/c/one.txt', 'a/b/c/two.txt'],
      }),
    ])
    writeFiles(folder, { 'b/c/two.txt': QUAY.replace('wet', 'dry') })
    expect(await changes()).toEqual([change({ changed: ['b/c/two.txt'] })])
    rmSync(join(folder, 'b'), { recursive: true })
    mkdirSync(join(folder, 'b'))
    expect(await changes()).toEqual([change({ removed: ['b/c/one.txt', 'b/c/two.txt'] })])
    writeFiles(folder, { 'b/three.txt': FERRY })
    expect(await changes()).toEqual([change({ added: ['b/three.txt'] })])
    expect(await archive.refresh()).toBeNull()
  })

  it('takes two hundred files at once as one change', async () => {
    const { folder, changes } = await followFiles({})
    const names = Array.from({ length: 200 }, (_, at) => `${100 + at}.txt`)
    for (const name of names) writeFiles(folder, { [name]: FERRY.replace('late', name) })
    const [first, ...others] = await changes()
    expect(first?.added).toHaveLength(200)
    expect(others).toEqual([])
  })

  it.each<[habit: string, save: (path: string, text: string) => Promise<void> | void]>([
    ['writes over it', writeFileSync],
    [
      'writes another and gives it the name',
      (path, text) => {
        writeFileSync(`${path}.tmp`, text)
        renameSync(`${path}.tmp`, path)
      },
    ],
    [
      'puts the old one aside, and takes its time',
      async (path, text) => {
        renameSync(path, `${path}~`)
        await setTimeout(20)
        writeFileSync(path, text)
        await setTimeout(20)
        unlinkSync(`${path}~`)
      },
    ],
    [
      'empties it first',
      async (path, text) => {
        writeFileSync(path, '')
        await setTimeout(20)
        writeFileSync(path, text)
      },
    ],
    [
      'saves twice',
      async (path, text) => {
        writeFileSync(path, `${text} `)
        await setTimeout(30)
        writeFileSync(path, text)
      },
    ],
    [
      'writes it in pieces',
      async (path, text) => {
        writeFileSync(path, text.slice(0, 40))
        for (let at = 40; at < text.length; at += 40) {
          await setTimeout(10)
          appendFileSync(path, text.slice(at, at + 40))
        }
      },
    ],
  ])('tells once of a file when who saves it %s', { retry: 3 }, async (_habit, save) => {
    const { archive, folder, changes } = await followFiles({ 'a.txt': FERRY })
    await save(join(folder, 'a.txt'), FERRY.replace('wait', 'sail'))
    expect(await changes()).toEqual([change({ changed: ['a.txt'] })])
    expect(await archive.refresh()).toBeNull()
  })

  it('shows an article on while its file is written anew', { retry: 3 }, async () => {
    const { archive, folder, changes } = await followFiles({ 'a.txt': FERRY })
    writeFileSync(join(folder, 'a.txt'), '')
    await setTimeout(50)
    expect(await countArticles(archive)).toBe(1)
    unlinkSync(join(folder, 'a.txt'))
    await setTimeout(50)
    expect(await countArticles(archive)).toBe(1)
    writeFileSync(join(folder, 'a.txt'), QUAY)
    expect(await changes()).toEqual([change({ changed: ['a.txt'] })])
  })

  it('says nothing when nothing comes of it', async () => {
    const { folder, told } = await followFiles({ 'a.txt': FERRY, '.git/x.txt': '' })
    writeFiles(folder, { 'a.txt': FERRY, '.git/x.txt': FERRY, '.a.txt.swp': FERRY })
    writeFiles(folder, { 'gone.txt': QUAY })
    unlinkSync(join(folder, 'gone.txt'))
    expect(await settled(folder, told)).toEqual([])
  })

  it('goes round no circle of links, and reads a link anew with its file', async () => {
    const { archive, folder, changes } = await followFiles({ 'a/one.txt': FERRY })
    symlinkSync('..', join(folder, 'a/up'))
    symlinkSync('a/one.txt', join(folder, 'link.txt'))
    expect(await changes()).toEqual([change({ added: ['link.txt'] })])
    writeFiles(folder, { 'a/one.txt': FERRY.replace('late', 'early') })
    expect(await changes()).toEqual([change({ changed: ['a/one.txt', 'link.txt'] })])
    expect(await archive.refresh()).toBeNull()
  })

  it('reads settings, corrections and speakers again', async () => {
    const { archive, folder, changes, notices } = await followFiles({ 'a.txt': FERRY })
    writeFiles(folder, { 'speakers.yaml': '- name: Ada Lind\n  aliases: [A. Lind]\n' })
    expect(await changes()).toEqual([change({ changed: ['a.txt'] })])
    writeFiles(folder, { 'pressgraph.json': '{ "name": "Harbour Papers" }' })
    expect(await changes()).toEqual([change({})])
    expect(archive.settings.name).toBe('Harbour Papers')
    writeFiles(folder, { 'pressgraph.json': '{ "name": ' })
    await until(() => archive.state === 'DEGRADED')
    writeFiles(folder, { 'b.txt': QUAY })
    await setTimeout(150)
    writeFiles(folder, { 'pressgraph.json': '{ "name": "Harbour Papers" }' })
    expect(await changes()).toEqual([change({ added: ['b.txt'] })])
    expect(archive.state).toBe('READY')
    expect(notices).toEqual([
      'The settings file pressgraph.json is not JSON. The last index is served on.',
      `"${folder}" is followed again.`,
    ])
  })

  it('serves on while the folder is away or empty, and goes on when it is back', async () => {
    const { archive, folder, told, changes, notices } = await followFiles({
      'a.txt': FERRY,
      'b/c.txt': QUAY,
    })
    const away = `${folder}-away`
    onTestFinished(() => rmSync(away, { recursive: true, force: true }))
    renameSync(folder, away)
    await until(() => archive.state === 'DEGRADED')
    mkdirSync(folder)
    await setTimeout(600)
    expect(archive.state).toBe('DEGRADED')
    expect(await countArticles(archive)).toBe(2)
    rmSync(folder, { recursive: true })
    writeFiles(away, { 'b/d.txt': QUAY.replace('wet', 'dry') })
    renameSync(away, folder)
    expect(await changes()).toEqual([change({ added: ['b/d.txt'] })])
    expect(archive.state).toBe('READY')
    writeFiles(folder, { 'b/c.txt': QUAY.replace('step', 'rope') })
    expect(await changes()).toEqual([change({ changed: ['b/c.txt'] })])
    expect(notices).toEqual([
      `The folder "${folder}" is gone. The last index is served on.`,
      `The folder "${folder}" is back.`,
    ])
    expect(told).toEqual([])
  })

  it('tells of what another process took into the same index', async () => {
    const index = join(makeFolder({}), 'i.sqlite')
    const { folder, told } = await followFiles({ 'a.txt': FERRY }, { index })
    const { told: others } = await followFolder(folder, { index })
    writeFiles(folder, { 'b.txt': QUAY })
    await until(() => told.length > 0 && others.length > 0)
    expect(told).toEqual(others)
    expect(told).toMatchObject([change({ added: ['b.txt'] })])
  })

  it('opens with the index as it was left, and brings it up meanwhile', async () => {
    const index = join(makeFolder({}), 'i.sqlite')
    const folder = makeFolder({ 'a.txt': FERRY })
    await (await openArchive(folder, { index })).close()
    writeFiles(folder, { 'b.txt': QUAY })
    const { archive, told } = await followFolder(folder, { index, mayBeStale: true })
    expect(await countArticles(archive)).toBe(1)
    expect(archive).toMatchObject({ state: 'INDEXING', isCurrent: false })
    await until(() => told.length > 0)
    expect(told).toMatchObject([change({ added: ['b.txt'] })])
    expect(archive).toMatchObject({ state: 'READY', isCurrent: true })
  })

  it.skipIf(!canLimitWatches())('looks now and then when watches run out', async () => {
    const folder = makeFolder({ 'a/a.txt': FERRY, 'b/b.txt': FERRY, 'c/c.txt': FERRY })
    const script = `
      import { openArchive } from './src/index.ts'
      await openArchive(${JSON.stringify(folder)}, {
        index: ':memory:',
        watch: true,
        onNotice: (notice) => console.log(notice),
        onChange: ({ added, removed }) => console.log(added.length, 'added', removed.length, 'removed'),
      })`
    const file = join(makeFolder({}), 'script.mts')
    writeFileSync(file, script.replaceAll('./src', join(ROOT, 'src')))
    const limited = `echo 1 > ${LIMIT} && exec ${process.execPath} --import tsx ${file}`
    const program = startProgram('unshare', '-Ur', 'sh', '-c', limited)
    expect(await program.line(/can be watched/)).toBe(
      `Not every folder in "${folder}" can be watched: the system has no watches left (ENOSPC), see fs.inotify.max_user_watches. All are looked at every few seconds instead.`,
    )
    await program.line(/^3 added/)
    writeFiles(folder, { 'c/new.txt': QUAY })
    await program.line(/^1 added 0 removed/)
    rmSync(join(folder, 'c'), { recursive: true })
    await program.line(/0 added 2 removed/)
  })
})

async function followFolder(folder: string, options: ArchiveOptions) {
  const told: ArchiveChange[] = []
  const archive = await openArchive(folder, {
    watch: true,
    onChange: (change) => told.push(change),
    ...options,
  })
  onTestFinished(() => archive.close())
  return { archive, told }
}

const LIMIT = '/proc/sys/user/max_inotify_watches'

/** Whether a process of ours can be given fewer watches than the system has. */
function canLimitWatches(): boolean {
  try {
    execFileSync('unshare', ['-Ur', 'sh', '-c', `echo 9 > ${LIMIT}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
