// A thread that reads and parses files for `ParsePool`. Nothing imports this file: it is an entry of
// its own, also in the bundle.
import { parentPort, workerData } from 'node:worker_threads'
import type { PrepareFile } from '../store/store.ts'
import { ingestFile } from './ingest-file.ts'
import type { IngestJob, IngestResult, ReadingRules } from './ingest-result.ts'

/** What the thread is started with. */
export interface WorkerData {
  readonly folder: string
  readonly rules: ReadingRules
  /** Module with the store's `prepare`. */
  readonly prepareModule: string
}

/** A message to the thread: one batch of files. */
export type WorkerRequest = readonly IngestJob[]

/** A message from the thread: READY once, then RESULTS for each request. */
export type WorkerResponse =
  | { readonly kind: 'READY' }
  | {
      readonly kind: 'RESULTS'
      readonly results: readonly IngestResult[]
      readonly faults: readonly unknown[]
    }

const { folder, rules, prepareModule }: WorkerData = workerData
const { prepare }: { readonly prepare: PrepareFile } = await import(prepareModule)

parentPort?.on('message', (jobs: WorkerRequest) => {
  const faults: unknown[] = []
  const onFault = (error: unknown) => void faults.push(error)
  const context = { folder, rules, prepare, onFault }
  const results = jobs.map((job) => ingestFile(job, [], context))
  respond({ kind: 'RESULTS', results, faults: faults.map(cloneable) })
})
respond({ kind: 'READY' })

function respond(response: WorkerResponse): void {
  parentPort?.postMessage(response)
}

/** Errors can be sent between threads; other thrown values may not. */
function cloneable(fault: unknown): unknown {
  return fault instanceof Error ? fault : String(fault)
}
