import type { SourceWords } from '../../languages/source-words.ts'
import type { Span } from '../../model/span.ts'
import { splitSpan } from '../../text/spans.ts'

/** What a part of a credit line names. */
export type CreditLineKind = keyof SourceWords['creditLines']

/** One labelled part of a credit line, with the spans of its names. */
export interface CreditLineSegment {
  readonly kind: CreditLineKind
  readonly names: readonly Span[]
}

const KINDS = ['reporters', 'editors', 'inputs', 'providers'] as const
const MAX_LINE = 300
// A name may have a lower-case particle; "in Selm" behind it is not part of it.
const NAME =
  /^\p{Lu}[\p{L}\p{N}.’'&-]*(?:\s(?:(?:de|da|van|von|bin|al|of|the)\s)*\p{Lu}[\p{L}\p{N}.’'&-]*)*/u

/**
 * Read a line that says who worked on the text: "(Reporting by Ada Lind in Selm and Tor Moe; Editing
 * by Ida Roe)", "With inputs from Northern Wire". Empty for any other line.
 */
export function creditLineSegments(
  body: string,
  line: Span,
  words: SourceWords,
): CreditLineSegment[] {
  if (line.end - line.start > MAX_LINE) return []
  const inner = withoutBrackets(body, line)
  const segments: CreditLineSegment[] = []
  for (const part of splitSpan(body, inner, /;\s*|(?<=\p{Ll}{2})\.\s+/gu)) {
    const segment = segmentOf(body, part, words)
    if (segment) segments.push(segment)
    else if (segments.length === 0) return []
  }
  return segments
}

function withoutBrackets(body: string, { start, end }: Span): Span {
  const opens = /^[([*—–-]\s*/u.exec(body.slice(start, end))?.[0].length ?? 0
  const closes = /[.)\]*\s]*$/u.exec(body.slice(start, end))?.[0].length ?? 0
  return { start: start + opens, end: Math.max(start + opens, end - closes) }
}

function segmentOf(body: string, part: Span, words: SourceWords): CreditLineSegment | null {
  const lower = body.slice(part.start, part.end).toLowerCase()
  for (const kind of KINDS) {
    const label = words.creditLines[kind].find((each) => lower.startsWith(each))
    if (label === undefined || !/^[\s:]/.test(lower.slice(label.length))) continue
    const from = /[^\s:]/.exec(lower.slice(label.length))?.index ?? 0
    const span = { start: part.start + label.length + from, end: part.end }
    const names = splitSpan(body, span, separatorOf(words)).flatMap((piece) =>
      nameIn(body, piece, words),
    )
    return names.length > 0 ? { kind, names } : null
  }
  return null
}

function separatorOf({ conjunctions }: SourceWords): RegExp {
  const links = conjunctions.map((word) => `\\s${word}\\s`).join('|')
  return new RegExp(`,\\s*(?:(?:${conjunctions.join('|')})\\s)?|\\s?[/|]\\s?|${links}`, 'gu')
}

function nameIn(body: string, { start, end }: Span, { definite }: SourceWords): Span[] {
  const piece = body.slice(start, end)
  const article = definite.find((word) => piece.toLowerCase().startsWith(`${word} `))
  const from = article === undefined ? 0 : article.length + 1
  const name = NAME.exec(piece.slice(from))?.[0]
  return name === undefined ? [] : [{ start: start + from, end: start + from + name.length }]
}
