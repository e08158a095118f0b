import type { ArticleFilter } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import type { ReadStore } from '../store/store.ts'
import { walkList } from './walk-list.ts'

/** Every reading that matches, the oldest article first, read a page at a time. */
export async function* listReadings(
  store: ReadStore,
  filter: ArticleFilter = {},
): AsyncGenerator<Reading> {
  const oldestFirst = { field: 'PUBLISHED', descending: false } as const
  for await (const items of walkList(store, 'articles', filter, oldestFirst)) {
    for (const reading of await store.readings(items.map(({ id }) => id))) {
      if (reading) yield reading
    }
  }
}
