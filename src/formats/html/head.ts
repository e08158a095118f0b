import { flat } from '../blocks.ts'
import { scanHtml } from '../markup.ts'
import { parseStructured } from './structured.ts'
import { plainTitle } from './titles.ts'

/** What a page states in its head and in marked elements, and its size. Read in one pass, without a tree. */
export interface PageHead {
  readonly title: string | null
  readonly canonical: string | null
  /** Address of `base`. */
  readonly base: string | null
  readonly language: string | null
  /** The first `h1` elements. */
  readonly headings: readonly Line[]
  /** Content of the first of these meta tags that has any; names without case. */
  meta(...names: readonly string[]): string | null
  /** Contents of all meta tags of a name. */
  all(name: string): readonly string[]
  /** The first value of a microdata property: its attribute, else its words. */
  itemprop(name: string): string | null
  /** Words of links that are marked as leading to the author. */
  readonly authors: readonly Line[]
  /** Words of elements whose class says that they name the author. */
  readonly bylines: readonly Line[]
  /** Words of links with `rel="tag"`; none where a page has so many that they are a list of topics. */
  readonly tags: readonly string[]
  /** Machine-readable `time` elements: those that are marked as the publication first. */
  readonly times: readonly { readonly value: string; readonly isUpdate: boolean }[]
  /** Short lines with digits in elements whose class says that they print a time. */
  readonly timeLines: readonly Line[]
  /** Values of the JSON-LD scripts that can be parsed. */
  readonly structured: readonly unknown[]
  readonly depth: number
  readonly elements: number
  /** Of the element that has the most. */
  readonly attributes: number
  /** Pieces of text in a tree that is written and parsed again, where each escaped character is one. */
  readonly texts: number
}

/** The words of an element, and how many elements begin before it. */
export interface Line {
  readonly text: string
  readonly at: number
}

type Attributes = Readonly<Record<string, string>>

/** What the words of an element are. */
type Mark =
  'TITLE' | 'SCRIPT' | 'HEADING' | 'AUTHOR' | 'BYLINE' | 'TAG' | 'TIME' | 'LINE' | 'PROPERTY'

interface OpenElement {
  readonly mark: Mark
  readonly name: string
  readonly depth: number
  readonly at: number
  text: string
}

/** Longest text and number of texts that are kept of a mark. */
const KEPT: Readonly<Record<Mark, { readonly length: number; readonly count: number }>> = {
  TITLE: { length: 5_000, count: 1 },
  SCRIPT: { length: 2_000_000, count: 100 },
  HEADING: { length: 500, count: 5 },
  AUTHOR: { length: 200, count: 40 },
  BYLINE: { length: 200, count: 20 },
  TAG: { length: 100, count: 200 },
  TIME: { length: 160, count: 40 },
  LINE: { length: 160, count: 40 },
  PROPERTY: { length: 500, count: 50 },
}
/** Elements whose words are collected at the same time. */
const MAX_OPEN = 12
/** More links are the topics of the site. */
const MAX_TAGS = 30

/** Classes and ids of elements that print the time of publication. */
const TIME_MARK =
  /(?:^|[\s_-])(?:pub|publish|published|publication|post|posted|article|story|entry|news|a|created|content)[_-]?(?:date|time|datetime|info|timestamp|meta)s?(?:$|[\s_-])|(?:^|\s)(?:date|time|timestamp|datetime|dateline|byline-date|pubdate|updated|published|posted|date-(?:published|posted|created))(?:$|\s)/i
/** Classes and ids of elements in which a time may stand between other words. */
const LINE_MARK =
  /(?:^|[\s_-])(?:by-?line|author|posted|post-?meta|entry-?meta|meta|info|date|datum|fecha|time-?stamp|tstmp|updated)|(?:date|time|timestamp|tmstmp)(?:$|\s)/i
const AUTHOR_MARK =
  /(?:^|[\s_-])(?:author|byline|contributor|writer|reporter)s?[_-]*(?:name|link|text|title)s?(?:$|\s)|(?:^|\s)(?:author|byline|by-line|by|vcard|p-author|writer|autor|auteur)(?:$|\s)/i
const UPDATE_MARK = /modif|updat|edited|changed|aktualisier/i

/** Microdata properties whose words are read. */
const WORDS_OF = new Set(['headline', 'author', 'datepublished', 'articlesection', 'publisher'])

export function readHead(text: string): PageHead {
  const metas = new Map<string, string[]>()
  const properties = new Map<string, string>()
  const found = new Map<Mark, Line[]>()
  const times: { value: string; isUpdate: boolean; rank: number }[] = []
  let canonical: string | null = null
  let base: string | null = null
  let language: string | null = null
  let [depth, deepest, elements, texts, mostAttributes] = [0, 0, 0, 0, 0]
  let open: OpenElement[] = []

  const isWanted = (mark: Mark) => (found.get(mark)?.length ?? 0) < KEPT[mark].count
  const keep = ({ mark, name, at, text: words }: OpenElement) => {
    const text = mark === 'SCRIPT' ? words : flat(words)
    if (text === '' || words.length > KEPT[mark].length || !isWanted(mark)) return
    if ((mark === 'TIME' || mark === 'LINE') && !/\d/.test(text)) return
    if (mark === 'PROPERTY' && !properties.has(name)) properties.set(name, text)
    const lines = found.get(mark)
    if (lines) lines.push({ text, at })
    else found.set(mark, [{ text, at }])
  }

  scanHtml(text, {
    open(name, attributes) {
      elements += 1
      depth += 1
      deepest = Math.max(deepest, depth)
      mostAttributes = Math.max(mostAttributes, Object.keys(attributes).length)
      if (name === 'html') language ??= attributes.lang || attributes['xml:lang'] || null
      if (name === 'base') base ??= attributes.href || null
      if (name === 'link' && /^canonical$/i.test(attributes.rel ?? ''))
        canonical ??= attributes.href || null
      if (name === 'meta') addMeta(metas, attributes)
      else addProperty(properties, attributes)
      if (name === 'time' && attributes.datetime && times.length < 20) {
        const marks = `${marksOf(attributes)} ${attributes.itemprop ?? ''}`
        const rank = 'pubdate' in attributes || /publish|pub-?date|entry-date/i.test(marks) ? 1 : 0
        times.push({ value: attributes.datetime, isUpdate: UPDATE_MARK.test(marks), rank })
      }
      if (open.length >= MAX_OPEN) return
      for (const [mark, key] of marksOfElement(name, attributes)) {
        if (isWanted(mark)) open.push({ mark, name: key, depth, at: elements, text: '' })
      }
    },
    text(words) {
      texts += 1 + (words.match(ESCAPED)?.length ?? 0)
      for (const element of open) {
        if (element.text.length <= KEPT[element.mark].length) element.text += words
      }
    },
    close() {
      if (open.some((element) => element.depth >= depth)) {
        for (const element of open) {
          if (element.depth >= depth) keep(element)
        }
        open = open.filter((element) => element.depth < depth)
      } else if (open.length > 0) {
        // Words of two elements are not one word.
        for (const element of open) if (element.mark !== 'SCRIPT') element.text += ' '
      }
      depth -= 1
    },
  })

  const of = (mark: Mark) => found.get(mark) ?? []
  const tags = of('TAG').map((line) => line.text)
  return {
    title: of('TITLE')[0]?.text ?? null,
    canonical,
    base,
    language,
    headings: of('HEADING'),
    meta: (...names) => {
      for (const name of names) {
        const value = metas.get(name)?.find((each) => each !== '')
        if (value) return value
      }
      return null
    },
    all: (name) => metas.get(name) ?? [],
    itemprop: (name) => properties.get(name.toLowerCase()) ?? null,
    authors: of('AUTHOR'),
    bylines: of('BYLINE'),
    tags: tags.length > MAX_TAGS ? [] : tags,
    times: times.toSorted((one, other) => other.rank - one.rank),
    timeLines: [...of('TIME'), ...of('LINE')],
    structured: of('SCRIPT').flatMap((script) => parseStructured(script.text)),
    depth: deepest,
    elements,
    texts,
    attributes: mostAttributes,
  }
}

const ESCAPED = /[&<>\u00a0]/g

function marksOf({ class: names = '', id = '' }: Attributes): string {
  return `${names} ${id}`
}

/** What the words of an element are, with the name of its property. */
function marksOfElement(name: string, attributes: Attributes): [mark: Mark, key: string][] {
  if (name === 'title') return [['TITLE', '']]
  if (name === 'script') return /ld\+json/i.test(attributes.type ?? '') ? [['SCRIPT', '']] : []
  if (name === 'body' || name === 'html' || name === 'head' || name === 'style') return []
  const marks: [Mark, string][] = []
  const names = marksOf(attributes)
  const rel = attributes.rel ?? ''
  if (name === 'h1') marks.push(['HEADING', ''])
  const property = attributes.itemprop?.toLowerCase().split(/\s+/)[0] ?? ''
  if (WORDS_OF.has(property) && !attributes.content) marks.push(['PROPERTY', property])
  if (/(?:^|\s)author(?:\s|$)/i.test(rel)) marks.push(['AUTHOR', ''])
  else if (AUTHOR_MARK.test(names)) marks.push(['BYLINE', ''])
  if (/(?:^|\s)tag(?:\s|$)/i.test(rel)) marks.push(['TAG', ''])
  if (name === 'time' || TIME_MARK.test(names)) marks.push(['TIME', ''])
  else if (LINE_MARK.test(names)) marks.push(['LINE', ''])
  return marks
}

function addProperty(properties: Map<string, string>, attributes: Attributes): void {
  const property = attributes.itemprop?.toLowerCase()
  const value = attributes.content ?? attributes.datetime
  if (property && value && !properties.has(property)) properties.set(property, value)
}

function addMeta(metas: Map<string, string[]>, attributes: Attributes): void {
  const { property, name, itemprop, content } = attributes
  const value = flat(content ?? '')
  if (value === '') return
  for (const names of [property, name, itemprop, attributes['http-equiv']]) {
    for (const key of names?.toLowerCase().split(/\s+/) ?? []) {
      const values = metas.get(key)
      if (values) values.push(value)
      else metas.set(key, [value])
    }
  }
}

/** Lines in the order of their distance from the headline: others belong to teasers or the site. */
export function nearHeading(lines: readonly Line[], head: PageHead, title: string | null): Line[] {
  const plain = title === null ? null : plainTitle(title)
  const same = ({ text }: Line) => plainTitle(text) === plain
  const heading = head.headings.find(same) ?? head.headings[0]
  const distance = ({ at }: Line) => Math.abs(at - (heading?.at ?? 0))
  return lines.toSorted((one, other) => distance(one) - distance(other))
}
