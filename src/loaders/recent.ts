/** A cache that forgets what was not used for long. */
export interface RecentCache<Value> {
  get(key: string): Value | undefined
  /** @param weight - what it adds to what is held */
  set(key: string, value: Value, weight: number): void
  clear(): void
}

interface Entry<Value> {
  readonly value: Value
  readonly weight: number
  /** How many entries had been put at the end when this one was. */
  place: number
}

/**
 * A cache bounded by the weight of what it holds.
 *
 * Callers choose how large things are: a cache that counts entries could be filled with large ones.
 * What weighs more than a hundredth of the whole is not kept.
 */
export function createRecentCache<Value>(limit: number): RecentCache<Value> {
  const entries = new Map<string, Entry<Value>>()
  let held = 0
  let put = 0

  function putLast(key: string, entry: Entry<Value>): void {
    entry.place = put += 1
    entries.set(key, entry)
  }

  function remove(key: string): void {
    held -= entries.get(key)?.weight ?? 0
    entries.delete(key)
  }

  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      // To move what stands in the newer half would cost more than it tells.
      if (put - entry.place > entries.size / 2) {
        entries.delete(key)
        putLast(key, entry)
      }
      return entry.value
    },
    set(key, value, weight) {
      remove(key)
      if (weight > limit / 100) return
      held += weight
      putLast(key, { value, weight, place: 0 })
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
