import { resolveNodes } from '@pothos/plugin-relay'
import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql'
import type { Builder } from './builder.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { globalId, parseId } from './ids.ts'

const MAX_NODES = 100

/** Defines `node` and `nodes`, which load any object by its global id. */
export function defineNode(builder: Builder): void {
  const Node = builder.nodeInterfaceRef()

  builder.queryField('node', (t) =>
    t.field({
      type: Node,
      nullable: true,
      description: 'The object with a global id; null if it does not exist (any more).',
      args: {
        id: t.arg.id({
          required: true,
          description: 'Global id, from the `id` field of an earlier answer.',
        }),
      },
      resolve: (_root, { id }, context, info) => loadNode(builder, id, context, info),
    }),
  )

  builder.queryField('nodes', (t) =>
    t.field({
      type: [Node],
      nullable: { list: false, items: true },
      description: `Objects in the order of the ids, null for each that does not exist. At most ${MAX_NODES}.`,
      args: {
        ids: t.arg.idList({
          required: true,
          description: 'Global ids, from the `id` fields of earlier answers.',
        }),
      },
      resolve: (_root, { ids }, context, info) => {
        if (ids.length > MAX_NODES) {
          throw new InputError(
            'BAD_PAGE_SIZE',
            `nodes takes at most ${MAX_NODES} ids, not ${ids.length}. Ask in several operations.`,
            { limit: MAX_NODES, value: ids.length },
          )
        }
        return ids.map((id) => loadNode(builder, id, context, info))
      },
    }),
  )
}

/** Loads one node, so that a malformed id fails only its own place in the list. */
async function loadNode(
  builder: Builder,
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const [node] = await resolveNodes(builder, context, info, [parseId(id)])
  return node
}

/**
 * Makes the ids of all nodes synchronous: Pothos resolves them by promises, and most operations
 * select them.
 */
export function resolveIdsSynchronously(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) continue
    const { id } = type.getFields()
    if (id) id.resolve = (node: NodeRecord) => globalId(type.name, idOf(node))
  }
  return schema
}

/** A record with an id, or a part of an article. */
type NodeRecord = { readonly id: string } | { readonly value: { readonly id: string } }

function idOf(node: NodeRecord): string {
  return 'id' in node ? node.id : node.value.id
}
