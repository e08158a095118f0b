import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createGateway } from '../../src/index.ts'
import { loadCompiler } from '../../src/server/compile.ts'
import { openFiles } from '../support/archive.ts'
import { ROOT } from '../support/program.ts'
import { createTownHandler, post } from './ask.ts'

const run = promisify(execFile)

type Resolve = (source: unknown, args: object) => unknown

/** A schema with resolvers by type and field. */
function schemaOf(
  text: string,
  resolvers: Readonly<Record<string, Readonly<Record<string, Resolve>>>>,
): GraphQLSchema {
  const schema = buildSchema(text)
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name)
    if (!isObjectType(type)) throw new TypeError(`${name} is not an object type`)
    for (const [field, resolve] of Object.entries(fields)) {
      const definition = type.getFields()[field]
      if (definition) definition.resolve = resolve
    }
  }
  return schema
}

/** Ask often enough for the query to be compiled. */
async function askOften(schema: GraphQLSchema, query: string) {
  const handler = createTownHandler({ schema })
  const replies = []
  for (let left = 4; left > 0; left -= 1) {
    replies.push(await post(handler, query))
    await wait(20)
  }
  return replies
}

const refused = () => {
  throw new Error('refused')
}

describe('execution', () => {
  beforeAll(async () => void (await loadCompiler(buildSchema('type Query { item: Int }'))))

  const unhandled: unknown[] = []
  const remember = (reason: unknown) => void unhandled.push(reason)
  beforeEach(() => void process.on('unhandledRejection', remember))
  afterEach(() => void process.off('unhandledRejection', remember))

  it.each([
    ['a list', 'items: [Item!]!', '{ items { value } }'],
    ['a list of lists', 'items: [[Item!]!]!', '{ items { value } }'],
  ])(
    'leaves no promise of %s unhandled when one item fails at once',
    async (_what, field, query) => {
      const items = [0, 1, 2]
      const schema = schemaOf(`type Query { ${field} } type Item { value: String! }`, {
        Query: { items: () => (field.includes('[[') ? [items] : items) },
        Item: { value: (item) => (item === 2 ? refused() : wait(5).then(refused)) },
      })
      for (const { status, data } of await askOften(schema, query)) {
        expect({ status, data }).toEqual({ status: 200, data: null })
      }
      expect(unhandled).toEqual([])
    },
  )

  it.each([
    ['throws', refused],
    ['rejects', () => Promise.reject(new Error('refused'))],
    ['gives no type', () => undefined],
  ])('survives a type resolver that %s', async (_how, resolveType) => {
    const schema = schemaOf(
      'interface Node { id: ID } type A implements Node { id: ID } type Query { node: Node }',
      {
        Query: { node: () => wait(1, { id: '1' }) },
      },
    )
    const node = schema.getType('Node')
    Object.assign(node ?? {}, { resolveType })
    for (const { data, errors } of await askOften(schema, '{ node { id } }')) {
      expect(data).toEqual({ node: null })
      expect(errors).toHaveLength(1)
    }
    expect(unhandled).toEqual([])
  })

  it('reports a null in a field that must not be null', async () => {
    const schema = schemaOf('type Query { item: Item } type Item { value: String! }', {
      Query: { item: () => ({ value: null }) },
    })
    for (const { data, errors } of await askOften(schema, '{ item { value } }')) {
      expect(data).toEqual({ item: null })
      expect(errors).toMatchObject([{ path: ['item', 'value'] }])
    }
  })

  it.each([
    ['Int', 2 ** 31],
    ['Int', 0.5],
    ['Float', Number.NaN],
    ['Boolean', 'yes'],
    ['String', new Error('refused')],
    ['Color', 'GREEN'],
    ['[Int!]', [1, 2 ** 31]],
  ])('reports a value that is not of type %s: %s', async (type, value) => {
    const schema = schemaOf(
      `enum Color { RED } type Query { item: Item } type Item { value: ${type} }`,
      {
        Query: { item: () => ({ value }) },
      },
    )
    for (const { data, errors } of await askOften(schema, '{ item { value } }')) {
      expect(data).toEqual({ item: { value: null } })
      expect(errors.map(({ path }) => path?.slice(0, 2))).toEqual([['item', 'value']])
    }
  })

  it.each([
    ['String', 5, '5'],
    ['ID', 7, '7'],
    ['Int', '12', 12],
    ['Boolean', 1, true],
    ['[String]', ['a', Promise.resolve('b'), null], ['a', 'b', null]],
    ['[[Int!]!]', [[1], [], ['2', 3]], [[1], [], [2, 3]]],
    ['[String!]', new Set(['a', 2]), ['a', '2']],
    ['Point', [1, 2], '1 2'],
    ['[Point!]', [[1, 2]], ['1 2']],
  ])('serializes a value of type %s: %s', async (type, value, expected) => {
    const schema = schemaOf(
      `scalar Point type Query { item: Item, value: ${type} } type Item { value: ${type} }`,
      { Query: { item: () => ({ value }), value: () => value } },
    )
    Object.assign(schema.getType('Point') ?? {}, {
      serialize: (point: number[]) => point.join(' '),
    })
    for (const { data } of await askOften(schema, '{ item { value } value }')) {
      expect(data).toEqual({ item: { value: expected }, value: expected })
    }
  })

  it('leaves no promise of a list of leaves unhandled when one item fails at once', async () => {
    const schema = schemaOf('type Query { items: [Int!] }', {
      Query: { items: () => [wait(5).then(refused), 2 ** 31, wait(5).then(refused)] },
    })
    for (const { data, errors } of await askOften(schema, '{ items }')) {
      expect(data).toEqual({ items: null })
      expect(errors).toHaveLength(1)
    }
    expect(unhandled).toEqual([])
  })

  it.each([
    ['a promise', () => Promise.resolve('late')],
    ['a function', () => () => 'late'],
  ])('reads a property that is %s', async (_what, make) => {
    const schema = schemaOf('type Query { item: Item } type Item { value: String }', {
      Query: { item: () => ({ value: make() }) },
    })
    for (const { text } of await askOften(schema, '{ item { value } }')) {
      expect(text).toBe('{"data":{"item":{"value":"late"}}}')
    }
  })

  it('leaves no promise of a filter unhandled when another part is refused at once', async () => {
    const { fetch } = createGateway(await openFiles({ 'a.txt': 'A\n\nOne.' }))
    const query =
      '{ quotations(filter: { speaker: { name: "Nobody" }, relay: { id: "x" } }) { totalCount } }'
    const search = new URLSearchParams({ query })
    const response = await fetch(new Request(`http://localhost/graphql?${search}`))
    expect(await response.text()).toContain('"errors"')
    await wait(20)
    expect(unhandled).toEqual([])
  })

  it.each(['new', 'compiled'])(
    'ends a %s query at its deadline, before its last field',
    async (kind) => {
      let steps = 0
      const step = () => {
        const until = performance.now() + 4
        while (performance.now() < until);
        steps += 1
        return {}
      }
      const names = Array.from({ length: 100 }, (_, at) => `f${at}`)
      const schema = schemaOf('type Query { step(kind: String): Step } type Step { id: ID }', {
        Query: { step: (_root, args) => ('kind' in args ? {} : step()) },
      })
      const limits = { milliseconds: 100, aliases: 101, rootFields: 101, directives: 100 }
      const handler = createTownHandler({ schema, limits })
      const fields = names.map((name) => `${name}: step @skip(if: $easy) { id }`).join(' ')
      const query = `query ($easy: Boolean!) { easy: step(kind: "easy") { id } ${fields} }`
      if (kind === 'compiled') {
        const { step: field } = schema.getQueryType()?.getFields() ?? {}
        expect(field).toBeDefined()
        for (const round of [1, 2, 3]) {
          await post(handler, query, { easy: true, round })
          await wait(20)
        }
      }
      const { status, errors } = await post(handler, query, { easy: false })
      expect(status).toBe(503)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['TIMEOUT'])
      expect(steps).toBeLessThan(60)
    },
  )

  it('executes a mutation once', async () => {
    let erased = 0
    const schema = schemaOf('type Query { a: Int } type Mutation { erase: Int! }', {
      Mutation: {
        erase: () => {
          erased += 1
          return refused()
        },
      },
    })
    const replies = await askOften(schema, 'mutation { erase }')
    expect(replies.map(({ data }) => data)).toEqual([null, null, null, null])
    expect(erased).toBe(4)
  })

  it('orders keys as the specification collects fields', async () => {
    const schema = schemaOf('type Query { a: Int b: Int c: Int }', {
      Query: { a: () => 1, b: () => wait(2, 2), c: () => 3 },
    })
    const query = '{ b @skip(if: true) c ... @include(if: false) { a } b a }'
    for (const { text } of await askOften(schema, query)) {
      expect(text).toBe('{"data":{"c":3,"b":2,"a":1}}')
    }
  })

  it('compiles a query for each set of conditions, up to a bound', async () => {
    const handler = createTownHandler()
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const query = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) {
      ${names.map((name) => `${name}: hello @include(if: $${name})`).join(' ')} }`
    for (const round of [1, 2]) {
      for (let bits = 0; bits < 2 ** names.length; bits += 1) {
        const variables = Object.fromEntries(
          names.map((name, at) => [name, (bits >> at) % 2 === 1]),
        )
        const wanted = names.filter((name) => variables[name])
        const { data } = await post(handler, query, { ...variables, round })
        expect(data).toEqual(Object.fromEntries(wanted.map((name) => [name, 'Good morning'])))
      }
    }
  })

  it('needs no code generated from strings', async () => {
    const script = `
      import { createTownHandler, post } from './tests/server/ask.ts'
      const handler = createTownHandler()
      for (const round of [1, 2, 3]) {
        const { text } = await post(handler, 'query ($n: ID!) { node(id: $n) { id } }', { n: 1, round })
        console.log(text)
      }`
    const flags = ['--disallow-code-generation-from-strings', '--import', 'tsx']
    const { stdout } = await run(
      process.execPath,
      [...flags, '--input-type=module', '-e', script],
      {
        cwd: ROOT,
      },
    )
    expect(stdout.trim().split('\n')).toEqual(Array(3).fill('{"data":{"node":{"id":"1"}}}'))
  }, 30_000)
})
