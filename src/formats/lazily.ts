import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)

/** A library that is loaded when it is first used; readers are synchronous, so it is required. */
export function lazily<Library>(name: string): () => Library {
  let library: Library | undefined
  // The caller names the type of the library.
  // oxlint-disable-next-line typescript/no-unsafe-return
  return () => (library ??= load(name))
}
