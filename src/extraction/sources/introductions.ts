import type { Language } from '../../languages/language.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind, SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameId } from '../../identity/ids.ts'
import { oneLine } from '../../text/lines.ts'
import { nameKey } from '../../text/names.ts'
import type { Run } from './capitals.ts'
import { createDirectory, findAt, firstWord, type Directory, type Form } from './directory.ts'
import { findDescribed } from './described.ts'
import { NameTrait } from './name-traits.ts'
import { findShownName } from './names.ts'
import { originsOf } from './origins.ts'
import type { Part } from './part.ts'
import { kindByPlace, type SourcePlace } from './places.ts'

/** An outlet as the article introduces it; later introductions add to it. */
interface Introduced {
  readonly name: string
  kind: SourceKind
  readonly aliases: Set<string>
}

/**
 * Find the outlets that an article introduces, known ones included: from then on their short and
 * ambiguous forms mean them.
 */
export function findIntroduced(
  body: string,
  parts: readonly Part[],
  known: Directory,
  language: Language,
): Directory {
  const outlets = new Map<string, Introduced>()
  const add = (span: Span, kind: SourceKind) => {
    const name = printedName(body, span)
    const same = known.byKey.get(nameKey(name))
    const key = nameKey(same?.name ?? name)
    const outlet = outlets.get(key) ?? {
      name: same?.name ?? name,
      kind: same?.kind ?? kind,
      aliases: new Set(same?.aliases),
    }
    if (!same && kind === 'STATE_MEDIA') outlet.kind = kind
    const abbreviation = abbreviationBehind(body, span.end)
    if (abbreviation) outlet.aliases.add(abbreviation)
    outlets.set(key, outlet)
  }
  for (const place of parts.flatMap(({ places }) => places)) {
    if (isName(body, place, known, language.sources)) {
      add(place.span, kindOf(body, place, language.sources))
    }
  }
  for (const { runs, descriptions, paragraph } of parts) {
    const proven = paragraph.kind === 'BYLINE' || paragraph.kind === 'CAPTION'
    for (const run of runs) {
      const named = findNamed(body, run, known, language, proven)
      if (named) add(named.span, named.kind)
      const described = descriptions.length > 0 && findDescribed(body, run, descriptions, language)
      if (described) add(described.span, described.kind)
    }
  }
  const sources = Array.from(outlets.values(), toSource)
  return createDirectory([...sources.flatMap(formsOf), ...shortFormsOf(sources, language.sources)])
}

function formsOf(source: SourceName): Form[] {
  return [source.name, ...source.aliases].map((words) => ({ words, source, trust: 'FULL' }))
}

/** "Courier" for "Wendlow Courier", where the article names one Courier only. */
function shortFormsOf(sources: readonly SourceName[], { nameEndings }: SourceWords): Form[] {
  const forms = new Map<string, SourceName[]>()
  for (const source of sources) {
    const [last = '', ...before] = source.name.split(' ').reverse()
    if (before.length === 0 || !nameEndings.has(last.toLowerCase())) continue
    forms.set(last, [...(forms.get(last) ?? []), source])
  }
  return Array.from(forms).flatMap(([words, [only, ...others]]) =>
    only && others.length === 0 ? [{ words, source: only, trust: 'SHORT' }] : [],
  )
}

function toSource({ name, kind, aliases }: Introduced): SourceName {
  return { id: nameId(name), name, kind, aliases: [...aliases].filter((alias) => alias !== name) }
}

/** Without the article and line breaks. */
function printedName(body: string, { start, end }: Span): string {
  return oneLine(body.slice(start, end))
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
function isName(body: string, place: SourcePlace, known: Directory, words: SourceWords): boolean {
  const name = printedName(body, place.span)
  if (known.byKey.has(nameKey(name)) || place.kind === 'DATELINE' || place.kind === 'RIGHTS') {
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
  { kind, span }: SourcePlace,
  { nameEndings }: SourceWords,
): SourceKind {
  const last = printedName(body, span).toLowerCase().split(' ').at(-1) ?? ''
  return (kind === 'DATELINE' ? undefined : nameEndings.get(last)?.kind) ?? kindByPlace[kind]
}

/** What a run names: "Korean Central News Agency" is none of the "Central News Agency". */
function findNamed(
  body: string,
  run: Run,
  known: Directory,
  language: Language,
  proven: boolean,
): { span: Span; kind: SourceKind } | null {
  const found = findKnown(body, run, known)
  if (found && run.words[0]?.start === found.span.start) return found
  const shown = findShownName(body, run, language, proven)
  if (!found || !shown) return found ?? shown
  const wider = shown.span.start < found.span.start && shown.span.end === found.span.end
  const origin = body.slice(shown.span.start, found.span.start).trim().toLowerCase()
  return wider && !originsOf(language).has(origin) ? shown : found
}

/** A known name in full; its ambiguous forms introduce nothing. */
function findKnown(
  body: string,
  run: Run,
  known: Directory,
): { span: Span; kind: SourceKind } | null {
  for (const { start, text, traits } of run.words) {
    if (!(traits & NameTrait.KNOWN)) continue
    const found = findAt(known, body, start, firstWord(text))
    if (found?.trust === 'FULL') return { span: found.span, kind: found.source.kind }
  }
  return null
}
