import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/open-archive.ts'
import { textsAt, valueAt, valuesAt } from '../support/answers.ts'
import { type Answer, ask } from '../support/graphql.ts'

const SEED = join(import.meta.dirname, '../../../shared/seed')
const isThere = existsSync(join(SEED, 'expected.json'))

/** What a person says that the article holds. */
interface Expected {
  readonly file: string
  readonly headline: string
  readonly published: { readonly literal: string; readonly local: string }
  readonly pictures: readonly {
    readonly caption: string
    readonly credit: string
    readonly printed: number
  }[]
  readonly sources: readonly {
    readonly name: string | null
    readonly alias?: string
    readonly role: string
    readonly evidence: string | readonly string[]
  }[]
  readonly speakers: readonly {
    readonly name: string
    readonly kind: string
    readonly mentions: readonly string[]
    readonly roles: readonly string[]
  }[]
  readonly quotations: readonly ExpectedQuotation[]
  readonly not_quotations: readonly string[]
}

interface ExpectedQuotation {
  readonly kind: string
  readonly content?: string
  readonly contentStarts?: string
  readonly contentEnds?: string
  readonly cue: string | null
  readonly mention: string | null
  readonly speaker: string
  readonly basis?: string
  readonly relays: readonly string[]
  readonly required: boolean
}

interface FoundQuotation {
  readonly kind: string
  readonly text: string
  readonly cue: { readonly span: { readonly exact: string } } | null
  readonly mention: { readonly exact: string } | null
  readonly speaker: { readonly name: string } | null
  readonly basis: string
  readonly relays: readonly {
    readonly source: { readonly name: string } | null
    readonly span: { readonly exact: string }
  }[]
}

describe.skipIf(!isThere)('the seed article (needs ../shared/seed)', () => {
  const expected: Expected = isThere
    ? JSON.parse(readFileSync(join(SEED, 'expected.json'), 'utf8'))
    : { quotations: [], sources: [], pictures: [], speakers: [], not_quotations: [] }
  let archive: Archive
  let answer: Answer
  let quotations: readonly FoundQuotation[]

  beforeAll(async () => {
    archive = await openArchive(SEED, { index: ':memory:' })
    answer = await ask(archive, QUERY, { path: expected.file })
    quotations = JSON.parse(JSON.stringify(valuesAt(answer, 'article.quotations.nodes')))
  })
  afterAll(() => archive.close())

  it.each(
    expected.quotations
      .filter(({ required }) => required)
      .map((each) => [beginningOf(each), each] as const),
  )('quotes %s …', (_beginning, quotation) => {
    expect(quotations.filter((found) => isSame(found, quotation)).map(shown)).toEqual([
      {
        kind: quotation.kind,
        cue: quotation.cue,
        mention: quotation.mention,
        speaker: quotation.speaker,
        basis: quotation.basis ?? expect.stringMatching(/^(?:NAMED|DESCRIBED|PRONOUN)$/),
        relays: quotation.relays,
      },
    ])
  })

  it('has no other quotations', () => {
    const others = quotations.filter(
      (found) => !expected.quotations.some((quotation) => isSame(found, quotation)),
    )
    expect(others.map(({ text }) => text)).toEqual([])
  })

  it.each(expected.not_quotations)('does not quote %s', (words) => {
    const [phrase = ''] = words.split(' (')
    expect(quotations.filter(({ text }) => text.startsWith(phrase))).toEqual([])
  })

  it.each(expected.speakers)('has the speaker $name', ({ name, kind, mentions, roles }) => {
    expect(valueAt(answer, 'article.speakers')).toMatchObject({
      totalCount: expected.speakers.length,
      nodes: [{ name, kind }],
    })
    const texts = textsAt(answer, 'article.speakers.nodes.roles.text')
    expect(texts.toSorted()).toEqual([...roles].toSorted())
    const named = quotations.flatMap(({ mention }) => mention?.exact ?? [])
    expect(named.filter((mention) => !mentions.includes(mention))).toEqual([])
  })

  it.each(expected.sources.filter(({ name }) => name))(
    'comes from or through $name ($role)',
    ({ name, alias, role, evidence }) => {
      const [found] = valuesAt(answer, 'article.sources').filter((each) =>
        JSON.stringify(each).includes(`"name":"${name}"`),
      )
      expect(found).toMatchObject({
        role,
        source: { name, aliases: expect.arrayContaining(alias === undefined ? [] : [alias]) },
      })
      const words = JSON.stringify(found)
      for (const each of [evidence].flat()) expect(words).toContain(bare(each))
    },
  )

  it('has no named source for one that is only described', () => {
    const named = expected.sources.filter(({ name }) => name).map(({ name, role }) => [role, name])
    const found = valuesAt(answer, 'article.sources').map((each) => {
      const { role, source }: { role: string; source: { name: string } } = JSON.parse(
        JSON.stringify(each),
      )
      return [role, source.name]
    })
    expect(found.toSorted()).toEqual(named.toSorted())
  })

  it('shows each picture once, wherever it is printed', () => {
    expect(valuesAt(answer, 'article.pictures')).toMatchObject(
      expected.pictures.map(({ caption, credit, printed }) => ({
        caption,
        creditText: credit,
        isFilePhoto: true,
        credits: [{ role: 'PICTURE_CREDIT', source: { name: 'Korea Times' } }],
        occurrences: Array(printed).fill({ exact: expect.stringContaining(caption) }),
      })),
    )
  })

  it('has the printed time without a time zone, and a doubt about it', () => {
    expect(valueAt(answer, 'article')).toMatchObject({
      headline: expected.headline,
      published: {
        local: expected.published.local,
        literal: { exact: expected.published.literal },
        instant: null,
        timeZone: null,
        zoneBasis: 'UNKNOWN',
        basis: 'HEADER',
      },
    })
    const doubts = valuesAt(answer, 'article.published.doubts')
    expect(doubts).not.toEqual([])
    for (const doubt of doubts) expect(doubt).toMatchObject({ code: 'DATE_IN_DOUBT' })
  })

  it('has an instant when a time zone is configured', async () => {
    const settings = { timeZone: 'Asia/Seoul' }
    const zoned = await openArchive(SEED, { index: ':memory:', settings })
    const published = await ask(zoned, '{ articles { nodes { published { instant zoneBasis } } } }')
    await zoned.close()
    // A note beside the article, which is read as Markdown, has no date.
    expect(valuesAt(published, 'articles.nodes.published')).toContainEqual({
      instant: '2024-07-15T07:34:51Z',
      zoneBasis: 'CONFIGURED',
    })
  })

  it('has dates for two Saturdays, one past and one future, and none for recent years', () => {
    const dates = valuesAt(answer, 'article.dates.nodes')
    const saturday = { span: { exact: 'Saturday' }, anchor: { kind: expect.any(String) } }
    const recent = { span: { exact: expect.stringMatching(/recent years$/) }, value: 'PAST_REF' }
    expect(dates).toMatchObject([
      { ...saturday, relation: 'PAST' },
      recent,
      { ...saturday, relation: 'FUTURE' },
      recent,
    ])
  })
})

const QUERY = `query ($path: String!) { article(by: { path: $path }) {
  headline
  published { local literal { exact } instant timeZone zoneBasis basis doubts { code } }
  pictures {
    caption creditText isFilePhoto credits { role source { name } } occurrences { exact }
  }
  sources { role source { name aliases } evidence { exact } }
  speakers { totalCount nodes { name kind roles { text } } }
  quotations(first: 100) { nodes {
    kind text cue { span { exact } } mention { exact } speaker { name } basis
    relays { source { name } span { exact } }
  } }
  dates(first: 100) { nodes { span { exact } value relation anchor { kind } } }
} }`

/** Its first words, with which a title may begin. */
function beginningOf({ content, contentStarts = content ?? '' }: ExpectedQuotation): string {
  return contentStarts.split(' ').slice(0, 6).join(' ')
}

/** Whether they begin and end with the same words; a stop at the end does not count. */
function isSame({ text }: FoundQuotation, expected: ExpectedQuotation): boolean {
  const { content = '', contentStarts = content, contentEnds = content } = expected
  return text.startsWith(contentStarts) && bare(text).endsWith(bare(contentEnds))
}

function shown(found: FoundQuotation) {
  return {
    kind: found.kind,
    cue: found.cue?.span.exact ?? null,
    mention: found.mention?.exact ?? null,
    speaker: found.speaker?.name ?? null,
    basis: found.basis,
    relays: found.relays.map(({ source, span }) => source?.name ?? span.exact),
  }
}

/** Without brackets round it and stops behind it. */
function bare(words: string): string {
  return words.replace(/^\(|\)$|[.,]$/g, '')
}
