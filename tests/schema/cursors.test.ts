import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileReadings } from '../../src/store/store.ts'
import { codesOf, refusals, textAt, textsAt, valueAt } from '../support/answers.ts'
import { article, openFiles, writeFiles } from '../support/archive.ts'
import { caseCount } from '../support/cases.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'
import { newsFile } from '../store/news.ts'

describe('a cursor', () => {
  const LIST = 'articles(first: 2, filter: { words: "ferry" }, orderBy: [PATH_ASC]'

  it.each([
    ['under another filter', 'articles(first: 2, filter: { words: "ferr*" }, orderBy: [PATH_ASC]'],
    ['without the filter', 'articles(first: 2, orderBy: [PATH_ASC]'],
    ['in another order', 'articles(first: 2, filter: { words: "ferry" }, orderBy: [PATH_DESC]'],
    [
      'in a longer order',
      'articles(first: 2, filter: { words: "ferry" }, orderBy: [PATH_ASC, HEADLINE_ASC]',
    ],
    ['in the usual order', 'articles(first: 2, filter: { words: "ferry" }'],
  ])('is refused %s', async (_title, other) => {
    const archive = await serve(days('01', '02', '03'))
    const cursor = textAt(await ask(archive, `{ ${LIST}) { ${PAGE} } }`), END)
    expect(refusals(await ask(archive, `{ ${other}, after: "${cursor}") { ${PAGE} } }`))).toEqual([
      {
        code: 'BAD_CURSOR',
        message:
          'after is not a cursor of this list under this filter and order. Start without it.',
      },
    ])
  })

  it.each([
    ['without its last key', (parts: unknown[]) => parts.slice(0, -1)],
    ['with one key too many', (parts: unknown[]) => [...parts, 'a']],
    ['with the keys of a longer order', (parts: unknown[]) => [...parts, 1, 2]],
    ['with only its fingerprint', (parts: unknown[]) => parts.slice(0, 1)],
  ])('is refused %s', async (_title, change) => {
    const archive = await serve(days('01', '02', '03'))
    const cursor = textAt(await ask(archive, `{ ${LIST}) { ${PAGE} } }`), END)
    const parts: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const changed = Buffer.from(JSON.stringify(change(parts))).toString('base64url')
    expect(codesOf(await ask(archive, `{ ${LIST}, after: "${changed}") { ${PAGE} } }`))).toEqual([
      'BAD_CURSOR',
    ])
  })

  it('is refused in the list of another parent', async () => {
    const archive = await serve(days('01', '02', '03'))
    const of = (name: string, args: string) =>
      ask(archive, `{ speaker(by: { name: "${name}" }) { quotations(${args}) { ${PAGE} } } }`)
    const cursor = textAt(await of('Ada Lind', 'first: 2'), `speaker.quotations.${CURSOR}`)
    expect(codesOf(await of('Ada Lind', `first: 2, after: "${cursor}"`))).toEqual([])
    expect(codesOf(await of('Bo Marsk', `first: 2, after: "${cursor}"`))).toEqual(['BAD_CURSOR'])
  })

  it('is refused under another role of the source', async () => {
    const archive = await serve(days('01', '02', '03'))
    const of = (role: string, args: string) =>
      ask(
        archive,
        `{ source(by: { name: "Northern Wire" }) { articles(${role} ${args}) { ${PAGE} } } }`,
      )
    const cursor = textAt(await of('role: [WIRE_AGENCY]', 'first: 2'), `source.articles.${CURSOR}`)
    const again = `first: 2, after: "${cursor}"`
    expect(codesOf(await of('role: [WIRE_AGENCY]', again))).toEqual([])
    expect(codesOf(await of('role: [PUBLISHER]', again))).toEqual(['BAD_CURSOR'])
    expect(codesOf(await of('', again))).toEqual(['BAD_CURSOR'])
  })

  it('is valid with any page size, direction and selection', async () => {
    const archive = await serve(days('01', '02', '03'))
    const cursor = textAt(await ask(archive, `{ ${LIST}) { ${PAGE} } }`), END)
    const before = `articles(last: 5, filter: { words: "ferry" }, orderBy: [PATH_ASC]`
    const answer = await ask(archive, `{ ${before}, before: "${cursor}") { nodes { path } } }`)
    expect(textsAt(answer, 'articles.nodes.path')).toEqual(['01.txt'])
  })
})

describe('pages of a folder that changes between them', () => {
  const PATHS = `orderBy: [PATH_ASC]) { nodes { path } pageInfo { endCursor hasNextPage } }`
  const ferry = article('Ferry sails', '2031-03-01 10:00:00', 'The ferry sails.')

  it('skip and repeat no remaining member', async () => {
    const paths = ['b', 'd', 'f', 'h', 'j'].map((name) => `${name}.txt`)
    const archive = await openFiles(Object.fromEntries(paths.map((path) => [path, ferry])))
    const first = await ask(archive, `{ articles(first: 2, ${PATHS} }`)
    expect(textsAt(first, 'articles.nodes.path')).toEqual(['b.txt', 'd.txt'])

    // One comes before the page, one behind it; the one that the cursor names goes.
    writeFiles(archive.folder, { 'a.txt': ferry, 'g.txt': ferry })
    rmSync(join(archive.folder, 'd.txt'))
    await archive.refresh()
    const after = textAt(first, 'articles.pageInfo.endCursor')
    const rest = await ask(archive, `{ articles(first: 9, after: "${after}", ${PATHS} }`)
    expect(textsAt(rest, 'articles.nodes.path')).toEqual(['f.txt', 'g.txt', 'h.txt', 'j.txt'])
    const back = await ask(archive, `{ articles(last: 9, before: "${after}", ${PATHS} }`)
    expect(textsAt(back, 'articles.nodes.path')).toEqual(['a.txt', 'b.txt'])
  })

  it('repeat no member under any additions and removals', async () => {
    const day = fc.integer({ min: 1, max: 12 }).map((each) => String(each).padStart(2, '0'))
    const steps = fc.array(fc.record({ day, goes: fc.boolean() }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(day, { minLength: 3 }),
        fc.array(steps),
        async (start, all) => {
          const archive = await serve(days(...start))
          try {
            const stayed = new Set(start)
            const seen: string[] = []
            let after = 'null'
            for (let at = 0; ; at += 1) {
              const page = await ask(
                archive,
                `{ articles(first: 2, after: ${after}) { nodes { path } ${PAGE} } }`,
              )
              seen.push(...textsAt(page, 'articles.nodes.path'))
              if (!valueAt(page, 'articles.pageInfo.hasNextPage')) break
              after = `"${textAt(page, END)}"`
              for (const { day: each, goes } of all[at] ?? []) {
                if (goes) await archive.remove(`${each}.txt`)
                else await archive.put(...days(each))
                stayed.delete(each)
              }
            }
            expect(new Set(seen).size).toBe(seen.length)
            expect(seen).toEqual(seen.toSorted().toReversed())
            for (const each of stayed) expect(seen).toContain(`${each}.txt`)
          } finally {
            await archive.close()
          }
        },
      ),
      { numRuns: caseCount(12) },
    )
  })
})

describe('invalid cursors and ids', () => {
  let archive: WrittenArchive
  beforeAll(async () => {
    archive = await serve(days('01', '02', '03', '04'), afterAll)
  })

  const ORDERS = ['PATH_ASC', 'PUBLISHED_DESC', 'HEADLINE_ASC', 'WORD_COUNT_DESC', 'RELEVANCE']

  /** All four articles, each by itself, before or behind a cursor. */
  const beside = (variables: Readonly<Record<string, unknown>>) =>
    ask(
      archive,
      `query ($after: String, $before: String, $orderBy: [ArticleOrder!]) {
        articles(filter: { words: "ferry" }, after: $after, before: $before, orderBy: $orderBy) {
          nodes { path }
        }
      }`,
      variables,
    )

  const bytes = fc
    .uint8Array({ maxLength: 80 })
    .map((all) => Buffer.from(all).toString('base64url'))

  it.each(['after', 'before'])('are refused: any text as %s', async (argument) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, fc.string({ unit: 'binary' })), async (cursor) => {
        expect(codesOf(await beside({ [argument]: cursor }))).toEqual(['BAD_CURSOR'])
      }),
      { numRuns: caseCount(40) },
    )
  })

  it.each(ORDERS)(
    'give only members of the list: a forged cursor in the order %s',
    async (orderBy) => {
      const own = textAt(
        await ask(
          archive,
          `{ articles(first: 1, filter: { words: "ferry" }, orderBy: [${orderBy}]) { ${PAGE} } }`,
        ),
        END,
      )
      const [fingerprint] = JSON.parse(Buffer.from(own, 'base64url').toString())
      const value = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.integer(),
        fc.constantFrom(true, null, {}, [], [1], 1e308, -0, '\0', '\ud800', "' OR 1 --"),
      )
      const places = fc.oneof(fc.tuple(value, value), fc.array(value, { maxLength: 5 }))
      await fc.assert(
        fc.asyncProperty(places, fc.boolean(), async (place, backwards) => {
          const forged = Buffer.from(JSON.stringify([fingerprint, ...place])).toString('base64url')
          const answer = await beside({ orderBy, [backwards ? 'before' : 'after']: forged })
          const codes = codesOf(answer)
          if (codes.length > 0) expect(codes).toEqual(['BAD_CURSOR'])
          else expect(new Set(textsAt(answer, 'articles.nodes.path')).size).toBeLessThanOrEqual(4)
        }),
        { numRuns: caseCount(40) },
      )
    },
  )

  const TYPES = ['Article', 'Quotation', 'Speaker', 'Source', 'DateMention', 'Picture']
  const typed = fc
    .tuple(
      fc.oneof(fc.constantFrom(...TYPES, 'Span', 'Query', 'Nobody', '__proto__'), fc.string()),
      fc.string(),
    )
    .map(([type, id]) => Buffer.from(`${type}:${id}`).toString('base64url'))
  const ids = fc.oneof(bytes, typed, fc.string({ unit: 'binary' }))

  it.each([
    ['node(id: $id) { id }', 'node'],
    ['article(by: { id: $id }) { id }', 'article'],
    ['speaker(by: { id: $id }) { id }', 'speaker'],
    ['source(by: { id: $id }) { id }', 'source'],
  ])('find nothing and give an error: %s', async (lookup, field) => {
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        const answer = await ask(archive, `query ($id: ID!) { ${lookup} }`, { id })
        expect(answer.data).toEqual({ [field]: null })
        for (const code of codesOf(answer)) expect(['BAD_ID', 'NOT_FOUND']).toContain(code)
      }),
      { numRuns: caseCount(50) },
    )
  })

  it('are null among valid ids of nodes', async () => {
    const real = textAt(
      await ask(archive, '{ article(by: { path: "01.txt" }) { id } }'),
      'article.id',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(ids, { maxLength: 4 }), async (wrong) => {
        const answer = await ask(archive, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
          ids: [...wrong, real],
        })
        expect(answer.data).toEqual({ nodes: [...wrong.map(() => null), { id: real }] })
        for (const code of codesOf(answer)) expect(code).toBe('BAD_ID')
      }),
      { numRuns: caseCount(40) },
    )
  })
})

const PAGE = 'edges { cursor node { __typename } } pageInfo { endCursor hasNextPage }'
const CURSOR = 'pageInfo.endCursor'
const END = `articles.${CURSOR}`

/** An article for each day of a month, named after it, in which two people speak. */
function days(...all: readonly string[]): FileReadings[] {
  return all.map((day) =>
    newsFile(`${day}.txt`, {
      published: `2031-03-${day}T10:00:00`,
      headline: `Ferry on day ${day}`,
      says: [
        { by: 'Ada Lind', words: 'The ferry sails' },
        { by: 'Bo Marsk', words: 'The ferry stays' },
      ],
      sources: [
        { name: 'Northern Wire', role: 'WIRE_AGENCY' },
        { name: 'Northern Wire', role: 'PUBLISHER' },
      ],
    }),
  )
}
