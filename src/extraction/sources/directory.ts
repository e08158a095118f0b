import { nameId } from '../../identity/ids.ts'
import { ambiguousForms, knownOutlets } from '../../languages/outlets.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { KnownOutlet } from '../../model/settings.ts'
import type { SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameKey } from '../../text/names.ts'
import { createWordTraits, type WordTraits } from '../../text/word-traits.ts'
import { oncePer } from '../../text/once-per.ts'

/** One spelling of an outlet's name. */
export interface Form {
  readonly words: string
  readonly source: SourceName
  readonly formClass: FormClass
}

/**
 * FULL: always means this outlet. AMBIGUOUS: means other things too, so the context must show that
 * the outlet is meant. PLAIN: also an ordinary word, which must at least not be part of a longer
 * name. SHORT: the last word of a name, valid after "the" and in credits.
 */
type FormClass = 'FULL' | 'AMBIGUOUS' | 'PLAIN' | 'SHORT'

/** Outlets that can be looked up: the known ones, or those that one article introduces. */
export interface Directory {
  /** By the first word of a form, longest form first. */
  readonly byFirstWord: ReadonlyMap<string, readonly Form[]>
  /** By the `nameKey` of a form, without short forms. */
  readonly byKey: ReadonlyMap<string, SourceName>
  /** Most words of a key. */
  readonly mostWords: number
}

const FIRST_WORD = /^[\p{L}\p{N}]*/u
const NOT_A_LETTER = /[^A-Za-z]/
// "CNN-style" and "Reuters.example" do not name a source.
const CONTINUES = /[\p{L}\p{N}]|-\p{Ll}|\.\p{Ll}/uy

/** @param forms - the first of two forms with the same words counts */
export function createDirectory(forms: readonly Form[]): Directory {
  const byFirstWord = new Map<string, Form[]>()
  const byKey = new Map<string, SourceName>()
  let mostWords = 0
  for (const form of forms) {
    const first = firstWord(form.words)
    const same = byFirstWord.get(first)
    if (same) same.push(form)
    else byFirstWord.set(first, [form])
    const key = nameKey(form.words)
    mostWords = Math.max(mostWords, key.split(' ').length)
    if (form.formClass !== 'SHORT' && !byKey.has(key)) byKey.set(key, form.source)
  }
  for (const same of byFirstWord.values()) same.sort((a, b) => b.words.length - a.words.length)
  return { byFirstWord, byKey, mostWords }
}

export interface Found {
  readonly source: SourceName
  readonly span: Span
  readonly formClass: FormClass
}

/**
 * Find the longest name that begins at an offset, as whole words; null when there is none.
 *
 * @param first - the first word at the offset, from `firstWord`
 */
export function findAt(
  directory: Directory,
  text: string,
  at: number,
  first: string,
): Found | null {
  const form = directory.byFirstWord.get(first)?.find(({ words }) => matchesAt(text, at, words))
  if (!form) return null
  const span = { start: at, end: at + form.words.length }
  return { source: form.source, span, formClass: form.formClass }
}

/** The leading letters and digits: "Al" of "Al-Ahram". */
export function firstWord(words: string): string {
  return NOT_A_LETTER.test(words) ? (FIRST_WORD.exec(words)?.[0] ?? '') : words
}

function matchesAt(text: string, at: number, words: string): boolean {
  for (let index = 0; index < words.length; index += 1) {
    if (normalizeCode(text.charCodeAt(at + index)) !== normalizeCode(words.charCodeAt(index)))
      return false
  }
  CONTINUES.lastIndex = at + words.length
  return !CONTINUES.test(text)
}

/** Normalize curly apostrophes to straight ones and line breaks to spaces. */
function normalizeCode(code: number): number {
  if (code === 0x2019) return 39
  return code === 10 || code === 0xa0 ? 32 : code
}

const builtIn = toForms(knownOutlets, (words) => (ambiguousForms.has(words) ? 'AMBIGUOUS' : 'FULL'))

// "Courier" is an ordinary word, "PTB" is not.
const ORDINARY_WORD = /^\p{Lu}\p{Ll}+$/u

/** The outlets that need no introduction: those of the settings, then the built-in list. */
export const knownDirectory = oncePer((outlets: readonly KnownOutlet[]): Directory => {
  const own = toForms(outlets, (words) => (ORDINARY_WORD.test(words) ? 'PLAIN' : 'FULL'))
  return createDirectory([...own, ...builtIn])
})

function toForms(outlets: readonly KnownOutlet[], classOf: (words: string) => FormClass): Form[] {
  return outlets.flatMap(({ name, kind, aliases }) => {
    // "REUTERS" is a form to search for, but not a separate alias of "Reuters".
    const others = aliases.filter((alias) => nameKey(alias) !== nameKey(name))
    const source = { id: nameId(name), name, kind, aliases: others }
    return [name, ...aliases].map((words) => ({ words, source, formClass: classOf(words) }))
  })
}

/** The part that a capitalised word can play in the name of an outlet. */
export const NameTrait = {
  /** The first word of a known name. */
  KNOWN: 1,
  /** The last word of a name that shows its kind: "Gazette", "Agency". */
  LAST: 2,
  /** The first word of such a name: "Radio". */
  FIRST: 4,
} as const

const prepared = new WeakMap<Directory, Map<SourceWords, WordTraits>>()

/** The name traits of every listed word. Cached. */
export function nameTraits(known: Directory, words: SourceWords): WordTraits {
  const byWords = prepared.get(known) ?? new Map<SourceWords, WordTraits>()
  prepared.set(known, byWords)
  const traits =
    byWords.get(words) ??
    createWordTraits([
      [known.byFirstWord.keys(), NameTrait.KNOWN],
      [words.nameEndings.keys(), NameTrait.LAST],
      [words.bodies, NameTrait.LAST],
      [words.nameBeginnings.keys(), NameTrait.FIRST],
    ])
  byWords.set(words, traits)
  return traits
}
