import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  subscribe,
  visit,
} from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { findCostRefusal } from './cost.ts'
import { checkDocument, checkText, checkVariables } from './document-limits.ts'
import { RefusalError } from './errors.ts'
import { type Executable, executeInParts, executeWithin } from './guarded-schema.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { Run, type RunOptions } from './run.ts'

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
        onExecuteDone({ result, setResult }) {
          if (!isStream(result)) return setResult(limitErrors(result, all.errors))
          return {
            onNext: (part) => part.setResult(limitErrors(part.result, all.errors)),
          }
        },
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

function isStream(result: object): result is AsyncIterable<unknown> {
  return Symbol.asyncIterator in result
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

/** What tells whether the client disconnected; missing outside HTTP. */
interface Abortable {
  readonly request?: Request | undefined
}

/**
 * Yoga plugin: execute with graphql-js, which keeps the order of keys of the specification, and end
 * an operation that takes too long or whose client disconnected.
 *
 * The caller gets 503 with the code TIMEOUT. Subscriptions last until their client ends them.
 *
 * The caller gets 400 with the code RESPONSE_TOO_LARGE when its texts are too long.
 */
function useExecution(limits: Omit<RunOptions, 'isUnwanted'>): Plugin<Abortable> {
  return {
    onExecute({ context, executeFn, setExecuteFn }) {
      const isUnwanted = () => context.request?.signal?.aborted ?? false
      setExecuteFn(async (args: Executable): Promise<unknown> => {
        const run = new Run({ ...limits, isUnwanted })
        try {
          // graphql-js has neither directive, and Yoga's executor has both.
          if (isInParts(args)) return await executeInParts(run, args, executeFn)
          const result = await executeWithin(run, args)
          return 'data' in result ? result : withStatus(result, 400)
        } catch (error) {
          if (error instanceof GraphQLError) return { errors: [error] }
          throw error
        }
      })
    },
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(subscribe)
    },
  }
}

const inParts = new WeakMap<DocumentNode, boolean>()

/** Whether the document has `@defer` or `@stream`, and the schema too, by a plugin. */
function isInParts({ schema, document }: Executable): boolean {
  if (!schema.getDirective('defer') && !schema.getDirective('stream')) return false
  const known = inParts.get(document)
  if (known !== undefined) return known
  let found = false
  visit(document, {
    Directive({ name }) {
      found ||= name.value === 'defer' || name.value === 'stream'
    },
  })
  inParts.set(document, found)
  return found
}

/** A result of an operation that was not executed, for example because of its variables. */
function withStatus(result: ExecutionResult, status: number): ExecutionResult {
  for (const { extensions } of result.errors ?? []) extensions.http ??= { status }
  return result
}

const MAX_TRIES = 3

/**
 * Yoga plugin: execute an operation again when the archive changed meanwhile, so that a response has
 * one revision and no error.
 */
export function useOneRevision(
  createContext: (context: YogaInitialContext) => object | Promise<object>,
): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args) => {
        for (let tries = 1; ; tries += 1) {
          const result: unknown = await executeFn(args)
          if (tries === MAX_TRIES || !sawChange(result)) return result
          // oxlint-disable-next-line typescript/no-unsafe-argument -- Yoga's type
          Object.assign(args.contextValue, await createContext(args.contextValue))
        }
      })
    },
  }
}

function sawChange(result: unknown): boolean {
  if (typeof result !== 'object' || result === null || !('errors' in result)) return false
  const { errors } = result
  return Array.isArray(errors) && errors.some((error) => codeOf(error) === 'ARCHIVE_CHANGED')
}

function codeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? error.extensions.code : undefined
}
