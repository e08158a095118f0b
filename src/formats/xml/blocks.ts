import type { Block } from '../article.ts'
import { blocksOfHtml, looksLikeHtml } from '../markup.ts'
import { blocksOfText } from '../plain.ts'
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

/** Elements that are no part of a story's text. */
const SKIPPED = new Set('head style script table tagline ednote object'.split(' '))

/** Initials of those who handled the copy: "hh/ph/ts/hd". */
const DESK_INITIALS = /^[a-z]{1,4}(?:[/-][a-z]{1,4})+$/i

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
      addParagraph(blocks, lineBreaks(child))
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

/** Whether elements have paragraphs below them: asked once for each element, on every level. */
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

/** Text of a paragraph in which an empty `br` ends a line. */
function lineBreaks(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child.replace(/\s+/g, ' ')
      return localName(child).toLowerCase() === 'br' ? '\n\n' : lineBreaks(child)
    })
    .join('')
}

function addParagraph(blocks: Block[], words: string): void {
  for (const paragraph of words.split(/\n\s*\n/)) {
    const text = paragraph.replace(/\s+/g, ' ').trim()
    if (text === '') continue
    blocks.push({ kind: DESK_INITIALS.test(text) ? 'SIGN_OFF' : 'TEXT', text })
  }
}

function addMedia(blocks: Block[], media: XmlElement): void {
  const caption = textOf(find(media, 'media-caption') ?? find(media, 'figcaption'))
  const reference = find(media, 'media-reference')
  const credit =
    textOf(find(media, 'media-producer')) ||
    [attribute(reference, 'source'), attribute(reference, 'copyright')].find(isOwner)
  if (caption !== '' || credit) blocks.push({ kind: 'CAPTION', text: caption, credit })
}

/** A name, and not the id of a picture. */
function isOwner(stated: string | null): stated is string {
  return stated !== null && !/\d/.test(stated) && isNameLike(stated)
}
