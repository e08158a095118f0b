import { nameId, partId, personId } from '../identity/ids.ts'
import type { Language } from '../languages/language.ts'
import type { SourceWords } from '../languages/source-words.ts'
import type { Article, Paragraph } from '../model/article.ts'
import type { Picture } from '../model/picture.ts'
import type { ArticleSource, OutletMention, SourceKind, SourceName } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import { trimSpan } from '../text/lines.ts'
import { overlapping, splitSpan } from '../text/spans.ts'
import { joinSources } from './sources.ts'

/** Find the pictures of an article by their captions; the same caption twice is one picture. */
export function findPictures(
  article: Article,
  id: string,
  outlets: readonly OutletMention[],
  language: Language,
): Picture[] {
  const { body, paragraphs } = article
  const printed = new Map<string, Paragraph[]>()
  for (const paragraph of paragraphs) {
    if (paragraph.kind !== 'CAPTION') continue
    const words = body.slice(paragraph.span.start, paragraph.span.end).replace(/\s+/g, ' ')
    const same = printed.get(words)
    if (same) same.push(paragraph)
    else printed.set(words, [paragraph])
  }
  return Array.from(printed, ([words, captions]) => ({
    id: partId('picture', id, words, 0),
    ...readCaption(body, captions, outlets, language.sources),
    occurrences: captions.map(({ span }) => span),
  }))
}

function readCaption(
  body: string,
  captions: readonly Paragraph[],
  outlets: readonly OutletMention[],
  words: SourceWords,
): Pick<Picture, 'caption' | 'creditText' | 'credits' | 'isFilePhoto'> {
  const [first] = captions
  const owners = captions.map(({ credit }) => credit && findOwners(body, credit, outlets, words))
  const caption = first ? captionOf(body, first, words) : null
  return {
    caption: caption && body.slice(caption.start, caption.end),
    creditText: first?.credit ? body.slice(first.credit.start, first.credit.end) : null,
    credits: joinSources(owners.flatMap((each) => each?.sources ?? [])),
    isFilePhoto: owners.some((each) => each?.isFile),
  }
}

// The slash, bracket or dash between caption and credit.
const JOINT = /[\s/([—–-]/u

function withoutJoint(text: string): string {
  let end = text.length
  while (end > 0 && JOINT.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** The caption without its credit and label; null when nothing is left. */
function captionOf(body: string, { span, credit }: Paragraph, words: SourceWords): Span | null {
  if (!credit) return span
  if (credit.start === span.start && credit.end < span.end) {
    return trimSpan(body, { start: credit.end, end: span.end })
  }
  // "… in this picture released by Northern Wire on Monday."
  if (/\p{L}/u.test(body.slice(credit.end, span.end))) return span
  let text = withoutJoint(body.slice(span.start, credit.start))
  const label = words.creditLabels.find((each) =>
    text.toLowerCase().replace(/:$/, '').endsWith(each),
  )
  if (label) text = withoutJoint(text.replace(/:$/, '').slice(0, -label.length))
  const caption = trimSpan(body, { start: span.start, end: span.start + text.length })
  return caption.start < caption.end ? caption : null
}

/** What a credit says: the owners of the picture, and whether it is a file picture. */
interface Owners {
  readonly sources: readonly ArticleSource[]
  readonly isFile: boolean
}

/** Find the owners that a credit names. */
function findOwners(
  body: string,
  credit: Span,
  outlets: readonly OutletMention[],
  words: SourceWords,
): Owners {
  const named = overlapping(outlets, credit)
  const pieces = splitSpan(body, credit, separatorOf(words))
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
function separatorOf({ creditLinks }: SourceWords): RegExp {
  const links = creditLinks.join('|')
  return new RegExp(`\\s*[/|;]\\s*|,\\s+|\\s+(?:${links}|[—–-])\\s+|\\s\\((?=\\p{Lu})|\\)`, 'gu')
}

/** "Mira Tan-Harbour Post" is two owners, since an outlet begins or ends at the hyphen. */
function splitAtHyphens(body: string, piece: Span, outlets: readonly OutletMention[]): Span[] {
  const edges = outlets.flatMap(({ span }) => [span.start - 1, span.end])
  const hyphen = edges.find((at) => at > piece.start && at < piece.end && body[at] === '-')
  if (hyphen === undefined) return [piece]
  return [
    { start: piece.start, end: hyphen },
    ...splitAtHyphens(body, { start: hyphen + 1, end: piece.end }, outlets),
  ]
}

/**
 * A piece without a leading "courtesy of" and a trailing "file photo"; null when nothing is left.
 */
function bareName(
  body: string,
  piece: Span,
  { creditLabels, creditWords, fileWords, definite }: SourceWords,
): { name: Span | null; isFile: boolean } {
  let { start, end } = piece
  start += /^[©\s]+/u.exec(body.slice(start, end))?.[0].length ?? 0
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

/** The outlet that is mentioned there, else a person or an organisation by the form of the name. */
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
