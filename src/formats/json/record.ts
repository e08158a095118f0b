import type { StatedTime, TimeRole } from '../../model/article.ts'
import type { FieldMapping } from '../../model/settings.ts'
import type { Block, ItemParts, PictureFacts } from '../article.ts'
import { caps } from '../caps.ts'
import { bylineOf, distinct } from '../facts.ts'
import { languageTag } from '../language-tags.ts'
import { blocksOfHtml, looksLikeHtml, plainText } from '../markup.ts'
import { blocksOfText } from '../plain.ts'
import type { TextFile } from '../format.ts'
import { findNumericOrder, type NumericOrder } from '../stamp.ts'
import { fieldTime } from '../times.ts'
import { absoluteUrl, isRecord, type Values } from '../values.ts'

type FieldName = keyof FieldMapping

/**
 * Names that crawls, exports and house formats give the fields of an article, the surest first.
 * Compared without case and punctuation; a dot leads into an object.
 */
const FIELD_NAMES: Readonly<Record<FieldName, string>> = {
  headline:
    'headline thread.title_full title_full title hed head headline_main heading titel titulo titre titolo rubrik subject name',
  byline:
    'byline by_line by author authors author_name author_names writer writers reporter creator',
  dateline: 'dateline town place location city',
  text: 'text maintext main_text full_text fulltext article_text articlebody body_text bodytext plaintext content_text article_body body content article story story_text',
  html: 'html body_html content_html body_xhtml article_html raw_html',
  published:
    'published date_published datepublished date_publish publish_date publishdate published_date publisheddate published_at publishedat publication_date publicationdate pubdate pub_date date_of_publication firstpublished date datetime date_time timestamp time webpublicationdate thread.published day',
  updated:
    'updated updated_at updatedat date_modify date_modified datemodified modified modified_at last_modified lastmod lastmodified',
  created: 'created created_at createdat date_created datecreated',
  embargoed: 'embargo embargoed embargo_until embargo_date',
  expires: 'expires expiry expiry_date expiration_date',
  url: 'url link permalink canonical_url canonical canonicalurl web_url weburl article_url source_url href uri',
  language: 'language lang inlanguage language_code locale',
  publisher:
    'publisher publisher_name outlet newspaper publication publication_name media_name source_name source site_name sitename thread.site_full site_full thread.site site source_domain domain website medium paper',
  provider: 'provider agency origin wire news_agency wire_agency',
  section:
    'section section_name sectionname articlesection category desk department rubric topic_page',
  keywords: 'keywords keyword tags tag topics subjects news_keywords',
  rights:
    'rights copyright copyright_notice copyrightnotice license licence usage_terms usageterms',
  itemId:
    'id uuid guid item_id itemid article_id articleid doc_id docid news_id newsid _id identifier key',
  itemVersion: 'version revision item_version',
  caption: 'caption image_caption photo_caption picture_caption main_image_caption',
  credit: 'credit image_credit photo_credit picture_credit photo_by photographer credit_line',
}

export interface RecordOptions {
  /** Field names that the settings give, before the usual ones. */
  readonly mapping?: FieldMapping
  /** Order of numeric dates that the source's other records show. */
  readonly order?: NumericOrder | null
}

/** A name as the file may spell it, and the key that it has in `Fields`. */
interface Candidate {
  readonly name: string
  readonly key: string
}

const candidates: Readonly<Record<string, readonly Candidate[]>> = Object.fromEntries(
  Object.entries(FIELD_NAMES).map(([field, names]) => [field, names.split(' ').map(candidateOf)]),
)

/** The parts of an article in a record; null when it has neither a headline nor text. */
export function recordParts(
  record: Values,
  { mapping = {}, order }: RecordOptions = {},
): ItemParts | null {
  const fields = indexFields(record)
  const value = (field: FieldName) => fieldValue(fields, field, mapping)
  const text = (field: FieldName) => textOfValue(value(field))
  const blocks = blocksOf(text('html'), text('text'), value('text'))
  const headline = text('headline')
  if (headline === null && blocks.length === 0) return null
  const time = (role: TimeRole, field: FieldName): StatedTime[] =>
    fieldTime(role, nameOf(fields, field, mapping), text(field), order)
  const caption = text('caption')
  const credit = text('credit')
  const pictures = picturesOf(record)
  const times = [
    ...time('PUBLISHED', 'published'),
    ...time('CREATED', 'created'),
    ...time('UPDATED', 'updated'),
    ...time('EMBARGOED', 'embargoed'),
    ...time('EXPIRES', 'expires'),
  ]
  return {
    headline: headline === null ? null : looksLikeHtml(headline) ? plainText(headline) : headline,
    byline: distinct(listOf(value('byline')).map(bylineOf)).join(', ') || null,
    dateline: text('dateline'),
    blocks,
    pictures: caption || credit ? [{ caption, credit }, ...pictures] : pictures,
    url: absoluteUrl(text('url')),
    language: languageTag(text('language')),
    publisher: text('publisher'),
    provider: text('provider'),
    section: listOf(value('section'))[0] ?? null,
    keywords: distinct(listOf(value('keywords')).flatMap(splitKeywords)),
    rights: text('rights'),
    itemId: text('itemId'),
    itemVersion: text('itemVersion'),
    times,
  }
}

type Fields = ReadonlyMap<string, unknown>

/** Members by their plain name, and those of nested objects by `outer.inner`. */
function indexFields(record: Values): Fields {
  const fields = new Map<string, unknown>()
  const add = (members: Values, prefix: string, depth: number) => {
    for (const [name, value] of Object.entries(members)) {
      const key = prefix + plainName(name)
      if (!fields.has(key)) fields.set(key, value)
      if (isRecord(value) && depth < 2) add(value, `${key}.`, depth + 1)
    }
  }
  add(record, '', 0)
  return fields
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function candidateOf(name: string): Candidate {
  return { name, key: name.split('.').map(plainName).join('.') }
}

function candidatesFor(field: FieldName, mapping: FieldMapping): readonly Candidate[] {
  const mapped = mapping[field]
  return mapped === undefined ? (candidates[field] ?? []) : [candidateOf(mapped)]
}

function fieldValue(fields: Fields, field: FieldName, mapping: FieldMapping): unknown {
  for (const { key } of candidatesFor(field, mapping)) {
    const value = fields.get(key)
    if (hasContent(value)) return value
  }
  return null
}

function nameOf(fields: Fields, field: FieldName, mapping: FieldMapping): string {
  const found = candidatesFor(field, mapping).find(({ key }) => hasContent(fields.get(key)))
  return found?.name ?? field
}

function hasContent(value: unknown): boolean {
  return textOfValue(value) !== null || (Array.isArray(value) && value.length > 0)
}

/** Lists in lists. */
const MAX_LISTS = 2

/** The words of a value: a text, a number, the name or value of an object, the first of a list. */
export function textOfValue(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value.trim() || null
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (Array.isArray(value)) {
    if (depth > MAX_LISTS) return null
    const texts = value.slice(0, 50).map((each) => textOfValue(each, depth + 1))
    return texts.find((text) => text !== null) ?? null
  }
  if (!isRecord(value)) return null
  for (const name of [
    // Before the name, which may be that of the property: { "name": "main", "value": "Tea returns" }.
    '@value',
    'value',
    'name',
    'text',
    'title',
    'label',
    'rendered',
    '$t',
    '#text',
  ]) {
    const text = typeof value[name] === 'string' ? value[name].trim() : ''
    if (text !== '') return text
  }
  return null
}

function listOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, 500) : [value]
  return values.map((each) => textOfValue(each)).filter((text) => text !== null)
}

function splitKeywords(text: string): string[] {
  return text.split(/[;,|]/)
}

function blocksOf(html: string | null, text: string | null, value: unknown): Block[] {
  const listed = Array.isArray(value) ? listOf(value) : []
  if (listed.length > 1) {
    return listed.slice(0, caps.elements).flatMap((paragraph) => blocksOfContent(paragraph))
  }
  const fromHtml = html === null ? [] : blocksOfHtml(html)
  if (fromHtml.some(({ kind }) => kind === 'TEXT')) return fromHtml
  return text === null ? [] : blocksOfContent(text)
}

export function blocksOfContent(content: string): Block[] {
  return looksLikeHtml(content) ? blocksOfHtml(content) : blocksOfText(content)
}

/** Pictures in a list of objects: each with a caption or a credit. */
function picturesOf(record: Values): PictureFacts[] {
  const lists = Object.entries(record)
    .filter(([name]) => /^(?:images?|pictures?|photos?|media|mainimage)$/.test(plainName(name)))
    .flatMap(([, value]): readonly unknown[] => (Array.isArray(value) ? value : [value]))
  return lists
    .slice(0, 100)
    .filter(isRecord)
    .map((image) => {
      const fields = indexFields(image)
      const text = (...names: readonly string[]) =>
        names.map((name) => textOfValue(fields.get(name))).find((each) => each !== null) ?? null
      return {
        caption: text('caption', 'description', 'alt', 'alttext'),
        credit: text('credit', 'creditline', 'copyright', 'photographer', 'byline', 'author'),
      }
    })
    .filter(({ caption, credit }) => caption !== null || credit !== null)
}

/** The order of day and month in the dates of a file, which earlier parts of it may have shown. */
export function orderOf({ earlier }: TextFile, dates: Iterable<string>): NumericOrder | null {
  const order = earlier?.dateOrder ?? findNumericOrder(dates)
  if (earlier) earlier.dateOrder = order
  return order
}

/** Numeric dates of a record, for `orderOf`. */
export function* dateTexts(record: Values, mapping: FieldMapping): Iterable<string> {
  const fields = indexFields(record)
  for (const field of ['published', 'updated', 'created'] as const) {
    const text = textOfValue(fieldValue(fields, field, mapping))
    if (text !== null) yield text
  }
}
