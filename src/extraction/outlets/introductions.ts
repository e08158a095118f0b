import type { Language } from '../../languages/language.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind, SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameId } from '../../text/ids.ts'
import { nameKey } from '../../text/names.ts'
import type { Run } from './capitals.ts'
import { isDefinite } from './context.ts'
import { createDirectory, findAt, firstWord, world, type Directory } from './directory.ts'
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
    if (isName(body, place, language.sources))
      add(place.name, kindOf(body, place, language.sources))
  }
  for (const { runs, descriptions, paragraph } of parts) {
    const proven = paragraph.kind === 'BYLINE' || paragraph.kind === 'CAPTION'
    for (const run of runs) {
      const named = findKnown(body, run) ?? findShownName(body, run, language.sources, proven)
      if (named) add(named.span, named.kind)
      const described = descriptions.length > 0 && findDescribed(body, run, descriptions, language)
      if (described) add(described.span, described.kind)
    }
  }
  const sources = Array.from(outlets.values(), toSource)
  return createDirectory(sources, NO_FORMS, shortFormsOf(sources, language.sources))
}

/** "Courier" for "Wendlow Courier", where the article names one Courier only. */
function shortFormsOf(
  sources: readonly SourceName[],
  { nameEndings }: SourceWords,
): Map<string, SourceName> {
  const forms = new Map<string, SourceName[]>()
  for (const source of sources) {
    const [last = '', ...before] = source.name.split(' ').reverse()
    if (before.length === 0 || !nameEndings.has(last.toLowerCase())) continue
    forms.set(last, [...(forms.get(last) ?? []), source])
  }
  return new Map(
    Array.from(forms).flatMap(([form, [only, ...others]]) =>
      only && others.length === 0 ? [[form, only] as const] : [],
    ),
  )
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

/** What the last word says ("Northern Wire"), else what stands in such a place. */
function kindOf(
  body: string,
  { kind, name }: SourcePlace,
  { nameEndings }: SourceWords,
): SourceKind {
  const last = printedName(body, name).toLowerCase().split(' ').at(-1) ?? ''
  return (kind === 'DATELINE' ? undefined : nameEndings.get(last)?.kind) ?? kindByPlace[kind]
}

/** A known name in full; its ambiguous forms introduce nothing. */
function findKnown(body: string, run: Run): { span: Span; kind: SourceKind } | null {
  for (const { start, text } of run.words) {
    const found = findAt(world, body, start, firstWord(text))
    if (found?.trust === 'FULL') return { span: found.span, kind: found.source.kind }
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
      (isBeside(body, span, description, language) || isApposed(body, span, description, language)),
  )
  return noun?.kind ? { span, kind: noun.kind } : null
}

/** "the Northern Wire news agency", "state broadcaster Radio Selm". */
function isBeside(body: string, name: Span, description: Description, language: Language): boolean {
  const { noun, mass, determiner, qualified } = description
  const [first, second] = noun.start < name.start ? [noun, name] : [name, noun]
  if (mass || first.end + 1 !== second.start || !/\s/.test(body.charAt(first.end))) return false
  if (first === noun) return determiner !== null || qualified
  return isTitle(body, name, description, language)
}

/**
 * Whether the words before a noun are a name and no origin: "the Forward newspaper", "Northern Wire
 * news agency"; neither "the Chinese newspaper" nor "the Port Selm newspaper".
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
  if (noun.start <= name.end || noun.start - name.end > 80 || (mass && !qualified)) return false
  const between = APPOSITION.exec(body.slice(name.end, noun.start))?.groups?.words
  if (between === undefined || !/^[,.;:)—–]/.test(body.slice(noun.end, noun.end + 1))) return false
  // "the editor of the newspaper" is a person.
  const parts = between.toLowerCase().trim().split(/\s+/)
  if (parts.some((part) => language.sources.followers.has(part))) return false
  return !isOrigin(body.slice(name.start, name.end).toLowerCase(), language)
}
