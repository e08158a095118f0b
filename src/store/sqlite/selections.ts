import type { ListName, Lists, ListSet } from '../../model/lists.ts'
import {
  articleConditions,
  dateConditions,
  keysOf,
  pictureConditions,
  problemConditions,
  quotationConditions,
  rolesCondition,
  sourceConditions,
  speakerConditions,
} from './filters.ts'
import type { Values } from './values.ts'

/**
 * The rows of a list: its table is `t`, the article `a` where it is joined, the owner `h`.
 *
 * `published` and `id` stand where they can be read in order: in the list's own table, or in the
 * table of one speaker or source that leads to it.
 */
export interface Selection {
  readonly from: string
  readonly where: readonly string[]
  readonly published: string
  readonly id: string
}

/**
 * How to find the rows of each list.
 *
 * @param inOrder - false when the rows are reached by key, from the hits of a ranked search, and
 *   walking one speaker's or source's table would go over it once for each hit
 */
export type Select<L extends ListName> = (
  set: ListSet<L>,
  values: Values,
  inOrder: boolean,
) => Selection

export const PARTS_OF = (article: string) =>
  `BETWEEN (${article} << 20) AND (${article} << 20) + 1048575`

const QUOTED = ' AND s.quotations > 0'

const ARTICLE = 'CROSS JOIN article a ON a.key = t.key >> 20'

export const selections: { readonly [L in ListName]: Select<L> } = {
  articles({ filter, owner, roles }, values, inOrder) {
    const { speakers, source, ...rest } = filter
    const conditions = (published: string, left: typeof filter) =>
      articleConditions(left, { article: 't', published }, values)
    const own = (left: typeof filter, ...where: string[]) => ({
      from: 'article t',
      where: [...where, ...conditions('t.published', left)],
      published: 't.published',
      id: 't.id',
    })
    const of = (part: 'speaker' | 'source', key: string, more: string, left: typeof filter) =>
      inOrder
        ? {
            from: `${part}_article s CROSS JOIN article t ON t.key = s.article`,
            where: [`s.${part} = ${key}${more}`, ...conditions('s.published', left)],
            published: 's.published',
            id: 's.id',
          }
        : own(
            left,
            `t.key IN (SELECT s.article FROM ${part}_article s WHERE s.${part} = ${key}${more})`,
          )
    if (owner === 'speaker') return of('speaker', 'h.key', QUOTED, filter)
    if (owner === 'source') return of('source', 'h.key', rolesCondition(roles), filter)
    if (source?.ids.length === 1) {
      const key = keysOf('source', source.ids, values)
      return of('source', key, rolesCondition(source.roles), { ...rest, speakers })
    }
    if (speakers?.length === 1) {
      return of('speaker', keysOf('speaker', speakers, values), QUOTED, { ...rest, source })
    }
    return own(filter)
  },

  quotations({ filter, owner }, values, inOrder) {
    const { relays, speakers, ...rest } = filter
    const conditions = (published: string, left: typeof filter) => [
      ...quotationConditions(left, values),
      ...articleConditions(left.article ?? {}, { article: 'a', published }, values),
    ]
    const own = (left: typeof filter, ...where: string[]) => ({
      from: `quotation t ${ARTICLE}`,
      where: [...where, ...conditions('t.published', left)],
      published: 't.published',
      id: 't.id',
    })
    const relayed = (key: string, left: typeof filter) =>
      inOrder
        ? {
            from: `relay s CROSS JOIN quotation t ON t.key = s.quotation ${ARTICLE}`,
            where: [`s.source = ${key}`, ...conditions('s.published', left)],
            published: 's.published',
            id: 's.id',
          }
        : own(left, `t.key IN (SELECT quotation FROM relay WHERE source = ${key})`)
    if (owner === 'article') return own(filter, `t.key ${PARTS_OF('h.key')}`)
    if (owner === 'speaker') return own(filter, 't.speaker = h.key')
    if (owner === 'source') return relayed('h.key', filter)
    if (speakers?.length === 1) {
      return own({ ...rest, relays }, `t.speaker = ${keysOf('speaker', speakers, values)}`)
    }
    if (relays?.length === 1) {
      return relayed(keysOf('source', relays, values), { ...rest, speakers })
    }
    return own(filter)
  },

  speakers({ filter, owner }, values) {
    const where = ['t.record IS NOT NULL', ...speakerConditions(filter, values)]
    if (filter.quoted) {
      where.push(`t.key IN (${quotedSpeakers(filter.quoted, values)})`)
    }
    if (owner === 'article') {
      where.push(`t.key IN (SELECT speaker FROM speaker_article
        WHERE article = h.key AND quotations > 0)`)
    }
    if (owner === 'speaker') {
      where.push(`t.key IN (SELECT other.speaker FROM speaker_article own
        JOIN speaker_article other ON other.article = own.article
        WHERE own.speaker = h.key AND own.quotations > 0
          AND other.quotations > 0 AND other.speaker <> h.key)`)
    }
    return { from: 'speaker t', where, published: 't.last_quoted', id: 't.id' }
  },

  sources({ filter }, values) {
    const where = ['t.record IS NOT NULL', ...sourceConditions(filter, values)]
    if (filter.article) {
      const aliases = { article: 'a', published: 'a.published' }
      const conditions = articleConditions(filter.article, aliases, values)
      where.push(`t.key IN (SELECT s.source FROM source_article s
        JOIN article a ON a.key = s.article WHERE ${allOf(conditions)})`)
    }
    return { from: 'source t', where, published: '0', id: 't.id' }
  },

  dates({ filter, owner }, values) {
    const where = dateConditions(filter, values)
    const aliases = { article: 'a', published: 'a.published' }
    where.push(...articleConditions(filter.article ?? {}, aliases, values))
    if (owner === 'article') where.push(`t.key ${PARTS_OF('h.key')}`)
    return { from: `date_mention t ${ARTICLE}`, where, published: 'a.published', id: 't.id' }
  },

  pictures({ filter, owner }, values) {
    const { credits, ...rest } = filter
    const conditions = (published: string, left: typeof filter) => [
      ...pictureConditions(left, values),
      ...articleConditions(left.article ?? {}, { article: 'a', published }, values),
    ]
    const credited = (key: string, left: typeof filter) => ({
      from: `picture_credit s CROSS JOIN picture t ON t.key = s.picture ${ARTICLE}`,
      where: [`s.source = ${key}`, ...conditions('s.published', left)],
      published: 's.published',
      id: 's.id',
    })
    if (owner === 'source') return credited('h.key', filter)
    if (credits?.length === 1) return credited(keysOf('source', credits, values), rest)
    return {
      from: `picture t ${ARTICLE}`,
      where: conditions('t.published', filter),
      published: 't.published',
      id: 't.id',
    }
  },

  problems({ filter }, values) {
    const where = problemConditions(filter, values)
    return { from: 'problem t', where, published: '0', id: 't.id' }
  },
}

export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '1' : conditions.map((each) => `(${each})`).join(' AND ')
}

/** The keys of everyone from whom at least one such quotation is. */
function quotedSpeakers(filter: Lists['quotations']['filter'], values: Values): string {
  const set = { list: 'quotations', filter, owner: null, roles: [] } as const
  const { from, where } = selections.quotations(set, values, false)
  return `SELECT t.speaker FROM ${from} WHERE ${allOf([...where, 't.speaker IS NOT NULL'])}`
}
