import { createHash } from 'node:crypto'
import type { StoredProblem } from '../../model/archive.ts'
import type { DateMention } from '../../model/date.ts'
import type { Problem, Severity } from '../../model/problem.ts'
import type { Quotation } from '../../model/quotation.ts'
import type { Reading } from '../../model/reading.ts'
import type { ArticleSource, SourceName, SourceRole } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { itemArticleId } from '../../identity/ids.ts'
import { sketchOf } from '../../identity/near-duplicates.ts'
import { countWords } from '../../text/words.ts'
import { compressReading, packReading } from '../reading-codec.ts'
import type { FileReadings } from '../store.ts'
import type { SqlValue } from './database.ts'
import { tenThousandths, traitsOfDate, traitsOfQuotation } from './codes.ts'
import { dateOf, dayOf, FIRST_DAY, LAST_DAY, MOST_PARTS, secondsOf, sortKey } from './keys.ts'
import { tieOf } from './part-ids.ts'

/** What one article puts into the tables; keys are given out when it is written. */
export interface ArticleRows {
  readonly id: string
  readonly tie: number
  readonly item: number
  /** Greater for newer versions of an item; empty for articles that are no item of a provider. */
  readonly rank: string
  /** The item's own id, else its name in the file. */
  readonly itemId: string | null
  readonly published: number
  readonly digest: string
  readonly packed: Uint8Array
  readonly body: string
  readonly headline: string
  /** Hashes by which articles with the same text are found. */
  readonly sketch: readonly number[]
  /** url, language, sort key of the headline, words, troubled */
  readonly columns: readonly SqlValue[]
  readonly quotations: readonly QuotationRow[]
  readonly dates: readonly (readonly SqlValue[])[]
  readonly pictures: readonly PictureRow[]
  readonly speakers: readonly PartRow[]
  readonly sources: readonly PartRow[]
}

interface QuotationRow {
  readonly tie: number
  readonly text: string
  readonly speaker: string | null
  readonly relays: readonly string[]
  /** traits, confidence, words */
  readonly columns: readonly SqlValue[]
}

interface PictureRow {
  readonly tie: number
  readonly text: string
  readonly fromFile: number
  readonly credits: readonly string[]
}

/** A speaker or source in one article. */
export interface PartRow {
  readonly id: string
  /** What the article knows of them, as JSON; the same for most articles, and so kept once. */
  readonly form: string
  /** How often quoted, or a set of roles. */
  readonly amount: number
}

/** What speakers and sources of the archive are made of. */
export type Form<Kind extends string> = readonly [
  name: string,
  kind: Kind,
  aliases: string[],
  roles: string[],
  sameAs: string[],
]

const SEVERITIES: Readonly<Record<Severity, number>> = { INFO: 1, WARNING: 2, ERROR: 3 }

const ROLES: Readonly<Record<SourceRole, number>> = {
  PUBLISHER: 1,
  WIRE_AGENCY: 2,
  RELAY: 4,
  PICTURE_CREDIT: 8,
  AUTHOR: 16,
}

/** A set of roles as one number. */
export function roleSet(roles: readonly SourceRole[]): number {
  return roles.reduce((set, role) => set | ROLES[role], 0)
}

export function severityRank(severity: Severity): number {
  return SEVERITIES[severity]
}

export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64url').slice(0, 22)
}

/** Problems of the file first, then those of its articles, each with a name made of its content. */
export function problemsOf({ path, problems, readings }: FileReadings): StoredProblem[] {
  const [only, ...others] = readings
  const owner = only && others.length === 0 ? only.id : null
  const found: (readonly [string | null, Problem])[] = [
    ...problems.map((problem) => [owner, problem] as const),
    ...readings.flatMap((reading) =>
      articleProblems(reading).map((problem) => [reading.id, problem] as const),
    ),
  ]
  const seen = new Map<string, number>()
  return found.map(([article, problem]) => {
    const words = [path, article ?? '', problem.code, problem.message]
    const same = words.join('\0')
    const occurrence = seen.get(same) ?? 0
    seen.set(same, occurrence + 1)
    const id = digestOf('problem', ...words, String(occurrence)).slice(0, 16)
    return { ...problem, id, article }
  })
}

/** @param problems - those of the file that belong to the article */
export function articleRows(
  reading: Reading,
  item: number,
  problems: readonly StoredProblem[],
): ArticleRows {
  const { article, published } = reading
  const packed = packReading(reading)
  const headline = wordsOf(article.body, article.headline)
  const troubled = problems.some(({ severity }) => SEVERITIES[severity] >= SEVERITIES.WARNING)
  return {
    id: reading.id,
    tie: tieOf(reading.id),
    item,
    rank: rankOf(reading),
    itemId: article.itemId ?? (article.key || null),
    published: secondsOf(published?.local ?? null),
    digest: digestOf(packed, String(troubled)),
    packed: compressReading(packed),
    sketch: sketchOf(article),
    body: article.body,
    headline,
    columns: [
      article.url,
      reading.language,
      sortKey(headline),
      reading.wordCount,
      Number(troubled),
    ],
    quotations: reading.quotations.slice(0, MOST_PARTS).map((it) => quotationRow(it, article.body)),
    dates: reading.dates.slice(0, MOST_PARTS).map(dateRow),
    pictures: reading.pictures.slice(0, MOST_PARTS).map((picture) => ({
      tie: tieOf(picture.id),
      text: [picture.caption, picture.creditText].filter(Boolean).join('\n'),
      fromFile: Number(picture.isFilePhoto),
      credits: unique(picture.credits.map(({ source }) => source.id)),
    })),
    speakers: speakerRows(reading),
    sources: sourceRows(reading),
  }
}

/** By version number, then by the last time that the item states. */
function rankOf({ article, times, id }: Reading): string {
  if (itemArticleId(article) !== id) return ''
  const version = /^\d{1,18}$/.test(article.itemVersion ?? '') ? (article.itemVersion ?? '') : ''
  const last = times
    .filter(({ role }) => role === 'UPDATED' || role === 'PUBLISHED' || role === 'CREATED')
    .map(({ instant, local }) => (instant ?? local).slice(0, 19))
    .sort()
    .at(-1)
  return `${version.padStart(18, '0')} ${last ?? ''}`
}

function articleProblems({ problems, published }: Reading): Problem[] {
  return [...problems, ...(published?.doubts ?? [])]
}

function quotationRow(quotation: Quotation, body: string): QuotationRow {
  const text = quotationText(quotation, body)
  return {
    tie: tieOf(quotation.id),
    text,
    speaker: quotation.attribution.speaker,
    relays: unique(quotation.relays.flatMap(({ source }) => source ?? [])),
    columns: [traitsOfQuotation(quotation), tenThousandths(quotation.confidence), countWords(text)],
  }
}

/** The words said, the parts that a cue or paragraph splits joined by a blank. */
function quotationText(quotation: Quotation, body: string): string {
  return quotation.content.map((span) => wordsOf(body, span)).join(' ')
}

function dateRow(date: DateMention): SqlValue[] {
  const from = dayOf(date.from)
  const until = dayOf(date.until)
  const first = from ?? FIRST_DAY
  const last = until ?? LAST_DAY
  const unknown = from === null && until === null
  return [
    tieOf(date.id),
    first,
    unknown ? null : last,
    traitsOfDate(date),
    // Most values are the day that the expression begins with.
    from !== null && date.value === dateOf(from) ? '' : date.value,
    tenThousandths(date.certainty),
  ]
}

function speakerRows({ speakers, quotations }: Reading): PartRow[] {
  const quoted = new Map<string, number>()
  for (const { attribution } of quotations) {
    if (attribution.speaker === null) continue
    quoted.set(attribution.speaker, (quoted.get(attribution.speaker) ?? 0) + 1)
  }
  return speakers.map(({ id, name, kind, aliases, roles, sameAs = [] }) => {
    const form: Form<typeof kind> = [
      name,
      kind,
      [...aliases],
      unique(roles.map(({ text }) => text)),
      [...sameAs],
    ]
    return { id, form: JSON.stringify(form), amount: quoted.get(id) ?? 0 }
  })
}

function sourceRows({ sources, pictures }: Reading): PartRow[] {
  const parts = new Map<string, { source: SourceName; roles: number }>()
  const credits: readonly ArticleSource[] = pictures.flatMap((picture) => picture.credits)
  for (const { source, role } of [...sources, ...credits]) {
    const roles = (parts.get(source.id)?.roles ?? 0) | ROLES[role]
    parts.set(source.id, { source: parts.get(source.id)?.source ?? source, roles })
  }
  return Array.from(parts, ([id, { source, roles }]) => {
    const form: Form<typeof source.kind> = [source.name, source.kind, [...source.aliases], [], []]
    return { id, form: JSON.stringify(form), amount: roles }
  })
}

function wordsOf(body: string, span: Span | null): string {
  return span === null ? '' : body.slice(span.start, span.end)
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}
