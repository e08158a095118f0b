import type { Language } from '../languages/language.ts'
import { anyScript, scripts, type Script } from '../languages/scripts.ts'
import { isLetterAt } from '../text/characters.ts'

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
  const script = scriptOf(sample)
  if (script) return script.language
  const words = wordsOf(sample)
  if (words.length < FEWEST_WORDS) return null
  const shares = languages.map(({ code, commonWords }) => ({
    code,
    share: words.filter((word) => commonWords.has(word)).length / words.length,
  }))
  const [best] = shares.sort((a, b) => b.share - a.share)
  return best && best.share >= COMMON_SHARE ? best.code : null
}

/** Most texts have no letter of these scripts, and then nothing need be counted. */
function scriptOf(sample: string): Script | undefined {
  if (!anyScript.test(sample)) return undefined
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return scripts.find(({ letters: of }) => (sample.match(of)?.length ?? 0) > letters * SCRIPT_SHARE)
}

/** Runs of letters, in lower case. */
function wordsOf(sample: string): string[] {
  const words: string[] = []
  const text = sample.toLowerCase()
  for (let at = 0; at < text.length; at += 1) {
    if (!isLetterAt(text, at)) continue
    const start = at
    while (isLetterAt(text, at)) at += 1
    words.push(text.slice(start, at))
  }
  return words
}
