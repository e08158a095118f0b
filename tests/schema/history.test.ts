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
