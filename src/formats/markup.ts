import type { Block } from './article.ts'
import { flat } from './blocks.ts'
import { caps } from './caps.ts'
import { lazily } from './lazily.ts'
import { findCredit } from './text/captions.ts'
import { isNameLike } from './text/name-like.ts'

const htmlparser2 = lazily<typeof import('htmlparser2')>('htmlparser2')

/** Elements whose content is not part of a story. */
const SKIPPED = new Set(
  (
    'script style noscript template iframe object embed svg math form button select input textarea ' +
    'nav footer head title audio video canvas map dialog'
  ).split(' '),
)

/** Elements that begin and end a paragraph. */
const BLOCKS = new Set(
  (
    'p div section article main aside header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody ' +
    'tr td th blockquote pre figure figcaption address hr details summary center body html'
  ).split(' '),
)

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

/** Attributes and classes that mark the owner of a picture. */
const CREDIT =
  /credit|copyright|photographer|photo-?by|byline|image-?source|agency|(?:caption|image|photo|figure|media)[\w-]*(?:source|author|owner|rights)/i
/** Paragraphs that print the owner of the picture above them. */
const CREDIT_BELOW = /credit|copyright|photographer|photo-?by/i
/** A longer paragraph is no credit. */
const MAX_CREDIT_BELOW = 120
const CAPTION = /caption|legend|image-?description|cutline/i
/** Blocks that are figures by their class: `wp-caption`, or a caption that stands alone. */
const FIGURE =
  /(?:^|\s)(?:wp-caption|(?:wp-caption-text|(?:(?:image|photo|picture|media|figure)[-_]*)?caption(?:[-_]*text)?|cutline))(?:\s|$)/i

/** Links that only lead to the rest of a story. */
const MORE =
  /^(?:continue reading(?: the main story)?|read more|read the full story|weiterlesen|lire la suite|leer más|leia mais)\W*$/i

/**
 * The paragraphs of HTML, in reading order; figures become captions with their credit.
 *
 * Scripts, forms and navigation are left out. Reads in one pass whatever the nesting.
 */
export function blocksOfHtml(html: string): Block[] {
  const writer = new BlockWriter()
  scanHtml(html, {
    open: (name, attributes) => writer.open(name, attributes),
    text: (text) => writer.write(text),
    close: (name) => writer.close(name),
  })
  return writer.end()
}

/** Receives the elements of a page in their order; each that opens also closes. */
export interface MarkupHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(words: string): void
  close(name: string): void
}

/** The parser's cost for an element grows with its depth. */
const MAX_NESTING = 5_000

class NestingError extends Error {}

/** Read HTML in one pass, up to the first element that is nested too deep. */
export function scanHtml(html: string, handler: MarkupHandler): void {
  let depth = 0
  const parser = new (htmlparser2().Parser)({
    onopentag: (name, attributes) => {
      depth += 1
      if (depth > MAX_NESTING) throw new NestingError()
      handler.open(name, attributes)
    },
    ontext: (words) => handler.text(words),
    onclosetag: (name) => {
      depth -= 1
      handler.close(name)
    },
  })
  try {
    parser.end(html)
  } catch (error) {
    if (!(error instanceof NestingError)) throw error
  }
}

/** HTML as one line of text. */
export function plainText(html: string): string {
  return blocksOfHtml(html)
    .map(({ text }) => text)
    .join(' ')
}

/** Whether a text is HTML rather than plain text. */
export function looksLikeHtml(text: string): boolean {
  return /<(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|img|figure|blockquote|section|article|table|html)\b[^<>]*>/i.test(
    text,
  )
}

/** A page has one such link, and a few teasers. */
const MAX_DROPPED_LINKS = 100

type Part = 'CAPTION' | 'CREDIT'

class BlockWriter {
  readonly #blocks: Block[] = []
  /** Part of a figure that each open element begins, if any. */
  readonly #open: {
    readonly name: string
    readonly part: Part | 'FIGURE' | 'CREDIT_BELOW' | null
  }[] = []
  #elements = 0
  #skipped = 0
  #text = ''
  #isPreformatted = 0
  #figure: { readonly captions: string[]; credit: string; alternative: string } | null = null
  /** Parts of the figure that are open; the figure itself first. */
  readonly #parts: (Part | 'FIGURE')[] = []
  /** Words of the link that is open, and where they begin. */
  #link: { words: string; readonly at: number } | null = null
  #droppedLinks = 0
  /** Number of blocks when a picture without a caption was met: the next block may be its caption. */
  #pictureAt = -1
  /** How many open elements, outside of figures, are of a class that marks credits. */
  #creditsBelow = 0

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#elements += 1
    if (this.#elements > caps.elements) return
    if (this.#skipped > 0 || SKIPPED.has(name)) {
      if (!VOID.has(name)) this.#skipped += 1
      return
    }
    if (name === 'br') this.#text += '\n'
    if (name === 'img') this.#readImage(attributes)
    if (BLOCKS.has(name)) this.#endParagraph()
    if (VOID.has(name)) return
    if (name === 'pre') this.#isPreformatted += 1
    if (name === 'a') this.#link = { words: '', at: this.#text.length }
    const isFigure = name === 'figure' || (BLOCKS.has(name) && FIGURE.test(attributes.class ?? ''))
    if (isFigure && !this.#figure) {
      this.#figure = { captions: [], credit: '', alternative: '' }
      this.#open.push({ name, part: 'FIGURE' })
      this.#parts.push(partOf(name, attributes) ?? 'FIGURE')
      return
    }
    const part = this.#figure ? partOf(name, attributes) : null
    if (part) {
      this.#endParagraph()
      this.#parts.push(part)
    }
    const marksCredit = !this.#figure && CREDIT_BELOW.test(attributes.class ?? '')
    if (marksCredit) {
      this.#endParagraph()
      this.#creditsBelow += 1
    }
    this.#open.push({ name, part: marksCredit ? 'CREDIT_BELOW' : part })
  }

  close(name: string): void {
    if (this.#elements > caps.elements && this.#open.length === 0) return
    if (this.#skipped > 0) {
      if (!VOID.has(name)) this.#skipped -= 1
      return
    }
    if (VOID.has(name)) return
    const element = this.#open.at(-1)
    if (element?.part === 'CREDIT_BELOW') {
      this.#endParagraph()
      this.#creditsBelow -= 1
    } else if (element?.part && element.part !== 'FIGURE') this.#endPart(element.part)
    else if (BLOCKS.has(name)) this.#endParagraph()
    if (name === 'pre') this.#isPreformatted -= 1
    if (name === 'a') this.#dropLink()
    if (element?.part && element.part !== 'CREDIT_BELOW') this.#parts.pop()
    if (element?.part === 'FIGURE') this.#endFigure()
    this.#open.pop()
  }

  write(text: string): void {
    if (this.#skipped > 0) return
    const words =
      this.#isPreformatted > 0 ? text.replace(/[^\S\n]+/g, ' ') : text.replace(/[\s\u00a0]+/g, ' ')
    this.#text += words
    if (this.#link) this.#link.words += words
  }

  end(): Block[] {
    this.#endParagraph()
    this.#endFigure()
    return this.#blocks
  }

  /** Two line breaks end a paragraph; one is a space, except in preformatted text. */
  #takeParagraphs(): string[] {
    const text = this.#text
    this.#text = ''
    return text
      .split(/[^\S\n]*\n[^\S\n]*\n\s*/)
      .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
      .filter((paragraph) => paragraph !== '')
  }

  #endParagraph(): void {
    const paragraphs = this.#takeParagraphs()
    if (this.#figure) {
      const part = this.#parts.at(-1) ?? 'FIGURE'
      for (const paragraph of paragraphs) this.#addToFigure(part, paragraph)
      return
    }
    for (const text of paragraphs) this.#addParagraph(text)
  }

  /** A paragraph outside of figures; below a picture it may be its caption or its credit. */
  #addParagraph(text: string): void {
    const above = this.#blocks.at(-1)
    if (above?.kind === 'CAPTION' && !above.credit && this.#isCredit(text)) {
      this.#blocks[this.#blocks.length - 1] = { ...above, credit: withoutLabel(text) }
      return
    }
    const isBelowPicture = this.#pictureAt === this.#blocks.length
    const kind = isBelowPicture && findCredit(text, 'BETWEEN') ? 'CAPTION' : 'TEXT'
    this.#blocks.push({ kind, text })
  }

  #isCredit(text: string): boolean {
    if (text.length > MAX_CREDIT_BELOW) return false
    const words = withoutLabel(text)
    return isNameLike(words) && (this.#creditsBelow > 0 || words !== flat(text))
  }

  #endPart(part: Part): void {
    for (const paragraph of this.#takeParagraphs()) this.#addToFigure(part, paragraph)
  }

  #addToFigure(part: Part | 'FIGURE', text: string): void {
    const figure = this.#figure
    if (!figure) return
    if (part === 'CREDIT') figure.credit ||= text
    else if (part === 'CAPTION') figure.captions.push(text)
  }

  #endFigure(): void {
    const figure = this.#figure
    this.#figure = null
    if (!figure) return
    const caption = figure.captions.join(' ') || figure.alternative
    const credit = withoutLabel(figure.credit)
    if (caption !== '' || credit !== '') {
      this.#blocks.push({ kind: 'CAPTION', text: caption, credit: credit || null })
    } else this.#pictureAt = this.#blocks.length
  }

  #readImage(attributes: Readonly<Record<string, string>>): void {
    const figure = this.#figure
    if (!figure) {
      this.#endParagraph()
      this.#pictureAt = this.#blocks.length
      return
    }
    figure.alternative ||= flat(attributes.alt ?? '')
    for (const [name, value] of Object.entries(attributes)) {
      if (!name.startsWith('data-') || /^https?:|^[\d.]*$/.test(value)) continue
      if (/credit|copyright|photographer/i.test(name)) figure.credit ||= flat(value)
      if (/caption/i.test(name) && !/credit/i.test(name)) {
        figure.alternative = flat(value) || figure.alternative
      }
    }
  }

  /** Takes the words of a link back that only leads to the rest of the story. */
  #dropLink(): void {
    const link = this.#link
    this.#link = null
    if (!link || link.at > this.#text.length || !MORE.test(link.words.trim())) return
    this.#droppedLinks += 1
    if (this.#droppedLinks > MAX_DROPPED_LINKS) return
    const before = this.#text.slice(0, link.at)
    if (/(?:^|[.!?…”"\n])\s*$/.test(before.slice(-20))) this.#text = before
  }
}

function partOf(name: string, attributes: Readonly<Record<string, string>>): Part | null {
  const marks = `${attributes.class ?? ''} ${attributes.itemprop ?? ''} ${attributes.rel ?? ''}`
  if (CREDIT.test(marks) || name === 'cite' || name === 'small') return 'CREDIT'
  if (name === 'figcaption' || CAPTION.test(marks)) return 'CAPTION'
  return null
}

const CREDIT_LABEL =
  /^(?:(?:photo(?:graph)?s?|image|picture|credit|foto|bild|crédit)(?:\s+(?:credit|by))?\s*[:–-]\s*|©\s*)/i

/** "Photograph: Mira Tan" as "Mira Tan". */
export function withoutLabel(credit: string): string {
  return flat(credit).replace(CREDIT_LABEL, '')
}
