import type { SourceWords } from '../../languages/source-words.ts'
import type { Article } from '../../model/article.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { trimSpan } from '../../text/lines.ts'
import { splitSpan } from '../../text/spans.ts'
import { findDatelineParts } from '../datelines.ts'
import { creditLineSegments, type CreditLineKind } from './credit-lines.ts'

/**
 * A place that is reserved for sources. INPUT: "With inputs from …". PROVIDER: "Provided by …".
 */
export interface SourcePlace {
  readonly kind: 'DATELINE' | 'SIGN_OFF' | 'BYLINE' | 'RIGHTS' | 'INPUT' | 'PROVIDER'
  /** The name alone. */
  readonly span: Span
  /** The name with its brackets or dash. */
  readonly evidence: Span
  /** A person or a place may stand there too, so that only a known outlet counts. */
  readonly knownOnly?: true
}

/** The kind of a source that only its place shows. */
export const defaultKindByPlace: Readonly<Record<SourcePlace['kind'], SourceKind>> = {
  DATELINE: 'WIRE_AGENCY',
  SIGN_OFF: 'WIRE_AGENCY',
  BYLINE: 'PUBLISHER',
  RIGHTS: 'PUBLISHER',
  INPUT: 'PUBLISHER',
  PROVIDER: 'PUBLISHER',
}

/** Find the places of an article that are reserved for sources, in reading order. */
export function findSourcePlaces(article: Article, words: SourceWords): SourcePlace[] {
  const { body, paragraphs } = article
  const lastText = paragraphs.findLast(({ kind }) => kind === 'TEXT')
  const inParagraphs = paragraphs.flatMap((paragraph) => {
    if (paragraph.kind === 'SIGN_OFF') return findInSignOff(body, paragraph.span, words)
    if (paragraph.kind === 'BYLINE') return findInByline(body, paragraph.span, words)
    return paragraph === lastText ? findAtEnd(body, paragraph.span, words) : []
  })
  return [...findInDateline(article, words), ...inParagraphs].sort(
    (one, other) => one.span.start - other.span.start,
  )
}

function findInDateline(article: Article, words: SourceWords): SourcePlace[] {
  const parts = findDatelineParts(article, words)
  if (!parts) return []
  const { agency, place, date } = parts
  // "AFP - Three ferries sank"
  if (!agency && place && !date) {
    return [{ kind: 'DATELINE', span: place, evidence: place, knownOnly: true }]
  }
  if (!agency) return []
  // "AP/Northern Wire" names two.
  return splitSpan(article.body, agency, /\//g).map((span) => ({
    kind: SITE.test(article.body.slice(span.start, span.end)) ? 'PROVIDER' : 'DATELINE',
    span,
    evidence: parts.agencyEvidence ?? agency,
  }))
}

/** The address of a site, as a name: "Harbour.example". */
const SITE = /^[\p{L}\p{N}-]+(?:\.\p{L}{2,})+$/u

// The copyright sign and word are the same in every language; labels like "by" are not.
const RIGHTS =
  /^(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:[-–]\d{4})?,?\s*)?(?<name>[^.,;|]{2,60})/iu
const SIGN_OFF = /^(?:[([](?<bracketed>[^()[\]]{1,80})[)\]]|(?:--?|[—–/=])\s*(?<dashed>.{1,60}))$/u

function findInSignOff(body: string, span: Span, words: SourceWords): SourcePlace[] {
  const segments = creditLineSegments(body, span, words)
  if (segments.length > 0) {
    return segments.flatMap(({ kind, names }) => {
      const place = placeBySegment[kind]
      return place === null ? [] : names.map((name) => ({ ...place, span: name, evidence: name }))
    })
  }
  const line = body.slice(span.start, span.end)
  const rights = withoutLabel(RIGHTS.exec(line)?.groups?.name ?? '', words)
  if (rights) {
    const start = span.start + line.indexOf(rights)
    return [
      {
        kind: 'RIGHTS',
        span: trimSpan(body, { start, end: start + rights.length }),
        evidence: span,
      },
    ]
  }
  const groups = SIGN_OFF.exec(line)?.groups
  const inner = groups?.bracketed ?? groups?.dashed
  if (inner) return namesIn(body, span, span.start + line.indexOf(inner), inner, words)
  return splitSpan(body, span, /\//g)
    .filter(({ start, end }) => !words.notNames.has(body.slice(start, end).toLowerCase()))
    .map((name) => ({ kind: 'SIGN_OFF', span: name, evidence: span, knownOnly: true }))
}

/** Reporters may be agencies; editors are never sources. */
const placeBySegment: Readonly<
  Record<CreditLineKind, Pick<SourcePlace, 'kind' | 'knownOnly'> | null>
> = {
  reporters: { kind: 'INPUT', knownOnly: true },
  editors: null,
  inputs: { kind: 'INPUT' },
  providers: { kind: 'PROVIDER' },
  senders: { kind: 'SIGN_OFF', knownOnly: true },
  pictures: null,
}

function withoutLabel(name: string, { bylineLabels }: SourceWords): string {
  const label = bylineLabels.find((each) => name.toLowerCase().startsWith(`${each} `))
  return label ? name.slice(label.length).trimStart() : name
}

const AT_END =
  /[.!?"”’']\s*(?<evidence>(?:\((?<round>[^()]{2,60})\)|\[(?<square>[^[\]]{2,60})\]|(?:--|[—–])\s?(?<dashed>\p{Lu}[^.!?]{1,40})|(?<=\s)(?<bare>\p{Lu}[\p{L}/-]{1,20})))$/u

/** Find the agency at the end of the last paragraph: "…as it was." (Yonhap), "…as it was. PTI". */
function findAtEnd(body: string, { start, end }: Span, words: SourceWords): SourcePlace[] {
  const tail = body.slice(Math.max(start, end - 80), end)
  const groups = AT_END.exec(tail)?.groups
  const inner = groups?.round ?? groups?.square ?? groups?.dashed ?? groups?.bare
  if (!groups?.evidence || !inner) return []
  const evidence = { start: end - groups.evidence.length, end }
  if (groups.bare) {
    const isAbbreviation = /^\p{Lu}{3,6}$/u.test(groups.bare)
    if (isAbbreviation) return namesIn(body, evidence, evidence.start, inner, words)
    return [{ kind: 'SIGN_OFF', span: evidence, evidence, knownOnly: true }]
  }
  return namesIn(body, evidence, body.indexOf(inner, evidence.start), inner, words)
}

/** The names inside a sign-off; "(END)" and "(Applause)" have none. */
function namesIn(
  body: string,
  evidence: Span,
  start: number,
  inner: string,
  { notNames }: SourceWords,
): SourcePlace[] {
  return splitSpan(body, { start, end: start + inner.length }, /\/|,\s/g)
    .filter(({ start, end }) => {
      const name = body.slice(start, end)
      return !notNames.has(name.toLowerCase()) && /^\p{L}.*[\p{L}\p{N})]$/u.test(name)
    })
    .map((span) => ({ kind: 'SIGN_OFF', span, evidence }))
}

/**
 * Find the outlets of a byline: after its first comma ("By Ada Lind, Economics Editor, Harbour
 * Post"), or known ones as the only author ("By Reuters").
 */
function findInByline(body: string, span: Span, words: SourceWords): SourcePlace[] {
  const places: SourcePlace[] = []
  splitSpan(body, span, bylineSeparator(words)).forEach((piece, index) => {
    const text = body.slice(piece.start, piece.end)
    if (text.includes('@')) return
    if (index === 0) {
      const name = withoutLabel(text, words)
      const start = piece.end - name.length
      places.push({
        kind: 'BYLINE',
        span: { start, end: piece.end },
        evidence: piece,
        knownOnly: true,
      })
    } else if (!isJobTitle(text, words)) {
      places.push({ kind: 'BYLINE', span: piece, evidence: piece })
    } else {
      const end = piece.start + nameBeforeTrade(text, words)
      const name = { start: piece.start, end }
      if (end > piece.start) places.push({ kind: 'BYLINE', span: name, evidence: name })
    }
  })
  return places
}

function bylineSeparator({ conjunctions }: SourceWords): RegExp {
  return new RegExp(`,\\s(?:(?:${conjunctions.join('|')})\\s)?|\\s[|/]\\s`, 'gu')
}

function isJobTitle(piece: string, { trades }: SourceWords): boolean {
  return piece
    .toLowerCase()
    .split(/[\s-]+/)
    .some((word) => trades.includes(word))
}

/** Length of the outlet in "Harbour Post Staff Writer"; 0 where the piece is only a job title. */
function nameBeforeTrade(piece: string, words: SourceWords): number {
  const match = /^(?<name>\p{Lu}.*?)\s(?<trade>\p{Lu}\S+(?:\s\p{Lu}\S+)?)$/u.exec(piece)
  const { name = '', trade = '' } = match?.groups ?? {}
  const parts = trade.toLowerCase().split(' ')
  const isTrade = parts.length > 1 && parts.every((word) => words.trades.includes(word))
  return isTrade && !isJobTitle(name, words) ? name.length : 0
}
