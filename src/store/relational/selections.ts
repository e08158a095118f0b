import type { ArticleFilter, ListName, ListSet, Lists } from '../../model/lists.ts'
import type { Dialect, Values } from './dialect.ts'
import {
  articleConditions,
  dateConditions,
  firstOfStory,
  firstOfTwins,
  keysOf,
  pictureConditions,
  problemConditions,
  quotationConditions,
  rolesCondition,
  sourceConditions,
  speakerConditions,
} from './filters.ts'
import { articleOf, partsOf, positionOf } from './keys.ts'

/** The table of a list. */
interface Table {
  readonly name: string
  /** The id, or the tie that makes it with the article's id (`partIdOf`). */
  readonly id: string
  readonly isPart: boolean
  /** Id of the containing article. */
  readonly home: string
  /** Position in that article. */
  readonly position: string
  readonly published: string
  /** Breaks ties. */
  readonly tie: string
}

/** SQL to join parts with their articles `a`; empty for other lists. */
export function joinArticle(list: ListName, dialect: Dialect): string {
  return tables[list].isPart ? ` ${dialect.join} article a ON a.key = ${articleOf('t.key')}` : ''
}

const PART = {
  home: 'a.id',
  position: positionOf('t.key'),
  id: 't.tie',
  isPart: true,
  tie: 't.tie',
}
const WHOLE = {
  home: 'NULL',
  position: 'NULL',
  id: 't.id',
  isPart: false,
  tie: 't.id',
}

export const tables: { readonly [L in ListName]: Table } = {
  articles: { ...WHOLE, name: 'article', home: 't.id', tie: 't.tie', published: 't.published' },
  quotations: { ...PART, name: 'quotation', published: 't.published' },
  dates: { ...PART, name: 'date_mention', published: 'a.published' },
  pictures: { ...PART, name: 'picture', published: 't.published' },
  speakers: { ...WHOLE, name: 'speaker', published: 't.last_quoted' },
  sources: { ...WHOLE, name: 'source', published: '0' },
  problems: {
    ...WHOLE,
    name: 'problem',
    home: '(SELECT home.id FROM article home WHERE home.key = t.article)',
    published: '0',
  },
}

/**
 * The rows of a list: its table is `t`, the joined article `a`, the owner `h`.
 *
 * `published` and `tie` are columns of the table that is walked in order: the list's own, or that of
 * one speaker or source.
 */
export interface Selection {
  readonly from: string
  readonly where: readonly string[]
  readonly published: string
  /** The tie number, or the id. */
  readonly tie: string
  /** Whether `a` is joined. */
  readonly withArticle: boolean
}

/** The use of the rows, which decides which table is walked. */
export interface Purpose {
  /** First field of the order; null when there is none. */
  readonly order: string | null
  /**
   * True when a ranked search gives the keys of the rows: the table of one speaker or source would be
   * walked once for each hit.
   */
  readonly ranked: boolean
}

export const COUNTING: Purpose = { order: null, ranked: false }

/** Selects the rows of a list. */
export type Select<L extends ListName> = (
  set: ListSet<L>,
  values: Values,
  purpose: Purpose,
) => Selection

const QUOTED = ' AND s.quotations > 0'

/** The articles of the archive, of a speaker or of a source. */
const selectArticles: Select<'articles'> = ({ filter, owner, roles }, values, purpose) => {
  if (owner === null) {
    return purpose.ranked ? ownArticles(filter, 't', values) : allArticles(filter, 't', values)
  }
  const more = owner === 'speaker' ? QUOTED : rolesCondition(roles)
  const { copies, ...rest } = filter
  const mine = `SELECT s.article FROM ${owner}_article s WHERE s.${owner} = h.key${more}`
  const isMine = `EXISTS (${mine} AND s.article = copy.key AND s.published = copy.published)`
  const firsts = copies ? [firstOfStory(rest, 't', [isMine], values)] : []
  const own = purpose.ranked
    ? ownArticles(rest, 't', values)
    : articlesOf(owner, 'h.key', more, rest, 't', values)
  const inRanked = purpose.ranked ? [`t.key IN (${mine})`] : []
  return { ...own, where: [...inRanked, ...own.where, ...firsts] }
}

/** The articles of the archive; walks the table of the only source or speaker of the filter. */
function allArticles(filter: ArticleFilter, alias: 't' | 'a', values: Values): Selection {
  const { source, speakers, copies, ...rest } = filter
  if (copies) {
    const all = allArticles({ ...filter, copies: undefined }, alias, values)
    return { ...all, where: [...all.where, firstOfStory(filter, alias, [], values)] }
  }
  if (source?.ids.length === 1) {
    const key = keysOf('source', source.ids, values)
    const more = rolesCondition(source.roles)
    return articlesOf('source', key, more, { ...rest, speakers }, alias, values)
  }
  if (speakers?.length === 1) {
    const key = keysOf('speaker', speakers, values)
    return articlesOf('speaker', key, QUOTED, { ...rest, source }, alias, values)
  }
  return ownArticles(filter, alias, values)
}

/** The articles of the archive; walks their own table. */
function ownArticles(filter: ArticleFilter, alias: 't' | 'a', values: Values): Selection {
  const aliases = { article: alias, published: `${alias}.published` }
  return {
    from: `article ${alias}`,
    where: articleConditions(filter, aliases, values),
    published: `${alias}.published`,
    tie: `${alias}.tie`,
    withArticle: alias === 'a',
  }
}

function articlesOf(
  part: 'speaker' | 'source',
  key: string,
  more: string,
  filter: ArticleFilter,
  alias: 't' | 'a',
  values: Values,
): Selection {
  const aliases = { article: alias, published: 's.published' }
  return {
    from: `${part}_article s ${values.dialect.join} article ${alias} ON ${alias}.key = s.article`,
    where: [`s.${part} = ${key}${more}`, ...articleConditions(filter, aliases, values)],
    published: 's.published',
    tie: 's.tie',
    withArticle: alias === 'a',
  }
}

const selectQuotations: Select<'quotations'> = (set, values, purpose) => {
  const { filter, owner } = set
  if (filter.copies) {
    const all = selectQuotations(
      { ...set, filter: { ...filter, copies: undefined } },
      values,
      purpose,
    )
    const own = owner === null ? [] : [TWINS_OF[owner]]
    return { ...all, where: [...all.where, firstOfTwins(filter, own, values)] }
  }
  const { relays, speakers, article = {}, ...rest } = filter
  const from = (left: typeof filter, ...where: string[]): Selection =>
    ownParts('quotations', [...where, ...quotationConditions(left, values)], article, values)
  const relayed = (key: string, left: typeof filter): Selection => {
    if (!purpose.ranked) {
      const conditions = quotationConditions(left, values)
      return partsOfSource(RELAYED, key, conditions, article, values)
    }
    return from(left, `t.key IN (SELECT s.quotation FROM relay s WHERE s.source = ${key})`)
  }
  if (owner === 'article') return from(filter, `t.key ${partsOf('h.key')}`)
  if (owner === 'speaker') return from(filter, 't.speaker = h.key')
  if (owner === 'source') return relayed('h.key', filter)
  if (speakers?.length === 1) {
    return from({ ...rest, relays }, `t.speaker = ${keysOf('speaker', speakers, values)}`)
  }
  if (relays?.length === 1) {
    return relayed(keysOf('source', relays, values), { ...rest, speakers })
  }
  if (shouldStartFromArticles(article, purpose, true)) {
    const conditions = quotationConditions(filter, values, values.dialect.unindexed('t.key'))
    return partsOfArticles('quotations', conditions, article, values)
  }
  return from(filter)
}

/** Conditions on a twin in the list of an owner. */
const TWINS_OF = {
  article: `twin.key ${partsOf('h.key')}`,
  speaker: 'twin.speaker = h.key',
  source: 'EXISTS (SELECT 1 FROM relay r WHERE r.quotation = twin.key AND r.source = h.key)',
}

const selectDates: Select<'dates'> = ({ filter, owner }, values, purpose) => {
  const { article = {} } = filter
  if (owner !== 'article' && shouldStartFromArticles(article, purpose, true)) {
    const conditions = dateConditions(filter, values, values.dialect.unindexed('t.key'))
    return partsOfArticles('dates', conditions, article, values)
  }
  const own = owner === 'article' ? [`t.key ${partsOf('h.key')}`] : []
  return ownParts('dates', [...dateConditions(filter, values), ...own], article, values)
}

const selectPictures: Select<'pictures'> = ({ filter, owner }, values, purpose) => {
  const { credits, article = {}, ...rest } = filter
  const credited = (key: string, left: typeof filter) =>
    partsOfSource(CREDITED, key, pictureConditions(left, values), article, values)
  if (owner === 'source') return credited('h.key', filter)
  if (credits?.length === 1) return credited(keysOf('source', credits, values), rest)
  if (shouldStartFromArticles(article, purpose, false)) {
    const conditions = pictureConditions(filter, values, values.dialect.unindexed('t.key'))
    return partsOfArticles('pictures', conditions, article, values)
  }
  return ownParts('pictures', pictureConditions(filter, values), article, values)
}

type PartList = 'quotations' | 'dates' | 'pictures'

const RELAYED = { table: 'relay', column: 'quotation', list: 'quotations' } as const
const CREDITED = { table: 'picture_credit', column: 'picture', list: 'pictures' } as const

/**
 * Whether to find articles first and then their parts: for reading order, and when the filter selects
 * few articles.
 *
 * @param inMost - of parts that most articles have: theirs is the order of publication, too
 */
function shouldStartFromArticles(
  article: ArticleFilter,
  purpose: Purpose,
  inMost: boolean,
): boolean {
  const { words, path, source, speakers, mentionsDate, hasProblems, published } = article
  return (
    !purpose.ranked &&
    (purpose.order === 'TEXT' ||
      (inMost && (purpose.order === 'PUBLISHED' || published !== undefined)) ||
      [words, path, source, speakers, mentionsDate].some((each) => each !== undefined) ||
      hasProblems === true)
  )
}

/** Parts from their own table; joins the article only for conditions on it. */
function ownParts(
  list: PartList,
  where: readonly string[],
  article: ArticleFilter,
  values: Values,
): Selection {
  const { name, published } = tables[list]
  const conditions = articleConditions(article, { article: 'a', published }, values)
  const withArticle = conditions.some((each) => /\ba\./.test(each))
  return {
    from: `${name} t${withArticle ? joinArticle(list, values.dialect) : ''}`,
    where: [...where, ...conditions],
    published,
    tie: 't.tie',
    withArticle,
  }
}

/** Parts of the articles that match, without an index of the parts. */
function partsOfArticles(
  list: PartList,
  where: readonly string[],
  article: ArticleFilter,
  values: Values,
): Selection {
  const articles = allArticles(article, 'a', values)
  const { join, byKey } = values.dialect
  return {
    from: `${articles.from} ${join} ${tables[list].name} t${byKey} ON t.key ${partsOf('a.key')}`,
    where: [...articles.where, ...where],
    published: articles.published,
    tie: 't.tie',
    withArticle: true,
  }
}

/** Parts that one source relayed or is credited for, in the order of the source's table. */
function partsOfSource(
  { table, column, list }: typeof RELAYED | typeof CREDITED,
  key: string,
  where: readonly string[],
  article: ArticleFilter,
  values: Values,
): Selection {
  const aliases = { article: 'a', published: 's.published' }
  const conditions = articleConditions(article, aliases, values)
  const withArticle = conditions.some((each) => /\ba\./.test(each))
  const { dialect } = values
  const joined = withArticle ? joinArticle(list, dialect) : ''
  return {
    from: `${table} s ${dialect.join} ${tables[list].name} t ON t.key = s.${column}${joined}`,
    where: [`s.source = ${key}`, ...where, ...conditions],
    published: 's.published',
    tie: 's.tie',
    withArticle,
  }
}

export const selections: { readonly [L in ListName]: Select<L> } = {
  articles: selectArticles,
  quotations: selectQuotations,
  dates: selectDates,
  pictures: selectPictures,

  speakers({ filter, owner }, values) {
    // Lists leave out speakers that are only candidates.
    const where = ['t.quotations > 0', ...speakerConditions(filter, values)]
    if (filter.quoted) where.push(`t.key IN (${quotedSpeakers(filter.quoted, values)})`)
    if (owner === 'article') where.push(`t.key IN (${SPEAKERS_OF_ARTICLE})`)
    if (owner === 'speaker') where.push(`t.key IN (${speakersBeside(values.dialect)})`)
    return { from: 'speaker t', where, published: 't.last_quoted', tie: 't.id', withArticle: false }
  },

  sources({ filter }, values) {
    const where = ['t.record IS NOT NULL', ...sourceConditions(filter, values)]
    if (filter.article) {
      const articles = ownArticles(filter.article, 'a', values)
      where.push(`t.key IN (SELECT s.source FROM ${articles.from}
        JOIN source_article s ON s.article = a.key WHERE ${allOf(articles.where)})`)
    }
    return { from: 'source t', where, published: '0', tie: 't.id', withArticle: false }
  },

  problems({ filter }, values) {
    const where = problemConditions(filter, values)
    return { from: 'problem t', where, published: '0', tie: 't.id', withArticle: false }
  },
}

export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((each) => `(${each})`).join(' AND ')
}

const SPEAKERS_OF_ARTICLE = `SELECT speaker FROM speaker_article
  WHERE article = h.key AND quotations > 0`

function speakersBeside({ join }: Dialect): string {
  return `SELECT other.speaker FROM speaker_article own
      ${join} speaker_article other ON other.article = own.article
    WHERE own.speaker = h.key AND own.quotations > 0
      AND other.quotations > 0 AND other.speaker <> h.key`
}

/** SQL for the keys of the speakers of matching quotations. */
function quotedSpeakers(filter: Lists['quotations']['filter'], values: Values): string {
  const set = { list: 'quotations', filter, owner: null, roles: [] } as const
  const { from, where } = selectQuotations(set, values, COUNTING)
  return `SELECT t.speaker FROM ${from} WHERE ${allOf([...where, 't.speaker IS NOT NULL'])}`
}
