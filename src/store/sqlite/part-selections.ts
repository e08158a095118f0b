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
  if (isLedByArticles(article, purpose, true)) {
    const conditions = quotationConditions(filter, values, '+t.key')
    return partsOfArticles('quotation', conditions, article, values)
  }
  return from(filter)
}

export const selectDates: Select<'dates'> = ({ filter, owner }, values, purpose) => {
  const { article = {} } = filter
  if (owner !== 'article' && isLedByArticles(article, purpose, true)) {
    const conditions = dateConditions(filter, values, '+t.key')
    return partsOfArticles('date_mention', conditions, article, values)
  }
  const own = owner === 'article' ? [`t.key ${partsOf('h.key')}`] : []
  return ownParts('date_mention', [...dateConditions(filter, values), ...own], article, values)
}

export const selectPictures: Select<'pictures'> = ({ filter, owner }, values, purpose) => {
  const { credits, article = {}, ...rest } = filter
  const credited = (key: string, left: typeof filter) =>
    partsOfSource(CREDITED, key, pictureConditions(left, values), article, values)
  if (owner === 'source') return credited('h.key', filter)
  if (credits?.length === 1) return credited(keysOf('source', credits, values), rest)
  if (isLedByArticles(article, purpose, false)) {
    const conditions = pictureConditions(filter, values, '+t.key')
    return partsOfArticles('picture', conditions, article, values)
  }
  return ownParts('picture', pictureConditions(filter, values), article, values)
}

type PartTable = 'quotation' | 'date_mention' | 'picture'

const RELAYED = { table: 'relay', column: 'quotation', part: 'quotation' } as const
const CREDITED = { table: 'picture_credit', column: 'picture', part: 'picture' } as const

/**
 * Whether articles are looked for first, and then what is in them: for reading order, and when the
 * filter picks few articles out of many.
 *
 * @param inMost - of parts that most articles have: theirs is the order of publication, too
 */
function isLedByArticles(article: ArticleFilter, purpose: Purpose, inMost: boolean): boolean {
  const { words, path, source, speakers, mentionsDate, hasProblems, published } = article
  return (
    !purpose.ranked &&
    (purpose.order === 'TEXT' ||
      (inMost && (purpose.order === 'PUBLISHED' || published !== undefined)) ||
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

/** Parts of the articles that match: no index of the parts' own may come between. */
function partsOfArticles(
  table: PartTable,
  where: readonly string[],
  article: ArticleFilter,
  values: Values,
): Selection {
  const articles = allArticles(article, 'a', values)
  return {
    from: `${articles.from} CROSS JOIN ${table} t NOT INDEXED ON t.key ${partsOf('a.key')}`,
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
