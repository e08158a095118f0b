import type { Reading } from '../../model/reading.ts'
import type { SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import type { Style } from '../layout.ts'

/** A span of the body with its meaning. */
export interface TextMark {
  /** `q3`, `q3.cue`, `q3.mention`, `q3.relay`, `p1.role`, `s2`, `d4`, `published`. */
  readonly label: string
  readonly style: Style
  /** The small number printed after the span and before its entry in the legend; may be empty. */
  readonly reference: string
  readonly span: Span
}

/** A source with its roles in the article. */
export interface NumberedSource {
  readonly source: SourceName
  readonly roles: readonly { readonly role: string; readonly evidence: readonly Span[] }[]
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const SMALL: Readonly<Record<'q' | 's' | 'd', string>> = { q: '', s: 'ˢ', d: 'ᵈ' }

/** The small number of the nth quotation, source or date: ¹²  ˢ³  ᵈ⁴ */
function referenceOf(kind: 'q' | 's' | 'd', number: number): string {
  return SMALL[kind] + String(number).replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? digit)
}

/** The sources of an article, each once, in order of appearance. */
export function numberSources({ sources }: Reading): NumberedSource[] {
  const numbered = new Map<string, NumberedSource>()
  for (const { source, role, evidence } of sources) {
    const roles = numbered.get(source.id)?.roles ?? []
    numbered.set(source.id, { source, roles: [...roles, { role, evidence }] })
  }
  return [...numbered.values()]
}

/** All marks of an article, without repetitions of a label at the same span. */
export function marksOf(reading: Reading): TextMark[] {
  const sources = numberSources(reading).flatMap(({ roles }, index) =>
    roles.flatMap(({ evidence }) => evidence.map((span) => mark('source', 's', index, '', span))),
  )
  return withoutRepeats([
    ...reading.quotations.flatMap(({ content }, index) =>
      content.map((span) => mark('content', 'q', index, '', span)),
    ),
    ...sources,
    ...relayMarks(reading, sources),
    ...reading.quotations.flatMap(({ mention, cue }, index) => [
      ...(mention ? [mark('mention', 'q', index, '.mention', mention)] : []),
      ...(cue ? [mark('cue', 'q', index, '.cue', cue.span)] : []),
    ]),
    ...reading.speakers.flatMap(({ roles }, index) =>
      roles.map(({ span }) => mark('mention', 'p', index, '.role', span)),
    ),
    ...reading.dates.map(({ span }, index) => mark('date', 'd', index, '', span)),
    ...publishedMark(reading),
  ])
}

function mark(
  style: Style,
  kind: 'q' | 's' | 'd' | 'p',
  index: number,
  part: string,
  span: Span,
): TextMark {
  const reference = kind === 'p' || part !== '' ? '' : referenceOf(kind, index + 1)
  return { label: `${kind}${index + 1}${part}`, style, reference, span }
}

/** Unnamed relays ("state media") have no numbered source. */
function relayMarks({ quotations }: Reading, sources: readonly TextMark[]): TextMark[] {
  const named = new Set(sources.map(({ span }) => keyOf(span)))
  return quotations.flatMap(({ relays }, index) =>
    relays
      .filter(({ span }) => !named.has(keyOf(span)))
      .map(({ span }) => mark('source', 'q', index, '.relay', span)),
  )
}

function publishedMark({ published }: Reading): TextMark[] {
  if (!published?.literal) return []
  return [{ label: 'published', style: 'date', reference: '', span: published.literal }]
}

function withoutRepeats(marks: readonly TextMark[]): TextMark[] {
  const seen = new Map(marks.map((mark) => [`${mark.label} ${keyOf(mark.span)}`, mark]))
  return [...seen.values()]
}

function keyOf({ start, end }: Span): string {
  return `${start}-${end}`
}
