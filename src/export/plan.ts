import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  separateOperations,
  TypeNameMetaFieldDef,
  validate,
  valueFromAST,
  visit,
} from 'graphql'
import { checkDocument, checkText } from '../server/document-limits.ts'
import type { Limits } from '../server/limits.ts'
import { ExportError } from './errors.ts'

/** A query whose only connection is exported. */
export interface ExportQuestion {
  readonly text: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/** A leaf of the members of a list. */
export interface Column {
  /** Response keys joined with full stops: `speaker.name`. */
  readonly name: string
  /** Response keys from the member to the leaf. */
  readonly path: readonly string[]
  /** Name of its scalar or enum type. */
  readonly type: string
  /** Whether a list is on the way to it. */
  readonly isList: boolean
}

/** How the pages of one connection are asked for, and what is in their members. */
export interface ExportPlan {
  /** Has the variables `pageVariables`, besides its own. */
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Response keys from the data to the connection. */
  readonly path: readonly string[]
  /** Type of the members: `Quotation`. */
  readonly nodeType: string
  /** Response key of the list of members. */
  readonly itemsKey: string
  /** Response key of the node of an edge; null where the members are the nodes. */
  readonly nodeKey: string | null
  readonly columns: readonly Column[]
  /** Cursor to start after. */
  readonly after: string | null
  readonly pageSize: number
}

/** Names of variables and keys that an export adds to a document. */
export const pageVariables = { size: 'exportFirst', after: 'exportAfter' } as const
export const pageKeys = { archive: 'exportArchive', pageInfo: 'exportPage' } as const

export interface PlanOptions {
  readonly schema: GraphQLSchema
  readonly limits: Limits
  /** Fields of the members instead of those of the document, by type; null for the document's. */
  readonly selections?: Readonly<Record<string, string>> | null
}

/**
 * Plan the walk through the only connection of a query.
 *
 * @throws {GraphQLError} coded, for a document that is not valid, is over a limit or has another form
 */
export function planExport(question: ExportQuestion, options: PlanOptions): ExportPlan {
  const { schema, limits, selections = null } = options
  const { text, operationName } = question
  checkText(text, limits)
  const document = parseDocument(text)
  checkDocument(document, limits)
  const [invalid] = validate(schema, document)
  if (invalid) throw new ExportError('GRAPHQL_VALIDATION_FAILED', invalid.message, [invalid])
  const operation = getOperationAST(document, operationName)
  const root = schema.getQueryType()
  if (operation?.operation !== OperationTypeNode.QUERY || !root) {
    throw new ExportError('EXPORT_NO_QUERY', 'Only a query can be exported: name one operation.')
  }
  const variables = coerceVariables(schema, operation, question.variables)
  const fragments = fragmentsOf(document)
  const scope: Scope = { fragments, variables, schema }
  const found = findConnection(operation.selectionSet, root, scope)
  const items = findItems(found, scope)
  const { node, nodeType } = items
  const own = selections?.[nodeType]
  if (selections && own === undefined) {
    const types = Object.keys(selections).join(' and ')
    const message = `This format is for lists of ${types}, not of ${nodeType}.`
    throw new ExportError('EXPORT_FORMAT', message)
  }
  const chosen = own === undefined ? node : withSelection(items, own)
  return {
    document: print(rewrite(document, operation, found, chosen)),
    variables: question.variables,
    path: found.path,
    nodeType,
    itemsKey: keyOf(node),
    nodeKey: items.edgeNode && keyOf(items.edgeNode),
    columns: own === undefined ? columnsOf(items, scope) : [],
    ...startOf(found, scope, limits),
  }
}

interface Scope {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

function parseDocument(text: string): DocumentNode {
  try {
    return parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new ExportError('GRAPHQL_PARSE_FAILED', message)
  }
}

function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given)
  if (coerced) return coerced
  throw new ExportError('BAD_USER_INPUT', errors[0]?.message ?? 'The variables are wrong.')
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  )
}

/** A field of a selection, with what is around it in fragments. */
interface Selected {
  readonly node: FieldNode
  readonly field: GraphQLField<unknown, unknown>
  /** Wraps a field in the same fragments. */
  readonly wrap: (field: SelectionNode) => SelectionNode
}

/** The fields that a selection has with these variables, those of its fragments too. */
function selectedFields(
  { selections }: SelectionSetNode,
  type: GraphQLNamedType,
  scope: Scope,
): Selected[] {
  return selections.flatMap((node): Selected[] => {
    if (!isIncluded(node, scope.variables)) return []
    if (node.kind === Kind.FIELD) {
      const field = fieldOf(type, node.name.value)
      return field ? [{ node, field, wrap: (inner) => inner }] : []
    }
    const fragment =
      node.kind === Kind.FRAGMENT_SPREAD ? scope.fragments.get(node.name.value) : node
    if (!fragment) return []
    const condition = fragment.typeCondition
    const inner = (condition && scope.schema.getType(condition.name.value)) ?? type
    return selectedFields(fragment.selectionSet, inner, scope).map(({ node, field, wrap }) => ({
      node,
      field,
      wrap: (wrapped) => ({
        kind: Kind.INLINE_FRAGMENT,
        ...(condition && { typeCondition: condition }),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [wrap(wrapped)] },
      }),
    }))
  })
}

function isIncluded(node: SelectionNode, variables: Scope['variables']): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
}

function fieldOf(type: GraphQLNamedType, name: string) {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}

/** Whether a type is a connection of Relay. */
function isConnection(type: GraphQLNamedType): boolean {
  if (!isObjectType(type)) return false
  const { pageInfo, edges } = type.getFields()
  return edges !== undefined && getNamedType(pageInfo?.type)?.name === 'PageInfo'
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type))
}

/** A connection on its way from the root. */
interface FoundConnection extends Selected {
  readonly type: GraphQLNamedType
  readonly path: readonly string[]
  /** Makes the selection of the root out of that of the connection. */
  readonly enclose: (connection: FieldNode) => SelectionNode
}

function findConnection(
  selection: SelectionSetNode,
  root: GraphQLNamedType,
  scope: Scope,
): FoundConnection {
  const others: string[] = []
  const [found, second] = findConnections(selection, root, scope, others)
  if (!found) {
    throw new ExportError(
      'EXPORT_NO_CONNECTION',
      'The query has no connection to export. Ask for a list, like { quotations { nodes { text } } }.',
    )
  }
  if (second) throw severalConnections(found.path, second.path)
  const [other] = others
  if (other !== undefined) {
    throw new ExportError(
      'EXPORT_OTHER_FIELD',
      `Only the members of "${found.path.join('.')}" are exported. Remove "${other}".`,
    )
  }
  return found
}

function severalConnections(one: readonly string[], other: readonly string[]): ExportError {
  const names = `"${one.join('.')}" and "${other.join('.')}"`
  const message = `An export has exactly one connection; the query has ${names}. Export each by itself.`
  return new ExportError('EXPORT_SEVERAL_CONNECTIONS', message)
}

/** @param others - gets the names of fields that lead to no connection */
function findConnections(
  selection: SelectionSetNode,
  type: GraphQLNamedType,
  scope: Scope,
  others: string[],
): FoundConnection[] {
  return selectedFields(selection, type, scope).flatMap((selected): FoundConnection[] => {
    const { node, field, wrap } = selected
    const inner = getNamedType(field.type)
    const key = keyOf(node)
    if (isConnection(inner)) return [{ ...selected, type: inner, path: [key], enclose: wrap }]
    if (field === TypeNameMetaFieldDef) return []
    const below =
      node.selectionSet && !isList(field.type)
        ? findConnections(node.selectionSet, inner, scope, others)
        : []
    if (below.length === 0) others.push(key)
    return below.map((found) => ({
      ...found,
      path: [key, ...found.path],
      enclose: (connection) =>
        wrap({
          ...node,
          selectionSet: { kind: Kind.SELECTION_SET, selections: [found.enclose(connection)] },
        }),
    }))
  })
}

/** The field with the members of a connection. */
interface Items {
  readonly node: FieldNode
  readonly type: GraphQLNamedType
  readonly nodeType: string
  /** Null where the members are the nodes. */
  readonly edgeNode: FieldNode | null
}

const NO_MEMBERS = new Set(['pageInfo', '__typename'])

function findItems({ node, type, path }: FoundConnection, scope: Scope): Items {
  const fields = selectedFields(node.selectionSet ?? NOTHING, type, scope)
  const counts = fields.find(({ node }) => !IN_CONNECTION.has(node.name.value))
  if (counts) {
    const message = `"${keyOf(counts.node)}" is about the whole list and has no rows. Ask for it with a query of its own.`
    throw new ExportError('EXPORT_AGGREGATE', message)
  }
  const [found, second] = fields.filter(({ node }) => !NO_MEMBERS.has(node.name.value))
  if (!found || second) {
    const message = `Ask "${path.join('.')}" once for "nodes" or once for "edges".`
    throw new ExportError('EXPORT_NO_MEMBERS', message)
  }
  const itemType = getNamedType(found.field.type)
  const shared = { node: found.node, type: itemType }
  if (found.node.name.value === 'nodes') {
    return { ...shared, nodeType: itemType.name, edgeNode: null }
  }
  const members = selectedFields(found.node.selectionSet ?? NOTHING, itemType, scope)
  const [member, another] = members.filter(({ node }) => node.name.value === 'node')
  if (!member || another) {
    const message = `Ask the edges of "${path.join('.')}" for "node" once.`
    throw new ExportError('EXPORT_NO_MEMBERS', message)
  }
  return { ...shared, nodeType: getNamedType(member.field.type).name, edgeNode: member.node }
}

const IN_CONNECTION = new Set(['nodes', 'edges', ...NO_MEMBERS])
const NOTHING: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] }

/** The list of members with other fields of their nodes. */
function withSelection({ node, edgeNode }: Items, fields: string): FieldNode {
  const [definition] = parse(fields, { noLocation: true }).definitions
  const selectionSet =
    definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : NOTHING
  if (!edgeNode) return { ...node, selectionSet }
  const only: FieldNode = { ...edgeNode, selectionSet }
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [only] } }
}

function columnsOf({ node, type, edgeNode }: Items, scope: Scope): Column[] {
  const columns: Column[] = []

  function add(fields: readonly Selected[], before: readonly string[], inList: boolean): void {
    const merged = new Map<string, Selected[]>()
    for (const selected of fields) {
      const key = keyOf(selected.node)
      merged.set(key, [...(merged.get(key) ?? []), selected])
    }
    for (const [key, same] of merged) {
      const [first] = same
      if (!first || first.field === TypeNameMetaFieldDef) continue
      const inner = getNamedType(first.field.type)
      const isBelowList = inList || isList(first.field.type)
      const isNode = first.node === edgeNode
      const path = isNode ? before : [...before, key]
      if (isConnection(inner)) throw severalConnections([keyOf(node)], path)
      if (!isCompositeType(inner)) {
        columns.push({ name: path.join('.'), path, type: inner.name, isList: isBelowList })
        continue
      }
      const below = same.flatMap(({ node }) =>
        selectedFields(node.selectionSet ?? NOTHING, inner, scope),
      )
      add(below, path, isBelowList)
    }
  }

  add(selectedFields(node.selectionSet ?? NOTHING, type, scope), [], false)
  const twice = columns.find(({ name }, at) => columns.findIndex((one) => one.name === name) !== at)
  if (twice) {
    const message = `Two columns would be named "${twice.name}". Give one field an alias.`
    throw new ExportError('EXPORT_SAME_COLUMN', message)
  }
  if (columns.length === 0) {
    throw new ExportError('EXPORT_NO_MEMBERS', 'The query asks for no field of the members.')
  }
  return columns
}

const PAGE_ARGUMENTS = new Set(['first', 'after', 'last', 'before'])

/** Where the walk begins, and with which pages. */
function startOf(
  { node, field }: FoundConnection,
  { variables }: Scope,
  { largestPage }: Limits,
): Pick<ExportPlan, 'after' | 'pageSize'> {
  const valueOf = (name: string): unknown => {
    const argument = field.args.find((one) => one.name === name)
    const given = node.arguments?.find((one) => one.name.value === name)
    return argument && given ? (valueFromAST(given.value, argument.type, variables) ?? null) : null
  }
  if (valueOf('last') !== null || valueOf('before') !== null) {
    const message = 'An export goes forward. Remove "last" and "before"; order by orderBy.'
    throw new ExportError('EXPORT_BACKWARDS', message)
  }
  const [first, after] = [valueOf('first'), valueOf('after')]
  return {
    after: typeof after === 'string' ? after : null,
    pageSize: typeof first === 'number' && first > 0 ? Math.min(first, largestPage) : largestPage,
  }
}

/** The document that asks for one page: the connection alone, with the revision of the archive. */
function rewrite(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { node, enclose }: FoundConnection,
  items: FieldNode,
): DocumentNode {
  const own = (node.arguments ?? []).filter(({ name }) => !PAGE_ARGUMENTS.has(name.value))
  const connection: FieldNode = {
    ...node,
    arguments: [...own, ...PAGE.arguments],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      // Its conditions are true, as the plan has found.
      selections: [...PAGE.pageInfo, { ...items, directives: [] }],
    },
  }
  const selectionSet: SelectionSetNode = {
    kind: Kind.SELECTION_SET,
    selections: [...PAGE.archive, enclose(connection)],
  }
  const rewritten = { ...operation, selectionSet }
  const { definitions } = document
  const others = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const name = operation.name?.value ?? ''
  const used = separateOperations({ kind: Kind.DOCUMENT, definitions: [rewritten, ...others] })[
    name
  ]
  if (!used) throw new Error('An operation was lost when it was separated from its document')
  return withUsedVariables(used)
}

const PAGE = partsOf(
  parse(
    `query ($${pageVariables.size}: Int, $${pageVariables.after}: String) {
      ${pageKeys.archive}: archive { revision }
      list(first: $${pageVariables.size}, after: $${pageVariables.after}) {
        ${pageKeys.pageInfo}: pageInfo { hasNextPage endCursor }
      }
    }`,
    { noLocation: true },
  ),
)

function partsOf({ definitions: [definition] }: DocumentNode) {
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation')
  const [archive, list] = definition.selectionSet.selections
  if (!archive || list?.kind !== Kind.FIELD) throw new Error('No list')
  return {
    variables: definition.variableDefinitions ?? [],
    archive: [archive],
    arguments: list.arguments ?? [],
    pageInfo: list.selectionSet?.selections ?? [],
  }
}

function withUsedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>()
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  })
  return visit(document, {
    OperationDefinition: (operation) => ({
      ...operation,
      variableDefinitions: [
        ...(operation.variableDefinitions ?? []).filter(({ variable }) =>
          used.has(variable.name.value),
        ),
        ...PAGE.variables,
      ],
    }),
  })
}
