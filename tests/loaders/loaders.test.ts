import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createContext } from '../../schema/context.ts'
import { openArchive } from '../../src/open-archive.ts'
import { createGateway } from '../../src/index.ts'
import { ArchiveChangedError } from '../../src/loaders/revision.ts'
import { createLoaders } from '../../src/loaders/loaders.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import type { ReadStore } from '../../src/store/store.ts'
import { articleId, nameId } from '../../src/identity/ids.ts'
import { codesOf, textsAt, valueAt } from '../support/answers.ts'
import { article, makeFolder, openFiles, writeFiles } from '../support/archive.ts'
import { askGraphqlJs } from '../support/graphql.ts'
import { serve } from '../support/served.ts'
import { counted, spied } from '../support/spied.ts'
import { crane, ferry, FIRST_TEN, QUOTATIONS } from './harbour.ts'

describe('loaders', () => {
  it('answer in the order of the keys, null for what is not there, with one read', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const load = createLoaders(store)
    const ids = [articleId('crane.txt', ''), 'nobody', articleId('ferry.txt', '')]
    const found = await Promise.all([...ids, ...ids].map((id) => load.reading.load(id)))
    const paths = ['crane.txt', undefined, 'ferry.txt']
    expect(found.map((reading) => reading?.article.path)).toEqual([...paths, ...paths])
    expect(reads).toEqual(['readings'])
  })

  it('give the pages of many owners with one read, and those of another question with another', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const load = createLoaders(store)
    const owners = [articleId('crane.txt', ''), articleId('ferry.txt', '')]
    const pages = await Promise.all(owners.map((owner) => load.page(QUOTATIONS, FIRST_TEN, owner)))
    expect(pages.map(({ items }) => items.map((item) => item.article))).toEqual(
      owners.map((owner) => [owner]),
    )
    await Promise.all(owners.map((owner) => load.page(QUOTATIONS, FIRST_TEN, owner)))
    expect(reads).toEqual(['pages'])
    await load.page(QUOTATIONS, { ...FIRST_TEN, limit: 1 }, owners[0] ?? '')
    expect(reads).toEqual(['pages', 'pages'])
  })

  it('read once for all keys of one turn, also for those asked for by promises', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const load = createLoaders(store)
    await Promise.all([
      load.reading.load(articleId('crane.txt', '')),
      Promise.resolve().then(() => load.reading.load(articleId('ferry.txt', ''))),
    ])
    expect(reads).toEqual(['readings'])
  })

  it('read all batches of a level before a callback of one asks for more', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const load = createLoaders(store)
    const followed = (value: Promise<unknown>, path: string) =>
      value.then(() => load.file.load(path))
    await Promise.all([
      followed(Promise.resolve(load.reading.load(articleId('ferry.txt', ''))), 'ferry.txt'),
      followed(Promise.resolve(load.speaker.load(nameId('Ada Lind'))), 'crane.txt'),
    ])
    expect(reads).toEqual(['readings', 'speakers', 'files'])
  })

  it('give many keys by one promise', async () => {
    const { store, reads } = counted((await serve([ferry, crane])).store)
    const ids = ['crane.txt', 'ferry.txt'].map((path) => articleId(path, ''))
    const many = createLoaders(store).reading.loadMany(ids)
    expect(many).toBeInstanceOf(Promise)
    expect((await many).map((reading) => reading?.id)).toEqual(ids)
    expect(reads).toEqual(['readings'])
  })

  it('fail for each key of a batch that cannot be read', async () => {
    const { store } = await serve([ferry])
    const load = createLoaders(
      spied(store, (read) => {
        if (read === 'readings') throw new Error('disk gone')
      }),
    )
    const loads = ['a', 'b'].map((id) => load.reading.load(id))
    for (const failed of loads) await expect(failed).rejects.toThrow('disk gone')
    expect(await load.speaker.load(nameId('Ada Lind'))).not.toBeNull()
  })

  it('read in thousands at most', async () => {
    const { store, reads } = counted((await serve([ferry])).store)
    const load = createLoaders(store)
    const ids = Array.from({ length: 2500 }, (_, at) => `nobody-${at}`)
    await Promise.all(ids.map((id) => load.reading.load(id)))
    expect(reads).toEqual(['readings', 'readings', 'readings'])
  })
})

describe('loaders of an archive that has changed since their first read', () => {
  it.each([
    ['a reading', (load: Loaders) => load.reading.load(articleId('crane.txt', ''))],
    ['a speaker', (load: Loaders) => load.speaker.load(nameId('Bo Marsk'))],
    ['a page', (load: Loaders) => load.page(QUOTATIONS, FIRST_TEN, articleId('ferry.txt', ''))],
    ['a count', (load: Loaders) => load.count(QUOTATIONS, articleId('ferry.txt', ''))],
    ['the archive', (load: Loaders) => load.archive()],
    ['changes', (load: Loaders) => load.changesSince('')],
    ['names', (load: Loaders) => load.similarNames('speakers', 'Ada')],
  ])('refuse to load %s', async (_title, read) => {
    const archive = await serve([ferry])
    const load = createLoaders(archive.store)
    await load.reading.load(articleId('ferry.txt', ''))
    await archive.put(crane)
    await expect(read(load)).rejects.toThrow(ArchiveChangedError)
    await expect(read(createLoaders(archive.store))).resolves.toBeDefined()
  })

  it('keep what they have read', async () => {
    const archive = await serve([ferry])
    const load = createLoaders(archive.store)
    const before = await load.reading.load(articleId('ferry.txt', ''))
    await archive.remove('ferry.txt')
    expect(await load.reading.load(articleId('ferry.txt', ''))).toBe(before)
  })

  it('continue after a refresh without changes', async () => {
    const archive = await serve([ferry, crane])
    const load = createLoaders(archive.store)
    await load.reading.load(articleId('ferry.txt', ''))
    await archive.put(ferry)
    expect(await load.reading.load(articleId('crane.txt', ''))).not.toBeNull()
  })

  it('made before a change and first used after it read the new revision', async () => {
    const archive = await serve([ferry])
    const load = createLoaders(archive.store)
    await archive.put(crane)
    expect(await load.reading.load(articleId('crane.txt', ''))).not.toBeNull()
  })

  it('notice a change that another process makes', async () => {
    const folder = makeFolder({ 'ferry.txt': FERRY })
    const index = join(folder, '.index')
    const writer = await openArchive(folder, { index })
    const reader = openSqliteStore({ path: index })
    const load = createLoaders(reader)
    await load.archive()
    writeFiles(folder, { 'crane.txt': CRANE })
    await writer.refresh()
    await expect(load.reading.load(articleId('crane.txt', ''))).rejects.toThrow(ArchiveChangedError)
    await reader.close()
    await writer.close()
  })
})

describe('an answer during which the archive changes', () => {
  const QUERY = '{ archive { revision } articles { nodes { path } totalCount } }'

  it('is an error with a code for those who use the schema alone', async () => {
    const archive = await openFiles({ 'ferry.txt': FERRY })
    const meddled = {
      ...archive,
      state: archive.state,
      store: before(archive.store, 'pages', () => addCrane(archive)),
    }
    const answer = await askGraphqlJs(meddled, QUERY, {}, createContext(meddled))
    expect(codesOf(answer)).toContain('ARCHIVE_CHANGED')
  })

  it('is executed again by the gateway, so that all of it is from one revision', async () => {
    const archive = await openFiles({ 'ferry.txt': FERRY })
    const store = before(archive.store, 'pages', () => addCrane(archive))
    const answer = await post(createGateway({ ...archive, store, state: 'READY' }), QUERY)
    expect(textsAt(answer, 'articles.nodes.path').toSorted()).toEqual(['crane.txt', 'ferry.txt'])
    expect(valueAt(answer, 'articles.totalCount')).toBe(2)
    expect(valueAt(answer, 'archive.revision')).toBe((await archive.store.archive()).revision)
  })

  it('is an error when the archive changes in each attempt', async () => {
    const archive = await openFiles({ 'ferry.txt': FERRY })
    let times = 0
    const store = before(archive.store, 'pages', async () => {
      times += 1
      writeFiles(archive.folder, { [`${times}.txt`]: CRANE })
      await archive.refresh()
    })
    const answer = await post(createGateway({ ...archive, store, state: 'READY' }), QUERY)
    expect(answer.errors).toMatchObject([
      {
        message: 'The archive changed while this was being answered. Ask again.',
        extensions: { code: 'ARCHIVE_CHANGED' },
      },
    ])
    // Once directly, three times by Yoga.
    expect(times).toBe(4)
  })
})

type Loaders = ReturnType<typeof createLoaders>

const FERRY = article('Ferry sails', '2031-03-01 10:00:00', '"It sails," said Ada Lind.')
const CRANE = article('Crane falls', '2031-03-02 10:00:00', '"It fell," said Bo Marsk.')

/** Add a file, once. */
async function addCrane(archive: Awaited<ReturnType<typeof openFiles>>): Promise<void> {
  writeFiles(archive.folder, { 'crane.txt': CRANE })
  await archive.refresh()
}

/** The same store, in which something happens before each read of this name. */
function before<S extends ReadStore>(store: S, name: string, happen: () => Promise<void>): S {
  return spied(store, (read) => (read === name ? happen() : undefined))
}

async function post(gateway: ReturnType<typeof createGateway>, query: string) {
  const response = await gateway.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }),
  )
  return JSON.parse(await response.text())
}
