// A thread that reads and parses files for `ParsePool`. Nothing imports this file: it is an entry of
// its own, also in the bundle.
import { readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { PrepareFile } from '../store/store.ts'
import type { IngestJob, IngestResult, ReadingRules } from './ingest-result.ts'
import type { ExtensionModule } from './readers.ts'
import { parseSidecar, type SidecarFile } from './sidecars.ts'

/** What the thread is started with. */
export interface WorkerData {
  readonly folder: string
  readonly rules: ReadingRules
  readonly modules: readonly ExtensionModule[]
  /** Module with the store's `prepare`. */
  readonly prepareModule: string
  readonly spoolFolder: string
  /**
   * Number of the batch, index of the file in progress (or -1), steps that were made, and number of
   * its part (or -1).
   */
  readonly position: SharedArrayBuffer
}

/** A message to the thread. */
export interface WorkerRequest {
  readonly batch: number
  readonly jobs: readonly IngestJob[]
}

/** A message from the thread: READY once, then RESULTS for each request. */
export type WorkerResponse =
  | {
      readonly kind: 'READY'
      /** Number of the thread in the operating system; null where it is unknown. */
      readonly thread: string | null
    }
  | {
      readonly kind: 'RESULTS'
      readonly batch: number
      readonly results: readonly IngestResult[]
      readonly faults: readonly unknown[]
    }

/** What a thread is started with that parses one sidecar file. */
export interface SidecarWorkerData {
  readonly folder: string
  readonly file: SidecarFile
  readonly maxBytes: number
  /** Names of the formats that extensions add. */
  readonly formats: readonly string[]
}

// oxlint-disable-next-line typescript/no-unsafe-assignment -- posted by the worker pool
const started: WorkerData | SidecarWorkerData = workerData
if ('file' in started) parentPort?.postMessage(parseSidecar(started.folder, started.file, started))
else await parseFiles(started)

async function parseFiles(data: WorkerData) {
  const { folder, rules, modules, prepareModule, spoolFolder, position: shared } = data
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- `Store.prepareModule` exports it
  const { prepare }: { readonly prepare: PrepareFile } = await import(prepareModule)
  const { ingestFile } = await import('./ingest-file.ts')
  const { reloadReaders } = await import('./readers.ts')
  const readers = await reloadReaders(modules)
  const position = new Int32Array(shared)

  parentPort?.on('message', ({ batch, jobs }: WorkerRequest) => {
    const faults: unknown[] = []
    const onFault = (error: unknown) => void faults.push(error)
    const closers = new Set<() => void>()
    const context = { folder, rules, readers, prepare, spoolFolder, onFault, closers }
    const results = jobs.map((job, index) => {
      position[3] = -1
      position[1] = index
      position[0] = batch
      const run = ingestFile(job, context)
      let step = run.next()
      for (; !step.done; step = run.next()) {
        position[3] = step.value
        Atomics.add(position, 2, 1)
      }
      return step.value
    })
    position.fill(-1)
    respond({ kind: 'RESULTS', batch, results, faults: faults.map(cloneable) })
  })
  respond({ kind: 'READY', thread: systemThread() })
}

/** Linux names the calling thread: "123/task/456". */
function systemThread(): string | null {
  try {
    return basename(readlinkSync('/proc/thread-self'))
  } catch {
    return null
  }
}

function respond(response: WorkerResponse): void {
  parentPort?.postMessage(response)
}

/** Errors can be sent between threads; other thrown values may not. */
function cloneable(fault: unknown): unknown {
  return fault instanceof Error ? fault : String(fault)
}
