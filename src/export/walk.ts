import { setImmediate as nextTurn } from 'node:timers/promises'
import * as v from 'valibot'
import { isRecord } from '../server/documents.ts'
import { ExportError, PageError, type PageFault } from './errors.ts'
import { type ExportPlan, pageKeys, pageVariables } from './plan.ts'
import { type Item, memberOf } from './rows.ts'

/** A page of an export. */
export interface ExportPage {
  readonly items: readonly Item[]
  /** Of the last member so far; null before the first. */
  readonly cursor: string | null
  /** Of the archive when the page was read. */
  readonly revision: string
  /** Of the response, for those that a caller needs, too. */
  readonly headers: Headers
}

/** Sends a GraphQL request to the gateway. */
export type Ask = (body: string) => Promise<Response>

export interface WalkOptions {
  /** Cursor to start after, instead of that of the document. */
  readonly after: string | null
  /** Whether the walk goes on when the archive changes. */
  readonly allowChanges: boolean
  readonly signal: AbortSignal | null
}

/** A smaller page may be within these limits. */
const OF_LARGE_PAGES = new Set<unknown>(['TOO_COSTLY', 'RESPONSE_TOO_LARGE', 'TIMEOUT'])

/**
 * Walk a connection to its end. Pages that are over a limit are asked for again in halves.
 *
 * @throws {PageError} for a page with an error
 * @throws {ExportError} EXPORT_CHANGED, before any member of another revision
 */
export async function* walkPages(
  plan: ExportPlan,
  ask: Ask,
  { after, allowChanges, signal }: WalkOptions,
): AsyncGenerator<ExportPage, void> {
  let cursor = after ?? plan.after
  let size = plan.pageSize
  let revision: string | null = null
  let hasNext = true
  while (hasNext && !signal?.aborted) {
    const page = await askPage(plan, ask, size, cursor)
    if ('errors' in page) {
      const isTooLarge = page.errors.some(({ extensions }) => OF_LARGE_PAGES.has(extensions?.code))
      if (!isTooLarge || size === 1) throw new PageError(page.status, page.errors, page.headers)
      size = Math.floor(size / 2)
      continue
    }
    if (revision !== null && page.revision !== revision && !allowChanges) {
      throw new ExportError('EXPORT_CHANGED', changedMessage(cursor))
    }
    revision = page.revision
    hasNext = page.hasNextPage
    cursor = page.endCursor ?? cursor
    yield { items: page.items, cursor, revision, headers: page.headers }
    // Reads of an index are synchronous: others would wait until the end.
    await nextTurn()
  }
}

function changedMessage(cursor: string | null): string {
  return `The archive changed during the export. The rows so far belong to one revision and end at the cursor ${cursor ?? '(none)'}. Export again, or allow changes.`
}

interface AnsweredPage {
  readonly items: readonly Item[]
  readonly hasNextPage: boolean
  readonly endCursor: string | null
  readonly revision: string
  readonly headers: Headers
}

interface RefusedPage {
  readonly status: number
  readonly errors: readonly PageFault[]
  readonly headers: Headers
}

async function askPage(
  { document, variables, path, itemsKey, nodeKey }: ExportPlan,
  ask: Ask,
  size: number,
  after: string | null,
): Promise<AnsweredPage | RefusedPage> {
  const page = { [pageVariables.size]: size, [pageVariables.after]: after }
  const body = JSON.stringify({ query: document, variables: { ...variables, ...page } })
  const response = await ask(body)
  const { status, headers } = response
  const { data, errors } = v.parse(Answer, await readJson(response))
  if (errors || !isRecord(data)) return { status, errors: errors ?? [], headers }
  const { revision } = v.parse(Archive, data[pageKeys.archive])
  const connection = path.reduce<unknown>(memberOf, data)
  // A node of the way is null: nothing is below it.
  if (!isRecord(connection)) {
    return { items: [], hasNextPage: false, endCursor: null, revision, headers }
  }
  const { hasNextPage, endCursor } = v.parse(PageInfo, connection[pageKeys.pageInfo])
  const items = membersOf(connection[itemsKey])
  const merged = nodeKey === null ? items : items.map((edge) => mergeEdge(edge, nodeKey))
  return { items: merged, hasNextPage, endCursor, revision, headers }
}

const Answer = v.object({
  data: v.optional(v.unknown()),
  errors: v.optional(
    v.array(
      v.object({
        message: v.string(),
        extensions: v.optional(v.record(v.string(), v.unknown())),
      }),
    ),
  ),
})
const Archive = v.object({ revision: v.string() })
const PageInfo = v.object({ hasNextPage: v.boolean(), endCursor: v.nullable(v.string()) })

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    // A server in between, or a plugin, answered in another form.
    return { errors: [{ message: `A page was answered with the status ${response.status}.` }] }
  }
}

function membersOf(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

/** The members of an edge beside those of its node. */
function mergeEdge(edge: Item, nodeKey: string): Item {
  const { [nodeKey]: node, ...others } = edge
  return isRecord(node) ? { ...others, ...node } : others
}
