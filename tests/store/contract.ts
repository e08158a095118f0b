import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ListItem, Lists } from '../../src/model/lists.ts'
import type { Reading } from '../../src/model/reading.ts'
import type { Store } from '../../src/store/store.ts'
import { articleId, nameId } from '../../src/identity/ids.ts'
import { change, fill, listOf, listsOf, pageOf, setOf, STAMP, walk } from './asking.ts'
import { badFile, type News, newsFeed, newsFile, partOf } from './news.ts'

/**
 * What every store must do. The archive in the tests is a harbour town with two papers, an agency
 * and people who talk about the bridge.
 *
 * @param runs - of each property, on a store of its own each time
 */
export function storeContract(name: string, open: () => Promise<Store>, runs = 50): void {
  let store: Store

  beforeEach(async () => {
    store = await open()
  })
  afterEach(async () => {
    await store.close()
  })

  describe(`${name}: changing`, () => {
    it('shows nothing of a change before it is committed', async () => {
      await fill(store, newsFile('a.txt'))
      const before = await store.archive()
      const change = await store.beginChange()
      await change.put([newsFile('b.txt')])
      await change.remove(['a.txt'])
      expect(await listOf(store, 'articles')).toEqual(['a.txt'])
      expect(await store.archive()).toEqual(before)
      await change.abort()
      expect(await listOf(store, 'articles')).toEqual(['a.txt'])
    })

    it('makes all of it visible at once, with another generation', async () => {
      const before = await store.generation()
      await fill(store, newsFile('a.txt'), newsFile('b.txt'))
      expect(await listOf(store, 'articles')).toEqual(['a.txt', 'b.txt'])
      expect(await store.generation()).not.toBe(before)
    })

    it('takes one change at a time, and another when it has ended', async () => {
      const first = await store.beginChange()
      await expect((async () => store.beginChange())()).rejects.toThrow('has begun')
      await first.abort()
      await first.abort()
      await fill(store, newsFile('a.txt'))
      expect(await listOf(store, 'articles')).toEqual(['a.txt'])
    })

    it('gives up an open change when it is closed, and may be closed twice', async () => {
      const change = await store.beginChange()
      await change.put([newsFile('a.txt')])
      await store.close()
      await store.close()
    })

    it('knows nothing before the first commit, and says who made it after', async () => {
      expect((await store.status()).stamp).toBeNull()
      expect(await store.archive()).toMatchObject({ state: 'INDEXING', articleCount: 0 })
      await fill(store, newsFile('a.txt', { says: [{ by: 'Mara Oduya', words: 'We wait.' }] }))
      expect((await store.status()).stamp).toEqual(STAMP)
      expect(await store.archive()).toMatchObject({
        name: 'Harbour papers',
        state: 'READY',
        indexedAt: '2031-06-01T00:00:00Z',
        articleCount: 1,
        quotationCount: 1,
        speakerCount: 1,
        sourceCount: 0,
      })
    })

    it('replaces what a file gave before', async () => {
      await fill(store, newsFile('a.txt', { says: [{ by: 'Mara Oduya', words: 'We wait.' }] }))
      await fill(store, newsFile('a.txt', { says: [{ by: 'Ilan Brook', words: 'We go.' }] }))
      expect(await listOf(store, 'quotations')).toEqual(['We go.'])
      expect(await listOf(store, 'speakers')).toEqual(['Ilan Brook'])
      expect(await listOf(store, 'quotations', { filter: { words: 'wait' } })).toEqual([])
      expect(await store.archive()).toMatchObject({ articleCount: 1, quotationCount: 1 })
    })

    it('forgets a removed file and all that it gave', async () => {
      await fill(store, newsFile('a.txt'), newsFile('b.txt', FULL))
      await change(store, { remove: ['b.txt'] })
      expect(await listOf(store, 'articles')).toEqual(['a.txt'])
      for (const list of ['quotations', 'speakers', 'sources', 'dates', 'pictures'] as const) {
        expect(await listOf(store, list)).toEqual([])
      }
      expect(await listOf(store, 'problems')).toEqual([])
      expect(await store.readings([articleId('b.txt', '')])).toEqual([null])
      expect(await store.idsByName('speakers', ['Mara Oduya'])).toEqual([[]])
      expect([...(await store.hashesByPath()).keys()]).toEqual(['a.txt'])
    })

    it('does nothing for files that are as they were, touched or not', async () => {
      const file = newsFile('a.txt', FULL)
      await fill(store, file)
      const before = await store.archive()
      expect(await fill(store, file)).toBeNull()
      const touched = file.file && { ...file.file, modified: '2032-02-02T00:00:00Z' }
      expect(await fill(store, { ...file, file: touched })).toBeNull()
      expect(await store.archive()).toEqual(before)
    })

    it('remembers the hash of every file, an empty one where none could be read', async () => {
      const file = newsFile('a.txt')
      await fill(store, file, badFile('b.bin', 'BINARY_FILE', 'ERROR'))
      expect(await store.hashesByPath()).toEqual(
        new Map([
          ['a.txt', file.file?.hash],
          ['b.bin', ''],
        ]),
      )
    })

    it('knows the files of a path, and those that hold the same bytes', async () => {
      const paths = ['news.txt', 'news/a.txt', 'news/deep/b.txt', 'news-old/c.txt', 'news0.txt']
      await fill(store, ...paths.map((path) => newsFile(path, { text: path.slice(0, 6) })))
      await fill(store, badFile('bad.bin', 'BINARY_FILE', 'ERROR'))
      const pathsAt = async (at: string) => [...(await store.hashesByPath(at)).keys()].toSorted()
      expect(await pathsAt('news')).toEqual(['news/a.txt', 'news/deep/b.txt'])
      expect(await pathsAt('news.txt')).toEqual(['news.txt'])
      expect(await pathsAt('new')).toEqual([])
      const all = await store.hashesByPath()
      const hash = all.get('news/a.txt') ?? ''
      const same = paths.filter((path) => all.get(path) === hash)
      expect(await store.pathsByHash([hash, '', 'none'])).toEqual(new Map([[hash, same]]))
    })

    it('keeps the other articles of a file of which one changed', async () => {
      await fill(store, newsFeed('feed.jsonl', { one: { text: 'First' }, two: { text: 'Second' } }))
      const changed = await fill(
        store,
        newsFeed('feed.jsonl', {
          zero: { text: 'New' },
          one: { text: 'First' },
          two: { text: '2' },
        }),
      )
      expect(changed).toMatchObject({
        added: [articleId('feed.jsonl', 'zero')],
        changed: [articleId('feed.jsonl', 'two')],
        removed: [],
      })
      expect(await store.articleIdsAt('path', ['feed.jsonl'])).toEqual([
        articleId('feed.jsonl', 'zero'),
      ])
    })
  })

  describe(`${name}: revisions`, () => {
    it('is the same for the same content, in whatever order it came', async () => {
      await fill(store, newsFile('a.txt', FULL), newsFile('b.txt'))
      const other = await open()
      await fill(other, newsFile('b.txt'))
      await fill(other, newsFile('c.txt'), newsFile('a.txt', FULL))
      await change(other, { remove: ['c.txt'] })
      expect((await other.archive()).revision).toBe((await store.archive()).revision)
      await other.close()
    })

    it('differs with the content, the extractor and the settings', async () => {
      const seen = new Set<string>()
      const note = async () => seen.add((await store.archive()).revision)
      await fill(store, newsFile('a.txt'))
      await note()
      await fill(store, newsFile('a.txt', { text: 'More' }))
      await note()
      await change(store, {}, { extractor: '2', settings: 'none', corrections: '' })
      await note()
      await change(store, {}, { extractor: '2', settings: 'zone', corrections: '' })
      await note()
      expect(seen.size).toBe(4)
    })

    it('tells what a commit added, changed and removed', async () => {
      const first = await fill(store, newsFile('a.txt'), newsFile('b.txt'))
      expect(first).toMatchObject({ from: null, added: ids('a.txt', 'b.txt'), changed: [] })
      const second = await change(store, {
        put: [newsFile('a.txt', { text: 'New' }), newsFile('c.txt')],
        remove: ['b.txt'],
      })
      expect(second).toEqual({
        from: first?.to,
        to: (await store.archive()).revision,
        added: ids('c.txt'),
        changed: ids('a.txt'),
        removed: ['b.txt'],
      })
    })

    it('tells what differs from any earlier revision', async () => {
      const first = await fill(store, newsFile('a.txt'), newsFile('b.txt'), newsFile('c.txt'))
      await change(store, { remove: ['a.txt', 'b.txt'] })
      const third = await fill(store, newsFile('b.txt', { text: 'Back' }), newsFile('d.txt'))
      await change(store, { put: [newsFile('e.txt'), newsFile('a.txt')], remove: ['d.txt'] })
      const to = (await store.archive()).revision
      expect(await store.changesSince(first?.to ?? '')).toEqual({
        from: first?.to,
        to,
        added: ids('e.txt'),
        changed: ids('b.txt'),
        removed: [],
      })
      expect(await store.changesSince(third?.to ?? '')).toEqual({
        from: third?.to,
        to,
        added: ids('a.txt', 'e.txt'),
        changed: [],
        removed: ['d.txt'],
      })
      expect(await store.changesSince(to)).toMatchObject({ added: [], changed: [], removed: [] })
    })

    it('does not know revisions that it never had', async () => {
      await fill(store, newsFile('a.txt'))
      expect(await store.changesSince('elsewhere')).toBeNull()
    })
  })

  describe(`${name}: looking up`, () => {
    it('gives readings back whole, in the order asked for, null for strangers', async () => {
      const files = [newsFile('a.txt', FULL), newsFile('b.txt'), newsFeed('c.xml', { k: FULL })]
      await fill(store, ...files)
      const readings = files.flatMap((file) => file.readings)
      const [a, b, c] = readings
      const asked = [c?.id ?? '', 'stranger', a?.id ?? '', b?.id ?? '', a?.id ?? '']
      expect((await store.readings(asked)).map(plain)).toEqual([c, null, a, b, a])
      expect(await store.readings([])).toEqual([])
    })

    it('gives files by path', async () => {
      const file = newsFile('a.txt')
      await fill(store, file, badFile('b.bin', 'BINARY_FILE', 'ERROR'))
      expect(await store.files(['b.bin', 'a.txt', 'none'])).toEqual([null, file.file, null])
    })

    it('knows the article of a quotation, a date and a picture', async () => {
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

    it('finds articles by path and by address', async () => {
      await fill(store, newsFile('a.txt', { url: 'https://tern.example/1' }), newsFile('b.txt'))
      expect(await store.articleIdsAt('path', ['b.txt', 'c.txt'])).toEqual([...ids('b.txt'), null])
      expect(await store.articleIdsAt('url', ['https://tern.example/1', ''])).toEqual([
        ...ids('a.txt'),
        null,
      ])
    })

    it('finds everyone who bears a name or alias, however it is written', async () => {
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

    it('suggests the nearest names for one that is not there', async () => {
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

  describe(`${name}: speakers and sources of the whole archive`, () => {
    it('joins what articles know of a speaker', async () => {
      const by = (name: string, more: { roles?: string[]; aliases?: string[] } = {}) => ({
        known: 'René Aldane',
        name,
        ...more,
      })
      await fill(
        store,
        newsFile('1.txt', {
          published: '2030-01-01T00:00:00',
          says: [{ by: by('René Aldane', { roles: ['mayor'], aliases: ['Aldane'] }), words: 'A' }],
        }),
        newsFile('2.txt', {
          published: '2031-01-01T00:00:00',
          says: [{ by: by('Rene Aldane', { roles: ['mayor', 'chair'] }), words: 'B' }],
        }),
        newsFile('3.txt', {
          says: [{ by: by('René Aldane', { aliases: ['R. Aldane'] }), words: 'C' }],
        }),
        newsFile('4.txt', {
          published: '2032-01-01T00:00:00',
          says: [{ by: null, words: 'Perhaps him', candidates: ['René Aldane'] }],
        }),
      )
      const [speaker] = await store.speakers([nameId('Rene Aldane')])
      const [first, second] = ids('1.txt', '2.txt')
      expect(speaker).toMatchObject({
        id: nameId('Rene Aldane'),
        name: 'René Aldane',
        kind: 'PERSON',
        sameAs: [],
        roles: [
          { text: 'mayor', articles: 2, firstIn: first, lastIn: second },
          { text: 'chair', articles: 1, firstIn: second, lastIn: second },
        ],
        firstQuotedIn: first,
        lastQuotedIn: second,
      })
      expect(new Set(speaker?.aliases)).toEqual(new Set(['Rene Aldane', 'Aldane', 'R. Aldane']))
    })

    it('knows a mere candidate by id, and names and lists nobody but who is quoted', async () => {
      const says = [{ by: null, words: 'Perhaps him', candidates: ['René Aldane'] }]
      await fill(store, newsFile('1.txt', { says }))
      expect(await store.speakers([nameId('René Aldane')])).toMatchObject([{ name: 'René Aldane' }])
      expect(await store.idsByName('speakers', ['René Aldane'])).toEqual([[]])
      expect(await store.similarNames('speakers', 'Rene Aldan')).toEqual([])
      expect(await listOf(store, 'speakers')).toEqual([])
      expect(await store.archive()).toMatchObject({ speakerCount: 0 })
      await fill(store, newsFile('2.txt', { says: [{ by: 'René Aldane', words: 'Yes' }] }))
      expect(await listOf(store, 'speakers')).toEqual(['René Aldane'])
      expect(await store.archive()).toMatchObject({ speakerCount: 1 })
    })

    it('takes back what a removed article had given', async () => {
      const says = (roles: string[]) => [{ by: { name: 'Mara Oduya', roles }, words: 'Yes' }]
      const sources = [{ name: 'Tern', role: 'PUBLISHER', aliases: ['The Bird'] } as const]
      await fill(
        store,
        newsFile('1.txt', { published: '2030-01-01T00:00:00', says: says(['mayor']), sources }),
        newsFile('2.txt', {
          published: '2031-01-01T00:00:00',
          says: says(['chair']),
          sources: [{ name: 'Tern', role: 'PUBLISHER' }],
        }),
      )
      await change(store, { remove: ['1.txt'] })
      const [speaker] = await store.speakers([nameId('Mara Oduya')])
      expect(speaker?.roles.map(({ text }) => text)).toEqual(['chair'])
      expect(speaker?.firstQuotedIn).toBe(articleId('2.txt', ''))
      expect(await store.sources([nameId('Tern')])).toEqual([
        { id: nameId('Tern'), name: 'Tern', kind: 'PUBLISHER', aliases: [] },
      ])
      expect(await store.idsByName('sources', ['The Bird'])).toEqual([[]])
    })

    it('says of them after any change of an article what it would say from nothing', async () => {
      const yes = { by: { name: 'Mara Oduya', roles: ['mayor'] }, words: 'Yes' }
      const no = { by: { name: 'Mara Oduya', roles: ['chair'], aliases: ['Mo'] }, words: 'No' }
      const tern = { name: 'Tern', role: 'PUBLISHER' } as const
      const first = newsFile('1.txt', { published: '2030-01-01T00:00:00', says: [yes] })
      const versions: News[] = [
        { published: '2031-01-01T00:00:00', says: [yes], sources: [tern] },
        { published: '2031-01-01T00:00:00', says: [yes], sources: [tern], text: 'Only words.' },
        { published: '2029-01-01T00:00:00', says: [yes], sources: [tern] },
        { published: '2029-01-01T00:00:00', says: [no, yes], sources: [tern] },
        { published: '2029-01-01T00:00:00', says: [no] },
        { published: '2029-01-01T00:00:00' },
      ]
      for (const version of versions) {
        await fill(store, first, newsFile('2.txt', version))
        const fresh = await open()
        await fill(fresh, first, newsFile('2.txt', version))
        const knowing = async (each: Store) => [
          await each.speakers([nameId('Mara Oduya')]),
          await each.sources([nameId('Tern')]),
          await each.idsByName('speakers', ['Mo']),
        ]
        expect(await knowing(store)).toEqual(await knowing(fresh))
        await fresh.close()
      }
    })

    it('takes the kind that most articles give', async () => {
      const at = (path: string, kind: 'PUBLISHER' | 'STATE_MEDIA') =>
        newsFile(path, { sources: [{ name: 'Radio Kest', role: 'RELAY', kind }] })
      await fill(store, at('1', 'PUBLISHER'), at('2', 'STATE_MEDIA'), at('3', 'STATE_MEDIA'))
      const [source] = await store.sources([nameId('Radio Kest')])
      expect(source?.kind).toBe('STATE_MEDIA')
    })

    it('dates nobody by undated articles', async () => {
      await fill(store, newsFile('1.txt', { says: [{ by: 'Mara Oduya', words: 'Yes' }] }))
      const [speaker] = await store.speakers([nameId('Mara Oduya')])
      expect(speaker).toMatchObject({ firstQuotedIn: null, lastQuotedIn: null })
    })
  })

  describe(`${name}: filters`, () => {
    beforeEach(() => fill(store, ...TOWN))

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

    it('finds dates by days in the middle of a long stretch', async () => {
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

  describe(`${name}: problems`, () => {
    it('keeps those of files and of articles, with the article they belong to', async () => {
      const file = newsFile('a.txt', {
        published: '2031-01-01T00:00:00',
        problems: [{ code: 'NO_HEADLINE', severity: 'WARNING' }],
        doubts: [{ code: 'DATE_IN_DOUBT', severity: 'WARNING' }],
      })
      const guessed = badFile('a.txt', 'ENCODING_GUESSED', 'INFO').problems
      const feed = newsFeed('b.xml', { one: {}, two: {} })
      await fill(
        store,
        { ...file, problems: guessed },
        { ...feed, problems: badFile('b.xml', 'CONTROL_CHARACTERS', 'WARNING').problems },
      )
      const { items } = await pageOf(store, 'problems')
      const problems = await store.problems(items.map(({ id }) => id))
      const [a] = ids('a.txt')
      expect(Object.fromEntries(problems.map((it) => [it?.code, it?.article]))).toEqual({
        ENCODING_GUESSED: a,
        NO_HEADLINE: a,
        DATE_IN_DOUBT: a,
        CONTROL_CHARACTERS: null,
      })
      expect(items.map(({ article }) => article)).toEqual(problems.map((it) => it?.article))
    })

    it('keeps the id of a problem while other things change', async () => {
      const bad = badFile('a.bin', 'BINARY_FILE', 'ERROR')
      await fill(store, bad)
      const before = (await pageOf(store, 'problems')).items.map(({ id }) => id)
      const more = badFile('a.bin', 'LINK_LOOP', 'ERROR').problems
      await fill(store, { ...bad, problems: [...more, ...bad.problems] }, newsFile('b.txt'))
      expect((await store.problems(before)).map((it) => it?.code)).toEqual(['BINARY_FILE'])
    })
  })

  describe(`${name}: orders`, () => {
    beforeEach(() => fill(store, ...TOWN))

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
        .map((each) => (/ desc$/.test(each) ? each.slice(0, -5) : `${each} desc`))
      if (by !== 'RELEVANCE') {
        expect(await listOf(store, list, { by: reversed })).toEqual([...expected].reverse())
      }
    })
  })

  describe(`${name}: lists of one owner`, () => {
    beforeEach(() => fill(store, ...TOWN))

    const mara = nameId('Mara Oduya')
    const ilan = nameId('Ilan Brook')
    const norva = nameId('Norva Agency')

    it('gives each owner a page of their own, in the order asked for', async () => {
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

    it('gives the same owner twice the same page', async () => {
      const [first, second] = await listsOf(store, 'quotations', {
        owner: 'speaker',
        owners: [mara, mara],
      })
      expect(first).toEqual(second)
      expect(first).toHaveLength(2)
    })

    it('gives an article its parts in reading order', async () => {
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

    it('knows who is quoted beside a speaker', async () => {
      await fill(store, newsFile('z.txt', { says: [SAYS_MARA, { by: 'Ivo Lind', words: 'Ah' }] }))
      const asked = { owner: 'speaker', owners: [mara, ilan] } as const
      expect(await listsOf(store, 'speakers', asked)).toEqual([['Ivo Lind'], []])
    })

    it('knows the articles, relayed words and pictures of a source', async () => {
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

  describe(`${name}: pages`, () => {
    beforeEach(() => fill(store, ...LETTERS.map((letter) => newsFile(letter))))

    it('says on which side there is more', async () => {
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

    it('goes backwards, the items still in list order', async () => {
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

    it('takes a stretch between two cursors from either end', async () => {
      const { items } = await pageOf(store, 'articles')
      const between = { after: items[0], before: items[4] }
      const all = await pageOf(store, 'articles', between)
      expect(await pathsOf(store, all)).toEqual(['b', 'c', 'd'])
      expect(all).toMatchObject({ hasMoreBefore: true, hasMoreAfter: true })
      const end = await pageOf(store, 'articles', { ...between, limit: 1, backwards: true })
      expect(await pathsOf(store, end)).toEqual(['d'])
    })

    it('answers a page of nothing', async () => {
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

    it('has one value a field in a keyset, and the id', async () => {
      const by = ['PUBLISHED desc', 'HEADLINE']
      const { items } = await pageOf(store, 'articles', { by, limit: 1 })
      expect(items[0]?.keyset).toHaveLength(3)
      expect(items[0]?.keyset.at(-1)).toBe(items[0]?.id)
    })

    it('answers a cursor that nobody gave out', async () => {
      const { items } = await pageOf(store, 'articles', { limit: 1 })
      const [item] = items
      if (!item) throw new Error('No item')
      for (const keyset of [[], ['x'], [1, 2, 3, 4], [Number.NaN, "'"]]) {
        const page = await pageOf(store, 'articles', { after: { ...item, keyset } })
        expect(page.items.length).toBeLessThanOrEqual(5)
      }
    })

    it('goes on behind an item that is gone', async () => {
      const { items } = await pageOf(store, 'articles', { limit: 2 })
      await change(store, { put: [newsFile('bb')], remove: ['b'] })
      expect(await listOf(store, 'articles', { after: items[1] })).toEqual(['bb', 'c', 'd', 'e'])
    })

    it('walks a file of many articles in the order of their text', async () => {
      const said = (words: string) => ({ says: [{ by: 'Mara Oduya', words }] })
      await fill(store, newsFeed('f.xml', { x: said('One.'), y: said('Two.'), z: said('Three.') }))
      const forward = await walk(store, 'quotations', { limit: 1 })
      expect(new Set(forward).size).toBe(3)
      expect(await walk(store, 'quotations', { limit: 1, backwards: true })).toEqual(forward)
    })
  })

  describe(`${name}: facets and timelines`, () => {
    beforeEach(() => fill(store, ...TOWN))

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

    it('divides dates, which have no words of their own', async () => {
      const [facets] = await store.facets(setOf('dates'), 'RELATION', 10, [''])
      expect(plain(facets ?? [])).toEqual([
        ['FUTURE', 2, null],
        ['PAST', 1, null],
      ])
    })

    it('names a speaker or source by id, and cuts after the first', async () => {
      const [facets] = await store.facets(setOf('articles'), 'SPEAKER', 1, [''])
      expect(facets).toEqual([
        { value: nameId('Mara Oduya'), label: 'Mara Oduya', count: 2, words: 37 },
      ])
    })

    it('divides the filtered list of each owner', async () => {
      const set = setOf('quotations', { owner: 'speaker', filter: { kinds: ['DIRECT'] } })
      const owners = [nameId('Ilan Brook'), 'stranger', nameId('Mara Oduya')]
      const facets = await store.facets(set, 'RELAY', 10, owners)
      expect(facets.map(plain)).toEqual([[['Radio Kest', 1, 4]], [], [['Norva Agency', 1, 5]]])
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

    it('lays quotations out by publication and dates by their first day', async () => {
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

  describe(`${name}: full text`, () => {
    const TEXTS = {
      'bridge.txt': 'The north bank waits for its bridge. Café owners doubt it.',
      'bank.txt': 'A bank north of the river lent 40 million for state-run ferries.',
      'hangul.txt': '대통령은 어제 서울에서 말했다.',
      'twice.txt': 'Bridge, bridge and bridge again: nothing but the bridge.',
    }
    beforeEach(() =>
      fill(store, ...Object.entries(TEXTS).map(([path, text]) => newsFile(path, { text }))),
    )

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

    it('ranks by how much an article is about the words, the headline above all', async () => {
      await fill(store, newsFile('head.txt', { headline: 'Bridge', text: 'Many other words here' }))
      const asked = { filter: { words: 'bridge' }, by: 'RELEVANCE desc' } as const
      expect((await listOf(store, 'articles', asked))[0]).toBe('head.txt')
      expect((await listOf(store, 'articles', asked)).at(-1)).toBe('bridge.txt')
    })

    it('pages through the hits of a search, newest or oldest first', async () => {
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

    it('gives every item of a ranked search its score, and none in another order', async () => {
      const scores = async (by: string, words?: string) =>
        (await pageOf(store, 'articles', { by, filter: { words } })).items.map((it) => it.score)
      const ranked = await scores('RELEVANCE desc', 'bridge')
      expect(ranked).toEqual([...ranked].sort((a, b) => Number(b) - Number(a)))
      expect(await scores('PATH', 'bridge')).toEqual(ranked.map(() => null))
    })

    it('gives the scores of some items, in whatever order they are asked for', async () => {
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

    it('shows where the words stand', async () => {
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

    it('shows them inside what was said, not around it', async () => {
      const says = [{ by: null, words: 'The bridge opens in June.' }]
      await fill(store, newsFile('q.txt', { headline: 'Bridge opens', says }))
      const id = partOf('quotation', 'q.txt', 'The bridge opens in June.')
      const [spans] = await store.highlights('quotations', 'bridge', [id])
      const [reading] = await store.readings(ids('q.txt'))
      const start = reading?.article.body.indexOf('bridge') ?? -1
      expect(spans).toEqual([{ start, end: start + 'bridge'.length }])
      expect(await store.highlights('quotations', 'bridge', ['stranger'])).toEqual([[]])
    })

    it('never fails, whatever is typed', async () => {
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
        { numRuns: 2 * runs },
      )
      const filter = { words: 'bank '.repeat(20_000) }
      expect(await listOf(store, 'articles', { filter })).toEqual(['bank.txt', 'bridge.txt'])
    })
  })

  describe(`${name}: any list, walked`, () => {
    it('is the same forwards, backwards and at once', async () => {
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
        { numRuns: runs },
      )
    }, 60_000)

    it('neither skips nor repeats what stays while files come and go', async () => {
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
        { numRuns: runs },
      )
    }, 60_000)
  })
}

function placeOf({ id, keyset }: ListItem): string {
  return JSON.stringify([id, keyset])
}

const LETTERS = ['a', 'b', 'c', 'd', 'e']

function ids(...paths: string[]): string[] {
  return paths.map((path) => articleId(path, ''))
}

async function pathsOf(store: Store, page: { items: readonly { id: string }[] }) {
  const readings = await store.readings(page.items.map(({ id }) => id))
  return readings.map((reading) => reading?.article.path)
}

/** A reading may make parts of itself when it is asked for them. */
function plain(reading: Reading | null): Reading | null {
  return reading && { ...reading, dates: reading.dates }
}

const SAYS_MARA = { by: 'Mara Oduya', words: 'Ask me tomorrow.' }

/** An article with something of everything. */
const FULL = {
  published: '2031-05-02T09:00:00',
  headline: 'Bridge to open',
  text: 'A long wait ends.',
  says: [
    {
      by: { name: 'Mara Oduya', aliases: ['Oduya'], roles: ['mayor'] },
      words: 'The bridge opens in June.',
      relays: ['Norva Agency', null],
    },
    { by: null, words: 'We were not asked.', candidates: ['Mara Oduya', 'Ilan Brook'] },
  ],
  sources: [{ name: 'Tern', role: 'PUBLISHER' }],
  dates: [{ words: 'in June', from: '2031-06-01', until: '2031-06-30', value: '2031-06' }],
  pictures: [{ caption: 'The bridge at dawn', credit: 'Quill Pictures' }],
  problems: [{ code: 'NO_HEADLINE', severity: 'WARNING' }],
  doubts: [{ code: 'DATE_IN_DOUBT', severity: 'INFO' }],
} as const

/** Three dated articles, an undated one and a file that is none. */
const TOWN = [
  newsFile('news/jan.txt', {
    published: '2031-01-05T08:00:00',
    headline: 'Nobody wants the ferry',
    text: 'It has crossed the strait for forty years.',
    says: [{ by: 'Mara Oduya', words: 'The ferry stays.', tier: 'HIGH', confidence: 0.95 }],
    sources: [{ name: 'Norva Agency', role: 'WIRE_AGENCY', kind: 'WIRE_AGENCY' }],
    dates: [
      {
        words: 'in June',
        from: '2031-06-01',
        until: '2031-06-30',
        relation: 'FUTURE',
        certainty: 0.99,
      },
    ],
  }),
  newsFile('feb.txt', {
    published: '2031-02-10T23:59:59',
    headline: 'Money for the bridge',
    says: [
      { by: 'Mara Oduya', words: 'We will pay for it.', relays: ['Norva Agency'], confidence: 0.9 },
      {
        by: null,
        words: 'Nobody asked us.',
        candidates: ['Tess Arden'],
        tier: 'LOW',
        confidence: 0.2,
      },
    ],
    sources: [{ name: 'Tern', role: 'PUBLISHER' }],
    dates: [
      {
        words: 'from 2035 on',
        from: '2035-01-01',
        until: null,
        relation: 'FUTURE',
        certainty: 0.8,
      },
      { words: 'at some time', type: 'DURATION', certainty: 0.5 },
    ],
    pictures: [{ caption: 'Fishermen wait', isFilePhoto: true }],
    doubts: [{ code: 'DATE_IN_DOUBT', severity: 'WARNING' }],
  }),
  newsFile('news/mar.txt', {
    published: '2031-03-01T00:00:00',
    headline: 'A leak',
    says: [
      {
        by: { name: 'Ilan Brook', aliases: ['the chief engineer'] },
        words: 'The ferry is old.',
        relays: ['Radio Kest'],
        confidence: 0.8,
      },
      { by: 'Ilan Brook', words: 'It leaks.', kind: 'INDIRECT', confidence: 0.1 },
    ],
    sources: [{ name: 'Tern', role: 'PUBLISHER' }],
    dates: [{ words: 'on Monday', from: '2031-02-24', relation: 'PAST', certainty: 0.4 }],
    problems: [
      { code: 'NO_HEADLINE', severity: 'WARNING' },
      { code: 'CONTROL_CHARACTERS', severity: 'INFO' },
    ],
  }),
  newsFile('undated.txt', {
    language: 'ko',
    headline: 'Zebra',
    pictures: [{ caption: 'The bridge at dawn', credit: 'Quill Pictures' }],
  }),
  badFile('bad.bin', 'BINARY_FILE', 'ERROR'),
]

const BOTH = ['Ilan Brook', 'Mara Oduya']
const ALL_QUOTING = ['feb.txt', 'news/jan.txt', 'news/mar.txt']
const OPEN_AND_JUNE = ['from 2035 on', 'in June']
const MONDAY = ['on Monday']
const KEST = 'Radio Kest'
const OF_MARCH = ['NO_HEADLINE news/mar.txt', 'CONTROL_CHARACTERS news/mar.txt']
const OF_MARA = ['We will pay for it.', 'The ferry stays.']
const SURE = ['The ferry is old.', 'We will pay for it.', 'The ferry stays.']
const OLDER = ['We will pay for it.', 'Nobody asked us.', 'The ferry stays.']
const SLIGHT = [
  'DATE_IN_DOUBT feb.txt',
  'NO_HEADLINE news/mar.txt',
  'CONTROL_CHARACTERS news/mar.txt',
]

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

const ORDERS: { readonly [L in keyof Lists]: readonly Exclude<Lists[L]['order'], 'RELEVANCE'>[] } =
  {
    articles: ['PUBLISHED', 'PATH', 'HEADLINE', 'WORD_COUNT'],
    quotations: ['PUBLISHED', 'TEXT', 'CONFIDENCE', 'WORD_COUNT'],
    speakers: ['NAME', 'QUOTATIONS', 'LAST_QUOTED'],
    sources: ['NAME', 'ARTICLES'],
    dates: ['DATE', 'PUBLISHED', 'TEXT', 'CERTAINTY'],
    pictures: ['PUBLISHED', 'TEXT'],
    problems: ['SEVERITY', 'PATH'],
  }

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

const LISTS = Object.keys(ORDERS) as (keyof Lists)[]

const QUESTION = fc.constantFrom(...LISTS).chain((list) =>
  fc.record({
    list: fc.constant(list),
    filter: fc.constantFrom(...FILTERS[list]),
    by: fc.array(
      fc
        .tuple(fc.constantFrom(...ORDERS[list]), fc.boolean())
        .map(([field, descending]) => (descending ? `${field} desc` : field)),
      { minLength: 1, maxLength: 2 },
    ),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
)
