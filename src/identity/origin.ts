import type { OriginEvidence, OwnOrigin } from '../model/origin.ts'
import type { Reading } from '../model/reading.ts'
import type { Span } from '../model/span.ts'

/** Words beside the name of an agency in a sign-off that is nothing else: "(END) Northern Wire/ab". */
const SIGN_OFF_WORDS = 3

/**
 * Where the text of an article comes from, as far as the article itself shows: an agency's dateline or
 * sign-off makes it WIRE, a named author OWN, an agency beside an author or in a credit MIXED.
 */
export function findOrigin(reading: Reading): OwnOrigin {
  const authors: OriginEvidence[] = []
  const agencies: OriginEvidence[] = []
  for (const { source, role, evidence } of reading.sources) {
    if (role === 'PUBLISHER' && source.kind === 'WIRE_AGENCY') {
      agencies.push({ kind: 'PUBLISHER', source: source.id, span: evidence[0] ?? null })
    }
    if (role === 'AUTHOR' && source.kind !== 'WIRE_AGENCY') {
      authors.push({ kind: 'BYLINE', source: source.id, span: evidence[0] ?? null })
    }
    if (role !== 'WIRE_AGENCY') continue
    if (evidence.length === 0) agencies.push({ kind: 'PROVIDER', source: source.id, span: null })
    for (const span of evidence) {
      agencies.push({ kind: placeOf(reading, span), source: source.id, span })
    }
  }
  const isWire = agencies.some(({ kind }) => WHOLE_TEXT.has(kind))
  if (isWire) return { value: 'WIRE', evidence: agencies }
  if (agencies.length === 0)
    return { value: authors.length > 0 ? 'OWN' : 'UNKNOWN', evidence: authors }
  const onlyByline = agencies.every(({ kind }) => kind === 'BYLINE')
  if (onlyByline && authors.length === 0) return { value: 'WIRE', evidence: agencies }
  return { value: 'MIXED', evidence: [...agencies, ...authors] }
}

/** Evidence that is about the whole text. */
const WHOLE_TEXT: ReadonlySet<string> = new Set(['DATELINE', 'SIGN_OFF', 'PROVIDER', 'PUBLISHER'])

function placeOf({ article, dateline }: Reading, span: Span): OriginEvidence['kind'] {
  if (dateline && contains(dateline, span)) return 'DATELINE'
  if (article.byline && contains(article.byline, span)) return 'BYLINE'
  const paragraph = article.paragraphs.find((each) => contains(each.span, span))
  if (paragraph?.kind === 'BYLINE') return 'BYLINE'
  if (paragraph?.kind === 'DATELINE') return 'DATELINE'
  if (paragraph?.kind !== 'SIGN_OFF') return 'CREDIT'
  const before = article.body.slice(paragraph.span.start, span.start)
  const after = article.body.slice(span.end, paragraph.span.end)
  const words = `${before} ${after}`.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length <= SIGN_OFF_WORDS ? 'SIGN_OFF' : 'CREDIT'
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
