import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A module that a thread can load, or the reason why there is none. */
export type ThreadModule =
  { readonly url: URL; readonly reason: null } | { readonly url: null; readonly reason: string }

/**
 * Find a built module that threads load by its URL: beside the module that asks, or beside the bundle
 * that contains it.
 *
 * @param here - `import.meta.url` of the module that asks
 * @param name - without extension: "parse-worker"
 */
export function findThreadModule(here: string | undefined, name: string): ThreadModule {
  if (!here) return missing('the code was bundled into a form that does not know its place')
  if (here.endsWith('.ts')) return missing('threads need the built files')
  const url = new URL(`./${name}.js`, here)
  const path = fileURLToPath(url)
  return existsSync(path) ? { url, reason: null } : missing(`"${path}" does not exist`)
}

function missing(reason: string): ThreadModule {
  return { url: null, reason }
}
