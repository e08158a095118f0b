import { buildSchema, GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createMask } from '../../src/server/errors.ts'
import { createLogger } from '../../src/server/logger.ts'
import { createTownHandler, post, send } from './ask.ts'

function listen() {
  const lines: string[] = []
  return { lines, logger: createLogger((line) => lines.push(line)) }
}

describe('an internal error', () => {
  it('is masked, and logged in full under the id that the caller gets', async () => {
    const { lines, logger } = listen()
    const { status, errors, data } = await post(createTownHandler({ logger }), '{ hello broken }')
    expect(errors).toEqual([
      {
        message: 'Internal error',
        locations: [{ line: 1, column: 9 }],
        path: ['broken'],
        extensions: { code: 'INTERNAL', errorId: expect.stringMatching(/^[\da-f-]{36}$/) },
      },
    ])
    expect({ status, data }).toEqual({ status: 200, data: { hello: 'Good morning', broken: null } })
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      errorId: errors[0]?.extensions.errorId,
      cause: { message: 'SELECT secret FROM passwords failed in /home/reporter/archive.ts' },
    })
  })

  it('in a value that its type refuses does not quote the value', async () => {
    const { text } = await post(createTownHandler(), '{ malformed }')
    expect(text).toContain('"code":"INTERNAL"')
    expect(text).not.toContain('confidential')
  })

  it('in creating the context is 500', async () => {
    const handler = createTownHandler({
      createContext: () => {
        throw new Error('no archive at /home/reporter')
      },
    })
    const { status, errors, text } = await post(handler, '{ hello }')
    expect(status).toBe(500)
    expect(errors[0]?.extensions.code).toBe('INTERNAL')
    expect(text).not.toContain('reporter')
  })

  it('that fails many fields has one id and one line in the log', () => {
    const { lines, logger } = listen()
    const mask = createMask(logger)
    const cause = new Error('the disk is gone')
    const located = (path: string) => new GraphQLError('x', { path: [path], originalError: cause })
    const [first, second] = [mask(located('a')), mask(located('b'))]
    expect(first.extensions.errorId).toBe(second.extensions.errorId)
    expect([first.path, second.path]).toEqual([['a'], ['b']])
    expect(lines).toHaveLength(1)
  })

  it('is logged on one line, control characters escaped', () => {
    const { lines, logger } = listen()
    createMask(logger)(new Error('bad file \u001b[31mred\r\nforged line'))
    expect(lines[0]).toMatch(/^[^\u0000-\u001f]*\n$/)
  })
})

describe('an error of the caller', () => {
  const handler = createTownHandler()

  it('of syntax has a location', async () => {
    const { errors } = await post(handler, '{ hello')
    expect(errors).toEqual([
      {
        message: 'Syntax Error: Expected Name, found <EOF>.',
        locations: [{ line: 1, column: 8 }],
        extensions: { code: 'GRAPHQL_PARSE_FAILED' },
      },
    ])
  })

  it('of validation names the field', async () => {
    const { errors } = await post(handler, '{ helo }')
    expect(errors[0]).toMatchObject({
      message: 'Cannot query field "helo" on type "Query". Did you mean "hello"?',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    })
  })

  it.each(['application/json', 'application/graphql-response+json'])(
    'in a variable has a code, for %s',
    async (accept) => {
      const { status, errors } = await post(
        handler,
        'query ($number: Int) { echo(number: $number) }',
        { number: 'seven' },
        { accept },
      )
      expect(errors[0]?.message).toContain('Variable "$number" got invalid value "seven"')
      expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' })
      expect(status).toBe(400)
    },
  )

  it('in a variable stays an error of the caller when the scalar throws a plain error', () => {
    const error = new GraphQLError('Variable "$day" got invalid value "x"; Not a day.', {
      originalError: new Error('Not a day.'),
    })
    expect(createMask(listen().logger)(error).toJSON()).toEqual({
      message: 'Variable "$day" got invalid value "x"; Not a day.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('with a code from a resolver is passed on unchanged', () => {
    const refusal = new GraphQLError('No such cursor.', { extensions: { code: 'BAD_CURSOR' } })
    const located = new GraphQLError(refusal.message, { path: ['a'], originalError: refusal })
    expect(createMask(listen().logger)(located)).toBe(located)
  })

  it('about the operation has a code', async () => {
    const { status, errors } = await post(handler, 'query A { hello } query B { hello }')
    expect(errors[0]?.extensions).toEqual({ code: 'OPERATION_RESOLUTION_FAILURE' })
    expect(status).toBe(400)
  })

  it.each([
    ['broken JSON', '{"query": "{ hello }"', 'BAD_REQUEST'],
    ['a string', '"{ hello }"', 'BAD_REQUEST'],
    ['null', 'null', 'BAD_REQUEST'],
    ['nothing', '', 'BAD_REQUEST'],
    ['an unknown member', '{"query": "{ hello }", "batch": 1}', 'BAD_REQUEST'],
    ['variables that are a list', '{"query": "{ hello }", "variables": []}', 'BAD_REQUEST'],
    ['a list of operations', '[{"query": "{ hello }"}]', 'BATCHING_NOT_SUPPORTED'],
  ])('who sends %s is told so', async (_what, body, code) => {
    const { status, errors } = await send(handler, 'http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code }])
    expect(status).toBe(400)
  })

  it('in JSON in the URL is reported', async () => {
    const url = 'http://localhost/graphql?query={hello}&variables={broken'
    const { status, errors } = await send(handler, url)
    expect(errors).toEqual([
      {
        message: 'variables and extensions in the address must be JSON.',
        extensions: { code: 'BAD_REQUEST' },
      },
    ])
    expect(status).toBe(400)
  })
})

describe('a resolver that forgets a code', () => {
  it('causes an internal error, since only graphql-js describes values in these words', async () => {
    const schema = buildSchema('type Query { kind: Kind } enum Kind { A }')
    const rootValue = { kind: () => 'the words of a memo' }
    const query = schema.getQueryType()?.getFields().kind
    if (query) query.resolve = rootValue.kind
    const { errors } = await post(createTownHandler({ schema }), '{ kind }')
    expect(errors[0]?.message).toBe('Internal error')
  })
})
