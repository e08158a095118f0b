import type { StatedTime, TimeRole } from '../../model/article.ts'
import type { ItemParts, PictureFacts } from '../article.ts'
import { bylineOf, distinct } from '../facts.ts'
import { languageTag } from '../language-tags.ts'
import { plainText } from '../markup.ts'
import { fieldTime } from '../times.ts'
import { blocksOfContent, textOfValue } from './record.ts'
import { absoluteUrl, isRecord, type Values } from '../values.ts'

const ARTICLE_TYPE =
  /^(?:https?:\/\/schema\.org\/)?(?:\w*NewsArticle|Article|ReportageNewsArticle|\w*BlogPosting|LiveBlogPosting|Report|ScholarlyArticle|SocialMediaPosting)$/

/** Whether an object of JSON-LD is an article of schema.org. */
export function isArticle(record: Values): boolean {
  const types: readonly unknown[] = Array.isArray(record['@type'])
    ? record['@type']
    : [record['@type']]
  return types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))
}

/** Articles in a value of JSON-LD: itself, members of a list or of `@graph`, the main entity. */
export function articlesIn(value: unknown, depth = 0): Values[] {
  if (depth > 4) return []
  if (Array.isArray(value))
    return value.slice(0, 1000).flatMap((each) => articlesIn(each, depth + 1))
  if (!isRecord(value)) return []
  if (isArticle(value)) return [value]
  return [
    value['@graph'],
    value.mainEntity,
    value.mainEntityOfPage,
    value.itemListElement,
    value.item,
  ].flatMap((each) => articlesIn(each, depth + 1))
}

/** The facts that JSON-LD states of an article. https://schema.org/NewsArticle */
export function schemaOrgParts(article: Values): ItemParts {
  const text = (name: string) => decoded(textOfValue(article[name]))
  const time = (role: TimeRole, name: string): StatedTime[] => fieldTime(role, name, text(name))
  const authors = namesOf(article.author).map(bylineOf)
  const body = textOfValue(article.articleBody)
  const page = isRecord(article.mainEntityOfPage)
    ? article.mainEntityOfPage['@id']
    : article.mainEntityOfPage
  return {
    headline: text('headline') ?? text('name'),
    byline: distinct(authors).join(', ') || null,
    dateline: text('dateline'),
    blocks: body === null ? [] : blocksOfContent(body),
    pictures: picturesOf(article.image),
    url:
      [article.url, page, article['@id']]
        .map((each) => absoluteUrl(textOfValue(each)))
        .find(Boolean) ?? null,
    language: languageTag(text('inLanguage')),
    publisher: decoded(namesOf(article.publisher)[0] ?? null),
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

/** Values of JSON-LD are often HTML. */
function decoded(text: string | null): string | null {
  return text !== null && /[<&]/.test(text) ? plainText(text) || null : text
}

function namesOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, 50) : [value]
  return values
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
