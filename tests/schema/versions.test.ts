import { unlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codesOf, textsAt, valuesAt } from '../support/answers.ts'
import { article, openFiles } from '../support/archive.ts'
import { ask } from '../support/graphql.ts'

const FACTS = [
  'The ferry left the quay at noon on Monday and came back in the evening with nobody on board but a dog, the third time since the winter that a crossing ended without its passengers.',
  'The company that runs it has counted tickets twice and found as many sold as on any other Monday, though the lamp keeper on the far side says that the landing stayed empty until dusk.',
].join(' ')
const TOWN =
  'Another thing altogether happened in another town, where the clock on the market hall struck thirteen for the whole of a week and nobody could be found who knew how to open its door, since the keys had gone abroad with the last of the clockmakers.'
const LIND = '"We wait for those who want to come along," said harbour master Ada Lind.'
const MARSK = '"Mind the step when you leave us," said pilot Bo Marsk.'
const day = (date: string, ...paragraphs: string[]) =>
  article('A ferry', `${date} 08:00:00`, ...paragraphs)

const FILES = {
  'wire.txt': day('2031-03-01', FACTS, LIND, MARSK),
  'post.txt': day('2031-03-02', FACTS, LIND),
  'courier.txt': day('2031-03-03', `${FACTS.toUpperCase()}`, LIND, MARSK, '"Woof," said Rex.'),
  'other.txt': day('2031-02-01', TOWN, LIND),
  'later.txt': day('2031-05-01', FACTS, LIND, MARSK),
}

const QUERY = `{ articles(orderBy: [PATH_ASC]) { nodes { path versions {
  overlap article { path } dropped { text } added { text }
} } } }`

describe('versions', () => {
  it('are articles of nearby days with the same text, with the quotations that they omit', async () => {
    const archive = await openFiles(FILES)
    const answer = await ask(
      archive,
      `{ article(by: { path: "wire.txt" }) { versions {
        overlap article { path } dropped { text } added { text } } } }`,
    )
    expect(valuesAt(answer, 'article.versions')).toEqual([
      {
        overlap: 1,
        article: { path: 'post.txt' },
        dropped: [{ text: 'Mind the step when you leave us' }],
        added: [],
      },
      expect.objectContaining({
        article: { path: 'courier.txt' },
        dropped: [],
        added: [{ text: 'Woof' }],
      }),
    ])
  })

  it('are symmetric', async () => {
    const archive = await openFiles(FILES)
    const answer = await ask(archive, QUERY)
    const nodes = valuesAt(answer, 'articles.nodes').map((node) => JSON.stringify(node))
    const counts = nodes.map((node) => node.match(/"overlap"/g)?.length ?? 0)
    expect(textsAt(answer, 'articles.nodes.path')).toEqual(Object.keys(FILES).toSorted())
    expect(counts).toEqual([2, 0, 0, 2, 2])
  })

  it('share at least half of the shorter text', async () => {
    const [first = ''] = FACTS.split(/(?<=\.) /)
    const archive = await openFiles({
      'wire.txt': day('2031-03-01', FACTS),
      'half.txt': day('2031-03-02', first, TOWN.split(' ').slice(0, 20).join(' ')),
      'third.txt': day('2031-03-02', first, TOWN),
    })
    const answer = await ask(
      archive,
      '{ article(by: { path: "wire.txt" }) { versions { overlap article { path } } } }',
    )
    expect(textsAt(answer, 'article.versions.article.path')).toEqual(['half.txt'])
    const [overlap] = valuesAt(answer, 'article.versions.overlap')
    expect(overlap).toBeGreaterThan(0.5)
    expect(overlap).toBeLessThan(0.75)
  })

  it('disappear with their article', async () => {
    const archive = await openFiles(FILES)
    unlinkSync(`${archive.folder}/post.txt`)
    writeFileSync(
      `${archive.folder}/courier.txt`,
      day('2031-03-03', TOWN.replace('clock', 'bell'), MARSK),
    )
    await archive.refresh()
    expect(textsAt(await ask(archive, QUERY), 'articles.nodes.versions.article.path')).toEqual([])
  })

  it('need the same number of reads for many articles as for one', async () => {
    const archive = await openFiles(FILES)
    const readsOf = async (first: number) => {
      const reads: PropertyKey[] = []
      const store = new Proxy(archive.store, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name)
          if (typeof member !== 'function') return member
          return (...args: unknown[]) => {
            reads.push(name)
            return member.apply(target, args)
          }
        },
      })
      const sized = QUERY.replace('orderBy', `first: ${first}, orderBy`)
      await ask({ ...archive, store }, sized)
      return reads.filter((name) => name !== 'generation')
    }
    expect((await readsOf(5)).length).toBeLessThanOrEqual((await readsOf(1)).length)
  })

  it('have a limited page size', async () => {
    const archive = await openFiles(FILES)
    const sized = (first: number) =>
      ask(
        archive,
        `{ article(by: { path: "wire.txt" }) { versions(first: ${first}) { overlap } } }`,
      )
    expect(valuesAt(await sized(1), 'article.versions')).toHaveLength(1)
    expect(codesOf(await sized(101))).toEqual(['BAD_PAGE_SIZE'])
  })
})
