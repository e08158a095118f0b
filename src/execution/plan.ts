import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
} from 'graphql'
import {
  collectFields,
  type CollectOptions,
  type FieldNodes,
  type Selecting,
  fragmentsOf,
  hasVariable,
} from './collect.ts'
import { type LeafWriter, leafWriter } from './leaf.ts'
import { type KeyOrder, orderKeys } from './order.ts'

/** An operation, ready to be run with any variables that include the same fields. */
export interface OperationPlan {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly root: ObjectPlan
}

/** The fields of one object, in the order of the answer. */
export interface ObjectPlan {
  readonly type: GraphQLObjectType
  readonly fields: readonly FieldPlan[]
}

export interface FieldPlan {
  /** Unlike every other one of the operation. */
  readonly at: number
  readonly key: string
  /** What stands before the value in the answer: `{"key":` or `,"key":`. */
  readonly lead: string
  readonly parent: GraphQLObjectType
  /** Null for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | null
  readonly nodes: FieldNodes
  /** Null when they depend on variables. */
  readonly args: Readonly<Record<string, unknown>> | null
  readonly value: ValuePlan
}

/** How the value of a field becomes a part of the answer. */
export type ValuePlan = { readonly required: boolean } & (
  | { readonly kind: 'LEAF'; readonly write: LeafWriter }
  | { readonly kind: 'LIST'; readonly item: ValuePlan }
  | { readonly kind: 'OBJECT'; readonly object: ObjectPlan }
  | {
      readonly kind: 'ABSTRACT'
      readonly type: GraphQLAbstractType
      /** The fields of an object of that type, planned when the first one comes. */
      readonly objectOf: (type: GraphQLObjectType) => ObjectPlan
    }
)

/** What only the long way can answer: introspection, and keys that objects do not take. */
class UnplannedError extends Error {}

/**
 * Plan an operation of a valid document.
 *
 * @param variables - coerced; those of `findConditions` decide which fields are planned
 * @returns null when only the long way can answer it
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): OperationPlan | null {
  const type = schema.getRootType(operation.operation)
  if (!type) return null
  const fragments = fragmentsOf(document)
  const plan = createPlanner({ schema, fragments, variables })
  try {
    const root = plan(type, [operation], orderKeys(document, operation.name?.value))
    return { schema, operation, fragments, root }
  } catch (error) {
    if (error instanceof UnplannedError) return null
    throw error
  }
}

const TYPENAME: ValuePlan = { required: true, kind: 'LEAF', write: leafWriter(GraphQLString) }

function createPlanner(options: CollectOptions) {
  let planned = 0

  function planObject(
    type: GraphQLObjectType,
    parents: readonly Selecting[],
    order: KeyOrder,
  ): ObjectPlan {
    const found = collectFields(options, type, parents)
    const fields: FieldPlan[] = []
    for (const [key, below] of order) {
      const nodes = found.get(key)
      const lead = `${fields.length === 0 ? '{' : ','}${JSON.stringify(key)}:`
      if (nodes) fields.push(planField({ parent: type, key, lead, nodes }, below))
    }
    return { type, fields }
  }

  function planField(
    place: Pick<FieldPlan, 'parent' | 'key' | 'lead' | 'nodes'>,
    order: KeyOrder,
  ): FieldPlan {
    const { parent, key, nodes } = place
    const [node] = nodes
    const common = { at: (planned += 1) - 1, ...place }
    if (node.name.value === '__typename') {
      return { ...common, definition: null, args: {}, value: TYPENAME }
    }
    const definition = parent.getFields()[node.name.value]
    // An answer is an object, and this key would be lost in it.
    if (!definition || key === '__proto__') throw new UnplannedError()
    const args = hasVariable(node) ? null : getArgumentValues(definition, node)
    return { ...common, definition, args, value: planValue(definition.type, nodes, order) }
  }

  function planValue(type: GraphQLOutputType, nodes: FieldNodes, order: KeyOrder): ValuePlan {
    const required = isNonNullType(type)
    const present = isNonNullType(type) ? type.ofType : type
    if (isListType(present)) {
      return { required, kind: 'LIST', item: planValue(present.ofType, nodes, order) }
    }
    if (isLeafType(present)) return { required, kind: 'LEAF', write: leafWriter(present) }
    if (!isAbstractType(present)) {
      return { required, kind: 'OBJECT', object: planObject(present, nodes, order) }
    }
    const known = new Map<GraphQLObjectType, ObjectPlan>()
    const objectOf = (actual: GraphQLObjectType) => {
      const object = known.get(actual) ?? planObject(actual, nodes, order)
      known.set(actual, object)
      return object
    }
    return { required, kind: 'ABSTRACT', type: present, objectOf }
  }

  return planObject
}
