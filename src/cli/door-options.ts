import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CorrectionOptions } from '../correction-desk.ts'
import type { GatewayOptions } from '../gateway.ts'
import { type DocumentManifest, parseManifest } from '../server/documents.ts'
import { isLoopback, loopbackHosts } from '../server/hosts.ts'
import { type HttpDraft, httpDrafts } from '../server/http-draft.ts'
import { CommandError, exitCodes } from './failures.ts'
import { collect, parseSize } from './options.ts'

/** Options that decide who reaches the server, how, and what it answers. */
export interface DoorOptions {
  readonly host: string
  readonly cors?: readonly string[]
  readonly allowHost?: readonly string[]
  readonly endpoint: string
  /** In seconds. */
  readonly keepAlive: number
  readonly pages: boolean
  readonly publicUrl?: string
  readonly mcp?: boolean
  readonly corrections?: CorrectionOptions
  readonly export: boolean
  readonly federation?: boolean
  readonly http?: HttpDraft
  readonly metrics?: boolean
  readonly tracing?: boolean
  readonly log?: 'json'
  readonly documents?: DocumentManifest
  readonly onlyDocuments?: boolean
  readonly persistedQueryBytes?: number
}

/** Each is also read from the environment and from the `--config` file. */
export function addDoorOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--cors <origin>',
        'web site whose pages may read answers, like https://news.example; repeatable, * for all',
      )
        .env('PRESSGRAPH_CORS')
        .argParser(collect(parseOrigin)),
    )
    .addOption(
      new Option(
        '--allow-host <name>',
        'host name that is answered besides localhost, as behind a proxy; repeatable',
      )
        .env('PRESSGRAPH_ALLOW_HOST')
        .argParser(collect(parseHostName)),
    )
    .addOption(
      new Option('--endpoint <path>', 'path of GraphQL and GraphiQL')
        .env('PRESSGRAPH_ENDPOINT')
        .default('/graphql')
        .argParser(parseEndpoint),
    )
    .addOption(
      new Option('--keep-alive <seconds>', 'how long an idle connection stays open')
        .env('PRESSGRAPH_KEEP_ALIVE')
        .default(65)
        .argParser(parseKeepAlive),
    )
    .addOption(
      new Option(
        '--documents <file>',
        'JSON file of trusted documents, as codegen, Relay or Apollo write it',
      )
        .env('PRESSGRAPH_DOCUMENTS')
        .argParser(readManifest),
    )
    .addOption(
      new Option('--only-documents', 'refuse every operation that is not a trusted document').env(
        'PRESSGRAPH_ONLY_DOCUMENTS',
      ),
    )
    .addOption(
      new Option(
        '--persisted-query-bytes <size>',
        'store of automatic persisted queries; 0 for none',
      )
        .env('PRESSGRAPH_PERSISTED_QUERY_BYTES')
        .default(undefined, '4M')
        .argParser((text) => (text === '0' ? 0 : parseSize(text))),
    )
    .addOption(
      new Option('--no-pages', 'do not show the archive as pages; / leads to GraphiQL then'),
    )
    .addOption(new Option('--no-export', 'do not serve whole lists as files at /export'))
    .addOption(
      new Option(
        '--public-url <origin>',
        'origin under which readers reach this server, like https://news.example: each webUrl begins with it',
      )
        .env('PRESSGRAPH_PUBLIC_URL')
        .argParser(parsePublicUrl),
    )
    .addOption(
      new Option(
        '--mcp',
        'serve tools for agents at /mcp; needs the package @modelcontextprotocol/sdk',
      ).env('PRESSGRAPH_MCP'),
    )
    .addOption(
      new Option(
        '--corrections <file>',
        'let editors correct readings; each line of the file is a token and a name',
      )
        .env('PRESSGRAPH_CORRECTIONS')
        .argParser(readEditors),
    )
    .addOption(
      new Option('--federation', 'be a subgraph of Apollo Federation 2').env(
        'PRESSGRAPH_FEDERATION',
      ),
    )
    .addOption(
      new Option('--http <draft>', 'status codes of a draft of GraphQL over HTTP: 422 and 294')
        .env('PRESSGRAPH_HTTP')
        .choices(httpDrafts),
    )
    .addOption(
      new Option('--metrics', 'serve /metrics for Prometheus; needs the package prom-client').env(
        'PRESSGRAPH_METRICS',
      ),
    )
    .addOption(
      new Option(
        '--tracing',
        'give each answer to OpenTelemetry as a span; needs the package @opentelemetry/api',
      ).env('PRESSGRAPH_TRACING'),
    )
    .addOption(
      new Option('--log <format>', 'write each request to the standard error, with its id')
        .env('PRESSGRAPH_LOG')
        .choices(['json']),
    )
}

/** @throws {CommandError} for an option that needs another one */
export function checkDocumentOptions({ documents, onlyDocuments }: DoorOptions): void {
  if (!onlyDocuments || documents) return
  throw new CommandError('--only-documents needs --documents FILE.', exitCodes.usage)
}

/** A server on a loopback address accepts only loopback host names, and those that are allowed. */
export function gatewayOptionsOf(
  options: DoorOptions,
): Pick<
  GatewayOptions,
  | 'cors'
  | 'hosts'
  | 'pages'
  | 'publicUrl'
  | 'mcp'
  | 'corrections'
  | 'exports'
  | 'federation'
  | 'http'
  | 'metrics'
  | 'tracing'
  | 'logRequests'
  | 'documents'
  | 'onlyDocuments'
  | 'persistedQueryBytes'
> & { readonly endpoint: string } {
  const { host, cors, allowHost, endpoint, pages, log } = options
  const { federation = false, http = null, mcp = false, metrics = false } = options
  const { documents, onlyDocuments, persistedQueryBytes, publicUrl, corrections } = options
  const { tracing = false } = options
  const isRestricted = isLoopback(host) || allowHost !== undefined
  return {
    endpoint,
    pages,
    mcp,
    exports: options.export,
    federation,
    http,
    metrics,
    tracing,
    logRequests: log === 'json',
    ...(publicUrl !== undefined && { publicUrl }),
    ...(corrections && { corrections }),
    ...(documents && { documents }),
    ...(onlyDocuments && { onlyDocuments }),
    ...(persistedQueryBytes !== undefined && { persistedQueryBytes }),
    ...(cors && { cors: { origins: cors } }),
    ...(isRestricted && { hosts: [...loopbackHosts, ...(allowHost ?? [])] }),
  }
}

function parseOrigin(text: string): string {
  const origin = text === '*' ? text : originOf(text)
  if (origin !== null) return origin
  throw new InvalidArgumentError('Write an origin without a path, like https://news.example, or *.')
}

function parsePublicUrl(text: string): string {
  const origin = originOf(text)
  if (origin !== null) return origin
  throw new InvalidArgumentError('Write an origin without a path, like https://news.example.')
}

function originOf(text: string): string | null {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : null
}

function parseHostName(text: string): string {
  const url = URL.parse(`http://${text}/`)
  const isHost = url?.pathname === '/' && url.hostname !== '' && !/:\d*$/.test(text)
  if (isHost) return url.hostname
  throw new InvalidArgumentError('Write a host name without a port, like news.example.')
}

function parseEndpoint(text: string): string {
  const path = text.replace(/\/+$/, '')
  const isPath = /^(?:\/[\w.~-]+)+$/.test(path) && path !== '/health' && path !== '/ready'
  if (isPath && URL.parse(path, 'http://localhost')?.pathname === path) return path
  throw new InvalidArgumentError('Write a path, like /graphql or /news/graphql.')
}

function parseKeepAlive(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (seconds >= 1) return seconds
  throw new InvalidArgumentError('Write a number of seconds, from 1 to 9999.')
}

/** A parser for an option that names a file of trusted documents. */
export function readManifest(path: string): DocumentManifest {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return Object.fromEntries(parseManifest(manifest))
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'It cannot be read.')
  }
}

const MIN_TOKEN = 16

/** Editors by the digests of their tokens, which tell nothing of a token by the time of a comparison. */
function readEditors(path: string): CorrectionOptions {
  const editors = new Map<string, string>()
  for (const line of readLines(path)) {
    const { token = '', name = '' } = /^(?<token>\S+)\s+(?<name>\S.*)$/.exec(line)?.groups ?? {}
    if (token.length < MIN_TOKEN) {
      throw new InvalidArgumentError(
        `Each line is a token of at least ${MIN_TOKEN} characters, a blank and the name of an editor.`,
      )
    }
    editors.set(digestOf(token), name.trim())
  }
  if (editors.size === 0) throw new InvalidArgumentError('The file names no editor.')
  return {
    authorize({ header }) {
      const [, token = ''] = /^Bearer (\S+)$/i.exec(header('authorization') ?? '') ?? []
      return editors.get(digestOf(token)) ?? null
    },
  }
}

function readLines(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'It cannot be read.')
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
