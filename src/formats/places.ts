import type { Block } from './article.ts'

/** A shorter text is accepted only near the previous one: it may occur by chance elsewhere. */
const SURE_LENGTH = 20
const NEAR = 4_000

/** How far behind the previous block the next one of a file with many items is looked for. */
const WINDOW = 200_000

/** Characters that all searches of a file may read: so many times its length. */
const MAX_READ = 40

/**
 * Find the places of blocks in the text of a file that spells them verbatim somewhere, in order.
 *
 * For formats whose parser gives no offsets. A block that the file spells with entities, escapes or
 * line breaks stays without a place.
 */
export function withPlaces(blocks: readonly Block[], text: string): Block[] {
  return createPlaceFinder(text, text.length)(blocks)
}

/** As `withPlaces`, for the items of one file: each is looked for behind the one before it. */
export function createPlaceFinder(
  text: string,
  window = WINDOW,
): (blocks: readonly Block[]) => Block[] {
  let from = 0
  let left = MAX_READ * text.length
  const find = (block: Block): Block => {
    if (block.at !== undefined || block.text === '' || left <= 0) return block
    const reach = block.text.length < SURE_LENGTH ? NEAR + SURE_LENGTH : window
    const at = text.slice(from, from + reach + block.text.length).indexOf(block.text)
    left -= at < 0 ? Math.min(reach, text.length - from) : at
    if (at < 0) return block
    const start = from + at
    from = start + block.text.length
    return { ...block, at: start }
  }
  return (blocks) => blocks.map(find)
}
