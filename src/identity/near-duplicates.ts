import type { Article } from '../model/article.ts'
import { plainUnitAt } from '../text/characters.ts'

/** Consecutive words in a shingle: two texts seldom share so many by chance. */
const LENGTH = 5

/** Shingles in a sketch. */
const SKETCH = 12

/** Initial hash of a word (FNV-1a). */
const EMPTY = 0x811c9dc5 | 0

/** The words of a text in lower case, without punctuation. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Hashes of every five consecutive words of an article's story, without captions and bylines. */
export function shinglesOf(article: Article): Set<number> {
  const hashes = hashWords(article)
  const shingles = new Set<number>()
  for (let at = LENGTH; at <= hashes.length; at += 1) shingles.add(shingleBefore(hashes, at))
  return shingles
}

/**
 * The smallest shingles, ascending (MinHash): texts that share much of their words share some of
 * these, whatever their lengths.
 *
 * See "On the resemblance and containment of documents",
 * https://doi.org/10.1109/SEQUEN.1997.666900
 */
export function sketchOf(article: Article): number[] {
  const hashes = hashWords(article)
  const least: number[] = []
  let limit = Infinity
  for (let at = LENGTH; at <= hashes.length; at += 1) {
    const shingle = shingleBefore(hashes, at)
    if (shingle >= limit || least.includes(shingle)) continue
    insert(least, shingle)
    if (least.length > SKETCH) least.pop()
    if (least.length === SKETCH) limit = least[SKETCH - 1] ?? limit
  }
  return least
}

function insert(sorted: number[], value: number): void {
  let at = sorted.length
  for (; at > 0 && (sorted[at - 1] ?? 0) > value; at -= 1) sorted[at] = sorted[at - 1] ?? 0
  sorted[at] = value
}

/** Share of the shorter text's shingles that the other contains, 0 to 1. */
export function overlapOf(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [short, long] = one.size < other.size ? [one, other] : [other, one]
  if (short.size === 0) return 0
  let shared = 0
  for (const shingle of short) if (long.has(shingle)) shared += 1
  return shared / short.size
}

/** The shingles of an article in its order, repeated ones too. */
export function shingleListOf(article: Article): Uint32Array {
  const hashes = hashWords(article)
  const shingles = new Uint32Array(Math.max(0, hashes.length - LENGTH + 1))
  for (let at = 0; at < shingles.length; at += 1) shingles[at] = shingleBefore(hashes, at + LENGTH)
  return shingles
}

/** Different shingles, ascending, for `sharesOfLonger`. */
export function sortedShingles(list: Uint32Array): Uint32Array {
  return list.toSorted().filter((shingle, at, sorted) => at === 0 || shingle !== sorted[at - 1])
}

/** Whether a share of the longer text's shingles is in both. Ends as soon as too many are not. */
export function sharesOfLonger(one: Uint32Array, other: Uint32Array, share: number): boolean {
  // Rounding may make a product a little too large.
  const wanted = Math.ceil(share * Math.max(one.length, other.length) - 1e-9)
  let at = 0
  let beside = 0
  let shared = 0
  while (shared + Math.min(one.length - at, other.length - beside) >= wanted) {
    if (at === one.length || beside === other.length) return true
    const difference = (one[at] ?? 0) - (other[beside] ?? 0)
    if (difference <= 0) at += 1
    if (difference >= 0) beside += 1
    if (difference === 0) shared += 1
  }
  return false
}

/** Bins of a signature, and the shingles from which on most bins are filled. */
const BINS = 64
const MOST_FILLED = 2 * BINS

/** More than any shingle. */
const EMPTY_BIN = 2 ** 32 - 1

/**
 * A byte of the smallest shingle of each bin; 0 for an empty bin. As many bytes of two texts are the same as
 * the share of their shingles that both have (one permutation hashing).
 *
 * See "One Permutation Hashing", https://arxiv.org/abs/1208.1259
 *
 * @returns null for a short text
 */
export function signatureOf(shingles: Uint32Array): Uint8Array | null {
  if (shingles.length < MOST_FILLED) return null
  const least = new Uint32Array(BINS).fill(EMPTY_BIN)
  for (const shingle of shingles) {
    const bin = shingle % BINS
    if (shingle < (least[bin] ?? 0)) least[bin] = shingle
  }
  return Uint8Array.from(least, (shingle) =>
    shingle === EMPTY_BIN ? 0 : 1 + (Math.floor(shingle / BINS) % 255),
  )
}

/**
 * Share of the shingles of two texts that both have, as their signatures show it: within 0.24 of the true
 * value in all but 1 of 15,000 cases.
 */
export function resemblanceOf(one: Uint8Array, other: Uint8Array): number {
  let same = 0
  let filled = 0
  for (let bin = 0; bin < BINS; bin += 1) {
    const mine = one[bin]
    const theirs = other[bin]
    if (mine !== 0 || theirs !== 0) filled += 1
    if (mine === theirs && mine !== 0) same += 1
  }
  return same / Math.max(1, filled)
}

/** Hashes of the words of the story. */
function hashWords({ body, paragraphs }: Article): number[] {
  const hashes: number[] = []
  for (const { kind, span } of paragraphs) {
    if (kind === 'TEXT') addHashes(body, span.start, span.end, hashes)
  }
  return hashes
}

function addHashes(text: string, start: number, end: number, hashes: number[]): void {
  let hash = EMPTY
  for (let at = start; at < end; at += 1) {
    const unit = plainUnitAt(text, at)
    if (unit !== 0) hash = Math.imul(hash ^ unit, 0x01000193)
    else if (hash !== EMPTY) {
      hashes.push(hash)
      hash = EMPTY
    }
  }
  if (hash !== EMPTY) hashes.push(hash)
}

/** The shingle of the five words before an index, 31 bits. */
function shingleBefore(hashes: readonly number[], end: number): number {
  let shingle = 0
  for (let at = end - LENGTH; at < end; at += 1) shingle = mix(shingle, hashes[at] ?? 0)
  return shingle >>> 1
}

function mix(before: number, hash: number): number {
  const mixed = Math.imul(before ^ hash, 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) ^ (mixed >>> 13)
}
