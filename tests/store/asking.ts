import type { ArchiveChange } from '../../src/model/archive.ts'
import type { ListItem, ListName, Lists, ListSet, Page, Window } from '../../src/model/lists.ts'
import type { Reading } from '../../src/model/reading.ts'
import type { SourceRole } from '../../src/model/source.ts'
import type { Span } from '../../src/model/span.ts'
import type { FileReadings, IndexStamp, Store } from '../../src/store/store.ts'

export const STAMP: IndexStamp = { extractor: '1', settings: 'none', corrections: '' }

/** Put files into a store and commit. */
export async function fill(store: Store, ...files: FileReadings[]): Promise<ArchiveChange | null> {
  return change(store, { put: files })
}

export async function change(
  store: Store,
  { put = [], remove = [] }: { put?: readonly FileReadings[]; remove?: readonly string[] },
  stamp: IndexStamp = STAMP,
): Promise<ArchiveChange | null> {
  const change = await store.beginChange()
  await change.put(put)
  await change.remove(remove)
  return change.commit({ name: 'Harbour papers', stamp, indexedAt: '2031-06-01T00:00:00Z' })
}

/** Every order of each list that needs no search. */
export const LIST_ORDERS: {
  readonly [L in ListName]: readonly Exclude<Lists[L]['order'], 'RELEVANCE'>[]
} = {
  articles: ['PUBLISHED', 'PATH', 'HEADLINE', 'WORD_COUNT'],
  quotations: ['PUBLISHED', 'TEXT', 'CONFIDENCE', 'WORD_COUNT'],
  speakers: ['NAME', 'QUOTATIONS', 'LAST_QUOTED'],
  sources: ['NAME', 'ARTICLES'],
  dates: ['DATE', 'PUBLISHED', 'TEXT', 'CERTAINTY'],
  pictures: ['PUBLISHED', 'TEXT'],
  problems: ['SEVERITY', 'PATH'],
}

/** What a test asks of a list; an order is written "PUBLISHED desc". */
export interface Asked<L extends ListName> {
  readonly filter?: Lists[L]['filter']
  readonly by?: string | readonly string[]
  readonly owner?: Lists[L]['owner']
  readonly owners?: readonly string[]
  readonly roles?: readonly SourceRole[]
  readonly limit?: number
  readonly after?: ListItem | undefined
  readonly before?: ListItem | undefined
  readonly backwards?: boolean
}

const STANDARD: { readonly [L in ListName]: string } = {
  articles: 'PATH',
  quotations: 'TEXT',
  speakers: 'NAME',
  sources: 'NAME',
  dates: 'TEXT',
  pictures: 'TEXT',
  problems: 'PATH',
}

export function setOf<L extends ListName>(list: L, asked: Asked<L> = {}): ListSet<L> {
  const { filter = {}, owner = null, roles = [] } = asked
  return { list, filter, owner, roles }
}

export function windowOf<L extends ListName>(list: L, asked: Asked<L>): Window<Lists[L]['order']> {
  const { by = STANDARD[list], limit = 100, after, before, backwards = false } = asked
  return {
    order: [by].flat().map((each) => {
      const [field = '', direction] = each.split(' ')
      return { field: field as Lists[L]['order'], descending: direction === 'desc' }
    }),
    limit,
    after: after?.keyset ?? null,
    before: before?.keyset ?? null,
    backwards,
  }
}

/** The only page of a list. */
export async function pageOf<L extends ListName>(
  store: Store,
  list: L,
  asked: Asked<L> = {},
): Promise<Page> {
  const owners = asked.owners ?? ['']
  const [page] = await store.pages(setOf(list, asked), windowOf(list, asked), owners)
  if (!page) throw new Error('No page')
  return page
}

/** The members of a list as a reader would name them. */
export async function listOf<L extends ListName>(
  store: Store,
  list: L,
  asked: Asked<L> = {},
): Promise<string[]> {
  return namesOf(store, list, (await pageOf(store, list, asked)).items)
}

/** The same for several owners. */
export async function listsOf<L extends ListName>(
  store: Store,
  list: L,
  asked: Asked<L> & { readonly owners: readonly string[] },
): Promise<string[][]> {
  const pages = await store.pages(setOf(list, asked), windowOf(list, asked), asked.owners)
  return Promise.all(pages.map(({ items }) => namesOf(store, list, items)))
}

/** Paths, words, expressions, captions, names, or codes with paths. */
async function namesOf(
  store: Store,
  list: ListName,
  items: readonly ListItem[],
): Promise<string[]> {
  const ids = items.map(({ id }) => id)
  if (list === 'speakers') return (await store.speakers(ids)).map((it) => it?.name ?? '?')
  if (list === 'sources') return (await store.sources(ids)).map((it) => it?.name ?? '?')
  if (list === 'problems') {
    return (await store.problems(ids)).map((it) => (it ? `${it.code} ${it.path}` : '?'))
  }
  const readings = await store.readings(items.map(({ article }) => article ?? ''))
  return readings.map((reading, at) => (reading ? nameIn(reading, list, ids[at] ?? '') : '?'))
}

function nameIn({ article, quotations, dates, pictures }: Reading, list: ListName, id: string) {
  const words = (spans: readonly Span[] | undefined) =>
    spans?.map(({ start, end }) => article.body.slice(start, end)).join(' ') ?? '?'
  if (list === 'quotations') return words(quotations.find((it) => it.id === id)?.content)
  if (list === 'dates') {
    return words(dates.filter((it) => it.id === id).map(({ span }) => span))
  }
  if (list === 'pictures') return pictures.find((it) => it.id === id)?.caption ?? '?'
  return article.key ? `${article.path}#${article.key}` : article.path
}

/** Every page of a list, walked in either direction, as ids in list order. */
export async function walk<L extends ListName>(
  store: Store,
  list: L,
  asked: Asked<L>,
  between: () => Promise<void> = async () => {},
): Promise<string[]> {
  const ids: string[] = []
  let edge: ListItem | undefined
  for (let more = true; more;) {
    const cursor = asked.backwards ? { before: edge } : { after: edge }
    const page = await pageOf(store, list, { ...asked, ...cursor })
    const found = page.items.map(({ id }) => id)
    ids.splice(asked.backwards ? 0 : ids.length, 0, ...found)
    edge = page.items.at(asked.backwards ? 0 : -1)
    more = (asked.backwards ? page.hasMoreBefore : page.hasMoreAfter) && edge !== undefined
    await between()
  }
  return ids
}
