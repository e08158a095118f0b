import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { runToEnd } from '../store/steps.ts'
import { findThreadModule } from '../store/thread-modules.ts'
import { abandoned, type AbandonReason, type ReadingLimits, withoutPart } from './abandoned.ts'
import type { IngestContext, IngestJob, IngestResult } from './ingest-result.ts'
import type { SidecarWorkerData } from './parse-worker.ts'
import {
  type ParsedSidecar,
  parseSidecar,
  type SidecarContents,
  type SidecarFile,
  type SidecarLimits,
} from './sidecars.ts'
import { MAX_DELAY, runWithin, tryWithin } from './time-limits.ts'
import { type Batch, WorkerPool } from './worker-pool.ts'

/**
 * Reads and parses files, on worker threads and on the main thread. A file that takes too much time
 * or memory is abandoned: it gets a problem instead of articles, and all other files are read.
 */
export interface ParsePool {
  /** Batches to keep in progress; more would only use memory. */
  readonly capacity: number
  /** @returns the results in the order of the jobs */
  parse(jobs: readonly IngestJob[]): Promise<readonly IngestResult[]>
  close(): Promise<void>
}

export interface ParsePoolOptions {
  /** Threads that parse, including the main thread; by default the number of processors. */
  readonly threads?: number | undefined
  /** Module with the store's `prepare` for threads; null when it works on the main thread only. */
  readonly prepareModule: string | null
  /** Number of files that are certain to be parsed. */
  readonly expected?: number
  /** Keep the main thread free, because it serves requests. */
  readonly inBackground: boolean
  readonly limits: ReadingLimits
}

/** Starting threads takes as long as parsing this many files. */
const MIN_FILES_FOR_THREADS = 300

/** Larger files are parsed on a worker thread, which can be stopped when it needs too much memory. */
const MAX_INLINE_BYTES = 128 * 1024

/** Files up to this size are parsed together under one time limit. */
const MAX_TOGETHER_BYTES = 16 * 1024

/**
 * Milliseconds after which a file that is parsed with others is stopped and parsed alone, under the
 * limit of the settings.
 */
const TOGETHER_TIMEOUT = 1_000

/** Milliseconds of parsing after which the main thread yields to requests, or to its threads. */
const TIME_SLICE = 10
const TIME_SLICE_UNSERVED = 40

export function createParsePool(
  pooled: Omit<IngestContext, 'spoolFolder' | 'closers'>,
  {
    threads = availableParallelism(),
    expected = 0,
    prepareModule,
    inBackground,
    limits,
  }: ParsePoolOptions,
): ParsePool {
  const spoolFolder = join(tmpdir(), `pressgraph-${randomUUID()}`)
  const closers = new Set<() => void>()
  const context = { ...pooled, spoolFolder, closers }
  const { folder, rules, readers, onFault } = context
  const queue: Batch[] = []
  let workers: WorkerPool | null = null
  let isUnavailable = false
  let received = 0
  let isDraining = false
  let restoreJitFlags = () => {}

  const start = (size: number) => {
    if (isUnavailable || (workers && workers.size >= size)) return
    const { url: entry, reason } = findParseWorker()
    if (!entry || prepareModule === null)
      return fallBack(reason ?? 'the store has no module for it')
    if (workers) return workers.grow(size)
    const { modules } = readers
    const data = { folder, rules, modules, prepareModule, spoolFolder }
    workers = new WorkerPool({
      ...data,
      entry,
      size,
      queue,
      limits,
      onFault,
      onUnavailable,
      abandon,
      abandonPart,
    })
  }
  const fallBack = (reason: string) => {
    isUnavailable = true
    onFault(new Error(`Files are parsed on the main thread: ${reason}.`))
  }
  /** No thread can be started: the main thread parses everything. */
  const onUnavailable = (error: unknown) => {
    workers = null
    fallBack(error instanceof Error ? error.message : String(error))
    void drainQueue()
  }
  const abandon = (job: IngestJob, reason: AbandonReason) => abandoned(job, reason, context, limits)
  const abandonPart = (job: IngestJob, part: number, reason: AbandonReason) =>
    withoutPart(job, part, reason, limits)

  const startForFiles = (files: number) => {
    if (files < MIN_FILES_FOR_THREADS || isUnavailable || threads === 1) return
    if (workers && workers.size >= threads - 1) return
    restoreJitFlags()
    restoreJitFlags = reduceJit()
    start(inBackground ? threads : threads - 1)
  }
  const isForWorkers = ({ jobs }: Batch) =>
    !isUnavailable && (inBackground || jobs.some(({ file }) => file.bytes > MAX_INLINE_BYTES))

  const closeInterrupted = () => {
    for (const close of closers) close()
    closers.clear()
  }

  const parseInline = async (jobs: readonly IngestJob[]) => {
    // Imported late, because it loads the extractors.
    const { ingestFile } = await import('./ingest-file.ts')
    const results: IngestResult[] = []
    const queued = [...jobs]

    /** Parse the next small files under one time limit: setting a limit takes as long as a file. */
    const parseTogether = () => {
      const parsed: IngestResult[] = []
      const sliceEnd = performance.now() + (inBackground ? TIME_SLICE : TIME_SLICE_UNSERVED)
      const run = tryWithin(Math.min(limits.timeout, TOGETHER_TIMEOUT), () => {
        for (const job of queued) {
          if (!isSmall(job) || performance.now() > sliceEnd) break
          parsed.push(runToEnd(ingestFile(job, context)))
        }
      })
      if (!run) closeInterrupted()
      queued.splice(0, parsed.length)
      results.push(...parsed)
      return run !== null
    }
    const parseAlone = async (job: IngestJob) => {
      let part = -1
      // Null while it runs: a generator that was stopped then cannot go on, and is made again.
      let paused: ReturnType<typeof ingestFile> | null = ingestFile(job, context)
      let restarts = 0
      const next = () => {
        if (!paused) {
          restarts += 1
          closeInterrupted()
        }
        if (restarts > 1) return null
        const run = paused ?? ingestFile(job, context)
        paused = null
        const step = run.next()
        paused = run
        return step
      }
      let step = runWithin(limits.timeout, next)
      while (step && !step.done) {
        part = step.value
        await setImmediate()
        step = runWithin(limits.timeout * (restarts > 0 ? MAX_DELAY : 1), next)
      }
      if (!step) closeInterrupted()
      const rest = step || part < 0 ? null : abandonPart(job, part, 'TIMEOUT')
      if (rest) queued.unshift(rest)
      else results.push(step ? step.value : abandon(job, 'TIMEOUT'))
    }

    for (let job = queued[0]; job; job = queued[0]) {
      if (!isSmall(job) || !parseTogether()) {
        const alone = queued.shift()
        if (alone) await parseAlone(alone)
      }
      if (queued.length > 0) await setImmediate()
    }
    return results
  }
  /** Parse queued batches on the main thread while all workers are busy. */
  const drainQueue = async () => {
    if (isDraining) return
    isDraining = true
    await setImmediate()
    for (let at = queue.findIndex((batch) => !isForWorkers(batch)); at >= 0;) {
      const [batch] = queue.splice(at, 1)
      if (batch) await parseInline(batch.jobs).then(batch.resolve, batch.reject)
      await setImmediate()
      at = queue.findIndex((batch) => !isForWorkers(batch))
    }
    isDraining = false
  }

  startForFiles(expected)
  return {
    get capacity() {
      return workers?.isReady ? workers.capacity + threads + 1 : inBackground ? threads + 1 : 1
    },
    parse(jobs) {
      received += jobs.length
      startForFiles(received)
      return new Promise((resolve, reject) => {
        const batch = { jobs, resolve, reject, isRetry: false }
        if (isForWorkers(batch)) start(1)
        queue.push(batch)
        workers?.dispatch()
        void drainQueue()
      })
    },
    async close() {
      // Callers have stopped waiting for these.
      queue.length = 0
      restoreJitFlags()
      await workers?.close()
      rmSync(spoolFolder, { recursive: true, force: true })
    },
  }
}

function isSmall({ file }: IngestJob): boolean {
  return file.bytes <= MAX_TOGETHER_BYTES
}

const findParseWorker = () => findThreadModule(import.meta.url, 'parse-worker')

/** Smaller sidecar files are parsed on the main thread within a few milliseconds. */
const MAX_INLINE_SIDECAR_BYTES = 32 * 1024

/** Parse a sidecar file without blocking the main thread: a large one gets a thread of its own. */
export async function parseSidecarInBackground<File extends SidecarFile>(
  folder: string,
  file: File,
  limits: SidecarLimits,
): Promise<ParsedSidecar<SidecarContents[File]>> {
  const size = statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0
  const { url: entry } = findParseWorker()
  if (!entry || size < MAX_INLINE_SIDECAR_BYTES) return parseSidecar(folder, file, limits)
  const workerData: SidecarWorkerData = { folder, file, ...limits }
  const worker = new Worker(entry, { workerData })
  try {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- posted by the parse worker
    const [parsed]: ParsedSidecar<SidecarContents[File]>[] = await once(worker, 'message')
    return parsed ?? parseSidecar(folder, file, limits)
  } finally {
    await worker.terminate()
  }
}

// How often a function must run before V8 optimises it, and how much code is inlined into it.
const V8_DEFAULTS = ['--interrupt-budget=67584', '--max-inlined-bytecode-size-cumulative=920']
const REDUCED = ['--interrupt-budget=400000', '--max-inlined-bytecode-size-cumulative=300']

let reducing = 0

/**
 * Have V8 optimise less code while an index is made: each thread optimises everything for itself,
 * and for the first thousands of articles that takes longer than running it. Measured: a fifth less
 * CPU time for 2,000 articles. Requests are answered faster with V8's defaults.
 *
 * @returns a function that restores the defaults
 */
function reduceJit(): () => void {
  reducing += 1
  if (reducing === 1) REDUCED.forEach(setFlagsFromString)
  return () => {
    reducing -= 1
    if (reducing === 0) V8_DEFAULTS.forEach(setFlagsFromString)
  }
}
