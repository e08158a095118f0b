import type { Article } from '../model/article.ts'

/** Words in a row that make one shingle: two texts seldom share them by chance. */
const LENGTH = 5

/** Shingles that stand for a text. */
const SKETCH = 12

/** The words of a text as they are compared: without case, marks and line ends. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Every stretch of five words in the story of an article, captions and bylines left out, hashed. */
export function shinglesOf({ body, paragraphs }: Article): Set<number> {
  const story = paragraphs.filter(({ kind }) => kind === 'TEXT')
  const words = plainWords(story.map(({ span }) => body.slice(span.start, span.end)).join('\n'))
  const hashes = words.map(hashOf)
  const shingles = new Set<number>()
  for (let at = 0; at + LENGTH <= hashes.length; at += 1) {
    shingles.add(hashes.slice(at, at + LENGTH).reduce(mix, 0) >>> 1)
  }
  return shingles
}

/**
 * The least of the shingles: texts that share much share some of these, however long they are.
 *
 * See "On the resemblance and containment of documents",
 * https://doi.org/10.1109/SEQUEN.1997.666900
 */
export function sketchOf(article: Article): number[] {
  return [...shinglesOf(article)].sort((a, b) => a - b).slice(0, SKETCH)
}

/** How much of the shorter of two texts stands in the other, 0 to 1. */
export function overlapOf(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [short, long] = one.size < other.size ? [one, other] : [other, one]
  if (short.size === 0) return 0
  let shared = 0
  for (const shingle of short) if (long.has(shingle)) shared += 1
  return shared / short.size
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  }
  return hash
}

function mix(before: number, hash: number): number {
  const mixed = Math.imul(before ^ hash, 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) ^ (mixed >>> 13)
}
