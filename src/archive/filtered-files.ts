import type { FileRecord, StoredProblem } from '../model/archive.ts'
import type { ArticleFilter } from '../model/lists.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'
import { articleProblems } from '../store/reading-facts.ts'
import type { FileReadings, IndexStamp, ReadStore, Store } from '../store/store.ts'
import { BY_PATH, pathsOf, UNSTAMPED, type VersionFinder } from './filtered-versions.ts'
import { duplicateOf } from './ingest-folder.ts'
import { allPages } from './pages.ts'
import { compareInWalk } from './walk.ts'

/** What is written of a file. */
export interface WrittenFile {
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
export interface Selection {
  readonly generation: number
  readonly revision: string
  readonly name: string | null
  readonly stamp: IndexStamp
  /** Name and stamp. */
  readonly identity: string
  readonly files: ReadonlyMap<string, WrittenFile>
}

/** What belongs to the archive of a filter at a generation of the whole one. */
export async function select(
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

/** A file with the articles and versions that belong to the archive of the filter. */
export async function readSelected(
  store: ReadStore,
  path: string,
  file: WrittenFile,
): Promise<FileReadings> {
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
  for (const problem of readings.flatMap(articleProblems)) {
    const key = keyOf(problem)
    own.set(key, (own.get(key) ?? 0) + 1)
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
