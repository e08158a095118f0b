import type { OutputRef } from '@pothos/core'
import type { ListItem, ListName, Lists, ListSet, Order, Page, Window } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { SourceRole } from '../src/model/source.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import type { Awaitable } from '../src/store/store.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import {
  DEFAULT_PAGE,
  fingerprintOf,
  MAX_PAGE,
  type PageArgs,
  parseWindow,
  writeCursor,
} from './paging.ts'
import { type InArticle, Span } from './span.ts'

/** Relay's paging arguments, the same on every list. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `Size of the page, 1 to ${MAX_PAGE}; 0 for counts alone. ${DEFAULT_PAGE} by default.`,
  }),
  after: t.string({ description: 'Cursor before the page.' }),
  last: t.int({ description: 'Size of a page taken from the end.' }),
  before: t.string({ description: 'Cursor behind the page.' }),
}))

/** A list with a window on it. Nothing is read before a field needs it. */
export class Connection<L extends ListName> {
  readonly set: ListSet<L>
  /** Id of the speaker, source or article whose list it is; empty for the whole archive's. */
  readonly owner: string
  readonly #window: Window<Lists[L]['order']>
  /** The whole list, if its owner holds it in this order; else null. */
  readonly #held: Held | null
  readonly #load: Loaders
  #page: Awaitable<Page> | null = null
  #fingerprint: string | null = null

  constructor(
    set: ListSet<L>,
    owner: Owner<L> | undefined,
    args: PageArgs,
    order: readonly Order<Lists[L]['order']>[],
    load: Loaders,
  ) {
    this.set = set
    this.owner = owner?.id ?? ''
    this.#window = parseWindow(args, order, () => this.#fingerprintIn(order))
    const { after, before } = this.#window
    const isWhole = after === null && before === null && Object.keys(set.filter).length === 0
    this.#held = isWhole ? (owner?.held ?? null) : null
    this.#load = load
  }

  get page(): Awaitable<Page> {
    return (this.#page ??= this.#load.page(this.set, this.#window, this.owner))
  }

  get totalCount(): Awaitable<number> {
    return this.#held ? this.#held.parts.length : this.#load.count(this.set, this.owner)
  }

  /** The page's members, if the owner holds them; else null. */
  get heldMembers(): InArticle<unknown>[] | null {
    if (!this.#held) return null
    const { reading, parts } = this.#held
    const { limit, backwards } = this.#window
    const from = backwards ? Math.max(0, parts.length - limit) : 0
    return parts.slice(from, from + limit).map((value) => ({ reading, value }))
  }

  cursorOf({ keyset }: ListItem): string {
    return writeCursor(this.#fingerprintIn(this.#window.order), keyset)
  }

  #fingerprintIn(order: readonly Order[]): string {
    return (this.#fingerprint ??= fingerprintOf(this.set, order, this.owner))
  }
}

/** Whose list it is, for a list below a node. */
export interface Owner<L extends ListName> {
  readonly kind: Lists[L]['owner']
  readonly id: string
  readonly roles?: readonly SourceRole[]
  /** The list, where the owner holds it in the order that is asked for. */
  readonly held?: Held | null
}

/** A whole list of parts, in an article that has been read. */
interface Held {
  readonly reading: Reading
  readonly parts: readonly unknown[]
}

/** Checks the paging arguments and makes the connection, once its filter is resolved. */
export function connect<L extends ListName>(
  list: L,
  args: PageArgs,
  load: Loaders,
  asked: {
    readonly filter: Awaitable<Lists[L]['filter']>
    readonly order: readonly Order<Lists[L]['order']>[]
    readonly owner?: Owner<L>
  },
): Awaitable<Connection<L>> {
  const { order, owner } = asked
  return mapAwaitable(asked.filter, (filter) => {
    const set = { list, filter, owner: owner?.kind ?? null, roles: owner?.roles ?? [] }
    return new Connection<L>(set, owner, args, order, load)
  })
}

/** A member of a page. */
interface Edge<L extends ListName> {
  readonly connection: Connection<L>
  readonly item: ListItem
  readonly node: () => unknown
}

/** What a connection type is made of. */
interface ConnectionParts<L extends ListName, Node> {
  readonly list: L
  /** Name of the node's type, from which connection and edge are named. */
  readonly name: string
  readonly node: OutputRef<Node>
  /** Loads the nodes of a page, null for one that is missing. */
  readonly load: (items: readonly ListItem[], load: Loaders) => Awaitable<readonly (Node | null)[]>
  /** What is listed, and in which order when no other is asked for. */
  readonly description: string
}

/** Make the connection type of a list, and its edge. */
export function defineConnection<L extends ListName, Node>(parts: ConnectionParts<L, Node>) {
  const { name } = parts
  const node: OutputRef<unknown> = parts.node
  const loadNodes = (items: readonly ListItem[], { load }: Context): Awaitable<unknown[]> =>
    mapAwaitable(parts.load(items, load), (nodes) => nodes.map(requirePresent))

  const edge = builder.objectRef<Edge<L>>(`${name}Edge`)
  edge.implement({
    description: `A member of a ${name}Connection.`,
    fields: (t) => ({
      cursor: t.string({
        description: 'Its place in the list, for `after` and `before`.',
        resolve: ({ connection, item }) => connection.cursorOf(item),
      }),
      node: t.field({
        type: node,
        description: 'The member itself.',
        resolve: (edge) => edge.node(),
      }),
    }),
  })

  const connection = builder.objectRef<Connection<L>>(`${name}Connection`)
  connection.implement({
    description: parts.description,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        description: 'The members of the page.',
        resolve: (connection, _args, context) =>
          mapAwaitable(connection.page, ({ items }) => {
            // All edges of the page share one load.
            let nodes: Awaitable<unknown[]> | null = null
            const loaded = () => (nodes ??= loadNodes(items, context))
            return items.map((item, at) => ({
              connection,
              item,
              node: () => mapAwaitable(loaded(), (all) => all[at]),
            }))
          }),
      }),
      nodes: t.field({
        type: [node],
        description: 'The nodes of the edges.',
        resolve: (connection, _args, context) =>
          connection.heldMembers ??
          mapAwaitable(connection.page, ({ items }) => loadNodes(items, context)),
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Where the page stands.',
        resolve: (connection) =>
          mapAwaitable(connection.page, ({ items, hasMoreAfter, hasMoreBefore }) => {
            const [first, last] = [items[0], items.at(-1)]
            return {
              hasNextPage: hasMoreAfter,
              hasPreviousPage: hasMoreBefore,
              startCursor: first ? connection.cursorOf(first) : null,
              endCursor: last ? connection.cursorOf(last) : null,
            }
          }),
      }),
      totalCount: t.int({
        description: 'Members of the whole filtered list, not of the page.',
        resolve: (connection) => connection.totalCount,
      }),
    }),
  })
  return { connection, edge }
}

/** The type of the connection of a list. */
export type ConnectionRef<L extends ListName> = ReturnType<
  typeof defineConnection<L, unknown>
>['connection']
type EdgeRef<L extends ListName> = ReturnType<typeof defineConnection<L, unknown>>['edge']

/** Give an edge what a search says of it: `score` and `highlights`. */
export function addSearch<L extends 'articles' | 'quotations'>(edge: EdgeRef<L>): void {
  builder.objectField(edge, 'score', (t) =>
    t.float({
      nullable: true,
      description: 'Relevance (BM25), larger is better; null without `words` in the filter.',
      resolve: ({ connection: { set }, item }, _args, { load }) => {
        const { words } = set.filter
        if (item.score !== null || words === undefined) return item.score
        return load.score(set.list, words, item.id)
      },
    }),
  )
  builder.objectField(edge, 'highlights', (t) =>
    t.field({
      type: [Span],
      description: 'Where the words of the search stand; empty without `words` in the filter.',
      resolve: ({ connection: { set }, item }, _args, { load }) => {
        const { words } = set.filter
        if (words === undefined || item.article === null) return []
        return mapAwaitable(load.reading.load(item.article), (reading) => {
          if (!reading) return []
          const spans = load.highlights(set.list, words, item.id)
          return mapAwaitable(spans, (found) => found.map((value) => ({ reading, value })))
        })
      },
    }),
  )
}
