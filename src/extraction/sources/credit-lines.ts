import type { SourceWords } from '../../languages/source-words.ts'
import type { Span } from '../../model/span.ts'
import { splitSpan } from '../../text/spans.ts'

/** What a part of a credit line names. */
export type CreditLineKind =
  Exclude<keyof SourceWords['creditLines'], 'around' | 'contributed'> | 'senders'

/** One labelled part of a credit line, with the spans of its names. */
export interface CreditLineSegment {
  readonly kind: CreditLineKind
  readonly names: readonly Span[]
}

const KINDS = ['reporters', 'editors', 'inputs', 'providers', 'pictures'] as const
const MAX_LINE = 300
// A name may have a lower-case particle ("Rex dela Fuerte") or prefix ("dzVR"); "in Selm" behind it
// is not part of it.
const NAME =
  /^\p{Ll}{0,2}\p{Lu}[\p{L}\p{N}.’'&-]*(?:\s(?:(?:de|da|del|dela|la|van|von|bin|al|of|the)\s)*\p{Lu}[\p{L}\p{N}.’'&-]*)*/u

/**
 * Read a line that says who worked on the text: "(Reporting by Ada Lind in Selm and Tor Moe; Editing
 * by Ida Roe)", "With inputs from Northern Wire", "Northern Wire contributed to this report". Names
 * without a label before the first labelled part are senders. Empty for any other line.
 */
export function creditLineSegments(
  body: string,
  line: Span,
  words: SourceWords,
): CreditLineSegment[] {
  if (line.end - line.start > MAX_LINE) return []
  const inner = withoutBrackets(body, line)
  const segments: CreditLineSegment[] = []
  const { labels, whole, inside } = patternsOf(words)
  const lower = body.slice(inner.start, inner.end).toLowerCase()
  // Most lines have no label, and to split them takes longer than to search them.
  const parts = labels.some((label) => lower.includes(label)) ? splitSpan(body, inner, whole) : []
  const senders: Span[] = []
  for (const part of parts) {
    const found = segmentsOf(body, part, words)
    if (found.length === 0 && segments.length === 0) senders.push(...namesIn(body, part, words))
    segments.push(...found)
  }
  if (segments.length > 0) {
    return senders.length > 0 ? [{ kind: 'senders', names: senders }, ...segments] : segments
  }
  // "(With Northern Wire inputs)"
  const name = inside.exec(body.slice(inner.start, inner.end))?.groups?.name
  if (name === undefined) return []
  const start = body.indexOf(name, inner.start)
  return [{ kind: 'inputs', names: namesIn(body, { start, end: start + name.length }, words) }]
}

interface Patterns {
  readonly labels: readonly string[]
  /** Between the parts of a line. */
  readonly whole: RegExp
  /** A line whose label is around the name. */
  readonly inside: RegExp
  /** A part whose label is behind the names. */
  readonly contributed: RegExp
}

const patterns = new WeakMap<SourceWords, Patterns>()

function patternsOf(words: SourceWords): Patterns {
  const known = patterns.get(words)
  if (known) return known
  const labels = KINDS.flatMap((kind) => words.creditLines[kind])
  const all = labels.join('|')
  const [before, after] = words.creditLines.around
  const made = {
    labels: [...labels, ...words.creditLines.contributed.map((each) => ` ${each}`)],
    whole: new RegExp(
      `;\\s*|(?<=\\p{Ll}{2})\\.\\s+|(?:,\\s|\\n|\\s/\\s)(?=(?:${all})[\\s:])`,
      'giu',
    ),
    inside: new RegExp(`^${before}\\s(?<name>\\p{Lu}.*?)\\s(?:${after})$`, 'iu'),
    contributed: new RegExp(
      `^(?<names>\\p{Lu}.*?)\\s(?:\\p{Ll}+\\s)?(?:${words.creditLines.contributed.join('|')})\\b`,
      'u',
    ),
  }
  patterns.set(words, made)
  return made
}

function withoutBrackets(body: string, { start, end }: Span): Span {
  const opens = /^[([*=—–-]+\s*/u.exec(body.slice(start, end))?.[0].length ?? 0
  let last = end
  while (last > start + opens && CLOSING.test(body.charAt(last - 1))) last -= 1
  return { start: start + opens, end: last }
}

const CLOSING = /[.)\]*\s]/

/** The labelled part, and the inputs in it: "Compiled by Ada Lind with Northern Wire". */
function segmentsOf(body: string, part: Span, words: SourceWords): CreditLineSegment[] {
  const lower = body.slice(part.start, part.end).toLowerCase()
  for (const kind of KINDS) {
    const label = words.creditLines[kind].find(
      (each) => lower.startsWith(each) && /^[\s:]/.test(lower.slice(each.length)),
    )
    if (label === undefined) continue
    const from = /[^\s:]/.exec(lower.slice(label.length))?.index ?? 0
    const start = part.start + label.length + from
    const link = ` ${words.creditLines.around[0]} `
    const at = kind === 'reporters' ? lower.indexOf(link, label.length) : -1
    const end = at < 0 ? part.end : part.start + at
    const inputs = { start: end + link.length, end: part.end }
    return [
      { kind, names: namesIn(body, { start, end }, words) },
      ...(at < 0 ? [] : [{ kind: 'inputs' as const, names: namesIn(body, inputs, words) }]),
    ].filter(({ names }) => names.length > 0)
  }
  const contributors = patternsOf(words).contributed.exec(body.slice(part.start, part.end))
  if (contributors?.groups?.names === undefined) return []
  const end = part.start + contributors.groups.names.length
  return [{ kind: 'inputs', names: namesIn(body, { start: part.start, end }, words) }]
}

function namesIn(body: string, span: Span, words: SourceWords): Span[] {
  return splitSpan(body, span, separatorOf(words)).flatMap((piece) => nameIn(body, piece, words))
}

function separatorOf({ conjunctions }: SourceWords): RegExp {
  const links = conjunctions.map((word) => `\\s${word}\\s`).join('|')
  return new RegExp(`,\\s*(?:(?:${conjunctions.join('|')})\\s)?|\\s?[/|]\\s?|${links}`, 'gu')
}

function nameIn(body: string, span: Span, { definite, trades }: SourceWords): Span[] {
  const { end } = span
  // "Northern Wire reporters Ada Lind": the person is behind the trade.
  const trade = /^[\p{L}\s]*?\s(?<word>\p{Ll}+)\s(?=\p{Lu})/u.exec(body.slice(span.start, end))
  const isTrade = trade !== null && trades.includes(trade.groups?.word ?? '')
  const start = span.start + (isTrade ? trade[0].length : 0)
  const piece = body.slice(start, end)
  const article = definite.find((word) => piece.toLowerCase().startsWith(`${word} `))
  const from = article === undefined ? 0 : article.length + 1
  const name = NAME.exec(piece.slice(from))?.[0]
  return name === undefined ? [] : [{ start: start + from, end: start + from + name.length }]
}
