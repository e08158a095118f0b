// A thread that reads and understands files; `WorkerPool` starts it. Nothing imports this file: it is
// an entry of its own, also where the rest is bundled.
import { parentPort, workerData } from 'node:worker_threads'
import type { PrepareFile } from '../store/store.ts'
import type { Rules } from './open-file.ts'
import { type Job, understand, type Understood } from './understand.ts'

/** What the thread is given when it starts. */
export interface WorkerData {
  readonly folder: string
  readonly rules: Rules
  /** As the store names it. */
  readonly prepareModule: string
}

/** What it is asked, one at a time. */
export type Question = readonly Job[]

/** What it answers: READY once, then an answer to each question. */
export type Answer =
  | { readonly kind: 'READY' }
  | {
      readonly kind: 'UNDERSTOOD'
      readonly files: readonly Understood[]
      readonly faults: readonly unknown[]
    }

const { folder, rules, prepareModule }: WorkerData = workerData
const { prepare }: { readonly prepare: PrepareFile } = await import(prepareModule)

parentPort?.on('message', (jobs: Question) => {
  const faults: unknown[] = []
  const onFault = (error: unknown) => void faults.push(error)
  const surroundings = { folder, rules, prepare, onFault }
  const files = jobs.map((job) => understand(job, surroundings))
  answer({ kind: 'UNDERSTOOD', files, faults: faults.map(plain) })
})
answer({ kind: 'READY' })

function answer(message: Answer): void {
  parentPort?.postMessage(message)
}

/** An error as any thread can have it. */
function plain(fault: unknown): unknown {
  return fault instanceof Error ? fault : String(fault)
}
