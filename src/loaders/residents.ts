import type { Source, Speaker } from '../model/archive.ts'
import type { Page } from '../model/lists.ts'
import type { Reading } from '../model/reading.ts'
import { type Loading, loadedValue } from './loading.ts'
import { createRecentCache } from './recent.ts'

/** What was read of one kind, and stays between requests. */
export interface Resident<Value> {
  get(key: string): Loading<Value> | undefined
  /** Null is not kept. */
  keep(key: string, value: Value): void
}

/** What has been read since the archive last changed. */
export interface Residents {
  readonly readings: Resident<Reading | null>
  readonly speakers: Resident<Speaker | null>
  readonly sources: Resident<Source | null>
  /** By question and owner. */
  readonly pages: Resident<Page>
}

const MEGABYTE = 1024 * 1024

/**
 * Room for some 2,500 articles, for 40,000 speakers and sources each, and for pages of 25,000 items.
 *
 * Whoever keeps something may have read it after the archive changed: whoever uses it makes sure
 * afterwards that it has not.
 */
export function createResidents(): Residents {
  return {
    readings: createResident<Reading | null>(40 * MEGABYTE, weighReading),
    speakers: createResident<Speaker | null>(16 * MEGABYTE, ({ aliases, roles }) =>
      weigh(aliases.length + 2 * roles.length),
    ),
    sources: createResident<Source | null>(8 * MEGABYTE, ({ aliases }) => weigh(aliases.length)),
    pages: createResident<Page>(8 * MEGABYTE, ({ items }) => OBJECT * (1 + items.length)),
  }
}

// Rough bytes of memory: an object of some ten members takes about as much as a short text.
const OBJECT = 300

function weigh(parts: number): number {
  return OBJECT + parts * 100
}

/** Dates are in proportion to the body: to count them, they would have to be parsed. */
function weighReading({ article, quotations, sources, speakers, pictures }: Reading): number {
  const parts = quotations.length * 2 + article.paragraphs.length / 2
  const others = sources.length + speakers.length + pictures.length
  return 2 * article.body.length + OBJECT * (parts + others)
}

function createResident<Value>(
  bytes: number,
  weight: (value: NonNullable<Value>) => number,
): Resident<Value> {
  const cache = createRecentCache<Loading<Value>>(bytes)
  return {
    get: (key) => cache.get(key),
    keep(key, value) {
      if (value === null || value === undefined) return
      cache.set(key, loadedValue<Value>(value), weight(value) + key.length)
    },
  }
}
