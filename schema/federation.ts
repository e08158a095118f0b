import { getTypeBrand } from '@pothos/core'
import { resolveNodes } from '@pothos/plugin-relay'
import {
  type ConstDirectiveNode,
  extendSchema,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSchema,
  isObjectType,
  isUnionType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  parseConstValue,
  print,
  printSchema,
  visit,
} from 'graphql'
import type { Builder } from './builder.ts'
import type { Context } from './context.ts'
import { InputError } from './errors.ts'
import { type NodeType, parseIdOf } from './ids.ts'

// The text is part of a standard, and needs no library: those that print it bring a composer along.
const HEADER = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])

directive @oneOf on INPUT_OBJECT
`

/**
 * A schema as a subgraph of Apollo Federation 2: each node is an entity by its `id`.
 *
 * @param schema - stays as it is
 */
export function createSubgraph(schema: GraphQLSchema, builder: Builder): GraphQLSchema {
  const nodes = Object.values(schema.getTypeMap()).filter(isNode)
  const sdl = printSubgraph(schema)
  const additions = parse(`
    """Key fields and \`__typename\` of an entity."""
    scalar _Any
    """An object that other subgraphs can add fields to."""
    union _Entity = ${nodes.map(({ name }) => name).join(' | ')}
    """What a federated gateway composes."""
    type _Service {
      """The schema with the directives of federation."""
      sdl: String!
    }
    extend type Query {
      """The objects in the order of the representations, null for each that does not exist."""
      _entities(
        """The \`__typename\` and \`id\` of each."""
        representations: [_Any!]!
      ): [_Entity]!
      """Describes this subgraph."""
      _service: _Service!
    }
  `)
  const subgraph = extendSchema(schema, additions)
  const { _service, _entities } = subgraph.getQueryType()?.getFields() ?? {}
  const entity = subgraph.getType('_Entity')
  if (!_service || !_entities || !isUnionType(entity)) throw new Error('There is no query type.')
  const typenames = new Set(nodes.map(({ name }) => name))
  entity.resolveType = (value) => {
    const brand = getTypeBrand(value)
    return typeof brand === 'string' ? brand : undefined
  }
  _service.resolve = () => ({ sdl })
  _entities.resolve = (_root, args: EntitiesArgs, context: Context, info) =>
    args.representations.map((each) => loadEntity(builder, typenames, each, context, info))
  return subgraph
}

interface EntitiesArgs {
  readonly representations: readonly unknown[]
}

/** Loads one entity, so that an unknown one fails only its own place in the list. */
async function loadEntity(
  builder: Builder,
  typenames: ReadonlySet<string>,
  representation: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const isObject = typeof representation === 'object' && representation !== null
  const { __typename: typename, id }: Representation = isObject ? representation : {}
  if (typeof typename !== 'string' || typeof id !== 'string') {
    throw new InputError('BAD_ID', 'A representation needs __typename and id, both as strings.')
  }
  if (!isNodeType(typename, typenames)) {
    throw new InputError('BAD_ID', `"${typename.slice(0, 60)}" is not an entity of this subgraph.`)
  }
  const [entity] = await resolveNodes(builder, context, info, [
    { typename, id: parseIdOf(typename, id) },
  ])
  return entity
}

interface Representation {
  readonly __typename?: unknown
  readonly id?: unknown
}

function isNodeType(name: string, typenames: ReadonlySet<string>): name is NodeType {
  return typenames.has(name)
}

function isNode(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')
}

function printSubgraph(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(schema)), {
    ObjectTypeDefinition(type): ObjectTypeDefinitionNode {
      if (type.interfaces?.some(({ name }) => name.value === 'Node')) {
        return { ...type, directives: [directive('key', { fields: '"id"' })] }
      }
      if (type.name.value === 'PageInfo') return { ...type, directives: [directive('shareable')] }
      if (type.name.value !== schema.getQueryType()?.name) return type
      // Subgraphs may not share fields that find different types in each.
      const fields = type.fields?.filter(({ name }) => !/^nodes?$/.test(name.value))
      return { ...type, ...(fields && { fields }) }
    },
  })
  return `${HEADER}\n${print(document)}\n`
}

function directive(
  name: string,
  values: Readonly<Record<string, string>> = {},
): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(values).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: parseConstValue(value),
    })),
  }
}
