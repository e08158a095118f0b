import type { Block } from '../article.ts'
import { blocksOfHtml, looksLikeHtml, withoutLabel } from '../markup.ts'
import { blocksOfText } from '../plain.ts'
import { isByline } from '../text/bylines.ts'
import { isNameLike } from '../text/name-like.ts'
import {
  attribute,
  elementsOf,
  find,
  localName,
  rawTextOf,
  textOf,
  type XmlElement,
} from './tree.ts'

/** Elements that are one paragraph each. */
const PARAGRAPHS = new Set(
  'p h1 h2 h3 h4 h5 h6 hl1 hl2 li td th dt dd pre blockquote paragraph para address'.split(' '),
)

/** Elements that are no part of a story's text; the head of an XHTML rendition repeats its fields. */
const SKIPPED = new Set(
  'head header footer nav style script table tagline ednote object'.split(' '),
)

/** Initials of those who handled the copy: "hh/ph/ts/hd", "NWA RTV ar", "nwa pre yyhe n1 deg". */
const DESK_INITIALS =
  /^(?:[a-z]{1,4}(?:[/-][a-z]{1,4})+|[A-Z]{2,5}(?: [A-Z]{2,5})? [a-z]{2,4}(?:\/[a-z]{2,4})*|[a-z]{3,4}(?: [a-z][a-z0-9]{1,3}){2,6})$/

/** Codes that route a story to services and pages: "51 77 03 POL01 1113 GEST GEST03 QBXB". */
const ROUTING_CODES = /^(?=(?:\S+ )*\S*\d)(?:[\p{Lu}\d]+ ){3,30}[\p{Lu}\d]+$/u

/**
 * The paragraphs below an element of NITF or XHTML, in reading order; media become captions.
 *
 * An element that holds escaped HTML, or plain text without elements, is read as such.
 */
export function blocksOfXml(element: XmlElement | undefined): Block[] {
  if (!element) return []
  const elements = elementsOf(element)
  if (elements.length === 0) {
    const text = rawTextOf(element)
    return looksLikeHtml(text) ? blocksOfHtml(text) : blocksOfText(text)
  }
  const blocks: Block[] = []
  addBlocks(blocks, element)
  return blocks
}

function addBlocks(blocks: Block[], element: XmlElement): void {
  let inline = ''
  const endInline = () => {
    addParagraph(blocks, inline)
    inline = ''
  }
  for (const child of element.children) {
    if (typeof child === 'string') {
      inline += child
      continue
    }
    const name = localName(child).toLowerCase()
    if (SKIPPED.has(name)) continue
    if (name === 'br') inline += '\n\n'
    else if (name === 'media' || name === 'figure') {
      endInline()
      addMedia(blocks, child)
    } else if (PARAGRAPHS.has(name) && !hasParagraphs(child)) {
      endInline()
      addWords(blocks, child)
    } else if (hasParagraphs(child) || isContainer(name)) {
      endInline()
      addBlocks(blocks, child)
    } else inline += rawTextOf(child)
  }
  endInline()
}

function isContainer(name: string): boolean {
  return /^(?:body|html|block|div|section|article|ul|ol|dl|tr|tbody|note|bq|nitf)$/.test(name)
}

/** Whether elements have paragraphs below them: computed once for each element. */
const holders = new WeakMap<XmlElement, boolean>()

function hasParagraphs(element: XmlElement): boolean {
  const known = holders.get(element)
  if (known !== undefined) return known
  const found = elementsOf(element).some((child) => {
    const name = localName(child).toLowerCase()
    return PARAGRAPHS.has(name) || name === 'media' || name === 'figure' || hasParagraphs(child)
  })
  holders.set(element, found)
  return found
}

/** Text of a paragraph in which a `br` ends a paragraph, or a line that is wrapped by hand. */
function lineBreaks(element: XmlElement): string {
  const [first = '', ...lines] = brokenLines(element).split('\r')
  return lines.reduce(
    (text, line, index) =>
      `${text}${isWrapped((lines[index - 1] ?? first).trim(), line) ? ' ' : '\n\n'}${line}`,
    first,
  )
}

/** Text with a carriage return for each `br`. */
function brokenLines(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child.replace(/[^\S\n]+/g, ' ')
      return localName(child).toLowerCase() === 'br' ? '\r' : brokenLines(child)
    })
    .join('')
}

const WRAPPED_LENGTH = { least: 30, most: 100 }

/** Whether a sentence goes on behind the end of a line. */
function isWrapped(line: string, next: string): boolean {
  const { least, most } = WRAPPED_LENGTH
  return (
    line.length >= least &&
    line.length <= most &&
    next.trim() !== '' &&
    !/[.!?:;…]["”’»)]*$/.test(line)
  )
}

/** Lines that begin at the margin, and lines that are indented: paragraphs of a text wrapped by hand. */
const WRAPPED = /^(?=[^]*\n\S)(?=[^]*\n {2,}\S[^]*\n {2,}\S)/

/** A paragraph, or the many paragraphs of a text that is laid out with blanks inside of one element. */
function addWords(blocks: Block[], element: XmlElement): void {
  const raw = element.children.every((child) => typeof child === 'string') ? rawTextOf(element) : ''
  if (!WRAPPED.test(raw.slice(0, MAX_LAYOUT))) return addParagraph(blocks, lineBreaks(element))
  for (const [index, block] of blocksOfText(raw.trim()).entries()) {
    const { kind, text } = block
    if (kind !== 'TEXT') blocks.push(block)
    else if (index < MAX_NOTES && isByline(text)) blocks.push({ kind: 'BYLINE', text })
    else addParagraph(blocks, text)
  }
}

/** Notes to editors that may stand above the byline. */
const MAX_NOTES = 8

/** How much of an element tells its layout. */
const MAX_LAYOUT = 5_000

function addParagraph(blocks: Block[], words: string): void {
  for (const paragraph of words.split(/\n\s*\n/)) {
    // Markup of names inside of a sentence may stand on lines of its own.
    const text = paragraph
      .replace(/\s*\n\s*(?=[.,;:!?](?:\s|$))/g, '')
      .replace(/\s+/g, ' ')
      .trim()
    if (text === '') continue
    if (text.startsWith('<') && looksLikeHtml(text)) blocks.push(...blocksOfHtml(text))
    else blocks.push({ kind: isDeskLine(text) ? 'SIGN_OFF' : 'TEXT', text })
  }
}

function isDeskLine(text: string): boolean {
  return DESK_INITIALS.test(text) || (text.length <= MAX_CODES && ROUTING_CODES.test(text))
}

const MAX_CODES = 200

/** The paragraphs of a story, of which the first may print the byline. */
export function withPrintedByline(blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks
  return first?.kind === 'TEXT' && isByline(first.text)
    ? [{ ...first, kind: 'BYLINE' }, ...rest]
    : blocks
}

function addMedia(blocks: Block[], media: XmlElement): void {
  const caption = textOf(find(media, 'media-caption') ?? find(media, 'figcaption'))
  const labelled = withoutLabel(caption)
  // "Photo: Mira Tan": the caption says only whose the picture is.
  const isCredit = labelled !== caption && isNameLike(labelled.split(',')[0] ?? '')
  const reference = find(media, 'media-reference')
  const credit =
    textOf(find(media, 'media-producer')) ||
    (isCredit ? labelled : null) ||
    [attribute(reference, 'source'), attribute(reference, 'copyright')].find(isOwner)
  if (caption !== '' || credit) blocks.push({ kind: 'CAPTION', text: caption, credit })
}

/** A name, and not the id of a picture. */
function isOwner(stated: string | null): stated is string {
  return stated !== null && !/\d/.test(stated) && isNameLike(stated)
}
