import type { Loaders } from '../src/loaders/loaders.ts'
import type { Loading } from '../src/loaders/loading.ts'
import type { ListItem } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { InArticle } from './span.ts'

type PartList = 'quotations' | 'dates' | 'pictures'

/** Load a quotation, a date or a picture by its id: first the article that holds it, then itself. */
export function findPart<List extends PartList>(
  list: List,
  id: string,
  load: Loaders,
): Loading<InArticle<Reading[List][number]> | null> {
  return load.home[list]
    .load(id)
    .map((article) => loadPart(list, { id, article, position: null }, load))
}

/** Load a quotation, a date or a picture of a known article. */
export function loadPart<List extends PartList>(
  list: List,
  { id, article, position }: Pick<ListItem, 'id' | 'article' | 'position'>,
  load: Loaders,
): Loading<InArticle<Reading[List][number]> | null> | null {
  if (article === null) return null
  return load.reading.load(article).map((reading) => {
    const parts: readonly Reading[List][number][] = reading?.[list] ?? []
    const there = position === null ? undefined : parts[position]
    const value = there?.id === id ? there : parts.find((part) => part.id === id)
    return reading && value ? { reading, value } : null
  })
}
