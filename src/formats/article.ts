import {
  type Article,
  type DateBasis,
  type ItemFacts,
  noFacts,
  type Paragraph,
  type ParagraphKind,
  type Stamp,
  type StatedTime,
  type TimeRole,
} from '../model/article.ts'
import type { Span } from '../model/span.ts'
import { type Anchor, createSourceMap } from '../text/source-map.ts'
import type { TextFile } from './format.ts'
import { parseStamp, type PrintedTime } from './stamp.ts'
import { findCredit } from './text/captions.ts'

/** A paragraph that a reader found. Its text is trimmed; an empty one is left out. */
export interface Block {
  readonly kind: ParagraphKind
  readonly text: string
  /** Of a caption: printed at the end of `text`, or written behind it. */
  readonly credit?: string | null | undefined
  /** Offset in the text of the file at which `text` begins, where it is verbatim there. */
  readonly at?: number | undefined
}

/** A picture that the file describes beside the text. */
export interface PictureFacts {
  readonly caption: string | null
  readonly credit: string | null
}

/** What a reader found of one item. Whatever is left out is not stated. */
export interface ItemParts extends Partial<ItemFacts> {
  /** The item's stable name inside a file that holds many; by default its id or address. */
  readonly key?: string
  readonly headline?: string | Words | null | undefined
  readonly byline?: string | Words | null | undefined
  /** A dateline that the file marks; one that opens the text is found later. */
  readonly dateline?: string | Words | null | undefined
  /** The story, in reading order, captions included that have their place in it. */
  readonly blocks: readonly Block[]
  /** Pictures described beside the story: they follow it. */
  readonly pictures?: readonly PictureFacts[]
  /** Where the time of publication is printed; META by default. */
  readonly basis?: DateBasis
}

/** Whether an item has neither a headline, text nor pictures. A withdrawal needs none of them. */
export function isEmptyItem({ headline, blocks, pictures = [], status }: ItemParts): boolean {
  return !headline && blocks.length === 0 && pictures.length === 0 && status !== 'WITHDRAWN'
}

/** Words with their place in the text of the file. */
export interface Words {
  readonly text: string
  readonly at: number
}

/**
 * Assemble an article: body, paragraphs and spans from the parts that a reader found.
 *
 * The body is headline, byline, dateline, blocks and pictures, with a blank line between each two.
 * The time of publication is the first of `times` with the role PUBLISHED, else the first CREATED,
 * else the first UPDATED.
 */
export function createArticle(
  { path, text, origin }: Pick<TextFile, 'path' | 'text' | 'origin'>,
  parts: ItemParts,
): Article {
  const { key, headline, byline, dateline, blocks, pictures, basis, ...facts } = parts
  const body = new BodyWriter()
  const headlineSpan = body.add('HEADLINE', headline)
  const bylineSpan = body.add('BYLINE', byline)
  const datelineSpan = body.add('DATELINE', dateline)
  for (const block of blocks) body.addBlock(block)
  for (const picture of pictures ?? []) body.addPicture(picture)
  const stated = { ...noFacts, ...facts }
  return {
    ...stated,
    path,
    key: key ?? stated.itemId ?? stated.url ?? '',
    body: body.text,
    headline: headlineSpan,
    byline: bylineSpan ?? body.paragraphs.find(({ kind }) => kind === 'BYLINE')?.span ?? null,
    dateline: datelineSpan,
    paragraphs: body.paragraphs,
    stamp: stampOf(stated.times, basis ?? 'META'),
    sourceMap: createSourceMap(body.text, body.anchors, text, origin),
  }
}

class BodyWriter {
  text = ''
  readonly paragraphs: Paragraph[] = []
  readonly anchors: Anchor[] = []

  add(kind: ParagraphKind, words: string | Words | null | undefined): Span | null {
    if (words === null || words === undefined) return null
    const block = typeof words === 'string' ? { text: words } : words
    return this.addBlock({ kind, ...block })
  }

  addBlock({ kind, text: printed, credit, at }: Block): Span | null {
    const text = printed.trim()
    const owner = credit?.trim() ?? ''
    if (text === '' && owner === '') return null
    if (kind === 'CAPTION') return this.#addCaption(text, owner, at)
    const span = this.#write(text, at === undefined ? at : at + leadOf(printed))
    this.paragraphs.push({ kind, span })
    return span
  }

  addPicture({ caption, credit }: PictureFacts): void {
    this.addBlock({ kind: 'CAPTION', text: caption?.replace(/\s+/g, ' ') ?? '', credit })
  }

  #addCaption(text: string, credit: string, at: number | undefined): Span {
    const isPrinted = credit !== '' && text.endsWith(credit)
    const whole = credit === '' || isPrinted ? text : `${text} / ${credit}`.trimStart()
    const span = this.#write(whole, at)
    const printed = credit === '' ? findCredit(whole, 'TOP') : null
    const owner =
      credit !== ''
        ? { credit: { start: span.end - credit.length, end: span.end } }
        : printed
          ? { credit: { start: span.start + printed.start, end: span.start + printed.end } }
          : {}
    this.paragraphs.push({ kind: 'CAPTION', span, ...owner })
    return span
  }

  #write(text: string, at: number | undefined): Span {
    if (this.text !== '') this.text += '\n\n'
    const span = { start: this.text.length, end: this.text.length + text.length }
    this.text += text
    if (at !== undefined) this.anchors.push({ body: span, at })
    return span
  }
}

function leadOf(text: string): number {
  return text.length - text.trimStart().length
}

/** The order in which stated times serve as the time of publication. */
const PUBLICATION: readonly TimeRole[] = ['PUBLISHED', 'CREATED', 'UPDATED']

function stampOf(times: readonly StatedTime[], basis: DateBasis): Stamp | null {
  for (const wanted of PUBLICATION) {
    const time = times.find(({ role }) => role === wanted)
    if (!time) continue
    const { span: literal, local, precision, zone } = time
    return { local, precision, zone, literal, basis }
  }
  return null
}

/**
 * A time that a field states.
 *
 * @param source - name of the field
 * @param parse - reads the value; by default as `parseStamp` does
 * @returns none where the field is empty or names no time that exists
 */
export function statedTime(
  role: TimeRole,
  source: string,
  literal: string | null | undefined,
  parse: (printed: string) => PrintedTime | null = parseStamp,
): StatedTime[] {
  const printed = literal?.trim() ?? ''
  const time = printed === '' ? null : parse(printed)
  return time ? [{ role, literal: printed, span: null, source, ...time }] : []
}
