import type { Builder } from '../schema/builder.ts'
import type { SchemaExtension } from '../schema/extend.ts'
import type { CorrectionOptions } from './correction-desk.ts'
import type { ArticleFilter } from './model/lists.ts'
import type { Authorize } from './server/authorization.ts'
import { httpDrafts } from './server/http-draft.ts'
import { defaultLimits } from './server/limits.ts'
import type { HandlerOptions } from './server/options.ts'
import type { Caller } from './server/snapshots.ts'
import { refuseUnknown } from './unknown-options.ts'

/** Options of a served archive; everything has a default. */
export interface GatewayOptions extends Partial<
  Omit<
    HandlerOptions,
    | 'schema'
    | 'createContext'
    | 'snapshots'
    | 'keepsAnswers'
    | 'metrics'
    | 'authorize'
    | 'handlerFor'
  >
> {
  /**
   * Asked before each request is answered: `true`, a refusal, or a filter. With a filter, the archive
   * is answered as one that holds only the articles that match.
   */
  readonly authorize?: Authorize<ArticleFilter>
  /** Filters whose articles are kept ready, 16 by default; those used last. */
  readonly maxFilters?: number
  /** Gives members of the context that resolvers and plugins get, besides ours. */
  readonly context?: (request: Caller) => object | Promise<object>
  /**
   * Adds types and fields to the schema of this gateway: SDL with resolvers, or a function that gets
   * the Pothos builder. Answers then depend on more than the
   * archive, so that none is kept for later requests and none has an ETag, unless `revision` is given.
   */
  readonly extend?: SchemaExtension | ((builder: Builder) => void)
  /** Whether the archive is shown as pages beside the endpoint, `/` the first. False by default. */
  readonly pages?: boolean
  /** Whether lists can be exported at `/export` beside the endpoint. False by default. */
  readonly exports?: boolean
  /**
   * Origin under which readers reach this server, such as `https://news.example`: each `webUrl` begins
   * with it. Without it, a `webUrl` is a path.
   */
  readonly publicUrl?: string
  /**
   * Whether agents find the archive as tools of the Model Context Protocol at `/mcp`, beside the
   * endpoint; needs the package @modelcontextprotocol/sdk. False by default.
   */
  readonly mcp?: boolean
  /**
   * Who may correct readings by mutations, which write `corrections.yaml` and `speakers.yaml`. Without it,
   * the schema has none. Answers then have no ETag, because the files are part of them.
   */
  readonly corrections?: CorrectionOptions
  /**
   * Whether the schema is a subgraph of Apollo Federation 2, whose entities are the nodes. False by
   * default.
   */
  readonly federation?: boolean
  /** Whether `/metrics` is served for Prometheus; needs the package prom-client. False by default. */
  readonly metrics?: boolean
  /** Whether each answer is an OpenTelemetry span; needs @opentelemetry/api. False by default. */
  readonly tracing?: boolean
  /** Whether each answer is a line of the log, with its `x-request-id`. False by default. */
  readonly logRequests?: boolean
}

const OPTIONS = {
  authorize: true,
  bodyBytes: true,
  cacheControl: true,
  context: true,
  corrections: true,
  cors: true,
  documents: true,
  endpoint: true,
  exports: true,
  extend: true,
  federation: true,
  graphiql: true,
  hosts: true,
  http: true,
  limits: true,
  logger: true,
  maxFilters: true,
  mcp: true,
  logRequests: true,
  metrics: true,
  offload: true,
  onAnswer: true,
  onlyDocuments: true,
  pages: true,
  persistedQueryBytes: true,
  plugins: true,
  publicUrl: true,
  ready: true,
  revision: true,
  tracing: true,
} satisfies Record<keyof GatewayOptions, true>

/**
 * JavaScript has no types that would notice a typing error.
 *
 * @throws {TypeError} for an option or a limit that does not exist, and for a value that cannot be used
 */
export function checkOptions(options: GatewayOptions): void {
  refuseUnknown('createGateway', 'option', options, OPTIONS)
  const { http, endpoint, cors, limits = {} } = options
  refuseUnknown('The option "limits"', 'member', limits, defaultLimits)
  if (http && !httpDrafts.includes(http)) {
    throw new TypeError(
      `The option "http" is one of ${httpDrafts.join(', ')}, not "${String(http)}".`,
    )
  }
  if (endpoint !== undefined && !endpoint.startsWith('/')) {
    throw new TypeError(`The option "endpoint" is a path such as "/graphql", not "${endpoint}".`)
  }
  if (cors && !Array.isArray(cors.origins)) {
    throw new TypeError('The option "cors" has a list of origins: { origins: [] }.')
  }
}
