import type { Dialect, HitWalk, Phrase, Search, SearchDialect } from '../relational/dialect.ts'
import {
  MOST_PARTS,
  OVERFLOW,
  articleOf,
  dayOfKey,
  keyRange,
  partKey,
  partsByIds,
} from '../relational/keys.ts'

const SHA256 = /^[0-9a-f]{64}$/

const each = (list: string, alias: string) => `json_each(${list}) ${alias}`
const value = (alias: string) => `${alias}.value`
const member = (alias: string, at: number) => `${alias}.value ->> ${at}`

// A word of the headline weighs five times one of the body.
const TEXTS = {
  articles: { table: 'article_text', items: 'article', score: '-bm25(article_text, 1.0, 5.0)' },
  quotations: { table: 'quotation_text', items: 'quotation', score: '-bm25(quotation_text)' },
  pictures: { table: 'picture_text', items: 'picture', score: '-bm25(picture_text)' },
} as const

/**
 * Scoring takes one or two microseconds per hit, and a common word hits most articles: of more hits,
 * only the newest are scored. The schema says so.
 */
const MOST_RANKED = 10_000

/** Full-text search with FTS5. */
const search: SearchDialect = {
  // A day had more articles than keys.
  disorder: { sql: 'SELECT 1 FROM article WHERE key >= ? LIMIT 1', values: [OVERFLOW[0]] },

  condition(search, key, values) {
    const expression = matchExpression(search)
    if (expression === null) return 'false'
    const { table } = TEXTS[search.list]
    return `${key} IN (SELECT rowid FROM ${table} WHERE ${table} MATCH ${values.add(expression)})`
  },

  hits(search, candidates, values) {
    const { table, score } = TEXTS[search.list]
    const expression = matchExpression(search)
    const match = expression === null ? 'false' : `${table} MATCH ${values.add(expression)}`
    const edge = `SELECT rowid FROM ${table} WHERE ${match}
      ORDER BY rowid DESC LIMIT 1 OFFSET ${MOST_RANKED - 1}`
    const bound = candidates?.areNewestLast !== true ? '' : ` AND rowid >= ifnull((${edge}), 0)`
    return `WITH hit (key, score) AS MATERIALIZED (
      SELECT rowid, ${score} FROM ${table} WHERE ${match}${bound})`
  },

  walk(search, values) {
    const expression = matchExpression(search)
    const { table } = TEXTS[search.list]
    const match = expression === null ? 'false' : `${table} MATCH ${values.add(expression)}`
    return hitWalk(search.list, match)
  },

  scores(search, list, values) {
    const { table, items, score } = TEXTS[search.list]
    const match = `${table} MATCH ${values.add(matchExpression(search) ?? '')}`
    const named =
      search.list === 'articles'
        ? `${each(list, 'j')} CROSS JOIN ${items} t ON t.id = j.value`
        : partsByIds(DIALECT, items, list)
    // Only the key range of the items is searched.
    return `WITH wanted (key, at) AS MATERIALIZED (SELECT t.key, j.key FROM ${named})
      SELECT wanted.at, ${score} FROM ${table} CROSS JOIN wanted ON wanted.key = ${table}.rowid
      WHERE ${match}
        AND ${table}.rowid BETWEEN (SELECT min(key) FROM wanted) AND (SELECT max(key) FROM wanted)`
  },

  quotationsWith: (list) => `FROM ${each(list, 'j')} CROSS JOIN quotation_text
    CROSS JOIN quotation t ON t.key = quotation_text.rowid
    CROSS JOIN article a ON a.key = ${articleOf('t.key')}
    WHERE quotation_text MATCH ${member('j', 1)}`,
  phrase: expressionOf,
}

/** Walks hits in the order of their keys, which is that of the days of publication. */
function hitWalk(list: Search['list'], match: string): HitWalk {
  const { table } = TEXTS[list]
  const isArticle = list === 'articles'
  return {
    from: table,
    where: [match, `t.key = ${table}.rowid`],
    // Inclusive, since keys of a day have no order.
    dayBound(published, newer) {
      if (typeof published !== 'number' || !Number.isFinite(published)) return 'true'
      const range = keyRange(published)
      if (range === OVERFLOW) return 'true'
      const article = newer ? range[0] : range[1]
      const key = isArticle ? article : partKey(article, newer ? 0 : MOST_PARTS - 1)
      return `${table}.rowid ${newer ? '>=' : '<='} ${key}`
    },
    end({ from, where, limit }, newestFirst) {
      const edge = newestFirst ? 'min(key)' : 'max(key)'
      const day = dayOfKey(isArticle ? edge : articleOf(edge))
      const found = `SELECT t.key AS key FROM ${from} WHERE ${where}
        ORDER BY ${table}.rowid ${newestFirst ? 'DESC' : 'ASC'} LIMIT ${limit}`
      const end = newestFirst ? day.first : day.last
      const key = isArticle ? end : `(${end}) * ${MOST_PARTS} + ${newestFirst ? 0 : MOST_PARTS - 1}`
      return `${table}.rowid ${newestFirst ? '>=' : '<='} (SELECT ${key} FROM (${found}))`
    },
  }
}

export const DIALECT: Dialect = {
  // Fixes the order of tables, too.
  join: 'CROSS JOIN',
  byKey: ' NOT INDEXED',
  json: (list) => JSON.stringify(list),
  each,
  value,
  member,
  unindexed: (key) => `+${key}`,
  nameIn: (record) => `${record} ->> 0`,
  aliasesIn: (record) => `${record} -> 2`,
  dateOfDay: (day) => `date(${day} * 86400, 'unixepoch')`,
  pageOfOwners: ({ owners, table, join, keys }) =>
    `FROM ${owners} CROSS JOIN ${table} t${join} WHERE t.key IN (${keys})`,
  formatIn: (record) => `${record} ->> 0`,
  // SHA-256 in bytes instead of hexadecimal digits.
  packHash: (hash) => (SHA256.test(hash) ? Buffer.from(hash, 'hex') : hash),
  hashOf: (hash) => `iif(length(${hash}) = 64, unhex(${hash}), ${hash})`,
  indexedBy: (index) => ` INDEXED BY ${index}`,
  search,
}

/** The search as an FTS5 query; null when it has no word. */
function matchExpression({ sets }: Search): string | null {
  const expressions = sets.map((phrases) => phrases.map(expressionOf).join(' AND '))
  if (expressions.length < 2) return expressions[0] ?? null
  return expressions.map((each) => `(${each})`).join(' OR ')
}

function expressionOf({ tokens, prefix }: Phrase): string {
  return `"${tokens.join(' ')}"${prefix ? ' *' : ''}`
}
