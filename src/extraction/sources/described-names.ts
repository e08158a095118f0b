import type { Language } from '../../languages/language.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { overlapping } from '../../text/spans.ts'
import type { CapitalRun } from './capital-runs.ts'
import { isDefinite, lowerWord, wordAfter } from './adjacent-words.ts'
import { isReporting } from './telling-words.ts'
import { type Description, originsOf } from './descriptions.ts'

/** Longest distance between a name and the apposition that describes it. */
const REACH = 80

const MAX_WORD = 32
/** "The" with its blanks between a noun and a name, in UTF-16 units. */
const ARTICLE_LENGTH = 6
const ARTICLE_INSIDE =
  /^(?:(?:\s(?:al|el|ad|an|ar|as|at|az)-|\s(?:de|do|da|du|del|della|dos|des|di|y|e|i|und)\s(?:l[ao]s?\s)?)\p{Lu}[\p{L}’'-]*(?:\s\p{Lu}[\p{Ll}’'-]+)?)+/u

/** Find the name in a run that a noun beside it describes as an outlet. */
export function findDescribedName(
  body: string,
  run: CapitalRun,
  descriptions: readonly Description[],
  language: Language,
): { span: Span; kind: SourceKind } | null {
  const { notNames } = language.sources
  const from = run.words.findIndex(({ text }) => !notNames.has(text.toLowerCase()))
  const [first, last] = [run.words[from], run.words.at(-1)]
  if (!first || !last) return null
  // "Al-Nahar al-Varni", "Voz de Selm": the article inside a name is in lower case.
  const more = ARTICLE_INSIDE.exec(body.slice(last.end, last.end + MAX_WORD))?.[0].length ?? 0
  const span = { start: first.start, end: last.end + more }
  const near = overlapping(descriptions, {
    start: span.start - ARTICLE_LENGTH,
    end: span.end + REACH,
  })
  const noun = near.find(
    (description) =>
      kindOf(body, span, description, language) !== null &&
      (isBeside(body, span, description, language) || isApposed(body, span, description, language)),
  )
  const kind = noun && kindOf(body, span, noun, language)
  return kind ? { span, kind } : null
}

/** The kind that the noun shows; "paper" shows one only before a name that is told something. */
function kindOf(
  body: string,
  name: Span,
  { kind, noun, span }: Description,
  { sources, people }: Language,
): SourceKind | null {
  if (kind !== null || noun.start > name.start) return kind
  const [given = ''] = body.slice(name.start, name.end).toLowerCase().split(' ')
  const isTold = isReporting(body, { start: span.start, end: name.end }, sources)
  const isPerson = people.givenNames.has(given) || people.titles.has(given)
  const word = body.slice(noun.start, noun.end).toLowerCase()
  return isTold && !isPerson ? (sources.shortNouns.get(word)?.[0] ?? null) : null
}

/** "the Northern Wire news agency", "state broadcaster Radio Selm". */
function isBeside(body: string, name: Span, description: Description, language: Language): boolean {
  const { noun, mass, determiner, qualified } = description
  const [first, second] = noun.start < name.start ? [noun, name] : [name, noun]
  // "the daily Harbour Post", but not "state television President Hale".
  const isNoun = first === noun && determiner === 'DEFINITE'
  const isShort = qualified && /^\p{Lu}{2,6}$/u.test(body.slice(name.start, name.end))
  // "told broadcaster Onda One", "quoted by radio station Voz de Selm".
  const start = Math.min(description.span.start, name.start)
  const isTold = isReporting(body, { start, end: Math.max(noun.end, name.end) }, language.sources)
  if (isApposedName(body, name, noun) && (determiner !== null || qualified)) return true
  if (mass && !isNoun && !isShort && !isTold) return false
  const between = body.slice(first.end, second.start)
  // "the online magazine The Upland"
  const isJoined = /^\s$/.test(between) || (first === noun && /^\sThe\s$/.test(between))
  if (!isJoined) return false
  if (first === noun) return determiner !== null || qualified || isTold
  // "the Lutheran news site Fe y Vida": the name is behind the noun.
  if (
    /^\s\p{Lu}/u.test(body.slice(noun.end, noun.end + 2)) &&
    !isDayBehind(body, noun.end, language)
  )
    return false
  // "told NTR television"
  const isAddressed = isReporting(body, { start, end: body.length }, language.sources)
  const words = body.slice(name.start, name.end)
  const isName = isAddressed && !isOrigin(words.toLowerCase(), language)
  // "told Selm Focus newspaper", where Selm Focus is no place that the article names elsewhere
  if (isName && (!words.includes(' ') || isOnly(body, words))) return true
  return isTitle(body, name, description, language)
}

/** "the island's only daily, the Selm Sun, says" */
function isApposedName(body: string, name: Span, noun: Span): boolean {
  if (noun.end > name.start || body.charAt(name.end) !== ',') return false
  return /^,\s[Tt]he\s$/.test(body.slice(noun.end, name.start))
}

function isDayBehind(body: string, end: number, { sources }: Language): boolean {
  return sources.notNames.has(lowerWord(body, wordAfter(body, end)))
}

function isOnly(body: string, words: string): boolean {
  return body.indexOf(words) === body.lastIndexOf(words)
}

/**
 * Whether the words before a noun are a name ("the Forward newspaper", "Northern Wire news agency")
 * and not an origin ("the Chinese newspaper", "the Port Selm newspaper").
 */
function isTitle(body: string, name: Span, { kind }: Description, language: Language): boolean {
  const words = body.slice(name.start, name.end).toLowerCase()
  const last = words.split(/\s/).at(-1) ?? ''
  const { otherThings, nameEndings } = language.sources
  if (isOrigin(words, language) || isOrigin(last, language) || otherThings.has(last)) return false
  if (!words.includes(' ')) return isDefinite(body, name.start, language.sources)
  return kind === 'WIRE_AGENCY' || kind === 'PICTURE_AGENCY' || nameEndings.has(last)
}

function isOrigin(words: string, language: Language): boolean {
  return (
    originsOf(language).has(words) ||
    (/-\p{Ll}+$/u.test(words) && originsOf(language).has(words.split('-')[0] ?? ''))
  )
}

// ", a state broadcaster", " (PTB), the closed country's only news agency".
const APPOSITION =
  /^(?:\s\([^()]{2,12}\))?,\s(?<words>(?:\p{Ll}{1,3}|\p{L}+[’']s)\s(?:[^,.;:()\n]{0,48}\s)?)$/u

function isApposed(
  body: string,
  name: Span,
  description: Description,
  language: Language,
): boolean {
  const { noun, qualified, mass } = description
  if (noun.start <= name.end || noun.start - name.end > REACH || (mass && !qualified)) return false
  const between = APPOSITION.exec(body.slice(name.end, noun.start))?.groups?.words
  if (between === undefined || !/^[,.;:)—–]/.test(body.slice(noun.end, noun.end + 1))) return false
  // "the editor of the newspaper" describes a person.
  const parts = between.toLowerCase().trim().split(/\s+/)
  if (parts.some((part) => language.sources.followers.has(part))) return false
  return !isOrigin(body.slice(name.start, name.end).toLowerCase(), language)
}
