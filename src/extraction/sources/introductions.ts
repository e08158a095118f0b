import type { Language } from '../../languages/language.ts'
import type { SourceWords } from '../../languages/source-words.ts'
import type { SourceKind, SourceName } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import { nameId } from '../../identity/ids.ts'
import { oneLine } from '../../text/lines.ts'
import { nameKey } from '../../text/names.ts'
import type { CapitalRun } from './capital-runs.ts'
import {
  type Directory,
  type Form,
  NameTrait,
  createDirectory,
  findAt,
  firstWord,
} from './directory.ts'
import { findAddressedName } from './addressed-names.ts'
import { findAddressedPlace } from './telling-words.ts'
import { findDescribedName } from './described-names.ts'
import { findNameByForm, namesAgency } from './names-by-form.ts'
import { originsOf } from './descriptions.ts'
import type { ScannedParagraph } from './scanned-paragraphs.ts'
import { defaultKindByPlace, type SourcePlace } from './source-places.ts'

/** Most outlets that one article introduces, and most aliases of one: lookups stay fast. */
const MAX_INTRODUCED = 500
/** Most names behind words of telling that are searched in the whole text. */
const MAX_ADDRESSED = 100
const MAX_ALIASES = 50

/** An outlet that the article introduces; later introductions add aliases. */
interface IntroducedOutlet {
  readonly name: string
  kind: SourceKind
  readonly aliases: Set<string>
}

/**
 * Find the outlets that an article introduces, including known ones: their short and ambiguous
 * forms are then valid in the whole article.
 */
export function findIntroducedOutlets(
  body: string,
  parts: readonly ScannedParagraph[],
  known: Directory,
  language: Language,
): Directory {
  const outlets = new Map<string, IntroducedOutlet>()
  const add = (span: Span, kind: SourceKind) => {
    const name = printedName(body, span)
    const same = known.byKey.get(nameKey(name))
    const key = nameKey(same?.name ?? name)
    if (outlets.size >= MAX_INTRODUCED && !outlets.has(key)) return
    const outlet = outlets.get(key) ?? {
      name: same?.name ?? name,
      kind: same?.kind ?? kind,
      aliases: new Set(same?.aliases),
    }
    if (!same && kind === 'STATE_MEDIA') outlet.kind = kind
    const abbreviation = abbreviationAfter(body, span.end)
    if (abbreviation && outlet.aliases.size < MAX_ALIASES) outlet.aliases.add(abbreviation)
    outlets.set(key, outlet)
  }
  for (const place of parts.flatMap(({ places }) => places)) {
    if (isName(body, place, known, language)) {
      add(place.span, kindOf(body, place, language.sources))
    }
  }
  const inBylines = new Set(
    parts
      .flatMap(({ places }) => places)
      .flatMap(({ kind, span }) => (kind === 'BYLINE' ? [printedName(body, span)] : [])),
  )
  let searched = 0
  for (const { runs, descriptions, paragraph } of parts) {
    const proven = paragraph.kind === 'BYLINE' || paragraph.kind === 'CAPTION'
    for (const run of runs) {
      const named = findNameInRun(body, run, known, language, proven)
      if (named) add(named.span, named.kind)
      const described =
        descriptions.length > 0 && findDescribedName(body, run, descriptions, language)
      if (described) add(described.span, described.kind)
      if (named || described || searched >= MAX_ADDRESSED) continue
      const place = findAddressedPlace(body, run.words[0]?.start ?? 0, language.sources)
      if (!place) continue
      searched += 1
      const told = findAddressedName(body, run, place, language)
      if (told) add(told.span, told.kind)
    }
  }
  const sources = joinForms(outlets, agenciesInPlaces(body, parts), language).map(toSource)
  return createDirectory([
    ...sources.flatMap(formsOf),
    ...shortFormsOf(sources, inBylines, language),
  ])
}

/** Names in datelines and sign-offs, where an agency is often shortened to one word. */
function agenciesInPlaces(body: string, parts: readonly ScannedParagraph[]): ReadonlySet<string> {
  return new Set(
    parts
      .flatMap(({ places }) => places)
      .filter(({ kind }) => kind === 'DATELINE' || kind === 'SIGN_OFF')
      .map(({ span }) => nameKey(printedName(body, span))),
  )
}

/**
 * Without outlets that are another one under a shorter name: "NWA" where the article has "Northern
 * Wire Agency (NWA)", and "Northern" of a dateline where it has "Northern News Agency".
 */
function joinForms(
  outlets: ReadonlyMap<string, IntroducedOutlet>,
  shortened: ReadonlySet<string>,
  { sources: words }: Language,
): IntroducedOutlet[] {
  const longer = new Map<string, IntroducedOutlet[]>()
  for (const outlet of outlets.values()) {
    const [first = '', ...more] = outlet.name.split(' ')
    const forms = [...outlet.aliases]
    if (more.length > 0 && namesAgency(outlet.name, words)) forms.push(first)
    for (const form of forms) {
      const key = nameKey(form)
      longer.set(key, [...(longer.get(key) ?? []), outlet])
    }
  }
  return Array.from(outlets).flatMap(([key, outlet]) => {
    const [other, ...more] = (longer.get(key) ?? []).filter((each) => each !== outlet)
    if (!other || more.length > 0) return [outlet]
    const isAlias = [...other.aliases].some((alias) => nameKey(alias) === key)
    if (!isAlias && !shortened.has(key)) return [outlet]
    if (other.aliases.size < MAX_ALIASES) other.aliases.add(outlet.name)
    if (other.kind === 'PUBLISHER') other.kind = outlet.kind
    return []
  })
}

function formsOf(source: SourceName): Form[] {
  const names = [source.name, ...source.aliases]
  const titled = isCapitals(source.name) ? [titleCase(source.name)] : []
  return [...names, ...titled].map((words) => ({ words, source, formClass: 'FULL' }))
}

/** "HILLS WIRE" of a dateline. */
function isCapitals(name: string): boolean {
  return name.includes(' ') && !/\p{Ll}/u.test(name)
}

function titleCase(name: string): string {
  return name.replace(/(?<=\p{Lu})\p{Lu}+/gu, (rest) => rest.toLowerCase())
}

/** "Courier" for "Wendlow Courier" and "Wendlow" for "Wendlow Press", unless two share it. */
function shortFormsOf(
  sources: readonly SourceName[],
  inBylines: ReadonlySet<string>,
  language: Language,
): Form[] {
  const { nameEndings } = language.sources
  const isOrigin = (word: string) => originsOf(language).has(word.toLowerCase())
  const forms = new Map<string, SourceName[]>()
  const add = (words: string, source: SourceName) => {
    const same = forms.get(words)
    if (same) same.push(source)
    else forms.set(words, [source])
  }
  const firsts = new Set<string>()
  for (const source of sources) {
    const [last = '', ...before] = source.name.split(' ').reverse()
    if (before.length === 0) continue
    if (!nameEndings.has(last.toLowerCase())) {
      if (inBylines.has(source.name)) add(last, source)
      continue
    }
    add(last, source)
    const first = before.at(-1) ?? ''
    if (source.kind !== 'WIRE_AGENCY' || before.length > 1 || isOrigin(first)) continue
    firsts.add(first)
    add(first, source)
  }
  return Array.from(forms).flatMap(([words, [only, ...others]]): Form[] =>
    only && others.length === 0
      ? [{ words, source: only, formClass: firsts.has(words) ? 'AMBIGUOUS' : 'SHORT' }]
      : [],
  )
}

function toSource({ name, kind, aliases }: IntroducedOutlet): SourceName {
  return { id: nameId(name), name, kind, aliases: [...aliases].filter((alias) => alias !== name) }
}

/** The name on one line. */
function printedName(body: string, { start, end }: Span): string {
  return oneLine(body.slice(start, end))
}

const ABBREVIATION = /^\s\((?:\p{Ll}+\s)?(?<short>\p{Lu}[\p{L}\p{N}&.-]{1,9})[),;]/u

/** "(KCNA)" directly after a name. */
function abbreviationAfter(body: string, end: number): string | null {
  return ABBREVIATION.exec(body.slice(end, end + 24))?.groups?.short ?? null
}

/**
 * Whether the words in a source place are an outlet's name: a known one, a single word, or a name
 * with the form of an outlet. Two other words may be a person ("(Mira Tan)"), except in a dateline.
 */
function isName(
  body: string,
  place: SourcePlace,
  known: Directory,
  { sources: words, people }: Language,
): boolean {
  const isPersonName = (name: string) =>
    people.givenNames.has(name.split(' ')[0]?.toLowerCase() ?? '') && name.includes(' ')
  const name = printedName(body, place.span)
  if (words.notNames.has(name.toLowerCase())) return false
  if (known.byKey.has(nameKey(name))) return true
  // "By Ada Lind, MBA": a degree looks like the initials of an agency.
  if ((place.kind !== 'BYLINE' || name.includes(' ')) && namesAgency(name, words)) return true
  if (place.knownOnly) return false
  if (place.kind === 'INPUT' && (isPersonName(name) || mayBePerson(name, words))) return false
  if (place.kind !== 'SIGN_OFF' && place.kind !== 'BYLINE') return true
  const parts = name.toLowerCase().split(' ')
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return place.kind === 'SIGN_OFF'
  // "By Ada Lind, Selm Tide", where somebody "told the Tide"
  const short = name.slice(name.lastIndexOf(' ') + 1)
  // "by Ada Lind, The Open Chronicle"
  const article = parts[0] ?? ''
  if (place.kind === 'BYLINE' && parts.length > 2 && words.definite.includes(article)) return true
  if (place.kind === 'BYLINE' && words.definite.some((the) => body.includes(` ${the} ${short}`)))
    return true
  return (
    words.nameEndings.has(last) ||
    words.bodies.has(last) ||
    words.nameBeginnings.has(parts[0] ?? '')
  )
}

/** Two or three words, of which none shows a medium or a body: "Hind Al Ash". */
function mayBePerson(name: string, words: SourceWords): boolean {
  const parts = name.toLowerCase().split(' ')
  if (parts.length < 2 || parts.length > 3) return false
  // "Le Courrier", "L'Écho"
  const article = /^\p{L}['’]|^\p{L}+/u.exec(parts[0] ?? '')?.[0].replace('’', "'") ?? ''
  if (words.articles.has(article) && (parts[0] === article || article.endsWith("'"))) return false
  return !parts.some(
    (part) =>
      words.nameEndings.has(part) ||
      words.nameBeginnings.has(part) ||
      words.mediaWords.has(part) ||
      words.bodies.has(part) ||
      words.otherThings.has(part) ||
      words.agencyWords.has(part),
  )
}

/** The kind that the last word shows ("Northern Wire"), else the default of the place. */
function kindOf(body: string, { kind, span }: SourcePlace, words: SourceWords): SourceKind {
  const name = printedName(body, span)
  const last = name.toLowerCase().split(' ').at(-1) ?? ''
  const isCredit = kind === 'INPUT' || kind === 'BYLINE' || kind === 'SIGN_OFF'
  if (isCredit && namesAgency(name, words)) return 'WIRE_AGENCY'
  return (
    (kind === 'DATELINE' ? undefined : words.nameEndings.get(last)?.kind) ??
    defaultKindByPlace[kind]
  )
}

/**
 * Find the outlet that a run names. A name by form wins over a known name inside it: "Korean Central
 * News Agency" is not the "Central News Agency".
 */
function findNameInRun(
  body: string,
  run: CapitalRun,
  known: Directory,
  language: Language,
  proven: boolean,
): { span: Span; kind: SourceKind } | null {
  const found = findKnown(body, run, known)
  if (found && run.words[0]?.start === found.span.start) return found
  const byForm = findNameByForm(body, run, language, proven)
  if (!found || !byForm) return found ?? byForm
  // "Selm Arab News Agency" is not "Arab News".
  if (byForm.span.start <= found.span.start && byForm.span.end > found.span.end) return byForm
  const wider = byForm.span.start < found.span.start && byForm.span.end === found.span.end
  const origin = body.slice(byForm.span.start, found.span.start).trim().toLowerCase()
  return wider && !originsOf(language).has(origin) ? byForm : found
}

/** Find a known name in its full form; ambiguous forms introduce nothing. */
function findKnown(
  body: string,
  run: CapitalRun,
  known: Directory,
): { span: Span; kind: SourceKind } | null {
  for (const { start, text, traits } of run.words) {
    if (!(traits & NameTrait.KNOWN)) continue
    const found = findAt(known, body, start, firstWord(text))
    if (found?.formClass === 'FULL') return { span: found.span, kind: found.source.kind }
  }
  return null
}
