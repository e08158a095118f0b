import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql'
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga'
import { findCostRefusal } from './cost.ts'
import { useDeadline } from './deadline.ts'
import { createDocumentCache } from './document-cache.ts'
import { defaultLimits, type Limits } from './default-limits.ts'
import { checkDocument } from './document-limits.ts'
import { RefusalError } from './refusal.ts'
import { checkText } from './text-limits.ts'
import { checkVariables } from './variable-limits.ts'

/** An operation as the executor gets it. */
interface OperationArgs {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operationName?: string | null
  readonly variableValues?: Readonly<Record<string, unknown>> | null
}

// Texts that were counted before need no counting again.
const ACCEPTED_CHARACTERS = 1024 * 1024

/**
 * Yoga plugin: refuse hostile and ruinous operations, as early and as cheaply as can be.
 *
 * Text, then document, then price: the first before parsing, the second before validation, the third
 * before execution. A refusal is an error with `extensions` `code`, `limit` and `value`.
 *
 * @param limits - those that differ from `defaultLimits`
 */
export function useLimits(limits: Partial<Limits> = {}): Plugin {
  const all: Limits = { ...defaultLimits, ...limits }
  const accepted = new WeakSet<DocumentNode>()
  const acceptedTexts = createDocumentCache<true>(ACCEPTED_CHARACTERS)

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
      addPlugin(useDeadline(all.milliseconds))
    },
    onParams({ params }) {
      checkVariables(params.variables, all.variableDepth)
    },
    onParse({ params, parseFn, setParseFn }) {
      acceptText(String(params.source))
      setParseFn((source, options) => parseShallow(() => parseFn(source, options), all))
      return ({ result }) => {
        if (isDocument(result)) accept(result)
      }
    },
    onValidate({ validateFn, setValidationFn }) {
      // graphql-js adds one error of its own, which says that there are more.
      const maxErrors = all.errors - 1
      setValidationFn((schema, document, rules, options, typeInfo) =>
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

// The count of brackets keeps the parser's stack flat; whoever raises it meets the stack instead.
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
