import { getIntrospectionQuery } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTownHandler, post, send } from './ask.ts'
import { createTown } from './town.ts'

const handler = createTownHandler()

const repeat = (times: number, part: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => part(index)).join(' ')

/** `count` fragments, each of which uses the next one twice. */
const doubling = (count: number) =>
  `{ ...f0 } ${repeat(count, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} ` +
  `fragment f${count} on Query { hello }`

/** Articles in quotations in articles: `depth` fields. */
const nested = (depth: number) =>
  `{ node(id: 1) { ${'... on Quotation { article { '.repeat(depth)} id ${'} }'.repeat(depth)} } }`

/** The standard introspection under so many aliases. */
const introspectTimes = (times: number) =>
  getIntrospectionQuery()
    .replace(
      '__schema {',
      `${repeat(times, (i) => `s${i}: __schema { ...S }`)} } fragment S on __Schema {`,
    )
    .replace(/\}\s*\}\s*fragment FullType/, '} fragment FullType')

const nestedList = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** What a question as large as any costs, in milliseconds of the processor; at least 5. */
let honest = 5

beforeAll(async () => {
  // What the first refusal needs is loaded for it.
  await post(handler, '{ hello "')
  const { work } = await post(handler, `{ ${repeat(1_900, () => 'hello')} }`)
  honest = Math.max(honest, work)
})

/** Far less than its size would cost: a hundred thousand tokens are fifty times as many. */
const expectCheap = (work: number) => expect(work).toBeLessThan(honest * 25)

describe('a hostile document', () => {
  // What is asked, the code, the limit, and the value that is named.
  it.each([
    ['100,000 tokens', '{' + 'a '.repeat(100_000) + '}', 'TOO_MANY_TOKENS', 2_000, 2_001],
    [
      'a field 10,000 times',
      `{ ${repeat(10_000, () => 'hello')} }`,
      'TOO_MANY_TOKENS',
      2_000,
      2_001,
    ],
    [
      '15,000 aliases',
      `{ ${repeat(15_000, (i) => `a${i}: hello`)} }`,
      'TOO_MANY_TOKENS',
      2_000,
      2_001,
    ],
    ['selections 2,000 deep', nested(700), 'TOO_DEEP', 64, 65],
    ['brackets 5,000 deep', `{ echo(text: ${nestedList(5_000)}) }`, 'TOO_DEEP', 64, 65],
    ['brackets 100,000 deep', `{ echo(text: ${nestedList(100_000)}) }`, 'TOO_DEEP', 64, 65],
    ['brackets that are never closed', '{ a'.repeat(5_000), 'TOO_DEEP', 64, 65],
    ['deep objects', `{ echo(text: ${'{a:'.repeat(90)}1${'}'.repeat(90)}) }`, 'TOO_DEEP', 64, 65],
    ['fields 16 deep', nested(14), 'TOO_DEEP', 15, 16],
    [
      'fields 16 deep by fragments',
      `{ node(id: 1) { ...f0 } } ${repeat(20, (i) => `fragment f${i} on Quotation { article { ...f${i + 1} } }`)} fragment f20 on Article { id }`,
      'TOO_DEEP',
      15,
      22,
    ],
    [
      '31 aliases of a field',
      `{ ${repeat(31, (i) => `a${i}: hello`)} }`,
      'TOO_MANY_ALIASES',
      30,
      31,
    ],
    [
      '31 aliases of __typename',
      `{ ${repeat(31, (i) => `a${i}: __typename`)} }`,
      'TOO_MANY_ALIASES',
      30,
      31,
    ],
    [
      '31 aliases over two fragments',
      `{ ...a ...b } fragment a on Query { ${repeat(16, (i) => `a${i}: hello`)} } fragment b on Query { ${repeat(15, (i) => `b${i}: hello`)} }`,
      'TOO_MANY_ALIASES',
      30,
      31,
    ],
    [
      '104 root fields',
      `{ ${repeat(26, (i) => `a${i}: hello b${i}: broken c${i}: refused d${i}: malformed`)} }`,
      'TOO_MANY_ROOT_FIELDS',
      100,
      104,
    ],
    ['51 directives', `{ hello ${'@skip(if: false) '.repeat(51)} }`, 'TOO_MANY_DIRECTIVES', 50, 51],
    ['2^20 fields by fragments', doubling(20), 'TOO_MANY_FIELDS', 2_000, 2 ** 20],
    ['2^100 fields by fragments', doubling(100), 'TOO_MANY_FIELDS', 2_000, 2 ** 100],
    [
      'a schema asked for often',
      `{ ${repeat(20, (i) => `s${i}: __schema { ...a ...b ...c }`)} } ${repeat(3, (i) => `fragment ${'abc'[i]} on __Schema { ${repeat(20, (j) => `t${i}${j}: types { name }`)} }`)}`,
      'TOO_MANY_ALIASES',
      30,
      60,
    ],
    ['the introspection three times', introspectTimes(3), 'TOO_MANY_FIELDS', 500, 657],
    [
      'a deep introspection',
      `{ __schema { types { ${'ofType { '.repeat(24)} name ${'}'.repeat(24)} } } }`,
      'TOO_DEEP',
      20,
      26,
    ],
  ])('%s is refused before it is validated', async (_what, query, code, limit, value) => {
    const { status, errors, text, work } = await post(handler, query)
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code, limit, value }])
    expect(errors[0]?.message).toContain(String(limit))
    expect(status).toBe(400)
    expect(text.length).toBeLessThan(1_000)
    expectCheap(work)
  })

  it('of doubling fragments costs no memory', async () => {
    await post(handler, doubling(20))
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < 20; i += 1) await post(handler, doubling(100 + i))
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 2 ** 20)
  })

  it.each([
    [
      'circular fragments',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a hello }',
    ],
    ['a fragment within itself', '{ ...a } fragment a on Query { hello ...a }'],
    ['an unknown fragment', '{ ...nowhere }'],
    ['200 unknown fields', `{ ${repeat(90, (i) => `nothing${i}`)} }`],
  ])('with %s is told what is wrong by validation', async (_what, query) => {
    const { status, errors, text } = await post(handler, query, undefined, {
      accept: 'application/graphql-response+json',
    })
    expect(errors[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' })
    expect(errors.length).toBeLessThanOrEqual(10)
    expect(text.length).toBeLessThan(10_000)
    expect(status).toBe(400)
  })

  it('that is not GraphQL gets the position of the error from the parser', async () => {
    const { errors } = await post(handler, '{ hello "')
    expect(errors[0]?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' })
    expect(errors[0]?.message).toBe('Syntax Error: Unterminated string.')
  })

  it('that contains NUL is refused with the reason', async () => {
    const { errors } = await post(handler, '{ hel\u0000lo }')
    expect(errors[0]?.message).toBe('Syntax Error: Unexpected character: U+0000.')
  })
})

describe('an honest document', () => {
  it.each([
    ['the standard introspection', getIntrospectionQuery()],
    [
      'the introspection with everything',
      getIntrospectionQuery({
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    ],
    ['fields 15 deep', nested(13)],
    ['30 aliases', `{ ${repeat(30, (i) => `a${i}: hello`)} }`],
    [
      'a fragment used in 20 places',
      `{ ${repeat(20, (i) => `n${i}: node(id: ${i}) { ...a }`)} } fragment a on Article { id headline }`,
    ],
    ['brackets inside a string', `{ echo(text: "${nestedList(500)}") }`],
    ['many operations', repeat(30, (i) => `query Q${i} { hello }`)],
  ])('with %s passes', async (_what, query) => {
    const { errors } = await post(handler, query)
    const refusals = errors.filter(({ extensions }) => 'limit' in extensions)
    expect(refusals).toEqual([])
  })

  it('asks 50 articles for 5 quotations each, their speakers and sources', async () => {
    const { errors } = await post(
      handler,
      `{ articles(first: 50) { totalCount edges { cursor node { id headline sources { id name }
         quotations(first: 5) { totalCount nodes { id text speaker { id name } article { sources { name } } } } } } } }`,
    )
    expect(errors).toEqual([])
  })
})

describe('variables', () => {
  const asking = 'query ($text: String) { echo(text: $text) }'
  const deep = (depth: number) =>
    JSON.parse('{"a":'.repeat(depth - 1) + '{}' + '}'.repeat(depth - 1))

  it('may nest 64 deep', async () => {
    expect((await post(handler, asking, deep(64))).errors).toEqual([])
  })

  it('that nest 65 deep are refused', async () => {
    const { status, errors } = await post(handler, asking, deep(65))
    expect(errors[0]?.extensions).toEqual({ code: 'TOO_DEEP', limit: 64, value: 65 })
    expect(status).toBe(400)
  })

  it('that nest 100,000 deep are refused at once', async () => {
    const json = '{"query":"{ hello }","variables":{"a":' + nestedList(100_000) + '}}'
    const { status, text, work } = await send(handler, 'http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: json,
    })
    expect(status).toBe(400)
    expect(text).toContain('"code":"TOO_DEEP"')
    expectCheap(work)
  })

  it('named __proto__ change no object', async () => {
    await post(handler, asking, JSON.parse('{"__proto__":{"x":1},"constructor":{"x":1}}'))
    expect(Reflect.get({}, 'x')).toBeUndefined()
  })
})

describe('an answer', () => {
  it('lists at most 10 errors, and their number in the last', async () => {
    const { errors, data } = await post(handler, '{ brokenList(size: 40) { value } }')
    expect(errors).toHaveLength(10)
    expect(errors[9]).toEqual({
      message: '31 of 40 errors are left out: an answer lists at most 10.',
      extensions: { code: 'TOO_MANY_ERRORS', limit: 10, value: 40 },
    })
    expect(data).toHaveProperty('brokenList.length', 40)
  })

  it('lists 10 errors as they are', async () => {
    const { errors } = await post(handler, '{ brokenList(size: 10) { value } }')
    expect(errors.map(({ path }) => path?.[1])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('an operation that takes too long', () => {
  it.each([
    ['waits', '{ slow { waiting } }'],
    ['keeps the processor busy', `{ slow { ${'again { '.repeat(12)} work ${'}'.repeat(12)} } }`],
  ])('because it %s is ended with 503', async (_why, query) => {
    const { status, errors, data, time } = await post(
      createTownHandler({ limits: { milliseconds: 30 } }),
      query,
    )
    expect(errors).toEqual([
      {
        message:
          'The operation took longer than 0.03 s. Ask for smaller pages, a narrower filter, or facets and timelines one at a time.',
        extensions: { code: 'TIMEOUT', limit: 30, value: 30 },
      },
    ])
    expect({ status, data }).toEqual({ status: 503, data: undefined })
    expect(time).toBeLessThan(5_000)
  })

  it('does not slow the next one', async () => {
    // A busy machine can need most of a second for the next one.
    const handler = createTownHandler({ limits: { milliseconds: 2_000 } })
    expect((await post(handler, '{ slow { waiting } }')).status).toBe(503)
    expect((await post(handler, '{ hello }')).data).toEqual({ hello: 'Good morning' })
  })
})

describe('a response that is too large', () => {
  const schema = createTown()
  const long = '\u00e9'.repeat(3_000)
  const echo = schema.getQueryType()?.getFields().echo
  if (echo) echo.resolve = () => long
  const plugins = [{ onExecute() {} }]

  it.each([
    ['direct', {}],
    ['Yoga', { plugins }],
  ])('is refused with its code and the bytes that were read (%s)', async (_lane, more) => {
    const limits = { responseBytes: 20_000 }
    const handler = createTownHandler({ schema, limits, ...more })
    for (const round of [1, 2, 3, 4]) {
      const small = await post(handler, '{ a: echo b: echo c: echo }', { round })
      expect(small.data).toEqual({ a: long, b: long, c: long })
      const { status, errors, data } = await post(handler, '{ a: echo b: echo c: echo d: echo }', {
        round,
      })
      expect({ status, data }).toEqual({ status: 400, data: undefined })
      expect(errors).toEqual([
        {
          message:
            'The response would have more than 20000 bytes. Ask for smaller pages, or for fewer texts.',
          extensions: { code: 'RESPONSE_TOO_LARGE', limit: 20_000, value: 24_000 },
        },
      ])
    }
  })

  it('is refused by its JSON where its texts were counted as shorter', async () => {
    const control = '\u0001'.repeat(200)
    const controls = createTown()
    const field = controls.getQueryType()?.getFields().echo
    if (field) field.resolve = () => control
    const handler = createTownHandler({ schema: controls, limits: { responseBytes: 1_000 } })
    const { errors } = await post(handler, '{ a: echo }')
    expect(errors[0]?.extensions).toMatchObject({ code: 'RESPONSE_TOO_LARGE', limit: 1_000 })
  })
})

describe('an error', () => {
  const sent = 'x'.repeat(100_000)

  it.each([
    ['in a document', `{ ${sent} }`],
    ['in a value', `{ articles(first: "${sent}") { totalCount } }`],
    ['in a syntax', `{ a: "${sent}" }`],
  ])('quotes at most 200 characters of what was sent: %s', async (_where, query) => {
    const { errors } = await post(createTownHandler(), query)
    expect(errors.length).toBeGreaterThan(0)
    for (const { message } of errors) expect(message).not.toMatch(/x{201}/)
  })

  it('quotes at most 200 characters of a variable', async () => {
    const query = 'query ($first: Int) { articles(first: $first) { totalCount } }'
    const { errors } = await post(createTownHandler(), query, { first: sent })
    expect(errors[0]?.message).toMatch(/^Variable "\$first" got invalid value "x{199}…"/)
  })

  it('quotes at most 200 characters of a path', async () => {
    const { errors } = await send(createTownHandler(), `http://localhost/${sent.slice(0, 5_000)}`)
    expect(errors[0]?.message).not.toMatch(/x{201}/)
  })
})
