import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/sources/outlets.ts'
import { findQuotations, findUtterances } from '../../src/extraction/quotations.ts'
import { english } from '../../src/languages/en/index.ts'
import { french } from '../../src/languages/fr/index.ts'
import type { Language } from '../../src/languages/language.ts'
import type { Article } from '../../src/model/article.ts'
import { growthOf, MOST_GROWTH } from '../support/growth.ts'
import { articleOf } from './quotations/found.ts'

function read(article: Article) {
  const outlets = findOutlets(article, english)
  const dateline = findDateline(article, outlets, english)
  return findQuotations(article, 'id', { outlets, dateline }, english)
}

const pieces = fc.constantFrom(
  '"',
  '“',
  '”',
  "'",
  "''",
  '‘',
  '’',
  '«',
  '»',
  '\n\n',
  '\n',
  '. ',
  ', ',
  ': ',
  ' - ',
  '(',
  ')',
  'he said ',
  'Hale ',
  'Jo Hale',
  'told',
  ' that ',
  'according to ',
  'who ',
  'and ',
  ', saying ',
  'called ',
  'as saying ',
  ' ',
  '회담',
  '…',
)

describe('findQuotations', () => {
  it('returns spans inside the body and in order, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        const body = parts.join('')
        const { quotations, problems } = read(articleOf(body))
        for (const { content, cue, mention, relays } of quotations) {
          const spans = [...content, ...(cue ? [cue.span] : []), ...(mention ? [mention] : [])]
          for (const { start, end } of [...spans, ...relays.map(({ span }) => span)]) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(body.length)
          }
          expect(content.length).toBeGreaterThan(0)
          content.slice(1).forEach(({ start }, index) => {
            expect(start).toBeGreaterThanOrEqual(content[index]?.end ?? Infinity)
          })
        }
        const starts = quotations.map(({ content }) => content[0]?.start ?? -1)
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
        expect(new Set(quotations.map(({ id }) => id)).size).toBe(quotations.length)
        for (const { line, column } of problems) expect([line, column]).not.toContain(null)
      }),
      { numRuns: 300 },
    )
  })

  it('reports an unbalanced mark with line and column', () => {
    const { problems } = read(articleOf('One line.\n\nHale said "it is safe and left.'))
    expect(problems).toMatchObject([
      { code: 'UNBALANCED_QUOTATION_MARK', path: 'story.txt', line: 3, column: 11 },
    ])
  })

  it('has a higher tier for a speaker with a full name than for a lone surname', () => {
    const { quotations } = read(articleOf('"No," Jo Hale said.\n\n"Never," Brand said.'))
    expect(quotations.map(({ tier }) => tier)).toEqual(['HIGH', 'MEDIUM'])
    expect(quotations[0]?.confidence).toBeGreaterThan(quotations[1]?.confidence ?? 1)
    expect(quotations[0]?.wordsConfidence).toBe(quotations[1]?.wordsConfidence)
  })

  it('states no confidence of a speaker where there is none', () => {
    const { quotations } = read(articleOf('"No," a senior official said.'))
    expect(quotations).toMatchObject([{ naming: 'ANONYMOUS', speakerConfidence: null }])
  })

  it('gives two quotations with the same content different ids', () => {
    const { quotations } = read(articleOf('"No," Hale said.\n\n"No," Brand said.'))
    expect(new Set(quotations.map(({ id }) => id)).size).toBe(2)
  })
})

describe('a long repetitive text', { tags: 'timing' }, () => {
  const known = { outlets: [], dateline: null }
  const findIn = (language: Language) => (text: string) =>
    findUtterances(articleOf(text), known, language)

  it.each([
    '" ',
    '“',
    '”',
    "'a ",
    '“a” ',
    'A ',
    'he said ',
    '"No," he said. ',
    'he said that ',
    'said ',
    ', ',
    ': ',
    '(',
    'and Hale said ',
    ', who said ',
    ', saying ',
    'according to ',
    'Hale, ',
    'his claim ',
    '"a ',
    ' - ',
    '. ',
    'as saying ',
    'Hale of ',
    'on Monday ',
    'it was "x", ',
    'said: "a',
    'A: b\n\n',
    '"a\n\n',
    ', citing a, ',
    'quoted a as quoting ',
  ])('is read in linear time: %j', (unit) => {
    expect(growthOf(findIn(english), unit, 64_000)).toBeLessThan(MOST_GROWTH)
  })

  it.each([
    "l'",
    'a-t-il ',
    'se ',
    ', dit-il, ',
    '« a, dit-il ',
    '« a », dit Anne, ',
    '— a, dit A. ',
  ])('is read in linear time in French: %j', (unit) => {
    expect(growthOf(findIn(french), unit, 64_000)).toBeLessThan(MOST_GROWTH)
  })
})

const SEED = join(import.meta.dirname, '../../../shared/seed')

interface Expected {
  readonly required: boolean
  readonly kind: string
  readonly content?: string
  readonly contentStarts?: string
  readonly contentEnds?: string
  readonly cue: string | null
  readonly mention: string | null
  readonly relays: readonly string[]
}

describe.skipIf(!existsSync(SEED))('the first article (beside the checkout)', () => {
  it('has every required quotation, with kind, cue, mention and relays', () => {
    const expected = JSON.parse(readFileSync(join(SEED, 'expected.json'), 'utf8'))
    const raw = readFileSync(join(SEED, expected.file), 'utf8')
    const article = articleOf(raw.replace(/[ \u00a0]+DATE:[^\n]*/, ''), 'HEADLINE')
    const { quotations } = read(article)
    const words = ({ start, end }: { start: number; end: number }) => article.body.slice(start, end)
    const found = quotations.map((quotation) => ({
      kind: quotation.kind,
      text: quotation.content.map(words).join(' '),
      cue: quotation.cue && words(quotation.cue.span),
      mention: quotation.mention && words(quotation.mention),
      relays: quotation.relays.map(({ span }) => words(span)),
    }))
    const required: Expected[] = expected.quotations
    for (const { kind, content, contentStarts, contentEnds, cue, mention, relays } of required) {
      const match = found.find(({ text }) => text.startsWith(content ?? contentStarts ?? '?'))
      expect(match).toMatchObject({ kind, cue, mention })
      expect(match?.text.endsWith(content ?? contentEnds ?? '?')).toBe(true)
      expect(match?.relays).toHaveLength(relays.length)
      relays.forEach((relay, index) => {
        const short = relay.replace(/[a-z ]/g, '')
        expect(match?.relays[index]).toMatch(new RegExp(`${relay}|${short}`))
      })
    }
    expect(found).toHaveLength(required.length)
  })
})
