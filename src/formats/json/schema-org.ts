import type { StatedTime, TimeRole } from '../../model/article.ts'
import type { ItemParts, PictureFacts } from '../article.ts'
import { bylineOf, distinct } from '../facts.ts'
import { languageTag } from '../language-tags.ts'
import { plainText } from '../markup.ts'
import { fieldTime } from '../times.ts'
import { blocksOfContent, textOfValue } from './record.ts'
import { absoluteUrl, isRecord, type Values } from '../values.ts'

const ARTICLE_TYPE =
  /^(?:https?:\/\/schema\.org\/|schema:)?(?:\w*Article|\w*BlogPosting|Report|SocialMediaPosting)$/
const PAGE_TYPE = /^(?:https?:\/\/schema\.org\/|schema:)?(?:\w*WebPage|ItemPage|AboutPage)$/

function hasType(record: Values, pattern: RegExp): boolean {
  const types: readonly unknown[] = Array.isArray(record['@type'])
    ? record['@type']
    : [record['@type']]
  return types.some((type) => typeof type === 'string' && pattern.test(type))
}

/** Whether an object of JSON-LD is an article of schema.org. */
export function isArticle(record: Values): boolean {
  return hasType(record, ARTICLE_TYPE)
}

/**
 * Articles in a value of JSON-LD: itself, members of a list or of `@graph`, the main entity.
 * References to other nodes of the value by `@id` are replaced by these.
 */
export function articlesIn(value: unknown): Values[] {
  const articles = nodesIn(value, isArticle)
  if (articles.length === 0) return []
  const nodes = namedNodes(value)
  return articles.map((article) => withReferences(article, nodes))
}

/** Descriptions of a page in a value of JSON-LD. */
export function pagesIn(value: unknown): Values[] {
  const pages = nodesIn(value, (record) => hasType(record, PAGE_TYPE))
  if (pages.length === 0) return []
  const nodes = namedNodes(value)
  return pages.map((page) => withReferences(page, nodes))
}

/** Names of the site and of who runs it that JSON-LD states beside its articles. */
export function siteNamesIn(value: unknown): string[] {
  const sites = [/WebSite$/, /(?:Organization|Newspaper)$/].flatMap((type) =>
    nodesIn(value, (record) => hasType(record, type)),
  )
  return sites.map(({ name }) => textOfValue(name)).filter((name) => name !== null)
}

/** Names of the crumbs that lead to a page, without the page itself; empty when none are stated. */
export function crumbsIn(value: unknown): string[] {
  const [list] = nodesIn(value, (record) => hasType(record, /BreadcrumbList$/))
  const items: readonly unknown[] = Array.isArray(list?.itemListElement) ? list.itemListElement : []
  return items
    .slice(0, 20)
    .filter(isRecord)
    .map((crumb) => decoded(textOfValue(crumb.name) ?? textOfValue(crumb.item)))
    .filter((name) => name !== null)
}

const MAX_NODES = 1000
const MAX_DEPTH = 5

function nodesIn(value: unknown, isWanted: (record: Values) => boolean, depth = 0): Values[] {
  if (depth > MAX_DEPTH) return []
  if (Array.isArray(value))
    return value.slice(0, MAX_NODES).flatMap((each) => nodesIn(each, isWanted, depth + 1))
  if (!isRecord(value)) return []
  if (isWanted(value)) return [value]
  return [
    value['@graph'],
    value.mainEntity,
    value.mainEntityOfPage,
    value.hasPart,
    value.itemListElement,
    value.item,
  ].flatMap((each) => nodesIn(each, isWanted, depth + 1))
}

type Nodes = ReadonlyMap<string, Values>

/** The nodes that have an `@id` and say more than it. */
function namedNodes(value: unknown): Nodes {
  const nodes = new Map<string, Values>()
  const visit = (each: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || nodes.size > MAX_NODES) return
    if (Array.isArray(each)) {
      for (const member of each.slice(0, MAX_NODES)) visit(member, depth + 1)
    } else if (isRecord(each)) {
      const id = each['@id']
      if (typeof id === 'string' && !nodes.has(id) && !isReference(each)) nodes.set(id, each)
      for (const member of Object.values(each)) {
        if (typeof member === 'object') visit(member, depth + 1)
      }
    }
  }
  visit(value, 0)
  return nodes
}

function isReference(record: Values): boolean {
  return Object.keys(record).every((name) => name === '@id' || name === '@type')
}

/** Members that refer to other nodes. */
const REFERRING = [
  'author',
  'creator',
  'publisher',
  'image',
  'isPartOf',
  'copyrightHolder',
  'sourceOrganization',
  'provider',
]

function withReferences(record: Values, nodes: Nodes): Values {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, 50).map(resolve)
    const id = isRecord(value) && isReference(value) ? value['@id'] : null
    return (typeof id === 'string' ? nodes.get(id) : undefined) ?? value
  }
  const resolved = REFERRING.filter((name) => record[name] !== undefined).map(
    (name) => [name, resolve(record[name])] as const,
  )
  return { ...record, ...Object.fromEntries(resolved) }
}

/** The facts that JSON-LD states of an article. https://schema.org/NewsArticle */
export function schemaOrgParts(article: Values): ItemParts {
  const text = (name: string) => decoded(textOfValue(article[name]))
  const time = (role: TimeRole, name: string): StatedTime[] => fieldTime(role, name, text(name))
  const authors = [article.author, article.creator, article.contributor]
    .map((value) => distinct(namesOf(value).map((name) => bylineOf(decoded(name)))))
    .find((names) => names.length > 0)
  const body = textOfValue(article.articleBody)
  const page = isRecord(article.mainEntityOfPage)
    ? article.mainEntityOfPage['@id']
    : article.mainEntityOfPage
  return {
    headline: text('headline') ?? text('name'),
    byline: authors?.join(', ') || null,
    dateline: text('dateline'),
    blocks: body === null ? [] : blocksOfContent(body),
    pictures: picturesOf(article.image),
    url:
      [article.url, page, article['@id']]
        .map((each) => absoluteUrl(textOfValue(each)))
        .find(Boolean) ?? null,
    language: languageTag(text('inLanguage')),
    publisher: decoded(namesOf(article.publisher)[0] ?? nameOfWhole(article.isPartOf)),
    provider: decoded(namesOf(article.sourceOrganization ?? article.provider)[0] ?? null),
    section: text('articleSection'),
    keywords: keywordsOf(article.keywords),
    rights:
      text('copyrightNotice') ??
      text('usageInfo') ??
      decoded(namesOf(article.copyrightHolder)[0] ?? null),
    itemId: text('identifier'),
    times: [
      ...time('PUBLISHED', 'datePublished'),
      ...time('CREATED', 'dateCreated'),
      ...time('UPDATED', 'dateModified'),
      ...time('EXPIRES', 'expires'),
    ],
  }
}

/** The newspaper or site that an article is part of; a page is not a publisher. */
function nameOfWhole(value: unknown): string | null {
  const wholes: readonly unknown[] = Array.isArray(value) ? value : [value]
  const whole = wholes.find(
    (each) => isRecord(each) && hasType(each, /WebSite|Newspaper|Periodical|CreativeWork|Product/),
  )
  return isRecord(whole) ? textOfValue(whole.name) : null
}

/** Values of JSON-LD are often HTML. */
function decoded(text: string | null): string | null {
  return text !== null && /[<&]/.test(text) ? plainText(text) || null : text
}

function namesOf(value: unknown): string[] {
  const parties: readonly unknown[] = Array.isArray(value) ? value.slice(0, 50) : [value]
  return parties
    .flatMap((each): readonly unknown[] =>
      isRecord(each) && Array.isArray(each.name) ? each.name.slice(0, 50) : [each],
    )
    .map((each) => textOfValue(each))
    .filter((name) => name !== null)
    .filter((name) => !/^https?:/.test(name))
}

function keywordsOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, 500) : [value]
  return distinct(
    values
      .map((each) => textOfValue(each))
      .filter((text) => text !== null)
      .flatMap((text) => (Array.isArray(value) ? [text] : text.split(/[,;]/)))
      .map((text) => decoded(text)),
  )
}

function picturesOf(value: unknown): PictureFacts[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, 50) : [value]
  return values.filter(isRecord).flatMap((image) => {
    const caption = decoded(textOfValue(image.caption) ?? textOfValue(image.description))
    const credit = decoded(
      textOfValue(image.creditText) ??
        namesOf(image.creator)[0] ??
        namesOf(image.author)[0] ??
        textOfValue(image.copyrightNotice) ??
        namesOf(image.copyrightHolder)[0] ??
        null,
    )
    return caption || credit ? [{ caption, credit }] : []
  })
}
