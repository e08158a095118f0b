import type { GraphQLSchema } from 'graphql'
import { createReport, type OnAnswer, type Report } from './answers.ts'
import type { Authorize, HandlerFor } from './authorization.ts'
import type { Cors } from './cors.ts'
import type { Offload } from './direct.ts'
import { createDocuments, type DocumentOptions, type Documents } from './documents.ts'
import type { Revision } from './etag.ts'
import type { GraphiQLOptions } from './graphiql-page.ts'
import type { HttpDraft } from './http-draft.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createStderrLogger, type Logger } from './logger.ts'
import type { PlainResponse } from './responses.ts'
import type { Ready } from './routes.ts'
import type { Caller, SnapshotSource } from './snapshots.ts'

/** What a handler serves, and to whom. */
export interface HandlerOptions extends DocumentOptions {
  readonly schema: GraphQLSchema
  /** Called for each operation. */
  readonly createContext: (caller: Caller) => object | Promise<object>
  /** Without it no response is cached. */
  readonly snapshots?: SnapshotSource
  /** Whether an answer may be given again while the snapshot is the same. True by default. */
  readonly keepsAnswers?: boolean
  /** Revision of what is served, for ETags; without it responses have none. */
  readonly revision?: Revision
  /** `Cache-Control` of answers with an ETag, `private, no-cache` by default. */
  readonly cacheControl?: string
  /** Status codes of a draft of GraphQL over HTTP; those of the specification by default. */
  readonly http?: HttpDraft | null
  /** Whether queries can be answered now. Always, by default. */
  readonly ready?: Ready
  /** Answers `/metrics`. Without it there are none. */
  readonly metrics?: (() => Promise<PlainResponse>) | null
  /** What GraphiQL opens with; false for no GraphiQL. */
  readonly graphiql?: GraphiQLOptions | false
  /** Those that differ from `defaultLimits`. */
  readonly limits?: Partial<Limits>
  /** Which other web sites may read responses. None, by default. */
  readonly cors?: Cors | false
  /** Host names that are served, without ports; every one by default. See `loopbackHosts`. */
  readonly hosts?: readonly string[]
  /** Path of the GraphQL endpoint, `/graphql` by default. */
  readonly endpoint?: string
  /** Largest body of a request in bytes, 256 kB by default. */
  readonly bodyBytes?: number
  /** Asked before each request is answered; by default everything is. */
  readonly authorize?: Authorize<object>
  /** Serves a request for which `authorize` gives a filter; without it such a request is refused. */
  readonly handlerFor?: HandlerFor
  /** Called after each answer, for logs and metrics. */
  readonly onAnswer?: OnAnswer
  /**
   * Further Yoga plugins, which act after the limits. A plugin with a hook that sees queries or
   * requests sends every request through Yoga, which takes several times as long.
   */
  readonly plugins?: readonly object[]
  /** Other threads, for operations that take long; none by default. */
  readonly offload?: Offload
  /** JSON lines on the standard error, by default. */
  readonly logger?: Logger
}

/** Options with every default filled in. */
export interface ResolvedOptions extends Required<
  Omit<
    HandlerOptions,
    | 'snapshots'
    | 'hosts'
    | 'limits'
    | 'plugins'
    | 'authorize'
    | 'handlerFor'
    | 'metrics'
    | 'onAnswer'
    | 'keepsAnswers'
    | 'offload'
    | keyof DocumentOptions
  >
> {
  readonly hosts: readonly string[] | null
  readonly limits: Limits
  readonly plugins: readonly object[]
  readonly metrics: (() => Promise<PlainResponse>) | null
  readonly report: Report | null
  readonly offload: Offload | null
  readonly documents: Documents
}

export const defaultBodyBytes = 256 * 1024

export const defaultEndpoint = '/graphql'

export function resolveOptions(options: HandlerOptions): ResolvedOptions {
  const logger = options.logger ?? createStderrLogger()
  const documents = createDocuments(options)
  return {
    cacheControl: 'private, no-cache',
    ready: () => true,
    graphiql: {},
    cors: false,
    http: null,
    endpoint: defaultEndpoint,
    bodyBytes: defaultBodyBytes,
    ...options,
    logger,
    documents,
    revision: revisionWith(documents, options.revision ?? (() => null)),
    report: options.onAnswer ? createReport(options.onAnswer, logger) : null,
    hosts: options.hosts ?? null,
    plugins: options.plugins ?? [],
    metrics: options.metrics ?? null,
    offload: options.offload ?? null,
    limits: { ...defaultLimits, ...options.limits },
  }
}

/** An id can mean another text when the documents change. */
function revisionWith({ digest }: Documents, revision: Revision): Revision {
  if (digest === '') return revision
  const extend = (known: string | null) => (known === null ? null : `${known} ${digest}`)
  return () => {
    const known = revision()
    return known instanceof Promise ? known.then(extend) : extend(known)
  }
}
