import type {
  ArticleFilter,
  Keyset,
  ListItem,
  ListName,
  Lists,
  ListSet,
  Order,
  Page,
  Window,
} from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import type { ReadStore } from '../store/store.ts'

const PAGE_SIZE = 100

/** Every item of a list in the given order, one page per step. */
export async function* allPages<L extends ListName>(
  store: ReadStore,
  list: L,
  filter: Lists[L]['filter'],
  order: Order<Lists[L]['order']>,
): AsyncGenerator<readonly ListItem[]> {
  const set: ListSet<L> = { list, filter, owner: null, roles: [] }
  let after: Keyset | null = null
  do {
    const window: Window<Lists[L]['order']> = {
      order: [order],
      limit: PAGE_SIZE,
      after,
      before: null,
      backwards: false,
    }
    const [page]: readonly Page[] = await store.pages(set, window, [''])
    if (!page) return
    yield page.items
    after = page.hasMoreAfter ? (page.items.at(-1)?.keyset ?? null) : null
  } while (after)
}

/** Every matching reading, oldest article first, loaded one page at a time. */
export async function* allReadings(
  store: ReadStore,
  filter: ArticleFilter = {},
): AsyncGenerator<Reading> {
  const oldestFirst = { field: 'PUBLISHED', descending: false } as const
  for await (const items of allPages(store, 'articles', filter, oldestFirst)) {
    for (const reading of await store.readings(items.map(({ id }) => id))) {
      if (reading) yield reading
    }
  }
}
