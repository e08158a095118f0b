import type { Language } from '../languages/language.ts'
import type { SourceWords } from '../languages/source-words.ts'
import type { Article } from '../model/article.ts'
import type { Dateline } from '../model/dateline.ts'
import type { Picture } from '../model/picture.ts'
import type { Settings } from '../model/settings.ts'
import type { ArticleSource, OutletMention, SourceName, SourceRole } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import { nameId, personId } from '../identity/ids.ts'
import { nameKey } from '../text/names.ts'
import { overlapping } from '../text/spans.ts'
import { findAuthors } from './authors.ts'
import { joinSources } from './join-sources.ts'
import { directoryOf } from './sources/known.ts'
import { findSourcePlaces, type SourcePlace } from './sources/places.ts'

/** What was printed round the story and is already understood. */
export interface PrintedSources {
  readonly dateline: Dateline | null
  readonly outlets: readonly OutletMention[]
  readonly pictures: readonly Picture[]
}

/**
 * Find where the article comes from: publisher, wire agency, authors and owners of its pictures.
 * Relays belong to quotations and are found there.
 *
 * A publisher that the file or the settings name, and no words do, has no evidence.
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
  const named = at(['BYLINE', 'RIGHTS'])
  const printed = named.filter(({ source }) => source.kind !== 'WIRE_AGENCY')
  const agencies = [
    ...at(['DATELINE', 'SIGN_OFF']),
    ...named.filter(({ source }) => source.kind === 'WIRE_AGENCY'),
  ]
  return joinSources([
    ...publishersOf(article, printed, outlets, settings),
    ...inRole('WIRE_AGENCY', agencies),
    ...inRole('AUTHOR', authorsOf(article, outlets, words)),
    ...pictures.flatMap(({ credits }) => credits),
  ])
}

interface Printed {
  readonly source: SourceName
  readonly evidence: Span | null
}

function outletAt(outlets: readonly OutletMention[], span: Span): SourceName | null {
  return overlapping(outlets, span).find(({ source }) => source)?.source ?? null
}

/** The one that the file states, else those that are printed, else the one of the settings. */
function publishersOf(
  article: Article,
  printed: readonly Printed[],
  outlets: readonly OutletMention[],
  settings: Settings,
): ArticleSource[] {
  const stated = article.publisher
  if (stated === null && printed.length > 0) return inRole('PUBLISHER', printed)
  const name = stated ?? settings.publisher
  if (name === null) return []
  return inRole('PUBLISHER', [{ source: sourceNamed(name, outlets, settings), evidence: null }])
}

function sourceNamed(
  name: string,
  outlets: readonly OutletMention[],
  settings: Settings,
): SourceName {
  const key = nameKey(name)
  const mentioned = outlets.find(({ source }) => source && nameKey(source.name) === key)
  const known = mentioned?.source ?? directoryOf(settings.outlets).byKey.get(key)
  return known ?? { id: nameId(name), name, kind: 'PUBLISHER', aliases: [] }
}

function authorsOf(
  { body, paragraphs }: Article,
  outlets: readonly OutletMention[],
  words: SourceWords,
): Printed[] {
  return paragraphs
    .filter(({ kind }) => kind === 'BYLINE')
    .flatMap(({ span }) => findAuthors(body, span, words))
    .filter((span) => outletAt(outlets, span) === null)
    .map((span) => {
      const name = body.slice(span.start, span.end).replace(/\s+/g, ' ')
      return { source: { id: personId(name), name, kind: 'PERSON', aliases: [] }, evidence: span }
    })
}

function inRole(role: SourceRole, printed: readonly Printed[]): ArticleSource[] {
  return printed.map(({ source, evidence }) => ({
    source,
    role,
    evidence: evidence ? [evidence] : [],
  }))
}
