import { createGateway, openArchive } from '../../../src/index.ts'
import { type Bench, effortOf, median, type Row } from '../bench.ts'

const URL = 'http://localhost'
const DOCUMENT =
  '{ quotations { nodes { text kind speaker { name } article { headline path published { local } } } } }'
/** Pages and checks of quotations that are measured. */
const SAMPLES = 40

/** What a reader takes away: exports, pages of articles, checks of quotations. */
export async function measureExports({ articles, index, count }: Bench): Promise<Row[]> {
  const archive = await openArchive(articles, { index })
  const { fetch } = createGateway(archive, { pages: true, exports: true, graphiql: false })
  try {
    const get = (path: string) => fetch(new Request(URL + path))
    const { articleIds, texts } = await readSamples(fetch)

    let rows = 0
    let most = 0
    const exportAs = (format: string) =>
      get(`/export?${new URLSearchParams({ document: DOCUMENT, format })}`)
    // Compiles the code. Exports keep nothing of what they read.
    await (await exportAs('jsonl')).text()
    const exported = await effortOf(async () => {
      const { body } = await exportAs('csv')
      const decoder = new TextDecoder()
      for await (const chunk of body ?? []) {
        rows += decoder.decode(chunk, { stream: true }).split('\r\n').length - 1
        most = Math.max(most, process.memoryUsage().rss)
      }
    })

    const paths = articleIds.map((id) => `/articles/${id}`)
    for (const path of paths) await (await get(path)).text()
    const pages: number[] = []
    let longest = 0
    for (const path of paths) {
      const { cpu } = await effortOf(async () => {
        const text = await (await get(path)).text()
        longest = Math.max(longest, Buffer.byteLength(text))
      })
      pages.push(cpu)
    }

    const checks: number[] = []
    for (const text of texts) {
      const body = JSON.stringify({
        query: 'query ($text: String!) { verify(text: $text) { verdict } }',
        variables: { text },
      })
      const { cpu } = await effortOf(async () => (await post(fetch, body)).text())
      checks.push(cpu)
    }
    return [
      {
        title: 'export to CSV, rows per second of CPU',
        figure: rows / (exported.cpu / 1000),
        better: 'HIGHER',
        floor: 10_000,
        aim: 20_000,
        note: `${rows} rows`,
      },
      {
        title: 'memory of the process during an export, MB',
        figure: most / 1e6,
        better: 'LOWER',
        floor: 400,
        aim: 200,
      },
      {
        title: 'page of an article of 4 kB, ms of CPU',
        figure: median(pages),
        better: 'LOWER',
        floor: 40,
        aim: 20,
      },
      {
        title: 'longest page of an article, kB',
        figure: longest / 1000,
        better: 'LOWER',
        floor: 120,
        aim: 60,
      },
      {
        title: 'verify, ms of CPU',
        figure: median(checks),
        better: 'LOWER',
        floor: 100,
        aim: 50,
        note: `of ${count}`,
      },
    ]
  } finally {
    await archive.close()
  }
}

type Fetch = (request: Request) => Promise<Response>

function post(fetch: Fetch, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(new Request(`${URL}/graphql`, { method: 'POST', headers, body }))
}

/** Articles, and quotations of which the half is altered. */
async function readSamples(fetch: Fetch) {
  const query = `{ articles(first: ${SAMPLES}) { nodes { id quotations(first: 1) { nodes { text } } } } }`
  const { data } = await (await post(fetch, JSON.stringify({ query }))).json()
  const nodes: readonly { id: string; quotations: { nodes: readonly { text: string }[] } }[] =
    data.articles.nodes
  const texts = nodes.flatMap(({ quotations }) => quotations.nodes.map(({ text }) => text))
  return {
    articleIds: nodes.map(({ id }) => id),
    texts: texts.map((text, at) => (at % 2 === 0 ? text : text.replace(/ was /, ' was not '))),
  }
}
