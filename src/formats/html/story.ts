import type { Block, ItemParts, PictureFacts } from '../article.ts'
import { flat } from '../blocks.ts'
import { plainTitle } from './titles.ts'

/** A shorter caption is a label of a teaser. */
const MIN_CAPTION = 15
/** A shorter paragraph may be printed elsewhere on the page, too. */
const MIN_STORY_PARAGRAPH = 60
/** More blocks do not stand between a headline and its story. */
const MAX_ABOVE = 30

/** What the page prints between the headline and the first paragraph of the story. */
export function blocksAbove(
  all: readonly Block[],
  story: readonly Block[],
  title: string | null,
): readonly Block[] {
  const first = story.find(({ kind, text }) => kind === 'TEXT' && text.length > MIN_STORY_PARAGRAPH)
  const end = first ? all.findIndex(({ text }) => text === first.text) : -1
  if (end < 0 || title === null) return []
  const heading = plainTitle(title)
  const near = all.slice(Math.max(0, end - MAX_ABOVE), end)
  const start = near.findIndex(({ text }) => plainTitle(text) === heading)
  return start < 0 ? [] : near.slice(start + 1)
}

/** Pictures above the story, and those that JSON-LD states of a page whose story has none. */
export function picturesBeside(
  blocks: readonly Block[],
  above: readonly Block[],
  facts: ItemParts | null,
): readonly PictureFacts[] {
  const isCaption = ({ kind }: Block) => kind === 'CAPTION'
  const known = new Set(blocks.filter(isCaption).map(({ text }) => plainLine(text)))
  const leading = above
    .filter((block) => isCaption(block) && block.text.length >= MIN_CAPTION)
    .filter(({ text }) => !known.has(plainLine(text)))
    .slice(0, 2)
    .map(({ text, credit }) => ({ caption: text, credit: credit ?? null }))
  if (leading.length > 0 || known.size > 0) return leading
  return facts?.pictures ?? []
}

/** The story with credits that are printed elsewhere beside the same captions. */
export function withCreditsOf(all: readonly Block[], story: readonly Block[]): readonly Block[] {
  const credits = new Map<string, string>()
  for (const { kind, text, credit } of all) {
    if (kind === 'CAPTION' && text !== '' && credit) credits.set(plainLine(text), credit)
  }
  return story.map((block) => {
    if (block.kind !== 'CAPTION' || block.credit) return block
    const credit = credits.get(plainLine(block.text))
    return credit === undefined ? block : { ...block, credit }
  })
}

/** What is found on the page; where that is next to nothing, the body that JSON-LD states. */
export function storyBlocks(found: readonly Block[], facts: ItemParts | null): readonly Block[] {
  const stated = facts?.blocks ?? []
  return lengthOf(stated) > 2 * lengthOf(found) ? stated : found
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((length, { kind, text }) => length + (kind === 'TEXT' ? text.length : 0), 0)
}

/** How many paragraphs above the story may repeat what the head of the page prints. */
const HEAD_BLOCKS = 8

/** The story without headline, byline and date line, and without what only leads elsewhere. */
export function withoutHead(
  blocks: readonly Block[],
  title: string | null,
  byline: string | null,
  lines: readonly string[],
): Block[] {
  const printed = new Set([title, byline, ...lines].map(plainLine))
  return blocks.filter(({ kind, text }, index) => {
    if (kind !== 'TEXT') return true
    if (index < HEAD_BLOCKS && printed.has(plainLine(text))) return false
    const above = blocks[index - 1]
    if (above?.kind === 'CAPTION' && plainTitle(above.text) === plainTitle(text)) return false
    return text.length > MAX_BOILERPLATE || !(BOILERPLATE.test(text) || /^\d+ ?\/ ?\d+$/.test(text))
  })
}

function plainLine(text: string | null): string {
  return flat(text ?? '').toLowerCase()
}

const MAX_BOILERPLATE = 80
/** Lines that lead elsewhere or belong to the page, in the languages of the pages that print them. */
const BOILERPLATE =
  /^[^\p{L}]*(?:advertisement|advertising|anzeige|werbung|publicidad|publicidade|publicité|pubblicità|reklama|annons|annonse|mainos|реклама|広告|read more|read also|see also|related(?: (?:articles|stories|topics|content))?|more on this story|share(?: this)?(?: (?:article|story|on \p{L}+))?|print(?: this)?(?: page| article)?|e-?mail|tweet|comments?|leave a comment|sign up|subscribe(?: now)?|follow us|weiterlesen|lesen sie auch|mehr zum thema|zur startseite|lire aussi|à lire aussi|sur le même sujet|partager|leer más|lee también|compartir|leia também|leia mais|compartilhe|leggi anche|condividi|lees ook|delen|läs också|dela|читайте также|czytaj także|udostępnij)[^\p{L}]*$/iu
