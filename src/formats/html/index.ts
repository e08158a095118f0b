import type { Problem } from '../../model/problem.ts'
import { fileProblem } from '../../text/problems.ts'
import { createArticle, type ItemParts } from '../article.ts'
import { caps } from '../caps.ts'
import { distinct } from '../facts.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { textOfValue } from '../json/record.ts'
import { articlesIn, crumbsIn, pagesIn, schemaOrgParts, siteNamesIn } from '../json/schema-org.ts'
import { languageTag } from '../language-tags.ts'
import { lazily } from '../lazily.ts'
import { blocksOfHtml } from '../markup.ts'
import { withPlaces } from '../places.ts'
import { findTimesInLine } from '../printed-times.ts'
import { absoluteUrl, type Values } from '../values.ts'
import { bylineAbove, bylineOfPage, parselyPage } from './bylines.ts'
import { nearHeading, type PageHead, readHead } from './head.ts'
import { blocksAbove, picturesBeside, storyBlocks, withCreditsOf, withoutHead } from './story.ts'
import { pageTimes } from './times.ts'
import { pageTitle, plainTitle, siteNameInTitle } from './titles.ts'

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
  const all = blocksOfHtml(text)
  const blocks = storyBlocks(page ? withCreditsOf(all, blocksOfHtml(page.content)) : all, facts)
  const above = blocksAbove(all, blocks, title)
  const linesAbove = above.filter(({ kind }) => kind === 'TEXT').map((block) => block.text)
  const lines = [
    ...nearHeading(head.timeLines, head, title).map((line) => line.text),
    ...linesAbove.filter((line) => findTimesInLine(line).length > 0),
  ]
  const parsely = parselyPage(head)
  const byline =
    wordsOf(facts?.byline) ??
    bylineOfPage(head, { title, parsely, found: page?.byline ?? null }) ??
    bylineAbove(linesAbove)
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
    keywords: keywordsOf(facts, head, parsely),
    rights: facts?.rights ?? meta('copyright', 'dc.rights', 'dcterms.rights', 'rights'),
    times: pageTimes(head, {
      article: facts?.times ?? [],
      page: about?.times ?? [],
      found: page?.published ?? null,
      lines,
      url,
    }),
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

function wordsOf(words: ItemParts['headline']): string | null {
  return typeof words === 'string' ? words : (words?.text ?? null)
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

function keywordsOf(facts: ItemParts | null, head: PageHead, parsely: Values | null): string[] {
  const tags: readonly unknown[] = Array.isArray(parsely?.tags) ? parsely.tags : []
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
