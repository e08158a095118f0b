import type { Language } from '../../languages/language.ts'
import type { AddressedPlace, SourceWords } from '../../languages/source-words.ts'
import type { SourceKind } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { isDefinite, lowerWord, wordAfter } from './adjacent-words.ts'
import type { CapitalRun, CapitalWord } from './capital-runs.ts'
import { originsOf } from './descriptions.ts'

/** In UTF-16 units. */
const LONGEST_LINKED = 40
const SHORTEST_WORD = 4
const MAX_WORDS = 4

// "NTR", "TV2", "News24": initials or a digit.
const INITIALS = /^(?:\p{Lu}{2,6}|\p{Lu}[\p{L}]*\d+)$/u
// "RTV", "NTV24"
const STATION = /^\p{Lu}{0,4}(?:TV|FM)\d*$/u
// "Voz de Selm", "Voice of Selm".
const LINKED =
  /^(?:\s(?:(?:of|de|do|da|du|del|dos|della|des|di|y|e|i|und)(?:\s(?:la|los|las|the|el))?\s|(?:al|el|an|ar|as)-)\p{Lu}[\p{L}’'-]*)+/u

/**
 * Find the name of a medium that nothing but its place shows: people are quoted as having told it
 * something ("told Mast One that", "in an interview with Al-Sabah").
 *
 * The name is not that of a person, a place or another body: no given name, title, office, origin
 * or noun for a body is part of it, and the article uses no word of it as a surname.
 */
export function findAddressedName(
  body: string,
  run: CapitalRun,
  place: AddressedPlace,
  language: Language,
): { readonly span: Span; readonly kind: SourceKind } | null {
  const words = withoutDay(run.words, language)
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || words.length > MAX_WORDS) return null
  const more = LINKED.exec(body.slice(last.end, last.end + LONGEST_LINKED))?.[0].length ?? 0
  const span = { start: first.start, end: last.end + more }
  // "told NTR's Ada Lind"
  const isOwner =
    isInitials({ words }) && /^[’']s\s\p{Lu}/u.test(body.slice(span.end, span.end + 4))
  if (!isOwner && !endsName(body, span.end, language)) return null
  const kind = kindByWords(words, more > 0, language.sources)
  if (kind === null && worksForMedium(body, span.end, language.sources)) return null
  const isDefiniteName = isDefinite(body, first.start, language.sources)
  if (kind === null && isDefiniteName) return null
  if (kind === null && place !== 'TOLD' && !isInitials({ words })) {
    const { notAired } = language.sources
    if (place === 'INVERTED' || (place === 'AIRED' && words.length < 2)) return null
    if (words.some(({ text }) => notAired.has(text.toLowerCase()))) return null
    if (place === 'WRITTEN' && isPlace(body, first, language)) return null
  }
  if (kind === null && !mayBeMedium(body, words, language)) return null
  const isStation = words.some(({ text }) => STATION.test(text))
  const judged = kind === null ? words : isStation ? [] : words.slice(-1)
  if (judged.some(({ text }) => isOtherBody(text.toLowerCase(), language))) return null
  return { span, kind: kind ?? 'PUBLISHER' }
}

/** Whether the article has the name behind another preposition of place: "left for Selm". */
function isPlace(body: string, { text, start, end }: CapitalWord, { people }: Language): boolean {
  if (body.startsWith(', ', end)) return true
  return Array.from(people.locatives).some((word) => {
    const at = body.indexOf(` ${word} ${text}`)
    return at >= 0 && at + word.length + 2 !== start
  })
}

/** "told NTR Tuesday that" */
function withoutDay(words: readonly CapitalWord[], { sources }: Language) {
  const last = words.at(-1)?.text.toLowerCase() ?? ''
  return last.endsWith('day') && sources.notNames.has(last) ? words.slice(0, -1) : words
}

/** "spoke to Ada Lind of the Harbour Post": a journalist. */
function worksForMedium(body: string, end: number, { interviewed }: SourceWords): boolean {
  const [link = '', name = ''] = body.slice(end + 1, end + LONGEST_LINKED).split(' ', 2)
  return interviewed.of.includes(link) && /^(?:the$|\p{Lu})/u.test(name)
}

/** Whether the noun phrase ends: "told NTR that", but not "told NTR viewers". */
function endsName(body: string, end: number, { sources: words, people }: Language): boolean {
  // "told Channel One’s breakfast programme"
  if (/^[’']s\s\p{Ll}/u.test(body.slice(end, end + 4))) return true
  const next = wordAfter(body, end)
  if (!next) return /^(?:$|[.,;:)”"—–\n]|\s[“"(—–-])/.test(body.slice(end, end + 2))
  const word = lowerWord(body, next)
  if (words.followers.has(word) || words.reporting.has(word) || words.notNames.has(word))
    return true
  return people.pronouns.has(word) || people.indefinite.has(word) || people.possessives.has(word)
}

/** The kind that a word of the name shows: "Reef Radio", "Science Weekly". */
function kindByWords(
  run: readonly CapitalWord[],
  isLinked: boolean,
  words: SourceWords,
): SourceKind | null {
  if (run.length < 2 && !isLinked) return null
  // The last word counts most: "Upland Voice Radio".
  for (const { text } of run.toReversed()) {
    const word = text.toLowerCase()
    if (STATION.test(text)) return 'BROADCASTER'
    const kind = words.nameEndings.get(word)?.kind ?? words.nameBeginnings.get(word)
    if (kind) return kind
    if (words.agencyWords.has(word)) return 'WIRE_AGENCY'
    if (words.mediaWords.has(word)) return 'PUBLISHER'
  }
  return null
}

/** A noun for a body that is no medium, an office or a title: "Parliament", "Justice Ash". */
function isOtherBody(word: string, { sources, people }: Language): boolean {
  if (sources.otherThings.has(word) || people.titles.has(word)) return true
  const isMedium =
    sources.nameEndings.has(word) ||
    sources.nameBeginnings.has(word) ||
    sources.mediaWords.has(word)
  if (isMedium || sources.agencyWords.has(word)) return false
  return (
    people.roles.has(word) ||
    people.bodies.has(word) ||
    people.groups.has(word) ||
    people.places.has(word) ||
    people.knownBodies.has(word) ||
    people.anonymousPlurals.has(word)
  )
}

function isInitials({ words: [first, ...more] }: CapitalRun): boolean {
  return first !== undefined && more.length === 0 && INITIALS.test(first.text)
}

/** A name that no person, place or common word explains. */
function mayBeMedium(body: string, run: readonly CapitalWord[], language: Language): boolean {
  const { people, sources } = language
  const [first] = run
  if (!first) return false
  if (isInitials({ words: run })) {
    // "the Union of Potters (UOP)" explains its initials as those of another body.
    return !body.includes(`(${first.text})`) && !people.knownBodies.has(first.text.toLowerCase())
  }
  return run.every(({ text, start }, index) => {
    const word = text.toLowerCase()
    if (index === 0 && sources.notNames.has(word)) return false
    // "Selm Focus" may be a medium of Selm.
    const isPlaceFirst = index === 0 && run.length > 1
    if (!isPlaceFirst && originsOf(language).has(word)) return false
    if (people.ordinary.has(word) && run.length === 1) return false
    if (people.givenNames.has(word) || people.familyFirst.has(word)) return false
    if (run.length === 1 && text.length < SHORTEST_WORD) return false
    const isLast = index === run.length - 1
    return !isLast || !isUsedOtherwise(body, { text, start }, first.start, sources)
  })
}

/** Whether the last word is also a part of another name or tells something itself: a surname. */
function isUsedOtherwise(
  body: string,
  { text, start }: Pick<CapitalWord, 'text' | 'start'>,
  nameStart: number,
  { addressed }: SourceWords,
): boolean {
  const name = body.slice(nameStart, start)
  let seen = 0
  for (let at = body.indexOf(text); at >= 0 && seen < MAX_SEEN; at = body.indexOf(text, at + 1)) {
    seen += 1
    const from = at - name.length
    if (body.slice(from, at) !== name || body.charCodeAt(from - 1) === HYPHEN) return true
    if (/\p{Lu}[\p{L}.’'-]*\s$/u.test(body.slice(Math.max(0, from - MAX_WORD), from))) return true
    const after = body.slice(at + text.length + 1, at + text.length + MAX_WORD)
    if (
      /^(?!\p{L}+day\b)\p{Lu}/u.test(after) ||
      addressed.some((phrase) => after.startsWith(`${phrase} `))
    )
      return true
  }
  return false
}

/** Most occurrences of a word that are compared. */
const MAX_SEEN = 30
const HYPHEN = 45
const MAX_WORD = 32
