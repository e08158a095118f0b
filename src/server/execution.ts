import {
  defaultFieldResolver,
  defaultTypeResolver,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLTypeResolver,
  GraphQLUnionType,
  isEnumType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  subscribe,
} from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import { RefusalError } from './errors.ts'

// Reading the clock for each field would take as long as many fields.
const FIELDS_BETWEEN_CHECKS = 8

export interface RunOptions {
  readonly milliseconds: number
  readonly responseBytes: number
  /** Whether the client has disconnected. */
  readonly isUnwanted: () => boolean
}

/**
 * One execution of an operation: its deadline, the size of its texts, and whether its client is
 * still there.
 *
 * It is the root value of the execution, so that resolvers of a guarded schema find it.
 */
export class Run {
  /** graphql-jit reports a failed type resolver only when it returns undefined. */
  readonly isCompiled: boolean
  readonly #options: RunOptions
  readonly #end: number
  #fields = 0
  #bytes = 0
  #hasWaited = false
  #refusal: RefusalError | null = null

  constructor(options: RunOptions, isCompiled = false) {
    this.isCompiled = isCompiled
    this.#options = options
    this.#end = performance.now() + options.milliseconds
  }

  /** @throws {GraphQLError} when the execution should end */
  countField(): void {
    this.#fields += 1
    if (this.#refusal) throw this.#refusal
    if (this.#fields % FIELDS_BETWEEN_CHECKS === 0) this.check()
    // A disconnection is noticed only between two turns of the event loop.
    if (this.#hasWaited && this.#options.isUnwanted()) throw new ClientGoneError()
  }

  /**
   * Count the texts of a leaf.
   *
   * @throws {RefusalError} RESPONSE_TOO_LARGE
   */
  countText(value: unknown): void {
    if (typeof value === 'string') this.#bytes += bytesOf(value)
    else if (Array.isArray(value)) for (const item of value) this.countText(item)
    const { responseBytes } = this.#options
    if (this.#bytes > responseBytes) {
      this.#refusal ??= new RefusalError(tooLarge(this.#bytes, responseBytes))
    }
    if (this.#refusal) throw this.#refusal
  }

  /** @throws {RefusalError} TIMEOUT or RESPONSE_TOO_LARGE */
  check(): void {
    if (performance.now() > this.#end) this.#refusal ??= this.#timeout()
    if (this.#refusal) throw this.#refusal
  }

  #timeout(): RefusalError {
    const { milliseconds } = this.#options
    return new RefusalError({
      code: 'TIMEOUT',
      limit: milliseconds,
      value: milliseconds,
      status: 503,
      message: `The operation took longer than ${milliseconds / 1000} s. Ask for smaller pages or a narrower filter.`,
    })
  }

  /**
   * Wait for a result until the deadline. What still runs then ends at its next field.
   *
   * @throws {RefusalError} TIMEOUT
   */
  async finish<Result>(result: PromiseLike<Result>): Promise<Result> {
    this.#hasWaited = true
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<never>((_resolve, reject) => {
      const expire = () => reject(this.#timeout())
      timer = setTimeout(expire, Math.max(0, this.#end - performance.now()))
      timer.unref()
    })
    try {
      return await Promise.race([result, deadline])
    } finally {
      clearTimeout(timer)
    }
  }
}

const SHORT = 256

/** Exact for long texts; short ones have about as many bytes as characters. */
function bytesOf(text: string): number {
  return text.length <= SHORT ? text.length : Buffer.byteLength(text)
}

export function tooLarge(value: number, limit: number) {
  return {
    code: 'RESPONSE_TOO_LARGE' as const,
    limit,
    value,
    message: `The response would have more than ${limit} bytes. Ask for smaller pages, or for fewer texts.`,
  }
}

/** The client disconnected: nobody reads this error. */
class ClientGoneError extends GraphQLError {
  constructor() {
    super('The client disconnected.', { extensions: { code: 'CLIENT_GONE' } })
  }
}

const guarded = new WeakMap<GraphQLSchema, GraphQLSchema>()

/**
 * A copy of a schema whose resolvers of objects and lists end an execution that is late or unwanted,
 * and leave no promise of a list unhandled.
 *
 * graphql-js has no signal to abort. Leaves are not guarded: there are many, and they do little.
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const known = guarded.get(schema)
  if (known) return known
  const copy = copySchema(schema)
  guarded.set(schema, copy)
  return copy
}

// `mapSchema` of @graphql-tools/utils changes the order of types, and takes long to load.
function copySchema(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig()
  const copies = new Map<GraphQLNamedType, GraphQLNamedType>()
  const named = <Type extends GraphQLNamedType>(type: Type): Type =>
    // A copy has the kind of its original.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    (copies.get(type) ?? type) as Type
  const output = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(output(type.ofType))
    return isListType(type) ? new GraphQLList(output(type.ofType)) : named(type)
  }
  const roots = [config.query, config.mutation, config.subscription]

  function copyType(type: GraphQLNamedType): GraphQLNamedType {
    if (isIntrospectionType(type)) return type
    if (isObjectType(type)) {
      const { fields, interfaces, ...rest } = type.toConfig()
      return new GraphQLObjectType({
        ...rest,
        interfaces: () => interfaces.map(named),
        fields: () =>
          mapValues(fields, (field) => ({
            ...guardField(field, roots.includes(type)),
            type: output(field.type),
          })),
      })
    }
    if (isInterfaceType(type)) {
      const { fields, interfaces, resolveType, ...rest } = type.toConfig()
      return new GraphQLInterfaceType({
        ...rest,
        interfaces: () => interfaces.map(named),
        fields: () => mapValues(fields, (field) => ({ ...field, type: output(field.type) })),
        resolveType: guardTypeResolver(resolveType ?? defaultTypeResolver),
      })
    }
    if (isUnionType(type)) {
      const { types, resolveType, ...rest } = type.toConfig()
      return new GraphQLUnionType({
        ...rest,
        types: () => types.map(named),
        resolveType: guardTypeResolver(resolveType ?? defaultTypeResolver),
      })
    }
    return type
  }

  for (const type of config.types) copies.set(type, copyType(type))
  const [query, mutation, subscription] = roots.map((type) => type && named(type))
  // Introspection lists types in the order in which a schema was given them.
  const types = config.types.map(named)
  return new GraphQLSchema({ ...config, types, query, mutation, subscription, assumeValid: true })
}

function mapValues<From, To>(
  object: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))
}

type Field = GraphQLFieldConfig<unknown, unknown>

function guardField(field: Field, isRoot: boolean): Field {
  const type = getNamedType(field.type)
  if (!isLeafType(type)) return guardComplexField(field)
  // The source of a root field is the run itself.
  if (isRoot || isListType(getNullableType(field.type))) {
    const resolve = guardText(field.resolve ?? defaultFieldResolver)
    return guardComplexField({ ...field, resolve })
  }
  // graphql-jit reads a field without a resolver as it is, and only these types then verify it.
  const isVerified = isEnumType(type) || isSpecifiedScalarType(type)
  if (isVerified && (!field.resolve || !isText(type))) return field
  return { ...field, resolve: guardText(field.resolve ?? defaultFieldResolver) }
}

/** Whether values may be long. */
function isText(type: GraphQLNamedType): boolean {
  return type === GraphQLString || type === GraphQLID || !isSpecifiedScalarType(type)
}

function guardText(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const value = resolve(source, args, context, info)
    const run: unknown = info.rootValue
    return run instanceof Run ? countText(run, value) : value
  }
}

function countText(run: Run, value: unknown): unknown {
  if (isPromise(value)) return value.then((text) => countText(run, text))
  run.countText(value)
  return value
}

function guardComplexField(field: Field): Field {
  return { ...field, resolve: guardResolver(field.resolve ?? defaultFieldResolver) }
}

type Resolver = GraphQLFieldResolver<unknown, unknown>

function guardResolver(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const run: unknown = info.rootValue
    if (!(run instanceof Run)) return resolve(source, args, context, info)
    run.countField()
    const value = resolve(source === run ? undefined : source, args, context, info)
    if (run.isCompiled) return value
    return isPromise(value) ? value.then(deferItems) : deferItems(value)
  }
}

/**
 * Make promises of the items of a list.
 *
 * When an item fails at once, graphql-js forgets the items that are still pending, and the process
 * ends with an unhandled rejection when one of them fails later.
 */
function deferItems(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((item: unknown) => (isPromise(item) ? item : Promise.resolve(deferItems(item))))
}

function guardTypeResolver(
  resolve: GraphQLTypeResolver<unknown, unknown>,
): GraphQLTypeResolver<unknown, unknown> {
  return (value, context, info, type) => {
    const run: unknown = info.rootValue
    if (!(run instanceof Run && run.isCompiled)) return resolve(value, context, info, type)
    try {
      const name = resolve(value, context, info, type)
      if (!isPromise(name)) return name
      name.then(undefined, () => {})
    } catch {}
    return undefined
  }
}

const fieldResolver = guardText(defaultFieldResolver)

export type Executable = Pick<
  ExecutionArgs,
  'schema' | 'document' | 'operationName' | 'variableValues' | 'contextValue'
>

/**
 * Execute an operation with graphql-js, within the deadline of its run.
 *
 * @throws {GraphQLError}
 */
export function executeWithin(
  run: Run,
  args: Executable,
): ExecutionResult | Promise<ExecutionResult> {
  const schema = guardSchema(args.schema)
  return finishWithin(run, execute({ ...args, schema, rootValue: run, fieldResolver }))
}

/** @throws {GraphQLError} when the result is late or unwanted */
export function finishWithin(
  run: Run,
  result: ExecutionResult | PromiseLike<ExecutionResult>,
): ExecutionResult | Promise<ExecutionResult> {
  const check = (finished: ExecutionResult) => {
    run.check()
    return finished
  }
  return isPromise(result) ? run.finish(result).then(check) : check(result)
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
export function useExecution(limits: Omit<RunOptions, 'isUnwanted'>): Plugin<Abortable> {
  return {
    onExecute({ context, setExecuteFn }) {
      const isUnwanted = () => context.request?.signal?.aborted ?? false
      setExecuteFn(async (args: Executable): Promise<ExecutionResult> => {
        try {
          const result = await executeWithin(new Run({ ...limits, isUnwanted }), args)
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

function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  )
}
