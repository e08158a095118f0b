import { renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { parse, subscribe } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createContext, type ServedArchive } from '../../schema/context.ts'
import { schema } from '../../schema/index.ts'
import { badFile, newsFile } from '../store/news.ts'
import { article, openFiles, writeFiles } from '../support/archive.ts'
import { type Answer, ask } from '../support/graphql.ts'
import { refusals, textAt, textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { serve } from '../support/served.ts'

const ferry = article('Ferry sails', '2031-03-01 10:00:00', '"The ferry sails," said Ada Lind.')
const crane = article('Crane falls', '2031-03-02 10:00:00', '"The crane fell," said Bo Marsk.')

const revisionOf = async (archive: ServedArchive) =>
  textAt(await ask(archive, '{ archive { revision } }'), 'archive.revision')

const changesSince = (archive: ServedArchive, revision: string) =>
  ask(
    archive,
    `query ($revision: String!) { archive { changesSince(revision: $revision) {
      from to addedCount changedCount removedCount removed
      added { path headline } changed { path headline }
    } } }`,
    { revision },
  )

describe('the archive', () => {
  it('has counts and a state', async () => {
    const archive = await openFiles(
      { 'a.txt': ferry, 'b.txt': crane, 'empty.txt': '' },
      { settings: { name: 'The Ild' }, now: () => new Date('2031-04-01T12:00:00Z') },
    )
    const answer = await ask(
      archive,
      `{ archive { name state indexedAt articleCount quotationCount speakerCount
          problems { nodes { code severity path line column span { exact } hint } } } }`,
    )
    expect(valueAt(answer, 'archive')).toEqual({
      name: 'The Ild',
      state: 'READY',
      indexedAt: '2031-04-01T12:00:00.000Z',
      articleCount: 2,
      quotationCount: 2,
      speakerCount: 2,
      problems: {
        nodes: [
          {
            code: 'EMPTY_FILE',
            severity: 'WARNING',
            path: 'empty.txt',
            line: null,
            column: null,
            span: null,
            hint: 'Remove the file or put its text back.',
          },
        ],
      },
    })
  })

  it('has zero counts and empty lists when the folder is empty', async () => {
    const archive = await openFiles({})
    const lists = ['articles', 'quotations', 'speakers', 'sources', 'dates', 'pictures']
    const answer = await ask(
      archive,
      `{ archive { name articleCount quotationCount speakerCount sourceCount problems { totalCount } }
        ${lists.map((list) => `${list} { totalCount nodes { id } pageInfo { hasNextPage endCursor } }`).join(' ')} }`,
    )
    expect(valueAt(answer, 'archive')).toEqual({
      name: null,
      articleCount: 0,
      quotationCount: 0,
      speakerCount: 0,
      sourceCount: 0,
      problems: { totalCount: 0 },
    })
    for (const list of lists) {
      expect(valueAt(answer, list)).toEqual({
        totalCount: 0,
        nodes: [],
        pageInfo: { hasNextPage: false, endCursor: null },
      })
    }
  })
})

describe('the revision', () => {
  it('does not change when a file is touched, moved away and back, or read again', async () => {
    const archive = await openFiles({ 'a.txt': ferry })
    const before = await revisionOf(archive)
    utimesSync(join(archive.folder, 'a.txt'), new Date(), new Date('2032-01-01'))
    expect(await archive.refresh()).toBeNull()
    renameSync(join(archive.folder, 'a.txt'), join(archive.folder, 'b.txt'))
    renameSync(join(archive.folder, 'b.txt'), join(archive.folder, 'a.txt'))
    expect(await archive.refresh()).toBeNull()
    expect(await revisionOf(archive)).toBe(before)
  })

  it('is the same for the same files anywhere', async () => {
    const files = { 'a.txt': ferry, 'b/c.txt': crane, 'empty.txt': '' }
    const one = await openFiles(files)
    const other = await openFiles(files)
    expect(await revisionOf(one)).toBe(await revisionOf(other))
  })

  it.each([
    ['other words', { 'a.txt': ferry.replace('sails', 'stays') }],
    ['another path', { 'b.txt': ferry }],
    ['one more article', { 'a.txt': ferry, 'b.txt': crane }],
    ['one more problem', { 'a.txt': ferry, 'empty.txt': '' }],
    ['no article', {}],
    [
      'another line end, which the size of the file shows',
      { 'a.txt': ferry.replaceAll('\n', '\r\n') },
    ],
  ])('differs for %s', async (_title, files) => {
    const before = await revisionOf(await openFiles({ 'a.txt': ferry }))
    expect(await revisionOf(await openFiles(files))).not.toBe(before)
  })

  it.each([
    ['a name', { name: 'The Ild' }],
    ['a zone', { timeZone: 'Asia/Seoul' }],
    ['a publisher', { publisher: 'Harbour Post' }],
  ])('differs with %s in the settings', async (_title, settings) => {
    const before = await revisionOf(await openFiles({ 'a.txt': ferry }))
    expect(await revisionOf(await openFiles({ 'a.txt': ferry }, { settings }))).not.toBe(before)
  })

  it('returns to its old value when a change is undone', async () => {
    const archive = await openFiles({ 'a.txt': ferry })
    const before = await revisionOf(archive)
    writeFiles(archive.folder, { 'b.txt': crane })
    await archive.refresh()
    rmSync(join(archive.folder, 'b.txt'))
    await archive.refresh()
    expect(await revisionOf(archive)).toBe(before)
  })
})

describe('the changes since a revision', () => {
  it('name what was added, changed and removed by several refreshes', async () => {
    const archive = await openFiles({ 'a.txt': ferry, 'b.txt': crane })
    const first = await revisionOf(archive)
    const tower = crane.replace('Crane', 'Tower')
    writeFiles(archive.folder, { 'd.txt': tower, 'a.txt': ferry.replace('Ferry', 'Boat') })
    await archive.refresh()
    const second = await revisionOf(archive)
    rmSync(join(archive.folder, 'b.txt'))
    await archive.refresh()
    const third = await revisionOf(archive)

    expect(valueAt(await changesSince(archive, first), 'archive.changesSince')).toEqual({
      from: first,
      to: third,
      addedCount: 1,
      added: [{ path: 'd.txt', headline: 'Tower falls' }],
      changedCount: 1,
      changed: [{ path: 'a.txt', headline: 'Boat sails' }],
      removedCount: 1,
      removed: ['b.txt'],
    })
    expect(valueAt(await changesSince(archive, second), 'archive.changesSince')).toMatchObject({
      from: second,
      to: third,
      addedCount: 0,
      changedCount: 0,
      removed: ['b.txt'],
    })
  })

  it('are empty since the current revision', async () => {
    const archive = await openFiles({ 'a.txt': ferry })
    const now = await revisionOf(archive)
    expect(valueAt(await changesSince(archive, now), 'archive.changesSince')).toEqual({
      from: now,
      to: now,
      addedCount: 0,
      added: [],
      changedCount: 0,
      changed: [],
      removedCount: 0,
      removed: [],
    })
  })

  it('omit articles that were added and removed again, and changes that were undone', async () => {
    const archive = await openFiles({ 'a.txt': ferry })
    const first = await revisionOf(archive)
    writeFiles(archive.folder, { 'a.txt': crane, 'b.txt': crane })
    await archive.refresh()
    writeFiles(archive.folder, { 'a.txt': ferry })
    rmSync(join(archive.folder, 'b.txt'))
    await archive.refresh()
    expect(valueAt(await changesSince(archive, first), 'archive.changesSince')).toMatchObject({
      addedCount: 0,
      changedCount: 0,
      removedCount: 0,
    })
  })

  it.each(['', 'yesterday', '\0', "' OR 1 --"])(
    'are null with an error since the unknown revision %j',
    async (revision) => {
      const archive = await openFiles({ 'a.txt': ferry })
      const answer = await changesSince(archive, revision)
      expect(answer.data).toEqual({ archive: { changesSince: null } })
      expect(refusals(answer)).toEqual([
        {
          code: 'UNKNOWN_REVISION',
          message: `This index does not know the revision "${revision}". Read everything again.`,
        },
      ])
    },
  )

  it('list some ids in order of path, and count all', async () => {
    const archive = await openFiles({})
    const empty = await revisionOf(archive)
    const paths = Array.from({ length: 25 }, (_, at) => `${String(at).padStart(2, '0')}.txt`)
    writeFiles(archive.folder, Object.fromEntries(paths.map((path) => [path, ferry])))
    await archive.refresh()
    const since = (first: string) =>
      ask(
        archive,
        `{ archive { changesSince(revision: "${empty}") { addedCount added${first} { path } } } }`,
      )
    const answer = await since('')
    expect(valueAt(answer, 'archive.changesSince.addedCount')).toBe(25)
    expect(textsAt(answer, 'archive.changesSince.added.path')).toEqual(paths.slice(0, 20))
    expect(textsAt(await since('(first: 100)'), 'archive.changesSince.added.path')).toEqual(paths)
    expect(refusals(await since('(first: 101)'))).toMatchObject([{ code: 'BAD_PAGE_SIZE' }])
  })
})

describe('archiveChanged', () => {
  const listen = async (archive: ServedArchive, selection: string, since?: string) => {
    const stream = await subscribe({
      schema,
      document: parse(
        `subscription ($since: String) { archiveChanged(since: $since) { ${selection} } }`,
      ),
      variableValues: { since },
      contextValue: createContext(archive),
    })
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream))
    const next = async (): Promise<Answer> =>
      JSON.parse(JSON.stringify((await stream.next()).value ?? {}))
    return { stream, next, end: () => stream.return(undefined) }
  }

  it('sends one event for each refresh that changes something, with the data of that revision', async () => {
    const archive = await openFiles({ 'a.txt': ferry })
    const before = await revisionOf(archive)
    const { next, end } = await listen(
      archive,
      'from to addedCount changedCount removed added { path headline } changed { path headline }',
    )
    const first = next()
    await archive.refresh()
    writeFiles(archive.folder, { 'b.txt': crane, 'c.txt': ferry })
    await archive.refresh()
    const between = await revisionOf(archive)
    expect(valueAt(await first, 'archiveChanged')).toEqual({
      from: before,
      to: between,
      addedCount: 2,
      added: [
        { path: 'b.txt', headline: 'Crane falls' },
        { path: 'c.txt', headline: 'Ferry sails' },
      ],
      changedCount: 0,
      changed: [],
      removed: [],
    })

    const second = next()
    writeFiles(archive.folder, { 'b.txt': crane.replace('Crane', 'Tower') })
    rmSync(join(archive.folder, 'c.txt'))
    await archive.refresh()
    expect(valueAt(await second, 'archiveChanged')).toEqual({
      from: between,
      to: await revisionOf(archive),
      addedCount: 0,
      added: [],
      changedCount: 1,
      changed: [{ path: 'b.txt', headline: 'Tower falls' }],
      removed: ['c.txt'],
    })
    await end()
  })

  it('sends every event to every subscriber', async () => {
    const archive = await openFiles({})
    const listeners = await Promise.all([1, 2, 3].map(() => listen(archive, 'added { path }')))
    const events = listeners.map(({ next }) => next())
    writeFiles(archive.folder, { 'a.txt': ferry })
    await archive.refresh()
    for (const event of events) {
      expect(textsAt(await event, 'archiveChanged.added.path')).toEqual(['a.txt'])
    }
    await Promise.all(listeners.map(({ end }) => end()))
  })

  it('merges several changes into one event for a slow subscriber', async () => {
    const archive = await openFiles({ 'old.txt': ferry })
    const { next, end } = await listen(archive, 'from to added { path } removed')
    const first = next()
    const revisions = [await revisionOf(archive)]
    for (const path of ['a.txt', 'b.txt', 'c.txt']) {
      writeFiles(archive.folder, { [path]: crane })
      if (path === 'c.txt') rmSync(join(archive.folder, 'old.txt'))
      await archive.refresh()
      if (path === 'a.txt') await first
      revisions.push(await revisionOf(archive))
    }
    expect(textsAt(await first, 'archiveChanged.added.path')).toEqual(['a.txt'])
    expect(valueAt(await next(), 'archiveChanged')).toEqual({
      from: revisions[1],
      to: revisions[3],
      added: [{ path: 'b.txt' }, { path: 'c.txt' }],
      removed: ['old.txt'],
    })
    await end()
  })

  it('first sends the difference from the revision of the subscriber', async () => {
    const archive = await openFiles({ 'a.txt': ferry })
    const before = await revisionOf(archive)
    writeFiles(archive.folder, { 'b.txt': crane })
    await archive.refresh()
    const { next, end } = await listen(archive, 'from added { path }', before)
    expect(valueAt(await next(), 'archiveChanged')).toEqual({
      from: before,
      added: [{ path: 'b.txt' }],
    })
    const second = next()
    writeFiles(archive.folder, { 'c.txt': crane })
    await archive.refresh()
    expect(textsAt(await second, 'archiveChanged.added.path')).toEqual(['c.txt'])
    await end()
    const refusal = listen(archive, 'to', 'never')
    await expect(refusal).rejects.toThrow('UNKNOWN_REVISION')
  })

  it('ends immediately when its subscriber leaves', async () => {
    const archive = await openFiles({})
    const { next, end } = await listen(archive, 'to')
    const event = next()
    await end()
    expect(await event).toEqual({})
  })

  it('ends with the archive, which may be closed twice', async () => {
    const archive = await openFiles({})
    const { stream } = await listen(archive, 'to')
    const event = stream.next()
    await archive.close()
    await archive.close()
    expect(await event).toEqual({ done: true, value: undefined })
  })
})

describe('problems', () => {
  const doubted = article(
    'Ferry sails',
    '2031-03-03 10:00:00',
    'PORT SELM, Aug. 9 (Northern Wire) -- The ferry sails.',
  )

  it('of an article include those of its file, its reading and its date', async () => {
    const archive = await serve([
      newsFile('a.txt', {
        published: '2031-03-01T10:00:00',
        problems: [{ code: 'UNDECODABLE_BYTES', severity: 'WARNING' }],
        doubts: [{ code: 'DATE_IN_DOUBT', severity: 'WARNING' }],
      }),
      badFile('b.txt', 'BINARY_FILE', 'ERROR'),
    ])
    const answer = await ask(
      archive,
      `{ articles { nodes { problems { code } published { doubts { code } } } }
        archive { problems { totalCount nodes { code } } } }`,
    )
    expect(textsAt(answer, 'articles.nodes.problems.code')).toEqual([
      'UNDECODABLE_BYTES',
      'DATE_IN_DOUBT',
    ])
    expect(textsAt(answer, 'articles.nodes.published.doubts.code')).toEqual(['DATE_IN_DOUBT'])
    expect(valueAt(answer, 'archive.problems.totalCount')).toBe(3)
    expect(textsAt(answer, 'archive.problems.nodes.code')[0]).toBe('BINARY_FILE')
  })

  it('have a span with line and column', async () => {
    const archive = await openFiles({ 'a.txt': doubted })
    const shown = `code line column span { exact line column }`
    const answer = await ask(
      archive,
      `{ articles { nodes { published { doubts { ${shown} } } problems { ${shown} } } }
        archive { problems { nodes { ${shown} } } } }`,
    )
    const doubt = {
      code: 'DATE_IN_DOUBT',
      line: 3,
      column: 12,
      span: { exact: 'Aug. 9', line: 3, column: 12 },
    }
    expect(valuesAt(answer, 'articles.nodes.published.doubts')).toEqual([doubt])
    expect(valuesAt(answer, 'articles.nodes.problems')).toEqual([doubt])
    expect(valuesAt(answer, 'archive.problems.nodes')).toEqual([doubt])
  })
})

describe('the time of publication', () => {
  const PUBLISHED = `published { local precision instant timeZone zoneBasis basis literal { exact } }`
  const published = async (time: string, timeZone: string | null = null) => {
    const archive = await openFiles(
      { 'a.txt': article('Ferry sails', time, 'The ferry sails.') },
      { settings: { timeZone } },
    )
    return valueAt(
      await ask(archive, `{ articles { nodes { ${PUBLISHED} } } }`),
      'articles.nodes.published',
    )
  }

  it('is a local time without an instant when the time zone is unknown', async () => {
    expect(await published('2031-07-15 16:34:51')).toEqual({
      local: '2031-07-15T16:34:51',
      precision: 'SECOND',
      instant: null,
      timeZone: null,
      zoneBasis: 'UNKNOWN',
      basis: 'HEADER',
      literal: { exact: expect.stringMatching(/2031-07-15 16:34:51$/) },
    })
  })

  it('has an instant when a time zone is configured', async () => {
    expect(await published('2031-07-15 16:34:51', 'Asia/Seoul')).toMatchObject({
      local: '2031-07-15T16:34:51',
      instant: '2031-07-15T07:34:51Z',
      timeZone: 'Asia/Seoul',
      zoneBasis: 'CONFIGURED',
    })
  })

  it('is null when the article prints none', async () => {
    const archive = await openFiles({ 'a.txt': 'Ferry sails\n\nThe ferry sails on.' })
    const answer = await ask(archive, `{ articles { nodes { path ${PUBLISHED} } } }`)
    expect(valueAt(answer, 'articles.nodes')).toEqual({ path: 'a.txt', published: null })
  })
})
