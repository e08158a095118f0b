import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { articleId, nameId } from '../../../src/identity/ids.ts'
import type { Store } from '../../../src/store/store.ts'
import { STAMP, change, fill, listOf, pageOf } from '../asking.ts'
import { type News, badFile, newsFeed, newsFile } from '../news.ts'
import { FULL, ids } from './town.ts'

/** Changes, revisions, and what the store computes from them. */
export function writeContract(open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    store = await open()
  })
  afterEach(async () => {
    await store.close()
  })

  describe('changes', () => {
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

    it('makes a change visible at once, with another generation', async () => {
      const before = await store.generation()
      await fill(store, newsFile('a.txt'), newsFile('b.txt'))
      expect(await listOf(store, 'articles')).toEqual(['a.txt', 'b.txt'])
      expect(await store.generation()).not.toBe(before)
    })

    it('allows one change at a time', async () => {
      const first = await store.beginChange()
      await expect((async () => store.beginChange())()).rejects.toThrow('has begun')
      await first.abort()
      await first.abort()
      await fill(store, newsFile('a.txt'))
      expect(await listOf(store, 'articles')).toEqual(['a.txt'])
    })

    it('aborts an open change when it is closed, and may be closed twice', async () => {
      const change = await store.beginChange()
      await change.put([newsFile('a.txt')])
      await store.close()
      await store.close()
    })

    it('is INDEXING before the first commit, and has the stamp and counts after it', async () => {
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

    it('replaces the articles of a file', async () => {
      await fill(store, newsFile('a.txt', { says: [{ by: 'Mara Oduya', words: 'We wait.' }] }))
      await fill(store, newsFile('a.txt', { says: [{ by: 'Ilan Brook', words: 'We go.' }] }))
      expect(await listOf(store, 'quotations')).toEqual(['We go.'])
      expect(await listOf(store, 'speakers')).toEqual(['Ilan Brook'])
      expect(await listOf(store, 'quotations', { filter: { words: 'wait' } })).toEqual([])
      expect(await store.archive()).toMatchObject({ articleCount: 1, quotationCount: 1 })
    })

    it('removes a file with everything from it', async () => {
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

    it('does nothing for unchanged files, whatever their times', async () => {
      const file = newsFile('a.txt', FULL)
      await fill(store, file)
      const before = await store.archive()
      expect(await fill(store, file)).toBeNull()
      const touched = file.file && { ...file.file, modified: '2032-02-02T00:00:00Z' }
      expect(await fill(store, { ...file, file: touched })).toBeNull()
      expect(await store.archive()).toEqual(before)
    })

    it('stores the hash of every file, empty for unreadable files', async () => {
      const file = newsFile('a.txt')
      await fill(store, file, badFile('b.bin', 'BINARY_FILE', 'ERROR'))
      expect(await store.hashesByPath()).toEqual(
        new Map([
          ['a.txt', file.file?.hash],
          ['b.bin', ''],
        ]),
      )
    })

    it('finds the files of a path, and files with the same bytes', async () => {
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

    it('keeps the unchanged articles of a changed file', async () => {
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

  describe('revisions', () => {
    it('is the same for the same content in any order', async () => {
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

    it('lists what a commit added, changed and removed', async () => {
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
        removedIds: ids('b.txt'),
      })
    })

    it('lists the differences from any earlier revision', async () => {
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
        removedIds: [],
      })
      expect(await store.changesSince(third?.to ?? '')).toEqual({
        from: third?.to,
        to,
        added: ids('a.txt', 'e.txt'),
        changed: [],
        removed: ['d.txt'],
        removedIds: ids('d.txt'),
      })
      expect(await store.changesSince(to)).toMatchObject({ added: [], changed: [], removed: [] })
    })

    it('knows which quotations an article has got since a revision', async () => {
      const says = (...words: string[]) => ({
        says: words.map((each) => ({ by: 'Mara Oduya', words: each })),
      })
      const first = await fill(store, newsFile('a.txt', says('We wait.')), newsFile('b.txt'))
      const second = await fill(store, newsFile('a.txt', says('We sail.', 'We wait.')))
      const third = await fill(
        store,
        newsFile('a.txt', { ...says('We sail.', 'We wait.'), headline: 'Corrected' }),
        newsFile('b.txt', says('We stay.')),
      )
      const since = (revision = '') =>
        store.quotationsSince(revision, ids('a.txt', 'b.txt', 'none.txt'))
      const readings = await store.readings(ids('a.txt', 'b.txt'))
      const [sail, stay] = readings.map((reading) => reading?.quotations[0]?.id)
      expect(await since(first?.to)).toEqual([[sail], [stay], []])
      expect(await since(second?.to)).toEqual([[], [stay], []])
      expect(await since(third?.to)).toEqual([[], [], []])
      expect(await since('elsewhere')).toBeNull()
    })

    it('returns null for unknown revisions', async () => {
      await fill(store, newsFile('a.txt'))
      expect(await store.changesSince('elsewhere')).toBeNull()
    })
  })

  describe('items of a provider', () => {
    it('serves the newest version, and the earlier ones from it', async () => {
      const versions = ['1', '2', '10'].map((version) =>
        newsFile(`${version}.txt`, { item: ['ferry-7', version], text: `Version ${version}` }),
      )
      await fill(store, ...versions)
      const id = versions[0]?.readings[0]?.id ?? ''
      const pathsBefore = async () => {
        const [earlier = []] = await store.earlierVersions([id])
        return earlier.map(({ article }) => article.path)
      }
      expect(await listOf(store, 'articles')).toEqual(['10.txt'])
      expect(await pathsBefore()).toEqual(['2.txt', '1.txt'])
      expect(await change(store, { remove: ['10.txt'] })).toMatchObject({
        added: [],
        changed: [id],
        removed: [],
      })
      expect(await listOf(store, 'articles')).toEqual(['2.txt'])
      expect(await pathsBefore()).toEqual(['1.txt'])
      expect(await store.archive()).toMatchObject({ articleCount: 1 })
    })
  })

  describe('speakers and sources of the archive', () => {
    it('merges the forms of a speaker', async () => {
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

    it('finds candidates by id, and only quoted speakers by name and in lists', async () => {
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

    it('removes the names and counts of a removed article', async () => {
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

    it('are the same after a change of an article as in a new index', async () => {
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

    it('have the kind that most articles give', async () => {
      const at = (path: string, kind: 'PUBLISHER' | 'STATE_MEDIA') =>
        newsFile(path, { sources: [{ name: 'Radio Kest', role: 'RELAY', kind }] })
      await fill(store, at('1', 'PUBLISHER'), at('2', 'STATE_MEDIA'), at('3', 'STATE_MEDIA'))
      const [source] = await store.sources([nameId('Radio Kest')])
      expect(source?.kind).toBe('STATE_MEDIA')
    })

    it('have no first or last quotation in undated articles', async () => {
      await fill(store, newsFile('1.txt', { says: [{ by: 'Mara Oduya', words: 'Yes' }] }))
      const [speaker] = await store.speakers([nameId('Mara Oduya')])
      expect(speaker).toMatchObject({ firstQuotedIn: null, lastQuotedIn: null })
    })
  })

  describe('problems', () => {
    it('stores problems of files and of articles, with their article', async () => {
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

    it('keeps the id of a problem when other content changes', async () => {
      const bad = badFile('a.bin', 'BINARY_FILE', 'ERROR')
      await fill(store, bad)
      const before = (await pageOf(store, 'problems')).items.map(({ id }) => id)
      const more = badFile('a.bin', 'LINK_LOOP', 'ERROR').problems
      await fill(store, { ...bad, problems: [...more, ...bad.problems] }, newsFile('b.txt'))
      expect((await store.problems(before)).map((it) => it?.code)).toEqual(['BINARY_FILE'])
    })
  })
}
