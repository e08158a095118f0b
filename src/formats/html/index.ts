import type { StatedTime } from '../../model/article.ts'
import type { Problem } from '../../model/problem.ts'
import { fileProblem } from '../../text/problems.ts'
import { createArticle, type Block, type ItemParts, type PictureFacts } from '../article.ts'
import { caps } from '../caps.ts'
import { bylineOf, distinct } from '../facts.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { articlesIn, schemaOrgParts } from '../json/schema-org.ts'
import { languageTag } from '../language-tags.ts'
import { lazily } from '../lazily.ts'
import { flat } from '../blocks.ts'
import { blocksOfHtml } from '../markup.ts'
import { withPlaces } from '../places.ts'
import { fieldTime } from '../times.ts'
import { readHead, type PageHead } from './head.ts'
import { cutSiteName } from './titles.ts'
import { absoluteUrl } from '../values.ts'

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
    const found = new Readability(document, { maxElemsToParse: TREE_ELEMENTS }).parse()
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
  const [stated] = head.structured.flatMap((value) => articlesIn(value))
  const facts = stated ? schemaOrgParts(stated) : null
  const publisher = facts?.publisher ?? meta('og:site_name') ?? page?.siteName ?? null
  const url = absoluteUrl(head.canonical) ?? facts?.url ?? absoluteUrl(meta('og:url'))
  const title = cutSiteName(
    wordsOf(facts?.headline) ?? page?.title ?? meta('og:title') ?? head.title,
    {
      publisher,
      url,
    },
  )
  const blocks = storyBlocks(page, facts, text)
  return {
    headline: title,
    byline: facts?.byline ?? bylineOfPage(meta, page),
    dateline: facts?.dateline ?? null,
    blocks: withoutTitle(blocks, title),
    pictures: blocks.some(({ kind }) => kind === 'CAPTION') ? [] : pagePictures(facts, text),
    url,
    language: languageTag(facts?.language ?? head.language ?? page?.language ?? meta('og:locale')),
    publisher,
    section: facts?.section ?? meta('article:section', 'parsely-section', 'section'),
    keywords: keywordsOf(facts, head),
    rights: facts?.rights ?? meta('copyright', 'dc.rights', 'dcterms.rights'),
    times: [
      ...(facts?.times ?? []),
      ...fieldTime('PUBLISHED', 'article:published_time', meta('article:published_time')),
      ...fieldTime('PUBLISHED', 'parsely-pub-date', meta('parsely-pub-date')),
      ...fieldTime('PUBLISHED', 'datePublished', head.itemprop('datePublished')),
      ...fieldTime(
        'PUBLISHED',
        'date',
        meta(
          'date',
          'dc.date',
          'dc.date.issued',
          'dcterms.created',
          'pubdate',
          'publish-date',
          'publication_date',
          'sailthru.date',
          'og:published_time',
          'displaydate',
          'last-publish-date',
        ),
      ),
      ...fieldTime('PUBLISHED', 'time', page?.published ?? null),
      ...fieldTime('PUBLISHED', 'time', head.time),
      ...head.printedTimes.flatMap((words) => printedTime(words)),
      ...fieldTime(
        'UPDATED',
        'article:modified_time',
        meta('article:modified_time', 'og:updated_time', 'lastmod'),
      ),
    ],
  }
}

const TIME_LABEL =
  /^(?:published|posted|updated|publié|veröffentlicht|am|on|le|date)?\s*(?:on|le|am)?\s*:?\s+/i

/** A time that the page prints, without its label. */
function printedTime(words: string): StatedTime[] {
  const stated = fieldTime('PUBLISHED', 'page', words)
  return stated.length > 0 ? stated : fieldTime('PUBLISHED', 'page', words.replace(TIME_LABEL, ''))
}

function wordsOf(words: ItemParts['headline']): string | null {
  return typeof words === 'string' ? words : (words?.text ?? null)
}

/** A shorter caption is a label of a teaser. */
const MIN_CAPTION = 15

/** Pictures that JSON-LD states; else the first figure of the page that has a caption. */
function pagePictures(facts: ItemParts | null, text: string): readonly PictureFacts[] {
  if (facts?.pictures?.length) return facts.pictures
  const figure = blocksOfHtml(text).find(
    ({ kind, text: caption }) => kind === 'CAPTION' && caption.length >= MIN_CAPTION,
  )
  return figure ? [{ caption: figure.text, credit: figure.credit ?? null }] : []
}

/** Readability's body; where it finds next to nothing, the body that JSON-LD states, or the page. */
function storyBlocks(page: Page | null, facts: ItemParts | null, text: string): Block[] {
  const found = page ? blocksOfHtml(page.content) : blocksOfHtml(text)
  const stated = facts?.blocks ?? []
  return lengthOf(stated) > 2 * lengthOf(found) ? [...stated] : found
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((length, { kind, text }) => length + (kind === 'TEXT' ? text.length : 0), 0)
}

function withoutTitle(blocks: readonly Block[], title: string | null): Block[] {
  const same = (text: string) => title !== null && flat(text).toLowerCase() === title.toLowerCase()
  return blocks.filter(({ text }, index) => !(index < 3 && same(text)))
}

function bylineOfPage(meta: PageHead['meta'], page: Page | null): string | null {
  return (
    bylineOf(
      meta(
        'dc.creator',
        'dcterms.creator',
        'author',
        'parsely-author',
        'article:author',
        'byl',
        'sailthru.author',
      ),
    ) ?? bylineOf(page?.byline)
  )
}

function keywordsOf(facts: ItemParts | null, head: PageHead): string[] {
  const stated = [...(facts?.keywords ?? []), ...head.all('article:tag')]
  const listed = head.meta('news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags')
  return distinct([...stated, ...(listed?.split(/\s*[,;]\s*/) ?? [])])
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
