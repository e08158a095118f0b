import type { Language } from '../languages/language.ts'
import { scripts } from '../languages/scripts.ts'
import { unread } from '../languages/unread.ts'

/** So much of a text decides, in UTF-16 units. */
const SAMPLE = 4000

/** So many of the letters must be of a script: Latin names stand in every language. */
const SCRIPT_SHARE = 0.3

/** In news, two words of five are among the commonest; a headline alone says too little. */
const COMMON_SHARE = 0.15
const FEWEST_WORDS = 8

/** Of a longer text in a language that is read, at least so many words are common ones. */
const FOREIGN_SHARE = 0.1
const FEWEST_FOREIGN_WORDS = 20

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
  const { best, share, words } = nearest(sample, languages)
  return words >= FEWEST_WORDS && share >= COMMON_SHARE ? (best?.code ?? null) : null
}

/**
 * The words with which a text is read: those of its language, or the first language's where the
 * text is too short to tell. A language that is not known has none.
 */
export function languageOf(
  tag: string | null,
  text: string,
  languages: readonly [Language, ...Language[]],
): Language {
  if (tag !== null) {
    const primary = tag.toLowerCase().split('-')[0]
    return languages.find(({ code }) => code === primary) ?? unread
  }
  const { share, words } = nearest(text.slice(0, SAMPLE), languages)
  return words >= FEWEST_FOREIGN_WORDS && share < FOREIGN_SHARE ? unread : languages[0]
}

/** The language of which most of the words are common ones. */
function nearest(
  sample: string,
  languages: readonly Language[],
): { readonly best: Language | null; readonly share: number; readonly words: number } {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  let best: Language | null = null
  let most = 0
  for (const language of languages) {
    const common = words.filter((word) => language.commonWords.has(word)).length
    if (common > most) [best, most] = [language, common]
  }
  return { best, share: words.length === 0 ? 0 : most / words.length, words: words.length }
}
