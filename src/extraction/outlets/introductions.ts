import type { Language } from '../../languages/language.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind, SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameId } from '../../text/ids.ts'
import { nameKey } from '../../text/names.ts'
import type { Run } from './capitals.ts'
import { isDefinite } from './context.ts'
import { createDirectory, findAt, world, type Directory } from './directory.ts'
import { findShownName } from './names.ts'
import type { Description } from './nouns.ts'
import { originsOf } from './origins.ts'
import type { Part } from './part.ts'
import { kindByPlace, type SourcePlace } from './places.ts'

/** An outlet as the article introduces it; later introductions add to it. */
interface Introduced {
  readonly name: string
  kind: SourceKind
  readonly aliases: Set<string>
}

const NO_FORMS: ReadonlySet<string> = new Set()

/**
 * Find the outlets that an article introduces, known ones included: from then on their short and
 * ambiguous forms mean them.
 */
export function findIntroduced(
  body: string,
  parts: readonly Part[],
  places: readonly SourcePlace[],
  language: Language,
): Directory {
  const outlets = new Map<string, Introduced>()
  const add = (span: Span, kind: SourceKind) => {
    const name = printedName(body, span)
    const known = world.byKey.get(nameKey(name))
    const key = nameKey(known?.name ?? name)
    const outlet = outlets.get(key) ?? {
      name: known?.name ?? name,
      kind: known?.kind ?? kind,
      aliases: new Set(known?.aliases),
    }
    if (!known && kind === 'STATE_MEDIA') outlet.kind = kind
    const abbreviation = abbreviationBehind(body, span.end)
    if (abbreviation) outlet.aliases.add(abbreviation)
    outlets.set(key, outlet)
  }
  for (const place of places) {
    if (isName(body, place, language.sources)) add(place.name, kindByPlace[place.kind])
  }
  for (const { runs, descriptions, paragraph } of parts) {
    const proven = paragraph.kind === 'BYLINE' || paragraph.kind === 'CAPTION'
    for (const run of runs) {
      const named = findKnown(body, run) ?? findShownName(body, run, language.sources, proven)
      if (named) add(named.span, named.kind)
      const described = findDescribed(body, run, descriptions, language)
      if (described) add(described.span, described.kind)
    }
  }
  return createDirectory(Array.from(outlets.values(), toSource), NO_FORMS)
}

function toSource({ name, kind, aliases }: Introduced): SourceName {
  return { id: nameId(name), name, kind, aliases: [...aliases].filter((alias) => alias !== name) }
}

/** Without the article and line breaks. */
function printedName(body: string, { start, end }: Span): string {
  return body.slice(start, end).replace(/\s+/g, ' ')
}

const ABBREVIATION = /^\s\((?:\p{Ll}+\s)?(?<short>\p{Lu}[\p{L}\p{N}&.-]{1,9})[),;]/u

/** "(KCNA)" right behind a name. */
function abbreviationBehind(body: string, end: number): string | null {
  return ABBREVIATION.exec(body.slice(end, end + 24))?.groups?.short ?? null
}

/**
 * Whether the words of a place are a name: known, or one word, or showing a medium. Two other words
 * may be a person ("(Mira Tan)"), except in a dateline.
 */
function isName(body: string, place: SourcePlace, words: SourceWords): boolean {
  const name = printedName(body, place.name)
  if (world.byKey.has(nameKey(name)) || place.kind === 'DATELINE' || place.kind === 'RIGHTS') {
    return true
  }
  const parts = name.toLowerCase().split(' ')
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return place.kind === 'SIGN_OFF'
  return (
    words.nameEndings.has(last) ||
    words.bodies.has(last) ||
    words.nameBeginnings.has(parts[0] ?? '')
  )
}

/** A known name in full; its ambiguous forms introduce nothing. */
function findKnown(body: string, run: Run): { span: Span; kind: SourceKind } | null {
  for (const { start } of run.words) {
    const found = findAt(world, body, start)
    if (found && !found.ambiguous) return { span: found.span, kind: found.source.kind }
  }
  return null
}

/** A run beside a noun for what it is. */
function findDescribed(
  body: string,
  run: Run,
  descriptions: readonly Description[],
  language: Language,
): { span: Span; kind: SourceKind } | null {
  const { notNames } = language.sources
  const from = run.words.findIndex(({ text }) => !notNames.has(text.toLowerCase()))
  const [first, last] = [run.words[from], run.words.at(-1)]
  if (!first || !last) return null
  const span = { start: first.start, end: last.end }
  const noun = descriptions.find(
    (description) =>
      description.kind !== null &&
      (isBeside(body, span, description, language) || isApposed(body, span, description)),
  )
  return noun?.kind ? { span, kind: noun.kind } : null
}

/** "the Northern Wire news agency", "state broadcaster Radio Selm". */
function isBeside(body: string, name: Span, description: Description, language: Language): boolean {
  const { noun, span, mass } = description
  if (mass) return false
  if (noun.end + 1 === name.start && /\s/.test(body.charAt(noun.end))) {
    return description.determiner !== null || description.qualified
  }
  if (name.end + 1 !== noun.start || span.start > name.start || !/\s/.test(body.charAt(name.end))) {
    return noun.start === name.end + 1 && isTitle(body, name, language)
  }
  return isTitle(body, name, language)
}

/** Behind "the", or of several words; neither "the Chinese newspaper" nor "the party newspaper". */
function isTitle(body: string, name: Span, language: Language): boolean {
  const words = body.slice(name.start, name.end).toLowerCase()
  if (originsOf(language).has(words) || words.endsWith("'s") || words.endsWith('’s')) return false
  const last = words.split(/\s/).at(-1) ?? ''
  if (language.sources.otherThings.has(last) || originsOf(language).has(last)) return false
  return words.includes(' ') || isDefinite(body, name.start, language.sources)
}

// ", a state broadcaster", " (PTB), the closed country's only news agency".
const APPOSITION =
  /^(?:\s\([^()]{2,12}\))?,\s(?:\p{Ll}{1,3}|\p{L}+[’']s)\s(?:[^,.;:()\n]{0,48}\s)?$/u

function isApposed(body: string, name: Span, { noun, qualified, mass }: Description): boolean {
  if (noun.start <= name.end || noun.start - name.end > 80 || (mass && !qualified)) return false
  return (
    APPOSITION.test(body.slice(name.end, noun.start)) && /^[,.;:)—–]/.test(body.slice(noun.end))
  )
}
