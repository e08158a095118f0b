import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileReadings } from '../../src/store/store.ts'
import {
  codesOf,
  numberAt,
  refusals,
  textAt,
  textsAt,
  valueAt,
  valuesAt,
} from '../support/answers.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'
import { newsFile } from '../store/news.ts'

/** Every list of the graph: the way to it, the last field taking the arguments. */
const LISTS = [
  ['articles'],
  ['quotations'],
  ['speakers'],
  ['sources'],
  ['dates'],
  ['pictures'],
  ['archive', 'problems'],
  ['article(by: { path: "3.txt" })', 'quotations'],
  ['article(by: { path: "3.txt" })', 'speakers'],
  ['article(by: { path: "3.txt" })', 'dates'],
  ['speaker(by: { name: "Ada Lind" })', 'quotations'],
  ['speaker(by: { name: "Ada Lind" })', 'articles'],
  ['speaker(by: { name: "Ada Lind" })', 'quotedWith'],
  ['source(by: { name: "Radio Ild" })', 'articles'],
  ['source(by: { name: "Radio Ild" })', 'relayed'],
  ['source(by: { name: "Halide" })', 'pictures'],
].map((way) => [way.map((step) => step.replace(/\(.*/, '')).join('.'), way] as const)

type Way = readonly string[]

let archive: WrittenArchive

beforeAll(async () => {
  archive = await serve(town(), afterAll)
})

describe.each(LISTS)('the pages of %s', (list, way) => {
  let whole: readonly string[]

  beforeAll(async () => {
    whole = textsAt(await page(way, 'first: 100'), `${list}.edges.cursor`)
  })

  const page = (steps: Way, args: string, selection = EVERYTHING) =>
    ask(archive, below(steps, args, selection))

  it('cover a list of at least five members', () => {
    expect(whole.length).toBeGreaterThanOrEqual(5)
    expect(new Set(whole).size).toBe(whole.length)
  })

  it('walk forwards to the whole list', async () => {
    const pages = [await page(way, 'first: 2')]
    for (let last = pages[0]; last && valueAt(last, `${list}.pageInfo.hasNextPage`);) {
      const end = textAt(last, `${list}.pageInfo.endCursor`)
      last = await page(way, `first: 2, after: "${end}"`)
      pages.push(last)
    }
    expect(pages.flatMap((each) => textsAt(each, `${list}.edges.cursor`))).toEqual(whole)
    expect(pages.flatMap((each) => valuesAt(each, `${list}.pageInfo.hasPreviousPage`))).toEqual(
      pages.map((_, at) => at > 0),
    )
  })

  it('walk backwards to the same list', async () => {
    const pages = [await page(way, 'last: 2')]
    for (let first = pages[0]; first && valueAt(first, `${list}.pageInfo.hasPreviousPage`);) {
      const start = textAt(first, `${list}.pageInfo.startCursor`)
      first = await page(way, `last: 2, before: "${start}"`)
      pages.unshift(first)
    }
    expect(pages.flatMap((each) => textsAt(each, `${list}.edges.cursor`))).toEqual(whole)
    expect(pages.flatMap((each) => valuesAt(each, `${list}.pageInfo.hasNextPage`))).toEqual(
      pages.map((_, at) => at < pages.length - 1),
    )
  })

  it('can be limited by two cursors', async () => {
    const [from = '', , , until = ''] = whole
    const between = `after: "${from}", before: "${until}"`
    const answer = await page(way, `first: 1, ${between}`)
    expect(textsAt(answer, `${list}.edges.cursor`)).toEqual([whole[1]])
    expect(valueAt(answer, `${list}.pageInfo`)).toMatchObject({
      hasPreviousPage: true,
      hasNextPage: true,
    })
    const backwards = await page(way, `last: 5, ${between}`)
    expect(textsAt(backwards, `${list}.edges.cursor`)).toEqual(whole.slice(1, 3))
  })

  it('are empty after the last cursor and before the first', async () => {
    const behind = await page(way, `first: 2, after: "${whole.at(-1)}"`)
    expect(valuesAt(behind, `${list}.edges`)).toEqual([])
    expect(valueAt(behind, `${list}.pageInfo`)).toEqual({
      hasPreviousPage: true,
      hasNextPage: false,
      startCursor: null,
      endCursor: null,
    })
    const before = await page(way, `last: 2, before: "${whole[0]}"`)
    expect(valuesAt(before, `${list}.edges`)).toEqual([])
    expect(valueAt(before, `${list}.pageInfo`)).toEqual({
      hasPreviousPage: false,
      hasNextPage: true,
      startCursor: null,
      endCursor: null,
    })
  })

  it('count the list and not the page', async () => {
    expect(numberAt(await page(way, 'first: 1'), `${list}.totalCount`)).toBe(whole.length)
    const nothing = await page(way, 'first: 0')
    expect(valuesAt(nothing, `${list}.edges`)).toEqual([])
    expect(valuesAt(nothing, `${list}.nodes`)).toEqual([])
    expect(valueAt(nothing, list)).toMatchObject({
      totalCount: whole.length,
      pageInfo: { hasPreviousPage: false, hasNextPage: true, startCursor: null, endCursor: null },
    })
  })

  it.each(['first: 5', 'first: 2', 'last: 2', 'last: 0', 'last: 100'])(
    'give the same members as edges and as nodes for %s',
    async (args) => {
      const member = list.endsWith('problems') ? 'message' : 'id'
      const answer = await page(way, args, `edges { node { ${member} } } nodes { ${member} }`)
      expect(valuesAt(answer, `${list}.nodes`)).toEqual(valuesAt(answer, `${list}.edges.node`))
    },
  )

  it('have 20 members by default', async () => {
    const answer = await page(way, 'after: null')
    expect(textsAt(answer, `${list}.edges.cursor`)).toEqual(whole.slice(0, 20))
  })

  it.each([
    ['first: 101', 'first must be between 1 and 100 (0 for counts alone), not 101.', 101],
    ['first: -1', 'first must be between 1 and 100 (0 for counts alone), not -1.', -1],
    ['last: 101', 'last must be between 1 and 100 (0 for counts alone), not 101.', 101],
    ['last: -1', 'last must be between 1 and 100 (0 for counts alone), not -1.', -1],
  ])('refuse %s', async (args, message, value) => {
    expect(refusals(await page(way, args))).toEqual([
      { code: 'BAD_PAGE_SIZE', limit: 100, value, message },
    ])
  })

  it('refuse first and last together', async () => {
    expect(refusals(await page(way, 'first: 2, last: 2'))).toEqual([
      { code: 'BAD_PAGE_SIZE', message: 'Give either first or last, not both.' },
    ])
  })

  it('refuse the cursors of every other list', async () => {
    const [cursor = ''] = whole
    for (const [otherList, other] of LISTS.filter((each) => each[0] !== list)) {
      const answer = await page(other, `first: 2, after: "${cursor}"`)
      expect([otherList, ...codesOf(answer)]).toEqual([otherList, 'BAD_CURSOR'])
    }
  })
})

const EVERYTHING = `totalCount
  edges { cursor node { __typename } }
  nodes { __typename }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`

function below([step = '', ...deeper]: Way, args: string, selection: string): string {
  if (deeper.length > 0) return `{ ${step} ${below(deeper, args, selection)} }`
  return `{ ${step}(${args}) { ${selection} } }`
}

/** Sixteen articles in which everyone speaks, so that every list has several pages and ties. */
function town(): FileReadings[] {
  const voices = ['Ada Lind', 'Bo Marsk', 'Cy Thorne', 'Di Vane', 'Ed Wray', 'Flo Gant']
  return Array.from({ length: 16 }, (_, at) =>
    newsFile(`${at}.txt`, {
      ...(at % 6 === 0 ? {} : { published: `2031-03-0${(at % 4) + 1}T10:00:00` }),
      headline: `The ferry, part ${at % 3}`,
      says: voices.map((by) => ({
        by,
        words: `The ferry sails, says ${by}`,
        relays: ['Radio Ild'],
      })),
      dates: ['Monday', 'Tuesday', 'Friday', 'June', 'July'].map((words, day) => ({
        words,
        ...(day === 4 ? {} : { from: `2031-03-1${day % 2}` }),
      })),
      pictures: [{ caption: 'The ferry', credit: 'Halide' }],
      sources: [
        { name: `Harbour Post ${at % 4}`, role: 'PUBLISHER' },
        { name: 'Northern Wire', role: 'WIRE_AGENCY', kind: 'WIRE_AGENCY' },
      ],
      problems: [{ code: 'NO_DATE', severity: at % 2 ? 'WARNING' : 'INFO' }],
    }),
  )
}
