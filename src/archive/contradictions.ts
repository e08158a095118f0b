import type { AuthorityEntry } from '../model/annotations.ts'
import { nameKey } from '../text/names.ts'

/** A name that two entries claim for the same paths. */
export interface Contradiction {
  readonly name: string
  /** Lines of the entries, from 1; the first of them counts. */
  readonly first: number
  readonly second: number
}

/** Find the names that several entries of `speakers.yaml` claim. */
export function findContradictions(
  entries: readonly { readonly value: AuthorityEntry; readonly line: number }[],
): Contradiction[] {
  const owners = new Map<string, number>()
  const found: Contradiction[] = []
  entries.forEach(({ value, line }) => {
    const paths = value.in.length > 0 ? value.in : ['']
    const names = new Map([value.name, ...value.aliases].map((name) => [nameKey(name), name]))
    for (const [key, name] of names) {
      const owner = paths
        .map((path) => owners.get(`${path}\0${key}`))
        .find((at) => at !== undefined)
      if (owner !== undefined) found.push({ name, first: owner, second: line })
      else for (const path of paths) owners.set(`${path}\0${key}`, line)
    }
  })
  return found
}
