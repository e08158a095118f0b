import type { ListName, ListSet, Order } from '../../model/lists.ts'
import type { QuotationPlace } from '../store.ts'
import { type Dialect, type Search, Values } from './dialect.ts'
import { UNDATED, idHalves, partIdOf, positionOf } from './keys.ts'
import { parseSearch } from './search-text.ts'
import { type Steps, all } from './statements.ts'

/** The search of a set; null for none. */
export function searchOf({ list, filter }: ListSet<ListName>): Search | null {
  if (list !== 'articles' && list !== 'quotations') return null
  if ('phrases' in filter && filter.phrases !== undefined) {
    return { list, sets: filter.phrases.map(phrasesOf).filter(({ length }) => length > 0) }
  }
  if (!('words' in filter) || filter.words === undefined) return null
  return searchFor(list, filter.words)
}

function searchFor(list: Search['list'], words: string): Search {
  const phrases = parseSearch(words)
  return { list, sets: phrases.length > 0 ? [phrases] : [] }
}

function phrasesOf(phrases: readonly string[]) {
  return parseSearch(phrases.map((phrase) => `"${phrase}"`).join(' '))
}

/** Whether hits and keys of articles are in the order of days. */
export function* areHitsInDayOrder({ search: { disorder } }: Dialect): Steps<boolean> {
  return disorder === null || (yield { kind: 'CHECK', ...disorder }).length === 0
}

/** The same set without its search. */
export function withoutWords<L extends ListName>(set: ListSet<L>): ListSet<L> {
  // Whether a copy is the first one depends on the words.
  if ('copies' in set.filter && set.filter.copies) return set
  return { ...set, filter: { ...set.filter, words: undefined, phrases: undefined } }
}

/** Whether items are ordered by score. */
export function isRanked(set: ListSet<ListName>, order: readonly Order[]): boolean {
  return searchOf(set) !== null && order.some(({ field }) => field === 'RELEVANCE')
}

/** Whether no other filter could select old hits. */
export function isFilteredByWordsOnly({ filter }: ListSet<ListName>): boolean {
  return Object.entries(filter).every(
    ([member, value]) => member === 'words' || member === 'phrases' || value === undefined,
  )
}

/** Scores of some items; only these are searched. */
export function* scoresOf(
  dialect: Dialect,
  list: 'articles' | 'quotations',
  words: string,
  ids: readonly string[],
): Steps<(number | null)[]> {
  const search = searchFor(list, words)
  if (search.sets.length === 0) return ids.map(() => null)
  const values = new Values(dialect)
  const wanted = values.addList(list === 'quotations' ? ids.map(idHalves) : ids)
  const rows = yield* all(dialect.search.scores(search, wanted, values), values.list)
  const scores = new Map(rows.map(([at, value]) => [Number(at), Number(value)]))
  return ids.map((_, at) => scores.get(at) ?? null)
}

/** One statement, which searches once for each phrase. */
export function* quotationsWithPhrase(
  dialect: Dialect,
  phrases: readonly string[],
  limit: number,
): Steps<QuotationPlace[][]> {
  const found = phrases.map((): QuotationPlace[] => [])
  const searched = phrases.flatMap((words, at) => {
    const [phrase] = parseSearch(`"${words}"`)
    return phrase ? [[at, dialect.search.phrase(phrase)]] : []
  })
  const rows = yield* all(
    `SELECT at, article, tie, position FROM (
      SELECT ${dialect.member('j', 0, 'integer')} AS at, a.id AS article, t.tie AS tie,
        ${positionOf('t.key')} AS position,
        row_number() OVER (
          PARTITION BY j.key ORDER BY t.published = ${UNDATED}, t.published, t.tie
        ) AS number
      ${dialect.search.quotationsWith('?1')}
    ) numbered WHERE number <= ?2 ORDER BY at, number`,
    [dialect.json(searched), limit],
  )
  for (const [at, article, tie, position] of rows) {
    const home = String(article)
    const id = partIdOf(home, Number(tie))
    found[Number(at)]?.push({ id, article: home, position: Number(position) })
  }
  return found
}
