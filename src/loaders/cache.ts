import { LRUCache } from 'lru-cache'
import type { Source, Speaker } from '../model/archive.ts'
import type { Page } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'

/** Values of one kind that stay in memory between requests, by key. */
export interface ValueCache<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** What requests have read since the archive last changed. */
export interface ReadCache {
  readonly readings: ValueCache<Reading>
  readonly speakers: ValueCache<Speaker>
  readonly sources: ValueCache<Source>
  /** By list, window and owner. */
  readonly pages: ValueCache<Page>
}

/**
 * A cache that gives the values of another one and adds to it later.
 *
 * @param addLater - gets a function that adds a value
 */
export function createUnconfirmedCache(
  cache: ReadCache,
  addLater: (add: () => void) => void,
): ReadCache {
  const unconfirmed = <Value>(inner: ValueCache<Value>): ValueCache<Value> => ({
    get: (key) => inner.get(key),
    set: (key, value) => addLater(() => inner.set(key, value)),
  })
  return {
    readings: unconfirmed(cache.readings),
    speakers: unconfirmed(cache.speakers),
    sources: unconfirmed(cache.sources),
    pages: unconfirmed(cache.pages),
  }
}

const MEGABYTE = 1024 * 1024

/**
 * Creates a cache for one revision, with room for some 2,500 articles, for 40,000 speakers and
 * sources each, and for pages of 25,000 items.
 *
 * A slow request may add what it read after the archive changed: users of the cache compare the
 * revision after their last read and discard the answer.
 */
export function createReadCache(): ReadCache {
  return {
    readings: createValueCache<Reading>(40 * MEGABYTE, readingBytes),
    speakers: createValueCache<Speaker>(16 * MEGABYTE, ({ aliases, roles }) =>
      partBytes(aliases.length + 2 * roles.length),
    ),
    sources: createValueCache<Source>(8 * MEGABYTE, ({ aliases }) => partBytes(aliases.length)),
    pages: createValueCache<Page>(8 * MEGABYTE, ({ items }) => OBJECT_BYTES * (1 + items.length)),
  }
}

/**
 * A cache for a request that walks through a list: it adds no articles and pages, each of which it reads
 * once. To keep them for so short a time costs a fifth of the walk in garbage collection.
 */
export function cacheForWalk({ readings, pages, ...others }: ReadCache): ReadCache {
  return { ...others, readings: readOnly(readings), pages: readOnly(pages) }
}

function readOnly<Value>(cache: ValueCache<Value>): ValueCache<Value> {
  return { get: (key) => cache.get(key), set() {} }
}

// An estimate: an object of some ten members takes about as much memory as a short text.
const OBJECT_BYTES = 300

function partBytes(parts: number): number {
  return OBJECT_BYTES + parts * 100
}

/** Dates are in proportion to the body: to count them, they would have to be parsed. */
function readingBytes({ article, quotations, sources, speakers, pictures }: Reading): number {
  const parts = quotations.length * 2 + article.paragraphs.length / 2
  const others = sources.length + speakers.length + pictures.length
  return 2 * article.body.length + OBJECT_BYTES * (parts + others)
}

function createValueCache<Value extends object>(
  maxSize: number,
  bytesOf: (value: Value) => number,
): ValueCache<Value> {
  return new LRUCache<string, Value>({
    maxSize,
    maxEntrySize: Math.floor(maxSize / 100),
    sizeCalculation: (value, key) => Math.ceil(bytesOf(value)) + key.length,
  })
}
