import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'

/**
 * Documents by their ids: what GraphQL Code Generator and Relay write, or the manifest of Apollo's
 * `generate-persisted-query-manifest`.
 */
export type DocumentManifest = Readonly<Record<string, string>> | ApolloManifest

export interface ApolloManifest {
  readonly format: 'apollo-persisted-query-manifest'
  readonly version: number
  readonly operations: readonly { readonly id: string; readonly body: string }[]
}

/** Documents that a program keeps in a place of its own. */
export interface DocumentStore {
  /** Changes whenever an id can mean another text: ETags are made from it. */
  readonly digest: string
  find(id: string): string | undefined
}

export interface DocumentOptions {
  /** Documents that requests may name by `documentId` or `extensions.persistedQuery`. */
  readonly documents?: DocumentManifest | DocumentStore
  /** Whether every other document is refused; false by default. */
  readonly onlyDocuments?: boolean
  /** Size of the store of automatic persisted queries, 4 MB by default; 0 turns them off. */
  readonly persistedQueryBytes?: number
}

/** The members of a request that give or name its document. */
export interface GivenDocument {
  readonly query?: unknown
  readonly documentId?: unknown
  readonly extensions?: unknown
}

export interface Documents {
  /** Empty when no ids are known before requests come. */
  readonly digest: string
  /** Whether texts are refused. */
  readonly isExclusive: boolean
  /**
   * The text of the document that a request names or gives; null when it does neither.
   *
   * @throws {GraphQLError} for an unknown id, and for a text that is refused
   */
  resolve(given: GivenDocument): string | null
}

const STORE_BYTES = 4 * 1024 * 1024

// The hash, and the objects around an entry.
const ENTRY_BYTES = 200

const NO_DOCUMENTS: DocumentStore = { digest: '', find: () => undefined }

/** @throws {TypeError} for a manifest of another form, and for `onlyDocuments` without documents */
export function createDocuments(options: DocumentOptions): Documents {
  const { documents, onlyDocuments = false, persistedQueryBytes = STORE_BYTES } = options
  if (onlyDocuments && !documents) throw new TypeError('onlyDocuments needs the option documents.')
  const known = documents ? storeOf(documents) : NO_DOCUMENTS
  // Registering a query would let every text in.
  const registered = onlyDocuments ? null : createRegistered(persistedQueryBytes)
  const find = (id: string) =>
    findPrefixed(known, id) ?? registered?.get(id.replace(/^sha256:/, ''))

  function findById(given: GivenDocument, id: unknown): string {
    if (typeof id !== 'string') throw refusal('BAD_REQUEST', 'documentId must be a string.')
    if (given.query) throw refusal('BAD_REQUEST', 'Send documentId or query, not both.')
    return requireKnown(find(id), 'DOCUMENT_NOT_FOUND', 'No document has this id.')
  }

  function findByHash(hash: string): string {
    const text = find(hash)
    if (registered) return requireKnown(text, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
    if (documents) return requireKnown(text, 'DOCUMENT_NOT_FOUND', 'No document has this hash.')
    return requireKnown(text, 'PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported')
  }

  function register(hash: string, text: string): void {
    if (!registered || registered.get(hash) === text) return
    if (createHash('sha256').update(text).digest('hex') !== hash) {
      throw refusal('PERSISTED_QUERY_HASH_MISMATCH', 'sha256Hash is not the hash of the query.')
    }
    registered.set(hash, text)
  }

  return {
    digest: known.digest,
    isExclusive: onlyDocuments,
    resolve(given) {
      const { query, documentId } = given
      if (documentId !== undefined && documentId !== null) return findById(given, documentId)
      const hash = hashOf(given.extensions)
      if (hash !== null && !query) return findByHash(hash)
      if (onlyDocuments) throw refusal('DOCUMENT_REQUIRED', ONLY_DOCUMENTS)
      if (typeof query !== 'string') return null
      if (hash !== null) register(hash, query)
      return query
    },
  }
}

const ONLY_DOCUMENTS =
  'This server answers only its trusted documents. Send the documentId of one instead of a query.'

/**
 * Read a manifest.
 *
 * @throws {TypeError} for a value of another form
 */
export function parseManifest(value: unknown): ReadonlyMap<string, string> {
  if (!isRecord(value)) throw new TypeError(MANIFEST)
  const entries =
    'operations' in value && Array.isArray(value.operations)
      ? value.operations.map((one: unknown) => (isRecord(one) ? [one.id, one.body] : []))
      : Object.entries(value)
  return new Map(
    entries.map(([id, text]) => {
      if (typeof id === 'string' && typeof text === 'string') return [id, text]
      throw new TypeError(MANIFEST)
    }),
  )
}

const MANIFEST =
  'A manifest of documents must be an object with a text for each id, or a persisted query manifest of Apollo.'

function storeOf(documents: DocumentManifest | DocumentStore): DocumentStore {
  if (isStore(documents)) return documents
  const texts = parseManifest(documents)
  const sorted = [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('base64url')
  return { digest, find: (id) => texts.get(id) }
}

function isStore(documents: DocumentManifest | DocumentStore): documents is DocumentStore {
  return isRecord(documents) && typeof documents.find === 'function'
}

/** Manifests write hashes with and without their prefix. */
function findPrefixed(store: DocumentStore, id: string): string | undefined {
  return (
    store.find(id) ??
    store.find(id.startsWith('sha256:') ? id.slice('sha256:'.length) : `sha256:${id}`)
  )
}

function createRegistered(bytes: number): LRUCache<string, string> | null {
  if (bytes === 0) return null
  return new LRUCache({
    maxSize: bytes,
    sizeCalculation: (text) => 2 * text.length + ENTRY_BYTES,
  })
}

/**
 * The hash of `extensions.persistedQuery`; null when there is none.
 *
 * @throws {GraphQLError} for another form or version
 */
function hashOf(extensions: unknown): string | null {
  if (!isRecord(extensions) || extensions.persistedQuery === undefined) return null
  const { persistedQuery } = extensions
  if (isRecord(persistedQuery) && persistedQuery.version === 1) {
    const { sha256Hash } = persistedQuery
    if (typeof sha256Hash === 'string') return sha256Hash
  }
  throw refusal('BAD_REQUEST', 'extensions.persistedQuery must have version 1 and a sha256Hash.')
}

export type DocumentCode =
  | 'DOCUMENT_NOT_FOUND'
  | 'DOCUMENT_REQUIRED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'PERSISTED_QUERY_HASH_MISMATCH'

function requireKnown(text: string | undefined, code: DocumentCode, message: string): string {
  if (text === undefined) throw refusal(code, message)
  return text
}

// Clients send the text of a query after these, which are no faults of theirs.
const EXPECTED = new Set(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'])

function refusal(code: DocumentCode | 'BAD_REQUEST', message: string): GraphQLError {
  const status = EXPECTED.has(code) ? 200 : 400
  const http = { status, headers: { 'cache-control': 'no-store' } }
  return new GraphQLError(message, { extensions: { code, http } })
}

/** Whether a value is an object of JSON, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
