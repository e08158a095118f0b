import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameId } from '../../../src/identity/ids.ts'
import { SHARE } from '../../../src/identity/copy-groups.ts'
import {
  sharesOfLonger,
  shingleListOf,
  sortedShingles,
} from '../../../src/identity/near-duplicates.ts'
import type { ArticleFilter } from '../../../src/model/lists.ts'
import type { FileReadings, Store } from '../../../src/store/store.ts'
import { caseCount } from '../../support/cases.ts'
import { change, fill, listOf, setOf } from '../asking.ts'
import { type News, newsFile } from '../news.ts'
import { ids } from './town.ts'

const FERRY = `The last ferry left the quay at dawn with forty carts and a brass band on board, while the
 keeper of the lamp counted the bells and wrote the names of all who went over to the other shore. By
 noon the water had fallen so far that boys walked out to the old wreck, and the pilot, who had sailed
 this channel since he was nine, said nothing and lit his pipe beside the empty landing stage.`
const CLOCK = `A clock that nobody had wound for a hundred years began to strike in the tower of the old
 customs house, and the clerks who came to look found neither key nor weight, only a nest of swifts.`
const MARA = { by: 'Mara Oduya', words: 'The ferry stays.' }
const FIRST_ONLY = { copies: 'FIRST_ONLY' } as const

const story = (path: string, day: string, news: News = {}) =>
  newsFile(path, { published: `2031-03-${day}T08:00:00`, text: FERRY, ...news })

/** Copies of a story, which every store finds at a commit. */
export function copiesContract(open: () => Promise<Store>, runs: number): void {
  describe('copies of a story', () => {
    const TOWN = [
      story('wire.txt', '01', {
        says: [MARA, { by: null, words: 'Nobody asked.' }],
        sources: [{ name: 'Norva Agency', role: 'WIRE_AGENCY', kind: 'WIRE_AGENCY' }],
      }),
      story('m/tern.txt', '02', {
        says: [MARA],
        sources: [{ name: 'Ada Lind', role: 'AUTHOR', kind: 'PERSON' }],
      }),
      story('m/quill.txt', '03', {
        text: `${FERRY} It was late.`,
        says: [MARA, { by: 'Ilan Brook', words: 'The ferry stays.' }],
      }),
      story('later.txt', '20', { says: [MARA] }),
      newsFile('undated.txt', { text: FERRY, says: [MARA] }),
      story('clock.txt', '02', {
        text: CLOCK,
        says: [MARA],
        sources: [{ name: 'Ada Lind', role: 'AUTHOR', kind: 'PERSON' }],
      }),
    ]

    it('are counted once, in the filtered set', async () => {
      const store = await open()
      await fill(store, ...TOWN)
      const filter = FIRST_ONLY
      expect(await listOf(store, 'articles', { filter })).toEqual([
        'clock.txt',
        'later.txt',
        'undated.txt',
        'wire.txt',
      ])
      expect(await store.counts(setOf('articles', { filter }), [''])).toEqual([4])
      const inFolder = { ...filter, path: 'm/' }
      expect(await listOf(store, 'articles', { filter: inFolder })).toEqual(['m/tern.txt'])
      expect(await listOf(store, 'articles', { filter: { ...filter, words: 'late' } })).toEqual([
        'm/quill.txt',
      ])
      const ranked = { filter: { ...filter, words: 'ferry' }, by: 'RELEVANCE desc' }
      expect((await listOf(store, 'articles', ranked)).toSorted()).toEqual([
        'clock.txt',
        'later.txt',
        'undated.txt',
        'wire.txt',
      ])
      const set = setOf('articles', { filter })
      expect(await store.facets(set, 'SPEAKER', 5, [''])).toMatchObject([[{ count: 4 }]])
      const [days = []] = await store.timelines(set, 'DAY', [''])
      expect(days.map(({ from, count }) => [from, count])).toEqual([
        ['2031-03-01', 1],
        ['2031-03-02', 1],
        ['2031-03-20', 1],
      ])
      await store.close()
    })

    it('are counted once in the list of a speaker or source', async () => {
      const store = await open()
      await fill(store, ...TOWN)
      const owners = [nameId('Ilan Brook')]
      const asked = { filter: FIRST_ONLY, owner: 'speaker', owners } as const
      expect(await listOf(store, 'articles', asked)).toEqual(['m/quill.txt'])
      const ada = [nameId('Ada Lind')]
      expect(
        await listOf(store, 'articles', { filter: FIRST_ONLY, owner: 'source', owners: ada }),
      ).toEqual(['clock.txt', 'm/tern.txt'])
      await store.close()
    })

    it('have each quotation once, by its words and speaker', async () => {
      const store = await open()
      await fill(store, ...TOWN)
      const quoted = async (filter: object) => {
        const set = setOf('quotations', { filter: { ...filter, ...FIRST_ONLY } })
        const [people = []] = await store.facets(set, 'SPEAKER', 5, [''])
        return [await store.counts(set, ['']), people.map(({ label, count }) => [label, count])]
      }
      expect(await quoted({})).toEqual([
        [6],
        [
          ['Mara Oduya', 4],
          ['Ilan Brook', 1],
        ],
      ])
      expect(await quoted({ article: { path: 'm/' } })).toEqual([
        [2],
        [
          ['Ilan Brook', 1],
          ['Mara Oduya', 1],
        ],
      ])
      const owner = { filter: FIRST_ONLY, owner: 'speaker' } as const
      expect(await store.counts(setOf('quotations', owner), [nameId('Mara Oduya')])).toEqual([4])
      await store.close()
    })

    it('of a wire story are wire copy, until the wire story is removed', async () => {
      const store = await open()
      await fill(store, ...TOWN)
      const [wire = ''] = ids('wire.txt')
      const asked = [...ids('wire.txt', 'm/tern.txt', 'm/quill.txt', 'clock.txt', 'later.txt'), '?']
      expect(await store.origins(asked)).toEqual([
        { value: 'WIRE', copyOf: null },
        { value: 'WIRE', copyOf: wire },
        { value: 'WIRE', copyOf: wire },
        { value: 'OWN', copyOf: null },
        { value: 'UNKNOWN', copyOf: null },
        null,
      ])
      const filter = { origins: ['WIRE'] } as const
      expect(await listOf(store, 'articles', { filter })).toEqual([
        'm/quill.txt',
        'm/tern.txt',
        'wire.txt',
      ])
      const [origins = []] = await store.facets(setOf('articles'), 'ORIGIN', 5, [''])
      expect(origins.map(({ value, label, count }) => [value, label, count])).toEqual([
        ['WIRE', 'WIRE', 3],
        ['UNKNOWN', 'UNKNOWN', 2],
        ['OWN', 'OWN', 1],
      ])
      await change(store, { remove: ['wire.txt'] })
      expect((await store.origins(asked)).map((origin) => origin?.value)).toEqual([
        undefined,
        'OWN',
        'UNKNOWN',
        'OWN',
        'UNKNOWN',
        undefined,
      ])
      expect(await listOf(store, 'articles', { filter: FIRST_ONLY })).toEqual([
        'clock.txt',
        'later.txt',
        'm/tern.txt',
        'undated.txt',
      ])
      await store.close()
    })

    it('are the same in whatever order articles come and go', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(ARTICLE, { maxLength: 12 }), CHANGES, async (news, order) => {
          const files = news.map((each, at) =>
            newsFile(`${at % 2 === 0 ? 'm/' : ''}${at}.txt`, each),
          )
          const store = await open()
          await fill(store)
          for (const { at, isRemoved } of order) {
            const file = files[at % Math.max(files.length, 1)]
            if (file) await change(store, isRemoved ? { remove: [file.path] } : { put: [file] })
          }
          await change(store, { put: files.toReversed() })
          for (const filter of [{}, { path: 'm/' }, { origins: ['WIRE'] }] as const) {
            const asked = { filter: { ...filter, ...FIRST_ONLY } }
            expect(await listOf(store, 'articles', asked)).toEqual(
              await expected(files, store, filter),
            )
          }
          const again = await open()
          await fill(again, ...files)
          const all = files.flatMap(({ readings }) => readings.map(({ id }) => id))
          expect(await store.origins(all)).toEqual(await again.origins(all))
          for (const filter of [FIRST_ONLY, { ...FIRST_ONLY, article: { path: 'm/' } }]) {
            const words = await listOf(store, 'quotations', { filter })
            expect(words).toEqual(await listOf(again, 'quotations', { filter }))
          }
          await store.close()
          await again.close()
        }),
        { numRuns: caseCount(runs) },
      )
    })
  })
}

const WORDS = FERRY.split(/\s+/)

/** A story cut at some place, on some day, by an agency or an author. */
const ARTICLE: fc.Arbitrary<News> = fc.record({
  text: fc
    .record({
      base: fc.constantFrom(FERRY, CLOCK),
      cut: fc.constantFrom(0, 0, 3, 5, 8),
      more: fc.constantFrom(
        '',
        '',
        ' It was late.',
        ` ${WORDS.slice(0, 12).toReversed().join(' ')}`,
      ),
    })
    .map(({ base, cut, more }) => base.split(/\s+/).slice(cut).join(' ') + more),
  published: fc
    .integer({ min: 1, max: 25 })
    .map((day) => `2031-03-${String(day).padStart(2, '0')}T08:00:00`),
  says: fc.subarray([MARA, { by: null, words: 'Nobody asked.' }]),
  sources: fc.constantFrom<NonNullable<News['sources']>>(
    [],
    [{ name: 'Norva Agency', role: 'WIRE_AGENCY', kind: 'WIRE_AGENCY' }],
    [{ name: 'Ada Lind', role: 'AUTHOR', kind: 'PERSON' }],
  ),
})

const CHANGES = fc.array(fc.record({ at: fc.nat({ max: 11 }), isRemoved: fc.boolean() }), {
  maxLength: 16,
})

/** The first articles of each group, by comparing all with all. */
async function expected(
  files: readonly FileReadings[],
  store: Store,
  filter: Pick<ArticleFilter, 'path' | 'origins'>,
): Promise<string[]> {
  const readings = files
    .flatMap(({ readings: all }) => all)
    .toSorted((a, b) => timeOf(a) - timeOf(b) || compareTies(a.id, b.id))
  const texts = readings.map(({ article }) => sortedShingles(shingleListOf(article)))
  const chains = readings.map((_reading, at) => at)
  for (let round = 0; round < readings.length; round += 1) {
    readings.forEach((one, at) =>
      readings.forEach((other, beside) => {
        const isNear = Math.abs(timeOf(one) - timeOf(other)) <= WEEK
        const [text, besides] = [texts[at] ?? NONE, texts[beside] ?? NONE]
        if (!isNear || at === beside || !sharesOfLonger(text, besides, SHARE)) return
        const chain = Math.min(chains[at] ?? 0, chains[beside] ?? 0)
        chains[at] = chain
        chains[beside] = chain
      }),
    )
  }
  const origins = await store.origins(readings.map(({ id }) => id))
  const groups = new Map<number, { start: number; isTaken: boolean }>()
  const firsts: string[] = []
  readings.forEach((reading, at) => {
    const { path } = reading.article
    const before = groups.get(chains[at] ?? at)
    const isNew = !before || timeOf(reading) - before.start > WEEK
    const group = isNew ? { start: timeOf(reading), isTaken: false } : before
    groups.set(chains[at] ?? at, group)
    const matches =
      path.startsWith(filter.path ?? '') &&
      (filter.origins?.some((value) => value === origins[at]?.value) ?? true)
    if (!matches || group.isTaken) return
    group.isTaken = true
    firsts.push(path)
  })
  return firsts.toSorted()
}

const WEEK = 7 * 86_400_000
const NONE = new Uint32Array()

function timeOf({ published }: FileReadings['readings'][number]): number {
  return Date.parse(`${published?.local ?? ''}Z`)
}

/** As the second half of the ids. */
function compareTies(one: string, other: string): number {
  const [a, b] = [one, other].map((id) => Buffer.from(id.slice(8), 'base64url').toString('hex'))
  return (a ?? '') < (b ?? '') ? -1 : 1
}
