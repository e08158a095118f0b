import type { StatedTime } from '../../model/article.ts'
import { fileProblem } from '../../text/problems.ts'
import { type Block, createArticle, type ItemParts } from '../article.ts'
import { bylineOf, distinct } from '../facts.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { languageTag } from '../language-tags.ts'
import { withPlaces } from '../places.ts'
import { fieldTime } from '../times.ts'
import { blocksOfXml, withPrintedByline } from './blocks.ts'
import { faultProblems } from './faults.ts'
import {
  attribute,
  children,
  descendants,
  find,
  firstText,
  parseXml,
  rootName,
  textOf,
  type XmlElement,
} from './tree.ts'

/** NITF 3.x, one story a file. https://iptc.org/standards/nitf/ */
export const nitf: TextFormat = {
  kind: 'TEXT',
  name: 'nitf',
  extensions: ['.nitf'],
  holdsMany: false,
  recognize: (text) => (rootName(text) === 'nitf' ? 'its root element is "nitf"' : null),
  parse: parseNitf,
}

function parseNitf(file: TextFile): ParsedFile {
  const { root, fault } = parseXml(file.text)
  const problems = faultProblems(file.path, fault)
  if (!root) return { articles: [], problems }
  const parts = nitfParts(root)
  if (!parts.headline && parts.blocks.length === 0) {
    return { articles: [], problems: [...problems, emptyItem(file.path)] }
  }
  const blocks = withPlaces(parts.blocks, file.text)
  return { articles: [createArticle(file, { ...parts, blocks })], problems }
}

/** A file that holds an item with neither headline nor text. */
export function emptyItem(path: string) {
  return fileProblem(path, {
    code: 'NO_TEXT',
    severity: 'WARNING',
    message: 'The item has neither a headline nor text.',
    hint: 'Nothing of it is served.',
  })
}

/** The parts of a story in an `nitf` element. */
export function nitfParts(root: XmlElement): ItemParts {
  const head = find(root, 'head')
  const docdata = find(head, 'docdata')
  const bodyHead = find(root, 'body', 'body.head')
  const content = find(root, 'body', 'body.content')
  const headline = firstText(
    find(bodyHead, 'hedline', 'hl1'),
    find(bodyHead, 'headline', 'hl1'),
    find(head, 'title'),
  )
  const blocks = withPrintedByline(blocksOfXml(content))
  const abstract = blocksOfXml(find(bodyHead, 'abstract'))
  return {
    headline,
    byline: nitfByline(bodyHead, blocks),
    dateline: nitfDateline(bodyHead, docdata),
    blocks: blocks.some(({ kind }) => kind === 'TEXT') ? blocks : [...abstract, ...blocks],
    language: languageTag(attribute(root, 'baselang') ?? attribute(root, 'lang')),
    provider:
      firstText(find(bodyHead, 'distributor', 'org'), find(bodyHead, 'distributor')) ??
      attribute(find(docdata, 'del-list', 'from-src'), 'src-name') ??
      attribute(find(docdata, 'doc.copyright'), 'holder') ??
      attribute(find(docdata, 'doc-id'), 'regsrc'),
    section: sectionOf(head),
    keywords: keywordsOf(head, docdata),
    rights: rightsOf(docdata, bodyHead),
    itemId: attribute(find(docdata, 'doc-id'), 'id-string'),
    itemVersion: attribute(find(docdata, 'du-key'), 'version'),
    status: /cancel|kill|withdrawn/i.test(attribute(docdata, 'management-status') ?? '')
      ? 'WITHDRAWN'
      : 'USABLE',
    times: timesOf(head, docdata),
  }
}

const MAX_BYLINE = 1000

/** Bylines that name nobody: the story may print who wrote it. */
const NOBODY =
  /^(?:by\s+)?(?:our\s+)?(?:staff|special|own)?\s*(?:reporters?|writers?|correspondents?)\b/i

/**
 * Bylines without the titles that follow a name; null where they hold no name, or where they name
 * nobody and the story prints its own.
 */
function nitfByline(bodyHead: XmlElement | undefined, story: readonly Block[]): string | null {
  const isPrinted = story[0]?.kind === 'BYLINE'
  const bylines = children(bodyHead, 'byline').map((byline) => {
    const names = byline.children
      .map((child) =>
        typeof child === 'string' ? child : `${isTitle(child) ? ', ' : ' '}${textOf(child)}`,
      )
      .join('')
    return bylineOf(
      names
        .slice(0, MAX_BYLINE)
        .replace(/\s+,/g, ',')
        .replace(/,\s*,/g, ',')
        .replace(/^[\s,]+|[\s,]+$/g, ''),
    )
  })
  const byline = distinct(bylines).join(', ') || null
  return isPrinted && byline !== null && NOBODY.test(byline) ? null : byline
}

function isTitle({ name }: XmlElement): boolean {
  return name.endsWith('byttl')
}

/** The place before the first sentence. A time of day in it is the transmission's. */
function nitfDateline(
  bodyHead: XmlElement | undefined,
  docdata: XmlElement | undefined,
): string | null {
  const dateline = find(bodyHead, 'dateline')
  const place = dateline?.children
    .map((child) => (typeof child === 'string' ? child : isStoryDate(child) ? '' : textOf(child)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (place && /\p{L}{2}/u.test(place)) return place
  return dateline ? attribute(find(docdata, 'evloc'), 'city') : null
}

function isStoryDate({ name }: XmlElement): boolean {
  return name.endsWith('story.date')
}

/** The list of keywords, else those that the head states. */
function keywordsOf(head: XmlElement | undefined, docdata: XmlElement | undefined): string[] {
  const listed = children(find(docdata, 'key-list'), 'keyword').map((each) =>
    attribute(each, 'key'),
  )
  if (listed.some((keyword) => keyword !== null)) return distinct(listed)
  return distinct(
    children(head, 'meta')
      .filter((meta) => KEYWORDS.test(attribute(meta, 'name') ?? ''))
      .flatMap((meta) => (attribute(meta, 'content') ?? '').split(/\s*[,;]\s*/)),
  )
}

const KEYWORDS = /^(?:subject|(?:\w+-)?keywords?)$/i

function sectionOf(head: XmlElement | undefined): string | null {
  const type = attribute(find(head, 'tobject'), 'tobject.type')
  if (type && !/^news$/i.test(type)) return type
  const named = (name: string) =>
    children(head, 'meta').find((meta) => attribute(meta, 'name')?.toLowerCase() === name)
  return (
    attribute(find(head, 'pubdata'), 'position.section') ?? attribute(named('section'), 'content')
  )
}

function rightsOf(
  docdata: XmlElement | undefined,
  bodyHead: XmlElement | undefined,
): string | null {
  const copyright = find(docdata, 'doc.copyright')
  const holder = attribute(copyright, 'holder')
  const year = attribute(copyright, 'year')
  return (
    firstText(find(bodyHead, 'rights', 'rights.owner'), find(bodyHead, 'rights')) ??
    (holder && (year ? `${holder} ${year}` : holder))
  )
}

function timesOf(head: XmlElement | undefined, docdata: XmlElement | undefined): StatedTime[] {
  const norm = (name: string) => attribute(find(docdata, name), 'norm')
  const published = descendants(head, 'pubdata').map((data) => attribute(data, 'date.publication'))
  return [
    ...fieldTime('PUBLISHED', 'date.issue', norm('date.issue')),
    ...published.flatMap((value) => fieldTime('PUBLISHED', 'date.publication', value)),
    // A release at the time of issue holds nothing back.
    ...(norm('date.release') === norm('date.issue')
      ? []
      : fieldTime('EMBARGOED', 'date.release', norm('date.release'))),
    ...fieldTime('EXPIRES', 'date.expire', norm('date.expire')),
  ]
}
