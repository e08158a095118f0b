import { type DocumentNode, getOperationAST, Kind, type SelectionSetNode } from 'graphql'

/** The keys of an object in an answer, in the order of the question, with what is below each. */
export type KeyOrder = ReadonlyMap<string, KeyOrder>

/**
 * The keys of an answer in the order in which the question first names them.
 *
 * Fragments on other types than an object's own give keys that the object does not have.
 */
export function orderKeys(
  document: DocumentNode,
  operationName: string | null | undefined,
): KeyOrder {
  const fragments = new Map<string, SelectionSetNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet)
    }
  }
  const order: Growing = new Map()
  addSelection(order, getOperationAST(document, operationName)?.selectionSet, fragments)
  return order
}

type Growing = Map<string, Growing>

function addSelection(
  order: Growing,
  selection: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, SelectionSetNode>,
): void {
  for (const node of selection?.selections ?? []) {
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value
      const below = order.get(key) ?? new Map()
      order.set(key, below)
      addSelection(below, node.selectionSet, fragments)
    } else {
      const isSpread = node.kind === Kind.FRAGMENT_SPREAD
      addSelection(order, isSpread ? fragments.get(node.name.value) : node.selectionSet, fragments)
    }
  }
}
