import { isInterfaceType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../schema/index.ts'
import { newsFile } from '../store/news.ts'
import { codesOf, refusals, textAt, textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { ask } from '../support/graphql.ts'
import { serve, type WrittenArchive } from '../support/served.ts'

let archive: WrittenArchive

beforeAll(async () => {
  archive = await serve(
    [
      newsFile('ferry/first.txt', {
        published: '2031-03-01T10:00:00',
        url: 'https://harbour.example/ferry?part=1',
        headline: 'Ferry sails',
        says: [
          { by: { name: 'Clémence d’Aubry', aliases: ['Aubry'] }, words: 'We sail' },
          { by: { name: 'Bo Marsk', aliases: ['Marsk'] }, words: 'We stay' },
          { by: { name: 'Eva Marsk', aliases: ['Marsk'] }, words: 'We row' },
        ],
        dates: [{ words: 'Monday' }],
        pictures: [{ caption: 'The ferry', credit: 'Halide' }],
        sources: [
          {
            name: 'People’s Telegraph Bureau',
            role: 'RELAY',
            kind: 'STATE_MEDIA',
            aliases: ['PTB', 'the Bureau'],
          },
          { name: 'Bureau of Waters', role: 'PICTURE_CREDIT', aliases: ['Bureau'] },
        ],
      }),
      newsFile('ferry/second.txt', { headline: 'Ferry stays' }),
    ],
    afterAll,
  )
})

const lookUp = (document: string) => ask(archive, `{ ${document} }`)

const idOf = async (field: 'speaker' | 'source', name: string) =>
  textAt(await lookUp(`${field}(by: { name: "${name}" }) { id }`), `${field}.id`)

describe('an article', () => {
  it.each([
    ['path: "ferry/first.txt"', 'Ferry sails'],
    ['path: "ferry/second.txt"', 'Ferry stays'],
    ['url: "https://harbour.example/ferry?part=1"', 'Ferry sails'],
  ])('is found by %s', async (by, headline) => {
    expect(valueAt(await lookUp(`article(by: { ${by} }) { headline }`), 'article.headline')).toBe(
      headline,
    )
  })

  it('is found by the id of an earlier answer', async () => {
    const id = textAt(await lookUp('article(by: { path: "ferry/first.txt" }) { id }'), 'article.id')
    const answer = await lookUp(`article(by: { id: "${id}" }) { id path }`)
    expect(valueAt(answer, 'article')).toEqual({ id, path: 'ferry/first.txt' })
  })

  it.each([
    ['path: "ferry/third.txt"', 'There is no article at "ferry/third.txt".'],
    ['path: "ferry"', 'There is no article at "ferry".'],
    ['path: ""', 'There is no article at "".'],
    ['url: "https://harbour.example/"', 'There is no article at "https://harbour.example/".'],
    ['id: "QXJ0aWNsZTpub25l"', 'There is no article with this id.'],
  ])('is null with NOT_FOUND for %s', async (by, message) => {
    const answer = await lookUp(`article(by: { ${by} }) { headline }`)
    expect(answer.data).toEqual({ article: null })
    expect(refusals(answer)).toEqual([
      { code: 'NOT_FOUND', message: `${message} See articles { nodes { path } }.` },
    ])
  })
})

describe('a speaker', () => {
  it.each([
    ['Clémence d’Aubry'],
    ["clemence D'AUBRY"],
    ['  Clémence   d’Aubry '],
    ['Aubry'],
    ['aubry'],
  ])('is found by the name %s', async (name) => {
    const answer = await lookUp(`speaker(by: { name: ${JSON.stringify(name)} }) { name }`)
    expect(valueAt(answer, 'speaker.name')).toBe('Clémence d’Aubry')
  })

  it('is found by the id of an earlier answer', async () => {
    const id = await idOf('speaker', 'Bo Marsk')
    const answer = await lookUp(`speaker(by: { id: "${id}" }) { name }`)
    expect(valueAt(answer, 'speaker.name')).toBe('Bo Marsk')
  })

  it('that does not exist is null, with similar names', async () => {
    const answer = await lookUp('speaker(by: { name: "Clemance Aubri" }) { name }')
    expect(answer.data).toEqual({ speaker: null })
    expect(refusals(answer)).toEqual([
      {
        code: 'NOT_FOUND',
        message: 'Unknown speaker "Clemance Aubri". Did you mean "Clémence d’Aubry"?',
        suggestions: ['Clémence d’Aubry'],
      },
    ])
  })

  it.each(['Quentin Oxley', '', '!?', '\0', '%', '*', 'Clémence OR Bo'])(
    'that nobody resembles is null without suggestions: %j',
    async (name) => {
      const query = 'query ($name: String!) { speaker(by: { name: $name }) { name } }'
      const answer = await ask(archive, query, { name })
      expect(answer.data).toEqual({ speaker: null })
      expect(codesOf(answer)).toEqual(['NOT_FOUND'])
    },
  )

  it('is null with all candidates when several share the name', async () => {
    const answer = await lookUp('speaker(by: { name: "Marsk" }) { name }')
    expect(answer.data).toEqual({ speaker: null })
    expect(refusals(answer)).toEqual([
      {
        code: 'AMBIGUOUS_NAME',
        message: '"Marsk" names 2 speakers: "Bo Marsk" and "Eva Marsk". Give a full name or an id.',
        candidates: [
          { id: await idOf('speaker', 'Bo Marsk'), name: 'Bo Marsk' },
          { id: await idOf('speaker', 'Eva Marsk'), name: 'Eva Marsk' },
        ],
      },
    ])
  })

  it('matches all who share the name in a filter', async () => {
    const answer = await lookUp(
      'quotations(filter: { speaker: { name: "Marsk" } }) { nodes { text } }',
    )
    expect(textsAt(answer, 'quotations.nodes.text').toSorted()).toEqual(['We row', 'We stay'])
  })

  it('that does not exist fails a filter, with similar names', async () => {
    const answer = await lookUp(
      'quotations(filter: { speaker: { name: "Bo Marks" } }) { totalCount }',
    )
    expect(refusals(answer)).toMatchObject([
      { code: 'NOT_FOUND', message: 'Unknown speaker "Bo Marks". Did you mean "Bo Marsk"?' },
    ])
  })

  it('without sameAs pages is not found by one', async () => {
    const answer = await lookUp('speaker(by: { sameAs: "https://people.example/bo" }) { name }')
    expect(codesOf(answer)).toEqual(['NOT_FOUND'])
  })
})

describe('a source', () => {
  it.each(["People's Telegraph Bureau", 'PTB', 'ptb', 'the people’s telegraph bureau'])(
    'is found by the name %s',
    async (name) => {
      const answer = await lookUp(`source(by: { name: "${name}" }) { name }`)
      expect(valueAt(answer, 'source.name')).toBe('People’s Telegraph Bureau')
    },
  )

  it('is null with all candidates when several share the name', async () => {
    const answer = await lookUp('source(by: { name: "the bureau" }) { name }')
    expect(refusals(answer)).toMatchObject([
      {
        code: 'AMBIGUOUS_NAME',
        candidates: [{ name: 'Bureau of Waters' }, { name: 'People’s Telegraph Bureau' }],
      },
    ])
  })

  it('that does not exist is null, with similar names', async () => {
    const answer = await lookUp('source(by: { name: "Halyde" }) { name }')
    expect(answer.data).toEqual({ source: null })
    expect(refusals(answer)).toEqual([
      {
        code: 'NOT_FOUND',
        message: 'Unknown source "Halyde". Did you mean "Halide"?',
        suggestions: ['Halide'],
      },
    ])
  })
})

describe('a lookup takes exactly one key', () => {
  it.each([
    ['article(by: {}) { id }'],
    ['article(by: { path: "a", url: "https://a.example/" }) { id }'],
    ['article(by: { path: null }) { id }'],
    ['speaker(by: {}) { id }'],
    ['speaker(by: { id: "U3BlYWtlcjox", name: "Bo Marsk" }) { id }'],
    ['source(by: { name: "Halide", id: "U291cmNlOjE" }) { id }'],
    ['quotations(filter: { speaker: {} }) { totalCount }'],
  ])('and refuses %s', async (document) => {
    const answer = await lookUp(document)
    expect(answer.data ?? null).toBeNull()
    expect(answer.errors?.[0]?.message).toMatch(/exactly one key|must be non-null/i)
  })

  it.each([
    [{ name: 'Bo Marsk', id: 'U3BlYWtlcjox' }],
    [{}],
    [{ name: null }],
    [{ sameAs: 'no address' }],
  ])('and refuses the variable %j', async (by) => {
    const answer = await ask(archive, 'query ($by: SpeakerBy!) { speaker(by: $by) { id } }', { by })
    expect(answer.data ?? null).toBeNull()
    expect(answer.errors?.[0]?.message).toMatch(/exactly one key|must be non-null|not a URL/i)
  })
})

describe('a node', () => {
  const NODES = [
    ['Article', 'articles'],
    ['Quotation', 'quotations'],
    ['Speaker', 'speakers'],
    ['Source', 'sources'],
    ['DateMention', 'dates'],
    ['Picture', 'pictures'],
  ]

  it('has one of the tested types', () => {
    const node = schema.getType('Node')
    const types = isInterfaceType(node) ? schema.getImplementations(node).objects : []
    expect(types.map(({ name }) => name).toSorted()).toEqual(NODES.map(([type]) => type).toSorted())
  })

  it.each(NODES)('of the type %s is found by its id', async (type, list) => {
    const id = textAt(await lookUp(`${list}(first: 1) { nodes { id } }`), `${list}.nodes.id`)
    const answer = await lookUp(`node(id: "${id}") { __typename id ... on ${type} { id } }`)
    expect(valueAt(answer, 'node')).toEqual({ __typename: type, id })
  })

  it.each(NODES)('of the type %s is null without an error after its removal', async (type) => {
    const id = Buffer.from(`${type}:1234567890abcdef`).toString('base64url')
    expect(await lookUp(`node(id: "${id}") { id }`)).toEqual({ data: { node: null } })
  })

  it.each([
    ['words', 'words'],
    ['nothing', ''],
    ['a type that has no ids', Buffer.from('Span:12').toString('base64url')],
    ['a type that is none', Buffer.from('Person:12').toString('base64url')],
  ])('is null with BAD_ID for %s', async (_title, id) => {
    const answer = await lookUp(`node(id: "${id}") { id }`)
    expect(answer.data).toEqual({ node: null })
    expect(refusals(answer)).toEqual([
      {
        code: 'BAD_ID',
        message: `"${id}" is not an id. Use the id field of an earlier answer.`,
      },
    ])
  })

  it('has an id that lookups of other types refuse', async () => {
    const id = await idOf('speaker', 'Bo Marsk')
    for (const field of ['article', 'source']) {
      const answer = await lookUp(`${field}(by: { id: "${id}" }) { id }`)
      expect(answer.data).toEqual({ [field]: null })
      const type = field === 'article' ? 'Article' : 'Source'
      expect(refusals(answer)).toEqual([
        {
          code: 'BAD_ID',
          message: `"${id}" is an id of type Speaker; type ${type} is needed here.`,
        },
      ])
    }
    expect(
      codesOf(await lookUp(`articles(filter: { source: { by: { id: "${id}" } } }) { totalCount }`)),
    ).toEqual(['BAD_ID'])
  })
})

describe('nodes', () => {
  it('are in the order of the given ids, with repetitions, of any type', async () => {
    const ids = textsAt(
      await lookUp('speakers { nodes { id } } articles { nodes { id } }'),
      'speakers.nodes.id',
    )
    const article = textAt(
      await lookUp('article(by: { path: "ferry/first.txt" }) { id }'),
      'article.id',
    )
    const asked = [...ids, article, ...ids.toReversed()]
    const answer = await ask(archive, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: asked,
    })
    expect(textsAt(answer, 'nodes.id')).toEqual(asked)
  })

  it('are null for unknown ids, with an error only for malformed ones', async () => {
    const article = textAt(
      await lookUp('article(by: { path: "ferry/first.txt" }) { id }'),
      'article.id',
    )
    const gone = Buffer.from('Article:gone').toString('base64url')
    const answer = await lookUp(`nodes(ids: ["${gone}", "words", "${article}"]) { id }`)
    expect(answer.data).toEqual({ nodes: [null, null, { id: article }] })
    expect(answer.errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'BAD_ID' } }])
  })

  it('are limited to a hundred', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    const gone = Buffer.from('Article:gone').toString('base64url')
    const hundred = await ask(archive, query, { ids: Array(100).fill(gone) })
    expect(valuesAt(hundred, 'nodes')).toEqual(Array(100).fill(null))
    expect(refusals(await ask(archive, query, { ids: Array(101).fill(gone) }))).toEqual([
      {
        code: 'BAD_PAGE_SIZE',
        limit: 100,
        value: 101,
        message: 'nodes takes at most 100 ids, not 101. Ask in several operations.',
      },
    ])
  })
})
