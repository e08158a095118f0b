import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

/** All places that ask for one key of an object. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]]

export interface CollectOptions {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: Readonly<Record<string, unknown>>
}

/** An operation, or a field. */
export interface Selecting {
  readonly selectionSet?: SelectionSetNode | undefined
}

type Found = Map<string, [FieldNode, ...FieldNode[]]>

/**
 * Collect what is asked of an object, by key.
 *
 * https://spec.graphql.org/October2021/#CollectFields()
 */
export function collectFields(
  options: CollectOptions,
  type: GraphQLObjectType,
  parents: readonly Selecting[],
): ReadonlyMap<string, FieldNodes> {
  const found: Found = new Map()
  const visited = new Set<string>()
  for (const { selectionSet } of parents) {
    if (selectionSet) addSelection(options, type, selectionSet, found, visited)
  }
  return found
}

function addSelection(
  options: CollectOptions,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  found: Found,
  visited: Set<string>,
): void {
  for (const node of selections) {
    if (!isIncluded(node, options.variables)) continue
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value
      const nodes = found.get(key)
      if (nodes) nodes.push(node)
      else found.set(key, [node])
      continue
    }
    const name = node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : null
    if (name !== null && visited.has(name)) continue
    if (name !== null) visited.add(name)
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? options.fragments[node.name.value] : node
    if (fragment && applies(options.schema, fragment.typeCondition?.name.value, type)) {
      addSelection(options, type, fragment.selectionSet, found, visited)
    }
  }
}

function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)
  return skip?.if !== true && include?.if !== false
}

function applies(
  schema: GraphQLSchema,
  condition: string | undefined,
  type: GraphQLObjectType,
): boolean {
  if (condition === undefined || condition === type.name) return true
  const conditional = schema.getType(condition)
  return isAbstractType(conditional) && schema.isSubType(conditional, type)
}

export function fragmentsOf(
  document: DocumentNode,
): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null)
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
  }
  return fragments
}

/** Whether the arguments of a field depend on variables. */
export function hasVariable(field: FieldNode): boolean {
  let found = false
  for (const argument of field.arguments ?? []) {
    visit(argument, { Variable: () => void (found = true) })
  }
  return found
}

/** Names of the variables that decide which fields an operation asks for. */
export function findConditions(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      visit(node, { Variable: ({ name }) => void names.add(name.value) })
    },
  })
  return [...names]
}
