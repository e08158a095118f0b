import { isEnumType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../schema/index.ts'
import { textAt, textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'
import { badFile, newsFile } from '../store/news.ts'

/** Four articles, no two of which stand in the same place under two orders. */
const files = [
  newsFile('b.txt', {
    published: '2031-03-01T10:00:00',
    headline: 'Élan of the ferry',
    text: 'Ferry, ferry.',
    says: [
      { by: 'Ada Lind', words: 'Slow down', confidence: 0.5 },
      { by: 'Bo Marsk', words: 'The big ferry', confidence: 0.9 },
    ],
    dates: [{ words: 'Friday', from: '2031-03-07', certainty: 0.5 }],
    pictures: [{ caption: 'The pier' }],
    sources: [{ name: 'Harbour Post', role: 'PUBLISHER' }],
  }),
  newsFile('a.txt', {
    published: '2031-03-02T10:00:00',
    headline: 'dredging goes on for the ferry',
    text: 'Nothing else happened there on that day, nor on the next.',
    says: [{ by: 'Ada Lind', words: 'We dredge and we dredge', confidence: 0.7 }],
    dates: [
      { words: 'some day', certainty: 0.9 },
      { words: 'Monday', from: '2031-03-03', certainty: 0.7 },
    ],
    pictures: [{ caption: 'The dredger' }],
    sources: [{ name: 'Harbour Post', role: 'PUBLISHER' }],
  }),
  newsFile('c.txt', { headline: 'Zebra', text: 'Undated.' }),
  newsFile('d.txt', {
    published: '2031-02-28T23:59:59',
    headline: 'Cranes',
    text: 'Nothing new.',
    says: [{ by: 'Zoe Abel', words: 'Cranes', confidence: 0.8 }],
    sources: [{ name: 'Evening Crane', role: 'PUBLISHER' }],
    problems: [{ code: 'NO_TEXT', severity: 'WARNING' }],
  }),
  badFile('e.txt', 'EMPTY_FILE', 'ERROR'),
]

interface OrderedList {
  readonly list: string
  readonly orders: string
  /** What it can be ordered by, a field that shows it, and its values in rising order. */
  readonly rising: readonly (readonly [order: string, field: string, values: readonly unknown[]])[]
}

const LISTS: readonly OrderedList[] = [
  {
    list: 'articles',
    orders: 'ArticleOrder',
    rising: [
      ['PUBLISHED', 'path', ['c.txt', 'd.txt', 'b.txt', 'a.txt']],
      ['PATH', 'path', ['a.txt', 'b.txt', 'c.txt', 'd.txt']],
      ['HEADLINE', 'path', ['d.txt', 'a.txt', 'b.txt', 'c.txt']],
      ['WORD_COUNT', 'wordCount', [2, 4, 14, 27]],
    ],
  },
  {
    list: 'quotations',
    orders: 'QuotationOrder',
    rising: [
      ['PUBLISHED', 'article.path', ['d.txt', 'b.txt', 'b.txt', 'a.txt']],
      ['TEXT', 'text', ['We dredge and we dredge', 'Slow down', 'The big ferry', 'Cranes']],
      ['CONFIDENCE', 'confidence', [0.5, 0.7, 0.8, 0.9]],
      ['WORD_COUNT', 'text', ['Cranes', 'Slow down', 'The big ferry', 'We dredge and we dredge']],
    ],
  },
  {
    list: 'speakers',
    orders: 'SpeakerOrder',
    rising: [
      ['NAME', 'name', ['Ada Lind', 'Bo Marsk', 'Zoe Abel']],
      ['QUOTATIONS', 'quotations.totalCount', [1, 1, 2]],
      ['LAST_QUOTED', 'name', ['Zoe Abel', 'Bo Marsk', 'Ada Lind']],
    ],
  },
  {
    list: 'sources',
    orders: 'SourceOrder',
    rising: [
      ['NAME', 'name', ['Evening Crane', 'Harbour Post']],
      ['ARTICLES', 'articles.totalCount', [1, 2]],
    ],
  },
  {
    list: 'dates',
    orders: 'DateOrder',
    rising: [
      ['DATE', 'span.exact', ['some day', 'Monday', 'Friday']],
      ['PUBLISHED', 'article.path', ['b.txt', 'a.txt', 'a.txt']],
      ['TEXT', 'span.exact', ['some day', 'Monday', 'Friday']],
      ['CERTAINTY', 'certainty', [0.5, 0.7, 0.9]],
    ],
  },
  {
    list: 'pictures',
    orders: 'PictureOrder',
    rising: [
      ['PUBLISHED', 'caption', ['The pier', 'The dredger']],
      ['TEXT', 'caption', ['The dredger', 'The pier']],
    ],
  },
  {
    list: 'archive.problems',
    orders: 'ProblemOrder',
    rising: [
      ['SEVERITY', 'severity', ['WARNING', 'ERROR']],
      ['PATH', 'path', ['d.txt', 'e.txt']],
    ],
  },
]

describe.each(LISTS)('$list', ({ list, orders, rising }) => {
  let archive: WrittenArchive
  beforeAll(async () => {
    archive = await serve(files, afterAll)
  })

  /** The page of the list in these orders, with a field of each member. */
  const page = (args: string, field = '__typename') =>
    ask(archive, `{ ${nest(`${list}(${args}).CHOSEN`).replace('CHOSEN', pageOf(field))} }`)

  it.each(rising)('ascend and descend by %s', async (order, field, values) => {
    const upwards = await page(`orderBy: [${order}_ASC]`, field)
    expect(valuesAt(upwards, `${list}.nodes.${field}`)).toEqual(values)
    const downwards = await page(`orderBy: [${order}_DESC]`, field)
    expect(valuesAt(downwards, `${list}.nodes.${field}`)).toEqual(values.toReversed())
  })

  it('are tested in every order except relevance', () => {
    const type = schema.getType(orders)
    const names = isEnumType(type) ? type.getValues().map(({ name }) => name) : []
    const tried = rising.flatMap(([order]) => [`${order}_ASC`, `${order}_DESC`])
    expect(names.filter((name) => name !== 'RELEVANCE').toSorted()).toEqual(tried.toSorted())
  })

  it.each(mixed(rising.map(([order]) => order)))(
    'have the same order in pages of one: %s',
    async (orderBy) => {
      const whole = textsAt(await page(`orderBy: ${orderBy}`), `${list}.edges.cursor`)
      const forwards: string[] = []
      for (let after = 'null'; ; after = `"${forwards.at(-1)}"`) {
        const next = await page(`orderBy: ${orderBy}, first: 1, after: ${after}`)
        forwards.push(textAt(next, `${list}.edges.cursor`))
        if (!valueAt(next, `${list}.pageInfo.hasNextPage`)) break
      }
      expect(forwards).toEqual(whole)
      const backwards: string[] = []
      for (let before = 'null'; ; before = `"${backwards[0]}"`) {
        const next = await page(`orderBy: ${orderBy}, last: 1, before: ${before}`)
        backwards.unshift(textAt(next, `${list}.edges.cursor`))
        if (!valueAt(next, `${list}.pageInfo.hasPreviousPage`)) break
      }
      expect(backwards).toEqual(whole)
    },
  )
})

describe('orders', () => {
  it('use the first entry for a field and ignore later ones', async () => {
    const archive = await serve(files)
    const orderBy = ['PATH_DESC', ...Array(300).fill(['PATH_ASC', 'HEADLINE_ASC']).flat()]
    const query = `query ($orderBy: [ArticleOrder!], $after: String) {
      articles(first: 2, orderBy: $orderBy, after: $after) { nodes { path } pageInfo { endCursor } }
    }`
    const first = await ask(archive, query, { orderBy })
    expect(textsAt(first, 'articles.nodes.path')).toEqual(['d.txt', 'c.txt'])
    const after = textAt(first, 'articles.pageInfo.endCursor')
    const second = await ask(archive, query, { orderBy, after })
    expect(textsAt(second, 'articles.nodes.path')).toEqual(['b.txt', 'a.txt'])
  })

  it.each(['', '(orderBy: null)', '(orderBy: [])'])(
    'are those of reading below an article when none is asked for: %j',
    async (args) => {
      const archive = await serve(files)
      const lists = `quotations${args} { nodes { text } } dates${args} { nodes { span { exact } } }`
      const of = (path: string) => ask(archive, `{ article(by: { path: "${path}" }) { ${lists} } }`)
      expect(textsAt(await of('b.txt'), 'article.quotations.nodes.text')).toEqual([
        'Slow down',
        'The big ferry',
      ])
      expect(textsAt(await of('a.txt'), 'article.dates.nodes.span.exact')).toEqual([
        'some day',
        'Monday',
      ])
    },
  )
})

/** Neighbours in both mixed directions: `[PATH_ASC, HEADLINE_DESC]`. */
function mixed(orders: readonly string[]): string[] {
  return orders.flatMap((order, at) => {
    const next = orders[(at + 1) % orders.length]
    return [`[${order}_ASC, ${next}_DESC]`, `[${order}_DESC, ${next}_ASC]`]
  })
}

function pageOf(field: string): string {
  return `edges { cursor } nodes { ${nest(field)} } pageInfo { hasNextPage hasPreviousPage }`
}

/** `article.path` as a selection: `article { path }`. */
function nest(path: string): string {
  return path.split('.').reduceRight((inner, field) => `${field} { ${inner} }`)
}
