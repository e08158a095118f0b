import type { ArticleFilter } from '../../model/lists.ts'
import { articleConditions, keysOf, rolesCondition } from './filters.ts'
import type { Select, Selection } from './selections.ts'
import type { Values } from './values.ts'

const QUOTED = ' AND s.quotations > 0'

/** The articles of the archive, of a speaker or of a source. */
export const selectArticles: Select<'articles'> = ({ filter, owner, roles }, values, purpose) => {
  if (owner === null) {
    return purpose.ranked ? ownArticles(filter, 't', values) : allArticles(filter, 't', values)
  }
  const more = owner === 'speaker' ? QUOTED : rolesCondition(roles)
  if (!purpose.ranked) return articlesOf(owner, 'h.key', more, filter, 't', values)
  const own = ownArticles(filter, 't', values)
  const mine = `SELECT s.article FROM ${owner}_article s WHERE s.${owner} = h.key${more}`
  return { ...own, where: [`t.key IN (${mine})`, ...own.where] }
}

/** The articles of the archive, led to by the one source or speaker that the filter names. */
export function allArticles(filter: ArticleFilter, alias: 't' | 'a', values: Values): Selection {
  const { source, speakers, ...rest } = filter
  if (source?.ids.length === 1) {
    const key = keysOf('source', source.ids, values)
    const more = rolesCondition(source.roles)
    return articlesOf('source', key, more, { ...rest, speakers }, alias, values)
  }
  if (speakers?.length === 1) {
    const key = keysOf('speaker', speakers, values)
    return articlesOf('speaker', key, QUOTED, { ...rest, source }, alias, values)
  }
  return ownArticles(filter, alias, values)
}

/** The articles of the archive, from their own table. */
export function ownArticles(filter: ArticleFilter, alias: 't' | 'a', values: Values): Selection {
  const aliases = { article: alias, published: `${alias}.published` }
  return {
    from: `article ${alias}`,
    where: articleConditions(filter, aliases, values),
    published: `${alias}.published`,
    tie: `${alias}.tie`,
    withArticle: alias === 'a',
  }
}

function articlesOf(
  part: 'speaker' | 'source',
  key: string,
  more: string,
  filter: ArticleFilter,
  alias: 't' | 'a',
  values: Values,
): Selection {
  const aliases = { article: alias, published: 's.published' }
  return {
    from: `${part}_article s CROSS JOIN article ${alias} ON ${alias}.key = s.article`,
    where: [`s.${part} = ${key}${more}`, ...articleConditions(filter, aliases, values)],
    published: 's.published',
    tie: 's.tie',
    withArticle: alias === 'a',
  }
}
