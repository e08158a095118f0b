import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Paragraph, ParagraphKind } from '../../model/article.ts'
import type { DateAnchor, DateMention } from '../../model/date.ts'
import type { Attribution, Cue, Quotation, Relay } from '../../model/quotation.ts'
import type { Reading } from '../../model/reading.ts'
import type { Span } from '../../model/span.ts'
import { codeOf, wordOf } from './codes.ts'
import { DICTIONARY } from './dictionary.ts'
import { WordTable } from './word-table.ts'

/**
 * A reading as three lines: all but the dates, the dates, the body.
 *
 * What an article has many of (paragraphs, quotations, dates) is written as lists without field
 * names, and words that come again as their place in a table. Dates are only parsed when somebody
 * asks for them, and nobody escapes or parses the body.
 */
export function packReading(reading: Reading): string {
  const { article, quotations, dates, ...rest } = reading
  const { body, paragraphs, ...frame } = article
  const speakers = reading.speakers.map(({ id }) => id)
  const words = new WordTable()
  const packed: PackedReading = [
    rest,
    frame,
    paragraphs.map(packParagraph),
    quotations.map((quotation) => packQuotation(quotation, speakers, words)),
    words.list,
  ]
  const dateWords = new WordTable()
  const packedDates: PackedDates = [dates.map((date) => packDate(date, dateWords)), dateWords.list]
  return `${JSON.stringify(packed)}\n${JSON.stringify(packedDates)}\n${body}`
}

export function unpackReading(text: string): Reading {
  const first = text.indexOf('\n')
  const second = text.indexOf('\n', first + 1)
  const body = text.slice(second + 1)
  const [rest, frame, paragraphs, quotations, words]: PackedReading = JSON.parse(
    text.slice(0, first),
  )
  const speakers = rest.speakers.map(({ id }) => id)
  let dates: readonly DateMention[] | null = null
  return {
    ...rest,
    article: { ...frame, body, paragraphs: paragraphs.map(unpackParagraph) },
    quotations: quotations.map((quotation) => unpackQuotation(quotation, speakers, words)),
    get dates() {
      return (dates ??= unpackDates(text.slice(first + 1, second)))
    },
  }
}

/** Bodies shrink to half, and what was understood of them to a third. */
export function compress(text: string): Uint8Array {
  return deflateRawSync(text, OPTIONS)
}

export function decompress(bytes: Uint8Array): string {
  return inflateRawSync(bytes, OPTIONS).toString()
}

const OPTIONS = { level: 6, dictionary: Buffer.from(DICTIONARY) }

type PackedReading = readonly [
  rest: Omit<Reading, 'article' | 'quotations' | 'dates'>,
  frame: Omit<Reading['article'], 'body' | 'paragraphs'>,
  paragraphs: readonly PackedParagraph[],
  quotations: readonly PackedQuotation[],
  words: readonly string[],
]

type PackedDates = readonly [dates: readonly PackedDate[], words: readonly string[]]

/** Kind, start and end; the credit where there is one. */
type PackedParagraph = readonly number[]

/** Start and end of one or more spans, one after the other. */
type PackedSpans = readonly number[]

type PackedQuotation = readonly [
  id: string,
  kind: number,
  content: PackedSpans,
  cue: readonly [lemma: number, start: number, end: number] | 0,
  mention: PackedSpans | 0,
  basis: number,
  /** Place in the article's table of speakers; the id where it is not there. */
  speaker: number | string | null,
  candidates: readonly string[] | 0,
  naming: number,
  relays: readonly (readonly [source: string | null, start: number, end: number])[] | 0,
  confidence: number,
  rule: number,
  paragraph: number,
]

type PackedDate = readonly [
  id: string,
  start: number,
  length: number,
  type: number,
  value: string | null,
  mod: string | null,
  /** These three are 0 where they repeat the value. */
  edtf: string | 0 | null,
  from: string | 0 | null,
  until: string | 0 | null,
  precision: number | null,
  form: number,
  relation: number | null,
  anchor: readonly [kind: number, date: number, ...span: PackedSpans] | 0,
  alternatives: DateMention['alternatives'] | 0,
  certainty: number,
  rule: number,
]

const PARAGRAPHS: readonly ParagraphKind[] = ['TEXT', 'HEADLINE', 'BYLINE', 'CAPTION', 'SIGN_OFF']
const ANCHORS: readonly DateAnchor['kind'][] = ['PUBLISHED', 'DATELINE', 'MENTION']

function packParagraph({ kind, span, credit }: Paragraph): PackedParagraph {
  const place = [PARAGRAPHS.indexOf(kind), span.start, span.end]
  return credit ? [...place, credit.start, credit.end] : place
}

function unpackParagraph([kind = 0, start = 0, end = 0, ...credit]: PackedParagraph): Paragraph {
  const paragraph = { kind: PARAGRAPHS[kind] ?? 'TEXT', span: { start, end } }
  return credit.length === 0 ? paragraph : { ...paragraph, credit: unpackSpan(credit) }
}

function packQuotation(
  quotation: Quotation,
  speakers: readonly string[],
  words: WordTable,
): PackedQuotation {
  const { cue, mention, attribution, relays } = quotation
  return [
    quotation.id,
    codeOf('kind', quotation.kind),
    quotation.content.flatMap(({ start, end }) => [start, end]),
    cue ? [words.placeOf(cue.lemma), cue.span.start, cue.span.end] : 0,
    mention ? [mention.start, mention.end] : 0,
    codeOf('basis', attribution.basis),
    packSpeaker(attribution.speaker, speakers),
    orZero(attribution.candidates),
    codeOf('naming', quotation.naming),
    orZero(relays.map(({ source, span }) => [source, span.start, span.end] as const)),
    quotation.confidence,
    words.placeOf(quotation.rule),
    quotation.paragraph,
  ]
}

/** An empty list as one character. */
function orZero<Item>(list: readonly Item[]): readonly Item[] | 0 {
  return list.length === 0 ? 0 : list
}

function packSpeaker(id: string | null, speakers: readonly string[]): number | string | null {
  if (id === null) return null
  const place = speakers.indexOf(id)
  return place < 0 ? id : place
}

function unpackQuotation(
  packed: PackedQuotation,
  speakers: readonly string[],
  words: readonly string[],
): Quotation {
  const [id, kind, content, cue, mention, basis, speaker, candidates, naming, relays] = packed
  const [confidence, rule, paragraph] = [packed[10], packed[11], packed[12]]
  return {
    id,
    kind: wordOf('kind', kind),
    content: unpackSpans(content),
    cue: cue === 0 ? null : unpackCue(cue, words),
    mention: mention === 0 ? null : unpackSpan(mention),
    attribution: unpackAttribution(
      wordOf('basis', basis),
      typeof speaker === 'number' ? (speakers[speaker] ?? null) : speaker,
      candidates === 0 ? [] : candidates,
    ),
    naming: wordOf('naming', naming),
    relays: relays === 0 ? [] : relays.map(unpackRelay),
    confidence,
    rule: words[rule] ?? '',
    paragraph,
  }
}

function unpackAttribution(
  basis: Attribution['basis'],
  speaker: string | null,
  candidates: readonly string[],
): Attribution {
  return basis === 'NONE' || speaker === null
    ? { basis: 'NONE', speaker: null, candidates }
    : { basis, speaker, candidates: [] }
}

function unpackCue(
  [lemma, start, end]: readonly [number, number, number],
  words: readonly string[],
): Cue {
  return { span: { start, end }, lemma: words[lemma] ?? '' }
}

function unpackRelay([source, start, end]: readonly [string | null, number, number]): Relay {
  return { source, span: { start, end } }
}

function packDate(date: DateMention, words: WordTable): PackedDate {
  const { value, anchor } = date
  const unlessValue = (text: string | null) => (text !== null && text === value ? 0 : text)
  return [
    date.id,
    date.span.start,
    date.span.end - date.span.start,
    codeOf('type', date.type),
    value,
    date.mod,
    unlessValue(date.edtf),
    unlessValue(date.from),
    unlessValue(date.until),
    codeOf('precision', date.precision),
    codeOf('form', date.form),
    codeOf('relation', date.relation),
    anchor ? packAnchor(anchor, words) : 0,
    orZero(date.alternatives),
    date.certainty,
    words.placeOf(date.rule),
  ]
}

function packAnchor(anchor: DateAnchor, words: WordTable): Exclude<PackedDate[12], 0> {
  const span = anchor.kind === 'PUBLISHED' ? [] : [anchor.span.start, anchor.span.end]
  return [ANCHORS.indexOf(anchor.kind), words.placeOf(anchor.date), ...span]
}

function unpackDates(text: string): readonly DateMention[] {
  const [dates, words]: PackedDates = JSON.parse(text)
  return dates.map((date) => unpackDate(date, words))
}

function unpackDate(packed: PackedDate, words: readonly string[]): DateMention {
  const [id, start, length, type, value, mod, edtf, from, until, precision, form, relation] = packed
  const [anchor, alternatives, certainty, rule] = [packed[12], packed[13], packed[14], packed[15]]
  return {
    id,
    span: { start, end: start + length },
    type: wordOf('type', type),
    value,
    mod,
    edtf: edtf === 0 ? value : edtf,
    from: from === 0 ? value : from,
    until: until === 0 ? value : until,
    precision: precision === null ? null : wordOf('precision', precision),
    form: wordOf('form', form),
    relation: relation === null ? null : wordOf('relation', relation),
    anchor: anchor === 0 ? null : unpackAnchor(anchor, words),
    alternatives: alternatives === 0 ? [] : alternatives,
    certainty,
    rule: words[rule] ?? '',
  }
}

function unpackAnchor(
  [place, word, ...span]: Exclude<PackedDate[12], 0>,
  words: readonly string[],
): DateAnchor {
  const kind = ANCHORS[place] ?? 'PUBLISHED'
  const date = words[word] ?? ''
  return kind === 'PUBLISHED' ? { kind, date } : { kind, date, span: unpackSpan(span) }
}

function unpackSpan([start = 0, end = 0]: PackedSpans): Span {
  return { start, end }
}

function unpackSpans(packed: PackedSpans): Span[] {
  const spans: Span[] = []
  for (let at = 0; at < packed.length; at += 2) {
    spans.push({ start: packed[at] ?? 0, end: packed[at + 1] ?? 0 })
  }
  return spans
}
