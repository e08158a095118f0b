import type {
  ArticleFilter,
  DateFilter,
  DayRange,
  PictureFilter,
  ProblemFilter,
  QuotationFilter,
  SourceFilter,
  SpeakerFilter,
} from '../../model/lists.ts'
import { nameKey } from '../../text/names.ts'
import { type Trait, type Word, codeOf, tenThousandths, traitIn } from './codes.ts'
import type { Search, Values } from './dialect.ts'
import { FIRST_DAY, IS_LONG, LAST_DAY, LONG_DATE, articleOf, dayOf, secondsOfDays } from './keys.ts'
import { roleSet, severityRank } from './prepare.ts'
import { parseSearch } from './search-text.ts'

/** Table aliases of a statement. */
export interface Aliases {
  /** Of the article. */
  readonly article: string
  /** Column with the time of publication, of the table that is walked in its order. */
  readonly published: string
}

/** Conditions on an article, to be joined by AND. */
export function articleConditions(
  filter: ArticleFilter,
  { article, published }: Aliases,
  values: Values,
): string[] {
  const { words, path, languages, source, speakers, hasProblems, mentionsDate, origins } = filter
  return [
    words !== undefined && wordsCondition('articles', `${article}.key`, words, values),
    path !== undefined && pathCondition(`${article}.path`, path, values),
    filter.published && publishedCondition(published, filter.published, values),
    languages && `${article}.language IN ${values.set(languages)}`,
    source &&
      `${article}.key IN (SELECT s.article FROM source_article s
        WHERE s.source IN ${keysOf('source', source.ids, values)}${rolesCondition(source.roles)})`,
    speakers &&
      `${article}.key IN (SELECT article FROM speaker_article
        WHERE speaker IN ${keysOf('speaker', speakers, values)} AND quotations > 0)`,
    hasProblems !== undefined && `${article}.troubled = ${hasProblems ? 1 : 0}`,
    mentionsDate &&
      `${article}.key IN (SELECT ${articleOf('d.key')} FROM date_mention d
        WHERE ${coversCondition('d', 'd.key', mentionsDate, values)})`,
    origins && `${article}.origin IN ${values.set(origins)}`,
    filter.copies && firstOfStory(filter, article, [], values),
  ].filter(isCondition)
}

/**
 * Condition for an article that has no earlier copy in the filtered set.
 *
 * @param more - conditions on the copy `copy`, for the set of one owner
 */
export function firstOfStory(
  filter: ArticleFilter,
  article: string,
  more: readonly string[],
  values: Values,
): string {
  const aliases = { article: 'copy', published: 'copy.published' }
  const conditions = articleConditions({ ...filter, copies: undefined }, aliases, values)
  const where = [`copy.story = ${article}.story`, ...conditions, ...more].join(' AND ')
  return `(${article}.story IS NULL OR ${article}.key = (SELECT copy.key FROM article copy
    WHERE ${where} ORDER BY copy.published, copy.tie LIMIT 1))`
}

/**
 * Condition for a quotation `t` that has no earlier twin in the filtered set.
 *
 * @param more - conditions on the twin `twin`, for the set of one owner
 */
export function firstOfTwins(
  { article, ...filter }: QuotationFilter,
  more: readonly string[],
  values: Values,
): string {
  const aliases = { article: 'home', published: 'home.published' }
  const own = quotationConditions({ ...filter, copies: undefined }, values, 't.key')
  const conditions = [
    'twin.twins = t.twins',
    ...own.map((condition) => condition.replaceAll(/\bt\./g, 'twin.')),
    ...articleConditions(article ?? {}, aliases, values),
    ...more,
  ]
  const join = article
    ? ` ${values.dialect.join} article home ON home.key = ${articleOf('twin.key')}`
    : ''
  return `(t.twins IS NULL OR t.key = (SELECT twin.key FROM quotation twin${join}
    WHERE ${conditions.join(' AND ')} ORDER BY twin.published, twin.tie, twin.key LIMIT 1))`
}

/**
 * Conditions on a quotation `t`, except those on its article.
 *
 * @param key - of the part
 */
export function quotationConditions(
  filter: QuotationFilter,
  values: Values,
  key = 't.key',
): string[] {
  const { words, speakers, relays, kinds, namings, bases, factualities, tiers } = filter
  const { minConfidence, maxConfidence } = filter
  return [
    words !== undefined && wordsCondition('quotations', key, words, values),
    speakers && `t.speaker IN ${keysOf('speaker', speakers, values)}`,
    relays &&
      `${key} IN (SELECT quotation FROM relay WHERE source IN ${keysOf('source', relays, values)})`,
    kinds && traitCondition('kind', kinds),
    namings && traitCondition('naming', namings),
    bases && traitCondition('basis', bases),
    factualities && traitCondition('factuality', factualities),
    tiers && traitCondition('tier', tiers),
    minConfidence !== undefined && `t.confidence >= ${values.add(tenThousandths(minConfidence))}`,
    maxConfidence !== undefined && `t.confidence <= ${values.add(tenThousandths(maxConfidence))}`,
  ].filter(isCondition)
}

/** Conditions on a speaker `t`, except those on their quotations. */
export function speakerConditions({ name, kinds }: SpeakerFilter, values: Values): string[] {
  return [
    ...nameConditions('speaker', name, values),
    ...(kinds ? [`t.kind IN ${values.set(kinds)}`] : []),
  ]
}

/** Conditions on a source `t`, except those on its articles. */
export function sourceConditions({ name, kinds, roles }: SourceFilter, values: Values): string[] {
  return [
    ...nameConditions('source', name, values),
    ...(kinds ? [`t.kind IN ${values.set(kinds)}`] : []),
    ...(roles ? [`t.roles & ${roleSet(roles)} <> 0`] : []),
  ]
}

/** Conditions on a date `t`, except those on its article. */
export function dateConditions(filter: DateFilter, values: Values, key = 't.key'): string[] {
  const { types, forms, relations, precisions, covers } = filter
  return [
    types && traitCondition('type', types),
    forms && traitCondition('form', forms),
    relations && traitCondition('relation', relations),
    precisions && traitCondition('precision', precisions),
    covers && coversCondition('t', key, covers, values),
  ].filter(isCondition)
}

/** Conditions on a picture `t`, except those on its article. */
export function pictureConditions(filter: PictureFilter, values: Values, key = 't.key'): string[] {
  const { credits, words, isFilePhoto } = filter
  return [
    credits &&
      `${key} IN (SELECT picture FROM picture_credit
        WHERE source IN ${keysOf('source', credits, values)})`,
    words !== undefined && wordsCondition('pictures', key, words, values),
    isFilePhoto !== undefined && `t.from_file = ${isFilePhoto ? 1 : 0}`,
  ].filter(isCondition)
}

export function problemConditions(filter: ProblemFilter, values: Values): string[] {
  const { codes, severities, path } = filter
  return [
    codes && `t.code IN ${values.set(codes)}`,
    severities && `t.severity IN (${severities.map(severityRank).join(', ') || 'NULL'})`,
    path !== undefined && pathCondition('t.path', path, values),
  ].filter(isCondition)
}

/** SQL for the interned keys of ids, as the operand of IN. */
export function keysOf(
  table: 'speaker' | 'source',
  ids: readonly string[],
  values: Values,
): string {
  return `(SELECT key FROM ${table} WHERE id IN ${values.set(ids)})`
}

/** SQL ` AND …` for the roles of `s`; empty for any role. */
export function rolesCondition(roles: Parameters<typeof roleSet>[0] | undefined): string {
  return roles && roles.length > 0 ? ` AND s.roles & ${roleSet(roles)} <> 0` : ''
}

function traitCondition<Name extends Trait>(trait: Name, words: readonly Word<Name>[]): string {
  const codes = words.map((word) => codeOf(trait, word))
  return `${traitIn('t.traits', trait)} IN (${codes.join(', ')})`
}

function wordsCondition(list: Search['list'], key: string, words: string, values: Values): string {
  const phrases = parseSearch(words)
  if (phrases.length === 0) return 'false'
  return values.dialect.search.condition({ list, sets: [phrases] }, key, values)
}

function pathCondition(column: string, path: string, values: Values): string {
  return `${column} BETWEEN ${values.add(path)} AND ${values.add(`${path}\u{10FFFF}`)}`
}

function publishedCondition(column: string, range: DayRange, values: Values): string {
  const [from, until] = secondsOfDays(dayOf(range.from), dayOf(range.until))
  return `${column} >= ${values.add(from)} AND ${column} < ${values.add(until)}`
}

/**
 * Dates whose days overlap a range. With both ends given, indexes find those that begin in the range
 * or up to a year before it, and the long ones that began earlier.
 */
function coversCondition(date: string, key: string, range: DayRange, values: Values): string {
  const first = dayOf(range.from)
  const last = dayOf(range.until)
  const from = values.add(first ?? FIRST_DAY)
  const until = values.add(last ?? LAST_DAY)
  if (first === null || last === null) {
    return `${date}.sort_day <= ${until} AND ${date}.until_day >= ${from}`
  }
  return `${key} IN (
    SELECT key FROM date_mention
    WHERE sort_day BETWEEN ${from} - ${LONG_DATE} AND ${until} AND until_day >= ${from}
    UNION ALL SELECT key FROM date_mention
    WHERE ${IS_LONG} AND sort_day < ${from} - ${LONG_DATE} AND until_day >= ${from})`
}

// SQLite refuses some hundreds of conditions.
const MOST_WORDS = 64

/** Each word of the input must be the beginning of a word of a name. */
function nameConditions(
  list: 'speaker' | 'source',
  name: string | undefined,
  values: Values,
): string[] {
  if (name === undefined) return []
  const words = [...new Set(nameKey(name).split(' ').filter(Boolean))]
  if (words.length === 0 || words.length > MOST_WORDS) return ['false']
  return words.map(
    (word) =>
      `t.key IN (SELECT owner FROM ${list}_label WHERE whole = 0
        AND text BETWEEN ${values.add(word)} AND ${values.add(`${word}\u{10FFFF}`)})`,
  )
}

function isCondition(condition: string | false | null | undefined): condition is string {
  return typeof condition === 'string'
}
