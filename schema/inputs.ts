import { type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import type { ArticleFilter, DayRange } from '../src/model/lists.ts'
import type { Origin as OriginName } from '../src/model/origin.ts'
import type { SourceRole as SourceRoleName } from '../src/model/source.ts'
import type { Builder } from './builder.ts'
import { InputError } from './errors.ts'
import { globalId, parseIdOf } from './ids.ts'

/** The inputs that several filters and fields share. */
export type Inputs = ReturnType<typeof defineInputs>

export function defineInputs(builder: Builder) {
  const ItemOfFile = builder.inputType('ItemOfFile', {
    description: 'One of the articles of a file.',
    fields: (t) => ({
      path: t.string({
        required: true,
        description: 'Path of the file, relative to the archive folder.',
      }),
      itemId: t.string({
        required: true,
        description: 'Its `itemId`; of an article without one, its position: `#3`.',
      }),
    }),
  })

  const ArticleBy = builder.inputType('ArticleBy', {
    description: 'Identifies an article by one of these.',
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Global id.' }),
      path: t.string({ description: 'Path of the file, relative to the archive folder.' }),
      url: t.field({ type: 'URL', description: 'URL that the file states.' }),
      item: t.field({ type: ItemOfFile, description: 'One of the articles of a file.' }),
    }),
  })

  const SpeakerBy = builder.inputType('SpeakerBy', {
    description: 'Identifies a speaker by one of these.',
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Global id.' }),
      name: t.string({ description: 'Name or alias, compared without case and accents.' }),
      sameAs: t.field({
        type: 'URL',
        description: 'URL of a page about the speaker, as listed in `sameAs`.',
      }),
    }),
  })

  const SourceBy = builder.inputType('SourceBy', {
    description: 'Identifies a source by one of these.',
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Global id.' }),
      name: t.string({ description: 'Name or alias, compared without case and accents.' }),
    }),
  })

  const LocalDateRange = builder.inputType('LocalDateRange', {
    description: 'A range of days, both ends inclusive. An omitted end is open.',
    fields: (t) => ({
      from: t.field({ type: 'LocalDate', description: 'First day.' }),
      until: t.field({ type: 'LocalDate', description: 'Last day.' }),
    }),
  })

  const SourceRole = builder.enumType('SourceRole', {
    description: 'Role of a source in an article.',
    values: {
      PUBLISHER: { description: 'Published the article.' },
      WIRE_AGENCY: { description: 'Wrote the article as an agency.' },
      RELAY: { description: 'Relayed a statement that the article quotes.' },
      PICTURE_CREDIT: { description: 'Is credited for a picture.' },
      AUTHOR: { description: 'Is named in the byline.' },
    } satisfies Record<SourceRoleName, object>,
  })

  const Origin = builder.enumType('Origin', {
    description: 'Where the text of an article comes from.',
    values: {
      OWN: { description: 'A named author, and no agency.' },
      WIRE: {
        description:
          'An agency: its dateline or sign-off, its name as author, publisher or provider, or a copy of such an article.',
      },
      MIXED: { description: 'An agency beside an author, or in a credit.' },
      UNKNOWN: { description: 'The article names neither author nor agency.' },
    } satisfies Record<OriginName, object>,
  })

  const Copies = builder.enumType('Copies', {
    description:
      'What to do with copies of a story: articles published within 7 days of the first one that have at least 0.8 of the longer text in common, directly or through others.',
    values: {
      FIRST_ONLY: {
        description:
          'Only the earliest of those that match the rest of the filter. Counts, facets and timelines count each story once.',
      },
    } satisfies Record<NonNullable<ArticleFilter['copies']>, object>,
  })

  return { ArticleBy, SpeakerBy, SourceBy, LocalDateRange, SourceRole, Origin, Copies }
}

type By = Inputs['SpeakerBy']['$inferInput'] | Inputs['SourceBy']['$inferInput']

/**
 * Resolves the speakers or sources of a filter: a shared name matches all that have it.
 *
 * @returns ids of the store, never empty; undefined without an input
 * @throws {InputError} NOT_FOUND, with similar names, for an unknown name
 */
export function resolveIdsByName(
  list: 'speakers' | 'sources',
  by: By,
  load: Loaders,
): Awaitable<readonly string[]>
export function resolveIdsByName(
  list: 'speakers' | 'sources',
  by: By | null | undefined,
  load: Loaders,
): Awaitable<readonly string[] | undefined>
export function resolveIdsByName(
  list: 'speakers' | 'sources',
  by: By | null | undefined,
  load: Loaders,
): Awaitable<readonly string[] | undefined> {
  if (!by) return undefined
  if (by.id != null) return [parseIdOf(TYPE[list], by.id)]
  const name = by.name ?? ('sameAs' in by ? by.sameAs : null) ?? ''
  const found = mapAwaitable(load.idsByName[list].load(name), (ids) =>
    ids.length > 0 ? ids : refuseUnknown(list, name, load),
  )
  // Another part of the filter may be refused before this one is awaited.
  if (found instanceof Promise) found.catch(() => {})
  return found
}

/**
 * Resolves one speaker or source.
 *
 * @throws {InputError} NOT_FOUND for an unknown name; AMBIGUOUS_NAME for a name that several have
 */
export function resolveIdByName(
  list: 'speakers' | 'sources',
  by: By,
  load: Loaders,
): Awaitable<string> {
  return mapAwaitable(resolveIdsByName(list, by, load), (ids) => {
    const [id = '', ...others] = ids
    return others.length === 0 ? id : refuseAmbiguous(list, by.name ?? '', ids, load)
  })
}

const TYPE = { speakers: 'Speaker', sources: 'Source' } as const

const NOUN = { speakers: 'speaker', sources: 'source' } as const

const MOST_NAMED = 5

async function refuseUnknown(
  list: 'speakers' | 'sources',
  name: string,
  load: Loaders,
): Promise<never> {
  const near = await load.similarNames(list, name)
  const question = near.length > 0 ? ` Did you mean ${quoteAll(near, 'or')}?` : ''
  throw new InputError('NOT_FOUND', `Unknown ${NOUN[list]} "${name}".${question}`, {
    suggestions: near,
  })
}

async function refuseAmbiguous(
  list: 'speakers' | 'sources',
  name: string,
  ids: readonly string[],
  load: Loaders,
): Promise<never> {
  const loader = list === 'speakers' ? load.speaker : load.source
  // oxlint-disable-next-line typescript/await-thenable -- values or promises
  const bearers = await Promise.all(ids.slice(0, MOST_NAMED).map((id) => loader.load(id)))
  const candidates = bearers
    .flatMap((bearer) => bearer ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((bearer) => ({ id: globalId(TYPE[list], bearer.id), name: bearer.name }))
  const names = quoteAll([...new Set(candidates.map((each) => each.name))], 'and')
  throw new InputError(
    'AMBIGUOUS_NAME',
    `"${name}" names ${ids.length} ${list}: ${names}. Give a full name or an id.`,
    { candidates },
  )
}

function quoteAll(names: readonly string[], word: 'and' | 'or'): string {
  const quoted = names.map((name) => `"${name}"`)
  const last = quoted.pop() ?? ''
  return quoted.length > 0 ? `${quoted.join(', ')} ${word} ${last}` : last
}

/** @throws {InputError} BAD_RANGE if the end is before the beginning */
export function parseRange(
  range: Inputs['LocalDateRange']['$inferInput'] | null | undefined,
): DayRange | undefined {
  if (!range) return undefined
  const { from = null, until = null } = range
  if (from !== null && until !== null && from > until) {
    throw new InputError(
      'BAD_RANGE',
      `The range from ${from} until ${until} ends before it begins.`,
    )
  }
  return { from, until }
}

const MAX_SEARCH_BYTES = 1_000
const MAX_SEARCH_WORDS = 64

const SEARCH_WORD = /[\p{L}\p{N}\p{Co}]+/gu

/**
 * Check the input of a full-text search.
 *
 * @throws {InputError} SEARCH_TOO_LONG, or EMPTY_SEARCH for an input without a word
 */
export function parseSearch(words: string | null | undefined): string | undefined {
  if (words === null || words === undefined) return undefined
  return requireWords(words, { bytes: MAX_SEARCH_BYTES, words: MAX_SEARCH_WORDS })
}

/**
 * Check a text of which words are searched.
 *
 * @throws {InputError} SEARCH_TOO_LONG, or EMPTY_SEARCH for a text without a word
 */
export function requireWords(
  text: string,
  most: { readonly bytes: number; readonly words: number },
): string {
  const bytes = Buffer.byteLength(text)
  if (bytes > most.bytes) throw searchTooLong(bytes, most.bytes, 'bytes')
  const count = text.match(SEARCH_WORD)?.length ?? 0
  if (count > most.words) throw searchTooLong(count, most.words, 'words')
  if (count > 0) return text
  throw new InputError('EMPTY_SEARCH', 'The search has no word. Leave it out to find everything.')
}

function searchTooLong(value: number, limit: number, unit: 'bytes' | 'words'): InputError {
  return new InputError(
    'SEARCH_TOO_LONG',
    `The search has ${value} ${unit}; the limit is ${limit}. Search for fewer words.`,
    { limit, value },
  )
}
