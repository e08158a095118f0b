import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream'
import { isInterfaceType, isObjectType, isScalarType, isSpecifiedScalarType } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Archive, createGateway, type Gateway, openArchive, schema } from '../src/index.ts'
import { openSampleArchive } from './support/archive.ts'
import { ROOT } from './support/program.ts'
import { post, send } from './server/ask.ts'

const read = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8')

function blocksOf(doc: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n(?<code>.*?)^\`\`\`$`, 'gms')
  return Array.from(doc.matchAll(fence), ({ groups }) => groups?.code ?? '')
}

/** The gateway that a program makes. */
async function run(code: string, given: Readonly<Record<string, unknown>>): Promise<Gateway> {
  const body = code.replace(/^import .*$/gm, '')
  const names = Object.keys(given)
  const source = `return (async ({ ${names.join(', ')} }) => { ${body}; return gateway })`
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- our own documentation
  return new Function(source)()(given)
}

const COUNT = '{ archive { articleCount } }'

describe('docs/embedding.md', () => {
  const doc = read('embedding.md')
  const blocks = blocksOf(doc, 'js')
  const blockWith = (words: string) => blocks.find((code) => code.includes(words)) ?? ''
  let archive: Archive
  beforeAll(async () => void (archive = await openSampleArchive()))

  it('lists every option', () => {
    const listed = Array.from(doc.matchAll(/^\| `(\w+)` /gm), ([, name]) => name)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an option that does not exist
    const unknown = { unknown: true } as object
    expect(() => createGateway(archive, unknown)).toThrow(/Its options are/)
    let message = ''
    try {
      createGateway(archive, unknown)
    } catch (error) {
      message = String(error)
    }
    const options = /Its options are (.*)\./.exec(message)?.[1]?.split(', ') ?? []
    expect(options.length).toBeGreaterThan(25)
    expect(options.filter((name) => !listed.includes(name))).toEqual([])
  })

  it('begins with a program that answers', async () => {
    const gateway = await run(blocks[0] ?? '', {
      createGateway,
      openArchive: async (folder: string) =>
        openArchive(join(ROOT, folder, 'littoral'), { index: ':memory:' }),
      createServer: (handler: Gateway['handle']) => ({ listen: () => createServer(handler) }),
      request: new Request('http://localhost/graphql?query={__typename}'),
    })
    expect((await post(gateway, COUNT)).data).toEqual({ archive: { articleCount: 5 } })
  })

  it('refuses callers without the token', async () => {
    const gateway = await run(blockWith('UNAUTHENTICATED'), {
      createGateway,
      archive,
      token: 'secret',
    })
    expect((await post(gateway, COUNT)).status).toBe(401)
    const allowed = { authorization: 'Bearer secret' }
    expect((await post(gateway, COUNT, undefined, allowed)).status).toBe(200)
  })

  it('shows callers a part of the articles', async () => {
    const readers = new Map([
      ['staff', { isStaff: true }],
      ['guest', { isStaff: false }],
    ])
    const gateway = await run(blockWith('isStaff'), { createGateway, archive, readers })
    const counts = await Promise.all(
      ['staff', 'guest', 'nobody'].map((authorization) =>
        post(gateway, COUNT, undefined, { authorization }),
      ),
    )
    expect(counts.map(({ status }) => status)).toEqual([200, 200, 401])
    expect(counts[1]?.data).toEqual({ archive: { articleCount: 0 } })
  })

  it('adds a field, as SDL or by the builder', async () => {
    const path = 'littoral/lit-2021-10-14-1122.txt'
    const context = { user: { bookmarks: new Set([path]) } }
    const bySdl = await run(blockWith('typeDefs'), {
      createGateway,
      archive,
      userOf: async () => context.user,
    })
    const fragment = blockWith('extend: (builder)')
    const byBuilder = await run(
      `const gateway = createGateway(archive, { context: () => context, ${fragment} })`,
      { createGateway, archive, context },
    )
    const query = `{
      marked: article(by: { path: "${path}" }) { isBookmarked }
      other: article(by: { path: "littoral/lit-2022-07-29-1430.txt" }) { isBookmarked }
    }`
    for (const gateway of [bySdl, byBuilder]) {
      expect((await post(gateway, query)).data).toEqual({
        marked: { isBookmarked: true },
        other: { isBookmarked: false },
      })
    }
  })

  it('answers trusted documents alone', async () => {
    const gateway = await run(blockWith('onlyDocuments'), {
      createGateway,
      archive,
      readFile: async () => JSON.stringify({ count: COUNT }),
    })
    const ask = (body: object) =>
      send(gateway, 'http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await ask({ documentId: 'count' })).status).toBe(200)
    expect((await ask({ query: COUNT })).text).toContain('DOCUMENT_REQUIRED')
  })

  it('defers parts by the plugin', async () => {
    const gateway = await run(blockWith('useDeferStream'), {
      createGateway,
      archive,
      useDeferStream,
    })
    const query = '{ archive { name ... @defer { articleCount } } }'
    const { text } = await post(gateway, query, undefined, { accept: 'multipart/mixed' })
    expect(text).toMatch(/"hasNext":true[^]*articleCount/)
  })
})

describe('docs/frontends.md', () => {
  const doc = read('frontends.md')
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))

  it('tells graphcache every type without an id', () => {
    const values = types
      .filter((type) => isObjectType(type) && type.getInterfaces().length === 0)
      .map(({ name }) => name)
      // graphcache knows these.
      .filter((name) => !/^(?:Query|Subscription|PageInfo)$|(?:Connection|Edge)$/.test(name))
    const told = Array.from(doc.matchAll(/(\w+): value,/g), ([, name]) => name)
    expect(told).toEqual(values.toSorted())
  })

  it('tells Apollo Client every node, and code generators every scalar', () => {
    const node = schema.getType('Node')
    const nodes = isInterfaceType(node)
      ? schema.getPossibleTypes(node).map(({ name }) => `'${name}'`)
      : []
    expect(doc).toContain(`Node: [${nodes.toSorted().join(', ')}]`)
    for (const scalar of types) {
      if (!isScalarType(scalar) || isSpecifiedScalarType(scalar)) continue
      expect(doc).toContain(`${scalar.name}: 'string'`)
      expect(doc).toContain(`"${scalar.name}": "string"`)
    }
  })
})
