import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import { change, fill, listOf, pageOf, walk } from '../asking.ts'
import { newsFile, partOf } from '../news.ts'
import { ids } from './town.ts'

const TEXTS = {
  'bridge.txt': 'The north bank waits for its bridge. Café owners doubt it.',
  'bank.txt': 'A bank north of the river lent 40 million for state-run ferries.',
  'hangul.txt': '대통령은 어제 서울에서 말했다.',
  'twice.txt': 'Bridge, bridge and bridge again: nothing but the bridge.',
}

const FILES = Object.entries(TEXTS).map(([path, text]) => newsFile(path, { text }))

/** Full-text search. */
export function searchContract(open: () => Promise<Store>): void {
  // Nothing changes the store, so that one serves all searches.
  describe('words', () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
      await fill(store, ...FILES)
    })
    afterAll(async () => {
      await store.close()
    })

    it.each<[string, string[]]>([
      ['north bank', ['bank.txt', 'bridge.txt']],
      ['"north bank"', ['bridge.txt']],
      ['“north bank”', ['bridge.txt']],
      ['NORTH Bank waits', ['bridge.txt']],
      ['cafe', ['bridge.txt']],
      ['CAFÉ', ['bridge.txt']],
      ['ferr*', ['bank.txt']],
      ['ferr', []],
      ['state-run', ['bank.txt']],
      ['"million for stat"*', ['bank.txt']],
      ['대통령*', ['hangul.txt']],
      ['40', ['bank.txt']],
      ['bridge OR ferries', []],
      ['bridge -ferries', []],
      ['bridge NEAR/2', []],
      ['', []],
      ['" * "', []],
      ['---', []],
    ])('finds %j', async (words, expected) => {
      expect(await listOf(store, 'articles', { filter: { words } })).toEqual(expected)
    })
  })

  describe('full text', () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await fill(store, ...FILES)
    })
    afterEach(async () => {
      await store.close()
    })

    it('ranks by relevance, the headline first', async () => {
      await fill(store, newsFile('head.txt', { headline: 'Bridge', text: 'Many other words here' }))
      const asked = { filter: { words: 'bridge' }, by: 'RELEVANCE desc' } as const
      expect((await listOf(store, 'articles', asked))[0]).toBe('head.txt')
      expect((await listOf(store, 'articles', asked)).at(-1)).toBe('bridge.txt')
    })

    it('ranks only the newest of very many hits', async () => {
      const length = store.ranking === 'ts_rank' ? 2_000 : 10_000
      const says = [
        { by: null, words: 'Quay!' },
        ...Array.from({ length }, () => ({ by: null, words: 'The quay is long and old.' })),
      ]
      const best = async () =>
        (
          await listOf(store, 'quotations', {
            filter: { words: 'quay' },
            by: 'RELEVANCE desc',
            limit: 1,
          })
        )[0]
      await fill(store, newsFile('quay.txt', { says: says.slice(0, -1) }))
      expect(await best()).toBe('Quay!')
      await fill(store, newsFile('quay.txt', { says }))
      expect(await best()).toBe('The quay is long and old.')
    })

    it('finds quotations with all phrases of any set', async () => {
      const texts = ['The old bridge will open', 'The bridge is old', 'A new pier']
      await fill(store, newsFile('q.txt', { says: texts.map((words) => ({ by: null, words })) }))
      const found = (...phrases: readonly (readonly string[])[]) =>
        listOf(store, 'quotations', { filter: { phrases }, by: 'RELEVANCE desc' })
      expect((await found(['old bridge'], ['new pier'])).sort()).toEqual([texts[2], texts[0]])
      expect(await found(['old', 'is'])).toEqual([texts[1]])
      expect(await found(['"'], [])).toEqual([])
    })

    it('finds the earliest quotations with each of many phrases', async () => {
      const words = 'The old bridge will open'
      const file = (path: string, published?: string) =>
        newsFile(path, { ...(published && { published }), says: [{ by: null, words }] })
      const days = ['2031-01-02T00:00:00', '2031-01-01T00:00:00']
      await fill(store, file('b', days[0]), file('a', days[1]), file('undated'))
      const found = await store.quotationsWithPhrase(['old bridge', '!', 'bridge old'], 2)
      expect(found.map((places) => places.map(({ id }) => id))).toEqual([
        [partOf('quotation', 'a', words), partOf('quotation', 'b', words)],
        [],
        [],
      ])
      const [all] = await store.quotationsWithPhrase(['the old bridge'], 9)
      expect(all?.at(-1)).toMatchObject({ article: ids('undated')[0], position: 0 })
    })

    it('pages through hits, newest or oldest first', async () => {
      const days = ['', '2031-01-01', '2031-01-01', '1969-05-05', '2031-01-02', '', '2031-01-01']
      const files = days.map((day, at) =>
        newsFile(`p/${at}`, {
          ...(day && { published: `${day}T0${at}:00:00` }),
          says: [{ by: null, words: `The pier stands, says number ${at}` }],
        }),
      )
      await fill(store, ...files)
      for (const list of ['articles', 'quotations'] as const) {
        for (const by of ['PUBLISHED desc', 'PUBLISHED']) {
          const found = await walk(store, list, { by, filter: { words: 'pier' }, limit: 2 })
          const all = await pageOf(store, list, { by, filter: {} })
          const items = all.items.filter(({ id }) => found.includes(id))
          expect(found).toEqual(items.map(({ id }) => id))
          expect(found).toHaveLength(days.length)
          const asked = { by, filter: { words: 'pier' }, limit: 2, backwards: true }
          expect(await walk(store, list, asked)).toEqual(found)
        }
      }
    })

    it('returns a score for each item of a ranked search, and none in other orders', async () => {
      const scores = async (by: string, words?: string) =>
        (await pageOf(store, 'articles', { by, filter: { words } })).items.map((it) => it.score)
      const ranked = await scores('RELEVANCE desc', 'bridge')
      expect(ranked).toEqual([...ranked].sort((a, b) => Number(b) - Number(a)))
      expect(await scores('PATH', 'bridge')).toEqual(ranked.map(() => null))
    })

    it('gives the same scores after changes as a new index', async () => {
      const asked = { filter: { words: 'bridge' }, by: 'RELEVANCE desc' } as const
      const before = (await pageOf(store, 'articles', asked)).items
      for (const text of ['Bridge and many other words.', 'Nothing.', TEXTS['twice.txt']]) {
        await fill(store, newsFile('twice.txt', { text }), newsFile('gone.txt', { text }))
      }
      await change(store, { remove: ['gone.txt'] })
      expect((await pageOf(store, 'articles', asked)).items).toEqual(before)
    })

    it('returns the scores of some items in the order of their ids', async () => {
      const { items } = await pageOf(store, 'articles', {
        by: 'RELEVANCE desc',
        filter: { words: 'bridge' },
      })
      const asked = [...items].reverse()
      const found = await store.scores('articles', 'bridge', [
        ...asked.map(({ id }) => id),
        'nothing',
      ])
      expect(found).toEqual([...asked.map(({ score }) => score), null])
      expect(await store.scores('articles', '!', ['nothing'])).toEqual([null])
    })

    it('returns the spans of the words', async () => {
      const shown = async (words: string, path: keyof typeof TEXTS) => {
        const [spans] = await store.highlights('articles', words, ids(path))
        return spans?.map(({ start, end }) => TEXTS[path].slice(start, end))
      }
      expect(await shown('north bank', 'bank.txt')).toEqual(['bank', 'north'])
      expect(await shown('"north bank" cafe', 'bridge.txt')).toEqual(['north bank', 'Café'])
      expect(await shown('ferr*', 'bank.txt')).toEqual(['ferries'])
      expect(await shown('state-run', 'bank.txt')).toEqual(['state-run'])
      expect(await shown('대통령*', 'hangul.txt')).toEqual(['대통령은'])
      expect(await shown('', 'bank.txt')).toEqual([])
    })

    it('returns spans inside a quotation only', async () => {
      const says = [{ by: null, words: 'The bridge opens in June.' }]
      await fill(store, newsFile('q.txt', { headline: 'Bridge opens', says }))
      const id = partOf('quotation', 'q.txt', 'The bridge opens in June.')
      const [spans] = await store.highlights('quotations', 'bridge', [id])
      const [reading] = await store.readings(ids('q.txt'))
      const start = reading?.article.body.indexOf('bridge') ?? -1
      expect(spans).toEqual([{ start, end: start + 'bridge'.length }])
      expect(await store.highlights('quotations', 'bridge', ['stranger'])).toEqual([[]])
    })
  })
}
