/** A cache that forgets what was used longest ago. */
export interface RecentCache<Value> {
  get(key: string): Value | undefined
  /** @param weight - what it adds to what is held */
  set(key: string, value: Value, weight: number): void
  clear(): void
}

/**
 * A cache bounded by the weight of what it holds.
 *
 * Callers choose how large things are: a cache that counts entries could be filled with large ones.
 * What weighs more than a hundredth of the whole is not kept.
 */
export function createRecentCache<Value>(limit: number): RecentCache<Value> {
  const entries = new Map<string, { readonly value: Value; readonly weight: number }>()
  let held = 0

  function remove(key: string): void {
    held -= entries.get(key)?.weight ?? 0
    entries.delete(key)
  }

  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, weight) {
      remove(key)
      if (weight > limit / 100) return
      held += weight
      entries.set(key, { value, weight })
      for (const oldest of entries.keys()) {
        if (held <= limit) break
        remove(oldest)
      }
    },
    clear() {
      entries.clear()
      held = 0
    },
  }
}
