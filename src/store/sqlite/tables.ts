import type { ListName } from '../../model/lists.ts'
import { articleOf, positionOf } from './keys.ts'

/** The table of a list, and how its rows lead to their article `a`. */
interface Table {
  readonly name: string
  readonly join: string
  /** The id, or what with the article's id makes it (`partIdOf`). */
  readonly id: string
  readonly isPart: boolean
  /** Id of the article that holds the item. */
  readonly home: string
  /** Place in that article. */
  readonly position: string
  readonly published: string
  /** What settles ties. */
  readonly tie: string
}

export const JOIN_ARTICLE = `CROSS JOIN article a ON a.key = ${articleOf('t.key')}`

const PART = {
  join: JOIN_ARTICLE,
  home: 'a.id',
  position: positionOf('t.key'),
  id: 't.tie',
  isPart: true,
  tie: 't.tie',
}
const WHOLE = {
  join: '',
  home: 'NULL',
  position: 'NULL',
  id: 't.id',
  isPart: false,
  tie: 't.id',
}

export const tables: { readonly [L in ListName]: Table } = {
  articles: { ...WHOLE, name: 'article', home: 't.id', tie: 't.tie', published: 't.published' },
  quotations: { ...PART, name: 'quotation', published: 't.published' },
  dates: { ...PART, name: 'date_mention', published: 'a.published' },
  pictures: { ...PART, name: 'picture', published: 't.published' },
  speakers: { ...WHOLE, name: 'speaker', published: 't.last_quoted' },
  sources: { ...WHOLE, name: 'source', published: '0' },
  problems: {
    ...WHOLE,
    name: 'problem',
    home: '(SELECT home.id FROM article home WHERE home.key = t.article)',
    published: '0',
  },
}
