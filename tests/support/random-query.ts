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

/** Response keys that are members of every object, or that look like numbers. */
const ODD_KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', '_1', '_0']

const INTROSPECTION = [
  '__schema { queryType { name } types { name kind } }',
  '__type(name: "Query") { name fields { name args { name defaultValue } } }',
]

/**
 * Write a document over a schema: aliases, fragments, merged fields, conditions, variables with
 * defaults and nulls, `__typename` and introspection.
 *
 * Values have the right shape and often do not exist, so that responses have errors as well. Nearly
 * all documents are valid; callers skip the others.
 */
export function writeQuery(schema: GraphQLSchema, options: RandomQueryOptions): RandomQuery {
  const { random, values } = options
  const variables: Record<string, unknown> = {}
  const declarations: string[] = []
  const fragments: string[] = []
  const spreads: { readonly name: string; readonly type: string }[] = []
  let names = 0

  const chance = (share: number) => random() < share
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random() * items.length)]

  function selection(type: GraphQLNamedType, depth: number): string {
    const parts = chance(0.2) ? ['__typename'] : []
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields())
      const open = fields.filter((field) => depth > 0 || isLeafType(getNamedType(field.type)))
      for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
        const field = pick(open)
        if (!field) continue
        const head = fieldHead(field)
        for (let copies = chance(0.2) ? 2 : 1; copies > 0; copies -= 1) {
          const below = isLeafType(getNamedType(field.type))
            ? ''
            : selection(getNamedType(field.type), depth - 1)
          parts.splice(
            Math.floor(random() * (parts.length + 1)),
            0,
            `${head} ${directives()} ${below}`,
          )
        }
      }
    }
    if (isAbstractType(type)) {
      const actual = pick(schema.getPossibleTypes(type))
      if (actual) parts.push(`... on ${actual.name} ${selection(actual, depth - 1)}`)
    } else if (chance(0.15) && depth > 0) parts.push(fragment(type, depth - 1))
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`
  }

  /** Alias, name and arguments, which are the same wherever the field is repeated. */
  function fieldHead(field: GraphQLField<unknown, unknown>): string {
    const args = field.args
      .filter(({ name, type }) => isNonNullType(type) || chance(SELDOM.has(name) ? 0.02 : 0.2))
      .map((arg) => `${arg.name}: ${argument(arg.type)}`)
    // Two of one name with other arguments would be invalid.
    const isPlain = args.length === 0 && chance(0.3)
    const alias = chance(0.01) ? (pick(ODD_KEYS) ?? '') : `f${(names += 1)}`
    return `${isPlain ? '' : `${alias}: `}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`
  }

  function directives(): string {
    if (chance(0.88)) return ''
    const both = chance(0.2) ? ['skip', 'include'] : [pick(['skip', 'include'])]
    return both.map((name) => `@${name}(if: ${condition()})`).join(' ')
  }

  function fragment(type: GraphQLNamedType, depth: number): string {
    const known = spreads.filter((fragment) => fragment.type === type.name)
    if (chance(0.2) && known.length > 0) return `...${pick(known)?.name} ${directives()}`
    const on = chance(0.5) ? `on ${type.name} ` : ''
    if (chance(0.5)) return `... ${on}${directives()} ${selection(type, depth)}`
    const name = `F${(names += 1)}`
    fragments.push(`fragment ${name} on ${type.name} ${selection(type, depth)}`)
    spreads.push({ name, type: type.name })
    return `...${name} ${directives()}`
  }

  function condition(): string {
    if (chance(0.4)) return String(chance(0.5))
    if (chance(0.5)) return variable('Boolean!', chance(0.5))
    // Null is an error, which would end most operations.
    if (chance(0.03)) return variable('Boolean', null, 'true')
    const value = chance(0.5) ? undefined : chance(0.5)
    return variable(chance(0.5) ? 'Boolean' : 'Boolean!', value, String(chance(0.5)))
  }

  /** @param value - undefined for a variable that is not sent */
  function variable(type: string, value: unknown, defaultText = ''): string {
    const name = `v${(names += 1)}`
    declarations.push(`$${name}: ${type}${defaultText && ` = ${defaultText}`}`)
    if (value !== undefined) variables[name] = value
    return `$${name}`
  }

  function argument(type: GraphQLInputType): string {
    const value = valueOf(type, 2)
    if (chance(0.6)) return literal(value, type)
    if (chance(0.7)) return variable(String(type), value)
    const given = isNonNullType(type) || chance(0.5) ? undefined : chance(0.5) ? null : value
    return variable(String(type), given, literal(value, type, true))
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

  function literal(value: unknown, type: GraphQLInputType, isConstant = false): string {
    const nullable = getNullableType(type)
    if (Array.isArray(value) && isListType(nullable)) {
      return `[${value.map((item) => literal(item, nullable.ofType, isConstant)).join(', ')}]`
    }
    if (isEnumType(nullable) && typeof value === 'string') return value
    if (isInputObjectType(nullable) && isRecord(value)) {
      const fields = nullable.getFields()
      const members = Object.entries(value).map(([name, member]) => {
        const field = fields[name]
        if (!field) return `${name}: null`
        const isVariable = !isConstant && chance(0.15) && !nullable.isOneOf
        const given = chance(0.7) || isNonNullType(field.type) ? member : undefined
        return `${name}: ${isVariable ? variable(String(field.type), given) : literal(member, field.type, isConstant)}`
      })
      return `{ ${members.join(', ')} }`
    }
    return JSON.stringify(value ?? null)
  }

  const root = schema.getQueryType()
  const data = root ? selection(root, options.depth) : '{ __typename }'
  const body = chance(0.03) ? data.replace('{', `{ ${pick(INTROSPECTION)}`) : data
  const head = declarations.length > 0 ? `query (${declarations.join(', ')})` : 'query'
  return { query: [`${head} ${body}`, ...fragments].join('\n'), variables }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const SAMPLE = `{
  articles(first: 5) { edges { cursor } nodes { id path } }
  quotations(first: 5) { edges { cursor } nodes { id } }
  speakers(first: 5) { nodes { id name } }
  sources(first: 5) { nodes { id name } }
  dates(first: 3) { nodes { id } }
}`

/** Values that exist in an archive, and some that do not, by scalar type. */
export async function valuesOf(
  ask: (query: string) => Promise<unknown>,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const text = JSON.stringify(await ask(SAMPLE))
  const all = (key: string) =>
    Array.from(text.matchAll(new RegExp(`"${key}":"([^"]*)"`, 'g')), ([, value]) => value)
  return {
    ID: [...all('id'), 'x'],
    String: [...all('name'), ...all('path'), ...all('cursor'), 'ferry', '', 'the', '"a b"'],
    Int: [0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 101],
    Float: [0, 0.5, 1],
    Boolean: [true, false],
    LocalDate: ['2020-01-01', '2024-12-31', 'yesterday'],
    Locale: ['en', 'ko'],
    URL: ['https://example.org/a'],
  }
}
