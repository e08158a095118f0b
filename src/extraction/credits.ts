import type { SourceWords } from '../languages/source-words.ts'
import type { ArticleSource, OutletMention, SourceKind, SourceName } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import { nameId, personId } from '../identity/ids.ts'
import { trimSpan } from '../text/lines.ts'
import { overlapping, splitSpan } from '../text/spans.ts'

/** What a credit says: whose the picture is, and whether it comes from the files. */
export interface Owners {
  readonly sources: readonly ArticleSource[]
  readonly isFile: boolean
}

/** Find the owners that a credit names. */
export function findOwners(
  body: string,
  credit: Span,
  outlets: readonly OutletMention[],
  words: SourceWords,
): Owners {
  const named = overlapping(outlets, credit)
  const pieces = splitSpan(body, credit, partingOf(words))
    .flatMap((piece) => splitAtHyphens(body, piece, named))
    .map((piece) => ({ piece, ...bareName(body, piece, words) }))
  return {
    sources: pieces.flatMap(({ name, piece }) => {
      const source = name && resolveOwner(body, name, named, words)
      return source ? [{ source, role: 'PICTURE_CREDIT', evidence: [piece] }] : []
    }),
    isFile: pieces.some((piece) => piece.isFile),
  }
}

/** "Mira Tan/Northern Wire", "PTB via Northern Wire", "Mira Tan, Northern Wire", "Tan | NW". */
function partingOf({ creditLinks }: SourceWords): RegExp {
  return new RegExp(`\\s*[/|;]\\s*|,\\s+|\\s+(?:${creditLinks.join('|')}|[—–-])\\s+`, 'gu')
}

/** "Mira Tan-Harbour Post" is two where a medium begins or ends at the hyphen. */
function splitAtHyphens(body: string, piece: Span, outlets: readonly OutletMention[]): Span[] {
  const edges = outlets.flatMap(({ span }) => [span.start - 1, span.end])
  const hyphen = edges.find((at) => at > piece.start && at < piece.end && body[at] === '-')
  if (hyphen === undefined) return [piece]
  return [
    { start: piece.start, end: hyphen },
    ...splitAtHyphens(body, { start: hyphen + 1, end: piece.end }, outlets),
  ]
}

/** A piece without "courtesy of" before and "file photo" behind it; null when nothing is left. */
function bareName(
  body: string,
  piece: Span,
  { creditLabels, creditWords, fileWords, definite }: SourceWords,
): { name: Span | null; isFile: boolean } {
  let { start, end } = piece
  let isFile = false
  const text = () => body.slice(start, end).toLowerCase()
  for (;;) {
    const label = [...creditLabels, ...definite].find((each) => text().startsWith(`${each} `))
    const ending = [...fileWords, ...creditWords].find(
      (each) => text() === each || text().endsWith(` ${each}`),
    )
    if (label) start += label.length + 1
    else if (ending) {
      isFile ||= fileWords.includes(ending)
      end -= ending.length
    } else break
    const trimmed = trimSpan(body, { start, end })
    ;[start, end] = [trimmed.start, trimmed.end]
  }
  return { name: start < end ? { start, end } : null, isFile }
}

/** A medium where one is known to stand, else a person or a body by the form of the name. */
function resolveOwner(
  body: string,
  span: Span,
  outlets: readonly OutletMention[],
  words: SourceWords,
): SourceName | null {
  const outlet = overlapping(outlets, span).find(({ source }) => source)
  if (outlet?.source) return outlet.source
  const name = body
    .slice(span.start, span.end)
    .replace(/\s+/g, ' ')
    .replace(new RegExp(`['’]${words.possessive}$`), '')
  if (words.nobody.has(name.toLowerCase()) || !/^[\p{Lu}\p{Lo}\p{N}]/u.test(name)) return null
  const kind = kindOf(name, words)
  return { id: kind === 'PERSON' ? personId(name) : nameId(name), name, kind, aliases: [] }
}

const PERSON = /^\p{Lu}[\p{L}.’'-]*(?:\s\p{L}[\p{L}.’'-]*){1,3}$/u

function kindOf(name: string, words: SourceWords): SourceKind {
  const parts = name.toLowerCase().split(' ')
  const isBody = parts.some((part) => words.bodies.has(part) || words.otherThings.has(part))
  const kinds = parts.flatMap((part) => words.bodyWords.get(part) ?? [])
  if (kinds[0]) return kinds[0]
  return PERSON.test(name) && !isBody ? 'PERSON' : 'OTHER'
}
