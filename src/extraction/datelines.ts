import type { Language } from '../languages/language.ts'
import type { SourceWords } from '../languages/source-words.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { OutletMention } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import { trimSpan } from '../text/lines.ts'

/** Find the dateline of an article: "SEOUL, Oct. 10 (Yonhap) --". */
export function findDateline(
  article: Article,
  outlets: readonly OutletMention[],
  language: Language,
): Dateline | null {
  const parts = findDatelineParts(article, language.sources)
  if (!parts) return null
  const { span, place, date, agency } = parts
  const named = outlets.find(
    ({ span, source }) => source && agency && span.start < agency.end && span.end > agency.start,
  )
  return { span, place, date, agency: named ?? null }
}

/** The parts of a dateline, found by form alone. */
export interface DatelineParts {
  /** The whole dateline, including the dash. */
  readonly span: Span
  readonly place: Span | null
  readonly date: Span | null
  /** The words in brackets. */
  readonly agency: Span | null
}

const MAX_LENGTH = 120
// "SEOUL, Oct. 10 (Yonhap) --", "PARIS (AFP) -", "NEW YORK (AP) _", "BUSAN —".
const DASH = /\s*(?:--+|[—–]|(?<=\s)[-_](?=\s))\s*/u
const BRACKET = /[([](?<words>[^()[\]]{2,60})[)\]]$/u
const CAPITALS = /^\p{Lu}[\p{Lu}\s.'’/-]*\p{Lu}\.?$/u
const CAPITALISED = /^\p{Lu}[\p{L}.'’/-]*(?:\s(?:\p{L}{1,3}\s)?\p{Lu}[\p{L}.'’/-]*){0,4}$/u

/** Notes to editors and corrections may precede the dateline. */
const FIRST_PARAGRAPHS = 3

/** Find the dateline that opens one of the first paragraphs of text. */
export function findDatelineParts(article: Article, words: SourceWords): DatelineParts | null {
  const { body, dateline: stated } = article
  if (stated) return readMarked(body, stated, words)
  const texts = article.paragraphs.filter(({ kind }) => kind === 'TEXT')
  for (const { span } of texts.slice(0, FIRST_PARAGRAPHS)) {
    const parts = splitDateline(article.body, span, words)
    if (parts) return parts
  }
  return null
}

/**
 * Split the dateline off a paragraph: place, day, agency in brackets, dash.
 *
 * A place without a day or an agency must be in capitals. A paragraph that is only a place and a
 * day is a dateline without a dash.
 */
function splitDateline(text: string, paragraph: Span, words: SourceWords): DatelineParts | null {
  const start = text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + MAX_LENGTH))
  const dash = DASH.exec(start)
  const alone = paragraph.end - paragraph.start === start.length
  if (!dash && !alone) return null
  const head = trimSpan(text, {
    start: paragraph.start,
    end: paragraph.start + (dash ? dash.index : start.length),
  })
  const parts = readHead(text, head, words)
  if (!parts || (!dash && !(parts.place && parts.date))) return null
  const end = dash ? paragraph.start + dash.index + dash[0].trimEnd().length : head.end
  return { ...parts, span: { start: head.start, end } }
}

/** A dateline that the file marks is one whatever its form. */
function readMarked(text: string, span: Span, words: SourceWords): DatelineParts {
  const parts = readHead(text, span, words)
  return { ...(parts ?? { place: null, date: null, agency: null }), span }
}

function readHead(
  text: string,
  head: Span,
  words: SourceWords,
): Omit<DatelineParts, 'span'> | null {
  const bracket = BRACKET.exec(text.slice(head.start, head.end))
  const inner = bracket?.groups?.words ?? ''
  const agency = bracket
    ? { start: head.start + bracket.index + 1, end: head.start + bracket.index + 1 + inner.length }
    : null
  const rest = trimSpan(text, { start: head.start, end: agency ? agency.start - 1 : head.end })
  const pieces = splitPieces(text, rest)
  const from = pieces.findIndex((piece) => isDay(text.slice(piece.start, piece.end), words))
  const place = joined(from < 0 ? pieces : pieces.slice(0, from))
  const date = from < 0 ? null : joined(pieces.slice(from))
  const years = from < 0 ? [] : pieces.slice(from + 1)
  if (!years.every((piece) => /^\d{4}$/.test(text.slice(piece.start, piece.end)))) return null
  const placed = place && text.slice(place.start, place.end)
  if (placed !== null && !isPlace(placed, agency !== null || date !== null, words)) return null
  return place || agency ? { place, date, agency } : null
}

function splitPieces(text: string, span: Span): Span[] {
  const pieces: Span[] = []
  for (let start = span.start; start < span.end;) {
    const comma = text.slice(start, span.end).search(/,\s/)
    const end = comma < 0 ? span.end : start + comma
    pieces.push(trimSpan(text, { start, end }))
    start = end + 1
  }
  return pieces.filter(({ start, end }) => start < end)
}

function joined(pieces: readonly Span[]): Span | null {
  const [first] = pieces
  const last = pieces.at(-1)
  return first && last ? { start: first.start, end: last.end } : null
}

/** "Oct. 10", "4 May", "March 3". */
function isDay(piece: string, { months }: SourceWords): boolean {
  const day = /^(?:(?<before>\p{L}+)\.?\s\d{1,2}|\d{1,2}\s(?<after>\p{L}+)\.?)(?:\s\d{4})?$/u.exec(
    piece,
  )
  const month = (day?.groups?.before ?? day?.groups?.after ?? '').toLowerCase()
  return month !== '' && months.some((name) => month === name || month === name.slice(0, 3))
}

/**
 * Whether the words name a place.
 *
 * @param proven - a day or an agency shows that this is a dateline, so capitals are not required
 */
function isPlace(words: string, proven: boolean, { notNames }: SourceWords): boolean {
  const [first = '', ...more] = words.split(/,\s*/)
  const named = CAPITALS.test(first) || (proven && CAPITALISED.test(first))
  return (
    named &&
    !notNames.has(first.toLowerCase()) &&
    more.length <= 3 &&
    more.every((piece) => CAPITALS.test(piece) || CAPITALISED.test(piece))
  )
}
