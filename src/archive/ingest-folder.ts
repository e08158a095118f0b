import type { Problem } from '../model/problem.ts'
import type { KnownFile, ReadStore } from '../store/store.ts'
import { fileProblem } from '../text/problems.ts'
import type { FolderDigest } from './fingerprint.ts'
import {
  type IngestContext,
  type IngestJob,
  type IngestResult,
  prepared,
  unchanged,
} from './ingest-result.ts'
import { hasCopyName } from './copies.ts'
import { allPages } from './pages.ts'
import { addToDigest, type FoundFile, walkArchive } from './walk.ts'
import type { ParsePool } from './parse-pool.ts'

export interface FolderIngest {
  readonly context: Omit<IngestContext, 'spoolFolder' | 'closers'>
  readonly pool: ParsePool
  /** Files whose readings in the index are still valid. */
  readonly known: ReadonlyMap<string, KnownFile>
  readonly duplicates: DuplicateFinder
}

/** Some neighbouring files of the walk with their results. */
export interface IngestBatch {
  readonly found: readonly FoundFile[]
  readonly results: readonly IngestResult[]
}

/** Size of a batch: enough to be worth a message to a thread. */
const BATCH_FILES = 32
const BATCH_BYTES = 512 * 1024

/**
 * Read every file of the folder, in the order of the walk, and parse those with a new fingerprint.
 * As many batches are in progress as the pool can work on.
 */
export async function* ingestFolder(
  ingest: FolderIngest,
  digest: FolderDigest,
): AsyncGenerator<IngestBatch> {
  const inProgress: Promise<IngestBatch>[] = []
  for (const found of batchesOf(ingest.context.folder)) {
    const now = Date.now()
    for (const each of found) addToDigest(digest, each, now)
    const batch = ingestBatch(found, ingest)
    // The failure of one that is not awaited yet is thrown when it is.
    batch.catch(() => {})
    inProgress.push(batch)
    while (inProgress.length >= ingest.pool.capacity) yield* takeFirst(inProgress, ingest, digest)
  }
  while (inProgress.length > 0) yield* takeFirst(inProgress, ingest, digest)
}

/** Batches are finished in the order of the walk, which decides which of two copies is the original. */
async function* takeFirst(
  inProgress: Promise<IngestBatch>[],
  { duplicates, pool }: FolderIngest,
  digest: FolderDigest,
): AsyncGenerator<IngestBatch> {
  const batch = await inProgress.shift()
  if (!batch) return
  const results = [...batch.results]
  const again = new Map<number, IngestJob>()
  for (const [at, found] of batch.found.entries()) {
    const result = results[at]
    if (found.kind !== 'FILE' || !result) continue
    const { problems, mayHaveChanged } = duplicates.check(result)
    const isFinal = problems.length === 0 && (result.prepared !== null || !mayHaveChanged)
    if (!isFinal) again.set(at, jobFor(found, null, problems))
  }
  const parsed = again.size === 0 ? [] : await pool.parse([...again.values()])
  for (const [index, at] of [...again.keys()].entries()) {
    const result = parsed[index]
    if (result) results[at] = result
  }
  for (const [at, found] of batch.found.entries()) {
    if (found.kind === 'FILE' && results[at]?.fingerprint === null) digest.markUnreliable()
  }
  yield { ...batch, results }
}

function jobFor(
  { file, fingerprint }: Extract<FoundFile, { kind: 'FILE' }>,
  knownHash: string | null,
  extra: readonly Problem[] = [],
): IngestJob {
  return { file, fingerprint, knownHash, extra }
}

function* batchesOf(folder: string): Generator<readonly FoundFile[]> {
  let batch: FoundFile[] = []
  let bytes = 0
  for (const found of walkArchive(folder)) {
    batch.push(found)
    if (found.kind === 'FILE') bytes += found.file.bytes
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}

/** Have the pool read the files whose fingerprint is not that of the index. */
async function ingestBatch(
  found: readonly FoundFile[],
  { pool, known, context }: FolderIngest,
): Promise<IngestBatch> {
  const jobs: IngestJob[] = []
  const results = found.map((each): IngestResult | null => {
    if (each.kind === 'PROBLEM') return problemResult(each.problem, context)
    const { path } = each.file
    const before = known.get(path)
    // Whether a file is a copy depends on another file, too.
    const isSame = before && before.fingerprint === each.fingerprint.number
    if (isSame && !hasCopyName(path)) {
      return unchanged({ path, hash: before.hash || null }, before.fingerprint)
    }
    jobs.push(jobFor(each, before?.hash || null))
    return null
  })
  const parsed = jobs.length === 0 ? [] : await pool.parse(jobs)
  const next = parsed.values()
  return { found, results: results.flatMap((result) => result ?? next.next().value ?? []) }
}

export function problemResult(
  problem: Problem,
  { prepare }: Pick<IngestContext, 'prepare'>,
): IngestResult {
  const readings = { path: problem.path, file: null, readings: [], problems: [problem] }
  return prepared(readings, null, null, prepare)
}

/** Finds files with the same bytes as an earlier one. Both are served; the second has a problem. */
export interface DuplicateFinder {
  check(file: Pick<IngestResult, 'path' | 'hash'>): {
    readonly problems: readonly Problem[]
    /** The original may be another file than before, although the content is unchanged. */
    readonly mayHaveChanged: boolean
  }
}

/** @param before - paths of the duplicates in the index */
export function createDuplicateFinder(before: ReadonlySet<string>): DuplicateFinder {
  const originals = new Map<string, string>()
  return {
    check({ path, hash }) {
      const original = hash === null ? undefined : originals.get(hash)
      if (hash !== null && original === undefined) originals.set(hash, path)
      return {
        problems: original === undefined ? [] : [duplicateOf(original, path)],
        mayHaveChanged: original !== undefined || before.has(path),
      }
    },
  }
}

export function duplicateOf(original: string, path: string): Problem {
  return fileProblem(path, {
    code: 'DUPLICATE_FILE',
    severity: 'INFO',
    message: `"${path}" holds the same bytes as "${original}".`,
    hint: 'Both are served. Remove one if its quotations should be counted once.',
  })
}

/** Paths of the files that are duplicates in the index. */
export async function duplicatesIn(store: ReadStore): Promise<Set<string>> {
  const paths = new Set<string>()
  const filter = { codes: ['DUPLICATE_FILE'] }
  const byPath = { field: 'PATH', descending: false } as const
  for await (const items of allPages(store, 'problems', filter, byPath)) {
    for (const problem of await store.problems(items.map(({ id }) => id))) {
      if (problem) paths.add(problem.path)
    }
  }
  return paths
}
