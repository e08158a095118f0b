import type { ArticleFilter } from '../../model/lists.ts'
import { allArticles } from './article-selection.ts'
import {
  articleConditions,
  dateConditions,
  keysOf,
  pictureConditions,
  quotationConditions,
} from './filters.ts'
import { partsOf } from './keys.ts'
import type { Purpose, Select, Selection } from './selections.ts'
import { JOIN_ARTICLE } from './tables.ts'
import type { Values } from './values.ts'

export const selectQuotations: Select<'quotations'> = ({ filter, owner }, values, purpose) => {
  const { relays, speakers, article = {}, ...rest } = filter
  const from = (left: typeof filter, ...where: string[]): Selection =>
    ownParts('quotation', [...where, ...quotationConditions(left, values)], article, values)
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
  if (isLedByArticles(article, purpose, false)) {
    return partsOfArticles('quotation', quotationConditions(filter, values), article, values)
  }
  return from(filter)
}

export const selectDates: Select<'dates'> = ({ filter, owner }, values, purpose) => {
  const { article = {} } = filter
  const conditions = dateConditions(filter, values)
  if (owner === 'article') {
    return ownParts('date_mention', [...conditions, `t.key ${partsOf('h.key')}`], article, values)
  }
  const led = isLedByArticles(article, purpose, true)
  return (led ? partsOfArticles : ownParts)('date_mention', conditions, article, values)
}

export const selectPictures: Select<'pictures'> = ({ filter, owner }, values, purpose) => {
  const { credits, article = {}, ...rest } = filter
  const credited = (key: string, left: typeof filter) =>
    partsOfSource(CREDITED, key, pictureConditions(left, values), article, values)
  if (owner === 'source') return credited('h.key', filter)
  if (credits?.length === 1) return credited(keysOf('source', credits, values), rest)
  const led = isLedByArticles(article, purpose, false)
  const conditions = pictureConditions(filter, values)
  return (led ? partsOfArticles : ownParts)('picture', conditions, article, values)
}

type PartTable = 'quotation' | 'date_mention' | 'picture'

const RELAYED = { table: 'relay', column: 'quotation', part: 'quotation' } as const
const CREDITED = { table: 'picture_credit', column: 'picture', part: 'picture' } as const

/**
 * Whether articles are looked for first, and then what is in them: for reading order, and when the
 * filter picks few articles out of many.
 *
 * @param datesOnly - of parts that know no time of publication of their own
 */
function isLedByArticles(article: ArticleFilter, purpose: Purpose, datesOnly: boolean): boolean {
  const { words, path, source, speakers, mentionsDate, hasProblems, published } = article
  return (
    !purpose.ranked &&
    (purpose.order === 'TEXT' ||
      (datesOnly && (purpose.order === 'PUBLISHED' || published !== undefined)) ||
      [words, path, source, speakers, mentionsDate].some((each) => each !== undefined) ||
      hasProblems === true)
  )
}

/** Parts from their own table; their article is joined only to be asked. */
function ownParts(
  table: PartTable,
  where: readonly string[],
  article: ArticleFilter,
  values: Values,
): Selection {
  const published = table === 'date_mention' ? 'a.published' : 't.published'
  const conditions = articleConditions(article, { article: 'a', published }, values)
  const withArticle = conditions.some((each) => /\ba\./.test(each))
  return {
    from: `${table} t${withArticle ? ` ${JOIN_ARTICLE}` : ''}`,
    where: [...where, ...conditions],
    published,
    tie: 't.tie',
    withArticle,
  }
}

/** Parts of the articles that match. */
function partsOfArticles(
  table: PartTable,
  where: readonly string[],
  article: ArticleFilter,
  values: Values,
): Selection {
  const articles = allArticles(article, 'a', values)
  return {
    from: `${articles.from} CROSS JOIN ${table} t ON t.key ${partsOf('a.key')}`,
    where: [...articles.where, ...where],
    published: articles.published,
    tie: 't.tie',
    withArticle: true,
  }
}

/** Parts that one source passed on or is credited for, in the order of its own table. */
function partsOfSource(
  { table, column, part }: typeof RELAYED | typeof CREDITED,
  key: string,
  where: readonly string[],
  article: ArticleFilter,
  values: Values,
): Selection {
  const aliases = { article: 'a', published: 's.published' }
  const conditions = articleConditions(article, aliases, values)
  const withArticle = conditions.some((each) => /\ba\./.test(each))
  return {
    from: `${table} s CROSS JOIN ${part} t ON t.key = s.${column}${withArticle ? ` ${JOIN_ARTICLE}` : ''}`,
    where: [`s.source = ${key}`, ...where, ...conditions],
    published: 's.published',
    tie: 's.tie',
    withArticle,
  }
}
