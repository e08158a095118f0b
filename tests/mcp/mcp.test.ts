import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGateway, type GatewayOptions } from '../../src/gateway.ts'
import { startServer } from '../../src/server/listen.ts'
import { numberAt, textAt, textsAt, valueAt } from '../support/answers.ts'
import { article, makeFolder, openFiles } from '../support/archive.ts'
import type { Answer } from '../support/graphql.ts'
import { ROOT } from '../support/program.ts'

const FILES = {
  'post/quay.txt': article(
    'Quay opens',
    '2024-05-06 07:08:09',
    '"The tide was late," said Ann Roe, the harbour master, on Monday.',
    'She said the gate was shut.',
  ),
  'post/bridge.txt': article('A bridge', '2024-07-01 10:00:00', '"It holds," said Bob Lane.'),
  'pressgraph.json': JSON.stringify({ publisher: 'Harbour Post' }),
}

const DOCUMENTS = {
  abc: `# @tool count_words: Counts quotations with some words,
#   by kind.
query CountWords($words: String!, $kind: [QuotationKind!]) {
  quotations(first: 0, filter: { words: $words, kind: $kind }) { totalCount }
}`,
  def: '{ archive { name } }',
}

type Connect = () => Promise<Client>

async function connect(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(transport)
  onTestFinished(() => client.close())
  return client
}

async function serve(options: GatewayOptions = {}): Promise<string> {
  const gateway = createGateway(await openFiles(FILES), {
    mcp: true,
    pages: true,
    documents: DOCUMENTS,
    ...options,
  })
  const server = await startServer({ handler: gateway, port: 0 })
  onTestFinished(() => server.stop(0))
  return server.url
}

async function overHttp(
  options: GatewayOptions = {},
  headers: Record<string, string> = {},
): Promise<Client> {
  const url = new URL('/mcp', await serve(options))
  return connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }))
}

async function overStdio(): Promise<Client> {
  const folder = makeFolder(FILES, onTestFinished)
  const documents = join(makeFolder({}, onTestFinished), 'tools.json')
  writeFileSync(documents, JSON.stringify(DOCUMENTS))
  return connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['dist/src/main.js', 'mcp', folder, '--index', ':memory:', '--documents', documents],
      cwd: ROOT,
      stderr: 'ignore',
    }),
  )
}

/** @returns the structured answer, which the client has checked by the schema of the tool */
async function call(client: Client, name: string, args: Record<string, unknown>): Promise<Answer> {
  const { structuredContent, isError, content } = await client.callTool({ name, arguments: args })
  expect([name, isError ?? false, content]).toEqual([name, false, expect.anything()])
  return { data: structuredContent } as Answer
}

describe.each<[string, Connect]>([
  ['over streamable HTTP', () => overHttp()],
  ['over standard input and output', overStdio],
])('the tools %s', (_name, open) => {
  it('answer with spans and addresses to cite', async () => {
    const client = await open()
    const { tools } = await client.listTools()
    const names = tools.map(({ name }) => name)
    expect(names).toEqual([
      'who_said',
      'find_speaker',
      'read_article',
      'verify_quotation',
      'whats_new',
      'count_words',
    ])

    const said = await call(client, 'who_said', { speaker: 'Ann Roe', words: 'tide' })
    expect(valueAt(said, 'quotations.totalCount')).toBe(1)
    expect(valueAt(said, 'quotations.nodes')).toMatchObject({
      text: 'The tide was late',
      basis: 'NAMED',
      speaker: { name: 'Ann Roe' },
      article: { path: 'post/quay.txt', sources: [{ source: { name: 'Harbour Post' } }] },
    })
    expect(numberAt(said, 'quotations.nodes.content.source.line')).toBeGreaterThan(0)

    const id = textAt(said, 'quotations.nodes.article.id')
    const read = await call(client, 'read_article', { id })
    expect(valueAt(read, 'nextParagraph')).toBeNull()
    expect(textsAt(read, 'article.paragraphs.text').join('\n')).toContain('gate')
    expect(textsAt(read, 'article.quotations.nodes.mentionChain.exact')).toEqual([
      'Ann Roe',
      'She',
      'Ann Roe',
    ])

    const speakers = await call(client, 'find_speaker', { name: 'Lane' })
    expect(valueAt(speakers, 'speakers.nodes')).toMatchObject({
      name: 'Bob Lane',
      quotations: { totalCount: 1 },
    })

    const args = { text: 'The tide was not late', speaker: 'Ann Roe' }
    const checked = await call(client, 'verify_quotation', args)
    expect(valueAt(checked, 'verify')).toMatchObject({
      verdict: 'ALTERED',
      places: [{ isNegationChanged: true, quotation: { speaker: { name: 'Ann Roe' } } }],
    })

    const news = await call(client, 'whats_new', { first: 1 })
    expect(textsAt(news, 'articles.nodes.headline')).toEqual(['A bridge'])
    const since = textAt(news, 'archive.revision')
    const later = await call(client, 'whats_new', { since })
    expect(valueAt(later, 'archive.changesSince.addedCount')).toBe(0)

    const counted = await call(client, 'count_words', { words: 'tide', kind: ['DIRECT'] })
    expect(valueAt(counted, 'quotations.totalCount')).toBe(1)
  })

  it('have the schema as a resource', async () => {
    const client = await open()
    const { resources } = await client.listResources()
    const { contents } = await client.readResource({ uri: resources[0]?.uri ?? '' })
    expect(JSON.stringify(contents)).toContain('type Quotation implements Node')
  })

  it('explain errors to the model', async () => {
    const client = await open()
    const refused = [
      ['who_said', { speakr: 'Ann Roe' }, 'BAD_USER_INPUT: There is no argument "speakr".'],
      ['who_said', { first: 21 }, 'must be a whole number from 1 to 20'],
      ['who_said', { from: 'May' }, 'must be a day, like 2024-07-15'],
      ['find_speaker', {}, 'The argument "name" is missing'],
      ['read_article', { id: 'none' }, 'BAD_ID: '],
      ['whats_new', { since: 'none' }, 'UNKNOWN_REVISION: '],
      ['count_words', { words: 'a', kind: ['LOUD'] }, 'BAD_USER_INPUT: '],
    ] as const
    for (const [name, args, message] of refused) {
      const answer = await client.callTool({ name, arguments: args })
      expect.soft(answer.isError, name).toBe(true)
      expect.soft(JSON.stringify(answer.content)).toContain(JSON.stringify(message).slice(1, -1))
    }
  })
})

describe('a document as a tool', () => {
  it('has its variables as the input schema, and its comment as the description', async () => {
    const { tools } = await (await overHttp()).listTools()
    const tool = tools.find(({ name }) => name === 'count_words')
    expect(tool?.description).toBe('Counts quotations with some words, by kind.')
    expect(tool?.inputSchema).toMatchObject({
      required: ['words'],
      properties: {
        words: { type: 'string', description: expect.stringContaining('search') },
        kind: { type: 'array', items: { enum: ['DIRECT', 'MIXED', 'INDIRECT'] } },
      },
    })
  })

  it('is the only kind of tool where only trusted documents are answered', async () => {
    const client = await overHttp({ onlyDocuments: true })
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['count_words'])
    const counted = await call(client, 'count_words', { words: 'tide' })
    expect(valueAt(counted, 'quotations.totalCount')).toBe(1)
  })

  it.each([
    ['# @tool Count: it\n{ archive { name } }', 'is not a name of a tool'],
    ['# @tool count: it\n{ archive { nam } }', 'The document of the tool count is not valid'],
    ['# @tool who_said: it\n{ archive { name } }', 'Two tools have the name who_said'],
    ['# @tool s: it\nsubscription { archiveChanged { to } }', 'must have one operation, a query'],
  ])('is refused at the start: %j', async (text, message) => {
    const archive = await openFiles(FILES)
    expect(() => createGateway(archive, { mcp: true, documents: { a: text } })).toThrow(message)
  })
})

const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'a', version: '1' },
  },
})

describe('the door for agents', () => {
  async function post(
    options: GatewayOptions,
    headers: Record<string, string> = {},
    body = INITIALIZE,
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(`${await serve(options)}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body,
    })
    return { status: response.status, text: await response.text() }
  }

  it('is closed by default', async () => {
    expect((await post({ mcp: false })).status).toBe(404)
  })

  it('gives addresses under the name that the client uses', async () => {
    const said = await call(await overHttp(), 'who_said', { first: 1 })
    expect(textAt(said, 'quotations.nodes.webUrl')).toMatch(
      /^http:\/\/[\w.]+:\d+\/articles\/.*#quotation-/,
    )
  })

  it('asks authorize before it says anything, and filters', async () => {
    const authorize: GatewayOptions['authorize'] = ({ header }) =>
      header('authorization') === 'Bearer some'
        ? { path: 'post/bridge.txt' }
        : { status: 401, headers: { 'www-authenticate': 'Bearer' } }
    const refused = await post({ authorize })
    expect(refused.status).toBe(401)
    expect(refused.text).toContain('UNAUTHENTICATED')
    const client = await overHttp({ authorize }, { authorization: 'Bearer some' })
    const said = await call(client, 'who_said', {})
    expect(textsAt(said, 'quotations.nodes.text')).toEqual(['It holds'])
  })

  it.each<[number, string, GatewayOptions, Record<string, string>, string?]>([
    [403, 'FORBIDDEN_ORIGIN', {}, { origin: 'https://other.example' }],
    [403, 'UNKNOWN_HOST', { hosts: ['news.example'] }, {}],
    [415, 'UNSUPPORTED_MEDIA_TYPE', {}, { 'content-type': 'text/plain' }],
    [413, 'BODY_TOO_LARGE', { bodyBytes: 20 }, {}],
    [400, 'BAD_REQUEST', {}, {}, '{'],
    [400, 'BATCHING_NOT_SUPPORTED', {}, {}, `[${INITIALIZE}]`],
  ])('refuses with %i %s', async (status, code, options, headers, body) => {
    const refused = await post(options, headers, body)
    expect([refused.status, refused.text]).toEqual([status, expect.stringContaining(code)])
  })

  it('answers pages of allowed origins', async () => {
    const cors = { origins: ['https://other.example'] }
    expect((await post({ cors }, { origin: 'https://other.example' })).status).toBe(200)
  })

  it('is in the log', async () => {
    const answers: unknown[] = []
    await post({
      onAnswer: ({ source, request, status }) => answers.push([source, request.path, status]),
    })
    expect(answers).toEqual([['MCP', '/mcp', 200]])
  })
})
