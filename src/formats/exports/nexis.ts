import { createArticle, type PictureFacts, statedTime, type Words } from '../article.ts'
import { findBlocks, flat, linesOf } from '../blocks.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { languageTag } from '../language-tags.ts'
import { parseStamp } from '../stamp.ts'
import { findCredit } from '../text/captions.ts'

/** What a label of an export is for. */
type Field =
  | 'HEADLINE'
  | 'BYLINE'
  | 'SECTION'
  | 'LENGTH'
  | 'DATELINE'
  | 'HIGHLIGHT'
  | 'GRAPHIC'
  | 'LOAD_DATE'
  | 'LANGUAGE'
  | 'SUBJECT'
  | 'BODY'
  | 'OTHER'

/** Labels in English, German, French, Dutch and Spanish, upper case. */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  HEADLINE: ['HEADLINE', 'TITEL', 'TITRE', 'KOP', 'TITULAR', 'TÍTULO'],
  BYLINE: ['BYLINE', 'AUTOR', 'AUTOREN', 'AUTEUR', 'AUTEURS', 'VON', 'DOOR', 'POR'],
  SECTION: ['SECTION', 'RUBRIK', 'RESSORT', 'RUBRIQUE', 'SECTIE', 'RUBRIEK', 'SECCIÓN', 'SECCION'],
  LENGTH: ['LENGTH', 'LÄNGE', 'LONGUEUR', 'LENGTE', 'LONGITUD', 'EXTENSIÓN'],
  DATELINE: ['DATELINE', 'ORT', 'LIEU', 'PLAATS', 'DATALINE', 'LUGAR'],
  HIGHLIGHT: ['HIGHLIGHT', 'HIGHLIGHTS', 'HERVORHEBUNG', 'ENCART', 'SAMENVATTING', 'DESTACADO'],
  GRAPHIC: [
    'GRAPHIC',
    'GRAPHICS',
    'GRAFIK',
    'BILD',
    'BILDER',
    'BILDUNTERSCHRIFT',
    'GRAPHIQUE',
    'ILLUSTRATION',
    'GRAFIEK',
    'ILLUSTRATIE',
    'GRÁFICO',
  ],
  LOAD_DATE: ['LOAD-DATE', 'UPDATE', 'LADEDATUM', 'DATE-CHARGEMENT', 'LAADDATUM', 'FECHA-CARGA'],
  LANGUAGE: ['LANGUAGE', 'SPRACHE', 'LANGUE', 'TAAL', 'IDIOMA'],
  SUBJECT: ['SUBJECT', 'THEMA', 'THÈME', 'SUJET', 'ONDERWERP', 'TEMA', 'KEYWORDS'],
  BODY: ['BODY', 'TEXT', 'VOLLTEXT', 'CORPS', 'TEKST', 'CUERPO'],
  OTHER: [
    'PUBLICATION-TYPE',
    'PUBLIKATIONSTYP',
    'TYPE-PUBLICATION',
    'TYPE-DE-PUBLICATION',
    'PUBLICATIETYPE',
    'TIPO-PUBLICACIÓN',
    'TIPO-DE-PUBLICACIÓN',
    'JOURNAL-CODE',
    'ZEITUNGS-CODE',
    'DOCUMENT-TYPE',
    'DISTRIBUTION',
    'CORRECTION-DATE',
    'SERIES',
    'TYPE',
    'COLUMN',
    'NOTES',
    'ISSN',
    'ACC-NO',
    'CATEGORY',
    'PERSON',
    'COMPANY',
    'ORGANIZATION',
    'INDUSTRY',
    'GEOGRAPHIC',
    'CITY',
    'STATE',
    'COUNTRY',
    'TICKER',
    'NAICS',
    'PRODUCT',
    'CLASSIFICATION',
    'DOKUMENTTYP',
    'EDITION',
    'AUSGABE',
  ],
}

const fields = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of LABELS
    labels.map((label) => [label, field as Field] as const),
  ),
)

// "1 of 10 DOCUMENTS", "Dokument 1 von 10", "Document 1 de 10", "1 van 10 DOCUMENTEN"
const SEPARATOR =
  /^[^\S\n\r\u2028\u2029]*(?:\d+ (?:of|von|de|van) \d+ (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS|DOCUMENTEN)|(?:Dokument|Document|Documento|DOKUMENT|DOCUMENT|DOCUMENTO) \d+ (?:of|von|de|van) \d+)[^\S\n]*$/mu
// Closes each document of the newer exports.
const END_OF_DOCUMENT =
  /^[^\S\n\r\u2028\u2029]*(?:End of Document|Ende des Dokuments|Fin du document|Einde van document|Fin del documento)[^\S\n]*$/mu
const NEWER_LABEL = /^(?:Length|Länge|Longueur|Lengte|Longitud|Load-Date|Body|Textkörper)\b/m

/** Exports of Nexis (LexisNexis) as text: many documents a file, each with labels in capitals. */
export const nexis: TextFormat = {
  kind: 'TEXT',
  name: 'nexis',
  extensions: [],
  holdsMany: true,
  records: { headLength: () => 0, lastEnd: lastDocumentEnd, nextStart: nextDocument },
  recognize: (text) => {
    const older = firstMatch(SEPARATOR, text.slice(0, 20_000))
    if (older !== null) return `it has the line "${older}"`
    const newer = firstMatch(END_OF_DOCUMENT, text)
    return newer !== null && NEWER_LABEL.test(text) ? `it has the line "${newer}"` : null
  },
  parse: parseNexis,
}

/** Before the last line that begins a document, or behind the last one that ends one. */
function lastDocumentEnd(content: Uint8Array): number {
  const text = latin1(content)
  const begin = everyMatch(SEPARATOR, text).at(-1)?.start ?? 0
  return begin > 0 ? begin : (everyMatch(END_OF_DOCUMENT, text).at(-1)?.end ?? 0)
}

function nextDocument(content: Uint8Array): number {
  const text = latin1(content)
  return everyMatch(SEPARATOR, text)[0]?.start ?? everyMatch(END_OF_DOCUMENT, text)[0]?.end ?? -1
}

/** The lines between documents are ASCII. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function firstMatch(pattern: RegExp, text: string): string | null {
  return pattern.exec(text)?.[0].trim() ?? null
}

function everyMatch(pattern: RegExp, text: string) {
  return Array.from(text.matchAll(new RegExp(pattern, 'gmu')), ({ 0: line, index }) => ({
    start: index,
    end: index + line.length,
  }))
}

function parseNexis(file: TextFile): ParsedFile {
  const { text } = file
  const heads = everyMatch(SEPARATOR, text)
  const documents =
    heads.length > 0
      ? heads.map(({ end }, index) => ({ start: end, end: heads[index + 1]?.start ?? text.length }))
      : splitAtEnds(text)
  return { articles: documents.flatMap((span) => readDocument(file, span) ?? []), problems: [] }
}

function splitAtEnds(text: string) {
  const ends = everyMatch(END_OF_DOCUMENT, text)
  return ends.map(({ start }, index) => ({ start: ends[index - 1]?.end ?? 0, end: start }))
}

/** A line of a document that is not blank. */
interface Line extends Words {
  readonly end: number
  /** Blanks before it. */
  readonly indent: number
  /** Whether a blank line stands above it. */
  readonly opens: boolean
  readonly field: Field | null
}

// The label and its value; the newer exports write "Load-Date:".
const LABEL = /^(?<label>\p{Lu}[\p{L}-]{1,24}(?: \p{Lu}[\p{L}-]{1,24})?)\s?:(?:\s+|$)/u
// A heading of its own line in the newer exports.
const HEADING =
  /^(?:Body|Text|Textkörper|Corps|Tekst|Cuerpo|Classification|Klassifikation|Graphic)$/
const COPYRIGHT =
  /^(?:Copyright|©|\(c\)|\(C\)|All Rights Reserved|Alle Rechte vorbehalten|Tous droits réservés|Todos los derechos|Alle rechten)/i

// "Page 1 of 2": pages of an export that was printed into a file.
const PAGE = /^(?:Page|Seite|Pagina|Página)\s\d{1,4}\s(?:of|von|sur|de|van|di)\s\d{1,4}$/

function readDocument(file: TextFile, span: { start: number; end: number }) {
  const { text } = file
  const lines = readLines(text, span.start, span.end)
  const firstLabel = lines.findIndex(({ field }) => field !== null)
  const dateAt = lines.findIndex(
    (line, at) => (at < firstLabel || firstLabel < 0) && at < 12 && parseStamp(line.text) !== null,
  )
  if (dateAt < 0 && firstLabel < 0) return null
  const head = lines.slice(0, firstLabel < 0 ? dateAt + 2 : firstLabel)
  const values = readValues(lines)
  const bodyStart = findBodyStart(lines, firstLabel)
  const bodyEnd = findBodyEnd(lines, bodyStart)
  const isCentred = head.some(({ indent }, at) => at <= dateAt && indent >= 10)
  const printed = headOf(head, dateAt, isCentred)
  const first = lines[bodyStart]
  const last = lines[bodyEnd - 1]
  const story =
    first && last && first.at < last.end ? findBlocks(text, { start: first.at, end: last.end }) : []
  const rights = lines.filter(
    (line, at) => (at >= bodyEnd || at < bodyStart) && COPYRIGHT.test(line.text),
  )
  const stamp = lines[dateAt]?.text
  const caption = values.get('GRAPHIC')
  const article = createArticle(file, {
    headline: values.get('HEADLINE') ?? printed.headline,
    byline: values.get('BYLINE'),
    dateline: values.get('DATELINE'),
    blocks: story
      .filter((block) => !PAGE.test(block.text))
      .map((block) => ({ kind: 'TEXT', ...block })),
    pictures: caption ? [pictureOf(caption.text)] : [],
    publisher: printed.publisher,
    section: values.get('SECTION')?.text ?? null,
    keywords: keywordsOf(values.get('SUBJECT')?.text),
    language: languageTag(values.get('LANGUAGE')?.text),
    rights: rights[0]?.text ?? null,
    times: [...statedTime('PUBLISHED', 'date line', stamp)],
    basis: 'HEADER',
  })
  return article.paragraphs.length === 0 ? null : article
}

function readLines(text: string, start: number, end: number): Line[] {
  let [opens, isBelowLabel] = [true, false]
  return linesOf(text, start, end).flatMap((line) => {
    const words = text.slice(line.start, line.end)
    if (words === '') {
      opens = true
      return []
    }
    if (PAGE.test(words)) return []
    const indent = line.start - (text.lastIndexOf('\n', line.start - 1) + 1)
    const read = {
      text: words,
      at: line.start,
      end: line.end,
      indent,
      opens,
      field: fieldOf(words, opens || isBelowLabel),
    }
    opens = false
    isBelowLabel = read.field !== null
    return [read]
  })
}

function fieldOf(line: string, opens: boolean): Field | null {
  const label = LABEL.exec(line)?.groups?.label
  if (label !== undefined) {
    const field = fields.get(label.toUpperCase())
    // "Von: …" in running text is not a label.
    return field && (opens || label === label.toUpperCase() || label.includes('-')) ? field : null
  }
  return HEADING.test(line) ? (fields.get(line.toUpperCase()) ?? 'OTHER') : null
}

/** The value of each label: the rest of its line and the lines below it, up to a blank one. */
function readValues(lines: readonly Line[]): ReadonlyMap<Field, Words> {
  const values = new Map<Field, Words>()
  lines.forEach((line, at) => {
    if (line.field === null || values.has(line.field)) return
    const label = LABEL.exec(line.text)?.[0].length ?? line.text.length
    const rest: string[] = []
    for (const next of lines.slice(at + 1)) {
      if (next.opens || next.field !== null) break
      rest.push(next.text)
    }
    const value = flat([line.text.slice(label), ...rest].join(' '))
    if (value !== '') values.set(line.field, { text: value, at: line.at + label })
  })
  return values
}

const HEAD_FIELDS: readonly Field[] = [
  'HEADLINE',
  'BYLINE',
  'SECTION',
  'LENGTH',
  'DATELINE',
  'HIGHLIGHT',
  'BODY',
]

/** The first line behind the labels of the head and their values. */
function findBodyStart(lines: readonly Line[], firstLabel: number): number {
  const heading = lines.findIndex(({ field, text }) => field === 'BODY' && HEADING.test(text))
  if (heading >= 0) return heading + 1
  let at = Math.max(firstLabel, 0)
  let isInLabel = false
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line) break
    if (isHeadLabel(line)) isInLabel = true
    // A value may have paragraphs: another label of the head then follows soon.
    else if (line.field !== null || line.opens || !isInLabel) {
      if (!lines.slice(at, at + MOST_VALUE_LINES).some(isHeadLabel)) break
    }
  }
  return at
}

const MOST_VALUE_LINES = 12

function isHeadLabel({ field }: Line): boolean {
  return field !== null && HEAD_FIELDS.includes(field)
}

/** The first label of the tail, or the copyright line. */
function findBodyEnd(lines: readonly Line[], start: number): number {
  const tail = startOfTail(lines)
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at]
    if (!line?.opens) continue
    // "TYPE: …" in prose is not a label of the tail.
    const isOwn = line.field !== 'OTHER' || at >= tail || line.text.includes('-')
    if (line.field !== null && isOwn) return at
    if (COPYRIGHT.test(line.text) && at >= lines.length - 6) return at
  }
  return lines.length
}

/** From here on, every paragraph begins with a label or says whose the text is. */
function startOfTail(lines: readonly Line[]): number {
  const last = lines.findLastIndex(
    ({ opens, field, text }) => opens && field === null && !COPYRIGHT.test(text),
  )
  return last + 1
}

/** Publisher above the date, headline below it. */
function headOf(head: readonly Line[], dateAt: number, isCentred: boolean) {
  if (dateAt < 0) {
    return { publisher: null, headline: wordsOf(head.slice(0, 1)) }
  }
  const above = withoutRights(head.slice(0, dateAt))
  const below = head.slice(dateAt + 1).filter(({ text }) => !COPYRIGHT.test(text))
  if (isCentred) {
    const titles = below.filter(({ indent }) => indent < 10)
    return {
      publisher: flat(above.map(({ text }) => text).join(' ')) || null,
      headline: wordsOf(titles),
    }
  }
  // The newer exports print headline, publication and date, each in a paragraph or line.
  const isNewer = above.length >= 2
  if (isNewer) {
    const publisher = above.at(-1)?.text ?? null
    return { publisher, headline: wordsOf(above.slice(0, -1)) }
  }
  return { publisher: above[0]?.text ?? null, headline: wordsOf(below) }
}

/** Lines without the paragraphs that say whose the text is. */
function withoutRights(lines: readonly Line[]): Line[] {
  let isRights = false
  return lines.filter((line) => {
    isRights = COPYRIGHT.test(line.text) || (isRights && !line.opens)
    return !isRights
  })
}

function wordsOf(lines: readonly Line[]): Words | null {
  const [first] = lines
  return first ? { text: flat(lines.map(({ text }) => text).join(' ')), at: first.at } : null
}

function pictureOf(caption: string): PictureFacts {
  const credit = findCredit(caption, 'BETWEEN')
  return { caption, credit: credit && caption.slice(credit.start, credit.end) }
}

/** "HARBORS (91%); FERRIES (90%)" */
function keywordsOf(printed: string | undefined): string[] {
  return (printed ?? '')
    .split(/\s*;\s*/)
    .map((word) => word.replace(/\s*\(\d{1,3}%\)$/, '').trim())
    .filter((word) => word !== '')
}
