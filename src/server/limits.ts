import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql'
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { type CostLimits, findCostRefusal } from './cost.ts'
import {
  checkDocument,
  checkText,
  checkVariables,
  type DocumentLimits,
  type TextLimits,
} from './document-limits.ts'
import { RefusalError } from './errors.ts'
import { useExecution } from './execution.ts'

/** The limits of one operation. Ordinary queries never reach the defaults. */
export interface Limits extends TextLimits, DocumentLimits, CostLimits {
  /** Lists and objects inside each other in the JSON of the variables. */
  readonly variableDepth: number
  /** Errors in one answer; the last of them says how many are left out. */
  readonly errors: number
  /** Milliseconds that the execution of one operation may take. */
  readonly milliseconds: number
  /** Bytes of one response. */
  readonly responseBytes: number
}

export const defaultLimits: Limits = {
  tokens: 2_000,
  nesting: 64,
  directives: 50,
  depth: 15,
  aliases: 30,
  rootFields: 100,
  fields: 2_000,
  introspectionDepth: 20,
  introspectionFields: 500,
  // 50 articles with 5 quotations each, their speakers and sources, are below 5,000 points.
  cost: 25_000,
  // These count over the whole list, however short the page is.
  fieldCosts: { totalCount: 10, facets: 250, timeline: 250 },
  defaultPage: 20,
  largestPage: 100,
  variableDepth: 64,
  errors: 10,
  milliseconds: 10_000,
  responseBytes: 16 * 1024 * 1024,
}

/** An operation that is about to be executed. */
interface OperationArgs {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operationName?: string | null
  readonly variableValues?: Readonly<Record<string, unknown>> | null
}

const ACCEPTED_CHARACTERS = 1024 * 1024

/**
 * Yoga plugin: refuse abusive operations early, and execute the others with graphql-js.
 *
 * The text is checked before parsing, the document before validation, the cost before execution. A
 * refusal is an error with the extensions `code`, `limit` and `value`.
 *
 * @param limits - those that differ from `defaultLimits`
 */
export function useLimits(limits: Partial<Limits> = {}): Plugin {
  const all: Limits = { ...defaultLimits, ...limits }
  const accepted = new WeakSet<DocumentNode>()
  const acceptedTexts = new LRUCache<string, true>({
    maxSize: ACCEPTED_CHARACTERS,
    maxEntrySize: 10_000,
    sizeCalculation: (_accepted, text) => text.length + 1,
  })

  function acceptText(text: string): void {
    if (acceptedTexts.get(text)) return
    checkText(text, all)
    acceptedTexts.set(text, true)
  }

  function accept(document: DocumentNode): void {
    if (accepted.has(document)) return
    checkDocument(document, all)
    accepted.add(document)
  }

  return {
    onPluginInit({ addPlugin }) {
      addPlugin(useExecution(all))
    },
    onParams({ params }) {
      checkVariables(params.variables, all.variableDepth)
    },
    onParse({ params, parseFn, setParseFn }) {
      acceptText(String(params.source))
      // oxlint-disable-next-line typescript/no-unsafe-return -- Yoga's type
      setParseFn((source, options) => parseShallow(() => parseFn(source, options), all))
      return ({ result }) => {
        if (isDocument(result)) accept(result)
      }
    },
    onValidate({ validateFn, setValidationFn }) {
      // graphql-js adds one error of its own, which says that there are more.
      const maxErrors = all.errors - 1
      setValidationFn((schema, document, rules, options, typeInfo) =>
        // oxlint-disable-next-line typescript/no-unsafe-return -- Yoga's type
        validateFn(schema, document, rules, { ...options, maxErrors }, typeInfo),
      )
    },
    onExecute({ args, setResultAndStopExecution }) {
      const refusal = refuseCost(args, all)
      if (refusal) return setResultAndStopExecution({ errors: [refusal] })
      return {
        onExecuteDone: (payload) =>
          handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) =>
            setResult(limitErrors(result, all.errors)),
          ),
      }
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = refuseCost(args, all)
      if (refusal) return setResultAndStopExecution({ errors: [refusal] })
      return {
        onSubscribeResult: () => ({
          onNext: ({ result, setResult }) => setResult(limitErrors(result, all.errors)),
        }),
      }
    },
  }
}

// The limit of brackets protects the parser's stack; a raised one may not.
function parseShallow<Document>(parse: () => Document, { nesting }: Limits): Document {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = 'The document nests too deep to be read. Ask for the inner parts on their own.'
    throw new RefusalError({ code: 'TOO_DEEP', limit: nesting, value: nesting, message })
  }
}

function isDocument(result: unknown): result is DocumentNode {
  return (
    typeof result === 'object' &&
    result !== null &&
    'kind' in result &&
    result.kind === Kind.DOCUMENT
  )
}

function refuseCost(args: OperationArgs, limits: Limits): RefusalError | null {
  const { schema, document, operationName, variableValues } = args
  const operation = getOperationAST(document, operationName)
  if (!operation) return null
  return findCostRefusal({ schema, document, operation, variables: variableValues ?? {} }, limits)
}

function limitErrors(result: ExecutionResult, limit: number): ExecutionResult {
  const value = result.errors?.length ?? 0
  if (!result.errors || value <= limit) return result
  const left = value - limit + 1
  const message = `${left} of ${value} errors are left out: an answer lists at most ${limit}.`
  const summary = new GraphQLError(message, {
    extensions: { code: 'TOO_MANY_ERRORS', limit, value },
  })
  return { ...result, errors: [...result.errors.slice(0, limit - 1), summary] }
}
