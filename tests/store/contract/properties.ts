import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameId } from '../../../src/identity/ids.ts'
import type { Lists } from '../../../src/model/lists.ts'
import type { Store } from '../../../src/store/store.ts'
import { caseCount } from '../../support/cases.ts'
import { change, fill, LIST_ORDERS, listOf, pageOf, setOf, walk } from '../asking.ts'
import { type News, newsFile } from '../news.ts'
import { placeOf } from './town.ts'

/** What is true of any archive and any question. */
export function propertyContract(open: () => Promise<Store>, runs: number): void {
  describe('any walk through a list', () => {
    it('is the same forwards, backwards and as one page', async () => {
      await fc.assert(
        fc.asyncProperty(archiveIn(''), QUESTION, async (files, question) => {
          const store = await open()
          await fill(store, ...files)
          const { list, ...asked } = question
          const once = (await pageOf(store, list, { ...asked, limit: 1000 })).items
          const ids = once.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect(await walk(store, list, asked)).toEqual(ids)
          expect(await walk(store, list, { ...asked, backwards: true })).toEqual(ids)
          expect(await store.counts(setOf(list, asked), [''])).toEqual([ids.length])
          await store.close()
        }),
        { numRuns: caseCount(runs) },
      )
    })

    it('neither skips nor repeats remaining items while files are added and removed', async () => {
      const archives = fc.tuple(archiveIn(''), archiveIn('m/'))
      await fc.assert(
        fc.asyncProperty(archives, QUESTION, async ([files, more], { list, ...asked }) => {
          const store = await open()
          await fill(store, ...files)
          const places = async () =>
            (await pageOf(store, list, { ...asked, limit: 1000 })).items.map(placeOf)
          let staying = await places()
          const coming = [...more]
          const walked = await walk(store, list, asked, async () => {
            const file = coming.pop()
            if (!file) return
            await change(store, { put: [file], remove: [files[coming.length * 2]?.path ?? ''] })
            // What moves in the order, as a speaker does who is quoted more often, may come twice.
            const now = new Set(await places())
            staying = staying.filter((place) => now.has(place))
          })
          const expected = staying.map((place) => String(JSON.parse(place)[0]))
          expect(walked.filter((id) => expected.includes(id))).toEqual(expected)
          await store.close()
        }),
        { numRuns: caseCount(runs) },
      )
    })
  })

  describe('any text', () => {
    it('can be searched for', async () => {
      const store = await open()
      await fill(
        store,
        newsFile('bridge.txt', { text: 'The north bank waits for its bridge.' }),
        newsFile('bank.txt', { text: 'A bank north of the river lent 40 million.' }),
      )
      const typed = fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc
          .array(
            fc.constantFrom('"', '*', '(', ')', ' ', 'AND', 'NEAR', ':', '^', '-', 'bank', '\0'),
          )
          .map((parts) => parts.join('')),
      )
      await fc.assert(
        fc.asyncProperty(typed, async (words) => {
          const { items } = await pageOf(store, 'articles', { filter: { words } })
          const found = await store.highlights(
            'articles',
            words,
            items.map(({ id }) => id),
          )
          expect(found).toHaveLength(items.length)
        }),
        { numRuns: caseCount(2 * runs) },
      )
      const filter = { words: 'bank '.repeat(20_000) }
      expect(await listOf(store, 'articles', { filter })).toEqual(['bank.txt', 'bridge.txt'])
      await store.close()
    })
  })
}

const NAMES = ['Mara Oduya', 'Ilan Brook', 'Tess Arden', 'Ivo Lind']

/** Small archives with many ties: few days, few names, few words. */
const archiveIn = (folder: string) =>
  fc
    .array(ARTICLE, { maxLength: 9 })
    .map((articles) =>
      articles.map((news, at) => newsFile(`${folder}${at % 2 ? 'n/' : ''}${at}.txt`, news)),
    )

const ARTICLE = fc
  .record({
    published: fc.option(
      fc.integer({ min: 1, max: 3 }).map((day) => `2031-01-0${day}T00:00:00`),
      { nil: undefined },
    ),
    headline: fc.constantFrom('Bridge', 'Ferry', ''),
    says: fc.array(fc.tuple(fc.option(fc.constantFrom(...NAMES)), fc.constantFrom(0.1, 0.9)), {
      maxLength: 3,
    }),
    source: fc.constantFrom('Tern', 'Norva Agency'),
    days: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  })
  .map(({ published, headline, says, source, days }): News => ({
    ...(published === undefined ? {} : { published }),
    headline,
    says: says.map(([by, confidence], place) => ({
      by,
      confidence,
      words: `Word ${place} of the bridge`,
      relays: place === 1 ? [source] : [],
    })),
    sources: [{ name: source, role: 'PUBLISHER' }],
    dates: days.map((day, place) => ({ words: `day ${place}`, from: `2031-02-0${day}` })),
    pictures: [{ caption: 'The pier', credit: 'Quill Pictures' }],
    problems: [{ code: 'NO_TEXT', severity: 'INFO' }],
  }))

const FILTERS: { readonly [L in keyof Lists]: readonly Lists[L]['filter'][] } = {
  articles: [{}, { words: 'bridge' }, { speakers: [nameId('Mara Oduya')] }, { path: 'n/' }],
  quotations: [
    {},
    { words: 'bridge', kinds: ['DIRECT'] },
    { speakers: [nameId('Ilan Brook')] },
    { relays: [nameId('Tern')] },
    { article: { source: { ids: [nameId('Tern')] } } },
    { article: { published: { from: '2031-01-02', until: null } } },
  ],
  speakers: [{}, { name: 'i' }, { quoted: { minConfidence: 0.5 } }],
  sources: [{}, { article: { words: 'bridge' } }],
  dates: [{}, { covers: { from: '2031-02-02', until: '2031-02-03' } }, { article: { path: 'n/' } }],
  pictures: [{}, { credits: [nameId('Quill Pictures')] }, { words: 'pier' }],
  problems: [{}, { severities: ['INFO'] }],
}

const LISTS = Object.keys(LIST_ORDERS) as (keyof Lists)[]

const QUESTION = fc.constantFrom(...LISTS).chain((list) =>
  fc.record({
    list: fc.constant(list),
    filter: fc.constantFrom(...FILTERS[list]),
    by: fc.array(
      fc
        .tuple(fc.constantFrom(...LIST_ORDERS[list]), fc.boolean())
        .map(([field, descending]) => (descending ? `${field} desc` : field)),
      { minLength: 1, maxLength: 2 },
    ),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
)
