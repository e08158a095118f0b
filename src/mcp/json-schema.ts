import {
  getNamedType,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'

export type JsonSchema = Readonly<Record<string, unknown>>

/** The schema of an object, as tools have it. */
export interface ObjectSchema {
  readonly [member: string]: unknown
  readonly type: 'object'
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: string[]
}

/** The variables of an operation as JSON Schema. */
export function inputSchemaOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ObjectSchema {
  const definitions: Record<string, JsonSchema> = {}
  const uses = describeVariables(schema, document)
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    // A named type, a list or a non-null type: `typeFromAST` has a signature for each.
    const type =
      node.kind === Kind.NAMED_TYPE
        ? typeFromAST(schema, node)
        : node.kind === Kind.LIST_TYPE
          ? typeFromAST(schema, node)
          : typeFromAST(schema, node)
    const name = variable.name.value
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- validation lets only input types pass
    const input = inputType(type as GraphQLInputType, definitions)
    const description = uses.get(name)
    properties[name] = {
      ...input,
      ...(description !== undefined && { description }),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
    }
    if (node.kind === Kind.NON_NULL_TYPE && !defaultValue) required.push(name)
  }
  const hasDefinitions = Object.keys(definitions).length > 0
  return {
    type: 'object',
    properties,
    required,
    additionalProperties: false,
    ...(hasDefinitions && { $defs: definitions }),
  }
}

/** What the schema says of the place where a variable is used first. */
function describeVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
): ReadonlyMap<string, string> {
  const uses = new Map<string, string>()
  const info = new TypeInfo(schema)
  const note = (name: string, description: string | null | undefined) => {
    if (description != null && !uses.has(name)) uses.set(name, description)
  }
  visit(
    document,
    visitWithTypeInfo(info, {
      Argument({ value }) {
        if (value.kind === Kind.VARIABLE) note(value.name.value, info.getArgument()?.description)
      },
      ObjectField({ name, value }) {
        const owner = getNamedType(info.getParentInputType())
        if (value.kind !== Kind.VARIABLE || !isInputObjectType(owner)) return
        note(value.name.value, owner.getFields()[name.value]?.description)
      },
    }),
  )
  return uses
}

function inputType(type: GraphQLInputType, definitions: Record<string, JsonSchema>): JsonSchema {
  if (isNonNullType(type)) return inputType(type.ofType, definitions)
  if (isListType(type)) return { type: 'array', items: inputType(type.ofType, definitions) }
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) }
  if (!isInputObjectType(type)) return scalar(type.name, type.description)
  if (!(type.name in definitions)) {
    // Known before its members, which may be of the same type.
    definitions[type.name] = {}
    const fields = Object.values(type.getFields())
    definitions[type.name] = {
      type: 'object',
      ...(type.description != null && { description: type.description }),
      properties: Object.fromEntries(
        fields.map((field) => [
          field.name,
          {
            ...inputType(field.type, definitions),
            ...(field.description != null && { description: field.description }),
          },
        ]),
      ),
      required: fields.flatMap((field) =>
        isNonNullType(field.type) && field.defaultValue === undefined ? [field.name] : [],
      ),
      additionalProperties: false,
      ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
    }
  }
  return { $ref: `#/$defs/${type.name}` }
}

const SCALARS: Readonly<Record<string, string>> = {
  Int: 'integer',
  Float: 'number',
  Boolean: 'boolean',
}

function scalar(name: string, description: string | null | undefined): JsonSchema {
  const type = SCALARS[name]
  if (type !== undefined) return { type }
  const isPlain = name === 'String' || name === 'ID'
  return { type: 'string', ...(!isPlain && description != null && { description }) }
}

/** The data of the answers to an operation as JSON Schema. */
export function outputSchemaOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ObjectSchema {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition] as const]
        : [],
    ),
  )
  return objectSchema(operation.selectionSet, schema.getRootType(operation.operation)?.name ?? '')

  function objectSchema(selections: SelectionSetNode, typename: string): ObjectSchema {
    const properties: Record<string, JsonSchema> = {}
    const required = new Set<string>()
    collect(selections, typename, true, properties, required)
    return { type: 'object', properties, required: [...required] }
  }

  /** @param isCertain - whether every answer has the members */
  function collect(
    { selections }: SelectionSetNode,
    typename: string,
    isCertain: boolean,
    properties: Record<string, JsonSchema>,
    required: Set<string>,
  ): void {
    for (const selection of selections) {
      const isHere = isCertain && !selection.directives?.length
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value
        const field = fieldOf(typename, selection.name.value)
        properties[name] = field ? outputType(field, selection.selectionSet) : { type: 'string' }
        if (isHere) required.add(name)
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (!fragment) continue
      const on = fragment.typeCondition?.name.value ?? typename
      collect(fragment.selectionSet, on, isHere && on === typename, properties, required)
    }
  }

  function fieldOf(typename: string, name: string): GraphQLOutputType | null {
    const type = schema.getType(typename)
    return type && 'getFields' in type && isCompositeType(type)
      ? (type.getFields()[name]?.type ?? null)
      : null
  }

  function outputType(type: GraphQLOutputType, selections?: SelectionSetNode): JsonSchema {
    if (isNonNullType(type)) return certainType(type.ofType, selections)
    return { anyOf: [certainType(type, selections), { type: 'null' }] }
  }

  function certainType(type: GraphQLOutputType, selections?: SelectionSetNode): JsonSchema {
    if (isListType(type)) return { type: 'array', items: outputType(type.ofType, selections) }
    if (isObjectType(type) || isCompositeType(type)) {
      return selections ? objectSchema(selections, type.name) : { type: 'object' }
    }
    if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) }
    return scalar(getNamedType(type).name, null)
  }
}
