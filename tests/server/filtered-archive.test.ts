import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, rmSync, readdirSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { schema } from '../../schema/index.ts'
import {
  type Archive,
  type ArticleFilter,
  createGateway,
  type Gateway,
  type GatewayOptions,
  openArchive,
} from '../../src/index.ts'
import { createRandom } from '../bench/random.ts'
import { makeFolder, writeFiles } from '../support/archive.ts'
import { caseCount } from '../support/cases.ts'
import { ROOT } from '../support/program.ts'
import { type ArgumentValues, findValues, writeQuery } from '../support/random-query.ts'
import { get, post, type Reply, send } from './ask.ts'

const SEED = Number(process.env.SEED ?? 1)
const OPERATIONS = Number(process.env.OPERATIONS ?? caseCount(120))

const silent = { info() {}, warn() {}, error() {} }

/** A gateway whose every caller gets this filter. */
function filtered(archive: Archive, filter: ArticleFilter, options: GatewayOptions = {}): Gateway {
  return createGateway(archive, { authorize: () => filter, logger: silent, ...options })
}

const ninjs = (version: string, time: string, body: string, language = 'en') =>
  JSON.stringify({
    uri: 'urn:wire:item-7',
    type: 'text',
    version,
    versioncreated: time,
    language,
    headline: 'Ferry strike',
    body_text: body,
  })

const STORY = `"The pier will stay closed for at least two more weeks because the piles have moved," said Mara Quill, head of the harbour office. The office had announced in May that repairs would take three days at most, and fishermen have waited since then for the ice machine.`

/** What lies beside the sample archive: copies, versions and near-duplicates, in and out of reach. */
const MORE = {
  'open/a.txt': `Pier stays closed     DATE: 2031-05-02 10:00\n\n${STORY}`,
  'open/b.txt': `Pier stays closed     DATE: 2031-05-02 10:00\n\n${STORY}`,
  'closed/a.txt': `Pier stays closed     DATE: 2031-05-02 10:00\n\n${STORY}`,
  'closed/near.txt': `Pier still closed     DATE: 2031-05-03 10:00\n\n${STORY} Nobody answered.`,
  'open/near.txt': `Pier is closed     DATE: 2031-05-04 10:00\n\n${STORY} More is to come.`,
  'open/role.txt': `Council meets     DATE: 2031-06-01 10:00\n\n"We will vote," said Mara Quill, a member of the council.`,
  'closed/role.txt': `Mayor speaks     DATE: 2031-07-01 10:00\n\n"It is done," said Mara Quill, the mayor of Hale. "Quill" is a name that Maro Quilt envies, said Maro Quilt.`,
  'open/item1.json': ninjs('1', '2031-05-01T10:00:00Z', '"We stop," said Ilse Hond.'),
  'closed/item2.json': ninjs('2', '2031-05-02T10:00:00Z', '"Talks go on," said Ilse Hond.'),
  'open/item3.json': ninjs('3', '2031-05-03T10:00:00Z', '"We sail," said Ilse Hond.'),
  'closed/bad.txt': `Broken     DATE: 2031-13-45\n\n"Unclosed, said Tam Vole.`,
}

/** Copies of the files whose articles all match; the others must match in no article. */
async function reduce(whole: Archive, filter: ArticleFilter): Promise<string> {
  const folder = makeFolder({}, afterAll)
  cpSync(join(whole.folder, 'pressgraph.json'), join(folder, 'pressgraph.json'))
  const ids = new Set<string>()
  const paths = new Set<string>()
  const add = ({ article }: { article: { path: string } }) => paths.add(article.path)
  for await (const reading of whole.readings(filter)) {
    ids.add(reading.id)
    add(reading)
    for (const history of await whole.store.earlierVersions([reading.id])) history.forEach(add)
  }
  for await (const { id, article } of whole.readings()) {
    if (!ids.has(id) && paths.has(article.path)) throw new Error(`${article.path} is mixed`)
  }
  for (const path of paths) {
    if (filter.path !== undefined && !path.startsWith(filter.path)) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(whole.folder, path), join(folder, path), { preserveTimestamps: true })
  }
  return folder
}

/** What differs between two indexes of the same articles. */
const LOOSE = /\b(?:score|indexedAt)\b/

const FILTERS: readonly ArticleFilter[] = [
  { path: 'open' },
  { path: 'formats/' },
  { path: 'harbour-post/2', languages: ['en'] },
  { words: 'nothing-has-this-word' },
]

/** Parts of the sample archive. */
const PARTS = ['pressgraph.json', 'harbour-post', 'formats/ninjs', 'formats/nitf', 'broken']

describe(`an article filter with SEED=${SEED}`, { timeout: 300_000 }, () => {
  let whole: Archive
  let values: ArgumentValues
  beforeAll(async () => {
    const folder = makeFolder({}, afterAll)
    for (const part of PARTS) {
      const options = { recursive: true, preserveTimestamps: true }
      cpSync(join(ROOT, 'data', part), join(folder, part), options)
    }
    writeFiles(folder, MORE)
    // Copies keep whole seconds exactly.
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000)
    }
    whole = await openArchive(folder, { index: ':memory:' })
    const everything = createGateway(whole)
    values = await findValues(schema, async (query) => (await post(everything, query)).data)
  }, 120_000)
  afterAll(() => whole.close())

  it.each(FILTERS)('%j answers as an archive of these articles alone', async (filter) => {
    const reduced = await openArchive(await reduce(whole, filter), { index: ':memory:' })
    try {
      const wanted = createGateway(reduced, { logger: silent })
      const found = filtered(whole, filter)
      const random = createRandom(SEED)
      let asked = 0
      while (asked < OPERATIONS) {
        const { query, variables } = writeQuery(schema, { random, values, depth: 3 })
        if (LOOSE.test(query) || validate(schema, parse(query)).length > 0) continue
        asked += 1
        const [right, ours] = [
          await post(wanted, query, variables),
          await post(found, query, variables),
        ]
        expect(bodyOf(ours), query).toEqual(bodyOf(right))
      }
      for (const query of QUESTIONS) {
        const [right, ours] = [await post(wanted, query), await post(found, query)]
        expect(bodyOf(ours), query).toEqual(bodyOf(right))
      }
    } finally {
      await reduced.close()
    }
  })

  it.each(FILTERS.slice(0, 2))(
    '%j shows pages, feeds, exports and tools of these alone',
    { tags: 'long' },
    async (filter) => {
      const reduced = await openArchive(await reduce(whole, filter), { index: ':memory:' })
      try {
        const doors = { pages: true, exports: true, mcp: true, federation: true, logger: silent }
        const wanted = createGateway(reduced, doors)
        const everything = createGateway(whole, doors)
        const found = filtered(whole, filter, doors)
        const ids = await idsIn(everything)
        const representations = Object.entries(ids).flatMap(([__typename, list]) =>
          list.map((id) => ({ __typename, id })),
        )
        for (const at of representations.keys()) {
          if (at % 50 > 0) continue
          const variables = { some: representations.slice(at, at + 50) }
          const [right, ours] = [
            await post(wanted, ENTITIES, variables),
            await post(found, ENTITIES, variables),
          ]
          expect(bodyOf(ours)).toEqual(bodyOf(right))
        }
        const revision = await revisionOf(everything)
        let differing = 0
        for (const [path, init] of doorRequests(ids, revision)) {
          const url = `http://localhost${path}`
          const [right, ours] = [await send(wanted, url, init), await send(found, url, init)]
          const asked = `${path} ${JSON.stringify(init?.body)}`
          expect(visible(ours), asked).toEqual(visible(right))
          expect(ours.status, asked).not.toBe(500)
          if (!ours.headers.has('etag')) continue
          const all = await send(everything, url, init)
          if (ours.text === all.text) continue
          differing += 1
          const headers = { 'if-none-match': all.headers.get('etag') ?? '' }
          expect((await send(found, url, { headers })).status, asked).not.toBe(304)
        }
        expect(differing).toBeGreaterThan(20)
      } finally {
        await reduced.close()
      }
    },
  )
})

const ENTITIES = `query ($some: [_Any!]!) {
  _entities(representations: $some) { __typename ... on Node { id } }
}`

async function idsIn(gateway: Gateway): Promise<Ids> {
  const { data } = await post(gateway, IDS)
  const found: Record<string, string[]> = {}
  JSON.stringify(data, (_name, value: { __typename?: string; id?: string } | null) => {
    if (value?.__typename && value.id) (found[value.__typename] ??= []).push(value.id)
    return value
  })
  return found
}

/** What a reader sees, without the time of the index. */
function visible({ status, text, headers }: Reply): unknown {
  const shown = ['content-type', 'content-disposition', 'vary', 'pressgraph-revision', 'location']
  const times = /"indexedAt\\*":\\*"[^"\\]*|<updated>[^<]*<\/updated>/g
  return [status, text.replace(times, ''), shown.map((name) => headers.get(name))]
}

/** The text without the ids of errors. */
function bodyOf({ text, status }: Reply): unknown {
  return [status, text]
}

const QUESTIONS = [
  `{ archive { name revision state articleCount quotationCount speakerCount sourceCount
      problems(first: 100) { totalCount nodes { code message path line severity } } } }`,
  `{ articles(first: 100, orderBy: [PATH_ASC]) {
      totalCount nodes { id path headline file { path hash bytes } history { edges { node { id } } } } } }`,
  ...['Mara Quill', 'Maro Quilt', 'Mara Quil', 'Ilse Hond', 'Maro'].map(
    (name) => `{ speaker(by: { name: "${name}" }) { name aliases roles { text } } }`,
  ),
]

/** Ids by type, also of what a filter hides. */
type Ids = Readonly<Record<string, readonly string[]>>

const IDS = `{
  articles(first: 100) { nodes { __typename id } }
  quotations(first: 100) { nodes { __typename id } }
  speakers(first: 100) { nodes { __typename id } }
  sources(first: 100) { nodes { __typename id } }
  dates(first: 30) { nodes { __typename id } }
  pictures(first: 30) { nodes { __typename id } }
}`

/** Words of articles of both sides, names of people of both, and nothing. */
const WORDS = [
  'pier',
  'mayor',
  'Quilt',
  '"Talks go on"',
  'ferry OR council',
  'nothing-has-this-word',
]
const NAMES = ['Mara Quill', 'Maro Quilt', 'Mara Quil', 'Ilse Hond', 'Nobody Anywhere']
const SAID = ['It is done', 'It is not done', 'Talks go on', 'We will vote', 'Quill … envies']

const EXPORTED = [
  '{ articles { edges { node { headline path file { hash } } } } }',
  '{ quotations { nodes { id text speaker { name aliases } } } }',
  '{ speakers { nodes { name roles { text } } } }',
  '{ sources { nodes { name kind } } }',
  '{ dates { nodes { span { exact } value } } }',
  '{ pictures { nodes { caption } } }',
  '{ archive { problems { nodes { code path message } } } }',
]

/** Requests of every door beside GraphQL. */
function* doorRequests(ids: Ids, revision: string): Generator<readonly [string, RequestInit?]> {
  const query = (path: string, parameters: Readonly<Record<string, string>>) =>
    `${path}?${new URLSearchParams(parameters)}`
  for (const [folder, type] of [
    ['articles', 'Article'],
    ['speakers', 'Speaker'],
    ['sources', 'Source'],
  ] as const) {
    for (const id of spread(ids[type])) yield [`/${folder}/${id}`]
    yield [query(`/${folder}/${ids[type]?.at(-1)}`, { as: 'json' })]
    yield [`/${folder}`]
  }
  yield ['/problems']
  for (const list of ['articles', 'quotations']) {
    yield [query('/feed', { list })]
    for (const words of WORDS) {
      yield [query('/', { list, words })]
      yield [query('/', { list, words, as: 'json' })]
      yield [query('/feed', { list, words })]
    }
    for (const speaker of spread(ids.Speaker)) yield [query('/feed', { list, speaker })]
  }
  for (const name of NAMES) {
    yield [query('/speakers', { name })]
    for (const text of SAID) yield [query('/verify', { text, speaker: name })]
  }
  for (const document of EXPORTED) {
    for (const format of ['csv', 'jsonl']) yield [query('/export', { document, format })]
  }
  for (const format of ['bibtex', 'csl-json', 'webannotation']) {
    yield [query('/export', { document: '{ quotations { nodes { id } } }', format })]
  }
  for (const name of NAMES) yield tool('find_speaker', { name })
  for (const words of WORDS) yield tool('who_said', { words })
  for (const speaker of NAMES) yield tool('who_said', { speaker })
  for (const text of SAID) yield tool('verify_quotation', { text })
  for (const id of spread(ids.Article)) yield tool('read_article', { id })
  yield tool('whats_new', {})
  yield tool('whats_new', { since: revision })
}

/** A few of many, from the first to the last. */
function spread<Member>(list: readonly Member[] = []): readonly Member[] {
  const step = Math.ceil(list.length / 12)
  return list.filter((_member, at) => at % step === 0)
}

function tool(name: string, args: Readonly<Record<string, unknown>>): [string, RequestInit] {
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name, arguments: args },
  }
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  }
  return ['/mcp', { method: 'POST', headers, body: JSON.stringify(message) }]
}

const COUNT = '{ archive { articleCount revision } }'

/** An archive with an open and a closed folder, beside one that holds the open folder alone. */
async function openBoth(files: Readonly<Record<string, string>>) {
  const inOpen = Object.fromEntries(
    Object.entries(files).filter(([path]) => path.startsWith('open/')),
  )
  const [folder, alone] = [makeFolder(files), makeFolder(inOpen)]
  const whole = await openArchive(folder, { index: ':memory:' })
  const reduced = await openArchive(alone, { index: ':memory:' })
  onTestFinished(() => whole.close())
  onTestFinished(() => reduced.close())
  return {
    whole,
    found: filtered(whole, { path: 'open/' }),
    wanted: createGateway(reduced, { logger: silent }),
    /** Change both; null removes a file. */
    async change(changes: Readonly<Record<string, string | null>>) {
      for (const [path, text] of Object.entries(changes)) {
        for (const root of path.startsWith('open/') ? [folder, alone] : [folder]) {
          if (text === null) rmSync(join(root, path))
          else writeFiles(root, { [path]: text })
        }
      }
      await whole.refresh()
      await reduced.refresh()
    },
  }
}

const news = (headline: string, words: string) =>
  `${headline}     DATE: 2031-05-02 10:00\n\n"${words}," said Mara Quill.`

const CORRECT = `mutation ($input: CorrectQuotationInput!) {
  correctQuotation(input: $input) { __typename }
}`

const OPEN_AND_CLOSED = {
  'open/a.txt': news('Pier closes', 'It moved'),
  'open/b.txt': news('Pier opens', 'It holds'),
  'closed/c.txt': news('Secret talks', 'Nobody knows'),
}

async function revisionOf(gateway: Gateway): Promise<string> {
  const { text } = await post(gateway, COUNT)
  return /"revision":"([^"]+)"/.exec(text)?.[1] ?? ''
}

const CHANGE =
  '{ from to addedCount changedCount removedCount added { path } changed { path } removed removedIds }'

function watch(gateway: Gateway, since?: string) {
  const args = since === undefined ? '' : `(since: "${since}")`
  return subscribe(gateway, `archiveChanged${args} ${CHANGE}`)
}

/** The events of a subscription, one at a time. */
async function subscribe(gateway: Gateway, selection: string) {
  const query = `subscription { ${selection} }`
  const response = await gateway.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    }),
  )
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  onTestFinished(() => reader?.cancel())
  let read = ''
  return async function next(): Promise<unknown> {
    for (;;) {
      const event = /event: next\ndata: (.*)\n\n/.exec(read)
      if (event) {
        read = read.slice(event.index + event[0].length)
        return JSON.parse(event[1] ?? '')
      }
      const part = await reader?.read()
      if (!part || part.done) return null
      read += part.value
    }
  }
}

describe('changes of a filtered archive', { timeout: 60_000 }, () => {
  it('are those of an archive that never held the other articles', async () => {
    const { found, wanted, change } = await openBoth(OPEN_AND_CLOSED)
    const first = await revisionOf(found)
    expect(first).toBe(await revisionOf(wanted))
    const [ours, right] = [await watch(found), await watch(wanted)]
    const appeared = 'quotationAppeared { id text article { path } }'
    const [quoted, rightQuoted] = [
      await subscribe(found, appeared),
      await subscribe(wanted, appeared),
    ]
    const steps: Readonly<Record<string, string | null>>[] = [
      { 'open/d.txt': news('Ice machine', 'It is cold') },
      { 'open/a.txt': news('Pier closes', 'It moved again'), 'closed/e.txt': news('More', 'Hm') },
      { 'open/b.txt': null, 'closed/c.txt': null },
    ]
    for (const step of steps) {
      const before = await revisionOf(found)
      // Subscriptions follow when they are read.
      const [event, expected] = [ours(), right()]
      const added = Object.values(step).some((text) => text !== null)
      const [quotation, awaited] = added ? [quoted(), rightQuoted()] : [null, null]
      await change({ 'closed/f.txt': news('Hidden', `At ${before}`) })
      expect(await revisionOf(found)).toBe(before)
      await change(step)
      expect(await revisionOf(found)).toBe(await revisionOf(wanted))
      expect(await event).toEqual(await expected)
      expect(await quotation).toEqual(await awaited)
      for (const since of [first, before]) {
        const query = `{ archive { changesSince(revision: "${since}") {
          ${CHANGE.slice(1, -1)} } } }`
        expect((await post(found, query)).text).toBe((await post(wanted, query)).text)
      }
      expect(await (await watch(found, first))()).toEqual(await (await watch(wanted, first))())
    }
  })

  it('cannot be corrected, whether a quotation is hidden or not', async () => {
    const { whole } = await openBoth(OPEN_AND_CLOSED)
    const corrections = { authorize: () => 'Ada' }
    const { data } = await post(createGateway(whole), '{ quotations { nodes { id } } }')
    const ids = JSON.stringify(data).match(/(?<="id":")[^"]+/g) ?? []
    expect(ids).toHaveLength(3)
    const gateway = filtered(whole, { path: 'open/' }, { corrections, pages: true })
    const answers = new Set<string>()
    for (const quotation of [...ids, Buffer.from('Quotation:none').toString('base64url')]) {
      const { text } = await post(gateway, CORRECT, { input: { quotation, speaker: 'Bo Lund' } })
      answers.add(text)
      const page = await send(gateway, `http://localhost/corrections/${quotation}`)
      expect(page.status).toBe(404)
    }
    expect([...answers]).toEqual([expect.stringContaining('NO_FOLDER')])
    expect(readdirSync(whole.folder)).not.toContain('corrections.yaml')
    const files = '{ archive { correctionFiles { correctionsHash } } }'
    expect((await post(gateway, files)).data).toEqual({ archive: { correctionFiles: null } })
  })

  it('remove an article immediately when it no longer matches', async () => {
    const { whole, found, change } = await openBoth(OPEN_AND_CLOSED)
    expect((await post(found, COUNT)).data).toMatchObject({ archive: { articleCount: 2 } })
    const text = news('Pier closes', 'It moved')
    rmSync(join(whole.folder, 'open/a.txt'))
    await change({ 'closed/a.txt': text })
    expect((await post(found, COUNT)).data).toMatchObject({ archive: { articleCount: 1 } })
  })

  it('of other articles are invisible: no state, no revision, no event', async () => {
    const { found, change } = await openBoth(OPEN_AND_CLOSED)
    const asked = '{ archive { state revision indexedAt } }'
    const before = await post(found, asked)
    const refreshed = change({ 'closed/g.txt': news('Other', 'Nobody sees it') })
    expect((await post(found, asked)).text).toBe(before.text)
    await refreshed
    expect((await post(found, asked)).text).toBe(before.text)
  })
})

describe('callers with different filters', { timeout: 60_000 }, () => {
  const byHeader: GatewayOptions = {
    authorize: ({ header }) => {
      const path = header('x-path')
      return path === null ? true : { path }
    },
    logger: silent,
  }

  it('get answers, ETags and persisted queries of their own', async () => {
    const { whole } = await openBoth(OPEN_AND_CLOSED)
    const gateway = createGateway(whole, byHeader)
    const counts = { 'open/': 2, 'closed/': 1, 'open/a': 1, nowhere: 0 }
    const tags = new Set<string>()
    for (let time = 0; time < 3; time += 1) {
      for (const [path, articleCount] of Object.entries(counts)) {
        const answer = await get(gateway, '{ archive { articleCount } }', { 'x-path': path })
        expect(answer.data).toEqual({ archive: { articleCount } })
        const etag = answer.headers.get('etag') ?? ''
        tags.add(etag)
        const headers = { 'x-path': path, 'if-none-match': etag }
        expect((await get(gateway, '{ archive { articleCount } }', headers)).status).toBe(304)
        const other = { 'if-none-match': etag }
        const all = await get(gateway, '{ archive { articleCount } }', other)
        expect(all.data).toEqual({ archive: { articleCount: 3 } })
      }
    }
    expect(tags.size).toBe(4)
    const sha256Hash = createHash('sha256').update(COUNT).digest('hex')
    const ask = (path: string, query?: string) =>
      send(gateway, 'http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-path': path },
        body: JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
      })
    expect((await ask('open/', COUNT)).errors).toEqual([])
    expect((await ask('open/')).errors).toEqual([])
    expect((await ask('closed/')).errors[0]?.message).toBe('PersistedQueryNotFound')
  })

  it('can outnumber the cached filters', async () => {
    const { whole } = await openBoth(OPEN_AND_CLOSED)
    const gateway = createGateway(whole, { ...byHeader, maxFilters: 1 })
    for (const [path, articleCount] of [
      ['open/', 2],
      ['closed/', 1],
      ['open/', 2],
    ] as const) {
      const { data } = await post(gateway, COUNT, undefined, { 'x-path': path })
      expect(data).toMatchObject({ archive: { articleCount } })
    }
  })

  it('share the first index of a filter while it is built', async () => {
    const { found } = await openBoth(OPEN_AND_CLOSED)
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(found, COUNT)))
    for (const { data } of answers) expect(data).toMatchObject({ archive: { articleCount: 2 } })
  })

  it('share the fields of extend and the values of context', async () => {
    const { whole } = await openBoth(OPEN_AND_CLOSED)
    const gateway = filtered(
      whole,
      { path: 'open/' },
      {
        context: () => ({ user: 'Ada' }),
        extend: (builder) =>
          builder.objectField('Article', 'seen', (t) =>
            t.string({
              resolve: ({ article }, _args, context) => `${article.path} ${'user' in context}`,
            }),
          ),
      },
    )
    const { data } = await post(gateway, '{ articles(orderBy: [PATH_ASC]) { nodes { seen } } }')
    expect(data).toEqual({
      articles: { nodes: [{ seen: 'open/a.txt true' }, { seen: 'open/b.txt true' }] },
    })
  })

  it.each<[string, unknown]>([
    ['no condition', {}],
    ['a condition that is undefined', { path: undefined }],
    ['an empty path', { path: '' }],
    ['a search without words', { words: '"*' }],
    ['a misspelt condition', { langauges: ['en'] }],
    ['a condition of another type', { languages: 'en' }],
    ['another condition beside a right one', { path: 'open/', section: 'news' }],
    ['a list', ['open/']],
    ['a refusal beside a condition', { status: 200, path: 'open/' }],
  ])('are refused for a filter with %s', async (_what, filter) => {
    const { whole } = await openBoth(OPEN_AND_CLOSED)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in JavaScript
    const gateway = filtered(whole, filter as ArticleFilter)
    const { status, text } = await post(gateway, COUNT)
    expect(status).toBe(403)
    expect(text).not.toContain('articleCount')
  })
})

describe('a file of which only some articles match', () => {
  const record = (at: number, language: string) =>
    JSON.stringify({
      headline: `Record ${at} zebra${language}`,
      language,
      date: '2031-05-02',
      body: `"Words of zebra${language} ${at}," said Zebra${language} Quill. "More," said Mara Quill.`,
    })

  it('shows nothing of the others', { timeout: 120_000 }, async () => {
    const lines = [0, 1, 2, 3, 4, 5].map((at) => record(at, at % 2 === 0 ? 'en' : 'ko'))
    const folder = makeFolder({ 'mixed.jsonl': [...lines, '{ "zebrako": broken'].join('\n') })
    const whole = await openArchive(folder, { index: ':memory:' })
    onTestFinished(() => whole.close())
    const everything = createGateway(whole)
    const problems = '{ archive { articleCount problems { nodes { path message } } } }'
    const all = await post(everything, problems)
    expect(all.data).toMatchObject({ archive: { articleCount: 6 } })
    expect(all.text).toContain('not a JSON object')
    const found = filtered(whole, { languages: ['en'] })
    expect((await post(found, problems)).data).toEqual({
      archive: { articleCount: 3, problems: { nodes: [] } },
    })
    const random = createRandom(SEED)
    const known = await findValues(schema, async (query) => (await post(everything, query)).data)
    const isHidden = (value: unknown) => JSON.stringify(value).toLowerCase().includes('zebrako')
    const values = Object.fromEntries(
      Object.entries(known).map(([type, list]) => [type, list.filter((one) => !isHidden(one))]),
    )
    for (let asked = 0; asked < OPERATIONS; asked += 1) {
      const { query, variables } = writeQuery(schema, { random, values, depth: 3 })
      expect((await post(found, query, variables)).text.toLowerCase(), query).not.toContain(
        'zebrako',
      )
    }
  })
})
