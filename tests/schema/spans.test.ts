import { beforeAll, describe, expect, it } from 'vitest'
import { positionAt } from '../../src/text/lines.ts'
import { article, openFiles, openSampleArchive } from '../support/archive.ts'
import { type Answer, ask } from '../support/graphql.ts'
import { refusals, textAt, valueAt, valuesAt } from '../support/answers.ts'

describe('a span', () => {
  // The wave is two UTF-16 units and one code point, the syllables are one of each.
  const TEXT = '평양 🌊 waves: "The ferry 🚢 sails," said Ada Lind 🌊.'

  const quotation = async (selection: string) => {
    const archive = await openFiles({ 'a.txt': article('배 🌊', '2031-03-01 10:00:00', TEXT) })
    return ask(archive, `{ quotations { nodes { content { ${selection} } article { body } } } }`)
  }

  it('counts UTF-16 units, as JavaScript does', async () => {
    const answer = await quotation('exact start end')
    const body = textAt(answer, 'quotations.nodes.article.body')
    const start = body.indexOf('The ferry')
    expect(valueAt(answer, 'quotations.nodes.content')).toEqual({
      exact: 'The ferry 🚢 sails',
      start,
      end: start + 18,
    })
  })

  it('counts code points, as Python does, with CODE_POINT', async () => {
    const answer = await quotation('exact start(unit: CODE_POINT) end(unit: CODE_POINT)')
    const points = [...textAt(answer, 'quotations.nodes.article.body')]
    const start = points.lastIndexOf('T')
    expect(points.slice(start, start + 17).join('')).toBe('The ferry 🚢 sails')
    expect(valueAt(answer, 'quotations.nodes.content')).toEqual({
      exact: 'The ferry 🚢 sails',
      start,
      end: start + 17,
    })
  })

  it('has line and column, in UTF-16 units from 1', async () => {
    const answer = await quotation('line column')
    expect(valueAt(answer, 'quotations.nodes.content')).toEqual({
      line: 3,
      column: TEXT.indexOf('The ferry') + 1,
    })
  })

  it('has the text before and after it', async () => {
    const answer = await quotation('before: prefix(length: 8) after: suffix(length: 6)')
    expect(valueAt(answer, 'quotations.nodes.content')).toEqual({
      before: 'waves: "',
      after: '," said'.slice(0, 6),
    })
  })

  it('has 32 units before and after it by default', async () => {
    const answer = await quotation('exact prefix suffix')
    const body = textAt(answer, 'quotations.nodes.article.body')
    const start = body.indexOf('The ferry')
    expect(valueAt(answer, 'quotations.nodes.content')).toEqual({
      exact: 'The ferry 🚢 sails',
      prefix: body.slice(start - 32, start),
      suffix: body.slice(start + 18, start + 50),
    })
  })

  it.each([
    ['prefix(length: 0) suffix(length: 0)', 0],
    ['prefix(length: 1000) suffix(length: 1000)', 'all'],
  ])('ends prefix and suffix at the ends of the body: %s', async (selection, length) => {
    const answer = await quotation(selection)
    const body = textAt(answer, 'quotations.nodes.article.body')
    const start = body.indexOf('The ferry')
    expect(valueAt(answer, 'quotations.nodes.content')).toEqual(
      length === 0
        ? { prefix: '', suffix: '' }
        : { prefix: body.slice(0, start), suffix: body.slice(start + 18) },
    )
  })

  it.each([
    ['prefix', -1],
    ['prefix', 1001],
    ['suffix', -1],
    ['suffix', 1001],
  ])('refuses a %s of %i', async (side, length) => {
    expect(refusals(await quotation(`${side}(length: ${length})`))).toEqual([
      {
        code: 'BAD_RANGE',
        limit: 1000,
        value: length,
        message: `length must be between 0 and 1000, not ${length}. Ask for the body instead.`,
      },
    ])
  })
})

describe('every span of the sample archive', () => {
  let answer: Answer

  beforeAll(async () => {
    answer = await ask(await openSampleArchive(), DEEP)
  })

  it('is the slice of the body in both units, with its line and column', () => {
    for (const found of valuesAt(answer, 'articles.nodes')) {
      const spans = findSpans(found)
      const { body } = JSON.parse(JSON.stringify(found))
      const points = [...body]
      expect(spans).toEqual(
        spans.map(({ span, place }) => ({
          place,
          span: {
            ...span,
            exact: body.slice(span.start, span.end),
            prefix: body.slice(Math.max(0, span.start - 9), span.start),
            suffix: body.slice(span.end, span.end + 9),
            ...positionAt(body, span.start),
          },
        })),
      )
      for (const { span } of spans) {
        expect(points.slice(span.startPoint, span.endPoint).join('')).toBe(span.exact)
      }
    }
  })

  it('is tested for every field that has spans', () => {
    const places = new Set(
      valuesAt(answer, 'articles.nodes')
        .flatMap((each) => findSpans(each))
        .map(({ place }) => place),
    )
    expect([...places].toSorted()).toEqual([
      'dates.nodes.anchor.span',
      'dates.nodes.span',
      'paragraphs.span',
      'pictures.credits.evidence',
      'pictures.occurrences',
      'problems.span',
      'published.doubts.span',
      'published.literal',
      'quotations.nodes.content',
      'quotations.nodes.cue.span',
      'quotations.nodes.mention',
      'quotations.nodes.paragraph.span',
      'quotations.nodes.relays.span',
      'sources.evidence',
    ])
  })

  it('is not empty', () => {
    const spans = valuesAt(answer, 'articles.nodes').flatMap((each) => findSpans(each))
    expect(spans.filter(({ span }) => span.exact.trim() !== span.exact || !span.exact)).toEqual([])
    expect(spans.length).toBeGreaterThan(1000)
  })
})

const SPAN = `{ __typename exact start end startPoint: start(unit: CODE_POINT)
  endPoint: end(unit: CODE_POINT) line column prefix(length: 9) suffix(length: 9) }`

const DEEP = `{ articles(first: 100) { nodes {
  body
  published { literal ${SPAN} doubts { span ${SPAN} } }
  paragraphs { text span ${SPAN} }
  pictures { occurrences ${SPAN} credits { evidence ${SPAN} } }
  sources { evidence ${SPAN} }
  problems { span ${SPAN} }
  quotations(first: 100) { nodes {
    content ${SPAN} cue { span ${SPAN} } mention ${SPAN} relays { span ${SPAN} }
    paragraph { span ${SPAN} }
  } }
  dates(first: 100) { nodes { span ${SPAN} anchor { span ${SPAN} } } }
} } }`

interface SpanShown {
  readonly exact: string
  readonly start: number
  readonly end: number
  readonly startPoint: number
  readonly endPoint: number
  readonly line: number
  readonly column: number
  readonly prefix: string
  readonly suffix: string
}

interface Placed {
  readonly span: SpanShown
  /** The fields that lead to it. */
  readonly place: string
}

/** Every span below a value, wherever it stands. */
function findSpans(value: unknown, ...fields: readonly string[]): Placed[] {
  if (Array.isArray(value)) return value.flatMap((each) => findSpans(each, ...fields))
  if (typeof value !== 'object' || value === null) return []
  if ('__typename' in value && value.__typename === 'Span') {
    return [{ span: JSON.parse(JSON.stringify(value)), place: fields.join('.') }]
  }
  return Object.entries(value).flatMap(([field, each]) => findSpans(each, ...fields, field))
}
