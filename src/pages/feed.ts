import { isRecord } from '../server/documents.ts'

interface FeedOptions {
  readonly title: string
  /** Address of the feed. */
  readonly url: URL
  /** Of the archive, for a feed without a dated entry; ISO 8601. */
  readonly updated: string
  /** Data of an answer. */
  readonly data: unknown
}

interface Entry {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly href: string | null
  readonly updated: string | null
}

type Node = Readonly<Record<string, unknown>>

/**
 * The nodes of an answer as an Atom feed: every object of a list that has an `id`. Its title is its
 * `headline`, `name` or `text` with the name of its `speaker`, its address `webUrl` or `url`, its time
 * `published`; of what it has not, its `article` has.
 */
export function createFeed({ title, url, updated, data }: FeedOptions): string {
  const entries = findNodes(data).map((node) => toEntry(node, url))
  const latest = entries.flatMap((entry) => entry.updated ?? []).toSorted()
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('title', title),
    element('id', url.href),
    `<link rel="self" href="${escape(url.href)}"/>`,
    element('updated', latest.at(-1) ?? updated),
    `<author>${element('name', title)}</author>`,
    ...entries.map((entry) =>
      [
        '<entry>',
        element('title', entry.title),
        element('id', `urn:pressgraph:${entry.id}`),
        entry.href === null ? '' : `<link href="${escape(entry.href)}"/>`,
        element('updated', entry.updated ?? UNDATED),
        element('summary', entry.summary),
        '</entry>',
      ].join(''),
    ),
    '</feed>',
    '',
  ].join('\n')
}

/** The same in each version of a feed, so that readers see no entry without a date as changed. */
const UNDATED = '1970-01-01T00:00:00Z'

/** The nodes nearest to the top. */
function findNodes(value: unknown): readonly Node[] {
  if (Array.isArray(value)) {
    return value.flatMap((member: unknown) => {
      const node = isRecord(member) && isRecord(member.node) ? member.node : member
      return isRecord(node) && typeof node.id === 'string' ? [node] : findNodes(node)
    })
  }
  return isRecord(value) ? Object.values(value).flatMap(findNodes) : []
}

function toEntry(node: Node, url: URL): Entry {
  const article = isRecord(node.article) ? node.article : {}
  const speaker = isRecord(node.speaker) ? textOf(node.speaker.name) : null
  const text = textOf(node.text)
  const said = text !== null && speaker !== null ? `${speaker}: ${text}` : text
  const title = textOf(node.headline) ?? textOf(node.name) ?? said ?? textOf(article.headline)
  const address = textOf(node.webUrl) ?? textOf(node.url) ?? textOf(article.webUrl)
  return {
    id: String(node.id),
    title: shorten(title ?? textOf(node.path) ?? String(node.id)),
    summary: text ?? textOf(article.headline) ?? '',
    href: address === null ? null : (URL.parse(address, url)?.href ?? null),
    updated: timeOf(node.published) ?? timeOf(article.published),
  }
}

/** A time without a known zone is taken for UTC, because Atom has no other. */
function timeOf(published: unknown): string | null {
  if (!isRecord(published)) return null
  const local = textOf(published.local)
  return textOf(published.instant) ?? (local === null ? null : `${local}Z`)
}

const MAX_TITLE = 120

function shorten(title: string): string {
  const line = title.replace(/\s+/g, ' ')
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE).trimEnd()}…`
}

function element(name: string, text: string): string {
  return `<${name}>${escape(text)}</${name}>`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Control characters cannot be written in XML. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
