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
  isRequiredArgument,
} from 'graphql'

/** An operation as it is sent. */
export interface RandomQuery {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * What arguments may be: by place (`Query.node.id`, `ArticleBy.path`), or by scalar type.
 *
 * The values of a list (`Query.articles`, or `Article.dates of ID`) are sets of arguments that name
 * one of its pages.
 */
export type ArgumentValues = Readonly<Record<string, readonly unknown[]>>

export interface RandomQueryOptions {
  /** Numbers in [0, 1). */
  readonly random: () => number
  readonly values: ArgumentValues
  readonly depth: number
}

/** The share of operations with arguments that exist nowhere or do not belong together. */
const WRONG_SHARE = 0.12

const WRONG_VALUES: ArgumentValues = {
  ID: ['x', ''],
  String: ['', 'Nobody Anywhere', '"a b"', 'WyJ4Il0'],
  Int: [-1, 101, 1000],
  Float: [-1, 2],
  LocalDate: ['yesterday', '2021-02-30'],
  Locale: ['ko', '?'],
  URL: ['https://example.org/nowhere', 'x'],
}

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
 * Most operations have an answer; some have arguments that are refused. Nearly all documents are
 * valid; callers skip the others.
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
  const isWrong = chance(WRONG_SHARE)

  /** @param id - of the object that is selected from, where the operation names it */
  function selection(type: GraphQLNamedType, depth: number, id: string | null = null): string {
    const parts = chance(0.2) ? ['__typename'] : []
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields())
      const open = fields.filter((field) => depth > 0 || isLeafType(getNamedType(field.type)))
      for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
        const field = pick(open)
        if (!field) continue
        const args = argumentsOf(field, type.name, id)
        const head = fieldHead(field, args)
        for (let copies = chance(0.2) ? 2 : 1; copies > 0; copies -= 1) {
          const named = getNamedType(field.type)
          const below = isLeafType(named) ? '' : selection(named, depth - 1, idIn(args))
          parts.splice(
            Math.floor(random() * (parts.length + 1)),
            0,
            `${head} ${directives()} ${below}`,
          )
        }
      }
    }
    if (isAbstractType(type)) {
      const types = schema.getPossibleTypes(type)
      const known = types.find(({ name }) => id !== null && values[`${name}.id`]?.includes(id))
      const actual = known && chance(0.8) ? known : pick(types)
      if (actual) parts.push(`... on ${actual.name} ${selection(actual, depth - 1, id)}`)
    } else if (chance(0.15) && depth > 0) parts.push(fragment(type, depth - 1))
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`
  }

  /** Arguments of a field by name. Those of a page name its list's order and no filter. */
  function argumentsOf(
    field: GraphQLField<unknown, unknown>,
    owner: string,
    id: string | null,
  ): ReadonlyMap<string, unknown> {
    const place = `${owner}.${field.name}`
    const args = new Map(
      field.args
        .filter((arg) => isRequiredArgument(arg) || chance(isWrong ? 0.1 : 0.2))
        .map(({ name, type }) => [name, valueOf(type, `${place}.${name}`, 2)]),
    )
    if (isWrong) return args
    for (const name of args.has('first') ? ['after', 'before', 'last'] : ['after', 'before']) {
      args.delete(name)
    }
    const page = chance(0.25) ? pick(values[id === null ? place : `${place} of ${id}`] ?? []) : null
    if (!isRecord(page)) return args
    const size = [...args].filter(([name]) => name === 'first' || name === 'last')
    return new Map([...size, ...Object.entries(page)])
  }

  /** Alias, name and arguments, which are the same wherever the field is repeated. */
  function fieldHead(
    field: GraphQLField<unknown, unknown>,
    args: ReadonlyMap<string, unknown>,
  ): string {
    const written = field.args
      .filter(({ name }) => args.has(name))
      .map(({ name, type }) => `${name}: ${argument(type, args.get(name))}`)
    // Two of one name with other arguments would be invalid.
    const isPlain = written.length === 0 && chance(0.3)
    const alias = chance(0.01) ? (pick(ODD_KEYS) ?? '') : `f${(names += 1)}`
    const list = written.length > 0 ? `(${written.join(', ')})` : ''
    return `${isPlain ? '' : `${alias}: `}${field.name}${list}`
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
    if (isWrong && chance(0.1)) return variable('Boolean', null, 'true')
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

  function argument(type: GraphQLInputType, value: unknown): string {
    if (chance(0.6)) return literal(value, type)
    if (chance(0.7)) return variable(String(type), value)
    const given = isNonNullType(type) || chance(0.5) ? undefined : chance(0.5) ? null : value
    return variable(String(type), given, literal(value, type, true))
  }

  function valueOf(type: GraphQLInputType, place: string, depth: number): unknown {
    if (isNonNullType(type)) return valueOf(type.ofType, place, depth) ?? 1
    if (isListType(type)) {
      const length = Math.floor(random() * 3)
      return Array.from({ length }, () => valueOf(type.ofType, place, depth))
    }
    if (isEnumType(type)) return pick(type.getValues())?.name
    if (isWrong && chance(0.3) && isLeafType(type)) return pick(WRONG_VALUES[type.name] ?? ['x'])
    const known = values[place]
    if (known && !isWrong) return pick(known)
    if (!isInputObjectType(type)) return pick(values[type.name] ?? ['x'])
    const fields = Object.values(type.getFields())
    const answered = fields.filter(({ name }) => values[`${type.name}.${name}`]?.length !== 0)
    const chosen = type.isOneOf
      ? [pick(answered)].filter((field) => field !== undefined)
      : fields.filter((field) => isNonNullType(field.type) || (depth > 0 && chance(0.2)))
    return Object.fromEntries(
      chosen.map((field) => [
        field.name,
        valueOf(field.type, `${type.name}.${field.name}`, depth - 1),
      ]),
    )
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

/** The id in the arguments `id: …` and `by: { id: … }`. */
function idIn(args: ReadonlyMap<string, unknown>): string | null {
  const by = args.get('by')
  const id = isRecord(by) ? by.id : args.get('id')
  return typeof id === 'string' ? id : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const SAMPLE = `{
  archive { revision problems(first: 5) { nodes { code path } } }
  articles(first: 8) { nodes { id path itemId url language published { local } } }
  quotations(first: 8) { nodes { id } }
  speakers(first: 8) { nodes { id name sameAs } }
  sources(first: 8) { nodes { id name } }
  dates(first: 5) { nodes { id from } }
  pictures(first: 5) { nodes { id } }
}`

/** Values that exist in an archive, by place and by scalar type. */
export async function findValues(
  schema: GraphQLSchema,
  ask: (query: string) => Promise<unknown>,
): Promise<ArgumentValues> {
  const sample = await ask(SAMPLE)
  const all = (path: string) => distinct(stringsAt(sample, path))
  const ids = Object.fromEntries(
    ['Article', 'Quotation', 'Speaker', 'Source', 'Picture', 'DateMention'].map((type) => [
      `${type}.id`,
      all(`${type === 'DateMention' ? 'date' : type.toLowerCase()}s.nodes.id`),
    ]),
  )
  const articles = recordsAt(sample, 'articles.nodes')
  return {
    ...ids,
    ...(await findPages(schema, ask)),
    'ArticleBy.id': ids['Article.id'] ?? [],
    'ArticleBy.path': articles.flatMap(({ path, itemId }) => (itemId === null ? [path] : [])),
    'ArticleBy.item': articles.flatMap(({ path, itemId }) =>
      itemId === null ? [] : [{ path, itemId }],
    ),
    'ArticleBy.url': all('articles.nodes.url'),
    'ArticleFilter.path': [...all('articles.nodes.path'), '*', 'harbour-post/*'],
    'SpeakerBy.id': ids['Speaker.id'] ?? [],
    'SpeakerBy.name': all('speakers.nodes.name'),
    'SpeakerBy.sameAs': all('speakers.nodes.sameAs'),
    'SourceBy.id': ids['Source.id'] ?? [],
    'SourceBy.name': all('sources.nodes.name'),
    'ProblemFilter.code': all('archive.problems.nodes.code'),
    'ProblemFilter.path': all('archive.problems.nodes.path'),
    'Archive.changesSince.revision': all('archive.revision'),
    ID: Object.values(ids).flat(),
    String: ['harbour', 'ferry', 'the', '"the harbour"', 'harb*'],
    Int: [0, 1, 2, 3, 4, 5, 10, 20, 50, 100],
    Float: [0, 0.5, 1],
    Boolean: [true, false],
    LocalDate: distinct([
      ...['2020-01-01', '2024-12-31'],
      ...all('articles.nodes.published.local').map((time) => time.slice(0, 10)),
      ...all('dates.nodes.from'),
    ]),
    Locale: [...all('articles.nodes.language'), 'ko'],
    URL: ['https://example.org/a'],
  }
}

/** Arguments that name a page of a list, by list, and for lists of a node also by its id. */
async function findPages(
  schema: GraphQLSchema,
  ask: (query: string) => Promise<unknown>,
): Promise<ArgumentValues> {
  const pages: [place: string, windows: object[]][] = []
  for (const owner of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const lists = Object.values(owner.getFields()).filter(({ args }) =>
      args.some(({ name }) => name === 'after'),
    )
    if (lists.length === 0) continue
    const selections = lists.flatMap((list) =>
      ordersOf(list).map((order) => {
        const args = order === null ? 'first: 3' : `first: 3, orderBy: [${order}]`
        return `${list.name}${order ?? ''}: ${list.name}(${args}) { edges { cursor } }`
      }),
    )
    for (const found of await askOwners(owner.name, selections.join(' '), ask)) {
      const suffix = typeof found.id === 'string' ? ` of ${found.id}` : ''
      for (const list of lists) {
        const windows = ordersOf(list).flatMap((order) => {
          const orderBy = order === null ? {} : { orderBy: [order] }
          return stringsAt(found[`${list.name}${order ?? ''}`], 'edges.cursor').flatMap(
            (cursor) => [
              { after: cursor, ...orderBy },
              { before: cursor, ...orderBy },
            ],
          )
        })
        pages.push([`${owner.name}.${list.name}${suffix}`, windows])
      }
    }
  }
  return Object.fromEntries(pages)
}

/** The default order of a list, and two others. */
function ordersOf({ args }: GraphQLField<unknown, unknown>): (string | null)[] {
  const type = args.find(({ name }) => name === 'orderBy')?.type
  const named = type && getNamedType(type)
  const names = isEnumType(named) ? named.getValues().map(({ name }) => name) : []
  return [null, ...names.filter((name) => name !== 'RELEVANCE').slice(0, 2)]
}

/** A selection of each of the first nodes of a type, of the archive, or of the query. */
async function askOwners(
  owner: string,
  selection: string,
  ask: (query: string) => Promise<unknown>,
): Promise<Readonly<Record<string, unknown>>[]> {
  if (owner === 'Query') return recordsAt({ all: await ask(`{ ${selection} }`) }, 'all')
  if (owner === 'Archive') return recordsAt(await ask(`{ archive { ${selection} } }`), 'archive')
  const query = `{ all: ${owner.toLowerCase()}s(first: 5) { nodes { id ${selection} } } }`
  return recordsAt(await ask(query), 'all.nodes')
}

/** Every value at a path of fields; lists are entered. */
function valuesAt(data: unknown, path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>(
      (found, key) => found.flatMap((value) => (isRecord(value) ? value[key] : [])),
      [data],
    )
    .flat()
}

function stringsAt(data: unknown, path: string): string[] {
  return valuesAt(data, path).filter((value) => typeof value === 'string')
}

function recordsAt(data: unknown, path: string): Readonly<Record<string, unknown>>[] {
  return valuesAt(data, path).filter(isRecord)
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)]
}
