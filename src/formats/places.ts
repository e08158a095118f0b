import type { Block } from './article.ts'

/** A shorter text is accepted only near the previous one: it may occur by chance elsewhere. */
const SURE_LENGTH = 20
const NEAR = 4_000

/** Searches that may fail: each reads the rest of the file. */
const MAX_MISSES = 40

/**
 * Find the places of blocks in the text of a file that spells them verbatim somewhere, in order.
 *
 * For formats whose parser gives no offsets. A block that the file spells with entities, escapes or
 * line breaks stays without a place.
 */
export function withPlaces(blocks: readonly Block[], text: string): Block[] {
  let from = 0
  let misses = 0
  return blocks.map((block) => {
    if (block.at !== undefined || misses > MAX_MISSES || block.text === '') return block
    const at = text.indexOf(block.text, from)
    const isFound = at >= 0 && (block.text.length >= SURE_LENGTH || at - from < NEAR)
    if (!isFound) {
      misses += 1
      return block
    }
    from = at + block.text.length
    return { ...block, at }
  })
}
