import { renameSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Archive, createGateway, openArchive } from '../src/index.ts'
import { type RunningServer, startServer } from '../src/server/listen.ts'
import { article, type Files, makeFolder, writeFiles } from './support/archive.ts'

const FERRY = article('Ferry is late', '2021-03-05 08:00:00', '"We wait," said Ada Lind.')
const QUAY = article('Quay is wet', '2021-03-06 08:00:00', '"Mind the step," said Bo Marsk.')
const SELECTION =
  'from to addedCount added { path headline } changed { path headline } removedCount removed'

/** A server whose archive follows a folder with these files. */
async function serve(files: Files) {
  const folder = makeFolder(files)
  const archive = await openArchive(folder, { index: ':memory:', watch: true })
  onTestFinished(() => archive.close())
  return { archive, folder, server: await serveArchive(archive) }
}

async function serveArchive(archive: Archive): Promise<RunningServer> {
  const server = await startServer({ handler: createGateway(archive), port: 0 })
  onTestFinished(() => server.stop())
  return server
}

async function post({ url }: RunningServer, query: string, accept: string, signal?: AbortSignal) {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
    signal: signal ?? null,
  })
}

async function ask(server: RunningServer, query: string) {
  return (await post(server, query, 'application/json')).json()
}

/** Follow the archive over SSE, one event after another; null at the end of the stream. */
async function subscribe(server: RunningServer, args = '') {
  const client = new AbortController()
  onTestFinished(() => client.abort())
  const query = `subscription { archiveChanged${args} { ${SELECTION} } }`
  const response = await post(server, query, 'text/event-stream', client.signal)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async () => {
    for (;;) {
      const event = /event: next\ndata: (?<json>.*)\n\n/.exec(text)
      if (event) {
        text = text.slice(event.index + event[0].length)
        return JSON.parse(event.groups?.json ?? '')
      }
      const { done, value = '' } = (await reader?.read()) ?? { done: true }
      if (done) return null
      text += value
    }
  }
  // The first bytes come when the server listens.
  while (!text) text += (await reader?.read())?.value ?? ''
  return { next, leave: () => client.abort() }
}

describe('a server whose archive follows its folder', () => {
  it('sends an event for each batch, with the articles of that revision', async () => {
    const { folder, server } = await serve({ 'a.txt': FERRY })
    const { next } = await subscribe(server)
    writeFiles(folder, { 'b.txt': QUAY, 'c/d.txt': QUAY.replace('wet', 'dry') })
    const first = (await next()).data.archiveChanged
    expect(first).toMatchObject({
      addedCount: 2,
      added: [
        { path: 'b.txt', headline: 'Quay is wet' },
        { path: 'c/d.txt', headline: 'Quay is dry' },
      ],
      changed: [],
      removed: [],
    })
    writeFiles(folder, { 'b.txt': QUAY.replace('wet', 'cold') })
    unlinkSync(join(folder, 'a.txt'))
    expect((await next()).data.archiveChanged).toMatchObject({
      from: first.to,
      added: [],
      changed: [{ path: 'b.txt', headline: 'Quay is cold' }],
      removedCount: 1,
      removed: ['a.txt'],
    })
  })

  it(
    'gives a client that was disconnected the changes that it missed',
    { tags: 'long' },
    async () => {
      const { folder, server } = await serve({ 'a.txt': FERRY })
      const { next, leave } = await subscribe(server)
      writeFiles(folder, { 'b.txt': QUAY })
      const { to } = (await next()).data.archiveChanged
      leave()
      const other = await subscribe(server)
      writeFiles(folder, { 'c.txt': QUAY.replace('wet', 'dry') })
      unlinkSync(join(folder, 'a.txt'))
      await other.next()
      const missed = { from: to, added: [{ path: 'c.txt' }], removed: ['a.txt'] }
      const since = `{ archive { changesSince(revision: "${to}") { ${SELECTION} } } }`
      expect((await ask(server, since)).data.archive.changesSince).toMatchObject(missed)
      const again = await subscribe(server, `(since: "${to}")`)
      expect((await again.next()).data.archiveChanged).toMatchObject(missed)
    },
  )

  it('refuses an unknown revision', async () => {
    const { server } = await serve({})
    const query = 'subscription { archiveChanged(since: "never") { to } }'
    const response = await post(server, query, 'text/event-stream')
    expect(await response.text()).toContain('"code":"UNKNOWN_REVISION"')
  })

  it('drops a client that leaves, and ends all streams with the archive', async () => {
    const archive = await openArchive(makeFolder({}), { index: ':memory:', watch: true })
    const listening = new Set<object>()
    const server = await serveArchive({
      ...archive,
      changes: (since) => {
        const changes = archive.changes(since)
        listening.add(changes)
        return {
          next: () => changes.next(),
          return: async () => {
            listening.delete(changes)
            return (await changes.return?.()) ?? { done: true, value: undefined }
          },
          [Symbol.asyncIterator]() {
            return this
          },
        }
      },
    })
    const [gone, stays] = [await subscribe(server), await subscribe(server)]
    expect(listening.size).toBe(2)
    gone.leave()
    await expect.poll(() => listening.size).toBe(1)
    await archive.close()
    expect(await stays.next()).toBeNull()
  })

  it('stays ready as DEGRADED while the folder is missing', { tags: 'long' }, async () => {
    const { folder, server } = await serve({ 'a.txt': FERRY })
    const away = `${folder}-away`
    onTestFinished(() => rmSync(away, { recursive: true, force: true }))
    const stateOf = async () => {
      const ready = await fetch(`${server.url}/ready`)
      const { data } = await ask(server, '{ archive { state articleCount } }')
      return [ready.status, await ready.text(), data.archive]
    }
    const served = (state: string) => [
      200,
      `{"status":"${state.toLowerCase()}"}`,
      { state, articleCount: 1 },
    ]
    expect(await stateOf()).toEqual(served('READY'))
    const url = `${server.url}/graphql?query={archive{state}}`
    const etag = (await fetch(url)).headers.get('etag') ?? ''
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
    renameSync(folder, away)
    await expect.poll(stateOf).toEqual(served('DEGRADED'))
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(200)
    renameSync(away, folder)
    await expect.poll(stateOf).toEqual(served('READY'))
  })
})
