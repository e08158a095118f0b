import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import { type Archive, statusOf } from '../archive/archive.ts'
import type { CorrectionOptions } from '../correction-desk.ts'
import { mapAwaitable } from '../loaders/awaitable.ts'
import { type Offload, type OffloadedRequest, sentText } from '../server/direct.ts'
import { createDocuments, type DocumentOptions } from '../server/documents.ts'
import type { HttpDraft } from '../server/http-draft.ts'
import { defaultLimits, type Limits } from '../server/limits.ts'
import type { Logger } from '../server/logger.ts'
import type { CompleteResponse } from '../server/responses.ts'
import { isPostgresAddress } from '../store/postgres/address.ts'
import { findThreadModule } from '../store/thread-modules.ts'
import type { QueryMessage, QueryRequest, QueryResponse, QueryWorkerData } from './query-worker.ts'

export interface OffloadOptions extends DocumentOptions {
  readonly archive: Archive
  readonly endpoint: string
  readonly federation?: boolean
  readonly pages?: boolean
  readonly corrections?: CorrectionOptions
  readonly publicUrl?: string
  readonly http?: HttpDraft | null
  readonly limits: Partial<Limits>
  readonly logger: Logger
}

/** Threads that answer requests, with connections of their own to the index. */
export interface RunningOffload extends Offload {
  stop(): Promise<void>
}

/** Each has about 60 MB. One operation at a time is executed in each. */
const MAX_THREADS = 2
/** Requests that wait for a thread; further ones are refused. */
const MAX_WAITING = 200
/** Milliseconds without a request after which a thread ends. */
const IDLE = 120_000
/** Milliseconds that a thread may take beyond the limit of an operation before another one replaces it. */
const GRACE = 5_000
/** Replaced threads that have not ended yet; with more, requests are refused. */
const MAX_ENDING = 2
/** Milliseconds and bytes that an operation may take in the server's own thread. */
const WARM = { milliseconds: 40, responseBytes: 1024 * 1024 }
/** The same while V8 still compiles: everything is slow then, in another thread as well. */
const COLD = { ...WARM, milliseconds: 250 }
const COLD_OPERATIONS = 50
/** What takes less in another thread is executed in the server's own the next time. */
const LIGHT_MILLISECONDS = 15

// What counts or ranks over a whole list, also where names are escaped.
const COUNTING = /words|facets|timeline|totalCount|orderBy|score|%|\\u/
/** Articles and quotations. */
const LARGE = 5_000
const COUNT_INTERVAL = 1_000

/** @returns null where no thread can be started, and for an index that is not in a file */
export function startOffload(options: OffloadOptions): RunningOffload | null {
  const { url: entry } = findThreadModule(import.meta.url, 'query-worker')
  const { index } = options.archive
  const isFile = index !== ':memory:' && !isPostgresAddress(index)
  return entry && isFile ? new ThreadPool(entry, options) : null
}

interface Waiting {
  readonly request: OffloadedRequest
  readonly resolve: (response: CompleteResponse) => void
}

interface Thread {
  readonly worker: Worker
  /** What it executes; null while it is idle. */
  current: Waiting | null
  timer: NodeJS.Timeout | null
}

/**
 * At most two threads with a queue.
 *
 * Piscina 5.3 was tried instead: after two stuck threads are ended, queued requests are not executed
 * unless idle threads are kept forever, and it does not tell when a request begins, so that waiting
 * would count as execution time.
 */
class ThreadPool implements RunningOffload {
  readonly #entry: URL
  readonly #options: OffloadOptions
  readonly #milliseconds: number
  readonly #threads = new Set<Thread>()
  readonly #ending = new Set<Worker>()
  readonly #waiting: Waiting[] = []
  // What was slow on a busy machine may be fast a minute later.
  readonly #heavy = new LRUCache<string, true>({
    maxSize: 1024 * 1024,
    maxEntrySize: 64 * 1024,
    sizeCalculation: (_true, sent) => sent.length + 1,
    ttl: 60_000,
  })

  #operations = 0
  #rows = 0
  #counted = -Infinity

  constructor(entry: URL, options: OffloadOptions) {
    this.#entry = entry
    this.#options = options
    this.#milliseconds = options.limits.milliseconds ?? defaultLimits.milliseconds
  }

  nextLimits = () => {
    this.#operations += 1
    return this.#operations <= COLD_OPERATIONS ? COLD : WARM
  }

  isHeavy = (sent: string) => this.#heavy.has(sent) || (this.#isLarge() && COUNTING.test(sent))

  setHeavy = (sent: string) => void this.#heavy.set(sent, true)

  answer = (request: OffloadedRequest): Promise<CompleteResponse> =>
    new Promise((resolve) => {
      if (this.#waiting.length >= MAX_WAITING) return resolve(refused('BUSY', BUSY))
      this.#waiting.push({ request, resolve })
      this.#dispatch()
    })

  async stop(): Promise<void> {
    this.#refuseWaiting()
    for (const thread of this.#threads) this.#end(thread, 'BUSY', BUSY)
    const ends = Array.from(this.#ending, (worker) => {
      worker.ref()
      return once(worker, 'exit')
    })
    await Promise.all(ends)
  }

  #refuseWaiting(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(refused('BUSY', BUSY))
  }

  /** Whether a statement over the whole archive can take more than 20 ms. */
  #isLarge(): boolean {
    const now = performance.now()
    if (now - this.#counted < COUNT_INTERVAL) return this.#rows > LARGE
    this.#counted = now
    void mapAwaitable(this.#options.archive.store.archive(), (counts) => {
      this.#rows = counts.articleCount + counts.quotationCount
    })
    return this.#rows > LARGE
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const thread = [...this.#threads].find(({ current }) => current === null) ?? this.#start()
      if (!thread) {
        if (this.#threads.size === 0) this.#refuseWaiting()
        return
      }
      const next = this.#waiting.shift()
      if (!next) return
      if (next.request.isUnwanted())
        next.resolve(refused('CLIENT_GONE', 'The client disconnected.'))
      else this.#send(thread, next)
    }
  }

  #start(): Thread | null {
    if (this.#threads.size >= MAX_THREADS || this.#ending.size >= MAX_ENDING) return null
    const { archive, endpoint, federation = false, http = null, limits, logger } = this.#options
    const { onlyDocuments = false, pages = false, corrections, publicUrl = '' } = this.#options
    const { digest } = createDocuments(this.#options)
    const workerData: QueryWorkerData = {
      status: statusOf(archive),
      endpoint,
      federation,
      pages,
      hasCorrections: corrections !== undefined,
      publicUrl,
      http,
      limits,
      digest,
      onlyDocuments,
    }
    const thread: Thread = {
      worker: new Worker(this.#entry, {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: 1024 },
      }),
      current: null,
      timer: null,
    }
    this.#threads.add(thread)
    thread.worker.unref()
    thread.worker.on('message', (response: QueryResponse) => this.#finish(thread, response))
    thread.worker.on('error', (cause) => {
      logger.error('A thread that answers requests failed', { cause })
      this.#end(thread, 'INTERNAL', 'Internal error')
    })
    return thread
  }

  #send(thread: Thread, next: Waiting): void {
    const { method, path, headers, body, document } = next.request
    const request: QueryRequest = {
      status: statusOf(this.#options.archive),
      method,
      path,
      headers,
      body: body && new Uint8Array(body),
      document,
    }
    thread.current = next
    const expire = () => this.#end(thread, 'TIMEOUT', TIMEOUT)
    this.#setTimer(thread, expire, this.#milliseconds + GRACE)
    thread.worker.postMessage(request satisfies QueryMessage)
  }

  #finish(thread: Thread, { status, headers, body, milliseconds }: QueryResponse): void {
    if (thread.current && milliseconds < LIGHT_MILLISECONDS) {
      const { body: sent, path, document } = thread.current.request
      this.#heavy.delete(sentText(sent?.toString() ?? path, document))
    }
    const bytes = Buffer.from(body.buffer)
    const length = { 'content-length': String(bytes.length) }
    thread.current?.resolve({ status, headers: { ...headers, ...length }, body: bytes })
    thread.current = null
    this.#setTimer(thread, () => this.#end(thread, 'BUSY', BUSY), IDLE)
    this.#dispatch()
  }

  /**
   * Let a thread end itself, after what it is doing. `terminate` would end the whole process when the thread is
   * inside the native library: that library takes the pending exception for a fault of its own.
   */
  #end(thread: Thread, code: string, message: string): void {
    if (!this.#threads.delete(thread)) return
    if (thread.timer) clearTimeout(thread.timer)
    thread.current?.resolve(refused(code, message))
    thread.current = null
    const { worker } = thread
    this.#ending.add(worker)
    worker.once('exit', () => {
      this.#ending.delete(worker)
      this.#dispatch()
    })
    worker.postMessage('END' satisfies QueryMessage)
    this.#dispatch()
  }

  #setTimer(thread: Thread, action: () => void, milliseconds: number): void {
    if (thread.timer) clearTimeout(thread.timer)
    thread.timer = setTimeout(action, milliseconds)
    thread.timer.unref()
  }
}

const BUSY = 'The server is busy with other long operations. Send this one again later.'
const TIMEOUT =
  'The operation took too long. Ask for smaller pages, a narrower filter, or facets and timelines one at a time.'

function refused(code: string, message: string): CompleteResponse {
  const body = Buffer.from(JSON.stringify({ errors: [{ message, extensions: { code } }] }))
  return {
    status: code === 'INTERNAL' ? 500 : 503,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(body.length),
      'x-content-type-options': 'nosniff',
      ...(code === 'BUSY' && { 'retry-after': '5' }),
    },
    body,
  }
}
