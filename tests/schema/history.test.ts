import { writeFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { makeFolder } from '../support/archive.ts'
import { ask } from '../support/graphql.ts'

/** A Factiva export of one document. */
function item(id: string, time: string, text: string): string {
  return `Ferries return

By Ida Moen
12 words
15 July 2024
${time}
The Selm Courier
SELC
English
(c) 2024 Selm Media.

${text}

Document SELC0000202407${id}e61b0002p
`
}

const QUERY = `{ articles(first: 10, orderBy: [PATH_ASC]) { totalCount nodes {
  id path itemId body history { path body } } } quotations(first: 10) { totalCount nodes { text } } }`

const servedOf = async (archive: Archive) => {
  const { data, errors } = await ask(archive, QUERY)
  expect(errors).toBeUndefined()
  return data as {
    articles: {
      totalCount: number
      nodes: { id: string; path: string; history: { path: string }[] }[]
    }
    quotations: { totalCount: number; nodes: { text: string }[] }
  }
}

async function openFolder(files: Record<string, string>) {
  const folder = makeFolder(files)
  const archive = await openArchive(folder, { index: ':memory:' })
  onTestFinished(() => archive.close())
  return { folder, archive }
}

const FILES = {
  'a.txt': item('15', '05:41 GMT', '"The first ferry sails," said Ida Moen.'),
  'b.txt': item('15', '09:00 GMT', '"The last ferry sails," said Ida Moen.'),
  'c.txt': item('15', '07:00 GMT', '"No ferry sails," said Ida Moen.'),
  'd.txt': item('16', '07:00 GMT', '"Tea," said Ida Moen.'),
}

describe('versions of one item', () => {
  it('are one article with the newest text; older ones are its history', async () => {
    const { archive } = await openFolder(FILES)
    const { articles, quotations } = await servedOf(archive)
    expect(articles.totalCount).toBe(2)
    expect(articles.nodes[0]).toMatchObject({
      path: 'b.txt',
      history: [
        { path: 'c.txt', body: expect.stringContaining('No ferry') },
        { path: 'a.txt', body: expect.stringContaining('first ferry') },
      ],
    })
    expect(quotations.nodes.map(({ text }) => text)).toEqual(['The last ferry sails', 'Tea'])
  })

  it('follow the newest file that exists', async () => {
    const { folder, archive } = await openFolder(FILES)
    const [before] = (await servedOf(archive)).articles.nodes
    rmSync(join(folder, 'b.txt'))
    await archive.refresh()
    const [after] = (await servedOf(archive)).articles.nodes
    expect(after).toMatchObject({ id: before?.id, path: 'c.txt', history: [{ path: 'a.txt' }] })
    writeFileSync(join(folder, 'b.txt'), FILES['b.txt'])
    await archive.refresh()
    expect((await servedOf(archive)).articles.nodes[0]).toEqual(before)
  })

  it('are distinguished by provider', async () => {
    const other = FILES['a.txt'].replace('The Selm Courier', 'The Kirn Echo')
    const { archive } = await openFolder({ 'a.txt': FILES['a.txt'], 'b.txt': other })
    expect((await servedOf(archive)).articles.totalCount).toBe(2)
  })

  it('can be in one file', async () => {
    const { archive } = await openFolder({ 'a.txt': FILES['b.txt'] + FILES['a.txt'] })
    const { articles } = await servedOf(archive)
    expect(articles.nodes).toMatchObject([
      { body: expect.stringContaining('last ferry'), history: [{ path: 'a.txt' }] },
    ])
  })
})

/** A ninjs item. */
function wireItem(source: string, version: string, pubstatus: string): string {
  return JSON.stringify({
    uri: 'urn:selm:7',
    version,
    pubstatus,
    versioncreated: '2024-07-15T16:34:51Z',
    headline: 'Ferries return',
    body_text: '"The first ferry sails at six," said Ida Moen, the harbour master of Selm.',
    source,
  })
}

const WITHDRAWN = `{ articles(first: 10, orderBy: [PATH_ASC]) { nodes { path body problems { code severity message } } }
  quotations(first: 0) { totalCount } }`

describe('a cancellation', () => {
  it('by the provider of an item withdraws its text, its history and its quotations', async () => {
    const { archive } = await openFolder({
      'a.json': wireItem('Northern Wire', '1', 'usable'),
      'b.json': wireItem('Northern Wire', '2', 'canceled'),
    })
    const { data } = await ask(archive, WITHDRAWN)
    expect(data).toMatchObject({
      articles: { nodes: [{ path: 'b.json', body: '', problems: [{ code: 'WITHDRAWN_ITEM' }] }] },
      quotations: { totalCount: 0 },
    })
    const [cancelled] = (await servedOf(archive)).articles.nodes
    expect(cancelled?.history).toEqual([])
  })

  it('by another provider is a warning and changes nothing', async () => {
    const { archive } = await openFolder({
      'a.json': wireItem('Northern Wire', '1', 'usable'),
      'b.json': wireItem('Southern Wire', '2', 'canceled'),
    })
    const { data } = await ask(archive, WITHDRAWN)
    expect(data).toMatchObject({
      articles: {
        nodes: [
          { path: 'a.json', body: expect.stringContaining('The first ferry'), problems: [] },
          {
            path: 'b.json',
            body: '',
            problems: [
              {
                code: 'WITHDRAWN_ITEM',
                severity: 'WARNING',
                message: expect.stringContaining('withdrawn by "Southern Wire"'),
              },
            ],
          },
        ],
      },
      quotations: { totalCount: 1 },
    })
  })

  it('that is older than the text is history', async () => {
    const { archive } = await openFolder({
      'a.json': wireItem('Northern Wire', '3', 'usable'),
      'b.json': wireItem('Northern Wire', '2', 'canceled'),
    })
    const { articles } = await servedOf(archive)
    expect(articles.nodes).toMatchObject([{ path: 'a.json' }])
  })
})

describe('an item of a file', () => {
  it('is found by the id that it states', async () => {
    const { archive } = await openFolder({ 'all.txt': FILES['a.txt'] + FILES['d.txt'] })
    const query = `query ($id: String!) {
      article(by: { item: { path: "all.txt", itemId: $id } }) { body } }`
    const { data } = await ask(archive, query, { id: 'SELC000020240716e61b0002p' })
    expect(data).toMatchObject({ article: { body: expect.stringContaining('Tea') } })
    const { errors } = await ask(archive, query, { id: 'SELC' })
    expect(errors?.[0]?.message).toContain('There is no article at "all.txt, SELC"')
  })
})
