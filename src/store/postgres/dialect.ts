import type {
  Dialect,
  Phrase,
  Search,
  SearchDialect,
  SqlType,
  Values,
} from '../relational/dialect.ts'
import { articleOf, partsByIds } from '../relational/keys.ts'
import { queriesOf, rankQueryOf } from './text-vectors.ts'

const each = (list: string, alias: string) =>
  `(SELECT ordinality - 1 AS key, value
    FROM jsonb_array_elements(${list}::text::jsonb) WITH ORDINALITY) ${alias}`
const value = (alias: string, type: SqlType) =>
  type === 'text' ? `(${alias}.value #>> '{}')` : `(${alias}.value)::bigint`
const member = (alias: string, at: number, type: SqlType) =>
  `(${alias}.value ->> ${at})${type === 'text' ? '' : '::bigint'}`

const TEXTS = {
  articles: { table: 'article_text', items: 'article' },
  quotations: { table: 'quotation_text', items: 'quotation' },
  pictures: { table: 'picture_text', items: 'picture' },
} as const

/** Of more hits, only the newest are scored: each takes about 20 µs. The schema says so. */
const MOST_RANKED = 2_000

/** Full-text search in vectors of our own words. */
const search: SearchDialect = {
  disorder: null,

  condition: matches,

  hits(search, candidates, values) {
    const { table, items } = TEXTS[search.list]
    const { from, where } = candidates ?? { from: `${items} t`, where: [] }
    const limit = candidates && `ORDER BY t.published DESC, t.key DESC LIMIT ${MOST_RANKED}`
    return `WITH matching AS MATERIALIZED (
        SELECT t.key FROM ${from}
        WHERE ${[...where, matches(search, 't.key', values)].join(' AND ')} ${limit ?? ''}),
      hit (key, score) AS MATERIALIZED (
        SELECT m.key, ${scoreOf(search, values)} FROM matching m
        JOIN ${table} x ON x.key = m.key GROUP BY m.key)`
  },

  // The planner chooses between the hits and the order of days by the frequency of the words.
  walk: () => null,

  scores(search, list, values) {
    const { table, items } = TEXTS[search.list]
    const named =
      search.list === 'articles'
        ? `${each(list, 'j')} JOIN ${items} t ON t.id = ${value('j', 'text')}`
        : partsByIds(DIALECT, items, list)
    return `SELECT j.key, ${scoreOf(search, values)} FROM ${named}
      JOIN ${table} x ON x.key = t.key WHERE ${matches(search, 't.key', values)} GROUP BY j.key`
  },

  quotationsWith: (list) => `FROM ${each(list, 'j')}
    CROSS JOIN LATERAL (SELECT DISTINCT key FROM quotation_text
      WHERE words @@ ${member('j', 1, 'text')}::tsquery) x
    JOIN quotation t ON t.key = x.key
    JOIN article a ON a.key = ${articleOf('t.key')}
    WHERE true`,
  phrase: (phrase) => queriesOf(phrase).join(' & '),
}

/** Each phrase may be in another row of a long text. */
function matches({ list, sets }: Search, key: string, values: Values): string {
  const { table } = TEXTS[list]
  const [only, ...others] = sets
  if (!only) return 'false'
  if (others.length === 0) {
    return only
      .flatMap(queriesOf)
      .map(
        (query) => `EXISTS (SELECT 1 FROM ${table} x
          WHERE x.key = ${key} AND x.words @@ ${values.add(query)}::tsquery)`,
      )
      .join(' AND ')
  }
  const keysOf = (phrases: readonly Phrase[]) =>
    phrases
      .flatMap(queriesOf)
      .map((query) => `SELECT key FROM ${table} WHERE words @@ ${values.add(query)}::tsquery`)
      .join(' INTERSECT ')
  return `${key} IN (${sets.map((set) => `(${keysOf(set)})`).join(' UNION ')})`
}

// A word of the headline weighs five times one of the body. 1: divided by the logarithm of the length.
const WEIGHTS = `'{0.2, 0.2, 0.2, 1}'`
const BY_LENGTH = 1

/** SQL for the score of the rows of one text. */
function scoreOf({ sets }: Search, values: Values): string {
  const query = rankQueryOf(sets.flat())
  if (query === '') return '0::float8'
  return `max(ts_rank(${WEIGHTS}, x.words, ${values.add(query)}::tsquery, ${BY_LENGTH}))::float8`
}

export const DIALECT: Dialect = {
  join: 'JOIN',
  byKey: '',
  json: (list) =>
    JSON.stringify(list, (_, each: unknown) => (typeof each === 'string' ? storable(each) : each)),
  each,
  value,
  member,
  unindexed: (key) => key,
  nameIn: (record) => `(${record}::json ->> 0)`,
  aliasesIn: (record) => `(${record}::json ->> 2)`,
  dateOfDay: (day) => `to_char(DATE '1970-01-01' + ${day}, 'YYYY-MM-DD')`,
  pageOfOwners: ({ owners, table, join, keys }) =>
    `FROM ${owners} CROSS JOIN LATERAL (${keys}) page JOIN ${table} t ON t.key = page.key${join}`,
  formatIn: (record) => `(${record}::json ->> 0)`,
  packHash: (hash) => hash,
  hashOf: (hash) => hash,
  indexedBy: () => '',
  search,
}

/**
 * Whether a statement searches texts. It is to be planned each time, since the best plan depends on how
 * frequent the words are: a plan for all words takes seconds for a frequent one.
 */
export function hasSearch(sql: string): boolean {
  return sql.includes('::tsquery')
}

const UNSTORABLE = /[\0\p{Surrogate}]/u

/** PostgreSQL has no texts with NUL or half of a character. */
export function storable(text: string): string {
  return UNSTORABLE.test(text) ? Buffer.from(text).toString().replaceAll('\0', '\u0001') : text
}
