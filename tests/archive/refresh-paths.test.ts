import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { articleId } from '../../src/identity/ids.ts'
import { article, openFiles, writeFiles } from '../support/archive.ts'
import { caseCount } from '../support/cases.ts'

const FERRY = article(
  'Ferry is late',
  '2021-03-05 08:00:00',
  '"We wait," said harbour master Ada Lind.',
)
const QUAY = article('Quay is wet', '2021-03-06 08:00:00', '"Mind the step," said pilot Bo Marsk.')
const TIDE = article('Tide is high', '2021-03-07 08:00:00', 'It is.')
const MOON = article('Moon is full', '2021-03-08 08:00:00', 'So it is.')

const idOf = (path: string) => articleId(path, '')

/** The index says what one of the same folder says that was made from nothing. */
async function expectWhole(archive: Archive): Promise<void> {
  const fresh = await openArchive(archive.folder, { index: ':memory:' })
  const { revision } = await fresh.store.archive()
  await fresh.close()
  expect((await archive.store.archive()).revision).toBe(revision)
}

describe('refresh with paths', () => {
  it('updates what changed there, and reads nothing else', async () => {
    const archive = await openFiles({ 'a/one.txt': FERRY, 'two.txt': QUAY })
    writeFiles(archive.folder, { 'a/one.txt': TIDE, 'two.txt': TIDE, 'a/new.txt': MOON })
    expect(await archive.refresh(['a'])).toMatchObject({
      added: [idOf('a/new.txt')],
      changed: [idOf('a/one.txt')],
      removed: [],
    })
    expect(await archive.refresh(['two.txt'])).toMatchObject({ changed: [idOf('two.txt')] })
    await expectWhole(archive)
  })

  it('removes files and folders that are gone', async () => {
    const archive = await openFiles({ 'a/one.txt': FERRY, 'a/b/two.txt': QUAY, 'a.txt': QUAY })
    rmSync(join(archive.folder, 'a'), { recursive: true })
    expect(await archive.refresh(['a'])).toMatchObject({ removed: ['a/b/two.txt', 'a/one.txt'] })
    rmSync(join(archive.folder, 'a.txt'))
    expect(await archive.refresh(['a.txt'])).toMatchObject({ removed: ['a.txt'] })
    await expectWhole(archive)
  })

  it('reads a file that replaces a folder of copies', async () => {
    const archive = await openFiles({ 'a.txt': FERRY, 'd/a.txt': FERRY })
    rmSync(join(archive.folder, 'd'), { recursive: true })
    writeFiles(archive.folder, { d: FERRY })
    rmSync(join(archive.folder, 'a.txt'))
    await archive.refresh(['d', 'a.txt'])
    await expectWhole(archive)
  })

  it('ignores hidden paths and links that lead out of the archive', async () => {
    const archive = await openFiles({ '.git/a.txt': FERRY, 'b/.c/d.txt': FERRY, 'README.md': '' })
    symlinkSync(dirname(archive.folder), join(archive.folder, 'up'))
    expect(await archive.refresh(['.git', '.git/a.txt', 'b/.c/d.txt', 'README.md'])).toBeNull()
    expect(await archive.refresh(['../', 'up/x', '/', 'no/such/thing'])).toBeNull()
  })

  it('removes nothing while the folder is missing', async () => {
    const archive = await openFiles({ 'a.txt': FERRY })
    const away = `${archive.folder}-away`
    renameSync(archive.folder, away)
    onTestFinished(() => rmSync(away, { recursive: true, force: true }))
    await expect(archive.refresh(['a.txt'])).rejects.toThrow('it does not exist')
    expect(await archive.store.archive()).toMatchObject({ articleCount: 1 })
  })

  it('updates a link when its file changes', async () => {
    const archive = await openFiles({ 'z.txt': FERRY })
    symlinkSync('z.txt', join(archive.folder, 'link.txt'))
    await archive.refresh(['link.txt'])
    await expectWhole(archive)
    writeFileSync(join(archive.folder, 'z.txt'), QUAY)
    await archive.refresh(['z.txt'])
    await expectWhole(archive)
    rmSync(join(archive.folder, 'z.txt'))
    await archive.refresh(['z.txt'])
    await expectWhole(archive)
  })

  it('gives the same index as reading the whole folder, after any sequence of changes', async () => {
    const path = fc.constantFrom('a.txt', 'b.txt', 'd/a.txt', 'd/e/c.txt', 'd/e', 'd', 'x.png')
    const content = fc.constantFrom(FERRY, QUAY, '', FERRY.slice(0, 40))
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), path, content }),
      fc.record({ kind: fc.constant('remove' as const), path }),
      fc.record({ kind: fc.constant('move' as const), path, to: path }),
      fc.record({ kind: fc.constant('correct' as const), path }),
    )
    type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 4 }),
        async (all) => {
          const archive = await openFiles({ 'a.txt': FERRY, 'd/a.txt': FERRY })
          for (const steps of all) {
            for (const each of steps) perform(archive.folder, each)
            const paths = steps.flatMap((each: Step) => pathsOf(each))
            await archive.refresh(paths)
            await expectWhole(archive)
          }
          await archive.close()
        },
      ),
      { numRuns: caseCount(15) },
    )
  })
})

interface Step {
  readonly kind: 'write' | 'remove' | 'move' | 'correct'
  readonly path: string
  readonly to?: string
  readonly content?: string
}

const CORRECTIONS = 'corrections.yaml'

function pathsOf({ kind, path, to = path }: Step): string[] {
  return kind === 'correct' ? [CORRECTIONS] : [path, to]
}

/** Do it where it can be done: not everything can be written or moved everywhere. */
function perform(folder: string, { kind, path, to = '', content = '' }: Step): void {
  try {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    if (kind === 'write') writeFileSync(join(folder, path), content)
    else if (kind === 'correct') correct(folder, path)
    else if (kind === 'remove') rmSync(join(folder, path), { recursive: true, force: true })
    else renameSync(join(folder, path), join(folder, to))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/** Correct one article only; of one that is not there, or has no such words, a problem comes. */
function correct(folder: string, path: string): void {
  const entry = `- { article: ${path}, quotation: none, words: We wait, rejected: true }\n`
  writeFileSync(join(folder, CORRECTIONS), entry)
}
