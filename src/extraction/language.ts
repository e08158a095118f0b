import type { Language } from '../languages/language.ts'
import { anyScript, scripts, type Script } from '../languages/scripts.ts'
import { unread } from '../languages/unread.ts'
import { createLexicon, type Lexicon } from '../text/lexicon.ts'
import { Shape, tokenize, type Tokens } from '../text/tokens.ts'

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
  const script = scriptOf(text.slice(0, SAMPLE))
  if (script) return script.language
  const { best, share, words } = nearest(text, languages)
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
  const { share, words } = nearest(text, languages)
  return words >= FEWEST_FOREIGN_WORDS && share < FOREIGN_SHARE ? unread : languages[0]
}

/** Most texts have no letter of these scripts, and then nothing need be counted. */
function scriptOf(sample: string): Script | undefined {
  if (!anyScript.test(sample)) return undefined
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return scripts.find(({ letters: of }) => (sample.match(of)?.length ?? 0) > letters * SCRIPT_SHARE)
}

/** The language of which most of the words at the beginning are common ones. */
function nearest(
  text: string,
  languages: readonly Language[],
): { readonly best: Language | null; readonly share: number; readonly words: number } {
  const tokens = tokenize(text)
  const words = wordsOf(tokens)
  const elided = words.flatMap((at) => elidedAt(tokens, at))
  const count = words.length + elided.length
  let best: Language | null = null
  let most = 0
  for (const language of languages) {
    const lexicon = lexiconOf(language.commonWords)
    const common =
      words.filter((at) => lexicon.valueOf(tokens, at) !== 0).length +
      elided.filter((word) => language.commonWords.has(word)).length
    if (common > most) [best, most] = [language, common]
  }
  return { best, share: count === 0 ? 0 : most / count, words: count }
}

/** The words of the sample, numbers left out. */
function wordsOf({ count, starts, shapes }: Tokens): number[] {
  const words: number[] = []
  for (let at = 0; at < count && (starts[at] ?? 0) < SAMPLE; at += 1) {
    if (((shapes[at] ?? 0) & (Shape.WORD | Shape.DIGIT)) === Shape.WORD) words.push(at)
  }
  return words
}

/** "l" of "l'agence", in lower case. */
function elidedAt({ text, starts, ends }: Tokens, at: number): string[] {
  const [start = 0, end = 0] = [starts[at], ends[at]]
  for (let mark = start + 1; mark < Math.min(end, start + LONGEST_ELIDED + 1); mark += 1) {
    const code = text.charCodeAt(mark)
    if (code === 39 || code === 0x2019) return [text.slice(start, mark).toLowerCase()]
  }
  return []
}

/** "jusqu" */
const LONGEST_ELIDED = 7

const lexicons = new WeakMap<ReadonlySet<string>, Lexicon>()

function lexiconOf(words: ReadonlySet<string>): Lexicon {
  const known = lexicons.get(words)
  if (known) return known
  const made = createLexicon(new Map(Array.from(words, (word) => [word, 1])))
  lexicons.set(words, made)
  return made
}
