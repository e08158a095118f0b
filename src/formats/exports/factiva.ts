import type { Article } from '../../model/article.ts'
import type { Span } from '../../model/span.ts'
import { type Block, createArticle, type ItemParts, statedTime, type Words } from '../article.ts'
import { findBlocks, flat, linesOf } from '../blocks.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { caps } from '../caps.ts'
import { languageTag } from '../language-tags.ts'
import { blocksOfHtml, plainText, scanHtml } from '../markup.ts'
import { createPlaceFinder } from '../places.ts'
import { parseStamp } from '../stamp.ts'
import { findLabelled } from './labelled.ts'

/** Codes of the indexed display, each at the beginning of a line. */
const CODES = new Set(
  'SE HD BY CR WC PD ET SN SC NGC GC ED PG VOL LA CY LP TD CT RF ART CO IN NS RE IPC IPD PUB AN CLM DLN'.split(
    ' ',
  ),
)

// "Document GRDN000020100111e61b0002p" closes each document.
const ACCESSION =
  /^[^\S\n\r\u2028\u2029]*(?:Document|Dokument|Documento)\s+(?<id>[A-Z0-9]{2,8}\d{12}[a-z0-9]{5,12})[^\S\n]*$/mu
const WORD_COUNT = /^[\d.,\s]{1,9}\s?(?:words|Wörter|mots|palabras|woorden|parole|palavras)$/u
const CODED = /^(?:HD|AN|SN|PD)(?:\s{1,12}\S|\s*$)/m

/** Exports of Factiva as text: documents that end with their accession number. */
export const factivaText: TextFormat = {
  kind: 'TEXT',
  name: 'factiva-text',
  extensions: [],
  holdsMany: true,
  recognize: (text) => {
    const accession = ACCESSION.exec(text)?.[0].trim()
    if (accession !== undefined) return `it has the line "${accession}"`
    const hasCodes = ['HD', 'SN', 'PD', 'AN'].every((code) =>
      new RegExp(`^${code}(?:[ \\t]|$)`, 'm').test(text),
    )
    return hasCodes ? 'its lines begin with the codes HD, SN, PD and AN' : null
  },
  parse: parseFactiva,
}

/** Displays that Factiva saves as a page: a table of codes, or an element, for each document. */
export const factivaHtml: TextFormat = {
  kind: 'TEXT',
  name: 'factiva-html',
  extensions: [],
  holdsMany: true,
  recognize: (text) => {
    if (!/^\s*<(?:!doctype|html)/i.test(text.slice(0, 200))) return null
    if (hasCodes(text)) return 'it is a page whose table has the codes HD, SN, PD and AN'
    return DOCUMENT.test(text) && text.search(ARTICLE) >= 0
      ? 'it is a page of articles with accession numbers'
      : null
  },
  parse: (file) =>
    hasCodes(file.text)
      ? parseTables(file)
      : parseFactiva({ ...file, text: displayOf(file.text), origin: null }),
}

const ARTICLE = /<div\b[^>]{0,200}\sclass="article\s[^"]{0,60}"[^>]{0,100}>/gi
const DOCUMENT = />\s*(?:Document|Dokument|Documento)\s+[A-Z0-9]{2,8}\d{12}/
const HEADLINE = /<div\b[^>]{0,100}\sid="hd"[^>]{0,100}>(?<html>[^]{0,2000}?)<\/div>/i

function hasCodes(html: string): boolean {
  return ['HD', 'SN', 'PD', 'AN'].every((code) => html.includes(`<b>${code}</b>`))
}

/** The display without codes as the same export prints it as text: the headline is its first line. */
function displayOf(html: string): string {
  const documents = html.split(ARTICLE).slice(1, caps.articles)
  return documents
    .flatMap((document) => {
      const headline = plainText(HEADLINE.exec(document)?.groups?.html ?? '')
      const blocks = blocksOfHtml(document.replace(HEADLINE, ''))
      return [headline, ...blocks.map(({ text }) => text)]
    })
    .join('\n\n')
}

function parseTables(file: TextFile): ParsedFile {
  const place = createPlaceFinder(file.text)
  const articles: Article[] = []
  let fields: { field: string; paragraphs: Block[] }[] = []
  const end = () => {
    const story = fields.filter(({ field }) => field === 'LP' || field === 'TD')
    const parts = codedParts(
      fields.map(({ field, paragraphs }) => ({
        field,
        text: paragraphs.map(({ text }) => text).join('\n'),
      })),
      place(story.flatMap(({ paragraphs }) => paragraphs)),
    )
    if (parts) articles.push(createArticle(file, parts))
    fields = []
  }
  for (const cell of cellsOf(file.text)) {
    const [first] = cell
    if (first && CODES.has(first.text)) {
      if (fields.some(({ field }) => field === 'AN')) end()
      fields.push({ field: first.text, paragraphs: [] })
    } else fields.at(-1)?.paragraphs.push(...cell)
  }
  end()
  return { articles, problems: [] }
}

/** The paragraphs of each cell of the tables of a page. */
function cellsOf(html: string): Block[][] {
  const cells: string[] = []
  scanHtml(html, {
    open: (name) => {
      if (name === 'td') cells.push('')
      if (name === 'p' || name === 'br') cells.push(`${cells.pop() ?? ''}\n`)
    },
    text: (words) => void cells.push(`${cells.pop() ?? ''}${words.replace(/\s+/g, ' ')}`),
    close: () => undefined,
  })
  return cells.map((cell) =>
    cell
      .split('\n')
      .flatMap((line): Block[] => (flat(line) ? [{ kind: 'TEXT', text: flat(line) }] : [])),
  )
}

function parseFactiva(file: TextFile): ParsedFile {
  const { text } = file
  const ends = Array.from(text.matchAll(new RegExp(ACCESSION, 'gmu')), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    id: match.groups?.id ?? null,
  }))
  const isCoded = CODED.test(text)
  const documents =
    ends.length > 0 && !isCoded
      ? ends.map(({ start, id }, index) => ({
          span: { start: ends[index - 1]?.end ?? 0, end: start },
          id,
        }))
      : splitCoded(text).map((span) => ({ span, id: null }))
  const articles = documents.flatMap(
    ({ span, id }) => (isCoded ? readCoded(file, span) : readDisplay(file, span, id)) ?? [],
  )
  return { articles, problems: [] }
}

/** A document of the indexed display begins with its section or headline and ends with "AN". */
function splitCoded(text: string): Span[] {
  const ends = Array.from(
    text.matchAll(/^AN(?:[ \t]|$)[^\n]*(?:\n(?!\s*(?:SE|HD|PUB)(?:[ \t]|$))\s*Document[^\n]*)?/gm),
    ({ 0: line, index }) => index + line.length,
  )
  return [0, ...ends.slice(0, -1)].map((start, index) => ({
    start,
    end: ends[index] ?? text.length,
  }))
}

/** A field of the indexed display; in text it has its place. */
interface CodedField {
  readonly field: string
  readonly text: string
  readonly at?: number
}

function readCoded(file: TextFile, span: Span) {
  const { text } = file
  const found = findLabelled(text, span, (line) => {
    const code = /^(?<code>[A-Z]{2,3})(?=\s|$)/.exec(line)?.groups?.code
    return code && CODES.has(code) ? { field: code, length: code.length } : null
  })
  const paragraphs = found
    .filter(({ field }) => field === 'LP' || field === 'TD')
    .flatMap(({ at, end }) => findBlocks(text, { start: at, end }))
    .map((block): Block => ({ kind: 'TEXT', ...block }))
  const parts = codedParts(found, paragraphs)
  return parts && createArticle(file, parts)
}

/** The parts of an article in fields by their codes; null where it has neither headline nor text. */
function codedParts(fields: readonly CodedField[], blocks: readonly Block[]): ItemParts | null {
  const valueOf = (code: string) => fields.find(({ field, text }) => field === code && text !== '')
  const wordsOf = (code: string) => {
    const { text = '', at } = valueOf(code) ?? {}
    return text === '' ? null : at === undefined ? flat(text) : { text: flat(text), at }
  }
  const headline = wordsOf('HD')
  if (!headline && blocks.length === 0) return null
  const caption = valueOf('ART')?.text
  const date = [valueOf('PD')?.text, valueOf('ET')?.text].filter(Boolean).join(' ')
  return {
    headline,
    byline: wordsOf('BY'),
    dateline: wordsOf('DLN'),
    blocks,
    pictures: caption ? [{ caption: flat(caption), credit: null }] : [],
    publisher: valueOf('SN')?.text ?? null,
    section: valueOf('SE')?.text ?? null,
    keywords: keywordsOf(valueOf('NS')?.text),
    language: languageTag(valueOf('LA')?.text),
    rights: valueOf('CY')?.text ?? null,
    itemId:
      valueOf('AN')
        ?.text.replace(/^Document\s+/, '')
        .split(/\s/)[0] ?? null,
    times: statedTime('PUBLISHED', 'PD', date),
    basis: 'HEADER',
  }
}

/** "c13 : Regulation | gcat : Political News" */
function keywordsOf(printed: string | undefined): string[] {
  return (printed ?? '')
    .split(/\s*\|\s*/)
    .map((word) => flat(word.replace(/^\w+\s*:\s*/, '')))
    .filter(Boolean)
}

/**
 * The display without codes: headline, section and byline, the number of words, then date, time,
 * source, its code, page, language and copyright, each on a line; the story follows.
 */
function readDisplay(file: TextFile, span: Span, id: string | null) {
  const { text } = file
  const lines = linesOf(text, span.start, span.end).flatMap((line) => {
    const words = text.slice(line.start, line.end)
    return words === '' ? [] : [{ text: words, at: line.start, end: line.end }]
  })
  const countAt = lines.findIndex((line) => WORD_COUNT.test(line.text))
  const head = countAt < 0 ? lines.slice(0, 1) : lines.slice(0, countAt)
  const [headline] = head
  if (!headline) return null
  const byline =
    head.slice(1).find((line) => /^(?:by|von|par|por|door|di)\s/i.test(line.text)) ?? head[2]
  const section = head.slice(1).find((line) => line !== byline)
  const facts = readFacts(lines.slice(countAt + 1, countAt + 12))
  const last = lines.at(-1)
  const first = lines[countAt + 1 + facts.length]
  const story = first && last ? findBlocks(text, { start: first.at, end: last.end }) : []
  return createArticle(file, {
    headline,
    byline: byline ?? null,
    blocks: story.map((block) => ({ kind: 'TEXT', ...block })),
    publisher: facts.source,
    section: section?.text ?? null,
    language: facts.language,
    rights: facts.rights,
    itemId: id,
    times: statedTime('PUBLISHED', 'date line', facts.date),
    basis: 'HEADER',
  })
}

const RIGHTS = /^(?:\(c\)|©|copyright)|\ball rights reserved|\balle rechte vorbehalten/i

function readFacts(lines: readonly Words[]) {
  const dateAt = lines.findIndex(({ text }) => parseStamp(text) !== null)
  const rightsAt = lines.findIndex(({ text }) => RIGHTS.test(text))
  const languageAt = lines.findIndex(
    ({ text }, at) =>
      at > dateAt &&
      at < 10 &&
      text.length < 25 &&
      languageTag(text) !== null &&
      !/^[A-Z]{2,6}\d*$/.test(text),
  )
  const time = /^\d{1,2}:\d\d/.test(lines[dateAt + 1]?.text ?? '') ? lines[dateAt + 1] : undefined
  const source = lines[dateAt + (time ? 2 : 1)]
  const length = Math.max(rightsAt, languageAt, dateAt) + 1
  return {
    length,
    date: dateAt < 0 ? null : [lines[dateAt]?.text, time?.text].filter(Boolean).join(' '),
    source: dateAt < 0 ? null : (source?.text ?? null),
    language: languageAt < 0 ? null : languageTag(lines[languageAt]?.text),
    rights: rightsAt < 0 ? null : (lines[rightsAt]?.text.trim() ?? null),
  }
}
