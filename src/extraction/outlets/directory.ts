import { ambiguousForms, knownOutlets } from '../../languages/outlets.ts'
import type { SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameId } from '../../text/ids.ts'
import { nameKey } from '../../text/names.ts'

/** A form of a name as it may stand in a text. */
interface Form {
  readonly words: string
  readonly source: SourceName
  /** Means other things too, so that something else must show what is meant. */
  readonly ambiguous: boolean
}

/** The outlets that can be looked up: those of the world, or those that one article introduces. */
export interface Directory {
  /** By the first word of a form, longest form first. */
  readonly byFirstWord: ReadonlyMap<string, readonly Form[]>
  readonly byKey: ReadonlyMap<string, SourceName>
}

const FIRST_WORD = /[\p{L}\p{N}]*/uy
// "CNN-style" names no source, and neither does "Reuters.example".
const GOES_ON = /[\p{L}\p{N}]|-\p{Ll}|\.\p{Ll}/uy

export function createDirectory(
  sources: readonly SourceName[],
  ambiguous: ReadonlySet<string>,
): Directory {
  const byFirstWord = new Map<string, Form[]>()
  const byKey = new Map<string, SourceName>()
  for (const source of sources) {
    for (const words of [source.name, ...source.aliases]) {
      const form = { words, source, ambiguous: ambiguous.has(words) }
      const first = firstWord(words, 0)
      byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), form])
      if (!byKey.has(nameKey(words))) byKey.set(nameKey(words), source)
    }
  }
  for (const forms of byFirstWord.values()) forms.sort((a, b) => b.words.length - a.words.length)
  return { byFirstWord, byKey }
}

/** Outlets that need no introduction. */
export const world: Directory = createDirectory(
  knownOutlets.map(({ name, kind, aliases }) => ({ id: nameId(name), name, kind, aliases })),
  ambiguousForms,
)

export interface Found {
  readonly source: SourceName
  readonly span: Span
  readonly ambiguous: boolean
}

/** The longest name that stands at this offset, as a whole word; null when none does. */
export function findAt(directory: Directory, text: string, at: number): Found | null {
  const forms = directory.byFirstWord.get(firstWord(text, at))
  const form = forms?.find(({ words }) => standsAt(text, at, words))
  if (!form) return null
  const span = { start: at, end: at + form.words.length }
  return { source: form.source, span, ambiguous: form.ambiguous }
}

function firstWord(text: string, at: number): string {
  FIRST_WORD.lastIndex = at
  return FIRST_WORD.exec(text)?.[0] ?? ''
}

function standsAt(text: string, at: number, words: string): boolean {
  for (let index = 0; index < words.length; index += 1) {
    if (plain(text.charAt(at + index)) !== plain(words.charAt(index))) return false
  }
  GOES_ON.lastIndex = at + words.length
  return !GOES_ON.test(text)
}

/** Curly apostrophes as straight ones, line breaks as blanks. */
function plain(character: string): string {
  if (character === '’') return "'"
  return character === '\n' || character === '\u00a0' ? ' ' : character
}
