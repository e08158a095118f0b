import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Compile, type CompiledQuery, loadCompiler, type Variables } from './compile.ts'
import { costOfCoerced, dependsOnVariables } from './cost.ts'
import { checkDocument, checkText, checkVariables } from './document-limits.ts'
import { executeWithin } from './guarded-schema.ts'
import type { Limits } from './limits.ts'
import type { Params } from './request.ts'
import { noteCost } from './request-facts.ts'
import { finishWithin, Run } from './run.ts'

/** A query that may be executed. */
export interface AllowedQuery {
  /** Whether it costs more than half of the limit: Yoga executes a query again whose result has errors. */
  readonly isCostly: boolean
  /** @param most - what the execution may take */
  execute(
    context: object,
    isUnwanted: () => boolean,
    most: ExecutionLimits,
  ): ExecutionResult | Promise<ExecutionResult>
}

export type ExecutionLimits = Pick<Limits, 'milliseconds' | 'responseBytes'>

/** A document that is valid and within the limits, whatever its variables. */
interface KnownQuery {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly operationName: string | null
  /** Variables that decide which fields are selected. */
  readonly conditions: readonly string[]
  /** Null when it depends on variables. */
  readonly cost: number | null
  wasExecuted: boolean
  /** By the values of the conditions; null for what cannot be compiled. */
  readonly compiled: Map<string, CompiledQuery | null>
}

// A compiled query takes some hundred times the memory of its text.
const CACHED_CHARACTERS = 512 * 1024
const MAX_CHARACTERS = 5_000

// Each condition doubles them.
const MAX_COMPILED = 16

/**
 * The queries that can be executed directly: valid ones within all limits.
 *
 * graphql-js executes a new query, graphql-jit a repeated one, since compiling
 * takes longer than most executions.
 */
export function createOperations(schema: GraphQLSchema, limits: Limits) {
  const cache = new LRUCache<string, KnownQuery>({
    maxSize: CACHED_CHARACTERS,
    maxEntrySize: MAX_CHARACTERS,
    sizeCalculation: (_query, text) => text.length,
  })
  let compile: Compile | null = null
  let isLoading = false

  function loadOnce(): void {
    if (isLoading) return
    isLoading = true
    void loadCompiler(schema).then(
      (loaded) => (compile = loaded),
      () => {},
    )
  }

  function find({ query, operationName }: Params): KnownQuery | null {
    const name = `${operationName ?? ''}\n${query}`
    const cached = cache.get(name)
    if (cached) return cached
    const known = accept(query, operationName)
    if (known) cache.set(name, known)
    return known
  }

  function accept(text: string, operationName: string | null): KnownQuery | null {
    checkText(text, limits)
    const document = parse(text)
    checkDocument(document, limits)
    const operation = getOperationAST(document, operationName)
    if (operation?.operation !== OperationTypeNode.QUERY) return null
    if (validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return null
    const cost = dependsOnVariables(document)
      ? null
      : costOfCoerced({ schema, document, operation, variables: {} }, limits)
    return {
      document,
      operation,
      operationName,
      conditions: findConditions(document),
      cost,
      wasExecuted: false,
      compiled: new Map(),
    }
  }

  function compiledFor(known: KnownQuery, variables: Variables): CompiledQuery | null {
    if (!known.wasExecuted) {
      known.wasExecuted = true
      return null
    }
    if (!compile) {
      loadOnce()
      return null
    }
    const { document, operation, conditions, compiled } = known
    const key = conditions.map((name) => variables[name]).join()
    const query = compiled.get(key)
    if (query !== undefined) return query
    if (compiled.size >= MAX_COMPILED) return null
    const made = compile(document, operation, variables)
    compiled.set(key, made)
    return made
  }

  /**
   * @returns null when Yoga has to respond, which says what is wrong
   * @throws {Error} for what Yoga refuses as well
   */
  return (params: Params): AllowedQuery | null => {
    checkVariables(params.variables, limits.variableDepth)
    const known = find(params)
    if (!known) return null
    const { operation, operationName, document } = known
    const definitions = operation.variableDefinitions ?? []
    const { coerced } = getVariableValues(schema, definitions, params.variables, { maxErrors: 1 })
    if (!coerced) return null
    const variables = coerced
    const cost = known.cost ?? costOfCoerced({ schema, document, operation, variables }, limits)
    noteCost(cost)
    const isCostly = 2 * cost > limits.cost
    if (cost > limits.cost) return null
    const compiled = compiledFor(known, variables)

    return {
      isCostly,
      execute(contextValue, isUnwanted, { milliseconds, responseBytes }) {
        const run = new Run({ milliseconds, responseBytes, isUnwanted })
        if (!compiled) {
          const variableValues = params.variables
          return executeWithin(run, {
            schema,
            document,
            operationName,
            variableValues,
            contextValue,
          })
        }
        return finishWithin(run, compiled(run, contextValue, variables))
      },
    }
  }
}

/** Names of the variables in directives. */
function findConditions(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      visit(node, { Variable: ({ name }) => void names.add(name.value) })
    },
  })
  return [...names]
}
