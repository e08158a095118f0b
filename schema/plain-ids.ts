import { type GraphQLSchema, isObjectType } from 'graphql'
import { globalId } from './ids.ts'

/**
 * Give the id of every node at once: Pothos answers it by promises, and almost every question asks
 * for it.
 */
export function giveIdsAtOnce(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) continue
    const { id } = type.getFields()
    if (id) id.resolve = (node: NodeRecord) => globalId(type.name, idOf(node))
  }
  return schema
}

/** A record with an id of its own, or a part in its article. */
type NodeRecord = { readonly id: string } | { readonly value: { readonly id: string } }

function idOf(node: NodeRecord): string {
  return 'id' in node ? node.id : node.value.id
}
