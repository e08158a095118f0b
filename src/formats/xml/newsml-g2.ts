import type { StatedTime } from '../../model/article.ts'
import type { Problem } from '../../model/problem.ts'
import {
  createArticle,
  isEmptyItem,
  type Block,
  type ItemParts,
  type PictureFacts,
} from '../article.ts'
import { bylineOf, distinct, isDomain, isFullName } from '../facts.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { languageTag } from '../language-tags.ts'
import { createPlaceFinder } from '../places.ts'
import { fieldTime } from '../times.ts'
import { blocksOfXml, withPrintedByline } from './blocks.ts'
import { faultProblems } from './faults.ts'
import { emptyItem, nitfParts } from './nitf.ts'
import {
  attribute,
  children,
  descendants,
  find,
  firstText,
  localName,
  parseXml,
  rootName,
  textOf,
  type XmlElement,
} from './tree.ts'

const ROOTS = new Set(['newsItem', 'newsMessage', 'packageItem', 'contentSet'])

/** NewsML-G2: an item, a message with several, or a content set alone. https://iptc.org/standards/newsml-g2/ */
export const newsmlG2: TextFormat = {
  kind: 'TEXT',
  name: 'newsml-g2',
  extensions: [],
  holdsMany: true,
  recognize: (text) => {
    const root = rootName(text)
    return root && ROOTS.has(root) ? `its root element is "${root}"` : null
  },
  parse: parseG2,
}

function parseG2(file: TextFile): ParsedFile {
  const { root, fault } = parseXml(file.text)
  const problems: Problem[] = faultProblems(file.path, fault)
  if (!root) return { articles: [], problems }
  const place = createPlaceFinder(file.text)
  const articles = itemsOf(root).flatMap((item) => {
    const parts = itemParts(item)
    if (isEmptyItem(parts)) {
      problems.push(emptyItem(file.path))
      return []
    }
    return [createArticle(file, { ...parts, blocks: place(parts.blocks) })]
  })
  return { articles, problems }
}

/** News items of a message or of the root; concepts, events and packages of references have no story. */
function itemsOf(root: XmlElement): XmlElement[] {
  if (localName(root) === 'newsItem' || localName(root) === 'contentSet') return [root]
  return descendants(root, 'newsItem')
}

function itemParts(item: XmlElement): ItemParts {
  const itemMeta = find(item, 'itemMeta')
  const contentMeta = find(item, 'contentMeta')
  const contentSet = localName(item) === 'contentSet' ? item : find(item, 'contentSet')
  const isPicture = /:(?:picture|graphic|video|audio)$/.test(
    attribute(find(itemMeta, 'itemClass'), 'qcode') ?? '',
  )
  const story = isPicture ? null : storyOf(contentSet)
  const provider = nameOf(find(itemMeta, 'provider'))
  const source = children(contentMeta, 'infoSource')
    .map(nameOf)
    .find((name) => name !== null)
  return {
    headline: headlineOf(contentMeta) ?? story?.headline,
    byline: bylineOfItem(contentMeta) ?? story?.byline,
    dateline: story?.dateline ?? datelineOf(contentMeta) ?? placeOf(contentMeta),
    blocks:
      story && story.blocks.length > 0 ? story.blocks : isPicture ? [] : summaryOf(contentMeta),
    pictures: isPicture ? [pictureOf(contentMeta)] : linkedPictures(itemMeta),
    language: languageTag(
      attribute(find(contentMeta, 'language'), 'tag') ?? attribute(item, 'lang'),
    ),
    // "wire.example" is where an item is from, "Northern Wire" who it is from.
    provider:
      (provider && isDomain(provider) ? source : null) ??
      provider ??
      source ??
      codeOf(find(itemMeta, 'provider')),
    section: sectionOf(contentMeta),
    keywords: keywordsOf(contentMeta),
    rights: rightsOf(item),
    itemId: attribute(item, 'guid'),
    itemVersion: attribute(item, 'version'),
    status: /:(?:canceled|cancelled|withheld)$/.test(
      attribute(find(itemMeta, 'pubStatus'), 'qcode') ?? '',
    )
      ? 'WITHDRAWN'
      : 'USABLE',
    times: timesOf(itemMeta, contentMeta),
  }
}

/** What an item without a story says of it. */
function summaryOf(contentMeta: XmlElement | undefined): Block[] {
  return children(contentMeta, 'description')
    .filter((each) => /:(?:summary|abstract|lead)$/i.test(attribute(each, 'role') ?? ''))
    .slice(0, 1)
    .flatMap(blocksOfXml)
}

/** The rendition of the story with the most text: the others repeat it. */
function storyOf(contentSet: XmlElement | undefined): ItemParts | null {
  const renditions = [...children(contentSet, 'inlineXML'), ...children(contentSet, 'inlineData')]
  let longest: ItemParts | null = null
  for (const rendition of renditions) {
    const parts = renditionParts(rendition)
    if (!longest || lengthOf(parts.blocks) > lengthOf(longest.blocks)) longest = parts
  }
  return longest
}

function renditionParts(rendition: XmlElement): ItemParts {
  const nitf = descendants(rendition, 'nitf')[0]
  if (nitf) return nitfParts(nitf)
  const html = find(rendition, 'html')
  const blocks = withPrintedByline(blocksOfXml(find(html, 'body') ?? html ?? rendition))
  return { headline: firstText(find(html, 'head', 'title')), blocks }
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((length, { text }) => length + text.length, 0)
}

/** The main headline: without a role or with the role of one, of the highest rank. */
function headlineOf(contentMeta: XmlElement | undefined): string | null {
  const headlines = children(contentMeta, 'headline').filter((each) => textOf(each) !== '')
  const rank = (headline: XmlElement) => {
    const role = attribute(headline, 'role')
    const isMain = role === null || /:(?:main|title|headline)$/i.test(role)
    return (isMain ? 0 : 1000) + Number(attribute(headline, 'rank') ?? 1)
  }
  const [first] = headlines.sort((one, other) => rank(one) - rank(other))
  return firstText(first)
}

/** `by`, else the creators that have a full name: a code or a login is not a byline. */
function bylineOfItem(contentMeta: XmlElement | undefined): string | null {
  const printed = bylineOf(firstText(find(contentMeta, 'by')))
  if (printed) return printed
  const creators = children(contentMeta, 'creator')
    .map(nameOf)
    .filter((name) => name !== null && isFullName(name))
  return distinct(creators).join(', ') || null
}

/** "2024-07-15 16:34:51 GMT": a time without a place is no dateline. */
function datelineOf(contentMeta: XmlElement | undefined): string | null {
  const dateline = firstText(find(contentMeta, 'dateline'))
  return dateline !== null && /^\d{1,4}[-/.]\d/.test(dateline) ? null : dateline
}

function placeOf(contentMeta: XmlElement | undefined): string | null {
  return nameOf(find(contentMeta, 'located'))
}

function pictureOf(contentMeta: XmlElement | undefined) {
  const captions = children(contentMeta, 'description')
  const caption =
    captions.find((each) => attribute(each, 'role')?.endsWith(':caption')) ?? captions[0]
  return {
    caption: firstText(caption),
    credit: firstText(find(contentMeta, 'creditline')),
  }
}

/** Captions of the pictures that an item links to. */
function linkedPictures(itemMeta: XmlElement | undefined): PictureFacts[] {
  return children(itemMeta, 'link')
    .filter((link) => attribute(link, 'contenttype')?.startsWith('image/'))
    .flatMap((link) => children(link, 'title'))
    .filter((title) => attribute(title, 'role')?.endsWith(':caption'))
    .map((title) => ({ caption: firstText(title), credit: null }))
}

/** Schemes of the subjects by which agencies name their desks. */
const DESK = /dep(?:artment)?|desk|section|category|cat$/i

function isDesk(subject: XmlElement): boolean {
  const scheme = (attribute(subject, 'qcode') ?? '').split(':')[0] ?? ''
  return (
    DESK.test(scheme) ||
    /:(?:desk|department|category|section)$/.test(attribute(subject, 'type') ?? '')
  )
}

function sectionOf(contentMeta: XmlElement | undefined): string | null {
  const desks = children(contentMeta, 'subject').filter(isDesk)
  // "f" is a code and not the name of a desk.
  return desks.map(nameOf).find((name) => name !== null && name.length > 2) ?? null
}

function keywordsOf(contentMeta: XmlElement | undefined): string[] {
  const subjects = children(contentMeta, 'subject').filter((subject) => !isDesk(subject))
  return distinct([
    ...children(contentMeta, 'keyword').map(textOf),
    ...subjects.map((subject) => firstText(find(subject, 'name'))),
  ])
}

function rightsOf(item: XmlElement): string | null {
  const rights = find(item, 'rightsInfo')
  return (
    firstText(find(rights, 'copyrightNotice'), find(rights, 'usageTerms')) ??
    nameOf(find(rights, 'copyrightHolder'))
  )
}

/** Name of a party or place: its `name`, else its literal. */
function nameOf(party: XmlElement | undefined): string | null {
  return firstText(find(party, 'name')) ?? attribute(party, 'literal')
}

/** The part of a code behind its scheme: "reuters" of "nprov:reuters". */
function codeOf(party: XmlElement | undefined): string | null {
  return attribute(party, 'qcode')?.split(':').at(-1) ?? null
}

function timesOf(
  itemMeta: XmlElement | undefined,
  contentMeta: XmlElement | undefined,
): StatedTime[] {
  const time = (role: StatedTime['role'], parent: XmlElement | undefined, name: string) =>
    fieldTime(role, name, firstText(find(parent, name)))
  return [
    ...time('CREATED', itemMeta, 'firstCreated'),
    ...time('CREATED', contentMeta, 'contentCreated'),
    ...time('UPDATED', itemMeta, 'versionCreated'),
    ...time('UPDATED', contentMeta, 'contentModified'),
    ...time('EMBARGOED', itemMeta, 'embargoed'),
    ...time('EXPIRES', itemMeta, 'expires'),
  ]
}
