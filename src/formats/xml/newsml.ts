import type { StatedTime } from '../../model/article.ts'
import type { Problem } from '../../model/problem.ts'
import {
  createArticle,
  isEmptyItem,
  type Block,
  type ItemParts,
  type PictureFacts,
} from '../article.ts'
import { bylineOf, distinct, isDomain } from '../facts.ts'
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
  parseXml,
  rootName,
  textOf,
  type XmlElement,
} from './tree.ts'

/** NewsML 1.x, one or many items a file. */
export const newsml: TextFormat = {
  kind: 'TEXT',
  name: 'newsml-1',
  extensions: ['.newsml'],
  holdsMany: true,
  recognize: (text) => (rootName(text) === 'NewsML' ? 'its root element is "NewsML"' : null),
  parse: parseNewsml,
}

function parseNewsml(file: TextFile): ParsedFile {
  const { root, fault } = parseXml(file.text)
  const problems: Problem[] = faultProblems(file.path, fault)
  const envelope = find(root ?? undefined, 'NewsEnvelope')
  const place = createPlaceFinder(file.text)
  const articles = children(root ?? undefined, 'NewsItem').flatMap((item) => {
    const parts = itemParts(item, envelope)
    if (isEmptyItem(parts)) {
      problems.push(emptyItem(file.path))
      return []
    }
    return [createArticle(file, { ...parts, blocks: place(parts.blocks) })]
  })
  return { articles, problems }
}

function itemParts(item: XmlElement, envelope: XmlElement | undefined): ItemParts {
  const identifier = find(item, 'Identification', 'NewsIdentifier')
  const management = find(item, 'NewsManagement')
  const line = (name: string) => firstText(...descendants(item, name))
  const story = storyOf(item)
  const party = (role: string) =>
    attribute(descendants(item, role).flatMap((each) => children(each, 'Party'))[0], 'FormalName')
  const providerId = firstText(find(identifier, 'ProviderId'))
  const status = attribute(find(management, 'Status'), 'FormalName') ?? ''
  return {
    headline: line('HeadLine') ?? story.headline ?? null,
    byline: bylineOf(line('ByLine')) ?? story.byline ?? null,
    dateline: withoutDash(line('DateLine')) ?? story.dateline ?? null,
    blocks: story.blocks,
    pictures: picturesOf(item),
    language: languageTag(
      attribute(descendants(item, 'Language')[0], 'FormalName') ?? attribute(item, 'lang'),
    ),
    provider:
      party('Provider') ??
      // "wire.example" is where an item is from, "Northern Wire" who it is from.
      (providerId && isDomain(providerId) ? party('Source') : null) ??
      providerId ??
      attribute(find(envelope, 'SentFrom', 'Party'), 'FormalName'),
    section: attribute(
      descendants(item, 'Property').find((each) =>
        /^(?:section|desk|department)$/i.test(formalName(each)),
      ),
      'Value',
    ),
    keywords: keywordsOf(item),
    rights: line('CopyrightLine') ?? line('UsageTerms') ?? line('UsageType') ?? line('RightsLine'),
    itemId:
      firstText(find(identifier, 'NewsItemId')) ?? firstText(find(identifier, 'PublicIdentifier')),
    itemVersion: firstText(find(identifier, 'RevisionId')),
    status: /^(?:cancell?ed|withheld|killed)$/i.test(status) ? 'WITHDRAWN' : 'USABLE',
    times: timesOf(management, identifier, status),
  }
}

function formalName(element: XmlElement): string {
  return attribute(element, 'FormalName') ?? ''
}

const MAX_DATELINE = 300

/** "STOCKHOLM, Aug 29, 2014 (AFP) -": the dash belongs to the sentence behind it. */
function withoutDash(dateline: string | null): string | null {
  // "4/4/2018": a day without a place.
  if (dateline !== null && !/\p{L}{2}/u.test(dateline)) return null
  return dateline?.slice(0, MAX_DATELINE).replace(/\s*[-–—]+\s*$/, '') || null
}

const OTHER_ROLE = /caption|photo|picture|graphic|video|summary|related|preview|thumbnail/i

/** The longest text of components whose role is not a picture's. */
function storyOf(item: XmlElement): ItemParts {
  let longest: ItemParts = { blocks: [] }
  const visit = (component: XmlElement) => {
    if (OTHER_ROLE.test(formalName(find(component, 'Role') ?? component))) return
    for (const content of children(component, 'ContentItem')) {
      const parts = contentParts(find(content, 'DataContent'))
      if (lengthOf(parts.blocks) > lengthOf(longest.blocks)) longest = parts
    }
    for (const inner of children(component, 'NewsComponent')) visit(inner)
  }
  for (const component of children(item, 'NewsComponent')) visit(component)
  return longest
}

function contentParts(data: XmlElement | undefined): ItemParts {
  const nitf = descendants(data, 'nitf')[0]
  if (nitf) return nitfParts(nitf)
  const html = find(data, 'html')
  return { blocks: withPrintedByline(blocksOfXml(find(html, 'body') ?? html ?? data)) }
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((length, { text }) => length + text.length, 0)
}

/** Captions with their credits: components whose role is a caption, or that hold a picture. */
function picturesOf(item: XmlElement): PictureFacts[] {
  const pictures: PictureFacts[] = []
  const visit = (component: XmlElement, credit: string | null) => {
    const own = firstText(find(component, 'NewsLines', 'CreditLine')) ?? credit
    const role = formalName(find(component, 'Role') ?? component)
    if (/caption/i.test(role)) {
      const content = find(component, 'ContentItem', 'DataContent')
      const caption = blocksOfXml(content)
        .map(({ text }) => text)
        .join(' ')
      if (caption !== '') pictures.push({ caption, credit: own })
    }
    for (const inner of children(component, 'NewsComponent')) visit(inner, own)
  }
  for (const component of children(item, 'NewsComponent')) visit(component, null)
  return pictures
}

function keywordsOf(item: XmlElement): string[] {
  const properties = descendants(item, 'Property').filter((each) =>
    /^keyword$/i.test(formalName(each)),
  )
  return distinct([
    ...properties.map((each) => attribute(each, 'Value')),
    ...descendants(item, 'KeywordLine').flatMap((line) => textOf(line).split(/\s*[,;]\s*/)),
    ...topicNames(item),
  ])
}

/** Names of the topics in the language of the item; in every language where it states none. */
function topicNames(item: XmlElement): string[] {
  const language = attribute(descendants(item, 'Language')[0], 'FormalName')?.toLowerCase()
  return descendants(item, 'Topic')
    .flatMap((topic) => children(topic, 'Description'))
    .filter((description) => attribute(description, 'Variant') === 'Name')
    .filter((description) => {
      const lang = attribute(description, 'lang')?.toLowerCase()
      return !language || !lang || lang === language
    })
    .map(textOf)
}

function timesOf(
  management: XmlElement | undefined,
  identifier: XmlElement | undefined,
  status: string,
): StatedTime[] {
  const time = (role: StatedTime['role'], parent: XmlElement | undefined, name: string) =>
    fieldTime(role, name, firstText(find(parent, name)))
  const change = attribute(find(management, 'StatusWillChange', 'DateAndTime'), 'value')
  const changes = firstText(find(management, 'StatusWillChange', 'DateAndTime')) ?? change
  return [
    ...time('CREATED', management, 'FirstCreated'),
    ...time('UPDATED', management, 'ThisRevisionCreated'),
    ...time('UPDATED', identifier, 'DateId'),
    ...(/^embargoed$/i.test(status) ? fieldTime('EMBARGOED', 'StatusWillChange', changes) : []),
  ]
}
