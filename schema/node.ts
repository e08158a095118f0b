import { resolveNodes } from '@pothos/plugin-relay'
import type { GraphQLResolveInfo } from 'graphql'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { parseId } from './ids.ts'

const MAX_NODES = 100

const Node = builder.nodeInterfaceRef()

builder.queryField('node', (t) =>
  t.field({
    type: Node,
    nullable: true,
    description: 'Null when there is no such thing (any more).',
    args: { id: t.arg.id({ required: true, description: 'The id field of an earlier answer.' }) },
    resolve: (_root, { id }, context, info) => loadNode(id, context, info),
  }),
)

builder.queryField('nodes', (t) =>
  t.field({
    type: [Node],
    nullable: { list: false, items: true },
    description: `In the order of the ids, null where there is none. At most ${MAX_NODES}.`,
    args: {
      ids: t.arg.idList({ required: true, description: 'The id fields of earlier answers.' }),
    },
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > MAX_NODES) {
        throw new InputError(
          'BAD_PAGE_SIZE',
          `nodes takes at most ${MAX_NODES} ids, not ${ids.length}. Ask in several operations.`,
          { limit: MAX_NODES, value: ids.length },
        )
      }
      return ids.map((id) => loadNode(id, context, info))
    },
  }),
)

/** Each by itself, so that words that are no id spoil only their own place. */
async function loadNode(id: string, context: Context, info: GraphQLResolveInfo): Promise<unknown> {
  const [node] = await resolveNodes(builder, context, info, [parseId(id)])
  return node
}
