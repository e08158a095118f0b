import type { Language } from '../../languages/language.ts'

const origins = new WeakMap<Language, ReadonlySet<string>>()

/** Countries, peoples and cities in lower case: words that tell where a medium is from. */
export function originsOf(language: Language): ReadonlySet<string> {
  const known = origins.get(language)
  if (known) return known
  const { countries, cities } = language.people
  const words = countries.flatMap(({ names, adjectives }) => [...names, ...adjectives])
  const set = new Set([...words, ...cities].map((word) => word.toLowerCase()))
  origins.set(language, set)
  return set
}
