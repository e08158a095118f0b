import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

/** An operation as it is sent. */
export interface RandomQuery {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

export interface RandomQueryOptions {
  /** Numbers in [0, 1). */
  readonly random: () => number
  /** What arguments of a scalar type may be; words that fit nothing belong here, too. */
  readonly values: Readonly<Record<string, readonly unknown[]>>
  readonly depth: number
}

/** Arguments of which most values are refused. */
const SELDOM = new Set(['after', 'before', 'last'])

/**
 * Write a valid document over a schema: aliases, fragments, directives, variables and all.
 *
 * Values are of the right shape and seldom of the right kind, so that answers have errors as well.
 */
export function writeQuery(schema: GraphQLSchema, options: RandomQueryOptions): RandomQuery {
  const { random, values } = options
  const variables: Record<string, unknown> = {}
  const declarations: string[] = []
  const fragments: string[] = []
  let names = 0

  const chance = (share: number) => random() < share
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random() * items.length)]

  function selection(type: GraphQLNamedType, depth: number): string {
    const parts = chance(0.2) ? ['__typename'] : []
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields())
      const open = fields.filter((field) => depth > 0 || isLeafType(getNamedType(field.type)))
      for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1) {
        const field = pick(open)
        if (field) parts.push(fieldText(field, depth))
      }
    }
    if (isAbstractType(type)) {
      const actual = pick(schema.getPossibleTypes(type))
      if (actual) parts.push(`... on ${actual.name} ${selection(actual, depth - 1)}`)
    } else if (chance(0.15) && depth > 0) parts.push(fragment(type, depth - 1))
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`
  }

  function fieldText(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type)
    const args = field.args
      .filter(({ name, type }) => isNonNullType(type) || chance(SELDOM.has(name) ? 0.02 : 0.2))
      .map((arg) => `${arg.name}: ${argument(arg.type)}`)
    const hasArgs = args.length > 0
    // Two of one name with other arguments would be invalid.
    const alias = hasArgs || chance(0.2) ? `a${(names += 1)}: ` : `f${(names += 1)}: `
    const below = isLeafType(type) ? '' : selection(type, depth - 1)
    const directive = chance(0.1) ? ` @${pick(['skip', 'include'])}(if: ${condition()})` : ''
    return `${chance(0.4) && !hasArgs && isLeafType(type) ? '' : alias}${field.name}${hasArgs ? `(${args.join(', ')})` : ''}${directive} ${below}`
  }

  function fragment(type: GraphQLNamedType, depth: number): string {
    if (chance(0.5)) return `... ${chance(0.5) ? `on ${type.name} ` : ''}${selection(type, depth)}`
    const name = `F${(names += 1)}`
    fragments.push(`fragment ${name} on ${type.name} ${selection(type, depth)}`)
    return `...${name}`
  }

  function condition(): string {
    return chance(0.5) ? variable('Boolean!', chance(0.5)) : String(chance(0.5))
  }

  function variable(type: string, value: unknown): string {
    const name = `v${(names += 1)}`
    declarations.push(`$${name}: ${type}`)
    variables[name] = value
    return `$${name}`
  }

  function argument(type: GraphQLInputType): string {
    const value = valueOf(type, 2)
    return chance(0.4) ? variable(String(type), value) : literal(value, type)
  }

  function valueOf(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return valueOf(type.ofType, depth) ?? 1
    if (isListType(type)) {
      return Array.from({ length: Math.floor(random() * 3) }, () => valueOf(type.ofType, depth))
    }
    if (isEnumType(type)) return pick(type.getValues())?.name
    if (!isInputObjectType(type)) return pick(values[type.name] ?? ['x'])
    const fields = Object.values(type.getFields())
    const chosen = type.isOneOf
      ? [pick(fields)].filter((field) => field !== undefined)
      : fields.filter((field) => isNonNullType(field.type) || (depth > 0 && chance(0.2)))
    return Object.fromEntries(chosen.map((field) => [field.name, valueOf(field.type, depth - 1)]))
  }

  function literal(value: unknown, type: GraphQLInputType): string {
    const nullable = getNullableType(type)
    if (Array.isArray(value) && isListType(nullable)) {
      return `[${value.map((item) => literal(item, nullable.ofType)).join(', ')}]`
    }
    if (isEnumType(nullable) && typeof value === 'string') return value
    if (isInputObjectType(nullable) && isRecord(value)) {
      const fields = nullable.getFields()
      const members = Object.entries(value).map(([name, member]) => {
        const field = fields[name]
        return `${name}: ${field ? literal(member, field.type) : 'null'}`
      })
      return `{ ${members.join(', ')} }`
    }
    return JSON.stringify(value ?? null)
  }

  const root = schema.getQueryType()
  const body = root ? selection(root, options.depth) : '{ __typename }'
  const head = declarations.length > 0 ? `query (${declarations.join(', ')})` : 'query'
  return { query: [`${head} ${body}`, ...fragments].join('\n'), variables }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
