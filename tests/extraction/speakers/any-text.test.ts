import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Utterance } from '../../../src/extraction/speakers/resolve-mentions.ts'
import { resolve, utteranceOf } from './answers.ts'

const WORDS = [
  ...[
    'Ann',
    'Roe',
    'Bob Lee',
    'Xi',
    'Kim Jong-sun',
    'al-Harithi',
    'van',
    'Jr.',
    'J.',
    'Mr.',
    'Sen.',
  ],
  ...[
    'the',
    'The',
    'a',
    'One',
    'his',
    'He',
    'she',
    'they',
    'who',
    'I',
    'it',
    'We',
    'Chinese',
    'North',
  ],
  ...['president', 'President', 'mayor', 'official', 'police', 'ministry', 'Ministry', 'of', 'and'],
  ...[
    'said',
    '"',
    '“',
    '”',
    "'s",
    ',',
    '.',
    '(',
    ')',
    '-',
    '—',
    '\n',
    '#',
    '54',
    'KCNB',
    'é',
    '😀',
    '김',
  ],
]

const texts = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 80 }),
)

const cases = texts.chain((body) => {
  const offset = fc.nat({ max: body.length })
  const span = fc
    .tuple(offset, offset)
    .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }))
  const utterance = fc.record({
    content: fc.array(span, { maxLength: 2 }),
    cue: fc.constant(null),
    mention: fc.option(span),
    paragraph: fc.constant(0),
    continues: fc.option(fc.nat({ max: 8 })),
  })
  return fc.tuple(fc.constant(body), fc.array(utterance, { maxLength: 8 }))
})

describe('resolveSpeakers on any text', () => {
  it('returns one result per utterance and exactly the speakers that the results use', () => {
    fc.assert(
      fc.property(cases, ([body, utterances]) => {
        const { resolved, speakers } = resolve(body, utterances)
        expect(resolved).toHaveLength(utterances.length)
        const used = resolved.flatMap(({ attribution }) =>
          attribution.speaker === null ? attribution.candidates : [attribution.speaker],
        )
        expect(new Set(speakers.map(({ id }) => id))).toEqual(new Set(used))
        expect(new Set(speakers.map(({ id }) => id)).size).toBe(speakers.length)
      }),
    )
  })

  it('returns roles that are slices of the text, and names that are not empty', () => {
    fc.assert(
      fc.property(cases, ([body, utterances]) => {
        for (const { name, roles } of resolve(body, utterances).speakers) {
          expect(name.trim()).not.toBe('')
          for (const { text, span } of roles) {
            expect(span.start).toBeGreaterThanOrEqual(0)
            expect(span.end).toBeLessThanOrEqual(body.length)
            expect(body.slice(span.start, span.end).replace(/\s+/g, ' ')).toBe(text)
          }
        }
      }),
    )
  })

  it('is deterministic', () => {
    fc.assert(
      fc.property(cases, ([body, utterances]) => {
        expect(resolve(body, utterances)).toEqual(resolve(body, utterances))
      }),
    )
  })
})

describe('resolveSpeakers on long texts', () => {
  it('splits a run of capitalised words into names of at most 30 tokens', () => {
    const body = `${Array.from({ length: 100 }, (_, at) => `Dax${letters(at)}o`).join(' ')} came.`
    const { speakers } = resolve(body, [utteranceOf({ start: 0, end: 3 })])
    expect(speakers.map(({ name }) => name.split(' ').length)).toEqual([30])
  })

  it.each([
    ['capitals', 'Ann Roe Bob Lee '],
    ['new names', (at: number) => `A${letters(at)} B${letters(at)} came. `],
    ['one surname with ever new first names', (at: number) => `A${letters(at)} Roe met him. `],
    ['pronouns', 'He said that she said that they said. '],
    ['roles', 'The mayor met the president of the council and the mayor. '],
    ['mayors', (at: number) => `Mayor A${letters(at)} B${letters(at)} met the mayor. `],
    ['parties', (at: number) => `A${letters(at)} B${letters(at)} (R-Ohio) met the Republican. `],
    [
      'headings',
      (at: number) => `# Ann B${letters(at)} Says No To Bridge\nB${letters(at)} left.\n`,
    ],
    ['clauses that open', (at: number) => `When he came, A${letters(at)} Roe `],
    ['commas', ', Ann Roe, '],
    ['"and"', 'Ann and '],
    ['"of"', 'Ministry of '],
    ['digits', '7 7 7 '],
    ['quotation marks', '" '],
    ['brackets', '( '],
    ['points', 'A. '],
    ['names with hyphens', (at: number) => (at === 0 ? 'Ann ' : 'Ash-')],
    ['one word', 'A'],
  ] as const)('takes time in proportion to a text of %s', { tags: 'timing' }, (_what, piece) => {
    const time = (count: number) => {
      const parts = Array.from({ length: count }, (_, at) =>
        typeof piece === 'string' ? piece : piece(at),
      )
      const body = parts.join('')
      const utterances: Utterance[] = []
      for (let at = 0; at + 30 < body.length; at += 200) {
        utterances.push(utteranceOf({ start: at, end: at + 30 }))
      }
      const began = process.cpuUsage()
      resolve(body, utterances)
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1000
    }
    time(500)
    const short = Math.max(time(800), 4)
    const long = Math.min(time(4800), time(4800))
    expect(long / short).toBeLessThan(24)
  })
})

function letters(number: number): string {
  return [...number.toString(26)]
    .map((digit) => 'abcdefghijklmnopqrstuvwxyz'[parseInt(digit, 26)])
    .join('')
}
