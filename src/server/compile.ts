import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLInputType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLSkipDirective,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { CompiledQuery as JitQuery } from 'graphql-jit'
import { guardSchemaForJit, isCustomScalar } from './guarded-schema.ts'
import type { Run } from './run.ts'

export type Variables = Readonly<Record<string, unknown>>

/** A query compiled to JavaScript for one set of `@skip` and `@include` conditions. */
export type CompiledQuery = (
  run: Run,
  context: object,
  variables: Variables,
) => ExecutionResult | Promise<ExecutionResult>

/**
 * Compile a query of a valid document.
 *
 * @param variables - coerced; those in directives decide which fields are compiled
 * @returns null for what graphql-js has to execute
 */
export type Compile = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
) => CompiledQuery | null

/** What graphql-jit cannot execute as graphql-js does. */
class NotCompilableError extends Error {}

/** Whether the environment allows code to be generated from strings. */
function mayGenerateCode(): boolean {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
    return new Function('return true')() === true
  } catch {
    return false
  }
}

/**
 * Load graphql-jit for a schema.
 *
 * Values of arguments are always coerced by graphql-js and given to graphql-jit as variables of a
 * type that it passes on unchanged: its own coercion differs for variables inside lists and objects,
 * for default values, and for internal values of enums and scalars.
 *
 * @returns null where nothing can be compiled
 */
export async function loadCompiler(original: GraphQLSchema): Promise<Compile | null> {
  if (!mayGenerateCode() || hasAmbiguousNames(original) || hasSpecialDefaults(original)) return null
  const { compileQuery, isCompiledQuery } = await import('graphql-jit')
  const guarded = guardSchemaForJit(original)
  const { types, ...config } = guarded.toConfig()
  const schema = new GraphQLSchema({ ...config, types: [...types, COERCED], assumeValid: true })
  const options = {
    disablingCapturingStackErrors: true,
    disableLeafSerialization: true,
    customSerializers: serializersOf(schema),
  }

  function compile(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    conditions: Variables,
  ): CompiledQuery {
    const prepared = prepare(guarded, document, operation, conditions)
    const query = compileQuery(schema, prepared.document, '', options)
    if (!isCompiledQuery(query)) throw new NotCompilableError()
    return bind(query, prepared)
  }

  return (document, operation, conditions) => {
    try {
      return compile(document, operation, conditions)
    } catch {
      return null
    }
  }
}

/** The type of all variables of a compiled query. */
const COERCED = new GraphQLScalarType({
  name: 'CoercedValue_',
  parseValue: (value) => value,
})

const COERCED_TYPE = {
  kind: Kind.NAMED_TYPE,
  name: { kind: Kind.NAME, value: COERCED.name },
} as const

/** graphql-jit keeps resolvers under the names of type and field, written together. */
function hasAmbiguousNames(schema: GraphQLSchema): boolean {
  const names = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.keys(type.getFields())) {
      if (names.has(type.name + field)) return true
      names.add(type.name + field)
    }
  }
  return false
}

/** graphql-jit writes default values of arguments as JSON. */
function hasSpecialDefaults(schema: GraphQLSchema): boolean {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
    .flatMap(({ args }) => args)
    .some(({ defaultValue }) => !isPlain(defaultValue))
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return (
      ['string', 'boolean', 'undefined', 'object'].includes(typeof value) || Number.isFinite(value)
    )
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  const isData = [Object.prototype, Array.prototype, null].some((plain) => plain === prototype)
  return isData && !Object.hasOwn(value, '__proto__') && Object.values(value).every(isPlain)
}

type Serialize = (value: unknown) => unknown

function serializersOf(schema: GraphQLSchema): Readonly<Record<string, Serialize>> {
  const types = Object.values(schema.getTypeMap()).filter(isScalarType).filter(isCustomScalar)
  return Object.fromEntries(types.map((type) => [type.name, serializerOf(type)]))
}

/** @returns a serializer that throws for null, which would pass in a non-null field */
function serializerOf(type: GraphQLScalarType): Serialize {
  return (value) => {
    const serialized: unknown = type.serialize(value)
    if (serialized === null) throw new TypeError(`${type.name} serialized a value as null`)
    return serialized
  }
}

/** An operation for graphql-jit, with the values of the variables that were added to it. */
interface Prepared {
  readonly document: DocumentNode
  /** Values that are the same for each execution. */
  readonly constants: Variables
  /** Literals that contain variables. */
  readonly literals: readonly Literal[]
}

interface Literal {
  readonly name: string
  readonly value: ValueNode
  readonly type: GraphQLInputType
}

/**
 * Remove conditions and what they exclude, and replace values of arguments by variables.
 *
 * @throws {NotCompilableError}
 */
function prepare(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Variables,
): Prepared {
  const declared = operation.variableDefinitions ?? []
  const taken = new Set(declared.map(({ variable }) => variable.name.value))
  const constants: Record<string, unknown> = {}
  const literals: Literal[] = []
  const added: VariableDefinitionNode[] = []
  const typeInfo = new TypeInfo(schema)

  function addVariable(): string {
    let name = `value${added.length}`
    while (taken.has(name)) name += '_'
    added.push(defineVariable(name))
    return name
  }

  function replaceValue(value: ValueNode, type: GraphQLInputType): ValueNode {
    if (value.kind === Kind.VARIABLE) return value
    const name = addVariable()
    if (hasVariable(value)) literals.push({ name, value, type })
    else constants[name] = coerce(value, type)
    return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }
  }

  function enterField(node: FieldNode): FieldNode {
    if ((node.alias ?? node.name).value === '__proto__') throw new NotCompilableError()
    if (INTROSPECTION.has(node.name.value)) throw new NotCompilableError()
    const definition = typeInfo.getFieldDef()
    const args = node.arguments?.map((argument) => {
      const type = definition?.args.find(({ name }) => name === argument.name.value)?.type
      if (!type) throw new NotCompilableError()
      return { ...argument, value: replaceValue(argument.value, type) }
    })
    return { ...node, ...(args && { arguments: args }), directives: [] }
  }

  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  )
  const reduced = visit(
    { ...document, definitions },
    visitWithTypeInfo(typeInfo, {
      enter(node) {
        switch (node.kind) {
          case Kind.FIELD:
            return isIncluded(node, conditions) ? enterField(node) : null
          case Kind.INLINE_FRAGMENT:
          case Kind.FRAGMENT_SPREAD:
            return isIncluded(node, conditions) ? { ...node, directives: [] } : null
          default:
            return undefined
        }
      },
    }),
  )
  const variableDefinitions = [
    ...declared.map(({ variable }) => defineVariable(variable.name.value)),
    ...added,
  ]
  return {
    document: {
      ...reduced,
      definitions: reduced.definitions.map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? { ...definition, variableDefinitions }
          : definition,
      ),
    },
    constants,
    literals,
  }
}

const INTROSPECTION = new Set(['__schema', '__type'])

function defineVariable(name: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: COERCED_TYPE,
  }
}

/** In the order of graphql-js, which decides whether an invalid condition is noticed. */
function isIncluded(node: SelectionNode, variables: Variables): boolean {
  if (!node.directives?.length) return true
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
}

function hasVariable(value: ValueNode): boolean {
  let found = false
  visit(value, { Variable: () => void (found = true) })
  return found
}

function coerce(value: ValueNode, type: GraphQLInputType, variables?: Variables): unknown {
  const coerced: unknown = valueFromAST(value, type, variables)
  if (coerced === undefined) throw new NotCompilableError()
  return coerced
}

function bind(query: JitQuery, { constants, literals }: Prepared): CompiledQuery {
  return (run, context, variables) => {
    const all: Record<string, unknown> = { ...constants, ...variables }
    for (const { name, value, type } of literals) all[name] = coerce(value, type, variables)
    return query.query(run, context, all)
  }
}
