import type { ReadStore } from '../../src/store/store.ts'

/** A proxy of a store that calls `see` with the name of each read before it happens. */
export function spied<S extends ReadStore>(
  inner: S,
  see: (name: string) => Promise<void> | void,
): S {
  return new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...args: readonly unknown[]) => {
        const seen = see(String(name))
        const read = () => Reflect.apply(value, target, args)
        return seen ? seen.then(read) : read()
      }
    },
  })
}

/** A proxy of a store, and the names of the reads that reach it. */
export function counted<S extends ReadStore>(inner: S): { store: S; reads: string[] } {
  const reads: string[] = []
  const store = spied(inner, (name) => {
    if (name !== 'generation') reads.push(name)
  })
  return { store, reads }
}
