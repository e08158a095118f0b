import { nameId, personId } from '../identity/ids.ts'
import type { Language } from '../languages/language.ts'
import type { PeopleWords } from '../languages/people-words.ts'
import type { SourceWords } from '../languages/source-words.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { Picture } from '../model/picture.ts'
import type { Settings } from '../model/settings.ts'
import type {
  ArticleSource,
  OutletMention,
  SourceKind,
  SourceName,
  SourceRole,
} from '../model/source.ts'
import type { Span } from '../model/span.ts'
import { nameKey } from '../text/names.ts'
import { overlapping, splitSpan } from '../text/spans.ts'
import { kickerLength } from './paragraph-kinds.ts'
import { lowerWord, wordAfter } from './sources/adjacent-words.ts'
import { creditLineSegments, type CreditLineKind } from './sources/credit-lines.ts'
import { knownDirectory } from './sources/directory.ts'
import { namesAgency } from './sources/names-by-form.ts'
import { findInterviewers, findSourcePlaces, type SourcePlace } from './sources/source-places.ts'
import { oncePer } from '../text/once-per.ts'

/** What earlier stages found around the story. */
export interface PrintedSources {
  readonly dateline: Dateline | null
  readonly outlets: readonly OutletMention[]
  readonly pictures: readonly Picture[]
}

/**
 * Find the sources of an article: publisher, wire agency, authors and owners of its pictures.
 * Relays belong to quotations and are found with them, except those that a credit line names.
 *
 * A publisher that only the file's metadata or the settings name has no evidence.
 */
export function findSources(
  article: Article,
  { outlets, pictures }: PrintedSources,
  settings: Settings,
  language: Language,
): ArticleSource[] {
  const words = language.sources
  const places = findSourcePlaces(article, words)
  const at = (kinds: readonly SourcePlace['kind'][]) =>
    places
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ span, evidence }) => {
        const source = outletAt(outlets, span)
        return source ? [{ source, evidence }] : []
      })
  const isAgency = ({ source: { kind, name } }: SourceEvidence) =>
    kind === 'WIRE_AGENCY' || (kind === 'STATE_MEDIA' && namesAgency(name, words))
  const named = at(['BYLINE', 'RIGHTS', 'PROVIDER'])
  const inputs = at(['INPUT'])
  const printed = named.filter((each) => !isAgency(each))
  const agencies = [
    ...at(['DATELINE', 'SIGN_OFF']),
    ...named.filter(isAgency),
    ...inputs.filter(isAgency),
  ]
  return joinSources([
    ...publishersOf(
      article,
      publishersIn(article, printed, outlets, pictures, words),
      settings,
      outlets,
    ),
    ...providersOf(article, outlets, settings),
    ...inRole('WIRE_AGENCY', agencies),
    ...inRole(
      'RELAY',
      inputs.filter((each) => !isAgency(each)),
    ),
    ...inRole('AUTHOR', authorsOf(article, outlets, language)),
    ...pictures.flatMap(({ credits }) => credits),
    ...inRole('PICTURE_CREDIT', photographersOf(article, outlets, words)),
  ])
}

interface SourceEvidence {
  readonly source: SourceName
  readonly evidence: Span | null
}

function outletAt(outlets: readonly OutletMention[], span: Span): SourceName | null {
  return overlapping(outlets, span).find(({ source }) => source)?.source ?? null
}

/** The publisher of the metadata, else those printed in the article, else that of the settings. */
function publishersOf(
  article: Article,
  printed: readonly SourceEvidence[],
  settings: Settings,
  outlets: readonly OutletMention[],
): ArticleSource[] {
  const stated = article.publisher
  if (stated === null && printed.length > 0) return inRole('PUBLISHER', printed)
  const name = stated ?? settings.publisher
  if (name === null) return []
  return inRole('PUBLISHER', [{ source: sourceNamed(name, outlets, settings), evidence: null }])
}

/** The publishers of a credit or byline, else the medium that names itself in the text. */
function publishersIn(
  { body }: Article,
  printed: readonly SourceEvidence[],
  outlets: readonly OutletMention[],
  pictures: readonly Picture[],
  words: SourceWords,
): readonly SourceEvidence[] {
  if (printed.length > 0) return printed
  const owners = new Set(pictures.flatMap(({ credits }) => credits.map(({ source }) => source.id)))
  const { behind, before, told } = selfNamingOf(words)
  // "The Post reported": another paper's report, whose words on itself are cited too.
  const cited = new Set(
    outlets.flatMap(({ source, span }) =>
      source && words.reporting.has(lowerWord(body, wordAfter(body, span.end))) ? [source.id] : [],
    ),
  )
  const own = outlets.flatMap(({ source, span }) => {
    if (!source || !isPaperOrStation(source) || cited.has(source.id)) return []
    const [left, right] = [
      body.slice(Math.max(0, span.start - SELF_REACH), span.start),
      body.slice(span.end, span.end + SELF_REACH),
    ]
    const isOwn =
      behind.test(right) || before.test(left) || (owners.has(source.id) && told.test(left))
    return isOwn ? [{ source, evidence: span }] : []
  })
  const [first] = own
  return own.filter(({ source }) => source.id === first?.source.id)
}

/** An agency names itself in copies that others print, and state media are cited by others. */
function isPaperOrStation({ kind }: SourceName): boolean {
  return kind === 'PUBLISHER' || kind === 'BROADCASTER'
}

/** In UTF-16 units: the words beside a medium that show that it is this one. */
const SELF_REACH = 60

interface SelfNaming {
  /** "The Post understands" */
  readonly behind: RegExp
  /** "when contacted by the Post" */
  readonly before: RegExp
  /** "told the Post", where the Post has taken the picture */
  readonly told: RegExp
}

const selfNamingOf = oncePer((words: SourceWords): SelfNaming => {
  const { behind, before } = words.selfNaming
  const article = `(?:\\s(?:${words.definite.join('|')}))?\\s?$`
  return {
    behind: new RegExp(`^(?:,?\\s(?:${behind.join('|')})\\b)`, 'u'),
    before: new RegExp(`\\b(?:${before.join('|')})${article}`, 'u'),
    told: new RegExp(`\\b(?:${words.addressed.join('|')})${article}`, 'u'),
  }
})

/** The agency that delivered the item, where the metadata names another than the publisher. */
function providersOf(
  { provider, publisher }: Article,
  outlets: readonly OutletMention[],
  settings: Settings,
): ArticleSource[] {
  if (provider === null || provider === publisher) return []
  const source = sourceNamed(provider, outlets, settings, 'WIRE_AGENCY')
  return inRole('WIRE_AGENCY', [{ source, evidence: null }])
}

function sourceNamed(
  name: string,
  outlets: readonly OutletMention[],
  settings: Settings,
  kind: SourceKind = 'PUBLISHER',
): SourceName {
  const key = nameKey(name)
  const mentioned = outlets.find(({ source }) => source && nameKey(source.name) === key)
  const known = mentioned?.source ?? knownDirectory(settings.outlets).byKey.get(key)
  return known ? withAlias(known, name) : { id: nameId(name), name, kind, aliases: [] }
}

/** A known source with the name that the file states: "The Guardian" of the Guardian. */
function withAlias(source: SourceName, name: string): SourceName {
  const isKnown = source.name === name || source.aliases.includes(name)
  return isKnown ? source : { ...source, aliases: [...source.aliases, name] }
}

function authorsOf(
  article: Article,
  outlets: readonly OutletMention[],
  language: Language,
): SourceEvidence[] {
  const { body, paragraphs } = article
  const words = language.sources
  const interviewers = findInterviewers(article, words).map(({ person }) => person)
  const credited = paragraphs.flatMap(({ kind, span }) => {
    if (photographerIn(body, span)) return []
    if (kind === 'BYLINE') return findAuthors(body, span, language)
    return kind === 'SIGN_OFF' ? findCreditedPeople(body, span, words) : []
  })
  return [...interviewers, ...credited]
    .filter((span) => outletAt(outlets, span) === null)
    .map((span) => {
      const name = body.slice(span.start, span.end).replace(/\s+/g, ' ')
      return { source: { id: personId(name), name, kind: 'PERSON', aliases: [] }, evidence: span }
    })
}

/** "photographs by Ada Lind" in a byline or below the text. */
function photographersOf(
  { body, paragraphs }: Article,
  outlets: readonly OutletMention[],
  words: SourceWords,
): SourceEvidence[] {
  return paragraphs
    .filter(({ kind }) => kind === 'BYLINE' || kind === 'SIGN_OFF')
    .flatMap(({ span }) => {
      const photographer = photographerIn(body, span)
      if (photographer) return [photographer]
      return creditLineSegments(body, span, words)
        .filter(({ kind }) => kind === 'pictures')
        .flatMap(({ names }) => names)
    })
    .map((span) => {
      const name = body.slice(span.start, span.end).replace(/\s+/g, ' ')
      const isPerson = isName(name, words)
      const source = outletAt(outlets, span) ?? {
        id: isPerson ? personId(name) : nameId(name),
        name,
        kind: isPerson ? ('PERSON' as const) : ('OTHER' as const),
        aliases: [],
      }
      return { source, evidence: span }
    })
}

/** The name above or before a photographer's trade: "Ada Lind / Photographer", alone in its line. */
function photographerIn(body: string, { start, end }: Span): Span | null {
  if (end - start > LONGEST_TRADE) return null
  const name = PHOTOGRAPHER.exec(body.slice(start, end))?.groups?.name
  return name === undefined ? null : { start, end: start + name.length }
}

const LONGEST_TRADE = 80
const PHOTOGRAPHER =
  /^(?<name>\p{Lu}[\p{L}.’'-]+(?:\s\p{L}[\p{L}.’'-]*){1,3})(?:,\s|\s?[\n|/]\s?|\s[–—-]\s)(?:[\p{L}]+\s){0,2}[Pp]hoto(?:grapher|journalist)$/u

function inRole(role: SourceRole, printed: readonly SourceEvidence[]): ArticleSource[] {
  return printed.map(({ source, evidence }) => ({
    source,
    role,
    evidence: evidence ? [evidence] : [],
  }))
}

const MAX_NAME_WORDS = 5

/** Find the names of the authors in a byline, in reading order. */
function findAuthors(body: string, byline: Span, { sources: words, people }: Language): Span[] {
  const kicker = kickerLength(body.slice(byline.start, byline.end))
  const start = skipLabels(body, { start: byline.start + kicker, end: byline.end }, words)
  return splitSpan(body, { start, end: endOfAuthors(body, byline, words) }, separatorOf(words))
    .map((piece) => nameAtStart(body, withoutTitles(body, piece, people)))
    .filter((span) => isName(body.slice(span.start, span.end), words))
}

/** The end of the authors, before a dash or a last line that is a job title: "Arts editors". */
function endOfAuthors(body: string, { start, end }: Span, { trades }: SourceWords): number {
  // "By Ada Lind – Northern Wire – Selm"
  const dash = body.slice(start, end).search(/\s[–—-]\s/u)
  if (dash >= 0) return start + dash
  const line = body.lastIndexOf('\n', end - 1)
  if (line < start) return end
  const words = body
    .slice(line + 1, end)
    .toLowerCase()
    .split(/[\s-]+/)
  return words.length <= 4 && trades.includes(words.at(-1) ?? '') ? line : end
}

/** Without "Dr" and "Prof." before a name. */
function withoutTitles(
  body: string,
  { start, end }: Span,
  people: Pick<PeopleWords, 'titles' | 'givenNames'>,
): Span {
  const [word = ''] = /^\p{L}+\.?\s/u.exec(body.slice(start, end)) ?? []
  const title = word.toLowerCase().replace(/\W+$/u, '')
  // "Pak" is a title, but not in "Pak Do-il".
  const isTitle =
    people.titles.has(title) &&
    !people.givenNames.has(title) &&
    /^\p{Lu}\S*\s/u.test(body.slice(start + word.length, end))
  return isTitle ? withoutTitles(body, { start: start + word.length, end }, people) : { start, end }
}

/** The people of a credit line: "(Reporting by Ada Lind; Editing by Tor Moe)". */
function findCreditedPeople(body: string, line: Span, words: SourceWords): Span[] {
  const segments = creditLineSegments(body, line, words)
  const names =
    segments.length > 0
      ? segments.filter(({ kind }) => PEOPLE_CREDITS.has(kind)).flatMap(({ names }) => names)
      : peopleBehindAgency(body, line)
  return names.filter((span) => isName(body.slice(span.start, span.end), words))
}

const PEOPLE_CREDITS: ReadonlySet<CreditLineKind> = new Set(['reporters', 'editors', 'inputs'])

/** "NWA/Ada Lind": the author behind the agency. */
function peopleBehindAgency(body: string, line: Span): Span[] {
  const [first, ...others] = splitSpan(body, line, /\//g)
  if (!first || !/^\p{Lu}{2,6}(?:-\p{Lu})?$/u.test(body.slice(first.start, first.end))) return []
  return others.filter((span) => nameAtStart(body, span).end === span.end)
}

/** The offset after the labels ("By", "Written by"); there may be several. */
function skipLabels(body: string, { start, end }: Span, { bylineLabels }: SourceWords): number {
  let at = start
  for (let label: string | undefined = ''; label !== undefined;) {
    const from = at
    label = bylineLabels.find(
      (each) =>
        body.slice(from, Math.min(end, from + each.length + 1)).toLowerCase() === `${each} `,
    )
    at += label ? label.length + 1 : 0
  }
  return at
}

/** Authors are separated by commas, slashes, bars and "and". */
function separatorOf({ conjunctions }: SourceWords): RegExp {
  const links = conjunctions.map((word) => `\\s${word}\\s`).join('|')
  const serial = `(?:(?:${conjunctions.join('|')})\\s)?`
  return new RegExp(`,\\s*${serial}|\\s?[/|;]\\s?|${links}`, 'giu')
}

// A name may have particles ("Clara de Wit") and ends before "in Selm".
const NAME =
  /^\p{Lu}[\p{L}.’'-]*(?:\s(?:(?:d[aeiu]l?|dela|van|von|der|den|la|le|bin|al)\s)*\p{Lu}[\p{L}.’'-]*)*/u

function nameAtStart(body: string, { start, end }: Span): Span {
  return { start, end: start + (NAME.exec(body.slice(start, end))?.[0].length ?? 0) }
}

/**
 * Whether a piece is a person's name: two words or more, and none a job title ("Staff Reporter").
 */
function isName(name: string, { trades, notNames, months }: SourceWords): boolean {
  const parts = name.toLowerCase().split(/\s+/)
  // People are called May, Jan and April.
  const isMonth = (part: string) =>
    months.some((month) => month === part || month.slice(0, 3) === part)
  const isOther = parts.some(
    (part) => trades.includes(part) || (notNames.has(part) && !isMonth(part)),
  )
  return parts.length >= 2 && parts.length <= MAX_NAME_WORDS && !isOther
}

/**
 * Merge entries of the same source and role; their evidence is in reading order, without repeats.
 */
export function joinSources(sources: readonly ArticleSource[]): ArticleSource[] {
  const joined = new Map<string, ArticleSource & { readonly places: Map<number, Span> }>()
  for (const each of sources) {
    const key = `${each.role} ${each.source.id}`
    const { places } = joined.get(key) ?? { places: new Map<number, Span>() }
    for (const span of each.evidence) if (!places.has(span.start)) places.set(span.start, span)
    if (!joined.has(key)) joined.set(key, { ...each, places })
  }
  return Array.from(joined.values(), ({ source, role, places }) => ({
    source,
    role,
    evidence: [...places.values()].sort((a, b) => a.start - b.start),
  }))
}
