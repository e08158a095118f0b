/** A cache that forgets what was used longest ago. */
export interface DocumentCache<Value> {
  get(text: string): Value | undefined
  set(text: string, value: Value): void
}

/**
 * A cache of what was made of texts, bounded by their characters.
 *
 * A parsed document takes memory in proportion to its text, and callers choose how long that is: a
 * cache that counts entries could be filled with long ones. A text of more than a hundredth of the
 * whole is not kept.
 */
export function createDocumentCache<Value>(characters: number): DocumentCache<Value> {
  const entries = new Map<string, Value>()
  let held = 0

  return {
    get(text) {
      const value = entries.get(text)
      if (value === undefined) return undefined
      entries.delete(text)
      entries.set(text, value)
      return value
    },
    set(text, value) {
      if (text.length > characters / 100) return
      if (!entries.has(text)) held += text.length
      entries.set(text, value)
      for (const oldest of entries.keys()) {
        if (held <= characters) break
        entries.delete(oldest)
        held -= oldest.length
      }
    },
  }
}
