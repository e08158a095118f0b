import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)

/** A library that is loaded when it is first used; readers are synchronous, so it is required. */
export function lazily<Library>(name: string): () => Library {
  let library: Library | undefined
  return () => (library ??= load(name))
}
