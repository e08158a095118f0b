import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nameId } from '../../../src/identity/ids.ts'
import type { Lists } from '../../../src/model/lists.ts'
import type { Store } from '../../../src/store/store.ts'
import { change, fill, listOf, listsOf, pageOf, setOf, walk } from '../asking.ts'
import { badFile, newsFeed, newsFile, partOf } from '../news.ts'
import {
  ALL_QUOTING,
  BOTH,
  FULL,
  KEST,
  LETTERS,
  MONDAY,
  OF_MARA,
  OF_MARCH,
  OLDER,
  OPEN_AND_JUNE,
  SAYS_MARA,
  SLIGHT,
  SURE,
  TOWN,
  ids,
  pathsOf,
  plain,
} from './town.ts'

/** Lookups, lists, pages, facets and timelines. */
export function readContract(open: () => Promise<Store>): void {
  describe('an archive', () => {
    townContract(open)
  })
  describe('an archive of its own', () => {
    ownContract(open)
  })
}

/** Questions that change nothing, so that one store serves all of them. */
function townContract(open: () => Promise<Store>): void {
  let store: Store

  beforeAll(async () => {
    store = await open()
    await fill(store, ...TOWN)
  })
  afterAll(async () => {
    await store.close()
  })

  describe('filters', () => {
    it.each<[string, Lists['articles']['filter'], string[]]>([
      ['nothing', {}, ['feb.txt', 'news/jan.txt', 'news/mar.txt', 'undated.txt']],
      ['words', { words: 'ferry' }, ['news/jan.txt', 'news/mar.txt']],
      ['the beginning of a path', { path: 'news/' }, ['news/jan.txt', 'news/mar.txt']],
      [
        'days of publication, both included',
        { published: { from: '2031-02-10', until: '2031-03-01' } },
        ['feb.txt', 'news/mar.txt'],
      ],
      [
        'an open beginning, which leaves out the undated',
        { published: { from: null, until: '2031-02-10' } },
        ['feb.txt', 'news/jan.txt'],
      ],
      ['a language', { languages: ['ko', 'fr'] }, ['undated.txt']],
      ['a source', { source: { ids: [nameId('Norva Agency')] } }, ['feb.txt', 'news/jan.txt']],
      [
        'a source in a role',
        { source: { ids: [nameId('Norva Agency')], roles: ['RELAY'] } },
        ['feb.txt'],
      ],
      [
        'any of several sources',
        { source: { ids: [nameId('Norva Agency'), nameId('Tern')] } },
        ['feb.txt', 'news/jan.txt', 'news/mar.txt'],
      ],
      ['a speaker', { speakers: [nameId('Mara Oduya')] }, ['feb.txt', 'news/jan.txt']],
      ['several speakers', { speakers: [nameId('Mara Oduya'), nameId('Ilan Brook')] }, ALL_QUOTING],
      ['nobody, not everybody', { speakers: [] }, []],
      ['no candidates', { speakers: [nameId('Tess Arden')] }, []],
      ['problems', { hasProblems: true }, ['feb.txt', 'news/mar.txt']],
      ['no problems', { hasProblems: false }, ['news/jan.txt', 'undated.txt']],
      [
        'a date whose days touch a range',
        { mentionsDate: { from: '2031-06-10', until: '2031-06-11' } },
        ['news/jan.txt'],
      ],
      [
        'a date that is open to one side',
        { mentionsDate: { from: '2040-01-01', until: null } },
        ['feb.txt'],
      ],
      [
        'several things at once',
        { words: 'ferry', speakers: [nameId('Mara Oduya')], path: 'news/' },
        ['news/jan.txt'],
      ],
    ])('finds articles by %s', async (_, filter, expected) => {
      expect(await listOf(store, 'articles', { filter })).toEqual(expected)
      expect(await store.counts(setOf('articles', { filter }), [''])).toEqual([expected.length])
    })

    it.each<[string, Lists['quotations']['filter'], string[]]>([
      ['words', { words: 'ferry' }, ['The ferry stays.', 'The ferry is old.']],
      ['a speaker', { speakers: [nameId('Ilan Brook')] }, ['The ferry is old.', 'It leaks.']],
      ['a relay', { relays: [nameId('Norva Agency')] }, ['We will pay for it.']],
      [
        'several relays',
        { relays: [nameId('Norva Agency'), nameId('Radio Kest')] },
        ['We will pay for it.', 'The ferry is old.'],
      ],
      ['kinds', { kinds: ['INDIRECT'] }, ['It leaks.']],
      ['namings', { namings: ['ANONYMOUS'] }, ['Nobody asked us.']],
      ['bases', { bases: ['NONE'] }, ['Nobody asked us.']],
      ['factualities', { factualities: ['UNCERTAIN', 'NOT_SAID'] }, ['Nobody asked us.']],
      ['tiers', { tiers: ['HIGH', 'LOW'] }, ['Nobody asked us.', 'The ferry stays.']],
      ['a least confidence', { minConfidence: 0.9 }, ['We will pay for it.', 'The ferry stays.']],
      ['a greatest confidence', { maxConfidence: 0.2 }, ['Nobody asked us.', 'It leaks.']],
      [
        'their article',
        { article: { published: { from: '2031-02-01', until: '2031-02-28' } } },
        ['We will pay for it.', 'Nobody asked us.'],
      ],
      [
        'their speaker and the words of their article',
        { speakers: [nameId('Mara Oduya')], article: { words: 'ferry' } },
        ['The ferry stays.'],
      ],
    ])('finds quotations by %s', async (_, filter, expected) => {
      expect(await listOf(store, 'quotations', { filter })).toEqual(expected)
      expect(await store.counts(setOf('quotations', { filter }), [''])).toEqual([expected.length])
    })

    it.each<[string, Lists['speakers']['filter'], string[]]>([
      ['nothing', {}, ['Ilan Brook', 'Mara Oduya']],
      ['the beginnings of words of a name', { name: 'od ma' }, ['Mara Oduya']],
      ['a word of an alias', { name: 'engin' }, ['Ilan Brook']],
      ['a name of no letters', { name: '!' }, []],
      ['kinds', { kinds: ['GROUP'] }, []],
      ['what they said', { quoted: { words: 'ferry', kinds: ['DIRECT'] } }, BOTH],
      ['where they said it', { quoted: { article: { path: 'feb' } } }, ['Mara Oduya']],
    ])('finds speakers by %s', async (_, filter, expected) => {
      expect(await listOf(store, 'speakers', { filter })).toEqual(expected)
      expect(await store.counts(setOf('speakers', { filter }), [''])).toEqual([expected.length])
    })

    it.each<[string, Lists['sources']['filter'], string[]]>([
      ['nothing', {}, ['Norva Agency', 'Quill Pictures', 'Radio Kest', 'Tern']],
      ['a name', { name: 'norv' }, ['Norva Agency']],
      ['kinds', { kinds: ['PICTURE_AGENCY', 'PERSON'] }, ['Quill Pictures']],
      ['a role played in some article', { roles: ['RELAY'] }, ['Norva Agency', 'Radio Kest']],
      ['an article', { article: { words: 'ferry' } }, ['Norva Agency', 'Radio Kest', 'Tern']],
    ])('finds sources by %s', async (_, filter, expected) => {
      expect(await listOf(store, 'sources', { filter })).toEqual(expected)
      expect(await store.counts(setOf('sources', { filter }), [''])).toEqual([expected.length])
    })

    it.each<[string, Lists['dates']['filter'], string[]]>([
      ['nothing', {}, ['from 2035 on', 'at some time', 'in June', 'on Monday']],
      ['types', { types: ['DURATION'] }, ['at some time']],
      ['relations', { relations: ['FUTURE'] }, ['from 2035 on', 'in June']],
      ['days covered', { covers: { from: '2031-06-30', until: '2031-07-02' } }, ['in June']],
      ['days covered to the end', { covers: { from: '2031-06-01', until: null } }, OPEN_AND_JUNE],
      ['days covered from the beginning', { covers: { from: null, until: '2031-05-31' } }, MONDAY],
      ['their article', { article: { path: 'news/' } }, ['in June', 'on Monday']],
    ])('finds dates by %s', async (_, filter, expected) => {
      expect(await listOf(store, 'dates', { filter })).toEqual(expected)
      expect(await store.counts(setOf('dates', { filter }), [''])).toEqual([expected.length])
    })

    it.each<[string, Lists['pictures']['filter'], string[]]>([
      ['nothing', {}, ['Fishermen wait', 'The bridge at dawn']],
      ['a credit', { credits: [nameId('Quill Pictures')] }, ['The bridge at dawn']],
      ['words of caption or credit', { words: 'quill dawn' }, ['The bridge at dawn']],
      ['being from the files', { isFilePhoto: true }, ['Fishermen wait']],
      ['their article', { article: { speakers: [nameId('Mara Oduya')] } }, ['Fishermen wait']],
    ])('finds pictures by %s', async (_, filter, expected) => {
      expect(await listOf(store, 'pictures', { filter })).toEqual(expected)
      expect(await store.counts(setOf('pictures', { filter }), [''])).toEqual([expected.length])
    })

    it.each<[string, Lists['problems']['filter'], string[]]>([
      ['nothing', {}, ['BINARY_FILE bad.bin', 'DATE_IN_DOUBT feb.txt', ...OF_MARCH]],
      ['codes', { codes: ['NO_HEADLINE'] }, ['NO_HEADLINE news/mar.txt']],
      ['severities', { severities: ['ERROR'] }, ['BINARY_FILE bad.bin']],
      ['the beginning of a path', { path: 'news' }, OF_MARCH],
    ])('finds problems by %s', async (_, filter, expected) => {
      expect((await listOf(store, 'problems', { filter })).sort()).toEqual([...expected].sort())
      expect(await store.counts(setOf('problems', { filter }), [''])).toEqual([expected.length])
    })
  })

  describe('orders', () => {
    it.each<[keyof Lists, string | string[], string[]]>([
      ['articles', 'PUBLISHED', ['undated.txt', 'news/jan.txt', 'feb.txt', 'news/mar.txt']],
      ['articles', 'PUBLISHED desc', ['news/mar.txt', 'feb.txt', 'news/jan.txt', 'undated.txt']],
      ['articles', 'HEADLINE', ['news/mar.txt', 'feb.txt', 'news/jan.txt', 'undated.txt']],
      ['articles', 'WORD_COUNT desc', ['feb.txt', 'news/jan.txt', 'news/mar.txt', 'undated.txt']],
      ['articles', 'RELEVANCE', ['news/mar.txt', 'feb.txt', 'news/jan.txt', 'undated.txt']],
      ['quotations', 'CONFIDENCE', ['It leaks.', 'Nobody asked us.', ...SURE]],
      ['quotations', ['PUBLISHED desc', 'TEXT'], ['The ferry is old.', 'It leaks.', ...OLDER]],
      ['speakers', 'NAME desc', ['Mara Oduya', 'Ilan Brook']],
      ['speakers', ['QUOTATIONS desc', 'NAME'], ['Ilan Brook', 'Mara Oduya']],
      ['speakers', 'LAST_QUOTED', ['Mara Oduya', 'Ilan Brook']],
      ['sources', ['ARTICLES desc', 'NAME'], ['Norva Agency', 'Tern', 'Quill Pictures', KEST]],
      ['dates', 'DATE', ['at some time', 'on Monday', 'in June', 'from 2035 on']],
      ['dates', ['PUBLISHED', 'TEXT'], ['in June', 'from 2035 on', 'at some time', 'on Monday']],
      ['dates', 'CERTAINTY', ['on Monday', 'at some time', 'from 2035 on', 'in June']],
      ['pictures', 'PUBLISHED desc', ['Fishermen wait', 'The bridge at dawn']],
      ['problems', ['SEVERITY desc', 'PATH'], ['BINARY_FILE bad.bin', ...SLIGHT]],
    ])('lists %s by %s', async (list, by, expected) => {
      expect(await listOf(store, list, { by })).toEqual(expected)
      const reversed = [by]
        .flat()
        .map((each) => (each.endsWith(' desc') ? each.slice(0, -5) : `${each} desc`))
      if (by !== 'RELEVANCE') {
        expect(await listOf(store, list, { by: reversed })).toEqual([...expected].reverse())
      }
    })
  })

  describe('facets and timelines', () => {
    const plain = (facets: readonly { label: string; count: number; words: number | null }[]) =>
      facets.map(({ label, count, words }) => [label, count, words])

    it.each<[Lists['articles']['facet'], [string, number, number | null][]]>([
      ['PUBLISHER', [['Tern', 2, 30]]],
      ['WIRE_AGENCY', [['Norva Agency', 1, 17]]],
      [
        'RELAY',
        [
          ['Norva Agency', 1, 20],
          ['Radio Kest', 1, 10],
        ],
      ],
      ['PICTURE_CREDIT', [['Quill Pictures', 1, 7]]],
      [
        'SPEAKER',
        [
          ['Mara Oduya', 2, 37],
          ['Ilan Brook', 1, 10],
        ],
      ],
      [
        'LANGUAGE',
        [
          ['en', 3, 47],
          ['ko', 1, 7],
        ],
      ],
    ])('divides articles by %s', async (by, expected) => {
      const [facets] = await store.facets(setOf('articles'), by, 10, [''])
      expect(plain(facets ?? [])).toEqual(expected)
    })

    it.each<[Lists['quotations']['facet'], [string, number, number | null][]]>([
      [
        'SPEAKER',
        [
          ['Ilan Brook', 2, 6],
          ['Mara Oduya', 2, 8],
        ],
      ],
      [
        'KIND',
        [
          ['DIRECT', 4, 15],
          ['INDIRECT', 1, 2],
        ],
      ],
      [
        'NAMING',
        [
          ['NAMED', 4, 14],
          ['ANONYMOUS', 1, 3],
        ],
      ],
      [
        'BASIS',
        [
          ['NAMED', 4, 14],
          ['NONE', 1, 3],
        ],
      ],
      [
        'FACTUALITY',
        [
          ['SAID', 4, 14],
          ['UNCERTAIN', 1, 3],
        ],
      ],
      [
        'TIER',
        [
          ['MEDIUM', 3, 11],
          ['HIGH', 1, 3],
          ['LOW', 1, 3],
        ],
      ],
      [
        'RELAY',
        [
          ['Norva Agency', 1, 5],
          ['Radio Kest', 1, 4],
        ],
      ],
      ['PUBLISHER', [['Tern', 4, 14]]],
      ['WIRE_AGENCY', [['Norva Agency', 1, 3]]],
    ])('divides quotations by %s', async (by, expected) => {
      const [facets] = await store.facets(setOf('quotations'), by, 10, [''])
      expect(plain(facets ?? [])).toEqual(expected)
    })

    it('counts dates without words', async () => {
      const [facets] = await store.facets(setOf('dates'), 'RELATION', 10, [''])
      expect(plain(facets ?? [])).toEqual([
        ['FUTURE', 2, null],
        ['PAST', 1, null],
      ])
    })

    it('have the id of a speaker or source as value, and stop after the first values', async () => {
      const [facets] = await store.facets(setOf('articles'), 'SPEAKER', 1, [''])
      expect(facets).toEqual([
        { value: nameId('Mara Oduya'), label: 'Mara Oduya', count: 2, words: 37 },
      ])
    })

    it('count the filtered list of each owner', async () => {
      const set = setOf('quotations', { owner: 'speaker', filter: { kinds: ['DIRECT'] } })
      const owners = [nameId('Ilan Brook'), 'stranger', nameId('Mara Oduya')]
      const facets = await store.facets(set, 'RELAY', 10, owners)
      expect(facets.map(plain)).toEqual([[['Radio Kest', 1, 4]], [], [['Norva Agency', 1, 5]]])
    })

    it('place quotations by publication and dates by their first day', async () => {
      const owners = [nameId('Mara Oduya'), nameId('Ilan Brook')]
      expect(
        await store.timelines(setOf('quotations', { owner: 'speaker' }), 'YEAR', owners),
      ).toEqual([
        [{ from: '2031-01-01', until: '2031-12-31', count: 2 }],
        [{ from: '2031-01-01', until: '2031-12-31', count: 2 }],
      ])
      const [dates] = await store.timelines(setOf('dates'), 'YEAR', [''])
      expect(dates?.map(({ from, count }) => [from, count])).toEqual([
        ['2031-01-01', 2],
        ['2035-01-01', 1],
      ])
    })
  })
}

function ownContract(open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    store = await open()
  })
  afterEach(async () => {
    await store.close()
  })

  describe('lookups', () => {
    it('returns readings complete and in the order of the ids, null for unknown ids', async () => {
      const files = [newsFile('a.txt', FULL), newsFile('b.txt'), newsFeed('c.xml', { k: FULL })]
      await fill(store, ...files)
      const readings = files.flatMap((file) => file.readings)
      const [a, b, c] = readings
      const asked = [c?.id ?? '', 'stranger', a?.id ?? '', b?.id ?? '', a?.id ?? '']
      expect((await store.readings(asked)).map(plain)).toEqual([c, null, a, b, a])
      expect(await store.readings([])).toEqual([])
    })

    it('finds files by path', async () => {
      const file = newsFile('a.txt')
      await fill(store, file, badFile('b.bin', 'BINARY_FILE', 'ERROR'))
      expect(await store.files(['b.bin', 'a.txt', 'none'])).toEqual([null, file.file, null])
    })

    it('finds the article of a quotation, a date and a picture', async () => {
      await fill(store, newsFile('a.txt', FULL))
      const [article] = ids('a.txt')
      const quotation = partOf('quotation', 'a.txt', 'The bridge opens in June.')
      expect(await store.articleIdsOf('quotations', ['?', quotation])).toEqual([null, article])
      expect(await store.articleIdsOf('dates', [partOf('date', 'a.txt', 'in June')])).toEqual([
        article,
      ])
      const picture = partOf('picture', 'a.txt', 'The bridge at dawn')
      expect(await store.articleIdsOf('pictures', [picture])).toEqual([article])
    })

    it('counts files by format, and errors and warnings by code', async () => {
      await fill(store, ...TOWN)
      expect(await store.contents()).toEqual({
        formats: [
          { format: 'text', files: 4, articles: 4 },
          { format: null, files: 1, articles: 0 },
        ],
        problems: [
          { code: 'BINARY_FILE', count: 1 },
          { code: 'DATE_IN_DOUBT', count: 1 },
          { code: 'NO_HEADLINE', count: 1 },
        ],
      })
    })

    it('finds articles of the same week that share text', async () => {
      const text =
        'The ferry left the quay at noon and came back in the evening with nobody on board but a dog, the third time since the winter that a crossing ended without its passengers.'
      await fill(
        store,
        newsFile('first.txt', { text, published: '2031-03-01T08:00:00' }),
        newsFile('again.txt', { text: `Late news. ${text}`, published: '2031-03-03T08:00:00' }),
        newsFile('later.txt', { text, published: '2031-05-01T08:00:00' }),
        newsFile('other.txt', { text: 'The clock struck.', published: '2031-03-01T08:00:00' }),
      )
      expect(await store.nearDuplicatesOf([...ids('first.txt', 'other.txt'), 'stranger'])).toEqual([
        ids('again.txt'),
        [],
        [],
      ])
    })

    it('finds articles by path and by URL', async () => {
      await fill(store, newsFile('a.txt', { url: 'https://tern.example/1' }), newsFile('b.txt'))
      expect(await store.articleIdsAt('path', ['b.txt', 'c.txt'])).toEqual([...ids('b.txt'), null])
      expect(await store.articleIdsAt('url', ['https://tern.example/1', ''])).toEqual([
        ...ids('a.txt'),
        null,
      ])
    })

    it('finds all speakers with a name or alias, in any spelling', async () => {
      const oduya = { name: 'Mara Oduya', aliases: ['Oduya'] }
      const other = { name: 'Ben Oduya', aliases: ['Oduya'] }
      await fill(
        store,
        newsFile('a.txt', { says: [{ by: oduya, words: 'Yes.' }] }),
        newsFile('b.txt', {
          says: [{ by: other, words: 'No.' }],
          sources: [{ name: 'The Daily Tern', role: 'PUBLISHER', aliases: ['Tern'] }],
        }),
      )
      const [mara, both, none] = await store.idsByName('speakers', ['mara ODUYA', 'Oduya', 'Tern'])
      expect(mara).toEqual([nameId('Mara Oduya')])
      expect(new Set(both)).toEqual(new Set([nameId('Mara Oduya'), nameId('Ben Oduya')]))
      expect(none).toEqual([])
      expect(await store.idsByName('sources', ['daily tern', 'tern'])).toEqual([
        [nameId('The Daily Tern')],
        [nameId('The Daily Tern')],
      ])
    })

    it('suggests the most similar names for an unknown one', async () => {
      const names = ['Northern Wire', 'Northern Star', 'Nordic Wire', 'Southern Post', 'Nora Wells']
      await fill(
        store,
        newsFile('a.txt', { sources: names.map((name) => ({ name, role: 'PUBLISHER' })) }),
      )
      expect((await store.similarNames('sources', 'Nothern Wire'))[0]).toBe('Northern Wire')
      expect((await store.similarNames('sources', 'Nothern Wire')).length).toBeLessThanOrEqual(3)
      expect(await store.similarNames('sources', 'Quux')).toEqual([])
      expect(await store.similarNames('sources', '')).toEqual([])
    })
  })

  describe('lists of an owner', () => {
    beforeEach(() => fill(store, ...TOWN))

    const mara = nameId('Mara Oduya')
    const ilan = nameId('Ilan Brook')
    const norva = nameId('Norva Agency')

    it('returns a page for each owner, in the order of the owners', async () => {
      const owners = [ilan, 'stranger', mara]
      expect(
        await listsOf(store, 'quotations', { owner: 'speaker', owners, by: 'PUBLISHED desc' }),
      ).toEqual([expect.arrayContaining(['The ferry is old.', 'It leaks.']), [], OF_MARA])
      expect(
        await listsOf(store, 'articles', { owner: 'speaker', owners, by: 'PUBLISHED' }),
      ).toEqual([['news/mar.txt'], [], ['news/jan.txt', 'feb.txt']])
      expect(await store.counts(setOf('quotations', { owner: 'speaker' }), owners)).toEqual([
        2, 0, 2,
      ])
    })

    it('returns the same page for the same owner twice', async () => {
      const [first, second] = await listsOf(store, 'quotations', {
        owner: 'speaker',
        owners: [mara, mara],
      })
      expect(first).toEqual(second)
      expect(first).toHaveLength(2)
    })

    it('returns the parts of an article in reading order', async () => {
      const owners = ids('feb.txt', 'news/mar.txt')
      expect(await listsOf(store, 'quotations', { owner: 'article', owners })).toEqual([
        ['We will pay for it.', 'Nobody asked us.'],
        ['The ferry is old.', 'It leaks.'],
      ])
      expect(await listsOf(store, 'dates', { owner: 'article', owners })).toEqual([
        ['from 2035 on', 'at some time'],
        ['on Monday'],
      ])
      expect(await listsOf(store, 'speakers', { owner: 'article', owners })).toEqual([
        ['Mara Oduya'],
        ['Ilan Brook'],
      ])
    })

    it('filters within an owner', async () => {
      const asked = { owner: 'speaker', owners: [mara, ilan] } as const
      expect(await listsOf(store, 'quotations', { ...asked, filter: { words: 'ferry' } })).toEqual([
        ['The ferry stays.'],
        ['The ferry is old.'],
      ])
      expect(
        await listsOf(store, 'quotations', {
          ...asked,
          filter: { words: 'ferry OR pay' },
          by: 'RELEVANCE',
        }),
      ).toEqual([[], []])
      expect(
        await listsOf(store, 'quotations', {
          ...asked,
          filter: { words: 'ferry' },
          by: 'RELEVANCE',
        }),
      ).toEqual([['The ferry stays.'], ['The ferry is old.']])
    })

    it('finds the speakers quoted with a speaker', async () => {
      await fill(store, newsFile('z.txt', { says: [SAYS_MARA, { by: 'Ivo Lind', words: 'Ah' }] }))
      const asked = { owner: 'speaker', owners: [mara, ilan] } as const
      expect(await listsOf(store, 'speakers', asked)).toEqual([['Ivo Lind'], []])
    })

    it('finds the articles, relayed quotations and pictures of a source', async () => {
      const owners = [norva, nameId('Quill Pictures')]
      const articles = (roles: Parameters<typeof setOf<'articles'>>[1] = {}) =>
        listsOf(store, 'articles', { ...roles, owner: 'source', owners })
      expect(await articles()).toEqual([['feb.txt', 'news/jan.txt'], ['undated.txt']])
      expect(await articles({ roles: ['WIRE_AGENCY'] })).toEqual([['news/jan.txt'], []])
      expect(await listsOf(store, 'quotations', { owner: 'source', owners })).toEqual([
        ['We will pay for it.'],
        [],
      ])
      expect(await listsOf(store, 'pictures', { owner: 'source', owners })).toEqual([
        [],
        ['The bridge at dawn'],
      ])
    })
  })

  describe('pages', () => {
    beforeEach(() => fill(store, ...LETTERS.map((letter) => newsFile(letter))))

    it('says whether there are items before and after', async () => {
      const page = await pageOf(store, 'articles', { limit: 2 })
      expect(page).toMatchObject({ hasMoreBefore: false, hasMoreAfter: true })
      const next = await pageOf(store, 'articles', { limit: 2, after: page.items[1] })
      expect(next).toMatchObject({ hasMoreBefore: true, hasMoreAfter: true })
      const last = await pageOf(store, 'articles', { limit: 2, after: next.items[1] })
      expect(last).toMatchObject({ hasMoreBefore: true, hasMoreAfter: false })
      expect(last.items).toHaveLength(1)
      const none = await pageOf(store, 'articles', { limit: 2, after: last.items[0] })
      expect(none).toEqual({ items: [], hasMoreBefore: true, hasMoreAfter: false })
    })

    it('pages backwards, with the items in list order', async () => {
      const last = await pageOf(store, 'articles', { limit: 2, backwards: true })
      expect(await pathsOf(store, last)).toEqual(['d', 'e'])
      expect(last).toMatchObject({ hasMoreBefore: true, hasMoreAfter: false })
      const before = await pageOf(store, 'articles', {
        limit: 3,
        before: last.items[0],
        backwards: true,
      })
      expect(await pathsOf(store, before)).toEqual(['a', 'b', 'c'])
      expect(before).toMatchObject({ hasMoreBefore: false, hasMoreAfter: true })
    })

    it('pages between two cursors from either end', async () => {
      const { items } = await pageOf(store, 'articles')
      const between = { after: items[0], before: items[4] }
      const all = await pageOf(store, 'articles', between)
      expect(await pathsOf(store, all)).toEqual(['b', 'c', 'd'])
      expect(all).toMatchObject({ hasMoreBefore: true, hasMoreAfter: true })
      const end = await pageOf(store, 'articles', { ...between, limit: 1, backwards: true })
      expect(await pathsOf(store, end)).toEqual(['d'])
    })

    it('returns an empty page', async () => {
      expect(await pageOf(store, 'articles', { limit: 0 })).toEqual({
        items: [],
        hasMoreBefore: false,
        hasMoreAfter: true,
      })
      const filter = { words: 'nowhere' }
      expect(await pageOf(store, 'articles', { limit: 0, filter })).toEqual({
        items: [],
        hasMoreBefore: false,
        hasMoreAfter: false,
      })
    })

    it('has a keyset of one value for each field, and the id', async () => {
      const by = ['PUBLISHED desc', 'HEADLINE']
      const { items } = await pageOf(store, 'articles', { by, limit: 1 })
      expect(items[0]?.keyset).toHaveLength(3)
      expect(items[0]?.keyset.at(-1)).toBe(items[0]?.id)
    })

    it('accepts a keyset that no page returned', async () => {
      const { items } = await pageOf(store, 'articles', { limit: 1 })
      const [item] = items
      if (!item) throw new Error('No item')
      for (const keyset of [[], ['x'], [1, 2, 3, 4], [Number.NaN, "'"]]) {
        const page = await pageOf(store, 'articles', { after: { ...item, keyset } })
        expect(page.items.length).toBeLessThanOrEqual(5)
      }
    })

    it('continues after an item that was removed', async () => {
      const { items } = await pageOf(store, 'articles', { limit: 2 })
      await change(store, { put: [newsFile('bb')], remove: ['b'] })
      expect(await listOf(store, 'articles', { after: items[1] })).toEqual(['bb', 'c', 'd', 'e'])
    })

    it('orders articles of one file by their position', async () => {
      const said = (words: string) => ({ says: [{ by: 'Mara Oduya', words }] })
      await fill(store, newsFeed('f.xml', { x: said('One.'), y: said('Two.'), z: said('Three.') }))
      const forward = await walk(store, 'quotations', { limit: 1 })
      expect(new Set(forward).size).toBe(3)
      expect(await walk(store, 'quotations', { limit: 1, backwards: true })).toEqual(forward)
    })
  })

  describe('days', () => {
    it('finds dates by a day within a long range', async () => {
      const dates = [
        { words: 'in the 1990s', from: '1990-01-01', until: '1999-12-31' },
        { words: 'in 1994', from: '1994-01-01', until: '1994-12-31' },
        { words: 'until 1993', from: null, until: '1993-12-31' },
        { words: 'since 1996', from: '1996-01-01', until: null },
        { words: 'on 30 June 1994', from: '1994-06-30' },
      ]
      await fill(store, newsFile('old/1.txt', { dates }))
      const found = (from: string, until: string) =>
        listOf(store, 'dates', { filter: { covers: { from, until }, article: { path: 'old/' } } })
      expect(await found('1994-06-30', '1994-06-30')).toEqual([
        'in the 1990s',
        'in 1994',
        'on 30 June 1994',
      ])
      expect(await found('1992-01-01', '1992-01-02')).toEqual(['in the 1990s', 'until 1993'])
      expect(await found('2030-01-01', '2030-01-02')).toEqual(['since 1996'])
      const filter = { mentionsDate: { from: '1997-05-01', until: '1997-05-01' }, path: 'old/' }
      expect(await listOf(store, 'articles', { filter })).toEqual(['old/1.txt'])
    })

    it.each<['DAY' | 'WEEK' | 'MONTH' | 'YEAR', [string, string, number][]]>([
      [
        'DAY',
        [
          ['1969-12-28', '1969-12-28', 1],
          ['2031-01-06', '2031-01-06', 2],
          ['2032-02-29', '2032-02-29', 1],
        ],
      ],
      [
        'WEEK',
        [
          ['1969-12-22', '1969-12-28', 1],
          ['2031-01-06', '2031-01-12', 2],
          ['2032-02-23', '2032-02-29', 1],
        ],
      ],
      [
        'MONTH',
        [
          ['1969-12-01', '1969-12-31', 1],
          ['2031-01-01', '2031-01-31', 2],
          ['2032-02-01', '2032-02-29', 1],
        ],
      ],
      [
        'YEAR',
        [
          ['1969-01-01', '1969-12-31', 1],
          ['2031-01-01', '2031-12-31', 2],
          ['2032-01-01', '2032-12-31', 1],
        ],
      ],
    ])('lays articles out by %s, the undated left out', async (interval, expected) => {
      const days = ['1969-12-28T23:59:59', '2031-01-06T00:00:00', '2031-01-06T12:00:00']
      const files = [...days, '2032-02-29T10:00:00'].map((published, at) =>
        newsFile(`t/${at}.txt`, { published }),
      )
      await fill(store, ...files, newsFile('t/undated.txt'))
      const set = setOf('articles', { filter: { path: 't/' } })
      const [timeline] = await store.timelines(set, interval, [''])
      expect(timeline).toEqual(expected.map(([from, until, count]) => ({ from, until, count })))
    })
  })
}
