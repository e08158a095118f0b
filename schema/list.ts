import type { InputRef, ParentShape } from '@pothos/core'
import { type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type { Loaders } from '../src/loaders/loaders.ts'
import { requirePresent } from '../src/loaders/revision.ts'
import type { ListItem, ListName, Lists, Order } from '../src/model/lists.ts'
import type { Builder, Objects } from './builder.ts'
import { Connection, type Owner } from './connection.ts'
import type { Context } from './context.ts'
import { DEFAULT_PAGE, MAX_PAGE, type PageArgs } from './paging.ts'

/** Description of the order by relevance. */
export const RELEVANCE_ORDER =
  'Relevance to `words`; if `words` alone match more than 10,000 members, or in PostgreSQL the filter more than 2,000, only the newest of them are ranked and listed'

interface ListOptions<L extends ListName, Type extends keyof Objects, Filter> {
  readonly list: L
  /** Type of the nodes, from which connection and edge are named. */
  readonly type: Type
  /** What is listed, and the default order. */
  readonly description: string
  readonly filter: InputRef<Filter>
  /** Turns the filter of callers into the filter of the store: names become ids. */
  readonly resolveFilter: (filter: Filter, load: Loaders) => Awaitable<Lists[L]['filter']>
  readonly orderBy: {
    readonly name: string
    /** Each field with its description. */
    readonly fields: Readonly<Record<Lists[L]['order'], string>>
    readonly standard: Order<Lists[L]['order']>
  }
  /** Loads the nodes of a page, null for one that is missing. */
  readonly load: (
    items: readonly ListItem[],
    load: Loaders,
  ) => Awaitable<readonly (Objects[Type] | null)[]>
}

/** A field that gives the list of one object of a type. */
interface ListField<L extends ListName, Parent> {
  readonly description: string
  readonly owner: (parent: Parent) => Owner<L> | null
  /** The default order below this owner. */
  readonly order?: Order<Lists[L]['order']>
}

/**
 * Defines a list: its order enum, the arguments of its fields, its connection and edge types.
 *
 * @returns the types, and functions that add fields with the list
 */
export function defineList<L extends ListName, Type extends keyof Objects, Filter>(
  builder: Builder,
  options: ListOptions<L, Type, Filter>,
) {
  const { list, type, orderBy, resolveFilter } = options
  const orders = ordersOf(orderBy.fields)
  const filterType: InputRef = options.filter
  const orderType = builder.enumType(orderBy.name, {
    description: 'An order of the list. Remaining ties have a fixed order.',
    values: Object.fromEntries(
      Array.from(orders, ([name, { description }]) => [name, { description }]),
    ),
  })
  const args = builder.args((t) => ({
    ...pageArgs(builder),
    filter: t.field({ type: filterType, description: 'Only members that match.' }),
    orderBy: t.field({
      type: [orderType],
      description: 'Orders by priority: each one breaks the ties of those before it.',
    }),
  }))
  const edge = defineEdge<L>(builder, type)
  const connection = defineConnection<L>(builder, edge, options)

  /** Makes the connection of a field from its arguments. */
  function connect(
    given: ListArgs<unknown>,
    load: Loaders,
    { owner, order = orderBy.standard, narrow = (own) => own }: ConnectOptions<L>,
  ): Awaitable<Connection<L>> {
    const chosen = given.orderBy ? parseOrders(orders, given.orderBy) : []
    // The argument has the type of `options.filter`, which Pothos cannot infer in a generic function.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const filter = given.filter as Filter | null | undefined
    return mapAwaitable(filter == null ? {} : resolveFilter(filter, load), (resolved) => {
      const held = chosen.length === 0 ? owner?.held : null
      return new Connection<L>(
        {
          list,
          filter: narrow(resolved),
          order: chosen.length > 0 ? chosen : [order],
          owner: owner && { ...owner, held: held ?? null },
          args: given,
        },
        load,
      )
    })
  }

  return {
    connection,
    edge,
    args,
    connect,

    /** Adds the list of the whole archive to Query. */
    addToQuery(description: string): void {
      builder.queryField(list, (t) =>
        t.field({
          type: connection,
          description,
          args,
          resolve: (_root, given, { load }) => connect(given, load, { owner: null }),
        }),
      )
    },

    /** Adds the list of one object to its type. */
    addTo<OwnerType extends keyof Objects>(
      ownerType: OwnerType,
      name: string,
      { description, owner, order }: ListField<L, ParentShape<BuilderTypes, OwnerType>>,
    ): void {
      builder.objectField(ownerType, name, (t) =>
        t.field({
          type: connection,
          description,
          args,
          resolve: (parent, given, { load }) =>
            connect(given, load, { owner: owner(parent), order }),
        }),
      )
    },
  }
}

interface ConnectOptions<L extends ListName> {
  /** Null for the list of the whole archive. */
  readonly owner: Owner<L> | null
  readonly order?: Order<Lists[L]['order']> | undefined
  /** Adds the conditions of other arguments to the filter. */
  readonly narrow?: (filter: Lists[L]['filter']) => Lists[L]['filter']
}

type BuilderTypes = Builder['$inferSchemaTypes']

interface ListArgs<Filter> extends PageArgs {
  readonly filter?: Filter | null | undefined
  readonly orderBy?: readonly string[] | null | undefined
}

/** Relay's paging arguments, the same on every list. */
function pageArgs(builder: Builder) {
  return builder.args((t) => ({
    first: t.int({
      description: `Size of the page, 1 to ${MAX_PAGE}; 0 for counts only. Default: ${DEFAULT_PAGE}.`,
    }),
    after: t.string({ description: 'Start after this cursor.' }),
    last: t.int({
      description: `Size of a page from the end of the list, 1 to ${MAX_PAGE}; 0 for counts only.`,
    }),
    before: t.string({ description: 'End before this cursor.' }),
  }))
}

interface NamedOrder<Field extends string> {
  readonly order: Order<Field>
  readonly description: string
}

const BOTH_DIRECTIONS = [
  { suffix: '_ASC', descending: false, words: 'ascending' },
  { suffix: '_DESC', descending: true, words: 'descending' },
]
const BEST_FIRST = [{ suffix: '', descending: true, words: 'best first' }]

/** The values of an order enum: `FIELD_ASC` and `FIELD_DESC` for each field, and `RELEVANCE`. */
function ordersOf<Field extends string>(
  fields: Readonly<Record<Field, string>>,
): ReadonlyMap<string, NamedOrder<Field>> {
  const orders = new Map<string, NamedOrder<Field>>()
  for (const field in fields) {
    const directions = field === 'RELEVANCE' ? BEST_FIRST : BOTH_DIRECTIONS
    for (const { suffix, descending, words } of directions) {
      orders.set(`${field}${suffix}`, {
        order: { field, descending },
        description: `${fields[field]}, ${words}.`,
      })
    }
  }
  return orders
}

/** The orders with these names. Only the first one of each field counts. */
function parseOrders<Field extends string>(
  orders: ReadonlyMap<string, NamedOrder<Field>>,
  names: readonly string[],
): Order<Field>[] {
  const chosen = new Map<Field, Order<Field>>()
  for (const name of names) {
    const order = orders.get(name)?.order
    if (order && !chosen.has(order.field)) chosen.set(order.field, order)
  }
  return [...chosen.values()]
}

/** Any node that a list can hold. */
type Node = Objects[keyof Objects]

/** A member of a page. */
interface Edge<L extends ListName> {
  readonly connection: Connection<L>
  readonly item: ListItem
  readonly node: () => Awaitable<Node>
}

export type EdgeRef<L extends ListName> = ReturnType<typeof defineEdge<L>>
export type ConnectionRef<L extends ListName> = ReturnType<typeof defineConnection<L>>

function defineEdge<L extends ListName>(builder: Builder, type: keyof Objects) {
  return builder.objectRef<Edge<L>>(`${type}Edge`).implement({
    description: `A member of a ${type}Connection.`,
    fields: (t) => ({
      cursor: t.string({
        description: 'Position in the list, for `after` and `before`.',
        resolve: ({ connection, item }) => connection.cursorOf(item),
      }),
      node: t.field({
        type,
        description: 'The member.',
        resolve: ({ node }) => node(),
      }),
    }),
  })
}

interface ConnectionOptions {
  readonly type: keyof Objects
  readonly description: string
  readonly load: (items: readonly ListItem[], load: Loaders) => Awaitable<readonly (Node | null)[]>
}

function defineConnection<L extends ListName>(
  builder: Builder,
  edge: EdgeRef<L>,
  { type, description, load }: ConnectionOptions,
) {
  const loadNodes = (items: readonly ListItem[], context: Context): Awaitable<readonly Node[]> =>
    mapAwaitable(load(items, context.load), (nodes) => nodes.map(requirePresent))

  return builder.objectRef<Connection<L>>(`${type}Connection`).implement({
    description,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        description: 'The members of the page.',
        resolve: (connection, _args, context) =>
          mapAwaitable(connection.page, ({ items }) => {
            // All edges of a page share one load.
            let nodes: Awaitable<readonly Node[]> | null = null
            const loaded = () => (nodes ??= loadNodes(items, context))
            return items.map((item, at) => ({
              connection,
              item,
              node: () => mapAwaitable(loaded(), (all) => requirePresent(all[at] ?? null)),
            }))
          }),
      }),
      nodes: t.field({
        type: [type],
        description: 'The nodes of the edges.',
        resolve: (connection, _args, context) =>
          connection.heldNodes ??
          mapAwaitable(connection.page, ({ items }) => loadNodes(items, context)),
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Position of the page in the list.',
        resolve: (connection) => connection.pageInfo,
      }),
      totalCount: t.int({
        description: 'Number of members of the whole filtered list, not of the page.',
        resolve: (connection) => connection.totalCount,
      }),
    }),
  })
}

/** Adds `score` and `highlights`, the results of a full-text search, to an edge. */
export function addSearch<L extends 'articles' | 'quotations'>(
  builder: Builder,
  edge: EdgeRef<L>,
): void {
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
      type: ['Span'],
      description:
        'Positions of the first 1,000 search terms; empty without `words` in the filter.',
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
