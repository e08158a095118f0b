import { setImmediate, setTimeout } from 'node:timers/promises'
import type { ArchiveChange, FileRecord, StoredProblem } from '../model/archive.ts'
import type { ArticleFilter } from '../model/lists.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'
import type { FileReadings, IndexStamp, ReadStore, Store } from '../store/store.ts'
import type { Archive } from './archive.ts'
import { createChangeFeed } from './change-feed.ts'
import { duplicateOf } from './ingest-folder.ts'
import { allPages, allReadings } from './pages.ts'
import { compareInWalk } from './walk.ts'

/** An archive of the articles that match a filter. */
export interface FilteredArchive {
  readonly archive: Archive
  /**
   * Bring it up to date with the whole archive.
   *
   * @returns undefined when it already is
   */
  sync(): Promise<void> | undefined
}

/** Files of which an index begins, in one step. */
const FIRST_STEP = 100
/** Attempts to read the whole archive while other requests are answered in between. */
const PATIENT_TRIES = 3
/** Milliseconds before the whole archive is followed again. */
const FOLLOW_AGAIN = 500
/** Articles that are read before other requests are answered. */
const READ_TOGETHER = 20

/**
 * Keep an index of the articles that match a filter, made from their readings. Lists, counts, names,
 * suggestions, history and changes come from this index, and so from no other article.
 *
 * An earlier version of an article is part of it when the version matches, too. Problems of a file
 * that also holds other articles, and of a file without articles, are not.
 *
 * @param whole - its store answers synchronously or not
 * @param openStore - opens an empty store
 */
export function createFilteredArchive(
  whole: Archive,
  filter: ArticleFilter,
  openStore: () => Store,
): FilteredArchive {
  const store = openStore()
  const feed = createChangeFeed(store)
  const versions = createVersionFinder(whole.store, filter, openStore)
  let written: ReadonlyMap<string, WrittenFile> = new Map()
  let last: Pick<Selection, 'generation' | 'revision' | 'identity'> | null = null
  let running: Promise<void> | null = null
  /** Paths that may be in the store. */
  const stored = new Set<string>()
  let subscribers = 0
  let following: AsyncIterator<unknown> | null = null

  async function update(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const change = await findUpdate(tries <= PATIENT_TRIES)
      if (!change) continue
      const { selection, files, removed } = change
      if (files.length > 0 || removed.length > 0 || selection.identity !== last?.identity) {
        await write(selection, files, removed)
      }
      written = selection.files
      last = selection
      if ((await whole.store.generation()) === selection.generation) break
    }
    feed.publish()
  }

  /** @returns null when the whole archive has changed meanwhile */
  async function findUpdate(isPatient: boolean) {
    const generation = await whole.store.generation()
    const changed = last && (await changedIds(whole.store, last.revision))
    const selection = await select(whole.store, filter, versions, changed, generation)
    const isSame = ([path, file]: readonly [string, WrittenFile]) =>
      changed !== null &&
      written.get(path)?.signature === file.signature &&
      ![...file.articles, ...file.versions.keys()].some((id) => changed.has(id))
    const differing = [...selection.files].filter((entry) => !isSame(entry))
    const files: FileReadings[] = []
    for (const [at, [path, file]] of differing.entries()) {
      if (isPatient && at % READ_TOGETHER === READ_TOGETHER - 1) {
        await setImmediate()
        if ((await whole.store.generation()) !== generation) return null
      }
      files.push(await readFile(whole.store, path, file))
    }
    if ((await whole.store.generation()) !== generation) return null
    const removed = [...stored].filter((path) => !selection.files.has(path))
    return { selection, files, removed }
  }

  /** Readers see one change, or the beginning of an index that is not served yet. */
  async function write(
    { name, stamp }: Selection,
    files: readonly FileReadings[],
    removed: readonly string[],
  ): Promise<void> {
    const size = last === null ? FIRST_STEP : Math.max(1, files.length)
    for (let from = 0; from === 0 || from < files.length; from += size) {
      const part = files.slice(from, from + size)
      for (const { path } of part) stored.add(path)
      const change = await store.beginChange(stamp)
      try {
        await change.remove(removed)
        await change.put(part)
        await change.commit({ name, stamp, indexedAt: new Date().toISOString() })
      } finally {
        await change.abort()
      }
      if (last === null) await setImmediate()
    }
    for (const path of removed) stored.delete(path)
  }

  function sync(): Promise<void> | undefined {
    if (!running && last !== null && whole.store.generation() === last.generation) return undefined
    // What is running ends with the current generation.
    running ??= update().finally(() => {
      running = null
    })
    return running
  }

  /** Follows the whole archive while there are subscribers. */
  async function follow(): Promise<void> {
    while (subscribers > 0) {
      const changes = whole.changes()
      following = changes
      await sync()
      for await (const _change of changes) await sync()
      // It ends when its index is made again, and when it is closed.
      if (subscribers > 0) await setTimeout(FOLLOW_AGAIN, undefined, { ref: false })
      await whole.store.archive()
    }
  }

  function changes(since?: string): AsyncIterableIterator<ArchiveChange> {
    const inner = feed.subscribe(since)
    let isOpen = true
    subscribers += 1
    if (subscribers === 1) void follow().catch(() => feed.close())
    const end = () => {
      if (isOpen) subscribers -= 1
      isOpen = false
      if (subscribers === 0) void following?.return?.()
    }
    return {
      async next() {
        const result = await inner.next()
        if (result.done) end()
        return result
      },
      async return() {
        end()
        await inner.return?.()
        return { done: true, value: undefined }
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }

  const archive: Archive = {
    folder: whole.folder,
    index: store.location,
    store,
    get settings() {
      return whole.settings
    },
    // That other articles are being read is nothing that its readers may learn.
    get state() {
      return whole.state === 'INDEXING' && whole.isCurrent ? 'READY' : whole.state
    },
    get isCurrent() {
      return whole.isCurrent
    },
    refresh: async () => {
      await sync()
      return null
    },
    readings: (inner) => allReadings(store, inner),
    changes,
    close: async () => {
      feed.close()
      await store.close()
    },
  }
  return { archive, sync }
}

/** What is written of a file. */
interface WrittenFile {
  readonly record: FileRecord
  /** Ids of the articles that are served from it. */
  readonly articles: readonly string[]
  /** Which earlier versions of articles are in it: their places in the history, by article. */
  readonly versions: ReadonlyMap<string, readonly number[]>
  readonly problems: readonly StoredProblem[]
  /** The first file with the same bytes. */
  readonly original: string | null
  /** Differs when anything but the content of an article does. */
  readonly signature: string
}

/** The matching articles of one revision of the whole archive. */
interface Selection {
  readonly generation: number
  readonly revision: string
  readonly name: string | null
  readonly stamp: IndexStamp
  /** Name and stamp. */
  readonly identity: string
  readonly files: ReadonlyMap<string, WrittenFile>
}

const UNSTAMPED: IndexStamp = { extractor: '', settings: '', corrections: '' }

/** Ids of articles that are new or changed since a revision; null when it is unknown. */
async function changedIds(store: ReadStore, revision: string): Promise<ReadonlySet<string> | null> {
  const change = await store.changesSince(revision)
  return change && new Set([...change.added, ...change.changed])
}

async function select(
  store: Store,
  filter: ArticleFilter,
  versions: VersionFinder,
  changed: ReadonlySet<string> | null,
  generation: number,
): Promise<Selection> {
  const { name, revision } = await store.archive()
  const { stamp: known } = await store.status()
  const stamp = known ?? UNSTAMPED
  const all = await pathsOf(store, {})
  const matching = await pathsOf(store, filter)
  const places = await versions.find([...all.keys()], matching, changed)
  const articles = groupBy(matching)
  const kept = new Map<string, Map<string, number[]>>()
  /** Files with something that is left out. */
  const partial = new Set([...all].flatMap(([id, path]) => (matching.has(id) ? [] : [path])))
  for (const [id, history] of places) {
    history.forEach(({ path, matches }, at) => {
      if (!matches) partial.add(path)
      else addTo(kept, path, id, at)
    })
  }
  const paths = [...new Set([...articles.keys(), ...kept.keys()])]
  const records = new Map<string, FileRecord>()
  for (const record of await store.files(paths)) {
    if (record) records.set(record.path, inOrderOfReading(record))
  }
  const problems = await problemsIn(store, matching, records, partial)
  const originals = originalsOf(records)
  const files = new Map<string, WrittenFile>()
  for (const [path, record] of records) {
    const file = {
      record,
      articles: articles.get(path) ?? [],
      versions: kept.get(path) ?? new Map<string, number[]>(),
      problems: problems.get(path) ?? [],
      original: originals.get(path) ?? null,
    }
    const signature = JSON.stringify([
      record,
      file.articles,
      [...file.versions],
      file.problems.map(({ id }) => id),
      file.original,
    ])
    files.set(path, { ...file, signature })
  }
  const identity = JSON.stringify([name, stamp])
  return { generation, revision, name, stamp, identity, files }
}

/** A digest of the members is part of the revision. */
function inOrderOfReading(record: FileRecord): FileRecord {
  const { path, bytes, modified, hash, format, formatReason, encoding, encodingBasis } = record
  return { path, bytes, modified, hash, format, formatReason, encoding, encodingBasis }
}

const BY_PATH = { field: 'PATH', descending: false } as const

/** Paths of the articles that match, by id. */
async function pathsOf(store: ReadStore, filter: ArticleFilter): Promise<Map<string, string>> {
  const paths = new Map<string, string>()
  for await (const items of allPages(store, 'articles', filter, BY_PATH)) {
    for (const { id, keyset } of items) paths.set(id, String(keyset[0]))
  }
  return paths
}

function groupBy(paths: ReadonlyMap<string, string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [id, path] of paths) {
    const group = groups.get(path)
    if (group) group.push(id)
    else groups.set(path, [id])
  }
  return groups
}

function addTo(
  kept: Map<string, Map<string, number[]>>,
  path: string,
  id: string,
  at: number,
): void {
  const inFile = kept.get(path) ?? new Map<string, number[]>()
  inFile.set(id, [...(inFile.get(id) ?? []), at])
  kept.set(path, inFile)
}

/** The problems of matching articles, and those of files that hold nothing else. */
async function problemsIn(
  store: ReadStore,
  matching: ReadonlyMap<string, string>,
  records: ReadonlyMap<string, FileRecord>,
  partial: ReadonlySet<string>,
): Promise<Map<string, StoredProblem[]>> {
  const found = new Map<string, StoredProblem[]>()
  for await (const items of allPages(store, 'problems', {}, BY_PATH)) {
    const shown = items.filter(({ article, keyset }) => {
      const path = String(keyset[0])
      return article === null ? records.has(path) && !partial.has(path) : matching.has(article)
    })
    for (const problem of await store.problems(shown.map(({ id }) => id))) {
      if (!problem) continue
      const others = found.get(problem.path)
      if (others) others.push(problem)
      else found.set(problem.path, [problem])
    }
  }
  return found
}

/** The first of the files with the same bytes, for each of the others. */
function originalsOf(records: ReadonlyMap<string, FileRecord>): Map<string, string> {
  const originals = new Map<string, string>()
  const first = new Map<string, string>()
  for (const path of [...records.keys()].toSorted(compareInWalk)) {
    const hash = records.get(path)?.hash ?? ''
    const original = first.get(hash)
    if (original === undefined) first.set(hash, path)
    else if (hash !== '') originals.set(path, original)
  }
  return originals
}

async function readFile(store: ReadStore, path: string, file: WrittenFile): Promise<FileReadings> {
  const { record, articles, versions, problems, original } = file
  const served = await store.readings(articles)
  const histories = await store.earlierVersions([...versions.keys()])
  const earlier = [...versions.values()].flatMap((places, index) =>
    places.map((at) => histories[index]?.[at]),
  )
  const readings = [...served, ...earlier]
    .filter((reading) => reading !== null && reading !== undefined)
    .toSorted((a, b) => compareKeys(a.article.key, b.article.key))
  return {
    path,
    file: record,
    readings: readings.map((reading) => ({
      ...reading,
      problems: restated(reading.problems, path, original),
    })),
    problems: restated(ofFileAlone(problems, readings), path, original),
  }
}

/** The first of the files with the same bytes may be one that does not match. */
function restated(problems: readonly Problem[], path: string, original: string | null): Problem[] {
  return problems.flatMap((problem) => {
    if (problem.code !== 'DUPLICATE_FILE') return [problem]
    return original === null ? [] : [duplicateOf(original, path)]
  })
}

/** Keys number the articles of a file: "#2" comes before "#10". */
function compareKeys(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/** Problems without those that the readings themselves have. */
function ofFileAlone(
  problems: readonly StoredProblem[],
  readings: readonly Reading[],
): readonly Problem[] {
  const own = new Map<string, number>()
  for (const { problems: found, published } of readings) {
    for (const problem of [...found, ...(published?.doubts ?? [])]) {
      const key = keyOf(problem)
      own.set(key, (own.get(key) ?? 0) + 1)
    }
  }
  return problems.flatMap(({ id: _id, article: _article, ...problem }) => {
    const key = keyOf(problem)
    const left = own.get(key) ?? 0
    own.set(key, left - 1)
    return left > 0 ? [] : [problem]
  })
}

function keyOf({ code, message, line, column }: Problem): string {
  return JSON.stringify([code, message, line, column])
}

/** An earlier version of an article, newest first. */
interface VersionPlace {
  readonly path: string
  readonly matches: boolean
}

interface VersionFinder {
  /**
   * @param changed - the articles whose history may differ; null for all of them
   * @returns the earlier versions of the articles that have any
   */
  find(
    ids: readonly string[],
    matching: ReadonlyMap<string, string>,
    changed: ReadonlySet<string> | null,
  ): Promise<ReadonlyMap<string, readonly VersionPlace[]>>
}

function createVersionFinder(
  store: ReadStore,
  filter: ArticleFilter,
  openStore: () => Store,
): VersionFinder {
  let known = new Map<string, readonly VersionPlace[]>()
  let asked = new Map<string, boolean>()

  return {
    async find(ids, matching, changed) {
      const stale = ids.filter(
        (id) => changed === null || changed.has(id) || asked.get(id) !== matching.has(id),
      )
      const histories = await store.earlierVersions(stale)
      const found = new Map<string, readonly Reading[]>()
      stale.forEach((id, at) => {
        const history = histories[at] ?? []
        if (history.length > 0) found.set(id, history)
      })
      const open = new Map([...found].filter(([id]) => matching.has(id)))
      const matched = await matchVersions(open, filter, openStore)
      const next = new Map<string, readonly VersionPlace[]>()
      const isStale = new Set(stale)
      for (const id of ids) {
        const history = found.get(id)
        if (history) {
          next.set(
            id,
            history.map(({ article }, at) => ({
              path: article.path,
              matches: matched.get(id)?.has(at) ?? false,
            })),
          )
        } else if (!isStale.has(id)) {
          const places = known.get(id)
          if (places) next.set(id, places)
        }
      }
      known = next
      asked = new Map(ids.map((id) => [id, matching.has(id)]))
      return known
    },
  }
}

/** Places in each history that match: each is served as an article for once, and asked for. */
async function matchVersions(
  histories: ReadonlyMap<string, readonly Reading[]>,
  filter: ArticleFilter,
  openStore: () => Store,
): Promise<Map<string, Set<number>>> {
  const matched = new Map<string, Set<number>>()
  const longest = Math.max(0, ...[...histories.values()].map(({ length }) => length))
  for (let at = 0; at < longest; at += 1) {
    const byPath = new Map<string, Reading[]>()
    for (const history of histories.values()) {
      const reading = history[at]
      if (!reading) continue
      const { path } = reading.article
      byPath.set(path, [...(byPath.get(path) ?? []), reading])
    }
    const store = openStore()
    try {
      const change = await store.beginChange()
      await change.put(
        Array.from(byPath, ([path, readings]) => ({ path, file: null, readings, problems: [] })),
      )
      await change.commit({ name: null, stamp: UNSTAMPED, indexedAt: '' })
      for (const id of (await pathsOf(store, filter)).keys()) {
        matched.set(id, (matched.get(id) ?? new Set()).add(at))
      }
    } finally {
      await store.close()
    }
  }
  return matched
}
