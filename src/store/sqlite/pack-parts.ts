import type { Paragraph, ParagraphKind } from '../../model/article.ts'
import type { Span } from '../../model/span.ts'
import type { ArticleSpeaker, RoleMention } from '../../model/speaker.ts'
import { HALF } from '../../identity/half-ids.ts'
import type { NumberReader, NumberWriter } from './number-bytes.ts'

const PARAGRAPHS: readonly ParagraphKind[] = [
  'TEXT',
  'HEADLINE',
  'BYLINE',
  'CAPTION',
  'SIGN_OFF',
  'DATELINE',
]

/** Spans are written as their distance from a place that the reader knows, and their length. */
export function putSpan({ start, end }: Span, from: number, numbers: NumberWriter): void {
  numbers.putSigned(start - from)
  numbers.put(end - start)
}

export function nextSpan(from: number, numbers: NumberReader): Span {
  const start = from + numbers.nextSigned()
  return { start, end: start + numbers.next() }
}

export function putParagraphs(paragraphs: readonly Paragraph[], numbers: NumberWriter): void {
  let from = 0
  numbers.put(paragraphs.length)
  for (const { kind, span, credit } of paragraphs) {
    numbers.put(PARAGRAPHS.indexOf(kind) * 2 + (credit ? 1 : 0))
    putSpan(span, from, numbers)
    if (credit) putSpan(credit, span.start, numbers)
    from = span.end
  }
}

export function nextParagraphs(numbers: NumberReader): Paragraph[] {
  let from = 0
  return listOf(numbers.next(), () => {
    const traits = numbers.next()
    const kind = PARAGRAPHS[traits >> 1] ?? 'TEXT'
    const span = nextSpan(from, numbers)
    from = span.end
    return traits & 1 ? { kind, span, credit: nextSpan(span.start, numbers) } : { kind, span }
  })
}

/** What stands of a speaker in the text of a packed reading; the words of roles where they are others. */
export type PackedSpeaker = readonly [
  id: string,
  name: string,
  kind: ArticleSpeaker['kind'],
  aliases: readonly string[],
  roles: readonly string[],
  sameAs?: readonly string[],
]

/** Roles are mostly the words of the body that they were found in. */
export function packSpeaker(
  { id, name, kind, aliases, roles, sameAs }: ArticleSpeaker,
  body: string,
  numbers: NumberWriter,
): PackedSpeaker {
  const others: string[] = []
  numbers.put(roles.length)
  for (const { text, span } of roles) {
    const isOther = body.slice(span.start, span.end) !== text
    if (isOther) others.push(text)
    numbers.put(span.start * 2 + Number(isOther))
    numbers.put(span.end - span.start)
  }
  const packed = [id, name, kind, aliases, others] as const
  return sameAs ? [...packed, sameAs] : packed
}

export function unpackSpeaker(
  [id, name, kind, aliases, others, sameAs]: PackedSpeaker,
  body: string,
  numbers: NumberReader,
): ArticleSpeaker {
  let other = 0
  const roles = listOf(numbers.next(), (): RoleMention => {
    const place = numbers.next()
    const start = Math.floor(place / 2)
    const span = { start, end: start + numbers.next() }
    if (place % 2 === 0) return { text: body.slice(span.start, span.end), span }
    other += 1
    return { text: others[other - 1] ?? '', span }
  })
  const speaker = { id, name, kind, aliases, roles }
  return sameAs ? { ...speaker, sameAs } : speaker
}

export function listOf<Item>(length: number, next: (at: number) => Item): Item[] {
  const items: Item[] = []
  for (let at = 0; at < length; at += 1) items.push(next(at))
  return items
}

/** The second halves of ids one behind the other; the first is that of the article's (`partId`). */
export function joinIds(parts: readonly { readonly id: string }[]): string {
  return parts.map(({ id }) => id.slice(HALF, 2 * HALF)).join('')
}

/** @param home - id of the article */
export function idAt(ids: string, at: number, home: string): string {
  return home.slice(0, HALF) + ids.slice(at * HALF, (at + 1) * HALF)
}
