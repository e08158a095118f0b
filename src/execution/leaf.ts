import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql'

/**
 * Writes a value as it stands in the answer, in JSON.
 *
 * @throws {Error} when the type refuses the value
 */
export type LeafWriter = (value: unknown) => string

/**
 * Values that are already what they should be, nearly all of them, spare the built-in types their
 * questions.
 */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  const serialize: LeafWriter = (value) => writeSerialized(type, value)
  if (type === GraphQLString || type === GraphQLID) {
    return (value) => (typeof value === 'string' ? quote(value) : serialize(value))
  }
  if (type === GraphQLBoolean) {
    return (value) => (typeof value === 'boolean' ? String(value) : serialize(value))
  }
  if (type === GraphQLInt) {
    return (value) =>
      typeof value === 'number' && (value | 0) === value ? String(value) : serialize(value)
  }
  if (type === GraphQLFloat) {
    return (value) => (Number.isFinite(value) ? JSON.stringify(value) : serialize(value))
  }
  return isEnumType(type) ? remembering(serialize) : serialize
}

/** An enum has few values. */
function remembering(write: LeafWriter): LeafWriter {
  const known = new Map<unknown, string>()
  return (value) => {
    const written = known.get(value) ?? write(value)
    known.set(value, written)
    return written
  }
}

function writeSerialized(type: GraphQLLeafType, value: unknown): string {
  if (value instanceof Error) throw value
  const serialized: unknown = type.serialize(value)
  const written: string | undefined =
    typeof serialized === 'string' ? quote(serialized) : JSON.stringify(serialized)
  if (serialized === null || written === undefined) {
    throw new TypeError(`${type.name} has nothing to say of a value`)
  }
  return written
}

// What a JSON text cannot hold as it is.
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/

/** As `JSON.stringify`, which takes longer to come to the same for most texts. */
function quote(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`
}
