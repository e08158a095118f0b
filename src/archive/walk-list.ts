import type {
  Keyset,
  ListItem,
  ListName,
  Lists,
  ListSet,
  Order,
  Page,
  Window,
} from '../model/lists.ts'
import type { ReadStore } from '../store/store.ts'

const PAGE = 100

/** Every member of a list of the archive in its order, a page at a time. */
export async function* walkList<L extends ListName>(
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
      limit: PAGE,
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
