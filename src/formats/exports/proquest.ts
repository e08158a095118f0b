import type { Span } from '../../model/span.ts'
import { createArticle, statedTime } from '../article.ts'
import { findBlocks, flat, linesOf } from '../blocks.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { languageTag } from '../language-tags.ts'
import { parseStamp } from '../stamp.ts'
import { findLabelled } from './labelled.ts'

type Field =
  | 'TITLE'
  | 'AUTHOR'
  | 'TEXT'
  | 'ABSTRACT'
  | 'PUBLICATION'
  | 'INFO'
  | 'DATE'
  | 'LANGUAGE'
  | 'RIGHTS'
  | 'URL'
  | 'ID'
  | 'SECTION'
  | 'DATELINE'
  | 'SUBJECT'
  | 'CAPTION'
  | 'OTHER'

/** Labels in English, German, French, Dutch and Spanish, lower case. */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  TITLE: ['title', 'titel', 'titre', 'título'],
  AUTHOR: ['author', 'autor', 'auteur', 'autoren', 'auteurs', 'autores'],
  TEXT: ['full text', 'volltext', 'texte intégral', 'volledige tekst', 'texto completo'],
  ABSTRACT: ['abstract', 'kurzfassung', 'résumé', 'samenvatting', 'resumen'],
  PUBLICATION: [
    'publication title',
    'publikationstitel',
    'titel der publikation',
    'titre de la publication',
    'titel van publicatie',
    'publicatietitel',
    'título de publicación',
    'título de la publicación',
  ],
  INFO: [
    'publication info',
    'publikationsinfo',
    'informations sur la publication',
    'publicatiegegevens',
    'información de publicación',
  ],
  DATE: [
    'publication date',
    'publikationsdatum',
    'veröffentlichungsdatum',
    'erscheinungsdatum',
    'date de publication',
    'publicatiedatum',
    'fecha de publicación',
  ],
  LANGUAGE: [
    'language of publication',
    'language',
    'publikationssprache',
    'sprache der veröffentlichung',
    'sprache',
    'langue de publication',
    'langue de la publication',
    'langue',
    'taal van publicatie',
    'idioma de la publicación',
    'idioma de publicación',
  ],
  RIGHTS: ['copyright'],
  URL: ['document url', 'dokument-url', 'url du document', 'url van document', 'url del documento'],
  ID: [
    'proquest document id',
    'proquest-dokument-id',
    'id de document proquest',
    'identifiant du document proquest',
    'proquest-document-id',
    'id del documento de proquest',
  ],
  SECTION: ['section', 'rubrik', 'sektion', 'rubrique', 'sectie', 'sección'],
  DATELINE: ['dateline'],
  SUBJECT: ['subject', 'thema', 'sujet', 'onderwerp', 'materia', 'identifier / keyword'],
  CAPTION: ['caption', 'bildunterschrift', 'légende', 'bijschrift', 'pie de foto'],
  OTHER: [
    'last updated',
    'zuletzt aktualisiert',
    'dernière mise à jour',
    'laatst bijgewerkt',
    'última actualización',
    'publication year',
    'publikationsjahr',
    'année de publication',
    'publicatiejaar',
    'año de publicación',
    'publisher',
    'verlag',
    'éditeur',
    'uitgever',
    'editorial',
    'place of publication',
    'publikationsort',
    'lieu de publication',
    'plaats van publicatie',
    'lugar de publicación',
    'country of publication',
    'land der publikation',
    'pays de publication',
    'land van publicatie',
    'país de publicación',
    'publication subject',
    'source type',
    'quellentyp',
    'type de source',
    'type bron',
    'tipo de fuente',
    'document type',
    'dokumenttyp',
    'type de document',
    'documenttype',
    'tipo de documento',
    'issn',
    'eissn',
    'isbn',
    'volume',
    'issue',
    'pages',
    'first page',
    'links',
    'location',
    'company / organization',
    'people',
    'number of pages',
    'column',
    'database',
    'datenbank',
    'base de données',
    'base de datos',
    'e-journal',
    'classification',
    'accession number',
    'online publication date',
    'publication history',
    'document feature',
    'credit',
    'source attribution',
  ],
}

const fields = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of LABELS
    labels.map((label) => [label, field as Field] as const),
  ),
)

const LINE = /^[^\S\n\r\u2028\u2029]*_{20,}[^\S\n]*$/gm
// Labels that no other kind of file has.
const SURE =
  /^(?:full text|volltext|texte intégral|volledige tekst|texto completo|publication title|publication info|proquest document id|publikationstitel|titre de la publication|titel van publicatie|título de publicación)\s?:/im

/** Exports of ProQuest as text: documents between lines of underscores, each with labels. */
export const proquest: TextFormat = {
  kind: 'TEXT',
  name: 'proquest',
  extensions: [],
  holdsMany: true,
  recognize: (text) => {
    const label = SURE.exec(text)?.[0]
    const hasLine = text.search(LINE) >= 0
    return label !== undefined && hasLine ? `it has the label "${label}" below a line of "_"` : null
  },
  parse: parseProquest,
}

function parseProquest(file: TextFile): ParsedFile {
  const { text } = file
  const lines = Array.from(text.matchAll(LINE), ({ 0: line, index }) => ({
    start: index,
    end: index + line.length,
  }))
  const documents = [0, ...lines.map(({ end }) => end)].map((start, index) => ({
    start,
    end: lines[index]?.start ?? text.length,
  }))
  return { articles: documents.flatMap((span) => readDocument(file, span) ?? []), problems: [] }
}

function readDocument(file: TextFile, span: Span) {
  const { text } = file
  const found = findLabelled(text, span, labelOf)
  const valueOf = (field: Field) => found.find((one) => one.field === field && one.text !== '')
  const story = valueOf('TEXT') ?? valueOf('ABSTRACT')
  const title = valueOf('TITLE') ?? firstLine(text, span, found[0]?.at)
  if (!story && !valueOf('PUBLICATION')) return null
  const printed = valueOf('DATE')?.text ?? dateInInfo(valueOf('INFO')?.text ?? '')
  const publisher = nameInInfo(valueOf('PUBLICATION')?.text ?? valueOf('INFO')?.text ?? '')
  const author = valueOf('AUTHOR')
  const caption = valueOf('CAPTION')?.text
  return createArticle(file, {
    headline: title && { text: flat(title.text), at: title.at },
    byline: author && !NOBODY.test(author.text) ? author : null,
    dateline: valueOf('DATELINE'),
    blocks: story ? findStory(text, story).map((block) => ({ kind: 'TEXT', ...block })) : [],
    pictures: caption ? [{ caption: flat(caption), credit: null }] : [],
    publisher: publisher && flat(publisher),
    section: valueOf('SECTION')?.text ?? null,
    keywords: (valueOf('SUBJECT')?.text ?? '').split(/\s*;\s*/).filter(Boolean),
    language: languageTag(valueOf('LANGUAGE')?.text),
    rights: valueOf('RIGHTS')?.text.split('\n')[0] ?? null,
    url: addressOf(valueOf('URL')?.text),
    itemId: valueOf('ID')?.text ?? null,
    times: statedTime('PUBLISHED', 'Publication date', printed),
    basis: 'HEADER',
  })
}

function labelOf(line: string) {
  const match = /^(?<label>\p{L}[\p{L}\s/-]{2,40}?)\s?:(?=\s|$)/u.exec(line)
  const field = fields.get((match?.groups?.label ?? '').toLowerCase())
  return match && field ? { field, length: match[0].length } : null
}

/** The headline printed above the labels. */
function firstLine(text: string, { start, end }: Span, before: number | undefined) {
  const lines = linesOf(text, start, Math.min(end, before ?? end)).map((line) => ({
    text: text.slice(line.start, line.end),
    at: line.start,
  }))
  const first = lines.find((line) => line.text !== '' && !COUNT.test(line.text))
  return first && !labelOf(first.text) ? first : undefined
}

// "Document 1 of 20"
const COUNT = /^\D{1,12} \d+ (?:of|von|de|van) \d+$/

/** Blank lines stand between paragraphs; without any, each line is one. */
function findStory(text: string, { at, end }: { readonly at: number; readonly end: number }) {
  const span = { start: at, end }
  const blocks = findBlocks(text, span)
  if (blocks.length > 1) return blocks
  const lines = linesOf(text, at, end).filter((line) => line.start < line.end)
  const isLineByLine = lines.every((line) => /[.!?…"'”’)]$/.test(text.slice(line.start, line.end)))
  return isLineByLine
    ? lines.map((line) => ({ text: text.slice(line.start, line.end), at: line.start }))
    : blocks
}

const NOBODY = /^(?:anonymous|anonym|anonyme|anoniem|anónimo)$/i

/** "Haneul Daily ; Busan [Busan]14 Mar 2017: A.1." */
function dateInInfo(info: string): string | null {
  const tail = /(?:\]|\s)\s*(?<date>\d{1,2}\.? \p{L}{3,10}\.? \d{4})\s*(?::|$)/u.exec(info)
  return tail?.groups?.date ?? null
}

/** "Harbor Post; Port Selm": the name without the place. */
function nameInInfo(info: string): string | null {
  const [name = ''] = info.split(/\s*[;[]\s*/)
  return name !== '' && parseStamp(name) === null ? name : null
}

function addressOf(printed: string | undefined): string | null {
  const [address = ''] = (printed ?? '').split(/\s/)
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null
}
