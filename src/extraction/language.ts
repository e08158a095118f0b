import type { Language, Languages } from '../languages/language.ts'
import { anyScript, scripts, type Script } from '../languages/scripts.ts'
import { unread } from '../languages/unread.ts'
import { unreadLanguages } from '../languages/unread-languages.ts'
import type { Span } from '../model/span.ts'
import { createLexicon, type Lexicon } from '../text/lexicon.ts'
import { Shape, tokenize, type Tokens } from '../text/tokens.ts'
import { oncePer } from '../text/once-per.ts'

/** The length of the sample that decides, in UTF-16 units. */
const SAMPLE = 4000

/** Minimum share of letters in a script; every language has some Latin names. */
const SCRIPT_SHARE = 0.3

/** Minimum share of common words; in news it is usually about 0.4. */
const COMMON_SHARE = 0.15
/** A shorter text, such as a headline, is not evidence enough. */
const MIN_WORDS = 8

/** A longer text with a smaller share of common words is in an unsupported language. */
const FOREIGN_SHARE = 0.1
const MIN_FOREIGN_WORDS = 20

/**
 * Recognise the language of a text by its script or its most common words.
 *
 * @returns a BCP 47 tag; null for an unknown language or a text that is too short
 */
export function recognizeLanguage(text: string, languages: readonly Language[]): string | null {
  const script = scriptOf(text.slice(0, SAMPLE))
  if (script) return script.language
  const { best, share, words } = closestLanguage(text, withUnread(languages))
  return words >= MIN_WORDS && share >= COMMON_SHARE ? (best?.code ?? null) : null
}

/** With the languages that have no rules. The same list for the same languages. */
const withUnread = oncePer((languages: readonly Language[]): readonly CommonWords[] => {
  const codes = new Set(languages.map(({ code }) => code))
  return [...languages, ...unreadLanguages.filter(({ code }) => !codes.has(code))]
})

type CommonWords = Pick<Language, 'code' | 'commonWords'>

/**
 * The language data for a text: that of its language, or of the first language when the text is too
 * short to tell. An unsupported language has no words.
 */
export function languageOf(tag: string | null, text: string, languages: Languages): Language {
  if (tag !== null) {
    const primary = tag.toLowerCase().split('-')[0]
    return languages.find(({ code }) => code === primary) ?? unread
  }
  const { share, words } = closestLanguage(text, languages)
  return words >= MIN_FOREIGN_WORDS && share < FOREIGN_SHARE ? unread : languages[0]
}

/** The script of a sample. Most texts have no letter of these scripts and are not counted. */
function scriptOf(sample: string): Script | undefined {
  if (!anyScript.test(sample)) return undefined
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return scripts.find(({ letters: of }) => (sample.match(of)?.length ?? 0) > letters * SCRIPT_SHARE)
}

/** The language with the largest share of common words in the sample. */
function closestLanguage(
  text: string,
  languages: readonly CommonWords[],
): { readonly best: CommonWords | null; readonly share: number; readonly words: number } {
  const tokens = tokenize(text)
  const lexicon = lexiconOf(languages)
  const common = languages.map(() => 0)
  let words = 0
  for (let at = 0; at < tokens.count && (tokens.starts[at] ?? 0) < SAMPLE; at += 1) {
    if (((tokens.shapes[at] ?? 0) & (Shape.WORD | Shape.DIGIT)) !== Shape.WORD) continue
    words += 1
    countBits(common, lexicon.valueOf(tokens, at))
    const elided = elidedAt(tokens, at)
    if (elided === null) continue
    words += 1
    countBits(common, lexicon.valueAt(text, elided.start, elided.end))
  }
  const most = Math.max(0, ...common)
  const best = most === 0 ? null : (languages[common.indexOf(most)] ?? null)
  return { best, share: words === 0 ? 0 : most / words, words }
}

/** Increment the count of each language whose bit is set. */
function countBits(common: number[], bits: number): void {
  for (let index = 0; index < common.length; index += 1) {
    if ((bits >> index) & 1) common[index] = (common[index] ?? 0) + 1
  }
}

/** The elided word of a token: "l" in "l'agence"; null when there is none. */
function elidedAt({ text, starts, ends, shapes }: Tokens, at: number): Span | null {
  if (((shapes[at] ?? 0) & Shape.MIXED) === 0) return null
  const [start = 0, end = 0] = [starts[at], ends[at]]
  for (let mark = start + 1; mark < Math.min(end, start + MAX_ELIDED + 1); mark += 1) {
    const code = text.charCodeAt(mark)
    if (code === 39 || code === 0x2019) return { start, end: mark }
  }
  return null
}

/** Longest elided word, as in "lorsqu'il". */
const MAX_ELIDED = 7

/** The common words of all languages, each with a bit for every language that has it. */
const lexiconOf = oncePer((languages: readonly CommonWords[]): Lexicon => {
  const bits = new Map<string, number>()
  for (const [index, { commonWords }] of languages.entries()) {
    for (const word of commonWords) bits.set(word, (bits.get(word) ?? 0) | (1 << index))
  }
  return createLexicon(bits)
})
