import type { StatedTime } from '../../model/article.ts'
import { createArticle, type Block, type ItemParts, type PictureFacts } from '../article.ts'
import { distinct, isDomain, isFullName } from '../facts.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { languageTag } from '../language-tags.ts'
import { blocksOfHtml, looksLikeHtml, plainText, withoutLabel } from '../markup.ts'
import { blocksOfText } from '../plain.ts'
import { createPlaceFinder } from '../places.ts'
import { fieldTime } from '../times.ts'
import { blocksOfXml } from './blocks.ts'
import { faultProblems } from './faults.ts'
import {
  attribute,
  children,
  descendants,
  elementsOf,
  find,
  firstText,
  localName,
  parseXml,
  rawTextOf,
  rootName,
  textOf,
  type XmlElement,
} from './tree.ts'
import { absoluteUrl } from '../values.ts'

const ROOTS = new Set(['rss', 'RDF', 'feed'])

/** RSS 0.9 to 2.0, RDF Site Summary, Atom, and the exports of WordPress, which are RSS. */
export const feed: TextFormat = {
  kind: 'TEXT',
  name: 'feed',
  extensions: ['.rss', '.atom', '.rdf'],
  holdsMany: true,
  recognize: (text) => {
    const root = rootName(text)
    if (!root || !ROOTS.has(root)) return null
    if (root === 'RDF' && !/purl\.org\/rss|channel/i.test(text.slice(0, 4000))) return null
    return `its root element is "${root}"`
  },
  parse: parseFeed,
}

function parseFeed(file: TextFile): ParsedFile {
  const { root, fault } = parseXml(file.text)
  const problems = faultProblems(file.path, fault)
  if (!root) return { articles: [], problems }
  const items = rootName(file.text) === 'feed' ? atomItems(root) : rssItems(root)
  const place = createPlaceFinder(file.text)
  const articles = items
    .filter(({ headline, blocks }) => headline || blocks.length > 0)
    .map((parts) => createArticle(file, { ...parts, blocks: place(parts.blocks) }))
  return { articles, problems }
}

/** The first child with a name as written: `title` is not `media:title`. */
function named(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element && elementsOf(element).find((child) => child.name === name)
}

function allNamed(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).filter((child) => child.name === name)
}

/** What a feed states of itself. Its items are left out, which would be searched for each item. */
function withoutItems(element: XmlElement | undefined): XmlElement | undefined {
  return (
    element && {
      ...element,
      children: element.children.filter(
        (child) => typeof child !== 'string' && !/^(?:item|entry)$/.test(localName(child)),
      ),
    }
  )
}

// --- RSS ---

function rssItems(root: XmlElement): ItemParts[] {
  const channel = find(root, 'channel')
  const items = [...children(channel, 'item'), ...children(root, 'item')]
  const authors = authorNames(channel)
  const head = withoutItems(channel)
  return items.filter(isPublishedPost).map((item) => rssParts(item, head, authors))
}

function rssParts(
  item: XmlElement,
  channel: XmlElement | undefined,
  authors: ReadonlyMap<string, string>,
): ItemParts {
  const isPost = named(item, 'wp:post_type') !== undefined
  const content = firstContent(item, [
    'content:encoded',
    'description',
    'content',
    'summary',
    'itunes:summary',
  ])
  const guid = named(item, 'guid')
  const link = [named(item, 'feedburner:origLink'), named(item, 'link'), guid]
    .map((element) => absoluteUrl(textOf(element)))
    .find((address) => address !== null)
  const creators = [...allNamed(item, 'dc:creator'), ...allNamed(item, 'author')]
  const authorsOf = (elements: readonly XmlElement[]) =>
    distinct(elements.map((element) => authorOf(fieldText(element), authors))).join(', ') || null
  const categories = children(item, 'category')
  const domain = (name: string) =>
    categories.filter((category) => attribute(category, 'domain') === name).map(fieldText)
  const sections = isPost ? domain('category') : []
  return {
    headline: fieldText(named(item, 'title')) || null,
    byline: authorsOf(creators) ?? authorsOf(allNamed(item, 'itunes:author')),
    blocks: isPost ? postBlocks(rawTextOf(content)) : blocksOfContent(content),
    pictures: mediaPictures(item),
    url: link ?? null,
    language: languageTag(
      firstText(
        named(item, 'dc:language'),
        named(channel, 'language'),
        named(channel, 'dc:language'),
      ),
    ),
    publisher: fieldText(named(item, 'source')) || fieldText(named(channel, 'title')) || null,
    section: sections[0] ?? null,
    keywords: distinct(
      isPost
        ? [...domain('post_tag'), ...sections.slice(1)]
        : [
            ...categories.map(fieldText),
            ...fieldText(named(item, 'itunes:keywords')).split(/\s*,\s*/),
          ],
    ),
    rights:
      [
        named(item, 'dc:rights'),
        named(item, 'media:copyright'),
        named(channel, 'copyright'),
        named(channel, 'dc:rights'),
      ]
        .map(fieldText)
        .find(Boolean) ?? null,
    itemId: firstText(guid) ?? attribute(item, 'about') ?? null,
    times: [
      ...postTime(item),
      ...fieldTime('PUBLISHED', 'pubDate', textOf(named(item, 'pubDate'))),
      ...fieldTime('PUBLISHED', 'dc:date', textOf(named(item, 'dc:date'))),
      ...fieldTime('PUBLISHED', 'dcterms:issued', textOf(named(item, 'dcterms:issued'))),
      ...fieldTime('UPDATED', 'dcterms:modified', textOf(named(item, 'dcterms:modified'))),
      ...fieldTime('UPDATED', 'atom:updated', textOf(named(item, 'atom:updated'))),
    ],
  }
}

const MAX_AUTHOR = 200

/**
 * "mira@post.example (Mira Tan)" is "Mira Tan"; a login becomes the name that the export gives. An
 * address or a domain is no author.
 */
function authorOf(stated: string, authors: ReadonlyMap<string, string>): string | null {
  if (stated.length > MAX_AUTHOR) return null
  const name = /^\S+@\S+\s+\((?<name>[^)]+)\)$/.exec(stated)?.groups?.name ?? stated
  const isAddress = /^\S+@\S+$|^https?:/i.test(name) || isDomain(name)
  return isAddress ? null : (authors.get(name) ?? name)
}

function firstContent(item: XmlElement, names: readonly string[]): XmlElement | undefined {
  return names.map((name) => named(item, name)).find((element) => rawTextOf(element).trim() !== '')
}

/** The text of an element on one line; markup and entities that are escaped twice are resolved. */
function fieldText(element: XmlElement | undefined): string {
  const text = textOf(element)
  return looksLikeHtml(text) || ENTITY.test(text) ? plainText(text) : text
}

const ENTITY = /&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});/i

/** The paragraphs of an element that holds XHTML, escaped HTML or plain text. */
function blocksOfContent(element: XmlElement | undefined): Block[] {
  if (!element) return []
  const blocks = elementsOf(element).length > 0 ? blocksOfXml(element) : []
  if (blocks.length > 0) return blocks
  const content = rawTextOf(element)
  return looksLikeHtml(content)
    ? blocksOfHtml(hasParagraphLines(content) ? content.replace(/\n/g, '<br><br>') : content)
    : blocksOfText(content)
}

const PARAGRAPH_MARKUP =
  /<(?:p|br|div|ul|ol|li|h[1-6]|table|tr|blockquote|figure|img|section|article|pre)\b/i

/** Whether each line of a text with links or emphasis is a paragraph: all but the last end a sentence. */
function hasParagraphLines(content: string): boolean {
  if (PARAGRAPH_MARKUP.test(content)) return false
  const lines = content.trim().split('\n').slice(0, -1)
  return lines.every((line) => /[.!?…]["”»]?\s*$/.test(line))
}

/** Pictures of Media RSS: each rendition repeats caption and credit. */
function mediaPictures(item: XmlElement): PictureFacts[] {
  const media = [...descendants(item, 'content'), ...descendants(item, 'group'), item].filter(
    (element) => element === item || element.name.startsWith('media:'),
  )
  const pictures = new Map<string, PictureFacts>()
  for (const element of media) {
    const credit = withoutLabel(textOf(named(element, 'media:credit')))
    const caption = plainText(
      firstText(named(element, 'media:description'), named(element, 'media:text')) ?? '',
    )
    if (credit !== '' || caption !== '') {
      pictures.set(`${caption}\n${credit}`, { caption: caption || null, credit: credit || null })
    }
  }
  return [...pictures.values()]
}

// --- WordPress ---

/** Posts and pages that the site shows: no attachments, drafts, revisions or private posts. */
function isPublishedPost(item: XmlElement): boolean {
  const type = textOf(named(item, 'wp:post_type'))
  if (type === '') return true
  const isShown = textOf(named(item, 'wp:status')) === 'publish'
  const isOpen = textOf(named(item, 'wp:post_password')) === ''
  return (type === 'post' || type === 'page') && isShown && isOpen
}

function authorNames(channel: XmlElement | undefined): ReadonlyMap<string, string> {
  return new Map(
    children(channel, 'author').map((author) => {
      const login = textOf(named(author, 'wp:author_login'))
      return [login, textOf(named(author, 'wp:author_display_name')) || login]
    }),
  )
}

function postTime(item: XmlElement): StatedTime[] {
  const instant = textOf(named(item, 'wp:post_date_gmt'))
  const known = instant === '' || instant.startsWith('0000') ? '' : `${instant}Z`
  return fieldTime('PUBLISHED', 'wp:post_date_gmt', known)
}

/** Shortcodes around a picture keep their words; all others go. */
const CAPTION_SHORTCODE =
  /\[caption\b[^\][]*\](?<inner>(?:(?!\[\/?caption\b)[^]){0,4000})\[\/caption\]/g
const SHORTCODE = /\[(?<end>\/?)(?<name>[a-z][a-z0-9_-]*)(?<rest>\s[^\][]*)?\]/gi
/** The end of a shortcode round words: "[dropcap]F[/dropcap]erries". */
const CLOSING = /\[\/([a-z][a-z0-9_-]*)\]/gi
/** Shortcodes that may stand without attributes: other words in brackets are an editor's. */
const BARE_SHORTCODE = /^(?:gallery|embed|audio|video|playlist|caption|more)$|[_-]/i

/** WordPress makes paragraphs of blank lines where it shows a post. */
function postBlocks(content: string): Block[] {
  const paired = new Set(Array.from(content.matchAll(CLOSING), ([, name = '']) => name))
  const html = content
    .replace(CAPTION_SHORTCODE, (_shortcode, inner: string) => captionFigure(inner))
    .replace(SHORTCODE, (shortcode, end: string, name: string, rest: string | undefined) =>
      end !== '' || rest?.includes('=') || paired.has(name) || BARE_SHORTCODE.test(name)
        ? ''
        : shortcode,
    )
  return blocksOfHtml(html.replace(/\n[^\S\n]*\n/g, '<br><br>'))
}

function captionFigure(inner: string): string {
  const words = inner.replace(/^(?:\s*<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:<\/a>)?/i, '')
  return `<figure><figcaption>${words}</figcaption></figure>`
}

// --- Atom ---

function atomItems(root: XmlElement): ItemParts[] {
  const feedElement = withoutItems(root)
  return children(root, 'entry').map((entry) => {
    const publisher =
      fieldText(find(entry, 'source', 'title')) || fieldText(find(feedElement, 'title')) || null
    const content = [find(entry, 'content'), find(entry, 'summary')]
      .map(blocksOfContent)
      .find((blocks) => blocks.length > 0)
    return {
      headline: atomText(find(entry, 'title')),
      byline:
        atomAuthors(entry).join(', ') ||
        atomAuthors(feedElement).filter(isFullName).join(', ') ||
        null,
      blocks: content ?? blocksOfContent(find(entry, 'group', 'description')),
      pictures: content ? mediaPictures(entry) : [],
      url: atomLink(entry),
      language: languageTag(attribute(entry, 'lang') ?? attribute(root, 'lang')),
      publisher,
      section:
        attribute(find(entry, 'category'), 'label') ?? attribute(find(entry, 'category'), 'term'),
      keywords: distinct(
        children(entry, 'category').map(
          (category) => attribute(category, 'label') ?? attribute(category, 'term'),
        ),
      ),
      rights: firstText(find(entry, 'rights'), find(feedElement, 'rights')),
      itemId: firstText(find(entry, 'id')),
      times: [
        ...fieldTime('PUBLISHED', 'published', textOf(find(entry, 'published'))),
        ...fieldTime('PUBLISHED', 'issued', textOf(find(entry, 'issued'))),
        ...fieldTime('UPDATED', 'updated', textOf(find(entry, 'updated'))),
        ...fieldTime('UPDATED', 'modified', textOf(find(entry, 'modified'))),
      ],
    }
  })
}

function atomAuthors(parent: XmlElement | undefined): string[] {
  return distinct(
    children(parent, 'author').map((author) =>
      authorOf(fieldText(find(author, 'name')), new Map()),
    ),
  )
}

function atomLink(entry: XmlElement): string | null {
  const original = absoluteUrl(textOf(named(entry, 'feedburner:origLink')))
  if (original) return original
  const links = children(entry, 'link')
  const alternate = links.find((link) => (attribute(link, 'rel') ?? 'alternate') === 'alternate')
  return absoluteUrl(attribute(alternate ?? links[0], 'href'))
}

function atomText(element: XmlElement | undefined): string | null {
  const text = textOf(element)
  const isHtml = /html/i.test(attribute(element, 'type') ?? '') && /[<&]/.test(text)
  return (isHtml ? plainText(text) : text) || null
}
