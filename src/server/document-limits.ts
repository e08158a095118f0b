import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql'
import { refuseOver } from './errors.ts'

/** What is counted on the raw text, before anything is parsed. */
export interface TextLimits {
  /** Words and signs of the document. */
  readonly tokens: number
  /** Brackets of any kind inside each other: the parser goes into itself for each of them. */
  readonly nesting: number
  /** Directives in the whole document. */
  readonly directives: number
}

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Refuse a document by its tokens, reading no further than the first one too many.
 *
 * Text that is not GraphQL passes: the parser says better where it goes wrong.
 *
 * @throws {RefusalError} TOO_MANY_TOKENS, TOO_DEEP or TOO_MANY_DIRECTIVES
 */
export function checkText(text: string, limits: TextLimits): void {
  const lexer = new Lexer(new Source(text))
  let tokens = 0
  let nesting = 0
  let directives = 0
  for (let kind = next(lexer); kind !== TokenKind.EOF; kind = next(lexer)) {
    refuseOver(tooManyTokens((tokens += 1), limits.tokens))
    if (OPENING.has(kind)) refuseOver(tooNested((nesting += 1), limits.nesting))
    if (CLOSING.has(kind)) nesting -= 1
    if (kind === TokenKind.AT) refuseOver(tooManyDirectives((directives += 1), limits.directives))
  }
}

function next(lexer: Lexer): TokenKind {
  try {
    return lexer.advance().kind
  } catch (error) {
    if (error instanceof GraphQLError) return TokenKind.EOF
    throw error
  }
}

const tooManyTokens = (value: number, limit: number) => ({
  code: 'TOO_MANY_TOKENS' as const,
  limit,
  value,
  message: `The document has more than ${limit} tokens. Ask in several operations, and pass long lists as variables.`,
})

const tooNested = (value: number, limit: number) => ({
  code: 'TOO_DEEP' as const,
  limit,
  value,
  message: `The document nests brackets more than ${limit} deep. Ask for the inner parts in an operation of their own.`,
})

const tooManyDirectives = (value: number, limit: number) => ({
  code: 'TOO_MANY_DIRECTIVES' as const,
  limit,
  value,
  message: `The document has more than ${limit} directives. Put @include and @skip on whole selections instead of single fields.`,
})

/** What is counted on the parsed document, its fragments in place, before validation. */
export interface DocumentLimits {
  /** Fields inside each other. */
  readonly depth: number
  /** Places in the document that select the same field of one selection set, `__typename` included. */
  readonly aliases: number
  /** Fields of an operation itself. */
  readonly rootFields: number
  /** Fields of an operation with every fragment written out. */
  readonly fields: number
  /** The same two limits below `__schema` and `__type`, where operations are always deep. */
  readonly introspectionDepth: number
  readonly introspectionFields: number
}

/** A selection with its fragments written out, in numbers. */
interface Extent {
  fields: number
  depth: number
  introspectionFields: number
  introspectionDepth: number
  /** Nodes of the document that select each field of the selection set, by name. */
  readonly places: Map<string, Set<FieldNode>>
}

const INTROSPECTION = new Set(['__schema', '__type'])

/**
 * Refuse a document by its extent.
 *
 * Each fragment is measured once, however often it is used, so that the time is that of reading the
 * document. Circular and unknown fragments count nothing: validation says better what is wrong.
 *
 * @throws {RefusalError} TOO_DEEP, TOO_MANY_ALIASES, TOO_MANY_ROOT_FIELDS or TOO_MANY_FIELDS
 */
export function checkDocument(document: DocumentNode, limits: DocumentLimits): void {
  const measure = createMeasure(document, limits)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const extent = measure(definition.selectionSet)
    const roots = [...extent.places.values()].reduce((sum, { size }) => sum + size, 0)
    refuseOver({
      code: 'TOO_MANY_ROOT_FIELDS',
      limit: limits.rootFields,
      value: roots,
      message: `The operation asks for ${roots} root fields; the limit is ${limits.rootFields}. Ask in several operations.`,
    })
    checkExtent(extent, limits)
  }
}

function checkExtent(extent: Extent, limits: DocumentLimits): void {
  const { fields, depth, introspectionFields, introspectionDepth } = extent
  refuseOver(tooManyFields('', fields, limits.fields))
  refuseOver(fieldsTooDeep('', depth, limits.depth))
  refuseOver(tooManyFields('introspection ', introspectionFields, limits.introspectionFields))
  refuseOver(fieldsTooDeep('introspection ', introspectionDepth, limits.introspectionDepth))
}

function createMeasure(document: DocumentNode, limits: DocumentLimits) {
  const fragments = new Map<string, SelectionSetNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet)
    }
  }
  const measured = new Map<string, Extent>()

  function measure(selection: SelectionSetNode): Extent {
    const extent = emptyExtent()
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) addField(extent, node)
      else if (node.kind === Kind.INLINE_FRAGMENT) add(extent, measure(node.selectionSet))
      else add(extent, measureFragment(node.name.value))
    }
    checkAliases(extent, limits.aliases)
    return extent
  }

  function addField(extent: Extent, node: FieldNode): void {
    const below = node.selectionSet ? measure(node.selectionSet) : emptyExtent()
    addPlaces(extent, node.name.value, [node])
    extent.fields += 1
    extent.depth = Math.max(extent.depth, 1)
    if (INTROSPECTION.has(node.name.value)) {
      extent.introspectionFields += below.fields
      extent.introspectionDepth = Math.max(extent.introspectionDepth, below.depth)
    } else {
      extent.fields += below.fields
      extent.depth = Math.max(extent.depth, below.depth + 1)
    }
    addIntrospection(extent, below)
  }

  function measureFragment(name: string): Extent {
    const known = measured.get(name)
    if (known) return known
    const selection = fragments.get(name)
    measured.set(name, emptyExtent())
    const extent = selection ? measure(selection) : emptyExtent()
    measured.set(name, extent)
    return extent
  }

  return measure
}

function emptyExtent(): Extent {
  return {
    fields: 0,
    depth: 0,
    introspectionFields: 0,
    introspectionDepth: 0,
    places: new Map(),
  }
}

function add(extent: Extent, part: Extent): void {
  extent.fields += part.fields
  extent.depth = Math.max(extent.depth, part.depth)
  addIntrospection(extent, part)
  for (const [name, nodes] of part.places) addPlaces(extent, name, nodes)
}

function addPlaces(extent: Extent, name: string, nodes: Iterable<FieldNode>): void {
  const places = extent.places.get(name) ?? new Set()
  for (const node of nodes) places.add(node)
  extent.places.set(name, places)
}

function addIntrospection(extent: Extent, part: Extent): void {
  extent.introspectionFields += part.introspectionFields
  extent.introspectionDepth = Math.max(extent.introspectionDepth, part.introspectionDepth)
}

function checkAliases(extent: Extent, limit: number): void {
  for (const [name, { size }] of extent.places) {
    refuseOver({
      code: 'TOO_MANY_ALIASES',
      limit,
      value: size,
      message: `One selection asks ${size} times for ${name}; the limit is ${limit}. Ask for a list (nodes(ids:) or a filter), or in several operations.`,
    })
  }
}

const tooManyFields = (what: string, value: number, limit: number) => ({
  code: 'TOO_MANY_FIELDS' as const,
  limit,
  value,
  message: `With its fragments written out the operation has ${value} ${what}fields; the limit is ${limit}. Ask in several operations.`,
})

const fieldsTooDeep = (what: string, value: number, limit: number) => ({
  code: 'TOO_DEEP' as const,
  limit,
  value,
  message: `The operation nests ${what}fields ${value} deep; the limit is ${limit}. Ask for the inner objects by id in another operation.`,
})

/**
 * Refuse variables that nest lists and objects too deep, going level by level instead of recursing.
 *
 * @throws {RefusalError} TOO_DEEP
 */
export function checkVariables(variables: unknown, limit: number): void {
  let level = [variables].filter(isContainer)
  for (let depth = 1; level.length > 0; depth += 1) {
    refuseOver({
      code: 'TOO_DEEP',
      limit,
      value: depth,
      message: `The variables nest more than ${limit} deep. Send flatter ones.`,
    })
    level = level.flatMap((container) => Object.values(container).filter(isContainer))
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
