import { type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import type { ListItem } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { InArticle } from './records.ts'

type PartList = 'quotations' | 'dates' | 'pictures'
type Part<List extends PartList> = InArticle<Reading[List][number]>

/** Loads a quotation, date or picture by its id: first its article, then the part. */
export function findPart<List extends PartList>(
  list: List,
  id: string,
  load: Loaders,
): Awaitable<Part<List> | null> {
  return mapAwaitable(load.articleIdOf[list].load(id), (article) =>
    article === null
      ? null
      : mapAwaitable(load.reading.load(article), (reading) => partOf(list, reading, id, null)),
  )
}

/** Loads the quotations, dates or pictures of a page from their articles. */
export function loadParts<List extends PartList>(
  list: List,
  items: readonly Pick<ListItem, 'id' | 'article' | 'position'>[],
  load: Loaders,
): Awaitable<readonly (Part<List> | null)[]> {
  const readings = load.reading.loadMany(items.map(({ article }) => article ?? ''))
  return mapAwaitable(readings, (all) =>
    items.map(({ id, position }, at) => partOf(list, all[at] ?? null, id, position)),
  )
}

/** @param position - expected index in the article, tried first; null if unknown */
function partOf<List extends PartList>(
  list: List,
  reading: Reading | null,
  id: string,
  position: number | null,
): Part<List> | null {
  const parts: readonly Reading[List][number][] = reading?.[list] ?? []
  const expected = position === null ? undefined : parts[position]
  const value = expected?.id === id ? expected : parts.find((part) => part.id === id)
  return reading && value ? { reading, value } : null
}
