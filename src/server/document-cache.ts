import { createRecentCache } from '../loaders/recent.ts'

/** A cache of what was made of texts. */
export interface DocumentCache<Value> {
  get(text: string): Value | undefined
  set(text: string, value: Value): void
}

/**
 * A cache bounded by the characters of its texts: a parsed document takes memory in proportion to
 * them. A text of more than a hundredth of the whole is not kept.
 */
export function createDocumentCache<Value>(characters: number): DocumentCache<Value> {
  const cache = createRecentCache<Value>(characters)
  return {
    get: (text) => cache.get(text),
    set: (text, value) => cache.set(text, value, text.length),
  }
}
