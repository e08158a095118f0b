import { writeFileSync } from 'node:fs'
import type { Facet, ListName, Lists, ListSet } from '../../src/model/lists.ts'
import { allPages } from '../../src/archive/pages.ts'
import { openArchive } from '../../src/open-archive.ts'
import type { Store } from '../../src/store/store.ts'
import { LIST_ORDERS } from '../store/asking.ts'

const ARTICLE_FACETS = [
  'PUBLISHER',
  'WIRE_AGENCY',
  'RELAY',
  'PICTURE_CREDIT',
  'AUTHOR',
  'SPEAKER',
  'LANGUAGE',
] as const
const QUOTATION_FACETS = [
  'SPEAKER',
  'KIND',
  'NAMING',
  'BASIS',
  'FACTUALITY',
  'TIER',
  'RELAY',
] as const
const DATE_FACETS = ['TYPE', 'FORM', 'RELATION', 'PRECISION', 'VALUE'] as const

/** Words of every text that the attacks use. */
const SEARCHED = ['ferry', '"we wait"', 'harb*', 'quay', 'the']

/**
 * Everything that can be asked of an index, as text: all records, each list in every order, facets, timelines,
 * searches, names and near-duplicates. Without the time of indexing.
 */
export async function exportOf(store: Store): Promise<string> {
  const ids = {
    articles: await idsIn(store, 'articles'),
    quotations: await idsIn(store, 'quotations'),
    speakers: await idsIn(store, 'speakers'),
    sources: await idsIn(store, 'sources'),
    dates: await idsIn(store, 'dates'),
    pictures: await idsIn(store, 'pictures'),
    problems: await idsIn(store, 'problems'),
  }
  const first = (list: ListName) => Object.values(ids[list])[0]?.toSorted() ?? []
  const readings = await store.readings(first('articles'))
  const paths = [...new Set(readings.flatMap((reading) => reading?.article.path ?? []))]
  const speakers = await store.speakers(first('speakers'))
  const sources = await store.sources(first('sources'))
  const all = {
    archive: { ...(await store.archive()), indexedAt: null },
    contents: await store.contents(),
    ids,
    readings,
    files: (await store.files(paths)).map((file) => ({ ...file, modified: null })),
    hashes: [...(await store.hashesByPath())].toSorted(),
    speakers,
    sources,
    problems: await store.problems(first('problems')),
    versions: await store.earlierVersions(first('articles')),
    similar: await store.nearDuplicatesOf(first('articles')),
    phrases: await store.quotationsWithPhrase(['the ferry', 'we wait', 'the'], 100),
    names: await store.idsByName(
      'speakers',
      speakers.flatMap((speaker) => speaker?.name ?? []),
    ),
    articlesOf: {
      quotations: await store.articleIdsOf('quotations', first('quotations')),
      dates: await store.articleIdsOf('dates', first('dates')),
      pictures: await store.articleIdsOf('pictures', first('pictures')),
    },
    facets: [
      ...(await facetsOf(store, 'articles', ARTICLE_FACETS)),
      ...(await facetsOf(store, 'quotations', QUOTATION_FACETS)),
      ...(await facetsOf(store, 'dates', DATE_FACETS)),
    ],
    timelines: await store.timelines(setOf('articles'), 'MONTH', ['']),
    searches: await Promise.all(SEARCHED.map((words) => searchOf(store, words))),
  }
  return JSON.stringify(all, null, 1)
}

/** The export of a folder after its index is brought up to date. */
export async function exportAt(folder: string, index: string): Promise<string> {
  const archive = await openArchive(folder, { index })
  try {
    return await exportOf(archive.store)
  } finally {
    await archive.close()
  }
}

function setOf<L extends ListName>(list: L, filter: Lists[L]['filter'] = {}): ListSet<L> {
  return { list, filter, owner: null, roles: [] }
}

/** Ids of a list in each order, both ways. */
async function idsIn<L extends ListName>(store: Store, list: L): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const field of LIST_ORDERS[list]) {
    for (const descending of [false, true]) {
      const ids: string[] = []
      for await (const items of allPages(store, list, {}, { field, descending })) {
        ids.push(...items.map(({ id }) => id))
      }
      found[`${field} ${descending ? 'DESC' : 'ASC'}`] = ids
    }
  }
  return found
}

async function facetsOf<L extends ListName>(
  store: Store,
  list: L,
  facets: readonly Lists[L]['facet'][],
): Promise<(readonly Facet[])[]> {
  const found: (readonly Facet[])[] = []
  for (const facet of facets) {
    found.push(...(await store.facets(setOf(list), facet, 100, [''])))
  }
  return found
}

async function searchOf(store: Store, words: string) {
  const ids: string[] = []
  const byPath = { field: 'PATH', descending: false } as const
  for await (const items of allPages(store, 'articles', { words }, byPath)) {
    ids.push(...items.map(({ id }) => id))
  }
  return {
    ids,
    scores: await store.scores('articles', words, ids),
    highlights: await store.highlights('articles', words, ids),
    quotations: await store.counts(setOf('quotations', { words }), ['']),
  }
}

/** The lines around the first difference; null when there is none. */
export function firstDifference(got: string, right: string): string | null {
  if (got === right) return null
  if (process.env.DUMP) {
    writeFileSync(`${process.env.DUMP}.got`, got)
    writeFileSync(`${process.env.DUMP}.right`, right)
  }
  const wanted = right.split('\n')
  const lines = got.split('\n')
  const at = lines.findIndex((line, number) => line !== wanted[number])
  return `another export: ${lines[at] ?? 'nothing'} instead of ${wanted[at] ?? 'nothing'}`
}
