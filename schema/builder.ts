import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'

export const MAX_NODES = 100

export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: string; Output: string }
    LocalDate: { Input: string; Output: string }
    LocalDateTime: { Input: string; Output: string }
    Locale: { Input: string; Output: string }
    TimeZone: { Input: string; Output: string }
    URL: { Input: string; Output: string }
  }
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    encodeGlobalID: (type, id) => globalId(type, String(id)),
    decodeGlobalID: parseGlobalId,
    nodeTypeOptions: { description: 'Anything with an identity of its own.' },
    idFieldOptions: { description: 'Opaque, and stable as long as the thing is there.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether members follow the page.' },
    hasPreviousPageFieldOptions: { description: 'Whether members stand before the page.' },
    startCursorFieldOptions: { description: 'Cursor of the first member; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last member; null on an empty page.' },
    nodeQueryOptions: {
      description: 'Null when there is no such thing (any more).',
      args: { id: { description: 'The id field of an earlier answer.' } },
    },
    nodesQueryOptions: {
      description: `In the order of the ids, null where there is none. At most ${MAX_NODES}.`,
      args: { ids: { description: 'The id fields of earlier answers.' } },
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > MAX_NODES) {
          throw new InputError(
            'BAD_PAGE_SIZE',
            `nodes takes at most ${MAX_NODES} ids, not ${ids.length}. Ask in several operations.`,
            { limit: MAX_NODES, value: ids.length },
          )
        }
        return resolveNodes(ids)
      },
    },
  },
})

/** The opaque form of an id that callers see. */
export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}

function parseGlobalId(global: string): { typename: string; id: string } {
  const match = /^(?<typename>[A-Z][A-Za-z]*):(?<id>[\w-]+)$/.exec(
    Buffer.from(global, 'base64url').toString(),
  )
  const { typename, id } = match?.groups ?? {}
  if (typename === undefined || id === undefined) {
    throw new InputError(
      'BAD_ID',
      `"${global.slice(0, 60)}" is not an id. Use the id field of an earlier answer.`,
    )
  }
  return { typename, id }
}

builder.queryType({ description: 'Who said what, when, and by whose account.' })
builder.subscriptionType({ description: 'What happens to the archive.' })
