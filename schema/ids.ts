import { InputError } from './errors.ts'

/** The types that implement Node. */
const NODE_TYPES = ['Article', 'Quotation', 'Speaker', 'Source', 'DateMention', 'Picture'] as const

export type NodeType = (typeof NODE_TYPES)[number]

export interface NodeId {
  readonly typename: NodeType
  /** Id in the store. */
  readonly id: string
}

/** Encodes a type and an id of the store as an opaque global id. */
export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}

/** @throws {InputError} BAD_ID for a malformed id */
export function parseId(global: string): NodeId {
  const text = Buffer.from(global, 'base64url').toString()
  const { name, id } = /^(?<name>[A-Za-z]+):(?<id>[\w-]+)$/.exec(text)?.groups ?? {}
  const typename = NODE_TYPES.find((type) => type === name)
  if (typename !== undefined && id !== undefined) return { typename, id }
  throw new InputError(
    'BAD_ID',
    `"${global.slice(0, 60)}" is not an id. Use the id field of an earlier answer.`,
  )
}

/** @throws {InputError} BAD_ID for a malformed id or an id of another type */
export function parseIdOf(type: NodeType, global: string): string {
  const { typename, id } = parseId(global)
  if (typename === type) return id
  throw new InputError(
    'BAD_ID',
    `"${global.slice(0, 60)}" is an id of type ${typename}; type ${type} is needed here.`,
  )
}
