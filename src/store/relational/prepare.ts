import { createHash } from 'node:crypto'
import { shortDigest } from '../../identity/ids.ts'
import { plainWords, sketchOf } from '../../identity/near-duplicates.ts'
import { findOrigin } from '../../identity/origin.ts'
import type { StoredProblem } from '../../model/archive.ts'
import type { DateMention } from '../../model/date.ts'
import type { Problem, Severity } from '../../model/problem.ts'
import type { Quotation } from '../../model/quotation.ts'
import type { Reading } from '../../model/reading.ts'
import type { ArticleSource, SourceName, SourceRole } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { countWords } from '../../text/words.ts'
import { compressReading, packReading } from '../reading-codec.ts'
import { articleProblems, rankOf } from '../reading-facts.ts'
import type { FileReadings, PreparedFile } from '../store.ts'
import { tenThousandths, traitsOfDate, traitsOfQuotation } from './codes.ts'
import type { SqlValue } from './statements.ts'
import {
  FIRST_DAY,
  LAST_DAY,
  MOST_PARTS,
  dateOf,
  dayOf,
  secondsOf,
  sortKey,
  tieOf,
} from './keys.ts'
import { packFile, packProblem } from './records.ts'

/** A file's readings as rows of the tables. */
export interface PreparedRows extends PreparedFile {
  /** Empty when the file gave no article. */
  readonly hash: string
  /** Digest of everything that answers can show. */
  readonly digest: string
  readonly record: string | null
  readonly articles: readonly ArticleRows[]
  readonly problems: readonly PreparedProblem[]
}

export interface PreparedProblem {
  readonly id: string
  /** Id of the article. */
  readonly article: string | null
  readonly code: string
  readonly severity: number
  /** Code, severity, message and hint as JSON, stored once for all problems that share them. */
  readonly form: string
  readonly place: string | null
}

/**
 * Computes the rows of a file without a database, so that threads can share the work.
 *
 * @param layout - name and version of the tables
 */
export function prepareRows(readings: FileReadings, layout: string): PreparedRows {
  const { path, file } = readings
  const problems = problemsOf(readings)
  const articles = articlesOf(readings, problems)
  return {
    path,
    preparedFor: layout,
    hash: file?.hash ?? '',
    digest: fileDigest(readings, articles, problems),
    record: file && packFile(file),
    articles,
    problems: problems.map((problem) => ({
      id: problem.id,
      article: problem.article,
      code: problem.code,
      severity: severityRank(problem.severity),
      ...packProblem(problem),
    })),
  }
}

/** @throws {TypeError} for what another store, or another version of this one, prepared */
export function preparedRows(file: PreparedFile, layout: string): PreparedRows {
  if (isPreparedFor(file, layout)) return file
  throw new TypeError(`"${file.path}" was prepared for "${file.preparedFor}", not for "${layout}"`)
}

function isPreparedFor(file: PreparedFile, layout: string): file is PreparedRows {
  return file.preparedFor === layout
}

/** The rows of a file's articles. Versions of one item share its id; of other articles with the same id, the first. */
function articlesOf({ readings }: FileReadings, problems: readonly StoredProblem[]): ArticleRows[] {
  const troubles = new Map<string | null, StoredProblem[]>()
  for (const problem of problems) {
    const others = troubles.get(problem.article)
    if (others) others.push(problem)
    else troubles.set(problem.article, [problem])
  }
  const ids = new Set<string>()
  const rows: ArticleRows[] = []
  readings.forEach((reading, item) => {
    const row = articleRows(reading, item, troubles.get(reading.id) ?? [])
    if (row.rank !== '' || !ids.has(row.id)) rows.push(row)
    ids.add(row.id)
  })
  return rows
}

/** Digest of everything that answers can show, except the time of modification. */
function fileDigest(
  { file }: FileReadings,
  rows: readonly ArticleRows[],
  problems: readonly StoredProblem[],
): string {
  return digestOf(
    JSON.stringify({ ...file, modified: null }),
    JSON.stringify(rows.map(({ id, digest }) => [id, digest])),
    JSON.stringify(problems),
  )
}

/** The rows of one article, without keys, which the writer assigns. */
export interface ArticleRows {
  readonly id: string
  readonly tie: number
  readonly item: number
  /** Greater for newer versions of an item; empty for articles without an id from a provider. */
  readonly rank: string
  /** The item's own id, else its name in the file. */
  readonly itemId: string | null
  readonly published: number
  readonly digest: string
  readonly packed: Uint8Array
  readonly texts: ArticleTexts
  /** Hashes that find articles with similar text. */
  readonly sketch: readonly number[]
  /** url, language, sort key of the headline, words, troubled, origin */
  readonly columns: readonly SqlValue[]
  readonly quotations: readonly QuotationRow[]
  readonly dates: readonly (readonly SqlValue[])[]
  readonly pictures: readonly PictureRow[]
  readonly speakers: readonly PartRow[]
  readonly sources: readonly PartRow[]
}

/** The texts of one article that full-text search covers. */
export interface ArticleTexts {
  readonly headline: string
  readonly body: string
  readonly quotations: readonly string[]
  readonly pictures: readonly string[]
}

interface QuotationRow {
  readonly tie: number
  readonly speaker: string | null
  readonly relays: readonly string[]
  /** traits, confidence, words, hash of the words */
  readonly columns: readonly SqlValue[]
}

interface PictureRow {
  readonly tie: number
  readonly fromFile: number
  readonly credits: readonly string[]
}

/** A speaker or source in one article. */
export interface PartRow {
  readonly id: string
  /** Name, kind, aliases and roles as JSON, stored once for all articles that share them. */
  readonly form: string
  /** Number of quotations, or a set of roles. */
  readonly amount: number
}

/** A speaker or source as articles describe them; records of the archive are merged from forms. */
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

/** Problems of the file first, then those of its articles. Ids are digests of the content. */
function problemsOf({ path, problems, readings }: FileReadings): StoredProblem[] {
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
  const texts = textsOf(reading)
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
    texts,
    columns: [
      article.url,
      reading.language,
      sortKey(texts.headline),
      reading.wordCount,
      Number(troubled),
      findOrigin(reading).value,
    ],
    quotations: reading.quotations
      .slice(0, MOST_PARTS)
      .map((it, at) => quotationRow(it, texts.quotations[at] ?? '')),
    dates: reading.dates.slice(0, MOST_PARTS).map(dateRow),
    pictures: reading.pictures.slice(0, MOST_PARTS).map((picture) => ({
      tie: tieOf(picture.id),
      fromFile: Number(picture.isFilePhoto),
      credits: unique(picture.credits.map(({ source }) => source.id)),
    })),
    speakers: speakerRows(reading),
    sources: sourceRows(reading),
  }
}

export function textsOf({ article, quotations, pictures }: Reading): ArticleTexts {
  const { body, headline } = article
  return {
    headline: wordsOf(body, headline),
    body,
    quotations: quotations.slice(0, MOST_PARTS).map((it) => quotationText(it, body)),
    pictures: pictures
      .slice(0, MOST_PARTS)
      .map(({ caption, creditText }) => [caption, creditText].filter(Boolean).join('\n')),
  }
}

function quotationRow(quotation: Quotation, text: string): QuotationRow {
  return {
    tie: tieOf(quotation.id),
    speaker: quotation.attribution.speaker,
    relays: unique(quotation.relays.flatMap(({ source }) => source ?? [])),
    columns: [
      traitsOfQuotation(quotation),
      tenThousandths(quotation.confidence),
      countWords(text),
      shortDigest(plainWords(text).join(' ')),
    ],
  }
}

/** The words of a quotation; parts split by a cue or paragraph are joined by a blank. */
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
    // Empty when it is the first day of the expression, as most are.
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
