import {
  defaultFieldResolver,
  defaultTypeResolver,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getNamedType,
  getNullableType,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  GraphQLID,
  GraphQLInterfaceType,
  type GraphQLLeafType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLSchema,
  GraphQLString,
  type GraphQLTypeResolver,
  GraphQLUnionType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql'
import { finishWithin, isPromise, Run } from './run.ts'

const guarded = new WeakMap<GraphQLSchema, GraphQLSchema>()

/**
 * A copy of a schema whose resolvers of objects and lists end an execution that is late or unwanted,
 * and leave no promise of a list unhandled.
 *
 * graphql-js has no signal to abort. Leaves are not guarded, except that the size of texts is
 * counted: there are many, and they do little.
 */
function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const known = guarded.get(schema)
  if (known) return known
  const copy = copySchema(schema, { guardField, guardTypeResolver: (resolve) => resolve })
  guarded.set(schema, copy)
  return copy
}

/**
 * The same for graphql-jit with `disableLeafSerialization`: resolvers return serialized values,
 * because the code that graphql-jit generates around a serializer takes longer than most serializers.
 */
export function guardSchemaForJit(schema: GraphQLSchema): GraphQLSchema {
  return copySchema(schema, { guardField: guardFieldForJit, guardTypeResolver: typeResolverForJit })
}

interface Guards {
  readonly guardField: (field: Field, name: string, isRoot: boolean) => Field
  readonly guardTypeResolver: (resolve: TypeResolver) => TypeResolver
}

// `mapSchema` of @graphql-tools/utils changes the order of types, and takes long to load.
function copySchema(
  schema: GraphQLSchema,
  { guardField: guard, guardTypeResolver: guardType }: Guards,
): GraphQLSchema {
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
          mapValues(fields, (field, name) => ({
            ...guard(field, name, roots.includes(type)),
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
        resolveType: guardType(resolveType ?? defaultTypeResolver),
      })
    }
    if (isUnionType(type)) {
      const { types, resolveType, ...rest } = type.toConfig()
      return new GraphQLUnionType({
        ...rest,
        types: () => types.map(named),
        resolveType: guardType(resolveType ?? defaultTypeResolver),
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
  map: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]))
}

type Field = GraphQLFieldConfig<unknown, unknown>
type Resolver = GraphQLFieldResolver<unknown, unknown>
type TypeResolver = GraphQLTypeResolver<unknown, unknown>

function guardField(field: Field, _name: string, isRoot: boolean): Field {
  const type = getNamedType(field.type)
  const resolve = field.resolve ?? defaultFieldResolver
  const depth = listDepthOf(field.type)
  const finish = depth > 0 ? (value: unknown) => deferItems(value, depth) : undefined
  if (!isLeafType(type)) return { ...field, resolve: guardResolver(resolve, finish) }
  const counted = isText(type) ? guardText(resolve) : resolve
  // The source of a root field is the run itself.
  return { ...field, resolve: isRoot || finish ? guardResolver(counted, finish) : counted }
}

function guardFieldForJit(field: Field, name: string, isRoot: boolean): Field {
  const type = getNamedType(field.type)
  if (!isRoot && isExposedText(field, name)) return withoutResolver(field)
  const resolve = field.resolve ?? defaultFieldResolver
  if (!isLeafType(type)) return { ...field, resolve: guardResolver(resolve) }
  const depth = listDepthOf(field.type)
  const leaf = isCustomScalar(type) ? guardText(resolve) : resolveSerialized(resolve, type, depth)
  return { ...field, resolve: isRoot || depth > 0 ? guardResolver(leaf) : leaf }
}

/**
 * Whether Pothos exposes a text of the object as it is. graphql-jit reads a member faster than it calls
 * a resolver. The object holds the text anyway, so that it is counted with the whole response only.
 */
function isExposedText({ type, resolve, extensions }: Field, name: string): boolean {
  return (
    getNullableType(type) === GraphQLString &&
    resolve === undefined &&
    extensions?.pothosExposedField === name
  )
}

function withoutResolver({ resolve: _resolve, ...field }: Field): Field {
  return field
}

function listDepthOf(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return listDepthOf(type.ofType)
  return isListType(type) ? 1 + listDepthOf(type.ofType) : 0
}

/** Whether graphql-jit serializes values of a type, even with `disableLeafSerialization`. */
export function isCustomScalar(type: GraphQLNamedType): boolean {
  return isScalarType(type) && !isSpecifiedScalarType(type)
}

/** Whether values may be long. */
function isText(type: GraphQLNamedType): boolean {
  return type === GraphQLString || type === GraphQLID || !isSpecifiedScalarType(type)
}

function guardText(resolve: Resolver): Resolver {
  return (source, args, context, info) =>
    countText(runOf(info), resolve(source, args, context, info))
}

function countText(run: Run, value: unknown): unknown {
  if (isPromise(value)) return value.then((text) => countText(run, text))
  run.countText(value)
  return value
}

function runOf({ rootValue }: GraphQLResolveInfo): Run {
  if (rootValue instanceof Run) return rootValue
  throw new TypeError('A guarded schema is executed with a run as its root value')
}

/** @param finish - applied to the value of the resolver */
function guardResolver(resolve: Resolver, finish?: (value: unknown) => unknown): Resolver {
  return (source, args, context, info) => {
    const run = runOf(info)
    run.countField()
    const value = resolve(source === run ? undefined : source, args, context, info)
    if (!finish) return value
    return isPromise(value) ? value.then(finish) : finish(value)
  }
}

/**
 * Make promises of the items of a list.
 *
 * When an item fails synchronously, graphql-js forgets the items that are still pending, and the process
 * ends with an unhandled rejection when one of them fails later.
 */
function deferItems(value: unknown, listDepth: number): unknown {
  if (listDepth === 0 || !Array.isArray(value)) return value
  return value.map((item: unknown) =>
    isPromise(item) ? item : Promise.resolve(deferItems(item, listDepth - 1)),
  )
}

/** A resolver of a leaf or of lists of leaves that returns serialized values. */
function resolveSerialized(resolve: Resolver, type: GraphQLLeafType, depth: number): Resolver {
  const isString = type === GraphQLString || type === GraphQLID
  const hasTexts = isText(type)

  function serialize(run: Run, value: unknown, listDepth: number): unknown {
    if (isString && typeof value === 'string') {
      run.countText(value)
      return value
    }
    // graphql-jit reports these.
    if (value === null || value === undefined || value instanceof Error) return value
    if (isPromise(value)) return value.then((late) => serialize(run, late, listDepth))
    if (listDepth > 0 && isIterable(value)) return serializeItems(run, value, listDepth - 1)
    const serialized: unknown = type.serialize(value)
    if (hasTexts) run.countText(serialized)
    return serialized
  }

  function serializeItems(run: Run, value: Iterable<unknown>, listDepth: number): unknown {
    const items = Array.from(value)
    if (listDepth === 0 && !items.some(isPromise)) {
      return items.map((item) => serialize(run, item, 0))
    }
    // An item that fails synchronously would leave the promises of others unhandled.
    return Promise.all(items.map(async (item) => serialize(run, await item, listDepth)))
  }

  return (source, args, context, info) =>
    serialize(runOf(info), resolve(source, args, context, info), depth)
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

/** graphql-jit reports a failed type resolver only when it returns undefined. */
function typeResolverForJit(resolve: TypeResolver): TypeResolver {
  return (value, context, info, type) => {
    try {
      const name = resolve(value, context, info, type)
      if (!isPromise(name)) return name
      name.then(undefined, () => {})
    } catch {}
    return undefined
  }
}

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
  return finishWithin(run, execute({ ...args, schema, rootValue: run }))
}

/**
 * Execute an operation with `@defer` or `@stream` by an executor that has them. The deadline counts
 * for all parts.
 *
 * @throws {GraphQLError} when the first part is late or unwanted
 */
export async function executeInParts(
  run: Run,
  args: Executable,
  execute: (args: Executable & { readonly rootValue: unknown }) => unknown,
): Promise<unknown> {
  const result = execute({ ...args, schema: guardSchema(args.schema), rootValue: run })
  return isPromise(result) ? run.finish(result) : result
}
