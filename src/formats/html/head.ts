import { flat } from '../blocks.ts'
import { scanHtml } from '../markup.ts'

/** What a page states in its head, and its size. Read in one pass, without a tree. */
export interface PageHead {
  readonly title: string | null
  readonly canonical: string | null
  readonly language: string | null
  /** Content of the first of these meta tags that has any; names without case. */
  meta(...names: readonly string[]): string | null
  /** Contents of all meta tags of a name. */
  all(name: string): readonly string[]
  /** The first value of a microdata property. */
  itemprop(name: string): string | null
  /** The first machine-readable `time` of the page. */
  readonly time: string | null
  /** The words of elements that are marked as the time of publication, at most a few. */
  readonly printedTimes: readonly string[]
  /** Values of the JSON-LD scripts that can be parsed. */
  readonly structured: readonly unknown[]
  readonly depth: number
  readonly elements: number
  /** Of the element that has the most. */
  readonly attributes: number
  /** Pieces of text: brackets that open no element are one each. */
  readonly texts: number
}

/** Classes and ids of elements that print the time of publication. */
const TIME_MARK =
  /(?:^|[\s_-])(?:pub|publish|published|publication|post|posted|article|story|entry|news|a|created)[_-]?(?:date|time|info|timestamp)s?(?:$|[\s_-])|(?:^|\s)(?:date|time|timestamp|datetime|dateline|byline-date|date-(?:published|posted|created))(?:$|\s)/i
const MAX_PRINTED_TIMES = 5
const MAX_PRINTED_TIME = 80

const MAX_STRUCTURED = 100
const MAX_SCRIPT = 2_000_000

export function readHead(text: string): PageHead {
  const metas = new Map<string, string[]>()
  const properties = new Map<string, string>()
  const structured: unknown[] = []
  let title: string | null = null
  let canonical: string | null = null
  let language: string | null = null
  let time: string | null = null
  let [depth, deepest, elements, texts, mostAttributes] = [0, 0, 0, 0, 0]
  let script: string | null = null
  let titleText: string | null = null
  const printedTimes: string[] = []
  let printed: { text: string; readonly depth: number } | null = null

  scanHtml(text, {
    open(name, attributes) {
      elements += 1
      depth += 1
      deepest = Math.max(deepest, depth)
      mostAttributes = Math.max(mostAttributes, Object.keys(attributes).length)
      if (name === 'html') language ??= attributes.lang || attributes['xml:lang'] || null
      if (name === 'title' && title === null) titleText = ''
      if (name === 'script' && /ld\+json/i.test(attributes.type ?? '')) script = ''
      if (name === 'link' && /^canonical$/i.test(attributes.rel ?? ''))
        canonical ??= attributes.href ?? null
      const marks = `${attributes.class ?? ''} ${attributes.id ?? ''}`
      const mayPrint = printed === null && printedTimes.length < MAX_PRINTED_TIMES
      if (mayPrint && (name === 'time' || TIME_MARK.test(marks))) printed = { text: '', depth }
      if (name === 'time') time ??= attributes.datetime || null
      const property = attributes.itemprop
      const value = attributes.content ?? attributes.datetime
      if (property && value && !properties.has(property)) properties.set(property, value)
      if (name === 'meta') addMeta(metas, attributes)
    },
    text(words) {
      texts += 1
      if (script !== null && script.length < MAX_SCRIPT) script += words
      if (titleText !== null) titleText += words
      if (printed && printed.text.length <= MAX_PRINTED_TIME) printed.text += words
    },
    close(name) {
      if (printed?.depth === depth) {
        const words = flat(printed.text)
        if (words !== '' && words.length <= MAX_PRINTED_TIME) printedTimes.push(words)
        printed = null
      }
      depth -= 1
      if (name === 'title' && titleText !== null) {
        title ??= flat(titleText) || null
        titleText = null
      }
      if (name === 'script' && script !== null) {
        if (structured.length < MAX_STRUCTURED) addStructured(structured, script)
        script = null
      }
    },
  })

  return {
    title,
    canonical,
    language,
    time,
    printedTimes,
    structured,
    depth: deepest,
    elements,
    texts,
    attributes: mostAttributes,
    meta: (...names) => {
      for (const name of names) {
        const value = metas.get(name)?.find((each) => each !== '')
        if (value) return value
      }
      return null
    },
    all: (name) => metas.get(name) ?? [],
    itemprop: (name) => properties.get(name) ?? null,
  }
}

function addMeta(
  metas: Map<string, string[]>,
  { property, name, itemprop, content }: Readonly<Record<string, string>>,
): void {
  const value = flat(content ?? '')
  if (value === '') return
  for (const names of [property, name, itemprop]) {
    for (const key of names?.toLowerCase().split(/\s+/) ?? []) {
      const values = metas.get(key)
      if (values) values.push(value)
      else metas.set(key, [value])
    }
  }
}

/** Pages wrap JSON-LD in comments and leave line breaks in texts. */
function addStructured(structured: unknown[], script: string): void {
  const text = script
    .trim()
    .replace(/^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*;?$/, '')
    .trim()
  for (const candidate of [text, text.replace(/[\u0000-\u001f]+/g, ' ').replace(/;\s*$/, '')]) {
    try {
      structured.push(JSON.parse(candidate))
      return
    } catch {
      // The next candidate may parse; a script that does not states nothing.
    }
  }
}
