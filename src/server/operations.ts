import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { findConditions } from '../execution/collect.ts'
import { type OperationPlan, planOperation } from '../execution/plan.ts'
import { costOfCoerced, dependsOnVariables } from './cost.ts'
import { createDocumentCache } from './document-cache.ts'
import { checkDocument } from './document-limits.ts'
import type { Limits } from './default-limits.ts'
import { checkText } from './text-limits.ts'
import { checkVariables } from './variable-limits.ts'
import type { Params } from './params.ts'

/** An operation that may run. */
export interface Allowed {
  readonly plan: OperationPlan
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** A query that has been found valid and within the limits, whatever its variables. */
interface Known {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Variables that decide what is asked for. */
  readonly conditions: readonly string[]
  /** Null when it depends on variables. */
  readonly cost: number | null
  /** By the values of the conditions; null for what cannot be planned. */
  readonly plans: Map<string, OperationPlan | null>
}

// With their plans they take some hundred times the memory of their text.
const CACHED_CHARACTERS = 512 * 1024

// Each condition doubles them.
const MOST_PLANS = 16

/**
 * Find what may run at once: queries that are valid and within all limits.
 *
 * @returns a function that gives null for everything else, so that the long way can say what is wrong
 */
export function createOperations(schema: GraphQLSchema, limits: Limits) {
  const cache = createDocumentCache<Known>(CACHED_CHARACTERS)

  function find({ query, operationName }: Params): Known | null {
    const name = `${operationName ?? ''}\n${query}`
    const cached = cache.get(name)
    if (cached) return cached
    const known = accept(query, operationName)
    if (known) cache.set(name, known)
    return known
  }

  function accept(text: string, operationName: string | null): Known | null {
    checkText(text, limits)
    const document = parse(text)
    checkDocument(document, limits)
    const operation = getOperationAST(document, operationName)
    if (operation?.operation !== OperationTypeNode.QUERY) return null
    if (validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return null
    const cost = dependsOnVariables(document)
      ? null
      : costOfCoerced({ schema, document, operation, variables: {} }, limits)
    const conditions = findConditions(document)
    return { document, operation, conditions, cost, plans: new Map() }
  }

  function planFor(known: Known, variables: Allowed['variables']): OperationPlan | null {
    const { document, operation, conditions, plans } = known
    const values = conditions.map((name) => [name, variables[name]] as const)
    const key = String(values.map(([, value]) => value))
    const planned = plans.get(key)
    if (planned !== undefined) return planned
    if (plans.size >= MOST_PLANS) return null
    const plan = planOperation(schema, document, operation, Object.fromEntries(values))
    plans.set(key, plan)
    return plan
  }

  /** @throws {Error} for what the long way refuses as well */
  return (params: Params): Allowed | null => {
    checkVariables(params.variables, limits.variableDepth)
    const known = find(params)
    if (!known) return null
    const { operation, document } = known
    const definitions = operation.variableDefinitions ?? []
    const variables = getVariableValues(schema, definitions, params.variables, {
      maxErrors: 1,
    }).coerced
    if (!variables) return null
    const cost = known.cost ?? costOfCoerced({ schema, document, operation, variables }, limits)
    const plan = cost > limits.cost ? null : planFor(known, variables)
    return plan && { plan, variables }
  }
}
