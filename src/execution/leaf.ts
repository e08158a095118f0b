import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
} from 'graphql'

/**
 * Make of a value what stands in the answer.
 *
 * Values that are already what they should be, nearly all of them, spare the built-in types their
 * questions.
 *
 * @throws {Error} when the type refuses the value
 */
export function completeLeaf(type: GraphQLLeafType, value: unknown): unknown {
  if (isPlain(type, value)) return value
  if (value instanceof Error) throw value
  const serialized: unknown = type.serialize(value)
  if (serialized === null || serialized === undefined) {
    throw new TypeError(`${type.name} has nothing to say of a value`)
  }
  return serialized
}

function isPlain(type: GraphQLLeafType, value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return type === GraphQLString || type === GraphQLID
    case 'boolean':
      return type === GraphQLBoolean
    case 'number':
      return (
        (type === GraphQLInt && (value | 0) === value) ||
        (type === GraphQLFloat && Number.isFinite(value))
      )
    default:
      return false
  }
}
