import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countRow, parseGold, PARTS, readPart } from './corpus.ts'

const BODY = `Ferry delayed

“The boat is late,” said Ama Kour. “It is always late.”

She said the next boat was late, too.`

describe('parseGold', () => {
  it('resolves words to places, in reading order', () => {
    const { quotations, sources } = parseGold(
      'a',
      BODY,
      `# two quotations
DN | The boat ... late + It is always late | Ama Kour | = | Ferry

IP? | the next boat was late, too | She | Ama Kour / -`,
    )
    const words = quotations.map(({ content }) => content.map((s) => BODY.slice(s.start, s.end)))
    expect(words).toEqual([
      ['The boat is late', 'It is always late'],
      ['the next boat was late, too'],
    ])
    expect(quotations[0]).toMatchObject({ kind: 'DIRECT', speakers: ['Ama Kour'] })
    expect(quotations[1]).toMatchObject({ factuality: 'UNCERTAIN', speakers: ['Ama Kour', null] })
    expect(sources).toEqual([{ role: 'RELAY', name: 'Ferry' }])
  })

  it('resolves dates in reading order, each behind the one before', () => {
    const body = 'Late on Monday. Late on Monday again.'
    const { dates } = parseGold('a', body, 'date | Monday | 2024-03-04\ndate | Monday | 2024-03-11')
    expect(dates?.map(({ span }) => span.start)).toEqual([8, 24])
    expect(parseGold('a', body, '').dates).toBeNull()
  })

  it.each([
    ['date | Friday | 2024-03-08', 'a.gold:1: not in the article after the date before: Friday'],
    ['DN | The ship is late | Ama Kour | =', 'a.gold:1: not in the article'],
    ['DN | The boat | Ama Kou | =', 'a.gold:1: not in the article: Ama Kou'],
    ['XN | The boat | Ama Kour | =', 'a.gold:1: unknown code XN'],
    ['D- | The boat | Ama Kour | =', 'a.gold:1: only - has no mention'],
    ['DN | The boat | Ama Kour', 'a.gold:1: expected content | mention | speaker'],
    ['source EDITOR | Ama Kour', 'a.gold:1: unknown role EDITOR'],
    ['source AUTHOR | Ama Kous', 'a.gold:1: not in the article: Ama Kous'],
  ])('refuses %s', (line, message) => {
    expect(() => parseGold('a', BODY, line)).toThrow(message)
  })
})

describe('the corpus', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').replace(/ +/g, ' ')

  it.each(PARTS)('has the size that its README states, in the part %s', (part) => {
    expect(readme).toContain(countRow(part))
  })

  it.each(PARTS)('has second annotations of articles in the part %s only', (part) => {
    const ids = readPart(part).map(({ id }) => id)
    const second = readPart(part, 'second').map(({ id }) => id)
    expect(second.filter((id) => !ids.includes(id))).toEqual([])
  })
})
