import type { StatedTime } from '../../model/article.ts'
import { createArticle, type Block, type ItemParts, type PictureFacts } from '../article.ts'
import { distinct } from '../facts.ts'
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
  const content = firstHtml(item, ['content:encoded', 'description', 'content', 'summary'])
  const guid = named(item, 'guid')
  const link = [named(item, 'feedburner:origLink'), named(item, 'link'), guid]
    .map((element) => absoluteUrl(textOf(element)))
    .find((address) => address !== null)
  const creators = [...allNamed(item, 'dc:creator'), ...allNamed(item, 'author')]
  const categories = children(item, 'category')
  const domain = (name: string) =>
    categories.filter((category) => attribute(category, 'domain') === name).map(textOf)
  const sections = isPost ? domain('category') : []
  return {
    headline: titleOf(named(item, 'title')),
    byline:
      distinct(creators.map((creator) => authorOf(textOf(creator), authors))).join(', ') || null,
    blocks: content === null ? [] : isPost ? postBlocks(content) : fieldBlocks(content),
    pictures: mediaPictures(item),
    url: link ?? null,
    language: languageTag(
      firstText(
        named(item, 'dc:language'),
        named(channel, 'language'),
        named(channel, 'dc:language'),
      ),
    ),
    publisher: firstText(named(item, 'source'), named(channel, 'title')),
    section: sections[0] ?? null,
    keywords: distinct(
      isPost ? [...domain('post_tag'), ...sections.slice(1)] : categories.map(textOf),
    ),
    rights: firstText(
      named(item, 'dc:rights'),
      named(item, 'media:copyright'),
      named(channel, 'copyright'),
      named(channel, 'dc:rights'),
    ),
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

/** "mira@post.example (Mira Tan)" is "Mira Tan"; a login becomes the name that the export gives. */
function authorOf(stated: string, authors: ReadonlyMap<string, string>): string | null {
  if (stated.length > MAX_AUTHOR) return null
  const name = /^\S+@\S+\s+\((?<name>[^)]+)\)$/.exec(stated)?.groups?.name ?? stated
  return /^\S+@\S+$/.test(name) ? null : (authors.get(name) ?? name)
}

function firstHtml(item: XmlElement, names: readonly string[]): string | null {
  for (const name of names) {
    const text = rawTextOf(named(item, name))
    if (text.trim() !== '') return text
  }
  return null
}

function titleOf(title: XmlElement | undefined): string | null {
  const text = textOf(title)
  return (looksLikeHtml(text) ? plainText(text) : text) || null
}

function fieldBlocks(content: string): Block[] {
  return looksLikeHtml(content) ? blocksOfHtml(content) : blocksOfText(content)
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
    const authors = children(entry, 'author').length > 0 ? children(entry, 'author') : []
    const publisher = firstText(find(entry, 'source', 'title'), find(feedElement, 'title'))
    return {
      headline: atomText(find(entry, 'title')),
      byline:
        distinct(authors.map((author) => authorOf(textOf(find(author, 'name')), new Map()))).join(
          ', ',
        ) || null,
      blocks: atomBlocks(find(entry, 'content')) ?? atomBlocks(find(entry, 'summary')) ?? [],
      pictures: mediaPictures(entry),
      url: atomLink(entry),
      language: languageTag(attribute(entry, 'lang') ?? attribute(root, 'lang')),
      publisher: publisher && (looksLikeHtml(publisher) ? plainText(publisher) : publisher),
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

function atomLink(entry: XmlElement): string | null {
  const links = children(entry, 'link')
  const alternate = links.find((link) => (attribute(link, 'rel') ?? 'alternate') === 'alternate')
  return absoluteUrl(attribute(alternate ?? links[0], 'href'))
}

function atomText(element: XmlElement | undefined): string | null {
  const text = textOf(element)
  const isHtml = /html/i.test(attribute(element, 'type') ?? '') && /[<&]/.test(text)
  return (isHtml ? plainText(text) : text) || null
}

/** Null where the element has no text. */
function atomBlocks(element: XmlElement | undefined): Block[] | null {
  if (!element) return null
  const blocks =
    elementsOf(element).length > 0 ? blocksOfXml(element) : fieldBlocks(rawTextOf(element))
  return blocks.length > 0 ? blocks : null
}
