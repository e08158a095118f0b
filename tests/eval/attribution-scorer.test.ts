import { describe, expect, it } from 'vitest'
import { parseGold } from '../gold/corpus.ts'
import {
  addScores,
  extractArticle,
  scoreArticle,
  scoreLines,
  shareText,
} from './attribution-scorer.ts'

const BODY = `Ferry delayed     DATE: 2024-03-06 10:00:00

“The boat is late,” said Ama Kour, the harbour master. “It is always late.”

She told Coast Radio that the next boat was late, too.

Kour never said the boat was safe.
`

const RIGHT = `DN | The boat ... late + It is always late | Ama Kour | =
IP | the next boat was late, too | She | Ama Kour | Coast Radio
IN! | the boat was safe | Kour | Ama Kour`

function scoreOf(annotation: string) {
  const gold = parseGold('ferry', BODY, annotation)
  return scoreArticle(gold, extractArticle(gold))
}

describe('scoreArticle', () => {
  it('counts what is found with its speaker, pronoun and relay', () => {
    const { score } = scoreOf(RIGHT)
    expect(score).toMatchObject({
      quotedRight: { right: 1, all: 1 },
      shownRight: { right: 1, all: 1 },
      wrongSpeaker: { right: 0, all: 1 },
      indirectFound: { right: 1, all: 1 },
      pronounsRight: { right: 1, all: 1 },
      relaysFound: { right: 1, all: 1 },
      sourcesFound: { right: 1, all: 1 },
      unsaidToldApart: { right: 1, all: 1 },
      unsaidFound: { right: 1, all: 1 },
    })
  })

  it('counts another speaker as wrong and names both', () => {
    const { score, errors } = scoreOf(RIGHT.replace('| =', '| Kofi Arko'))
    expect(score.quotedRight).toEqual({ right: 0, all: 1 })
    expect(score.wrongSpeaker).toEqual({ right: 1, all: 1 })
    expect(errors[0]).toMatchObject({ kind: 'wrong speaker', want: 'Kofi Arko' })
  })

  it.each(['Ama Kour / Kofi Arko', '- / Ama Kour'])('accepts one of the answers %s', (speaker) => {
    expect(scoreOf(RIGHT.replace('| =', `| ${speaker}`)).score.quotedRight.right).toBe(1)
  })

  it('counts shown words that the gold does not have as wrong', () => {
    const { score, errors } = scoreOf('IP | the next boat was late, too | She | Ama Kour')
    expect(score.shownRight).toEqual({ right: 0, all: 1 })
    expect(errors.map(({ kind }) => kind)).toContain('not in gold')
  })

  it('compares dates only in articles whose dates are marked', () => {
    expect(scoreOf(RIGHT).score.datesRight.all).toBe(0)
    const body = BODY.replace('late, too', 'late on Monday, too')
    const gold = parseGold('ferry', body, 'date | Monday | 2024-03-04')
    const { score } = scoreArticle(gold, extractArticle(gold))
    expect(score.datesFound).toEqual({ right: 1, all: 1 })
    expect(score.datesRight).toEqual({ right: 1, all: 1 })
  })
})

describe('the figures', () => {
  it('add up the articles', () => {
    const total = addScores([scoreOf(RIGHT), scoreOf(RIGHT.replace('| =', '| Kofi Arko'))])
    expect(total.score.quotedRight).toEqual({ right: 1, all: 2 })
    expect(scoreLines(total)[0]).toMatch(/^\(a\).+ 50\.0 % \[9\.5, 90\.5\] \(1 of 2\)$/)
  })

  it.each([
    [{ right: 9, all: 10 }, ' 90.0 % [59.6, 98.2] (9 of 10)'],
    [{ right: 0, all: 0 }, '   -'],
  ])('are printed with an interval: %o', (share, text) => {
    expect(shareText(share)).toBe(text)
  })
})
