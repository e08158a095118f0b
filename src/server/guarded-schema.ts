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
} from 'graphql'
import { finishWithin, isPromise, Run } from './run.ts'

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
 * When an item fails synchronously, graphql-js forgets the items that are still pending, and the process
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
