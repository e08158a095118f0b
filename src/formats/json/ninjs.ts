import type { StatedTime, TimeRole } from '../../model/article.ts'
import type { Block, ItemParts, PictureFacts } from '../article.ts'
import { bylineOf, distinct } from '../facts.ts'
import { languageTag } from '../language-tags.ts'
import { blocksOfHtml, plainText } from '../markup.ts'
import { fieldTime } from '../times.ts'
import { blocksOfContent, textOfValue } from './record.ts'
import { absoluteUrl, isRecord, type Values } from '../values.ts'
import { nitfParts } from '../xml/nitf.ts'
import { parseXml, rootName } from '../xml/tree.ts'

/** Whether an object is an item of ninjs 1, 2 or 3, or of Superdesk's dialect. */
export function isNinjs(record: Values): boolean {
  const has = (...names: readonly string[]) => names.some((name) => record[name] !== undefined)
  return (
    has('uri', 'guid') &&
    has(
      'versioncreated',
      'versionCreated',
      'body_xhtml',
      'body_text',
      'bodies',
      'headlines',
      'pubstatus',
      'pubStatus',
    )
  )
}

/** The parts of a ninjs item. https://iptc.org/standards/ninjs/ */
export function ninjsParts(item: Values): ItemParts {
  const text = (...names: readonly string[]) =>
    names.map((name) => textOfValue(item[name])).find((each) => each !== null) ?? null
  const type = text('type') ?? 'text'
  const isPicture = /^(?:picture|graphic|photo|video|audio)$/.test(type)
  const headline = mainValue(item.headlines) ?? text('headline', 'title')
  const blocks = isPicture ? [] : withoutRepeatedHead(bodyBlocks(item), headline)
  return {
    headline: headline ?? (isPicture ? text('description_text') : null),
    byline: bylineOf(stripTags(text('byline', 'by'))),
    dateline: placeOf(item),
    blocks,
    pictures: [...(isPicture ? [ownPicture(item)] : []), ...associatedPictures(item)],
    url: absoluteUrl(text('url', 'canonicalurl')) ?? linkOf(item),
    language: languageTag(text('language')),
    provider: providerOf(item),
    section: sectionOf(item),
    keywords: keywordsOf(item),
    rights: text(
      'copyrightnotice',
      'copyrightNotice',
      'usageterms',
      'usageTerms',
      'copyrightholder',
      'copyrightHolder',
    ),
    itemId: text('uri', 'guid'),
    itemVersion: text('version'),
    status: /^(?:canceled|cancelled|withheld|killed?|recalled)$/i.test(
      text('pubstatus', 'pubStatus') ?? '',
    )
      ? 'WITHDRAWN'
      : 'USABLE',
    times: timesOf(text),
  }
}

type Text = (...names: readonly string[]) => string | null

function timesOf(text: Text): StatedTime[] {
  const time = (role: TimeRole, ...names: readonly string[]) =>
    fieldTime(role, names[0] ?? '', text(...names))
  return [
    ...time('PUBLISHED', 'firstpublished', 'firstPublished', 'published'),
    ...time('CREATED', 'firstcreated', 'firstCreated', 'contentcreated', 'contentCreated'),
    ...time('UPDATED', 'versioncreated', 'versionCreated'),
    ...time('EMBARGOED', 'embargoed'),
    ...time('EXPIRES', 'expires', 'expiry'),
  ]
}

function stripTags(text: string | null): string | null {
  return text !== null && /[<&]/.test(text) ? plainText(text) : text
}

function records(value: unknown): Values[] {
  if (Array.isArray(value)) return value.slice(0, 1000).filter(isRecord)
  return isRecord(value) ? Object.values(value).slice(0, 1000).filter(isRecord) : []
}

/** Of several with roles, the main one. */
function mainValue(value: unknown): string | null {
  const all = records(value)
  const main = all.find(({ role }) => role === 'main') ?? all[0]
  return main ? stripTags(textOfValue(main)) : null
}

/** One story in several renditions: HTML has its paragraphs, plain text may not. */
function bodyBlocks(item: Values): readonly Block[] {
  const html = textOfValue(item.body_xhtml) ?? textOfValue(item.body_html)
  if (html) return blocksOfHtml(html)
  const bodies = records(item.bodies)
  const isHtml = ({ role, contentType, contenttype }: Values) =>
    /html/i.test([role, contentType, contenttype].map(String).join(' '))
  const body = bodies.find(isHtml) ?? bodies.find(({ role }) => role === 'text') ?? bodies[0]
  const content = body
    ? textOfValue(body.value)
    : (textOfValue(item.body_text) ?? textOfValue(item.body))
  if (content) return blocksOfRendition(content)
  const description = mainDescription(item)
  return description === null ? [] : blocksOfContent(description)
}

function blocksOfRendition(content: string): readonly Block[] {
  const { root } = rootName(content) === 'nitf' ? parseXml(content) : { root: null }
  return root ? nitfParts(root).blocks : blocksOfContent(content)
}

function mainDescription(item: Values): string | null {
  const all = records(item.descriptions)
  const plain = all.find(({ role }) => role === 'text' || role === 'main' || role === 'caption')
  return (
    textOfValue((plain ?? all[0])?.value) ??
    textOfValue(item.description_text) ??
    stripTags(textOfValue(item.description_xhtml))
  )
}

/** Some renditions repeat the headline, or a line with section and source, above the story. */
function withoutRepeatedHead(blocks: readonly Block[], headline: string | null): Block[] {
  const same = (text: string) => headline !== null && plain(text) === plain(headline)
  const first = blocks.findIndex(({ kind }) => kind === 'TEXT')
  return blocks.filter(({ text }, index) => !(index === first && same(text)))
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function ownPicture(item: Values): PictureFacts {
  return { caption: mainDescription(item), credit: creditOf(item) }
}

function creditOf(item: Values): string | null {
  const text = (name: string) => stripTags(textOfValue(item[name]))
  const described = records(item.descriptions).find(({ role }) => role === 'creditline')
  return (
    textOfValue(described?.value) ??
    text('creditline') ??
    text('creditLine') ??
    text('byline') ??
    text('by') ??
    text('copyrightholder') ??
    text('copyrightHolder') ??
    text('copyrightnotice') ??
    text('copyrightNotice')
  )
}

/** Pictures of an item; an associated text is another story. */
function associatedPictures(item: Values): PictureFacts[] {
  return records(item.associations)
    .filter(
      ({ type }) =>
        type === undefined ||
        (typeof type === 'string' && /^(?:picture|graphic|photo|image)$/.test(type)),
    )
    .map((picture) => ({
      caption:
        mainDescription(picture) ?? mainValue(picture.headlines) ?? textOfValue(picture.headline),
      credit: creditOf(picture),
    }))
    .filter(({ caption }) => caption !== null)
}

function placeOf(item: Values): string | null {
  return textOfValue(item.dateline) ?? textOfValue(item.located)
}

function providerOf(item: Values): string | null {
  const sources = [item.infosource, item.infosources, item.infoSources].flatMap(records)
  const named = sources.map((each) => textOfValue(each)).find((name) => name !== null)
  return (
    textOfValue(item.source) ??
    textOfValue(item.provider) ??
    named ??
    textOfValue(item.copyrightholder) ??
    textOfValue(item.copyrightHolder) ??
    shortName(textOfValue(item.by) ?? textOfValue(item.byline)) ??
    holderIn(textOfValue(item.copyrightnotice) ?? textOfValue(item.copyrightNotice))
  )
}

/** "Copyright 2024 Northern Wire, all rights reserved": "Northern Wire". */
function holderIn(notice: string | null): string | null {
  const holder = HOLDER.exec(notice?.slice(0, 200) ?? '')?.groups?.name
  return holder?.replace(/\s+(?:[-–]\s|[Aa]ll [Rr]ights).*$/, '').trim() || null
}

const HOLDER =
  /^(?:[Cc]opyright|COPYRIGHT|©|\([cC]\))[\s:]*(?:(?:©|\([cC]\))\s*)?(?:\d{4}[\s,]*(?=\p{L})|(?=\p{Lu}))(?<name>[^,.;()\n]{2,60})/u

/** Agencies sign by their letters: "NTB". */
function shortName(byline: string | null): string | null {
  return byline !== null && /^\p{Lu}{2,6}$/u.test(byline) ? byline : null
}

function sectionOf(item: Values): string | null {
  const names = (value: unknown) =>
    records(value)
      .map((each) => textOfValue(each))
      .filter((name) => name !== null)
  return names(item.service)[0] ?? names(item.genres)[0] ?? textOfValue(item.section)
}

function keywordsOf(item: Values): string[] {
  const keywords: readonly unknown[] = Array.isArray(item.keywords) ? item.keywords : []
  const subjects = [...records(item.subject), ...records(item.subjects)]
  return distinct([
    ...keywords.map((each) => textOfValue(each)),
    ...subjects.map((each) => textOfValue(each)),
  ])
}

function linkOf(item: Values): string | null {
  const uri = textOfValue(item.uri)
  const pages = records(item.renditions).filter(({ contentType, mimetype }) =>
    /html/.test(`${String(contentType)} ${String(mimetype)}`),
  )
  return pages.map(({ href }) => absoluteUrl(textOfValue(href))).find(Boolean) ?? absoluteUrl(uri)
}
