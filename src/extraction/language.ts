import type { Language } from '../languages/language.ts'
import { scripts } from '../languages/scripts.ts'

/** So much of a text decides, in UTF-16 units. */
const SAMPLE = 4000

/** So many of the letters must be of a script: Latin names stand in every language. */
const SCRIPT_SHARE = 0.3

/** In English news, two words of five are among the commonest; a headline alone says too little. */
const COMMON_SHARE = 0.15
const FEWEST_WORDS = 8

/**
 * Recognise the language of a text by its script or its commonest words.
 *
 * @returns a BCP 47 tag; null for a language that is not known and for a text that is too short
 */
export function recognizeLanguage(text: string, languages: readonly Language[]): string | null {
  const sample = text.slice(0, SAMPLE)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const script = scripts.find(
    ({ letters: of }) => (sample.match(of)?.length ?? 0) > letters * SCRIPT_SHARE,
  )
  if (script) return script.language
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < FEWEST_WORDS) return null
  const shares = languages.map(({ code, commonWords }) => ({
    code,
    share: words.filter((word) => commonWords.has(word)).length / words.length,
  }))
  const [best] = shares.sort((a, b) => b.share - a.share)
  return best && best.share >= COMMON_SHARE ? best.code : null
}
