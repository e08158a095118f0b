import type { Loaders } from '../src/loaders/loaders.ts'
import type { Reading } from '../src/model/reading.ts'
import type { InArticle } from './span.ts'

type PartList = 'quotations' | 'dates' | 'pictures'

/** Load a quotation, a date or a picture by its id: first the article that holds it, then itself. */
export async function findPart<List extends PartList>(
  list: List,
  id: string,
  load: Loaders,
): Promise<InArticle<Reading[List][number]> | null> {
  return loadPart(list, { id, article: await load.home[list].load(id) }, load)
}

/** Load a quotation, a date or a picture of a known article. */
export async function loadPart<List extends PartList>(
  list: List,
  { id, article }: { readonly id: string; readonly article: string | null },
  load: Loaders,
): Promise<InArticle<Reading[List][number]> | null> {
  const reading = article === null ? null : await load.reading.load(article)
  const parts: readonly Reading[List][number][] = reading?.[list] ?? []
  const value = parts.find((part) => part.id === id)
  return reading && value ? { reading, value } : null
}
