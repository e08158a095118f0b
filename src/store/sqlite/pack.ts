import type { Paragraph, ParagraphKind } from '../../model/article.ts'
import type { DateAnchor, DateMention } from '../../model/date.ts'
import type { Attribution, Cue, Quotation, Relay } from '../../model/quotation.ts'
import type { Reading } from '../../model/reading.ts'
import type { Span } from '../../model/span.ts'

/**
 * A reading as one row of text. What an article has many of (paragraphs, quotations, dates) is
 * written as lists without field names: a third of the size, and read in a third of the time. The
 * body stands beside, so that nobody escapes and parses it.
 */
export function packReading(reading: Reading): string {
  const { article, quotations, dates, ...rest } = reading
  const { body: _, paragraphs, ...frame } = article
  const speakers = reading.speakers.map(({ id }) => id)
  const packed: PackedReading = [
    rest,
    frame,
    paragraphs.flatMap(({ kind, span }) => [PARAGRAPHS.indexOf(kind), span.start, span.end]),
    quotations.map((quotation) => packQuotation(quotation, speakers)),
    dates.map(packDate),
  ]
  return JSON.stringify(packed)
}

export function unpackReading(packed: string, body: string): Reading {
  const [rest, frame, paragraphs, quotations, dates]: PackedReading = JSON.parse(packed)
  const speakers = rest.speakers.map(({ id }) => id)
  return {
    ...rest,
    article: { ...frame, body, paragraphs: unpackParagraphs(paragraphs) },
    quotations: quotations.map((quotation) => unpackQuotation(quotation, speakers)),
    dates: dates.map(unpackDate),
  }
}

type PackedReading = readonly [
  rest: Omit<Reading, 'article' | 'quotations' | 'dates'>,
  frame: Omit<Reading['article'], 'body' | 'paragraphs'>,
  paragraphs: readonly number[],
  quotations: readonly PackedQuotation[],
  dates: readonly PackedDate[],
]

/** Start and end of one or more spans, one after the other. */
type PackedSpans = readonly number[]

type PackedQuotation = readonly [
  id: string,
  kind: Quotation['kind'],
  content: PackedSpans,
  cue: readonly [lemma: string, start: number, end: number] | null,
  mention: PackedSpans | null,
  basis: Attribution['basis'],
  /** Place in the article's table of speakers; the id where it is not there. */
  speaker: number | string | null,
  candidates: readonly string[],
  naming: Quotation['naming'],
  relays: readonly (readonly [source: string | null, start: number, end: number])[],
  confidence: number,
  rule: string,
  paragraph: number,
]

type PackedDate = readonly [
  id: string,
  start: number,
  end: number,
  type: DateMention['type'],
  value: string | null,
  mod: string | null,
  /** These three are 0 where they repeat the value. */
  edtf: string | 0 | null,
  from: string | 0 | null,
  until: string | 0 | null,
  precision: DateMention['precision'],
  form: DateMention['form'],
  relation: DateMention['relation'],
  anchor: readonly [kind: DateAnchor['kind'], date: string, ...span: PackedSpans] | null,
  alternatives: DateMention['alternatives'],
  certainty: number,
  rule: string,
]

const PARAGRAPHS: readonly ParagraphKind[] = ['TEXT', 'HEADLINE', 'BYLINE', 'CAPTION', 'SIGN_OFF']

function unpackParagraphs(packed: readonly number[]): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (let at = 0; at < packed.length; at += 3) {
    const span = { start: packed[at + 1] ?? 0, end: packed[at + 2] ?? 0 }
    paragraphs.push({ kind: PARAGRAPHS[packed[at] ?? 0] ?? 'TEXT', span })
  }
  return paragraphs
}

function packQuotation(quotation: Quotation, speakers: readonly string[]): PackedQuotation {
  const { cue, mention, attribution, relays } = quotation
  return [
    quotation.id,
    quotation.kind,
    quotation.content.flatMap(({ start, end }) => [start, end]),
    cue && [cue.lemma, cue.span.start, cue.span.end],
    mention && [mention.start, mention.end],
    attribution.basis,
    packSpeaker(attribution.speaker, speakers),
    attribution.candidates,
    quotation.naming,
    relays.map(({ source, span }) => [source, span.start, span.end]),
    quotation.confidence,
    quotation.rule,
    quotation.paragraph,
  ]
}

function packSpeaker(id: string | null, speakers: readonly string[]): number | string | null {
  if (id === null) return null
  const place = speakers.indexOf(id)
  return place < 0 ? id : place
}

function unpackQuotation(packed: PackedQuotation, speakers: readonly string[]): Quotation {
  const [id, kind, content, cue, mention, basis, speaker, candidates, naming, relays] = packed
  const [confidence, rule, paragraph] = [packed[10], packed[11], packed[12]]
  const known = typeof speaker === 'number' ? (speakers[speaker] ?? null) : speaker
  return {
    id,
    kind,
    content: unpackSpans(content),
    cue: cue && unpackCue(cue),
    mention: mention && unpackSpan(mention),
    attribution:
      basis === 'NONE' || known === null
        ? { basis: 'NONE', speaker: null, candidates }
        : { basis, speaker: known, candidates: [] },
    naming,
    relays: relays.map(unpackRelay),
    confidence,
    rule,
    paragraph,
  }
}

function unpackCue([lemma, start, end]: NonNullable<PackedQuotation[3]>): Cue {
  return { span: { start, end }, lemma }
}

function unpackRelay([source, start, end]: PackedQuotation[9][number]): Relay {
  return { source, span: { start, end } }
}

function packDate(date: DateMention): PackedDate {
  const { value, anchor } = date
  const unlessValue = (text: string | null) => (text !== null && text === value ? 0 : text)
  return [
    date.id,
    date.span.start,
    date.span.end,
    date.type,
    value,
    date.mod,
    unlessValue(date.edtf),
    unlessValue(date.from),
    unlessValue(date.until),
    date.precision,
    date.form,
    date.relation,
    anchor && [anchor.kind, anchor.date, ...packAnchorSpan(anchor)],
    date.alternatives,
    date.certainty,
    date.rule,
  ]
}

function packAnchorSpan(anchor: DateAnchor): PackedSpans {
  return anchor.kind === 'PUBLISHED' ? [] : [anchor.span.start, anchor.span.end]
}

function unpackDate(packed: PackedDate): DateMention {
  const [id, start, end, type, value, mod, edtf, from, until, precision, form, relation] = packed
  return {
    id,
    span: { start, end },
    type,
    value,
    mod,
    edtf: edtf === 0 ? value : edtf,
    from: from === 0 ? value : from,
    until: until === 0 ? value : until,
    precision,
    form,
    relation,
    anchor: packed[12] && unpackAnchor(packed[12]),
    alternatives: packed[13],
    certainty: packed[14],
    rule: packed[15],
  }
}

function unpackAnchor([kind, date, ...span]: NonNullable<PackedDate[12]>): DateAnchor {
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
