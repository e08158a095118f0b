import type { SourceWords } from '../../languages/source-words.ts'
import type { Span } from '../../model/span.ts'
import { splitSpan } from '../../text/spans.ts'
import { namesAgency } from './names-by-form.ts'
import { oncePer } from '../../text/once-per.ts'

/** What a part of a credit line names. */
export type CreditLineKind =
  Exclude<keyof SourceWords['creditLines'], 'around' | 'contributed' | 'origins'> | 'senders'

/** One labelled part of a credit line, with the spans of its names. */
export interface CreditLineSegment {
  readonly kind: CreditLineKind
  readonly names: readonly Span[]
}

const KINDS = ['reporters', 'editors', 'inputs', 'providers', 'origins', 'pictures'] as const
const MAX_LINE = 300
// A name may have a lower-case particle ("Rex dela Fuerte") or prefix ("dzVR"); "in Selm" behind it
// is not part of it.
const NAME =
  /^\p{Ll}{0,2}\p{Lu}[\p{L}\p{N}.’'&-]*(?:\s(?:(?:&|d[aeiou]s?|del|dela|della|la|le|el|van|von|der|den|bin|al|of|the)\s)*\p{Lu}[\p{L}\p{N}.’'&-]*)*/u

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
  const text = body.slice(inner.start, inner.end)
  const segments: CreditLineSegment[] = []
  const { any, whole, inside, joined } = patternsOf(words)
  // Most lines have no label, and to split them takes longer than to search them.
  const parts = any.test(text) ? splitSpan(body, inner, whole) : []
  const senders: Span[] = []
  for (const part of parts) {
    const found = segmentsOf(body, part, words)
    if (found.length === 0 && segments.length === 0) senders.push(...onlyNames(body, part, words))
    segments.push(...found)
  }
  if (segments.length > 0) {
    // "Selm Sport / Provided by Northern Scores"
    const kind = segments.some((each) => each.kind === 'providers') ? 'providers' : 'senders'
    return senders.length > 0 ? [{ kind, names: senders }, ...segments] : segments
  }
  // "(With Northern Wire inputs)"
  const name = inside.exec(text)?.groups?.name
  if (name !== undefined) {
    const start = body.indexOf(name, inner.start)
    return [{ kind: 'inputs', names: namesIn(body, { start, end: start + name.length }, words) }]
  }
  // "Northern Wire, with the Harbour Post"
  const link = joined.exec(text)
  if (!link) return []
  const sender = namesIn(body, { start: inner.start, end: inner.start + link.index }, words)
  const rest = { start: inner.start + link.index + link[0].length, end: inner.end }
  const others = namesIn(body, rest, words)
  // "Northern Wire, with staff writers"
  const isStaff = words.trades.includes(/\p{Ll}+$/u.exec(text)?.[0] ?? '')
  if (sender.length === 1 && others.length === 0 && isStaff)
    return [{ kind: 'senders', names: sender }]
  const isAllNames = lengthOf(others) > (rest.end - rest.start) * NAMES_ALONE
  return sender.length === 1 && isAllNames && !/[.!?]$/.test(body.slice(line.start, line.end))
    ? [
        { kind: 'senders', names: sender },
        { kind: 'inputs', names: others },
      ]
    : []
}

/** The names of a part that has nothing else: none of "More: Lind A., Bridges of Selm (2024)". */
function onlyNames(body: string, part: Span, words: SourceWords): Span[] {
  const names = namesIn(body, part, words)
  return lengthOf(names) > (part.end - part.start) * NAMES_ALONE ? names : []
}

/** The share of a list that its names take, without commas and "and". */
const NAMES_ALONE = 0.75

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}

interface Patterns {
  /** A label anywhere. */
  readonly any: RegExp
  /** Between the parts of a line. */
  readonly whole: RegExp
  /** At the beginning of a part. */
  readonly labels: Readonly<Record<(typeof KINDS)[number], RegExp>>
  /** A line whose label is around the name. */
  readonly inside: RegExp
  /** Between a sender and the inputs of others. */
  readonly joined: RegExp
  /** A part whose label is behind the names. */
  readonly contributed: RegExp
  /** A part whose label is behind the owner of the picture: "Post picture by". */
  readonly owned: RegExp
  readonly onBehalf: RegExp
}

const patternsOf = oncePer((words: SourceWords): Patterns => {
  const { creditLines } = words
  const all = KINDS.flatMap((kind) => creditLines[kind]).join('|')
  const contributed = creditLines.contributed.join('|')
  const [before, after] = creditLines.around
  const label = (kind: (typeof KINDS)[number]) =>
    new RegExp(`^(?:${creditLines[kind].join('|')})(?:(?<=:)|(?=:|\\s))[:\\s]*`, 'iu')
  return {
    any: new RegExp(`(?<!\\p{L})(?:${all})(?:(?<=:)|[:\\s])|\\s(?:${contributed})`, 'iu'),
    whole: new RegExp(
      `;\\s*|(?<=\\p{Ll}{2})\\.\\s+|(?:,\\s|\\n|\\s/\\s)(?=(?:${all})(?:(?<=:)|[\\s:]))`,
      'giu',
    ),
    labels: {
      reporters: label('reporters'),
      editors: label('editors'),
      inputs: label('inputs'),
      providers: label('providers'),
      origins: label('origins'),
      pictures: label('pictures'),
    },
    inside: new RegExp(`^${before}\\s(?<name>\\p{Lu}.*?)\\s(?:${after})$`, 'iu'),
    joined: new RegExp(`,\\s${before}\\s(?=\\p{L})`, 'u'),
    contributed: new RegExp(
      `^(?:\\p{L}+\\s\\p{Ll}+s?\\s)?(?<names>\\p{Lu}.*?)\\s(?:also\\s)?(?:\\p{Ll}+\\s)?(?:${contributed})(?!\\p{L})`,
      'u',
    ),
    owned: new RegExp(
      `^(?<owner>\\p{Lu}[\\p{L}’'-]*(?:\\s\\p{Lu}[\\p{L}’'-]*){0,3})\\s(?=(?:${creditLines.pictures.join('|')})\\s\\p{Lu})`,
      'u',
    ),
    onBehalf: new RegExp(`\\s(?:${words.onBehalf.join('|')})\\s`, 'u'),
  }
})

function withoutBrackets(body: string, { start, end }: Span): Span {
  const opens = /^[([*=—–-]+\s*/u.exec(body.slice(start, end))?.[0].length ?? 0
  let last = end
  while (last > start + opens && CLOSING.test(body.charAt(last - 1))) last -= 1
  return { start: start + opens, end: last }
}

const CLOSING = /[.)\]*\s]/

/** The labelled part, and the inputs in it: "Compiled by Ada Lind with Northern Wire". */
function segmentsOf(body: string, part: Span, words: SourceWords): CreditLineSegment[] {
  const { labels, contributed, owned, onBehalf } = patternsOf(words)
  const text = body.slice(part.start, part.end)
  for (const kind of KINDS) {
    const label = labels[kind].exec(text)
    if (!label) continue
    const start = part.start + label[0].length
    const rest = body.slice(start, part.end)
    if (kind === 'origins') {
      // "Source: NWA/Selm Post"
      return namesIn(body, { start, end: part.end }, words).map((name) => ({
        kind: namesAgency(body.slice(name.start, name.end), words) ? 'senders' : 'providers',
        names: [name],
      }))
    }
    const behalf = kind === 'providers' ? onBehalf.exec(rest) : null
    if (behalf) {
      const at = start + behalf.index
      return [
        { kind: 'senders' as const, names: namesIn(body, { start, end: at }, words) },
        { kind, names: namesIn(body, { start: at + behalf[0].length, end: part.end }, words) },
      ].filter(({ names }) => names.length > 0)
    }
    const link = ` ${words.creditLines.around[0]} `
    const at = kind === 'reporters' ? rest.toLowerCase().indexOf(link) : -1
    const end = at < 0 ? part.end : start + at
    const inputs = { start: end + link.length, end: part.end }
    return [
      { kind, names: namesIn(body, { start, end }, words) },
      ...(at < 0 ? [] : [{ kind: 'inputs' as const, names: namesIn(body, inputs, words) }]),
    ].filter(({ names }) => names.length > 0)
  }
  const owner = owned.exec(text)?.groups?.owner
  if (owner !== undefined) {
    const end = part.start + owner.length
    const others = segmentsOf(body, { start: end + 1, end: part.end }, words)
    const names = others.flatMap((each) => each.names)
    return [{ kind: 'pictures', names: [{ start: part.start, end }, ...names] }]
  }
  const contributors = contributed.exec(text)?.groups?.names
  if (contributors === undefined) return []
  const start = part.start + text.indexOf(contributors)
  const names = { start, end: start + contributors.length }
  return [{ kind: 'inputs', names: namesIn(body, names, words) }]
}

function namesIn(body: string, span: Span, words: SourceWords): Span[] {
  return splitSpan(body, span, separatorOf(words))
    .flatMap((piece) => splitAtAmpersand(body, piece))
    .flatMap((piece) => nameIn(body, piece, words))
}

/** "Ada Lind & Bo Roe" are two, "Rail & Road" is one. */
function splitAtAmpersand(body: string, piece: Span): Span[] {
  const parts = splitSpan(body, piece, /\s&\s/g)
  const areNames = parts.every(({ start, end }) => body.slice(start, end).includes(' '))
  return areNames ? parts : [piece]
}

function separatorOf({ conjunctions }: SourceWords): RegExp {
  const links = conjunctions
    .filter((word) => word !== '&')
    .map((word) => `\\s${word}\\s`)
    .join('|')
  return new RegExp(`,\\s*(?:(?:${conjunctions.join('|')})\\s)?|\\s?[/|]\\s?|${links}`, 'gu')
}

function nameIn(body: string, span: Span, { definite, trades, months }: SourceWords): Span[] {
  const { end } = span
  // "First published on: June 5"
  const [month = ''] = /^\p{L}+(?=\.?\s\d)/u.exec(body.slice(span.start, end)) ?? []
  if (months.some((each) => each.startsWith(month.toLowerCase()) && month.length > 2)) return []
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
