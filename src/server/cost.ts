import {
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromAST,
  visit,
} from 'graphql'
import { RefusalError } from './errors.ts'

/** How an operation is priced before it runs. */
export interface CostLimits {
  /** Most points of one operation. */
  readonly cost: number
  /** Points of the fields that are dearer than 1, by name. */
  readonly fieldCosts: Readonly<Record<string, number>>
  /** Size of a page when the operation names none. */
  readonly defaultPage: number
  /** Largest page that the schema serves. It refuses a larger one, which costs no more than this. */
  readonly largestPage: number
}

/** An operation, as far as its price depends on it. */
export interface PricedOperation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** As they came with the request, before coercion. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** Points of a selection: of what is there once, and of what each item of a page has. */
interface Price {
  readonly once: number
  readonly perItem: number
}

const FREE: Price = { once: 0, perItem: 0 }

// The fields of a connection that hold its page; totalCount or facets are there once.
const PAGE_FIELDS = new Set(['edges', 'nodes'])

const PAGE_SIZES = new Set(['first', 'last'])
// Lists of objects that are looked up. The schema limits the length of the first.
const LOOKUPS = ['ids', 'representations']
const PRICED_ARGUMENTS = new Set([...PAGE_SIZES, ...LOOKUPS])

/** @returns the refusal of an operation that is too dear (TOO_COSTLY), or null */
export function findCostRefusal(priced: PricedOperation, limits: CostLimits): RefusalError | null {
  const cost = costOf(priced, limits)
  if (cost <= limits.cost) return null
  return new RefusalError({
    code: 'TOO_COSTLY',
    limit: limits.cost,
    value: cost,
    message: `The operation costs ${cost} points; the limit is ${limits.cost}. Ask for smaller pages (first:), above all of lists inside lists.`,
  })
}

/**
 * Price an operation: each field 1 (or its own price), what is below a page as often as the page is
 * long, what is below a list of ids as often as there are ids.
 *
 * Page sizes and ids are those that the operation will run with: variables are coerced, defaults
 * filled in. Variables that cannot be coerced make it free, since it will not run.
 */
export function costOf(priced: PricedOperation, limits: CostLimits): number {
  const { schema, document, operation } = priced
  const variables = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    priced.variables,
    { maxErrors: 1 },
  ).coerced
  return variables ? costOfCoerced({ schema, document, operation, variables }, limits) : 0
}

/** The same for variables that have been coerced. */
export function costOfCoerced(priced: PricedOperation, limits: CostLimits): number {
  const { schema, document, operation, variables } = priced
  const root = schema.getRootType(operation.operation)
  if (!root) return 0
  const price = createPricing(schema, document, variables, limits)
  const { once, perItem } = price(operation.selectionSet, root)
  return once + perItem
}

/** Whether the price of an operation depends on its variables. */
export function dependsOnVariables(document: DocumentNode): boolean {
  let depends = false
  visit(document, {
    Argument(node) {
      if (!PRICED_ARGUMENTS.has(node.name.value)) return
      visit(node, { Variable: () => void (depends = true) })
    },
  })
  return depends
}

function createPricing(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  limits: CostLimits,
) {
  const fragments = new Map<string, { type: string; selection: SelectionSetNode }>()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    const type = definition.typeCondition.name.value
    fragments.set(definition.name.value, { type, selection: definition.selectionSet })
  }
  const priced = new Map<string, Price>()

  function priceSelection(selection: SelectionSetNode, type: GraphQLNamedType | undefined): Price {
    let once = 0
    let perItem = 0
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) {
        const cost = priceField(node, type)
        if (PAGE_FIELDS.has(node.name.value)) perItem += cost
        else once += cost
        continue
      }
      const part =
        node.kind === Kind.FRAGMENT_SPREAD
          ? priceFragment(node.name.value)
          : priceSelection(node.selectionSet, conditionOf(node.typeCondition?.name.value) ?? type)
      once += part.once
      perItem += part.perItem
    }
    return { once, perItem }
  }

  function priceField(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    const name = node.name.value
    const own = Object.hasOwn(limits.fieldCosts, name) ? (limits.fieldCosts[name] ?? 1) : 1
    const field = fieldOf(parent, name)
    if (!field || !node.selectionSet) return own
    const { once, perItem } = priceSelection(node.selectionSet, getNamedType(field.type))
    const size = sizeOf(field, node)
    if (size === null) return own + once + perItem
    return isList(field) ? own + size * (once + perItem) : own + once + size * perItem
  }

  function priceFragment(name: string): Price {
    const known = priced.get(name)
    if (known) return known
    const fragment = fragments.get(name)
    priced.set(name, FREE)
    const price = fragment ? priceSelection(fragment.selection, conditionOf(fragment.type)) : FREE
    priced.set(name, price)
    return price
  }

  function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
    const sizes: number[] = []
    const paged = field.args.filter(({ name }) => PAGE_SIZES.has(name))
    for (const argument of paged) {
      const size = valueOf(argument, node)
      if (typeof size === 'number') sizes.push(size)
    }
    const lookup = field.args.find(({ name }) => LOOKUPS.includes(name))
    const list = lookup && valueOf(lookup, node)
    if (Array.isArray(list) && lookup?.name === 'representations') return list.length
    if (Array.isArray(list)) sizes.push(list.length)
    if (sizes.length === 0) return paged.length > 0 ? limits.defaultPage : null
    return Math.min(Math.max(0, ...sizes), limits.largestPage)
  }

  function valueOf(argument: GraphQLArgument, node: FieldNode): unknown {
    const given = node.arguments?.find(({ name }) => name.value === argument.name)
    return valueFromAST(given?.value, argument.type, variables) ?? argument.defaultValue
  }

  function conditionOf(type: string | undefined): GraphQLNamedType | undefined {
    return type === undefined ? undefined : schema.getType(type)
  }

  return priceSelection
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
}

function isList(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(field.type) ? field.type.ofType : field.type)
}
