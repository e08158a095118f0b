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
  /** The agency's name, without its brackets. */
  readonly agency: Span | null
  /** The same with its brackets. */
  readonly agencyEvidence: Span | null
}

const MAX_LENGTH = 120
// "SEOUL, Oct. 10 (Yonhap) --", "PARIS (AFP) -", "NEW YORK (AP) _", "BUSAN —", "Selm, 13 feb (NWA).- ".
const DASH = /\s*(?:--+|[—–]|(?<=\s)[-_](?=\s)|(?<=\))\.?-(?=\s))\s*/u
const MARKED = /(?:[([](?<bracketed>[^()[\]]{2,60})[)\]]|\/(?<slashed>\p{Lu}[^/]{1,20})\/)$/u
const CAPITALS = /^\p{Lu}[\p{Lu}\s.'’/-]*\p{Lu}\.?$/u
const CAPITALISED = /^\p{Lu}[\p{L}.'’/-]*(?:\s(?:\p{L}{1,3}\s)?\p{Lu}[\p{L}.'’/-]*){0,4}$/u

// "SELM, Feb. 10 (PTB) A ferry", "Selm, Feb 10 (PTB): A ferry", "SELM, February 10. /PTB/. A ferry":
// the agency ends the dateline.
const AGENCY_LAST =
  /^[^()/"“]{0,80}?(?:\((?<round>[^()]{2,40})\)|\/(?<slashed>\p{Lu}[^/]{1,20})\/)(?<end>[:.]?)\s+(?=["“‘']?\p{Lu})/u

/** Notes to editors and corrections may precede the dateline. */
const FIRST_PARAGRAPHS = 3

/** Find the dateline that opens one of the first paragraphs of text. */
export function findDatelineParts(article: Article, words: SourceWords): DatelineParts | null {
  const { body, dateline: stated } = article
  if (stated) return readMarked(body, stated, words)
  const texts = article.paragraphs.filter(({ kind }) => kind === 'TEXT')
  for (const { span } of texts.slice(0, FIRST_PARAGRAPHS)) {
    const parts = splitDateline(body, span, words) ?? splitAfterAgency(body, span, words)
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

/** Split off a dateline that ends with its agency; a day or a place in capitals must prove it. */
function splitAfterAgency(text: string, paragraph: Span, words: SourceWords): DatelineParts | null {
  const start = text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + MAX_LENGTH))
  const match = AGENCY_LAST.exec(start)
  if (!match) return null
  const end = paragraph.start + match[0].trimEnd().length
  const head = { start: paragraph.start, end: end - (match.groups?.end?.length ?? 0) }
  const parts = readHead(text, head, words)
  if (!parts?.agency || !parts.place) return null
  const isProven = parts.date || CAPITALS.test(text.slice(parts.place.start, parts.place.end))
  return isProven ? { ...parts, span: { start: head.start, end } } : null
}

/** A dateline that the file marks is one whatever its form. */
function readMarked(text: string, span: Span, words: SourceWords): DatelineParts {
  const parts = readHead(text, span, words)
  return { ...(parts ?? { place: null, date: null, agency: null, agencyEvidence: null }), span }
}

function readHead(
  text: string,
  head: Span,
  words: SourceWords,
): Omit<DatelineParts, 'span'> | null {
  const marked = markedAgency(text, head)
  const rest = trimSpan(text, { start: head.start, end: marked?.agencyEvidence.start ?? head.end })
  if (!marked && SITE.test(text.slice(rest.start, rest.end))) {
    return { place: null, date: null, agency: rest, agencyEvidence: rest }
  }
  const pieces = splitPieces(text, rest)
  const from = pieces.findIndex((piece) => isDay(text.slice(piece.start, piece.end), words))
  const last = pieces.at(-1)
  const isBare = !marked && last && from >= 0 && from < pieces.length - 1
  const bare = isBare && AGENCY.test(text.slice(last.start, last.end)) ? last : null
  const { agency, agencyEvidence } = marked ?? { agency: bare, agencyEvidence: bare }
  const place = joined(from < 0 ? pieces : pieces.slice(0, from))
  const days = pieces.slice(from, bare ? -1 : undefined)
  const date = from < 0 ? null : joined(days)
  const years = from < 0 ? [] : days.slice(1)
  if (!years.every((piece) => /^\d{4}$/.test(text.slice(piece.start, piece.end)))) return null
  const placed = place && text.slice(place.start, place.end).replace(/\s\[[^\]]*\]/gu, '')
  if (placed !== null && !isPlace(placed, agency !== null || date !== null, words)) return null
  return place || agency ? { place, date, agency, agencyEvidence } : null
}

// "Harbour.example - A ferry sank"
const SITE = /^\p{Lu}[\p{L}\p{N}-]*(?:\.\p{L}{2,})+$/u
// "Selm, March 3, GNA - A ferry sank"
const AGENCY = /^\p{Lu}{2,6}$/u

/** The agency in brackets or slashes at the end of a dateline. */
function markedAgency(text: string, head: Span): { agency: Span; agencyEvidence: Span } | null {
  const match = MARKED.exec(text.slice(head.start, head.end))
  const inner = match?.groups?.bracketed ?? match?.groups?.slashed
  if (!match || inner === undefined) return null
  const start = head.start + match.index
  const from = start + match[0].indexOf(inner)
  return {
    agency: { start: from, end: from + inner.length },
    agencyEvidence: {
      start: start + (match[0].length - match[0].trimStart().length),
      end: head.end,
    },
  }
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

const ORDINAL = /\b(\d{1,2})(?:st|nd|rd|th)\b/u

/** "Oct. 10", "4 May", "1st October", "February 10." before a slash. */
function isDay(piece: string, { months }: SourceWords): boolean {
  const day =
    /^(?:(?<before>\p{L}+)\.?\s\d{1,2}|\d{1,2}\s(?<after>\p{L}+)\.?)(?:\s\d{4})?\.?$/u.exec(
      piece.replace(ORDINAL, '$1'),
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
