import type { SourceWords } from '../../languages/source-words.ts'
import type { Article } from '../../model/article.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { trimSpan } from '../../text/lines.ts'
import { splitSpan } from '../../text/spans.ts'
import { findDatelineParts } from '../datelines.ts'

/** A place that is reserved for sources. */
export interface SourcePlace {
  readonly kind: 'DATELINE' | 'SIGN_OFF' | 'BYLINE' | 'RIGHTS'
  /** The name alone. */
  readonly span: Span
  /** The name with its brackets or dash. */
  readonly evidence: Span
}

/** The kind of a source that only its place shows. */
export const defaultKindByPlace: Readonly<Record<SourcePlace['kind'], SourceKind>> = {
  DATELINE: 'WIRE_AGENCY',
  SIGN_OFF: 'WIRE_AGENCY',
  BYLINE: 'PUBLISHER',
  RIGHTS: 'PUBLISHER',
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
  const agency = findDatelineParts(article, words)?.agency
  if (!agency) return []
  // "AP/Northern Wire" names two.
  return splitSpan(article.body, agency, /\//g).map((span) => ({
    kind: 'DATELINE',
    span,
    evidence: { start: agency.start - 1, end: agency.end + 1 },
  }))
}

// The copyright sign and word are the same in every language; labels like "by" are not.
const RIGHTS =
  /^(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:[-–]\d{4})?,?\s*)?(?<name>[^.,;|]{2,60})/iu
const SIGN_OFF = /^(?:[([](?<bracketed>[^()[\]]{1,80})[)\]]|(?:--?|[—–/])\s*(?<dashed>.{1,60}))$/u

function findInSignOff(body: string, span: Span, words: SourceWords): SourcePlace[] {
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
  return inner ? namesIn(body, span, span.start + line.indexOf(inner), inner, words) : []
}

function withoutLabel(name: string, { bylineLabels }: SourceWords): string {
  const label = bylineLabels.find((each) => name.toLowerCase().startsWith(`${each} `))
  return label ? name.slice(label.length).trimStart() : name
}

const AT_END =
  /[.!?"”’']\s*(?<evidence>(?:\((?<round>[^()]{2,60})\)|\[(?<square>[^[\]]{2,60})\]|(?:--|[—–])\s?(?<dashed>\p{Lu}[^.!?]{1,40})))$/u

/** Find the agency at the end of the last paragraph: "…as it was." (Yonhap). */
function findAtEnd(body: string, { start, end }: Span, words: SourceWords): SourcePlace[] {
  const tail = body.slice(Math.max(start, end - 80), end)
  const groups = AT_END.exec(tail)?.groups
  const inner = groups?.round ?? groups?.square ?? groups?.dashed
  if (!groups?.evidence || !inner) return []
  const evidence = { start: end - groups.evidence.length, end }
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

/** Find the outlets after a byline's first comma: "By Ada Lind, Economics Editor, Harbour Post". */
function findInByline(body: string, span: Span, words: SourceWords): SourcePlace[] {
  return splitSpan(body, span, bylineSeparator(words))
    .slice(1)
    .filter(({ start, end }) => {
      const piece = body.slice(start, end)
      return !isJobTitle(piece, words) && !piece.includes('@')
    })
    .map((span) => ({ kind: 'BYLINE', span, evidence: span }))
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
