import * as v from 'valibot'
import { textFragment } from '../text/text-fragment.ts'
import type { Item } from './rows.ts'

/** The fields of an article that a citation has. */
const ARTICLE = `
  id path url webUrl headline language
  published { local }
  authors: sources(role: [AUTHOR]) { source { name kind } }
  outlets: sources(role: [PUBLISHER, WIRE_AGENCY]) { role source { name } }`

const QUOTATION = `
  id text webUrl
  content { exact prefix suffix }
  speaker { name }
  mention { exact }
  article { ${ARTICLE} }`

/** The fields that are asked for instead of those of the document, by the type of the members. */
export const citationFields: Readonly<Record<string, string>> = {
  Article: `{ ${ARTICLE} }`,
  Quotation: `{ ${QUOTATION} }`,
}

const ArticleItem = v.object({
  id: v.string(),
  path: v.string(),
  url: v.nullable(v.string()),
  webUrl: v.nullable(v.string()),
  headline: v.nullable(v.string()),
  language: v.nullable(v.string()),
  published: v.nullable(v.object({ local: v.string() })),
  authors: v.array(v.object({ source: v.object({ name: v.string(), kind: v.string() }) })),
  outlets: v.array(v.object({ role: v.string(), source: v.object({ name: v.string() }) })),
})
const QuotationItem = v.object({
  id: v.string(),
  text: v.string(),
  webUrl: v.nullable(v.string()),
  content: v.array(v.object({ exact: v.string(), prefix: v.string(), suffix: v.string() })),
  speaker: v.nullable(v.object({ name: v.string() })),
  mention: v.nullable(v.object({ exact: v.string() })),
  article: ArticleItem,
})

/** Words in a text, with the text around them. */
export interface QuotedWords {
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

/** An article, or words that it quotes. */
export interface Citation {
  readonly id: string
  /** In the archive, for an article without an address. */
  readonly path: string
  /** With a text fragment that leads to the words; null when neither file nor server has a public one. */
  readonly url: string | null
  readonly source: string | null
  readonly title: string | null
  readonly language: string | null
  /** `YYYY-MM-DD` */
  readonly date: string | null
  readonly authors: readonly { readonly name: string; readonly isPerson: boolean }[]
  readonly outlet: string | null
  /** Null for an article. */
  readonly quoted: {
    readonly text: string
    readonly words: readonly QuotedWords[]
    /** By name, else as the article calls them; null when it does not say. */
    readonly speaker: string | null
  } | null
}

/** @param item - with `citationFields` of its type */
export function citationOf(item: Item, nodeType: string): Citation {
  if (nodeType === 'Article') return articleCitation(v.parse(ArticleItem, item))
  const { id, text, webUrl, content, speaker, mention, article } = v.parse(QuotationItem, item)
  const cited = articleCitation(article)
  return {
    ...cited,
    id,
    url: article.url === null ? publicAddress(webUrl) : withTextFragment(article.url, content),
    quoted: { text, words: content, speaker: speaker?.name ?? mention?.exact ?? null },
  }
}

function articleCitation(article: v.InferOutput<typeof ArticleItem>): Citation {
  const { id, path, headline, language, published, authors, outlets } = article
  const url = article.url ?? publicAddress(article.webUrl)
  const publisher = outlets.find(({ role }) => role === 'PUBLISHER') ?? outlets[0]
  return {
    id,
    path,
    url,
    source: url,
    title: headline,
    language,
    date: published && published.local.slice(0, 10),
    authors: authors.map(({ source: { name, kind } }) => ({ name, isPerson: kind === 'PERSON' })),
    outlet: publisher?.source.name ?? null,
    quoted: null,
  }
}

/** A path on the server says nothing elsewhere. */
function publicAddress(webUrl: string | null): string | null {
  return webUrl?.startsWith('http') ? webUrl : null
}

/**
 * The address of words in a page, by text fragments (https://wicg.github.io/scroll-to-text-fragment/):
 * a browser scrolls to the words and marks them.
 */
export function withTextFragment(url: string, words: readonly QuotedWords[]): string {
  const [first, ...others] = words.map(fragmentOfWords).filter((fragment) => fragment !== '')
  if (first === undefined) return url
  const more = others.map((fragment) => `&${fragment.slice(DIRECTIVE.length)}`).join('')
  return `${url}${url.includes('#') ? '' : '#'}${first}${more}`
}

/** Begins the directives of a fragment. */
const DIRECTIVE = ':~:'

// Fewer words occur elsewhere on a page, too.
const FEW_WORDS = 3

function fragmentOfWords({ exact, prefix, suffix }: QuotedWords): string {
  const words = exact.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return ''
  // A second occurrence brings the words around the first into the fragment.
  const others = words.length < FEW_WORDS ? `\n${exact}` : ''
  const span = { start: prefix.length, end: prefix.length + exact.length }
  return textFragment(`${prefix}${exact}${suffix}${others}`, span)
}

/** An item of CSL-JSON. */
export function cslOf(citation: Citation) {
  const { id, title, language, date, authors, outlet, url, path, quoted } = citation
  return {
    id,
    type: 'article-newspaper',
    ...(title !== null && { title }),
    ...(authors.length > 0 && {
      author: authors.map(({ name, isPerson }) => (isPerson ? cslName(name) : { literal: name })),
    }),
    ...(outlet !== null && { 'container-title': outlet }),
    ...(date !== null && { issued: { 'date-parts': [date.split('-').map(Number)] } }),
    ...(language !== null && { language }),
    ...(url === null ? { archive_location: path } : { URL: url }),
    ...(quoted && {
      note: noteOf(quoted),
      custom: { words: quoted.text, speaker: quoted.speaker },
    }),
  }
}

/** The last word is the family name, as BibTeX reads names. */
function cslName(name: string) {
  const words = name.split(' ')
  const family = words.at(-1) ?? name
  return words.length > 1 ? { family, given: words.slice(0, -1).join(' ') } : { literal: name }
}

function noteOf({ text, speaker }: NonNullable<Citation['quoted']>): string {
  const words = `“${text.replace(/\s+/g, ' ')}”`
  return speaker === null ? words : `${speaker}: ${words}`
}

/** An entry of BibTeX in UTF-8. */
export function bibtexOf(citation: Citation): string {
  const { id, title, language, date, authors, outlet, url, path, quoted } = citation
  const [year, month, day] = date?.split('-') ?? []
  const names = authors.map(({ name, isPerson }) => (isPerson ? plain(name) : `{${plain(name)}}`))
  const fields = [
    ['author', names.join(' and ')],
    ['title', plain(title ?? '')],
    ['journal', plain(outlet ?? '')],
    ['year', year ?? ''],
    ['month', month ?? ''],
    ['day', day ?? ''],
    ['url', verbatim(url ?? '')],
    ['howpublished', url === null ? plain(path) : ''],
    ['langid', plain(language ?? '')],
    ['note', quoted ? plain(noteOf(quoted)) : ''],
  ]
  const lines = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}}`)
  return `@article{${id.replace(/[^\w-]/g, '-')},\n${lines.join(',\n')}\n}\n`
}

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\{}$&%#_~^]/g, (sign) => COMMANDS[sign] ?? `\\${sign}`)
}

/** Addresses are not escaped; braces would end the field. */
function verbatim(url: string): string {
  return url.replace(/[\\{}\s]/g, (sign) => encodeURIComponent(sign))
}

/** A Web Annotation, without its context. */
export function annotationOf(citation: Citation) {
  const { id, source, path, title, language, date, outlet, quoted } = citation
  const target = source ?? `urn:pressgraph:${encodeURIComponent(path)}`
  const about = [quoted?.speaker, title, outlet, date].filter((part) => typeof part === 'string')
  const describing = {
    type: 'TextualBody',
    purpose: 'describing',
    format: 'text/plain',
    value: about.join(', '),
  }
  const speaker = quoted?.speaker
  return {
    id: `urn:pressgraph:${encodeURIComponent(id)}`,
    type: 'Annotation',
    motivation: quoted ? 'highlighting' : 'describing',
    body: [
      ...(typeof speaker === 'string'
        ? [{ type: 'TextualBody', purpose: 'tagging', format: 'text/plain', value: speaker }]
        : []),
      describing,
    ],
    target: quoted
      ? quoted.words.map((words) => ({
          source: target,
          ...(language !== null && { language }),
          selector: [{ type: 'TextQuoteSelector', ...words }, ...fragmentOf(words)],
        }))
      : target,
  }
}

function fragmentOf(words: QuotedWords) {
  const value = fragmentOfWords(words)
  if (value === '') return []
  const conformsTo = 'https://wicg.github.io/scroll-to-text-fragment/'
  return [{ type: 'FragmentSelector', conformsTo, value }]
}
