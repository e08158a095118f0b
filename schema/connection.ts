import type { OutputRef } from '@pothos/core'
import type { ListItem, ListName, Lists, ListSet, Order, Page, Window } from '../src/model/lists.ts'
import type { Reading } from '../src/model/reading.ts'
import type { SourceRole } from '../src/model/source.ts'
import { orChanged } from '../src/loaders/consistent.ts'
import { type Loading, whenLoaded } from '../src/loaders/loading.ts'
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

/** A list that has been asked for: nothing of it is read before a field needs it. */
export interface Connection<L extends ListName> {
  readonly set: ListSet<L>
  readonly window: Window<Lists[L]['order']>
  /** Id of the speaker, source or article whose list it is; empty for the whole archive's. */
  readonly owner: string
  /** The list itself where the owner holds it, whole and in its order; else null. */
  readonly held: Held | null
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

/** Check the paging arguments and hold on to the question. */
export function connect<L extends ListName>(
  list: L,
  args: PageArgs,
  asked: {
    readonly filter: Lists[L]['filter'] | Promise<Lists[L]['filter']>
    readonly order: readonly Order<Lists[L]['order']>[]
    readonly owner?: Owner<L>
  },
): Connection<L> | Promise<Connection<L>> {
  const { order, owner } = asked
  return whenLoaded(asked.filter, (filter) => {
    const set: ListSet<L> = { list, filter, owner: owner?.kind ?? null, roles: owner?.roles ?? [] }
    const id = owner?.id ?? ''
    const window = parseWindow(args, order, () => fingerprintOf(set, order, id))
    const isWhole =
      window.after === null && window.before === null && Object.keys(filter).length === 0
    return { set, window, owner: id, held: isWhole ? (owner?.held ?? null) : null }
  })
}

function cursorOf<L extends ListName>(
  { set, window, owner }: Connection<L>,
  item: ListItem,
): string {
  return writeCursor(fingerprintOf(set, window.order, owner), item.keyset)
}

/** An edge: an item of the page in its list. */
interface Edge<L extends ListName> {
  readonly connection: Connection<L>
  readonly item: ListItem
}

/** What a connection type is made of. */
interface ConnectionParts<L extends ListName, Node> {
  readonly list: L
  /** Name of the node's type, from which connection and edge are named. */
  readonly name: string
  readonly node: OutputRef<Node>
  readonly load: (item: ListItem, load: Context['load']) => Loading<Node | null> | null
  /** What is listed, and in which order when no other is asked for. */
  readonly description: string
}

/** Make the connection type of a list, and its edge. */
export function defineConnection<L extends ListName, Node>(parts: ConnectionParts<L, Node>) {
  const { name } = parts
  const node: OutputRef<unknown> = parts.node
  const loadNode = (item: ListItem, { load }: Context): unknown =>
    whenLoaded<unknown, unknown>(parts.load(item, load), orChanged)

  const edge = builder.objectRef<Edge<L>>(`${name}Edge`)
  edge.implement({
    description: `A member of a ${name}Connection.`,
    fields: (t) => ({
      cursor: t.string({
        description: 'Its place in the list, for `after` and `before`.',
        resolve: ({ connection, item }) => cursorOf(connection, item),
      }),
      node: t.field({
        type: node,
        description: 'The member itself.',
        resolve: ({ item }, _args, context) => loadNode(item, context),
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
        resolve: (parent, _args, context) =>
          loadPage(parent, context).map(({ items }) =>
            items.map((item) => ({ connection: parent, item })),
          ),
      }),
      nodes: t.field({
        type: [node],
        description: 'The nodes of the edges.',
        resolve: (parent, _args, context) =>
          parent.held
            ? heldPage(parent.held, parent.window)
            : loadPage(parent, context).map(({ items }) =>
                items.map((item) => loadNode(item, context)),
              ),
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Where the page stands.',
        resolve: (parent, _args, context) =>
          loadPage(parent, context).map(({ items, hasMoreAfter, hasMoreBefore }) => {
            const [first, last] = [items[0], items.at(-1)]
            return {
              hasNextPage: hasMoreAfter,
              hasPreviousPage: hasMoreBefore,
              startCursor: first ? cursorOf(parent, first) : null,
              endCursor: last ? cursorOf(parent, last) : null,
            }
          }),
      }),
      totalCount: t.int({
        description: 'Members of the whole filtered list, not of the page.',
        resolve: ({ set, owner, held }, _args, { load }) =>
          held ? held.parts.length : load.count(set, owner),
      }),
    }),
  })
  return { connection, edge }
}

function loadPage<L extends ListName>(
  { set, window, owner }: Connection<L>,
  { load }: Context,
): Loading<Page> {
  return load.page(set, window, owner)
}

function heldPage({ reading, parts }: Held, { limit, backwards }: Window): InArticle<unknown>[] {
  const from = backwards ? Math.max(0, parts.length - limit) : 0
  return parts.slice(from, from + limit).map((value) => ({ reading, value }))
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
        return load.reading.load(item.article).map((reading) => {
          if (!reading) return []
          const spans = load.highlights(set.list, words, item.id)
          return spans.map((found) => found.map((value) => ({ reading, value })))
        })
      },
    }),
  )
}
