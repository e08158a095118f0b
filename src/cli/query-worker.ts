// A thread that answers GraphQL requests for `startOffload`. Nothing imports this file: it is an entry
// of its own, also in the bundle.
import { parentPort, workerData } from 'node:worker_threads'
import { type ArchiveStatus, openReplica } from '../archive/archive.ts'
import { createGateway } from '../gateway.ts'
import type { HttpDraft } from '../server/http-draft.ts'
import type { Limits } from '../server/limits.ts'
import { createStderrLogger } from '../server/logger.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'

/** What the thread is started with. */
export interface QueryWorkerData {
  readonly status: ArchiveStatus
  readonly endpoint: string
  readonly federation: boolean
  readonly pages: boolean
  /** Whether the schema has corrections, which this thread only reads. */
  readonly hasCorrections: boolean
  readonly publicUrl: string
  readonly http: HttpDraft | null
  readonly limits: Partial<Limits>
  /** Of the documents of the server, which are part of its ETags. */
  readonly digest: string
  readonly onlyDocuments: boolean
}

/** A message to the thread, which answers each with a `QueryResponse`. */
export interface QueryRequest {
  readonly status: ArchiveStatus
  readonly method: string
  /** Path and query string. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer> | null
  /** The text of the document that the request names. */
  readonly document: string | null
}

/** END ends the thread. */
export type QueryMessage = QueryRequest | 'END'

export interface QueryResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
  /** That the thread took. */
  readonly milliseconds: number
}

// oxlint-disable-next-line typescript/no-unsafe-assignment -- posted by `startOffload`
const started: QueryWorkerData = workerData
const {
  status: first,
  endpoint,
  federation,
  http,
  pages,
  hasCorrections,
  publicUrl,
  limits,
  digest,
  onlyDocuments,
} = started
const store = openSqliteStore({ path: first.index, isShared: true })
const { archive, receive } = openReplica(first, store)
const logger = createStderrLogger()
// Each thread has one request at a time.
let named: string | null = null
const { fetch } = createGateway(archive, {
  endpoint,
  federation,
  pages,
  ...(hasCorrections && { corrections: { authorize: () => null } }),
  publicUrl,
  http,
  limits,
  logger,
  graphiql: false,
  documents: { digest, find: () => named ?? undefined },
  onlyDocuments,
  persistedQueryBytes: 0,
})
let last = JSON.stringify(first)

parentPort?.on('message', (message: QueryMessage) => {
  if (message === 'END') process.exit()
  const { status, method, path, headers, body, document } = message
  const now = JSON.stringify(status)
  if (now !== last) receive(status)
  last = now
  named = document
  const url = new URL(path, 'http://localhost')
  void respond(new Request(url, { method, headers, body }))
})

async function respond(request: Request): Promise<void> {
  const start = performance.now()
  // What takes long is not begun again because the archive changes meanwhile.
  const release = store.holdSnapshot()
  try {
    const response = await fetch(request)
    const body = new Uint8Array(await response.arrayBuffer())
    const answer: QueryResponse = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body,
      milliseconds: performance.now() - start,
    }
    parentPort?.postMessage(answer, [body.buffer])
  } finally {
    release()
  }
}
