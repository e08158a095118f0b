import type { TaggedArticle } from './tagged-article.ts'
import { oncePer } from '../../text/once-per.ts'

/** Index of the country of a name or an adjective ("china", "chinese"), or null. */
export function countryOf(tagged: TaggedArticle, words: string): number | null {
  return countriesOf(tagged.words.countries).byWords.get(words) ?? null
}

/** The same for two words; the index of first words avoids most lookups. */
export function countryOfPair(tagged: TaggedArticle, one: string, other: string): number | null {
  const { byWords, firsts } = countriesOf(tagged.words.countries)
  return firsts.has(one) ? (byWords.get(`${one} ${other}`) ?? null) : null
}

interface CountryTable {
  readonly byWords: ReadonlyMap<string, number>
  /** First words of names and adjectives of several words. */
  readonly firsts: ReadonlySet<string>
}

type Countries = TaggedArticle['words']['countries']

const countriesOf = oncePer((countries: Countries): CountryTable => {
  const byWords = new Map<string, number>()
  const firsts = new Set<string>()
  countries.forEach(({ names, adjectives }, index) => {
    for (const words of [...names, ...adjectives]) {
      byWords.set(words, index)
      const blank = words.indexOf(' ')
      if (blank > 0) firsts.add(words.slice(0, blank))
    }
  })
  return { byWords, firsts }
})

/** Countries in a list of words, each of one or two words: "north korean", "chinese". */
export function countriesIn(tagged: TaggedArticle, words: readonly string[]): number[] {
  const found: number[] = []
  for (let at = 0; at < words.length; at += 1) {
    const pair = countryOfPair(tagged, words[at] ?? '', words[at + 1] ?? '')
    const country = pair ?? countryOf(tagged, words[at] ?? '')
    if (pair !== null) at += 1
    if (country !== null && !found.includes(country)) found.push(country)
  }
  return found
}
