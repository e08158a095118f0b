import { createLoaders, type Loaders } from '../src/loaders/loaders.ts'
import type { ArchiveChange } from '../src/model/archive.ts'
import type { Quotation } from '../src/model/quotation.ts'
import type { Builder } from './builder.ts'
import { Connection } from './connection.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { MAX_PAGE } from './paging.ts'
import { loadParts } from './parts.ts'
import { type QuotationFilter, resolveQuotationFilter } from './quotation.ts'
import type { InArticle } from './records.ts'

type Filter = QuotationFilter['$inferInput']
type Found = InArticle<Quotation>

/** Defines the subscription to new quotations. */
export function defineWatch(builder: Builder, quotationFilter: QuotationFilter): void {
  builder.subscriptionField('quotationAppeared', (t) =>
    t.field({
      type: 'Quotation',
      description: `One event for each quotation that appears, article by article in reading order: those of added articles, and those of changed articles that the article did not have before. At most ${MAX_PAGE} of one article.`,
      args: {
        filter: t.arg({ type: quotationFilter, description: 'Only quotations that match.' }),
      },
      subscribe: async (_root, { filter }, context) => {
        // What is wrong with the filter is wrong now; a name may appear later.
        await findIn([], filter ?? {}, context.load)
        return createWatch(context, filter ?? {})
      },
      resolve: (quotation: Found) => quotation,
    }),
  )
}

/** An article of which quotations may be new. */
interface ChangedArticle {
  readonly id: string
  /** The revision before; null for an article that it did not have. */
  readonly from: string | null
}

/** Articles that are asked about at once. */
const CHUNK = 100
/** Ids of announced quotations that are remembered. */
const MAX_SEEN = 10_000

function createWatch(context: Context, filter: Filter): AsyncIterableIterator<Found> {
  const changes = context.archive.changes()
  const articles: ChangedArticle[] = []
  const found: Found[] = []
  const seen = new Set<string>()

  async function next(): Promise<IteratorResult<Found, undefined>> {
    for (;;) {
      const quotation = found.shift()
      if (quotation) {
        // Loaders cache, and are of one revision.
        context.load = createLoaders(context.archive.store)
        return { done: false, value: quotation }
      }
      if (articles.length === 0) {
        const change: IteratorResult<ArchiveChange> = await changes.next()
        if (change.done) return { done: true, value: undefined }
        const { from, added, changed } = change.value
        articles.push(...added.map((id) => ({ id, from: null })))
        articles.push(...changed.map((id) => ({ id, from })))
      }
      const chunk = articles.splice(0, CHUNK)
      const all = await findNewIn(chunk, filter, context).catch((error: unknown) => {
        if (!isChanged(error)) throw error
        articles.unshift(...chunk)
        return []
      })
      for (const each of all) {
        if (seen.has(each.value.id)) continue
        seen.add(each.value.id)
        found.push(each)
      }
      for (const oldest of seen) {
        if (seen.size <= MAX_SEEN) break
        seen.delete(oldest)
      }
    }
  }

  return {
    next,
    // A generator would not end before the next event.
    return: async () => {
      await changes.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** What matches in these articles, without what they had before. */
async function findNewIn(
  articles: readonly ChangedArticle[],
  filter: Filter,
  { archive: { store } }: Context,
): Promise<readonly Found[]> {
  const all = await findIn(
    articles.map(({ id }) => id),
    filter,
    createLoaders(store),
  )
  const isNew = new Set<string>()
  for (const from of new Set(articles.map((article) => article.from))) {
    if (from === null) continue
    const changed = articles.flatMap((article) => (article.from === from ? article.id : []))
    // Null for an index that was made again, which ends the subscription.
    const since = await store.quotationsSince(from, changed)
    for (const id of since?.flat() ?? []) isNew.add(id)
  }
  const added = new Set(articles.flatMap(({ id, from }) => (from === null ? id : [])))
  return all.filter(({ reading, value }) => added.has(reading.id) || isNew.has(value.id))
}

async function findIn(
  articles: readonly string[],
  filter: Filter,
  load: Loaders,
): Promise<readonly Found[]> {
  const resolved = await resolveOrNull(filter, load)
  if (!resolved || articles.length === 0) return []
  const pages = articles.map(async (id) => {
    const owner = { kind: 'article', id } as const
    const order = [{ field: 'TEXT', descending: false }] as const
    const args = { first: MAX_PAGE }
    return new Connection({ list: 'quotations', filter: resolved, order, owner, args }, load).page
  })
  const items = (await Promise.all(pages)).flatMap((page) => page.items)
  const quotations = await loadParts('quotations', items, load)
  return quotations.filter((quotation) => quotation !== null)
}

/** Null while nothing has a name of the filter. */
async function resolveOrNull(filter: Filter, load: Loaders) {
  try {
    return await resolveQuotationFilter(filter, load)
  } catch (error) {
    if (error instanceof InputError && error.extensions.code === 'NOT_FOUND') return null
    throw error
  }
}

function isChanged(error: unknown): boolean {
  return error instanceof Error && 'extensions' in error
    ? JSON.stringify(error.extensions).includes('"ARCHIVE_CHANGED"')
    : false
}
