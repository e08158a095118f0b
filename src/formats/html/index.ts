import type { StatedTime, TimeRole } from '../../model/article.ts'
import type { Problem } from '../../model/problem.ts'
import { fileProblem } from '../../text/problems.ts'
import { createArticle, type Block, type ItemParts, type PictureFacts } from '../article.ts'
import { caps } from '../caps.ts'
import { bylineOf, distinct } from '../facts.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { textOfValue } from '../json/record.ts'
import { articlesIn, crumbsIn, pagesIn, schemaOrgParts, siteNamesIn } from '../json/schema-org.ts'
import { languageTag } from '../language-tags.ts'
import { lazily } from '../lazily.ts'
import { flat } from '../blocks.ts'
import { blocksOfHtml, plainText } from '../markup.ts'
import { withPlaces } from '../places.ts'
import { findTimesInLine, timesInLine } from '../printed-times.ts'
import { findDayInPath } from '../stamp.ts'
import { fieldTime } from '../times.ts'
import { absoluteUrl, isRecord, type Values } from '../values.ts'
import { type Line, type PageHead, readHead } from './head.ts'
import { parseStructured } from './structured.ts'
import { pageTitle, siteNameInTitle } from './titles.ts'

const linkedom = lazily<typeof import('linkedom')>('linkedom')
const readability = lazily<typeof import('@mozilla/readability')>('@mozilla/readability')

/** Deeper pages, or those with more elements, are read in one pass, without a tree. */
const TREE_DEPTH = 150
const TREE_ELEMENTS = 20_000
const TREE_TEXTS = 100_000
const TREE_ATTRIBUTES = 1_000

/** A page: JSON-LD first, then meta tags, then Readability for the body. */
export const html: TextFormat = {
  kind: 'TEXT',
  name: 'html',
  extensions: ['.html', '.htm', '.xhtml'],
  holdsMany: false,
  recognize: (text) => {
    const head = text.slice(0, 4096).replace(/<!--[^]*?-->/g, '')
    return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])/i.test(head)
      ? 'it begins as an HTML page'
      : null
  },
  parse: parseHtml,
}

function parseHtml(file: TextFile): ParsedFile {
  const head = readHead(file.text)
  const isLarge =
    head.depth > TREE_DEPTH ||
    head.elements > TREE_ELEMENTS ||
    head.texts > TREE_TEXTS ||
    head.attributes > TREE_ATTRIBUTES
  const page = isLarge ? null : readPage(file.text)
  const parts = pageParts(head, page, file.text)
  const problems: Problem[] = isLarge ? [tooLarge(file.path, head)] : []
  if (!parts.headline && parts.blocks.length === 0) {
    return { articles: [], problems: [...problems, noStory(file.path)] }
  }
  const blocks = withPlaces(parts.blocks, file.text)
  return { articles: [createArticle(file, { ...parts, blocks })], problems }
}

/** What Readability finds on a page. */
interface Page {
  readonly title: string | null
  readonly byline: string | null
  readonly siteName: string | null
  readonly language: string | null
  readonly published: string | null
  readonly content: string
}

function readPage(text: string): Page | null {
  try {
    const { document } = linkedom().parseHTML(text)
    const { Readability } = readability()
    const found = new Readability(document, {
      maxElemsToParse: TREE_ELEMENTS,
      // They tell the credit of a figure from its caption.
      keepClasses: true,
    }).parse()
    if (!found) return null
    const { title, byline, siteName, lang, publishedTime, content } = found
    return {
      title: title || null,
      byline: byline || null,
      siteName: siteName || null,
      language: lang || null,
      published: publishedTime || null,
      content: content ?? '',
    }
  } catch {
    // A page that the library cannot read is read in one pass.
    return null
  }
}

function pageParts(head: PageHead, page: Page | null, text: string): ItemParts {
  const { meta } = head
  const stated = articleOf(head)
  const facts = stated ? schemaOrgParts(stated) : null
  const [described] = pagesIn(head.structured)
  const about = described ? schemaOrgParts(described) : null
  const url = urlOf(head, facts)
  const publisher = publisherOf(head, page, facts, url)
  const title = pageTitle(
    [wordsOf(facts?.headline), page?.title, meta('og:title', 'twitter:title'), head.title],
    [...head.headings.map((heading) => heading.text), meta('og:title', 'twitter:title')],
    { publisher, url },
  )
  const blocks = storyBlocks(page, facts, text)
  const above = blocksAbove(blocksOfHtml(text), blocks, title)
  const linesAbove = above.filter(({ kind }) => kind === 'TEXT').map((block) => block.text)
  const lines = [
    ...nearHeading(head.timeLines, head, title).map((line) => line.text),
    ...linesAbove.filter((line) => findTimesInLine(line).length > 0),
  ]
  const byline =
    wordsOf(facts?.byline) ?? bylineOfPage(head, page, title) ?? bylineAbove(linesAbove)
  const times = [...(facts?.times ?? []), ...metaTimes(head)]
  const isUpdate = ({ role }: StatedTime) => role === 'UPDATED'
  const printed = lines.flatMap((line) => timesInLine('page', line))
  return {
    headline: title,
    byline,
    dateline: facts?.dateline ?? null,
    blocks: withoutHead(blocks, title, byline, lines),
    pictures: picturesBeside(blocks, above, facts),
    url,
    language: languageTag(
      facts?.language ??
        head.language ??
        page?.language ??
        about?.language ??
        meta('content-language', 'dc.language', 'dcterms.language', 'language', 'og:locale'),
    ),
    publisher,
    provider: facts?.provider ?? null,
    section: facts?.section ?? sectionOf(head, title, publisher),
    keywords: keywordsOf(facts, head),
    rights: facts?.rights ?? meta('copyright', 'dc.rights', 'dcterms.rights', 'rights'),
    times: [
      ...times,
      ...head.times
        .filter((time) => !time.isUpdate)
        .flatMap(({ value }) => timeElement(value))
        .slice(0, 1),
      ...fieldTime('PUBLISHED', 'time', page?.published ?? null),
      ...printed.filter((time) => !isUpdate(time)).slice(0, 1),
      ...(about?.times ?? []),
      ...(times.some(isUpdate) ? [] : printed.filter(isUpdate).slice(0, 1)),
      ...fieldTime('PUBLISHED', 'url', dayInUrl(url)),
    ],
  }
}

/** The article that the page is about: others that it describes are teasers. */
function articleOf(head: PageHead): Values | null {
  const articles = articlesIn(head.structured)
  const titles = [head.title, head.meta('og:title'), ...head.headings.map(({ text }) => text)]
    .filter((title) => title !== null)
    .map(plainTitle)
  const isOwn = (article: Values) => {
    const headline = plainTitle(textOfValue(article.headline) ?? textOfValue(article.name) ?? '')
    return headline !== '' && titles.some((title) => title.startsWith(headline.slice(0, 60)))
  }
  return articles.find(isOwn) ?? articles[0] ?? null
}

function plainTitle(title: string): string {
  return plainText(title)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function urlOf(head: PageHead, facts: ItemParts | null): string | null {
  const stated = [
    facts?.url,
    absoluteUrl(head.meta('og:url', 'twitter:url', 'parsely-link', 'dc.identifier')),
  ].find(Boolean)
  if (head.canonical === null) return stated ?? null
  const base = stated ?? absoluteUrl(head.base)
  const canonical =
    base && URL.canParse(head.canonical, base) ? new URL(head.canonical, base).href : head.canonical
  return absoluteUrl(head.canonical) ?? absoluteUrl(canonical) ?? stated ?? null
}

function publisherOf(
  head: PageHead,
  page: Page | null,
  facts: ItemParts | null,
  url: string | null,
): string | null {
  const profile = head.meta('article:publisher')
  return (
    facts?.publisher ??
    head.meta('og:site_name') ??
    page?.siteName ??
    siteNamesIn(head.structured)[0] ??
    head.meta(
      'dc.publisher',
      'dcterms.publisher',
      'publisher',
      'citation_journal_title',
      'application-name',
      'apple-mobile-web-app-title',
    ) ??
    (profile !== null && !/[/.]/.test(profile) ? profile : null) ??
    head.itemprop('publisher') ??
    siteNameInTitle(head.title, url)
  )
}

const PUBLISHED = [
  'article:published_time',
  'parsely-pub-date',
  'og:article:published_time',
  'article:published',
  'article.published',
  'datepublished',
  'date_published',
  'publishdate',
  'publish-date',
  'publish_date',
  'published-date',
  'published_date',
  'publication_date',
  'publication-date',
  'citation_publication_date',
  'citation_date',
  'pubdate',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date.published',
  'dc.date',
  'dcterms.date',
  'dcterms.created',
  'dc.date.created',
  'date',
  'sailthru.date',
  'og:published_time',
  'og:pubdate',
  'displaydate',
  'last-publish-date',
  'originalpublicationdate',
  'cxenseparse:recs:publishtime',
  'vr:published_time',
  'bt:pubdate',
  'rbpubdate',
  'ptime',
  'pdate',
  'dat',
  'article_date_original',
  'article:post_date',
  'datecreated',
  'published',
  'publishtime',
  'timestamp',
]
const UPDATED = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'date_modified',
  'dcterms.modified',
  'dc.date.modified',
  'lastmod',
  'last-modified',
  'last_updated',
  'last_updated_date',
  'article:modified',
  'utime',
  'revised',
]

function metaTimes(head: PageHead): StatedTime[] {
  const time = (role: TimeRole, name: string) => fieldTime(role, name, head.meta(name))
  return [
    ...PUBLISHED.slice(0, 2).flatMap((name) => time('PUBLISHED', name)),
    ...fieldTime('PUBLISHED', 'datePublished', head.itemprop('datePublished')),
    ...PUBLISHED.slice(2).flatMap((name) => time('PUBLISHED', name)),
    ...UPDATED.flatMap((name) => time('UPDATED', name)),
    ...fieldTime('UPDATED', 'dateModified', head.itemprop('dateModified')),
  ]
}

/** A machine-readable element, which pages also fill with what they print. */
function timeElement(value: string): StatedTime[] {
  const stated = fieldTime('PUBLISHED', 'time', value)
  return stated.length > 0 ? stated : timesInLine('time', value).slice(0, 1)
}

/** The day in the path of an address: "/2024/07/15/quay-opens". */
function dayInUrl(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? findDayInPath(new URL(url).pathname) : null
}

/** Lines in the order of their distance from the headline: others belong to teasers or the site. */
function nearHeading(lines: readonly Line[], head: PageHead, title: string | null): Line[] {
  const same = ({ text }: Line) => title !== null && plainTitle(text) === plainTitle(title)
  const heading = head.headings.find(same) ?? head.headings[0]
  const distance = ({ at }: Line) => Math.abs(at - (heading?.at ?? 0))
  return lines.toSorted((one, other) => distance(one) - distance(other))
}

function wordsOf(words: ItemParts['headline']): string | null {
  return typeof words === 'string' ? words : (words?.text ?? null)
}

/** A shorter caption is a label of a teaser. */
const MIN_CAPTION = 15
/** A shorter paragraph may be printed elsewhere on the page, too. */
const MIN_STORY_PARAGRAPH = 60
/** More blocks do not stand between a headline and its story. */
const MAX_ABOVE = 30

/** What the page prints between the headline and the first paragraph of the story. */
function blocksAbove(
  all: readonly Block[],
  story: readonly Block[],
  title: string | null,
): readonly Block[] {
  const first = story.find(({ kind, text }) => kind === 'TEXT' && text.length > MIN_STORY_PARAGRAPH)
  const end = first ? all.findIndex(({ text }) => text === first.text) : -1
  if (end < 0 || title === null) return []
  const heading = plainTitle(title)
  const near = all.slice(Math.max(0, end - MAX_ABOVE), end)
  const start = near.findIndex(({ text }) => plainTitle(text) === heading)
  return start < 0 ? [] : near.slice(start + 1)
}

/** Pictures above the story, and those that JSON-LD states of a page whose story has none. */
function picturesBeside(
  blocks: readonly Block[],
  above: readonly Block[],
  facts: ItemParts | null,
): readonly PictureFacts[] {
  const isCaption = ({ kind }: Block) => kind === 'CAPTION'
  const known = new Set(blocks.filter(isCaption).map(({ text }) => plainLine(text)))
  const leading = above
    .filter((block) => isCaption(block) && block.text.length >= MIN_CAPTION)
    .filter(({ text }) => !known.has(plainLine(text)))
    .slice(0, 2)
    .map(({ text, credit }) => ({ caption: text, credit: credit ?? null }))
  if (leading.length > 0 || known.size > 0) return leading
  return facts?.pictures ?? []
}

/** A line above the story that names only who wrote it. */
function bylineAbove(lines: readonly string[]): string | null {
  const line = lines.find((each) => BY.test(each) && personOf(each) !== null)
  return line === undefined ? null : personOf(line)
}

const BY =
  /^(?:(?:by|von|par|por|door|di|af|av)\s*:?|(?:text|author|autor|författare)\s*:)\s+\p{Lu}/iu

/** Readability's body; where it finds next to nothing, the body that JSON-LD states, or the page. */
function storyBlocks(page: Page | null, facts: ItemParts | null, text: string): Block[] {
  const found = page ? blocksOfHtml(page.content) : blocksOfHtml(text)
  const stated = facts?.blocks ?? []
  return lengthOf(stated) > 2 * lengthOf(found) ? [...stated] : found
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((length, { kind, text }) => length + (kind === 'TEXT' ? text.length : 0), 0)
}

/** How many paragraphs above the story may repeat what the head of the page prints. */
const HEAD_BLOCKS = 8

/** The story without headline, byline and date line, and without what only leads elsewhere. */
function withoutHead(
  blocks: readonly Block[],
  title: string | null,
  byline: string | null,
  lines: readonly string[],
): Block[] {
  const printed = new Set([title, byline, ...lines].map(plainLine))
  return blocks.filter(({ kind, text }, index) => {
    if (kind !== 'TEXT') return true
    if (index < HEAD_BLOCKS && printed.has(plainLine(text))) return false
    const above = blocks[index - 1]
    if (above?.kind === 'CAPTION' && plainTitle(above.text) === plainTitle(text)) return false
    return text.length > MAX_BOILERPLATE || !(BOILERPLATE.test(text) || /^\d+ ?\/ ?\d+$/.test(text))
  })
}

function plainLine(text: string | null): string {
  return flat(text ?? '').toLowerCase()
}

const MAX_BOILERPLATE = 80
/** Lines that lead elsewhere or belong to the page, in the languages of the pages that print them. */
const BOILERPLATE =
  /^[^\p{L}]*(?:advertisement|advertising|anzeige|werbung|publicidad|publicidade|publicité|pubblicità|reklama|annons|annonse|mainos|реклама|広告|read more|read also|see also|related(?: (?:articles|stories|topics|content))?|more on this story|share(?: this)?(?: (?:article|story|on \p{L}+))?|print(?: this)?(?: page| article)?|e-?mail|tweet|comments?|leave a comment|sign up|subscribe(?: now)?|follow us|weiterlesen|lesen sie auch|mehr zum thema|zur startseite|lire aussi|à lire aussi|sur le même sujet|partager|leer más|lee también|compartir|leia também|leia mais|compartilhe|leggi anche|condividi|lees ook|delen|läs också|dela|читайте также|czytaj także|udostępnij)[^\p{L}]*$/iu

function bylineOfPage(head: PageHead, page: Page | null, title: string | null): string | null {
  const { meta } = head
  const stated = [
    ...NAMED_AUTHORS.map((name) => head.all(name).map(personOf)),
    parselyPage(head).map(personOf),
    [writtenBy(head)].map(personOf),
    [head.itemprop('author')].map(personOf),
    together(nearHeading(head.authors, head, title)).map(({ text }) => personOf(text)),
    [page?.byline].map(personOf),
    nearHeading(head.bylines, head, title)
      .map(({ text }) => personOf(text))
      .slice(0, 1),
    [meta('twitter:creator')].map(personOf),
  ]
  for (const names of stated) {
    const found = distinct(names)
    if (found.length > 0) return found.join(', ')
  }
  return null
}

/** Elements between two authors of one byline. */
const MAX_BETWEEN = 12

/** The first line and those beside it. */
function together(lines: readonly Line[]): Line[] {
  const [first] = lines
  if (!first) return []
  return lines
    .filter(({ at }) => Math.abs(at - first.at) <= MAX_BETWEEN)
    .toSorted((one, other) => one.at - other.at)
}

const NAMED_AUTHORS = [
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'dcterm:creator',
  'author',
  'parsely-author',
  'article:author',
  'article:author_name',
  'article.author',
  'byl',
  'byline',
  'sailthru.author',
  'citation_author',
  'dc.contributor',
  'cxenseparse:author',
  'rbauthors',
]

/** Authors in the JSON that older pages have in one `parsely-page` tag. */
function parselyPage(head: PageHead): string[] {
  const [page] = parseStructured(head.meta('parsely-page') ?? '')
  if (!isRecord(page)) return []
  const { authors, author } = page
  return (Array.isArray(authors) ? authors : [author])
    .map((each) => textOfValue(each))
    .filter((name) => name !== null)
}

/** "Written by" beside its value, as blogs describe themselves to Twitter. */
function writtenBy(head: PageHead): string | null {
  const label = head.meta('twitter:label1') ?? ''
  return /written by|verfasst von|écrit par|escrito por|geschreven door|scritto da|автор/i.test(
    label,
  )
    ? head.meta('twitter:data1')
    : null
}

// What pages print behind the names in one line: the time, counts of comments, buttons.
const BEHIND_NAMES =
  /\s*(?:\||•|·)?\s*(?:\b(?:print|e-?mail|follow|share|tweet|comments?|subscribe|published|posted|updated|first published|last (?:updated|modified)|\d+\s*(?:comments?|shares?|min(?:ute)?s?|hrs?|hours?|days?)\b)|@\w+)[^]*$/iu
const OPEN_END = /(?:[\s,|/•·–—-]|\b(?:on|at|am|um|le|el|il|em|op|posted|published))+$/iu
const NO_NAME =
  /^(?:by\s+)?(?:authors?|staff|admin(?:istrator)?|editors?|editorial|redaktion|redazione|redacción|web ?desk|unknown|anonymous|guest|user|webmaster|reuters staff writer)$/i

/** The names of a byline of a page, without the time and the buttons behind them. */
function personOf(stated: string | null | undefined): string | null {
  const line = flat(stated ?? '')
  if (line === '' || NO_NAME.test(line)) return null
  const [time] = findTimesInLine(line)
  const before = (time ? line.slice(0, time.start) : line)
    .replace(/^by:\s*/i, 'By ')
    .replace(BEHIND_NAMES, '')
    .replace(/\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$/i, '')
    .replace(OPEN_END, '')
    .replace(/^[\s|/,•·–—-]+/, '')
  if (/^(?:by\s+)?\S+\.(?:com|org|net|[a-z]{2})$/i.test(before)) return null
  return before === '' || NO_NAME.test(before) ? null : bylineOf(before)
}

const HOME =
  /^(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|portada|forsiden?|etusivu|главная|首页|ホーム|front ?page)$/i

function sectionOf(head: PageHead, title: string | null, publisher: string | null): string | null {
  const named =
    head.meta(
      'article:section',
      'parsely-section',
      'section',
      'og:section',
      'og:article:section',
      'article:section_name',
      'sailthru.section',
      'sailthru.vertical',
      'cg',
      'category',
      'dc.type.section',
    ) ?? head.itemprop('articleSection')
  if (named !== null) return named
  const crumbs = crumbsIn(head.structured).filter(
    (crumb) =>
      !HOME.test(crumb) && crumb !== publisher && plainTitle(crumb) !== plainTitle(title ?? ''),
  )
  return crumbs[0] ?? null
}

function keywordsOf(facts: ItemParts | null, head: PageHead): string[] {
  const [page] = parseStructured(head.meta('parsely-page') ?? '')
  const tags: readonly unknown[] = isRecord(page) && Array.isArray(page.tags) ? page.tags : []
  const listed = ['news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags', 'dc.subject']
  return distinct([
    ...(facts?.keywords ?? []),
    ...head.all('article:tag').flatMap((tag) => tag.split(/\s*,\s*/)),
    ...head.all('og:article:tag'),
    ...(head.meta(...listed)?.split(/\s*[,;]\s*/) ?? []),
    ...tags.map((tag) => textOfValue(tag)),
    ...head.tags,
  ])
}

function tooLarge(path: string, { depth, elements, texts, attributes }: PageHead): Problem {
  return fileProblem(path, {
    code: 'PAGE_TOO_LARGE',
    severity: 'WARNING',
    message: `The page has ${elements} elements, nested ${depth} deep, ${texts} pieces of text and up to ${attributes} attributes an element; the story is not told from what surrounds it.`,
    hint: `Pages of up to ${TREE_ELEMENTS} elements, nested ${Math.min(TREE_DEPTH, caps.depth)} deep, are read whole.`,
  })
}

function noStory(path: string): Problem {
  return fileProblem(path, {
    code: 'NO_TEXT',
    severity: 'WARNING',
    message: 'The page has neither a headline nor a story.',
    hint: 'Pages that a script fills have to be saved after the script ran.',
  })
}
