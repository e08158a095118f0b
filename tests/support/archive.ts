import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { allPages } from '../../src/archive/pages.ts'
import type { StoredProblem } from '../../src/model/archive.ts'
import { type ArchiveOptions, openArchive } from '../../src/open-archive.ts'
import { newStore } from './store.ts'

/** Content of the files of a folder, by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** A temporary folder with these files, removed after the test (with `afterAll`, after all tests). */
export function makeFolder(
  files: Files,
  after: (undo: () => void) => void = onTestFinished,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'pressgraph-test-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  writeFiles(folder, files)
  return folder
}

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** An archive of these files in a new store, closed after the test. */
export async function openFiles(files: Files, options: ArchiveOptions = {}): Promise<Archive> {
  const store = options.index === undefined ? await newStore() : undefined
  const archive = await openArchive(makeFolder(files), { store, ...options })
  onTestFinished(() => archive.close())
  return archive
}

let sample: Promise<Archive> | null = null

/**
 * The sample archive in a new store. All test files of a worker share it, so that tests must not
 * change or close it.
 */
export function openSampleArchive(): Promise<Archive> {
  sample ??= newStore().then((store) =>
    openArchive(join(import.meta.dirname, '../../data'), { store }),
  )
  return sample
}

/** Every problem of an archive, by path. */
export async function problemsIn({ store }: Archive): Promise<StoredProblem[]> {
  const problems = []
  const byPath = { field: 'PATH', descending: false } as const
  for await (const items of allPages(store, 'problems', {}, byPath)) {
    problems.push(...(await store.problems(items.map(({ id }) => id))))
  }
  return problems.filter((problem) => problem !== null)
}

/** A short article in the layout of a text dump. */
export function article(headline: string, time: string, ...paragraphs: readonly string[]): string {
  return [`${headline}     DATE: ${time}`, ...paragraphs].join('\n\n')
}
