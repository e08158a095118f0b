import { beforeEach, describe, expect, it } from 'vitest'
import { newsFile } from '../store/news.ts'
import { article, openFiles } from '../support/archive.ts'
import { codesOf, textAt, textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'

describe('a speaker of several articles', () => {
  let archive: WrittenArchive
  beforeEach(async () => {
    archive = await serve([
      newsFile('undated.txt', {
        says: [{ by: { name: 'Ada Lind', aliases: ['the Pilot'], roles: ['pilot'] }, words: 'A' }],
      }),
      newsFile('2030.txt', {
        published: '2030-01-01T08:00:00',
        says: [
          { by: { name: 'Ada Lind', aliases: ['Lind'], roles: ['pilot'] }, words: 'B' },
          { by: 'Bo Marsk', words: 'C' },
        ],
      }),
      newsFile('2031.txt', {
        published: '2031-01-01T08:00:00',
        says: [
          { by: { name: 'Ada Lind', aliases: ['Lind'], roles: ['mayor', 'pilot'] }, words: 'D' },
          { by: null, words: 'E', candidates: ['Cy Thorne', 'Ada Lind'] },
        ],
      }),
      newsFile('2032.txt', {
        published: '2032-01-01T08:00:00',
        says: [{ by: null, words: 'F', candidates: ['Ada Lind', 'Bo Marsk'] }],
      }),
    ])
  })

  const lind = (selection: string) =>
    ask(archive, `{ speaker(by: { name: "Ada Lind" }) { ${selection} } }`)

  it('has aliases, the most frequent first', async () => {
    expect(valuesAt(await lind('aliases'), 'speaker.aliases')).toEqual(['Lind', 'the Pilot'])
  })

  it('has roles with the dates of the first and last articles that state them', async () => {
    const answer = await lind('roles { text articles first { local } last { local } }')
    expect(valuesAt(answer, 'speaker.roles')).toEqual([
      {
        text: 'pilot',
        articles: 3,
        first: { local: '2030-01-01T08:00:00' },
        last: { local: '2031-01-01T08:00:00' },
      },
      {
        text: 'mayor',
        articles: 1,
        first: { local: '2031-01-01T08:00:00' },
        last: { local: '2031-01-01T08:00:00' },
      },
    ])
  })

  it('is first and last quoted in dated articles', async () => {
    const answer = await lind('firstQuoted { local } lastQuoted { local }')
    expect(valueAt(answer, 'speaker')).toEqual({
      firstQuoted: { local: '2030-01-01T08:00:00' },
      lastQuoted: { local: '2031-01-01T08:00:00' },
    })
  })

  it('is quoted with the other speakers of the same articles', async () => {
    const answer = await lind('quotedWith { totalCount nodes { name } }')
    expect(valueAt(answer, 'speaker.quotedWith')).toEqual({
      totalCount: 1,
      nodes: [{ name: 'Bo Marsk' }],
    })
  })

  it('has filters for co-quoted speakers and for articles', async () => {
    const answer = await lind(`quotedWith(filter: { name: "cy" }) { totalCount }
      articles(filter: { path: "2030" }) { nodes { path } }
      quotations(filter: { article: { published: { from: "2031-01-01" } } }) { nodes { text } }`)
    expect(valueAt(answer, 'speaker')).toEqual({
      quotedWith: { totalCount: 0 },
      articles: { nodes: [{ path: '2030.txt' }] },
      quotations: { nodes: [{ text: 'D' }] },
    })
  })

  it('is only a candidate when an article is ambiguous', async () => {
    const answer = await ask(
      archive,
      `{ article(by: { path: "2032.txt" }) {
          speakers { totalCount }
          quotations { nodes { speaker { name } basis candidates { name } } }
        } }`,
    )
    expect(valueAt(answer, 'article')).toEqual({
      speakers: { totalCount: 0 },
      quotations: {
        nodes: [
          {
            speaker: null,
            basis: 'NONE',
            candidates: [{ name: 'Ada Lind' }, { name: 'Bo Marsk' }],
          },
        ],
      },
    })
  })

  it('is not listed when it is only a candidate', async () => {
    const answer = await ask(
      archive,
      `{ speakers(orderBy: [NAME_ASC]) { totalCount nodes { name } } archive { speakerCount } }`,
    )
    expect(textsAt(answer, 'speakers.nodes.name')).toEqual(['Ada Lind', 'Bo Marsk'])
    expect(valueAt(answer, 'speakers.totalCount')).toBe(2)
    expect(valueAt(answer, 'archive.speakerCount')).toBe(2)
    expect(codesOf(await ask(archive, '{ speaker(by: { name: "Cy Thorne" }) { id } }'))).toEqual([
      'NOT_FOUND',
    ])
  })

  it('keeps its id until its last article is removed', async () => {
    const id = textAt(await lind('id'), 'speaker.id')
    await archive.remove('2030.txt', '2031.txt', '2032.txt')
    expect(valueAt(await lind('id aliases'), 'speaker')).toEqual({ id, aliases: ['the Pilot'] })
    await archive.remove('undated.txt')
    expect(codesOf(await lind('id'))).toEqual(['NOT_FOUND'])
    expect(await ask(archive, `{ node(id: "${id}") { id } }`)).toEqual({ data: { node: null } })
  })
})

describe('a speaker with sameAs pages', () => {
  it('is found by each page, and not by the words of its address', async () => {
    const archive = await openFiles({
      'a.txt': article('Ferry', '2031-03-01 10:00:00', '"It sails," said Ada Lind.'),
      'speakers.yaml':
        '- name: Ada Lind\n  sameAs: [https://who.example/Q12, https://a.example/lind]',
    })
    const answer = await ask(
      archive,
      `{ speaker(by: { sameAs: "https://who.example/Q12" }) { name sameAs }
         speakers(filter: { name: "example" }) { totalCount } }`,
    )
    expect(valueAt(answer, 'speaker')).toEqual({
      name: 'Ada Lind',
      sameAs: ['https://who.example/Q12', 'https://a.example/lind'],
    })
    expect(valueAt(answer, 'speakers.totalCount')).toBe(0)
    const other = await ask(
      archive,
      '{ speaker(by: { sameAs: "https://who.example/Q1" }) { name } }',
    )
    expect(codesOf(other)).toEqual(['NOT_FOUND'])
  })
})

describe('an organisation that is a speaker and a source', () => {
  const files = [
    newsFile('a.txt', {
      headline: 'Relayed',
      says: [
        { by: { name: 'Water Board', kind: 'ORGANIZATION' }, words: 'We said so' },
        { by: 'Ada Lind', words: 'They said so', relays: ['Water Board'] },
        { by: 'Bo Marsk', words: 'State media said so', relays: [null] },
      ],
      pictures: [{ caption: 'A lock', credit: 'Water Board' }],
      sources: [{ name: 'Water Board', role: 'PUBLISHER', kind: 'OTHER' }],
    }),
  ]

  it('has a speaker and a source that refer to each other', async () => {
    const archive = await serve(files)
    const answer = await ask(
      archive,
      `{ speaker(by: { name: "Water Board" }) { id kind source { id kind speaker { id source { name } } } }
         source(by: { name: "Water Board" }) { id speaker { id } } }`,
    )
    const speaker = textAt(answer, 'speaker.id')
    const source = textAt(answer, 'source.id')
    expect(speaker).not.toBe(source)
    expect(valueAt(answer, 'speaker')).toMatchObject({
      kind: 'ORGANIZATION',
      source: { id: source, speaker: { id: speaker, source: { name: 'Water Board' } } },
    })
    expect(valueAt(answer, 'source.speaker.id')).toBe(speaker)
  })

  it('has articles, relayed quotations and pictures for each role', async () => {
    const archive = await serve(files)
    const answer = await ask(
      archive,
      `{ source(by: { name: "Water Board" }) {
          any: articles { totalCount }
          ran: articles(role: [PUBLISHER]) { nodes { path sources(role: [PUBLISHER]) { source { name } } } }
          wrote: articles(role: [WIRE_AGENCY, AUTHOR]) { totalCount }
          none: articles(role: []) { totalCount }
          relayed { nodes { text relays { source { name } } } }
          pictures { nodes { caption creditText credits { role source { name } } article { path } } }
        } }`,
    )
    expect(valueAt(answer, 'source')).toEqual({
      any: { totalCount: 1 },
      ran: { nodes: [{ path: 'a.txt', sources: [{ source: { name: 'Water Board' } }] }] },
      wrote: { totalCount: 0 },
      none: { totalCount: 0 },
      relayed: { nodes: [{ text: 'They said so', relays: [{ source: { name: 'Water Board' } }] }] },
      pictures: {
        nodes: [
          {
            caption: 'A lock',
            creditText: 'Water Board',
            credits: [{ role: 'PICTURE_CREDIT', source: { name: 'Water Board' } }],
            article: { path: 'a.txt' },
          },
        ],
      },
    })
  })

  it('has no counterpart when only one of the two is known, or for a medium without a name', async () => {
    const archive = await serve(files)
    const answer = await ask(
      archive,
      `{ speaker(by: { name: "Ada Lind" }) { source { id } }
         quotations(filter: { speaker: { name: "Bo Marsk" } }) {
           nodes { relays { source { id } span { exact } } }
         } }`,
    )
    expect(valueAt(answer, 'speaker.source')).toBeNull()
    expect(valueAt(answer, 'quotations.nodes.relays')).toEqual({
      source: null,
      span: { exact: 'State media said so' },
    })
  })
})

describe('the id of a quotation', () => {
  const said = '"The ferry sails," said Ada Lind.'
  const ids = async (...paragraphs: readonly string[]) => {
    const archive = await openFiles({
      'a.txt': article('Ferry', '2031-03-01 10:00:00', ...paragraphs),
    })
    const answer = await ask(archive, '{ quotations(orderBy: [TEXT_ASC]) { nodes { id } } }')
    return textsAt(answer, 'quotations.nodes.id')
  }

  it('does not change when another part of the article changes', async () => {
    const [id] = await ids(said)
    expect(
      await ids('Rain fell on the harbour all day.', said, 'More rain is on its way.'),
    ).toEqual([id])
  })

  it('differs for other words and for a repetition of the same words', async () => {
    const [id] = await ids(said)
    expect(await ids('"The ferry stays," said Ada Lind.')).not.toContain(id)
    const twice = await ids(said, said)
    expect(twice).toHaveLength(2)
    expect(new Set([...twice, id]).size).toBe(2)
  })
})
