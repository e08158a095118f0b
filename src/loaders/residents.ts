import type { Source, Speaker } from '../model/archive.ts'
import type { Reading } from '../model/reading.ts'
import type { Awaitable } from '../store/store.ts'
import { whenLoaded } from './loading.ts'
import { createRecentCache } from './recent.ts'

type Read<Value> = (keys: readonly string[]) => Awaitable<readonly (Value | null)[]>

/** Records that stay between requests, as long as the archive does not change. */
export interface Resident<Value> {
  /** Read what is not here. */
  read(
    generation: number,
    keys: readonly string[],
    read: Read<Value>,
  ): Awaitable<readonly (Value | null)[]>
}

export interface Residents {
  readonly readings: Resident<Reading>
  readonly speakers: Resident<Speaker>
  readonly sources: Resident<Source>
}

const MEGABYTE = 1024 * 1024

/** Room for some 1,500 articles, and for 40,000 speakers and sources each. */
export function createResidents(): Residents {
  return {
    readings: createResident(48 * MEGABYTE, weighReading),
    speakers: createResident(16 * MEGABYTE, ({ aliases, roles }) =>
      weigh(aliases.length + 2 * roles.length),
    ),
    sources: createResident(8 * MEGABYTE, ({ aliases }) => weigh(aliases.length)),
  }
}

/** For those who read in one request alone. */
export const noResidents: Residents = {
  readings: { read: (_generation, keys, read) => read(keys) },
  speakers: { read: (_generation, keys, read) => read(keys) },
  sources: { read: (_generation, keys, read) => read(keys) },
}

// Rough bytes of memory: an object of some ten members takes about as much as a short text.
const OBJECT = 300

function weigh(parts: number): number {
  return OBJECT + parts * 100
}

function weighReading({
  article,
  quotations,
  dates,
  sources,
  speakers,
  pictures,
}: Reading): number {
  const parts = quotations.length * 2 + dates.length + article.paragraphs.length / 2
  return article.body.length + OBJECT * (parts + sources.length + speakers.length + pictures.length)
}

/**
 * What was read under another generation is forgotten. What is kept under a generation may have been
 * read after it ended: whoever uses it makes sure afterwards that it has not.
 */
function createResident<Value>(bytes: number, weight: (value: Value) => number): Resident<Value> {
  const cache = createRecentCache<Value>(bytes)
  let current: number | null = null

  return {
    read(generation, keys, read) {
      if (generation !== current) cache.clear()
      current = generation
      const found = keys.map((key) => cache.get(key) ?? null)
      const missing = keys.filter((_key, at) => found[at] === null)
      if (missing.length === 0) return found
      return whenLoaded(read(missing), (values) => {
        const rest = values.values()
        return keys.map((key, at) => {
          const known = found[at]
          if (known) return known
          const value = rest.next().value ?? null
          if (value !== null && generation === current) cache.set(key, value, weight(value))
          return value
        })
      })
    },
  }
}
