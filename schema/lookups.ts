import type { Loaders } from '../src/loaders/loaders.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Awaitable } from '../src/store/store.ts'
import { builder } from './builder.ts'
import { InputError } from './errors.ts'
import { globalId, parseIdOf } from './ids.ts'

export const ArticleBy = builder.inputType('ArticleBy', {
  description: 'One way to name an article.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    path: t.string({ description: 'The file, relative to the archive.' }),
    url: t.field({ type: 'URL', description: 'The address that the file states.' }),
  }),
})

export const SpeakerBy = builder.inputType('SpeakerBy', {
  description: 'One way to name a speaker.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Their id.' }),
    name: t.string({ description: 'A name or any alias; case and accents do not count.' }),
    sameAs: t.field({ type: 'URL', description: 'A page about the same speaker elsewhere.' }),
  }),
})

export const SourceBy = builder.inputType('SourceBy', {
  description: 'One way to name a source.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    name: t.string({ description: 'A name or any alias; case and accents do not count.' }),
  }),
})

type By = typeof SpeakerBy.$inferInput | typeof SourceBy.$inferInput

/**
 * Find everyone meant in a filter: a name that several bear means all of them.
 *
 * @returns local ids, never empty
 * @throws {InputError} NOT_FOUND with the nearest names when nobody bears the name
 */
export function resolveBearers(
  list: 'speakers' | 'sources',
  by: By,
  load: Loaders,
): Awaitable<readonly string[]> {
  if (by.id != null) return [parseIdOf(TYPE[list], by.id)]
  const name = by.name ?? ('sameAs' in by ? by.sameAs : null) ?? ''
  return mapAwaitable(load.idsByName[list].load(name), (ids) =>
    ids.length > 0 ? ids : refuseUnknown(list, name, load),
  )
}

/**
 * Find the one that is meant.
 *
 * @throws {InputError} NOT_FOUND as above; AMBIGUOUS_NAME when several bear the name
 */
export function resolveBearer(
  list: 'speakers' | 'sources',
  by: By,
  load: Loaders,
): Awaitable<string> {
  return mapAwaitable(resolveBearers(list, by, load), (ids) => {
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
