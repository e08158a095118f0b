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
import type { Archive } from '../../src/archive/archive.ts'
import { type ArchiveOptions, openArchive } from '../../src/open-archive.ts'
import type { ArchiveChange } from '../../src/model/archive.ts'
import { articleId } from '../../src/identity/ids.ts'
import { article, type Files, makeFolder, openFiles, writeFiles } from '../support/archive.ts'
import { ROOT, startProgram } from '../support/program.ts'

const FERRY = article('Ferry is late', '2021-03-05 08:00:00', '"We wait," said Ada Lind.')
const QUAY = article('Quay is wet', '2021-03-06 08:00:00', '"Mind the step," said Bo Marsk.')

/** An archive that watches its folder, with the changes published since it was opened. */
async function watchFiles(files: Files, options: ArchiveOptions = {}) {
  const published: ArchiveChange[] = []
  const notices: string[] = []
  const archive = await openFiles(files, {
    watch: true,
    onChange: (change) => published.push(change),
    onNotice: (notice) => notices.push(notice),
    ...options,
  })
  published.length = 0
  const { folder } = archive
  return { archive, folder, published, notices, changes: () => changesBy(folder, published) }
}

/** The published changes, once there is one. */
async function changesBy(folder: string, published: ArchiveChange[]) {
  await until(() => published.length > 0)
  return settled(folder, published)
}

/** The published changes, complete: a marker file shows that none is still to come. */
async function settled(folder: string, published: ArchiveChange[]) {
  const mark = articleId('zz-mark.txt', '')
  marks += 1
  writeFiles(folder, { 'zz-mark.txt': `${FERRY}\n\nMark ${marks}.` })
  const isMark = ({ added, changed }: ArchiveChange) => [...added, ...changed].includes(mark)
  await until(() => published.some(isMark))
  return published.splice(0).flatMap((each) => {
    const [added, changed] = [each.added, each.changed].map((ids) =>
      ids.filter((id) => id !== mark),
    )
    const isEmpty = !added?.length && !changed?.length && each.removed.length === 0
    return isMark(each) && isEmpty ? [] : [{ added, changed, removed: each.removed }]
  })
}

let marks = 0

const until = (condition: () => unknown) => expect.poll(condition, { interval: 10 }).toBeTruthy()

function change(part: { added?: string[]; changed?: string[]; removed?: string[] }) {
  const ids = (paths: string[] = []) => paths.map((path) => articleId(path, ''))
  return { added: ids(part.added), changed: ids(part.changed), removed: part.removed ?? [] }
}

async function countArticles({ store }: Archive): Promise<number> {
  return (await store.archive()).articleCount
}

describe('an archive that watches its folder', () => {
  it('publishes files that are added, changed, renamed and removed', async () => {
    const { archive, folder, changes } = await watchFiles({ 'a.txt': FERRY })
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

  it('publishes folders that are added, moved and removed', async () => {
    const { archive, folder, changes } = await watchFiles({})
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

  it('goes on after a change that could not be published', async () => {
    let failures = 0
    const seen: ArchiveChange[] = []
    const { folder, notices } = await watchFiles(
      { 'ferry.txt': FERRY },
      {
        onChange(change) {
          if (change.from !== null && failures === 0) {
            failures += 1
            throw new Error('The line is busy.')
          }
          seen.push(change)
        },
      },
    )
    writeFiles(folder, { 'quay.txt': QUAY })
    await until(() => notices.length > 0)
    expect(notices).toEqual(['The line is busy. The last index stays in use.'])
    const before = seen.length
    writeFiles(folder, { 'more.txt': `${QUAY}\n\nMore.` })
    await until(() => seen.length > before)
  })

  it('publishes two hundred files written together as one change', async () => {
    const { folder, changes } = await watchFiles({})
    const names = Array.from({ length: 200 }, (_, at) => `${100 + at}.txt`)
    for (const name of names) writeFiles(folder, { [name]: FERRY.replace('late', name) })
    const [first, ...others] = await changes()
    expect(first?.added).toHaveLength(200)
    expect(others).toEqual([])
  })

  it.each<[habit: string, save: (path: string, text: string) => Promise<void> | void]>([
    ['overwrites it', writeFileSync],
    [
      'renames a new file over it',
      (path, text) => {
        writeFileSync(`${path}.tmp`, text)
        renameSync(`${path}.tmp`, path)
      },
    ],
    [
      'moves the old one aside first',
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
  ])('publishes one change when an editor %s', { retry: 3 }, async (_habit, save) => {
    const { archive, folder, changes } = await watchFiles({ 'a.txt': FERRY })
    await save(join(folder, 'a.txt'), FERRY.replace('wait', 'sail'))
    expect(await changes()).toEqual([change({ changed: ['a.txt'] })])
    expect(await archive.refresh()).toBeNull()
  })

  it('keeps an article while its file is being rewritten', { retry: 3 }, async () => {
    const { archive, folder, changes } = await watchFiles({ 'a.txt': FERRY })
    writeFileSync(join(folder, 'a.txt'), '')
    await setTimeout(50)
    expect(await countArticles(archive)).toBe(1)
    unlinkSync(join(folder, 'a.txt'))
    await setTimeout(50)
    expect(await countArticles(archive)).toBe(1)
    writeFileSync(join(folder, 'a.txt'), QUAY)
    expect(await changes()).toEqual([change({ changed: ['a.txt'] })])
  })

  it('publishes nothing when the result is the same', async () => {
    const { folder, published } = await watchFiles({ 'a.txt': FERRY, '.git/x.txt': '' })
    writeFiles(folder, { 'a.txt': FERRY, '.git/x.txt': FERRY, '.a.txt.swp': FERRY })
    writeFiles(folder, { 'gone.txt': QUAY })
    unlinkSync(join(folder, 'gone.txt'))
    expect(await settled(folder, published)).toEqual([])
  })

  it('ignores circular links, and updates a link with its file', async () => {
    const { archive, folder, changes } = await watchFiles({ 'a/one.txt': FERRY })
    symlinkSync('..', join(folder, 'a/up'))
    symlinkSync('a/one.txt', join(folder, 'link.txt'))
    expect(await changes()).toEqual([change({ added: ['link.txt'] })])
    writeFiles(folder, { 'a/one.txt': FERRY.replace('late', 'early') })
    expect(await changes()).toEqual([change({ changed: ['a/one.txt', 'link.txt'] })])
    expect(await archive.refresh()).toBeNull()
  })

  it('reads settings, corrections and speakers again', async () => {
    const { archive, folder, changes, notices } = await watchFiles({ 'a.txt': FERRY })
    writeFiles(folder, { 'speakers.yaml': '- name: Ada Lind\n  aliases: [A. Lind]\n' })
    expect(await changes()).toEqual([change({ changed: ['a.txt'] })])
    writeFiles(folder, { 'pressgraph.json': '{ "name": "Harbour Papers" }' })
    expect(await changes()).toEqual([change({})])
    expect(archive.settings.name).toBe('Harbour Papers')
    writeFiles(folder, { 'pressgraph.json': '{ "name": ', 'b.txt': QUAY })
    expect(await changes()).toEqual([change({ added: ['b.txt'] })])
    expect(archive.settings.name).toBe('Harbour Papers')
    expect(archive.state).toBe('READY')
    expect(notices).toEqual([
      '"pressgraph.json" cannot be used: it is not JSON (line 1, column 11).',
    ])
  })

  it('keeps the index while the folder is missing or empty, and continues when it is back', async () => {
    const { archive, folder, published, changes, notices } = await watchFiles({
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
      `The folder "${folder}" is gone. The last index stays in use.`,
      `The folder "${folder}" is back.`,
    ])
    expect(published).toEqual([])
  })

  it('publishes changes that another process made to the same index', async () => {
    const index = join(makeFolder({}), 'i.sqlite')
    const { folder, published } = await watchFiles({ 'a.txt': FERRY }, { index })
    const { published: others } = await watchFolder(folder, { index })
    writeFiles(folder, { 'b.txt': QUAY })
    await until(() => published.length > 0 && others.length > 0)
    expect(published).toEqual(others)
    expect(published).toMatchObject([change({ added: ['b.txt'] })])
  })

  it('opens with a stale index and updates it in the background', async () => {
    const index = join(makeFolder({}), 'i.sqlite')
    const folder = makeFolder({ 'a.txt': FERRY })
    await (await openArchive(folder, { index })).close()
    writeFiles(folder, { 'b.txt': QUAY })
    const { archive, published } = await watchFolder(folder, { index, mayBeStale: true })
    expect(await countArticles(archive)).toBe(1)
    expect(archive).toMatchObject({ state: 'INDEXING', isCurrent: false })
    await until(() => published.length > 0)
    expect(published).toMatchObject([change({ added: ['b.txt'] })])
    expect(archive).toMatchObject({ state: 'READY', isCurrent: true })
  })

  it.skipIf(!canLimitWatches())(
    'scans the folder regularly when no watches are left',
    { tags: 'long' },
    async () => {
      const folder = makeFolder({ 'a/a.txt': FERRY, 'b/b.txt': FERRY, 'c/c.txt': FERRY })
      const script = `
      import { openArchive } from ${JSON.stringify(join(ROOT, 'dist/src/index.js'))}
      await openArchive(${JSON.stringify(folder)}, {
        index: ':memory:',
        watch: true,
        onNotice: (notice) => console.log(notice),
        onChange: ({ added, removed }) => console.log(added.length, 'added', removed.length, 'removed'),
      })`
      const file = join(makeFolder({}), 'script.mjs')
      writeFileSync(file, script)
      const limited = `echo 1 > ${LIMIT} && exec ${process.execPath} ${file}`
      const program = startProgram('unshare', '-Ur', 'sh', '-c', limited)
      expect(await program.line(/can be watched/)).toBe(
        `Not every folder in "${folder}" can be watched: the system has no watches left (ENOSPC), see fs.inotify.max_user_watches. The whole folder is scanned every few seconds instead.`,
      )
      await program.line(/^3 added/)
      writeFiles(folder, { 'c/new.txt': QUAY })
      await program.line(/^1 added 0 removed/)
      rmSync(join(folder, 'c'), { recursive: true })
      await program.line(/0 added 2 removed/)
    },
  )
})

async function watchFolder(folder: string, options: ArchiveOptions) {
  const published: ArchiveChange[] = []
  const archive = await openArchive(folder, {
    watch: true,
    onChange: (change) => published.push(change),
    ...options,
  })
  onTestFinished(() => archive.close())
  return { archive, published }
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
