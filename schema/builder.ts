import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { Context } from './context.ts'
import { globalId, parseId } from './ids.ts'

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
    decodeGlobalID: parseId,
    nodeTypeOptions: { description: 'Anything with an identity of its own.' },
    idFieldOptions: { description: 'Opaque, and stable as long as the thing is there.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether members follow the page.' },
    hasPreviousPageFieldOptions: { description: 'Whether members stand before the page.' },
    startCursorFieldOptions: { description: 'Cursor of the first member; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last member; null on an empty page.' },
    // `node` and `nodes` are our own: Pothos' let one wrong id spoil all.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
  },
})

builder.queryType({ description: 'Who said what, when, and by whose account.' })
builder.subscriptionType({ description: 'What happens to the archive.' })
