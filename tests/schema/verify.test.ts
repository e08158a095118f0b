import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGateway } from '../../src/gateway.ts'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { createRandom, pick } from '../bench/random.ts'
import { article, makeFolder, openFiles } from '../support/archive.ts'
import { counted } from '../support/spied.ts'

const SEED = Number(process.env.SEED ?? 1)
const ALTERATIONS = 200

const VERIFY = `query ($text: String!, $speaker: SpeakerBy, $article: ArticleFilter) {
  verify(text: $text, speaker: $speaker, article: $article) {
    verdict
    places {
      match isNegationChanged
      span { exact }
      differences { kind given givenStart givenEnd isNegation quoted { exact } }
      quotation { text factuality speaker { name } article { path } }
    }
  }
}`

interface Difference {
  readonly kind: string
  readonly given: string | null
  readonly isNegation: boolean
  readonly quoted: { readonly exact: string } | null
}

interface Verified {
  readonly verdict: string
  readonly places: readonly {
    readonly match: string
    readonly isNegationChanged: boolean
    readonly span: { readonly exact: string }
    readonly differences: readonly Difference[]
    readonly quotation: {
      readonly text: string
      readonly factuality: string
      readonly speaker: { readonly name: string } | null
      readonly article: { readonly path: string }
    }
  }[]
}

async function ask(archive: Archive, query: string, variables: object) {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ query, variables })
  const request = new Request('http://localhost/graphql', { method: 'POST', headers, body })
  return (await createGateway(archive).fetch(request)).json()
}

async function verify(archive: Archive, text: string, given: object = {}): Promise<Verified> {
  const { data, errors } = await ask(archive, VERIFY, { text, ...given })
  expect(errors).toBeUndefined()
  return data.verify
}

const FILES = {
  'b.txt': article(
    'Gate',
    '2031-05-07 07:08:09',
    '"We will not close the old harbour gate before the first storm of winter," said Ada Lind.',
    'Bo Marr never said that the quay was sold.',
  ),
  'a.txt': article(
    'Gate again',
    '2031-05-06 07:08:09',
    '"We will not close the old harbour gate," said Ada Lind, "before the first storm of winter."',
    '"I don\'t like the ferry," said Bo Marr. "Wait."',
  ),
}

describe('verify', () => {
  let archive: Archive
  let removeFolder = () => {}
  beforeAll(async () => {
    const folder = makeFolder(FILES, (remove) => (removeFolder = remove))
    archive = await openArchive(folder, { index: ':memory:' })
  })
  afterAll(async () => {
    await archive.close()
    removeFolder()
  })

  it('finds the words in every place, the earliest first', async () => {
    const { verdict, places } = await verify(archive, 'We will not close the old harbour gate')
    expect(verdict).toBe('FOUND')
    expect(places.map(({ quotation }) => quotation.article.path)).toEqual(['a.txt', 'b.txt'])
    expect(places[0]).toMatchObject({
      match: 'EXACT',
      isNegationChanged: false,
      differences: [],
      quotation: { factuality: 'SAID', speaker: { name: 'Ada Lind' } },
    })
  })

  it.each([
    ['“we WILL not close; the old harbour-gate”', 'SAME_WORDS'],
    ['We won’t close the old harbour gate', 'SAME_WORDS'],
    ["I don't like the ferry", 'EXACT'],
    ['I do not like the ferry.', 'SAME_WORDS'],
    ['We will not close the old harbour gate … before the first storm of winter', 'SAME_WORDS'],
    ['Wait', 'EXACT'],
  ])('finds %s as %s', async (text, match) => {
    const { verdict, places } = await verify(archive, text)
    expect({ verdict, match: places[0]?.match }).toEqual({ verdict: 'FOUND', match })
  })

  it.each([
    ['We will not close … before the first storm', 'the old harbour gate'],
    ['We will not close [...] before the first storm ...', 'the old harbour gate'],
  ])('says what %s leaves out', async (text, quoted) => {
    const { verdict, places } = await verify(archive, text)
    expect(verdict).toBe('CUT')
    expect(places[0]?.differences).toMatchObject([
      { kind: 'LEFT_OUT', given: null, quoted: { exact: quoted } },
    ])
  })

  it.each([
    ['We will close the old harbour gate', 'DROPPED', null, 'not'],
    ['We will … close the old harbour gate', 'LEFT_OUT', null, 'not'],
    ['I like the ferry', 'DROPPED', null, "don't"],
    ['close the old harbour gate', 'DROPPED', null, 'not'],
    ['We will not never close the old harbour gate', 'ADDED', 'never', null],
    ['We will also not close the old harbour gate', 'ADDED', 'also', null],
    ['We will not close the new harbour gate', 'REPLACED', 'new', 'old'],
    ['We shall not close the old harbour gate', 'REPLACED', 'shall', 'will'],
  ])('takes %s for altered', async (text, kind, given, quoted) => {
    const { verdict, places } = await verify(archive, text)
    expect(verdict).toBe('ALTERED')
    expect(places[0]?.differences).toMatchObject([
      { kind, given, quoted: quoted === null ? null : { exact: quoted } },
    ])
    const isNegation = ['not', 'never', "don't"].some((word) => word === given || word === quoted)
    expect(places[0]?.isNegationChanged).toBe(isNegation)
  })

  it('gives the position of a difference in the text', async () => {
    const text = 'We shall not close the old harbour gate'
    const { data } = await ask(archive, VERIFY, { text })
    const [{ givenStart, givenEnd }] = data.verify.places[0].differences
    expect(text.slice(givenStart, givenEnd)).toBe('shall')
  })

  it('names the places of another speaker', async () => {
    const { verdict, places } = await verify(archive, 'I don’t like the ferry', {
      speaker: { name: 'Ada Lind' },
    })
    expect(verdict).toBe('OTHER_SPEAKER')
    expect(places[0]?.quotation.speaker?.name).toBe('Bo Marr')
    const own = await verify(archive, 'I like the ferry', { speaker: { name: 'Bo Marr' } })
    expect(own.verdict).toBe('ALTERED')
  })

  it('tells words that were not said by factuality', async () => {
    const { verdict, places } = await verify(archive, 'the quay was sold')
    expect(verdict).toBe('FOUND')
    expect(places[0]?.quotation.factuality).toBe('NOT_SAID')
  })

  it('looks into the articles of a filter only', async () => {
    const only = { article: { path: 'b.txt' } }
    const { places } = await verify(archive, 'We will not close the old harbour gate', only)
    expect(places.map(({ quotation }) => quotation.article.path)).toEqual(['b.txt'])
    expect((await verify(archive, 'I do not like the ferry', only)).verdict).toBe('NOT_FOUND')
  })

  it('has no words of articles that a caller may not read', async () => {
    const gateway = createGateway(archive, { authorize: () => ({ path: 'b.txt' }) })
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ query: VERIFY, variables: { text: 'I do not like the ferry' } })
    const request = new Request('http://localhost/graphql', { method: 'POST', headers, body })
    expect(await (await gateway.fetch(request)).json()).toMatchObject({
      data: { verify: { verdict: 'NOT_FOUND', places: [] } },
    })
  })

  it.each([
    ['EMPTY_SEARCH', '… , "'],
    ['SEARCH_TOO_LONG', 'word '.repeat(301)],
    ['SEARCH_TOO_LONG', 'x'.repeat(4_001)],
  ])('refuses with %s', async (code, text) => {
    const { errors } = await ask(archive, VERIFY, { text })
    expect(errors).toMatchObject([{ extensions: { code } }])
  })

  it.each([
    ['BAD_PAGE_SIZE', '{ verify(text: "wait") { places(first: 101) { match } } }'],
    ['NOT_FOUND', '{ verify(text: "wait", speaker: {name: "Nobody"}) { verdict } }'],
    [
      'TOO_COSTLY',
      `{ ${'abcdefghijklmnopqrstuvwxyz'.replace(/./g, (name) => `${name}: verify(text: "wait") { places(first: 100) { quotation { id text kind basis naming article { path } } } } `)} }`,
    ],
  ])('is refused with %s: %s', async (code, query) => {
    const { errors } = await ask(archive, query, {})
    expect(errors).toMatchObject([{ extensions: { code } }])
  })

  it('takes as many statements for many candidates as for few', async () => {
    const countOf = async (copies: number) => {
      const { store, reads } = counted(openSqliteStore({ path: ':memory:' }))
      const texts = Array.from({ length: copies }, (_, at) => [
        `${at}.txt`,
        article(
          `Gate ${at}`,
          '2031-05-06 07:08:09',
          `"We will keep gate ${at} and the old bridge," said Ada Lind.`,
        ),
      ])
      const many = await openFiles(Object.fromEntries(texts), { store })
      reads.length = 0
      await verify(many, 'We will keep gate x and the new bridge', {
        speaker: { name: 'Ada Lind' },
      })
      return reads.filter((read) => read !== 'archive').length
    }
    expect(await countOf(30)).toBe(await countOf(1))
  })
})

const NOUNS = words(
  'harbour bridge ferry orchard council budget tunnel school river strike mill baker quarry lantern market vessel ridge meadow engine signal archive garden ladder compass timber barrel copper glacier island village',
)
const VERBS = words(
  'closed opened delayed repaired sold flooded inspected painted carried measured promised rejected counted guarded raised lowered studied crossed moved rebuilt',
)
const ADJECTIVES = words(
  'old broken quiet northern expensive narrow crowded hidden public wooden empty famous distant muddy heavy modern silent early grey honest',
)
const LINKS = words('while because although before after since until whenever')
const SPEAKERS = ['Ada Lind', 'Bo Marr', 'Cora Bell'] as const

function words(text: string): readonly [string, ...string[]] {
  const [first = '', ...others] = text.split(' ')
  return [first, ...others]
}

type Random = () => number

function clause(random: Random): string {
  const not = random() < 0.4 ? 'has not ' : 'has '
  return `the ${pick(ADJECTIVES, random)} ${pick(NOUNS, random)} ${not}${pick(VERBS, random)} the ${pick(ADJECTIVES, random)} ${pick(NOUNS, random)}`
}

function sentence(random: Random): string {
  return `${clause(random)} ${pick(LINKS, random)} ${clause(random)}`
}

interface Quoted {
  readonly text: string
  readonly speaker: string
}

/** A change of a quotation, with the verdict that it must get; null where it cannot be made. */
type Alteration = (quoted: Quoted, random: Random) => Altered | null

interface Altered {
  readonly text: string
  readonly speaker: string
  readonly verdict: string
  readonly isNegation?: boolean
}

const insert = (text: string, at: number, added: string, removed = 0) =>
  text
    .split(' ')
    .toSpliced(at, removed, ...(added === '' ? [] : [added]))
    .join(' ')

const inside = (text: string, random: Random) => {
  const count = text.split(' ').length
  return 2 + Math.floor(random() * (count - 4))
}

const ALTERED: Readonly<Record<string, Alteration>> = {
  'nothing changed': (quoted) => ({ ...quoted, verdict: 'FOUND' }),
  'marks and case changed': ({ text, speaker }, random) => ({
    text: `“${insert(text.toUpperCase(), inside(text, random), '—')}!”`,
    speaker,
    verdict: 'FOUND',
  }),
  'a word replaced': ({ text, speaker }, random) => ({
    text: insert(text, inside(text, random), 'zeppelin', 1),
    speaker,
    verdict: 'ALTERED',
  }),
  'a "not" inserted': ({ text, speaker }) => {
    const all = text.split(' ')
    const at = all.findIndex((word, index) => word === 'has' && all[index + 1] !== 'not')
    if (at === -1) return null
    return { text: insert(text, at + 1, 'not'), speaker, verdict: 'ALTERED', isNegation: true }
  },
  'a "not" dropped': ({ text, speaker }) => {
    const at = text.split(' ').indexOf('not')
    if (at === -1) return null
    return { text: insert(text, at, '', 1), speaker, verdict: 'ALTERED', isNegation: true }
  },
  'cut with "…"': ({ text, speaker }) => ({
    text: text.split(' ').toSpliced(5, 6, '…').join(' '),
    speaker,
    verdict: 'CUT',
  }),
  'another speaker': ({ text, speaker }, random) => ({
    text,
    speaker: pick(withoutName(speaker), random),
    verdict: 'OTHER_SPEAKER',
  }),
  invented: ({ speaker }, random) => ({ text: sentence(random), speaker, verdict: 'NOT_FOUND' }),
}

function withoutName(name: string): readonly [string, ...string[]] {
  const [first = '', ...others] = SPEAKERS.filter((each) => each !== name)
  return [first, ...others]
}

describe(`${ALTERATIONS} quotations altered on purpose (SEED=${SEED})`, () => {
  it('get the right verdict in 99 of 100 cases', { tags: 'long', timeout: 300_000 }, async () => {
    const random = createRandom(SEED)
    const files = Array.from({ length: 150 }, (_, at): [string, string] => [
      `${at}.txt`,
      article(
        `Report ${at}`,
        '2031-05-06 07:08:09',
        ...SPEAKERS.map((name) => `"${capital(sentence(random))}," said ${name}.`),
      ),
    ])
    const archive = await openFiles(Object.fromEntries(files))
    const all: Quoted[] = []
    for (let after: string | null = null, more = true; more;) {
      const { data } = await ask(archive, LIST, { after })
      const { nodes, pageInfo } = data.quotations
      all.push(
        ...nodes.flatMap(({ text, speaker }: { text: string; speaker: { name: string } | null }) =>
          speaker ? [{ text, speaker: speaker.name }] : [],
        ),
      )
      more = pageInfo.hasNextPage
      after = pageInfo.endCursor
    }
    expect(all.length).toBeGreaterThan(400)
    const kinds = Object.entries(ALTERED)
    const wrong: string[] = []
    let made = 0
    while (made < ALTERATIONS) {
      const [kind, alter] = kinds[made % kinds.length] ?? ['', () => null]
      const quoted = all[Math.floor(random() * all.length)]
      const altered = quoted && alter(quoted, random)
      if (!altered) continue
      made += 1
      const { verdict, places } = await verify(archive, altered.text, {
        speaker: { name: altered.speaker },
      })
      const isTold = !altered.isNegation || places.some((place) => place.isNegationChanged)
      if (verdict !== altered.verdict || !isTold)
        wrong.push(`${kind}: ${verdict} for ${altered.text}`)
    }
    expect(wrong.slice(0, ALTERATIONS / 100)).toEqual(wrong)
  })
})

const LIST = `query ($after: String) {
  quotations(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { text speaker { name } } }
}`

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
