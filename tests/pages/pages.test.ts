import type { Plugin } from 'graphql-yoga'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createGateway, type Gateway, type GatewayOptions } from '../../src/gateway.ts'
import { startServer } from '../../src/server/listen.ts'
import { openArchive } from '../../src/open-archive.ts'
import { article, makeFolder, openFiles } from '../support/archive.ts'

const FILES = {
  'post/quay.txt': article(
    'Quay <b>opens</b> & closes',
    '2024-05-06 07:08:09',
    '"The tide was <script>alert(1)</script> late," said Ann Roe, the harbour master, on Monday.',
    'She said the gate was shut.',
  ),
  'post/bridge.txt': article('A bridge', '2024-07-01 10:00:00', '"It holds," said Ann Roe.'),
  'pressgraph.json': JSON.stringify({ name: 'Papers & Co', publisher: 'Harbour Post' }),
}

async function open(options: GatewayOptions = {}): Promise<Gateway> {
  return createGateway(await openFiles(FILES), { pages: true, ...options })
}

async function get(gateway: Gateway, path: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost${path}`, {
    headers: { accept: 'text/html', ...headers },
  })
  const response = await gateway.fetch(request)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** Addresses that a page links to. */
function linksOf(html: string): string[] {
  return Array.from(html.matchAll(/ href="(?<path>\/[^"]*)"/g), ({ groups }) =>
    (groups?.path ?? '').replaceAll('&amp;', '&'),
  )
}

describe('the first page', () => {
  it('lists quotations with speaker and article, and narrows them', async () => {
    const gateway = await open()
    const { status, text } = await get(gateway, '/?words=holds')
    expect(status).toBe(200)
    expect(text).toContain('<title>“holds” · Papers &amp; Co</title>')
    expect(text).toContain('It <mark>holds</mark>')
    expect(text).toContain('>Ann Roe</a>')
    expect(text).toContain('1 quotation<')
    expect((await get(gateway, '/?list=articles&until=2024-06-01')).text).toContain('1 article<')
  })

  it('is for browsers only', async () => {
    const { status } = await get(await open(), '/', { accept: 'application/json' })
    expect(status).toBe(404)
  })

  it('leads to GraphiQL where pages are off', async () => {
    const { status, headers } = await get(await open({ pages: false }), '/')
    expect([status, headers.get('location')]).toEqual([302, '/graphql'])
    expect((await get(await open({ pages: false }), '/speakers')).status).toBe(404)
  })
})

describe('every page', () => {
  const undone: (() => void)[] = []
  const undoAfterAll = (undo: () => void) => void undone.unshift(undo)
  afterAll(() => undone.forEach((undo) => undo()))
  let gateway: Gateway
  const pages = new Map<string, string>()

  const refused: string[] = []

  beforeAll(async () => {
    const folder = makeFolder(FILES, undoAfterAll)
    const archive = await openArchive(folder, { index: ':memory:' })
    undoAfterAll(() => void archive.close())
    gateway = createGateway(archive, { pages: true })
    const open = ['/']
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      const page = path.replace(/#.*/, '')
      if (pages.has(page) || page.startsWith('/graphql')) continue
      const { status, text, headers } = await get(gateway, page)
      if (status !== 200) refused.push(page)
      if (!headers.get('content-type')?.startsWith('text/html')) continue
      pages.set(page, text)
      open.push(...linksOf(text).filter((link) => !/[?&](?:as|from)=/.test(link)))
    }
  })

  it('is reached by links: articles, speakers, sources and problems', () => {
    const kinds = new Set([...pages.keys()].map((path) => /^\/\w*/.exec(path)?.[0]))
    expect([...kinds].sort()).toEqual([
      '/',
      '/articles',
      '/problems',
      '/sources',
      '/speakers',
      '/verify',
    ])
    expect(pages.size).toBeGreaterThan(8)
    expect(refused).toEqual([])
  })

  it('may load nothing but its style', async () => {
    const { headers } = await get(gateway, '/')
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; form-action 'self';/,
    )
  })

  it('escapes the texts of the archive', () => {
    for (const text of pages.values()) expect(text).not.toMatch(/<script|<b>/)
    expect([...pages.values()].join('')).toContain('&lt;script>alert(1)&lt;/script>')
  })

  it('has the target of each link into an article', () => {
    const links = [...pages.values()].flatMap(linksOf).filter((link) => link.includes('#'))
    expect(links.length).toBeGreaterThan(2)
    for (const link of links) {
      const [path = '', id = ''] = link.split('#')
      expect(pages.get(path)).toContain(` id="${id}"`)
    }
    for (const text of pages.values()) {
      for (const [, id = ''] of text.matchAll(/ href="#([^"]+)"/g))
        expect(text).toContain(` id="${id}"`)
    }
  })

  it('gives the answer that it shows as JSON', async () => {
    for (const [path, text] of pages) {
      const json = linksOf(text).find((link) => /[?&]as=json/.test(link))
      expect(json).toBeDefined()
      const answer = JSON.parse((await get(gateway, json ?? path)).text)
      expect(answer.errors).toBeUndefined()
      expect(answer.data.archive.name).toBe('Papers & Co')
    }
  })

  it('is unchanged for a reader who has it', async () => {
    const { headers } = await get(gateway, '/speakers')
    const again = await get(gateway, '/speakers', { 'if-none-match': headers.get('etag') ?? '' })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('has no body in response to HEAD', async () => {
    const request = new Request('http://localhost/speakers', { method: 'HEAD' })
    const response = await gateway.fetch(request)
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

describe('an article', () => {
  it('has its quotations, mentions and dates marked, with the reason', async () => {
    const gateway = await open()
    const { text: list } = await get(gateway, '/?list=articles&words=quay')
    const path = linksOf(list).find((link) => link.startsWith('/articles/')) ?? ''
    const { text } = await get(gateway, path)
    expect(text).toMatch(/<span class="quotation" id="quotation-[\w-]+">The tide was/)
    expect(text).toMatch(/<a class="mention" href="#why-1">.*?Ann Roe/)
    expect(text).toMatch(/<a class="date" id="date-[\w-]+" href="#why-date-[\w-]+">Monday/)
    expect(text).toContain('“She” at “said” refers to Ann Roe.')
  })
})

describe('what cannot be shown', () => {
  it.each([
    ['/articles/nothing', 404, 'Not found'],
    ['/speakers/QXJ0aWNsZTpub25l', 404, 'Not found'],
    ['/?from=tomorrow', 400, 'is not a LocalDate'],
    ['/?after=nonsense', 400, 'cursor'],
  ])('is a page that says so: %s', async (path, status, message) => {
    const page = await get(await open(), path)
    expect(page.status).toBe(status)
    expect(page.text).toContain(message)
  })

  it('is left to the rest of the server where no page has its path', async () => {
    expect((await get(await open(), '/articles/a/b')).status).toBe(404)
    expect((await get(await open(), '/pages.old.css')).status).toBe(404)
  })

  it('is what authorization refuses, the name of the archive included', async () => {
    const authorize: GatewayOptions['authorize'] = (request) =>
      request.header('authorization') === 'Bearer open' ? true : { status: 401, code: 'SIGN_IN' }
    const gateway = await open({ authorize })
    const refused = await get(gateway, '/speakers')
    expect(refused.status).toBe(401)
    expect(refused.text).not.toContain('Papers')
    const allowed = await get(gateway, '/speakers', { authorization: 'Bearer open' })
    expect(allowed.text).toContain('Ann Roe')
  })

  it('tells nothing of a failure inside, and logs it', async () => {
    const entries: string[] = []
    const log = (message: string) => void entries.push(message)
    const logger = { info: log, warn: log, error: log }
    const plugin: Plugin = {
      onRequest: ({ endResponse, fetchAPI }) => endResponse(new fetchAPI.Response('no JSON')),
    }
    const page = await get(await open({ logger, plugins: [plugin] }), '/speakers')
    expect(page.status).toBe(500)
    expect(page.text).toContain('Internal error')
    expect(page.text).not.toContain('JSON')
    expect(entries).toEqual(['A page failed'])
  })

  it('has no page where only trusted documents are answered', async () => {
    const gateway = await open({ documents: {}, onlyDocuments: true })
    expect((await get(gateway, '/speakers')).status).toBe(404)
  })

  it('is what a host name refuses', async () => {
    const gateway = await open({ hosts: ['papers.example'] })
    expect((await get(gateway, '/speakers')).status).toBe(403)
  })
})

describe('through node:http', () => {
  it('answers beside a longer endpoint, compressed, and HEAD without a body', async () => {
    const gateway = await open({ endpoint: '/news/graphql' })
    const server = await startServer({ handler: gateway, port: 0 })
    onTestFinished(() => server.stop(0))
    const headers = { accept: 'text/html', 'accept-encoding': 'br' }
    const page = await fetch(`${server.url}/news/`, { headers })
    expect(page.headers.get('content-encoding')).toBe('br')
    const text = await page.text()
    expect(text).toContain('Papers &amp; Co')
    expect(linksOf(text).every((link) => link.startsWith('/news/'))).toBe(true)
    const style = await fetch(
      server.url + (linksOf(text).find((link) => link.endsWith('.css')) ?? ''),
    )
    expect([style.status, style.headers.get('content-type')]).toEqual([
      200,
      'text/css; charset=utf-8',
    ])
    const head = await fetch(`${server.url}/news/speakers`, { method: 'HEAD', headers })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await fetch(`${server.url}/news/speakers`, { method: 'POST' })).status).toBe(404)
  })
})

const WEB_URLS = `{
  articles(first: 1, filter: { words: "quay" }) {
    nodes {
      webUrl
      sources { source { webUrl } }
      quotations(orderBy: [TEXT_ASC]) {
        nodes { webUrl speaker { webUrl } content { webUrl } mentionChain { exact } }
      }
      dates { nodes { webUrl } }
    }
  }
}`

async function addressesOf(gateway: Gateway): Promise<string[]> {
  const request = new Request('http://localhost/news/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: WEB_URLS }),
  })
  const text = await (await gateway.fetch(request)).text()
  return Array.from(text.matchAll(/"webUrl":(?:"(?<url>[^"]*)"|null)/g), ({ groups }) =>
    String(groups?.url),
  )
}

describe('the address of a node or span', () => {
  it('is that of a page that has its anchor', async () => {
    const gateway = await open({ endpoint: '/news/graphql' })
    const addresses = await addressesOf(gateway)
    expect(addresses.length).toBeGreaterThan(8)
    for (const address of addresses) {
      const [path = '', anchor = ''] = address.split('#')
      const { status, text } = await get(gateway, path)
      expect([path, status]).toEqual([path, 200])
      if (anchor !== '' && !anchor.startsWith(':~:')) expect(text).toContain(` id="${anchor}"`)
    }
  })

  it('begins with the public origin', async () => {
    const gateway = await open({ endpoint: '/news/graphql', publicUrl: 'https://news.example' })
    for (const address of await addressesOf(gateway)) {
      expect(address).toMatch(/^https:\/\/news\.example\/news\/(?:articles|speakers|sources)\//)
    }
  })

  it.each([{ pages: false }, { documents: {}, onlyDocuments: false, pages: false }])(
    'is null without pages',
    async (options) => {
      const gateway = await open({ endpoint: '/news/graphql', ...options })
      expect(new Set(await addressesOf(gateway))).toEqual(new Set(['undefined']))
    },
  )
})

describe('the way from a pronoun to the name', () => {
  it('is shown with a link to each place', async () => {
    const gateway = await open()
    const { text: list } = await get(gateway, '/?list=articles&words=quay')
    const { text } = await get(gateway, linksOf(list).find((link) => /articles\//.test(link)) ?? '')
    const { anchor = '' } =
      /She → <a href="#(?<anchor>name-\d+)">Ann Roe<\/a>/.exec(text)?.groups ?? {}
    expect(text).toContain(`<span class="name" id="${anchor}">Ann Roe</span>`)
  })
})

describe('the log and the metrics', () => {
  it('have each page once, with the cost of its question', async () => {
    const answers: unknown[] = []
    const gateway = await open({
      onAnswer: ({ request, status, source, cost, codes }) =>
        answers.push([request.method, request.path, status, source, (cost ?? 0) > 0, codes]),
    })
    const { headers } = await get(gateway, '/speakers')
    expect(headers.get('x-request-id')).toMatch(/./)
    await get(gateway, '/articles/nothing')
    expect(answers).toEqual([
      ['GET', '/speakers', 200, 'PAGE', true, []],
      ['GET', '/articles/nothing', 404, 'PAGE', true, ['BAD_ID']],
    ])
  })
})

describe('the form for what is wrong', () => {
  const corrections: NonNullable<GatewayOptions['corrections']> = {
    authorize: ({ header }) => (header('authorization') === 'Bearer secret' ? 'Ada' : null),
  }

  async function openForm() {
    const folder = makeFolder(FILES, onTestFinished)
    const archive = await openArchive(folder, { index: ':memory:' })
    onTestFinished(() => archive.close())
    const gateway = createGateway(archive, { pages: true, corrections })
    const { text: list } = await get(gateway, '/?words=holds')
    const article = linksOf(list).find((link) => link.startsWith('/articles/')) ?? ''
    const [path = ''] = article.split('#')
    const { text } = await get(gateway, path)
    const form = linksOf(text).find((link) => /^\/corrections\/(?!articles)/.test(link)) ?? ''
    const { text: shown, status } = await get(gateway, form)
    expect(status).toBe(200)
    const hash = / name="hash" value="(?<hash>[^"]+)"/.exec(shown)?.groups?.hash ?? ''
    const send = (members: Record<string, string>, origin = 'http://localhost') => {
      const body = new URLSearchParams({ hash, token: 'secret', ...members }).toString()
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin }
      const url = `http://localhost${form}`
      return gateway.fetch(new Request(url, { method: 'POST', headers, body }))
    }
    return { gateway, path, form, send }
  }

  it('corrects without a script, and leads back to the words', async () => {
    const { gateway, path, form, send } = await openForm()
    const response = await send({ change: 'speaker', speaker: 'Cy Dun', note: 'He reads it.' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toMatch(/^\/articles\/.*#quotation-/)
    expect((await get(gateway, path)).text).toContain('>Cy Dun</a>')
    const { text } = await get(gateway, form)
    expect(text).toContain('Speaker: Cy Dun')
    expect(text).toMatch(/Ada · \d{4}-\d\d-\d\d, \d\d:\d\d · He reads it\./)
  })

  it('tells the second of two editors that the first was faster', async () => {
    const { send } = await openForm()
    expect((await send({ change: 'nobody' })).status).toBe(303)
    const second = await send({ change: 'rejected' })
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('Somebody else has corrected something')
  })

  it.each([
    [403, { change: 'nobody', token: 'guess' }, 'http://localhost'],
    [403, { change: 'nobody' }, 'https://other.example'],
    [403, { change: 'nobody' }, 'null'],
    [400, { change: 'more' }, 'http://localhost'],
    [400, { change: 'speaker', speaker: ' ' }, 'http://localhost'],
  ])('refuses with %i %j from %s', async (status, members, origin) => {
    const { gateway, form, send } = await openForm()
    expect((await send(members, origin)).status).toBe(status)
    expect((await get(gateway, form)).text).toContain('There are none.')
  })

  it('corrects the facts of an article, and leads back to it', async () => {
    const { gateway, path } = await openForm()
    const { text } = await get(gateway, path)
    const form = linksOf(text).find((link) => link.startsWith('/corrections/articles/')) ?? ''
    const { text: shown } = await get(gateway, form)
    const hash = / name="hash" value="(?<hash>[^"]+)"/.exec(shown)?.groups?.hash ?? ''
    const fields = Object.fromEntries(
      Array.from(shown.matchAll(/ name="(\w+)"[^>]* value="([^"]*)"/g), (match) => [
        match[1],
        match[2],
      ]),
    )
    const send = async (change: Record<string, string>) => {
      const body = new URLSearchParams({ ...fields, hash, token: 'secret', ...change }).toString()
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'http://localhost',
      }
      const url = `http://localhost${form}`
      return gateway.fetch(new Request(url, { method: 'POST', headers, body }))
    }
    expect((await send({})).status).toBe(400)
    expect((await send({ token: 'guess', language: 'fr' })).status).toBe(403)
    const response = await send({ date: '2031-02-03', time: '', publisher: 'Quay Gazette' })
    expect([response.status, response.headers.get('location')]).toEqual([303, path])
    const { text: corrected } = await get(gateway, path)
    expect(corrected).toContain('corrected by hand')
    expect(corrected).toContain('>Quay Gazette</a>')
    const { text: history } = await get(gateway, form)
    expect(history).toContain('Published: 2031-02-03. Publisher: Quay Gazette')
    expect((await send({ language: 'fr' })).status).toBe(409)
  })

  it('is not there where corrections are off', async () => {
    const gateway = await open()
    expect((await get(gateway, '/corrections/x')).status).toBe(404)
    const response = await gateway.fetch(
      new Request('http://localhost/corrections/x', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'change=nobody',
      }),
    )
    expect(response.status).toBe(404)
  })
})

describe('the feed', () => {
  it.each([
    ['/?words=holds', 'Ann Roe: It holds', '/articles/'],
    ['/?list=articles&words=bridge', 'A bridge', '/articles/'],
  ])('of the search %s has its newest members', async (search, title, path) => {
    const gateway = await open()
    const { text: page } = await get(gateway, search)
    const address = linksOf(page).find((link) => link.startsWith('/feed?')) ?? ''
    const { status, headers, text } = await get(gateway, address)
    expect([status, headers.get('content-type')]).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
    ])
    expect(text).toContain(`<entry><title>${title}</title><id>urn:pressgraph:`)
    expect(text).toContain(`<link href="http://localhost${path}`)
    expect(text).toContain('<updated>2024-07-01T10:00:00Z</updated>')
    expect(text.split('<entry>')).toHaveLength(2)
  })

  it('is sent once to a reader that has it', async () => {
    const gateway = await open()
    const { headers } = await get(gateway, '/feed?words=holds')
    const etag = headers.get('etag') ?? ''
    const again = await get(gateway, '/feed?words=holds', { 'if-none-match': `W/"other", ${etag}` })
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
    const other = await get(gateway, '/feed?words=bridge', { 'if-none-match': etag })
    expect(other.status).toBe(200)
  })

  it('of a stored document has its nodes, escaped', async () => {
    const documents = {
      heads: 'query ($n: Int!) { articles(first: $n) { edges { node { id headline webUrl } } } }',
    }
    const gateway = await open({ documents })
    const { text } = await get(gateway, '/feed?documentId=heads&variables={"n":5}')
    expect(text).toContain('<title>Quay &lt;b&gt;opens&lt;/b&gt; &amp; closes</title>')
    expect(text).toContain('<title>Papers &amp; Co</title>')
    expect((await get(gateway, '/feed?documentId=other')).status).toBe(400)
    expect((await get(gateway, '/feed?documentId=heads&variables={')).status).toBe(400)
  })
})

describe('the page to verify a quotation', () => {
  it('says what differs, and escapes what is asked', async () => {
    const words = new URLSearchParams({ text: 'It never holds <b>', speaker: 'Ann Roe' })
    const { status, text } = await get(await open(), `/verify?${words}`)
    expect(status).toBe(200)
    expect(text).toContain('value="It never holds &lt;b>"')
    expect(text).toContain('The words are not quoted')
    const altered = await get(await open(), '/verify?text=the+tide+was+never+alert+1+late')
    expect(altered.text).toMatch(/Altered: other words are quoted \(1 place\).*<del>never<\/del>/s)
  })

  it('explains an unknown speaker', async () => {
    const { status, text } = await get(await open(), '/verify?text=it+holds&speaker=Nobody')
    expect(status).toBe(404)
    expect(text).toContain('Unknown speaker')
  })
})
