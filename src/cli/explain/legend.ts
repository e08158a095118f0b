import type { PathStep } from '../../extraction/speakers/paths.ts'
import type { DateAnchor, DateMention } from '../../model/date.ts'
import type { PublishedTime } from '../../model/published.ts'
import type { Quotation } from '../../model/quotation.ts'
import type { Reading } from '../../model/reading.ts'
import type { Span } from '../../model/span.ts'
import { positionAt } from '../../text/lines.ts'
import { type Line, type Piece, type Style, wrapPieces } from '../layout.ts'
import { describeProblem } from '../report.ts'
import { numberSources } from './marks.ts'

/** The meaning of the colours in the text. */
export function colourKey(columns: number): Line[] {
  return wrapPieces(
    [
      { text: 'quoted words', style: 'content' },
      { text: ' · ' },
      { text: 'cue', style: 'cue' },
      { text: ' · ' },
      { text: 'speaker', style: 'mention' },
      { text: ' · ' },
      { text: 'source', style: 'source' },
      { text: ' · ' },
      { text: 'date', style: 'date' },
    ],
    columns,
  )
}

/** The reading of an article, with the rule for each part; printed below its text. */
export function formatLegend(
  reading: Reading,
  ways: Ways,
  columns: number,
  colour: boolean,
): Line[] {
  return [
    ...formatSection('Published', publishedEntries(reading), columns),
    ...formatSection('Quotations', quotationEntries(reading, ways, colour ? '' : 'q'), columns),
    ...formatSection('Speakers', speakerEntries(reading), columns),
    ...formatSection('Sources', sourceEntries(reading), columns),
    ...formatSection('Pictures', pictureEntries(reading), columns),
    ...formatSection('Dates', dateEntries(reading), columns),
    ...formatProblems(reading, columns),
  ]
}

function formatProblems({ problems }: Reading, columns: number): Line[] {
  if (problems.length === 0) return []
  const lines = problems.flatMap((problem) => describeProblem(problem, columns))
  return [[], [{ text: 'Problems', style: 'strong' }], ...lines]
}

/** The published time, its basis and its doubts. */
function publishedEntries({ published, article }: Reading): Entry[] {
  if (!published) return [{ number: '', style: 'date', statements: [[faint('unknown')]] }]
  const { basis, literal, instant, doubts } = published
  return [
    {
      number: '',
      style: 'date',
      statements: [
        [
          { text: formatClock(published), style: 'date' },
          { text: `, ${describeZone(published)}` },
          ...(instant === null ? [] : [faint(', instant '), { text: instant }]),
        ],
        [
          faint('basis '),
          { text: basis },
          ...(literal ? [faint(', printed '), quoteSpan(article.body, literal, 'date')] : []),
        ],
        ...doubts.map(({ message }) => [
          { text: 'doubt ', style: 'warning' } as const,
          { text: message },
        ]),
      ],
    },
  ]
}

/** The wall clock, as precise as it is printed. */
function formatClock({ local, precision }: PublishedTime): string {
  const length = { DAY: 10, MINUTE: 16, SECOND: 19 }[precision]
  return local.slice(0, length).replace('T', ' ')
}

function describeZone({ timeZone, zoneBasis }: PublishedTime): string {
  return timeZone === null ? 'time zone unknown' : `${timeZone} (${zoneBasis})`
}

/** For each quotation, the steps from its mention to the name of the speaker. */
export type Ways = readonly (readonly PathStep[])[]

/**
 * Each quotation: speaker, words, basis, relays and rule.
 *
 * @param prefix - before the numbers, as in the text
 */
function quotationEntries(reading: Reading, ways: Ways, prefix: string): Entry[] {
  return reading.quotations.map((quotation, index) => ({
    number: `${prefix}${index + 1}`,
    style: 'content',
    statements: [
      [{ text: `${quotation.kind} ` }, ...voiceOf(quotation, reading), placeOf(quotation, reading)],
      [{ text: wordsOf(quotation, reading), style: 'content' }],
      describeVoice(quotation, reading),
      ...describeWay(ways[index] ?? [], reading),
      ...describeRelays(quotation, reading),
      describeRule(quotation, reading),
    ],
  }))
}

function voiceOf({ attribution, mention }: Quotation, reading: Reading): Piece[] {
  const nameOf = (id: string) => reading.speakers.find((one) => one.id === id)?.name ?? id
  if (attribution.speaker !== null) {
    return [{ text: nameOf(attribution.speaker), style: 'mention' }]
  }
  const candidates = attribution.candidates.map(nameOf).join(' or ')
  if (candidates !== '') return [{ text: `undecided: ${candidates}`, style: 'warning' }]
  return mention ? [quoteSpan(reading.article.body, mention, 'mention')] : [faint('no speaker')]
}

function placeOf({ content }: Quotation, { article }: Reading): Piece {
  return faint(`, line ${positionAt(article.body, content[0]?.start ?? 0).line}`)
}

function wordsOf({ content }: Quotation, { article }: Reading): string {
  return shorten(content.map(({ start, end }) => article.body.slice(start, end)).join(' … '))
}

function describeVoice(
  { attribution, naming, mention, factuality }: Quotation,
  { article }: Reading,
): Piece[] {
  return [
    faint('basis '),
    { text: attribution.basis },
    faint(', naming '),
    { text: naming },
    ...(factuality === 'SAID'
      ? []
      : [faint(', '), { text: factuality, style: 'warning' } as const]),
    ...(mention ? [faint(', mention '), quoteSpan(article.body, mention, 'mention')] : []),
  ]
}

/** The steps from the mention to the name: "She, line 5 → Roe, line 4 → Ann Roe, line 1". */
function describeWay(way: Ways[number], { article }: Reading): Piece[][] {
  if (way.length < 2) return []
  const steps = way.flatMap(({ kind, span }, index): Piece[] => [
    faint(index === 0 ? '' : ' → '),
    quoteSpan(article.body, span, kind === 'NAME' ? 'mention' : undefined),
    faint(`${NOTES[kind]}, line ${positionAt(article.body, span.start).line}`),
  ])
  return [[faint('way '), ...steps]]
}

const NOTES: Readonly<Record<PathStep['kind'], string>> = {
  CONTINUATION: ' (the previous voice)',
  PRONOUN: '',
  DESCRIPTION: '',
  ROLE: ' (role)',
  NAME: '',
}

function describeRelays({ relays }: Quotation, { article, sources }: Reading): Piece[][] {
  return relays.map(({ source, span }) => {
    const named = sources.find((one) => one.source.id === source)
    return [
      faint('relay '),
      { text: named?.source.name ?? 'not named', style: 'source' },
      faint(' by '),
      quoteSpan(article.body, span, 'source'),
    ]
  })
}

function describeRule(
  { cue, rule, confidence, wordsConfidence, speakerConfidence }: Quotation,
  { article }: Reading,
): Piece[] {
  return [
    ...(cue
      ? [faint('cue '), quoteSpan(article.body, cue.span, 'cue'), faint(` (${cue.lemma}), `)]
      : []),
    faint('rule '),
    { text: rule },
    faint(`, confidence ${confidence.toFixed(2)}: words ${wordsConfidence.toFixed(2)}`),
    faint(speakerConfidence === null ? '' : `, speaker ${speakerConfidence.toFixed(2)}`),
  ]
}

/** Each speaker: name, kind, quotations, aliases and roles. */
function speakerEntries({ speakers, quotations }: Reading): Entry[] {
  return speakers.map(({ id, name, kind, aliases, roles }, index) => {
    const numbers = quotations.flatMap(({ attribution }, at) =>
      attribution.speaker === id ? [at + 1] : [],
    )
    const texts = [...new Set(roles.map(({ text }) => text))]
    return {
      number: `p${index + 1}`,
      style: 'mention',
      statements: [
        [
          { text: name, style: 'mention' },
          { text: ` ${kind}` },
          ...(numbers.length > 0 ? [faint(', quotations '), { text: numbers.join(', ') }] : []),
        ],
        ...(aliases.length > 0 ? [[faint('also '), quoteAll(aliases)]] : []),
        ...(texts.length > 0 ? [[faint('role '), quoteAll(texts)]] : []),
      ],
    }
  })
}

/** Each source: name, kind, and its roles with their evidence. */
function sourceEntries(reading: Reading): Entry[] {
  const { body } = reading.article
  return numberSources(reading).map(({ source, roles }, index) => ({
    number: `s${index + 1}`,
    style: 'source',
    statements: [
      [
        { text: source.name, style: 'source' },
        { text: ` ${source.kind}` },
        ...(source.aliases.length > 0 ? [faint(', also '), quoteAll(source.aliases)] : []),
      ],
      ...roles.map(({ role, evidence }) => [
        { text: role },
        ...(evidence.length === 0
          ? [faint(', not printed')]
          : [faint(' by '), quoteAll(evidence.map(({ start, end }) => body.slice(start, end)))]),
      ]),
    ],
  }))
}

/** Each picture: caption, credit and occurrences. */
function pictureEntries({ pictures }: Reading): Entry[] {
  return pictures.map(({ caption, creditText, isFilePhoto, occurrences }) => ({
    number: '-',
    style: 'faint',
    statements: [
      [
        { text: caption ?? 'no caption' },
        ...(creditText === null ? [] : [faint(', credit '), quoteAll([creditText])]),
        ...(isFilePhoto ? [faint(', file photo')] : []),
        ...(occurrences.length > 1 ? [faint(`, printed ${occurrences.length} times`)] : []),
      ],
    ],
  }))
}

/** Each date: value, type, relation and anchor. */
function dateEntries({ dates, article }: Reading): Entry[] {
  return dates.map((date, index) => ({
    number: `d${index + 1}`,
    style: 'date',
    statements: [
      [
        quoteSpan(article.body, date.span, 'date'),
        { text: ` ${date.value ?? 'no value'}${date.mod === null ? '' : ` ${date.mod}`}` },
        ...describeInterval(date),
        faint(`, ${[date.type, date.form, date.relation].filter(Boolean).join(' ')}`),
      ],
      [
        ...describeAnchor(date.anchor, article.body),
        faint('rule '),
        { text: date.rule },
        faint(`, certainty ${date.certainty.toFixed(2)}`),
        ...date.alternatives.map(({ value }) => faint(`, or ${value}`)),
      ],
    ],
  }))
}

/** The interval, unless the value already says it. */
function describeInterval({ value, from, until }: DateMention): Piece[] {
  if ((from === null && until === null) || (from === until && from === value)) return []
  if (from === until) return [faint(` on ${from}`)]
  const ends = [from === null ? [] : [`from ${from}`], until === null ? [] : [`until ${until}`]]
  return [faint(` ${ends.flat().join(' ')}`)]
}

function describeAnchor(anchor: DateAnchor | null, body: string): Piece[] {
  if (!anchor) return []
  return [
    faint('anchor '),
    { text: `${anchor.kind} ${anchor.date}` },
    ...(anchor.kind === 'PUBLISHED' ? [] : [faint(' '), quoteSpan(body, anchor.span)]),
    faint(', '),
  ]
}

/** A numbered entry of the legend with its statements, one for each line. */
interface Entry {
  /** As in the text: `1`, `s2`; empty without a number. */
  readonly number: string
  readonly style: Style
  readonly statements: readonly (readonly Piece[])[]
}

const INDENT = 5

/** A heading and its entries; nothing without entries. */
function formatSection(title: string, entries: readonly Entry[], columns: number): Line[] {
  if (entries.length === 0) return []
  const lines = entries.flatMap((entry) => formatEntry(entry, columns))
  return [[], [{ text: title, style: 'strong' }], ...lines]
}

function formatEntry({ number, style, statements }: Entry, columns: number): Line[] {
  const label: Line = [{ text: number.padStart(INDENT - 2), style }]
  return statements.flatMap((statement, index) =>
    wrapPieces(statement, columns, INDENT, index === 0 ? label : []),
  )
}

function faint(text: string): Piece {
  return { text, style: 'faint' }
}

/** Words of the body in quotation marks, shortened in the middle. */
function quoteSpan(body: string, span: Span, style?: Style): Piece {
  return { text: `“${shorten(body.slice(span.start, span.end))}”`, style }
}

/** Several texts in quotation marks. */
function quoteAll(texts: readonly string[]): Piece {
  return { text: texts.map((text) => `“${shorten(text)}”`).join(', ') }
}

const MAX_LENGTH = 70
const ELLIPSIS = ' … '

/** Text on one line, shortened in the middle. */
function shorten(words: string): string {
  const line = words
    .slice(0, MAX_LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim()
  const isWhole = words.length <= MAX_LENGTH * 4
  if (isWhole && line.length <= MAX_LENGTH) return line
  const tail = isWhole
    ? line
    : words
        .slice(-MAX_LENGTH * 4)
        .replace(/\s+/g, ' ')
        .trim()
  const half = (MAX_LENGTH - ELLIPSIS.length) / 2
  const start = line.slice(0, half).replace(/[\s…]+\S*$/, '')
  const end = tail.slice(-half).replace(/^\S*[\s…]+/, '')
  return start + ELLIPSIS + end
}
