import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/extraction/read-article.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { parseText } from '../support/text-file.ts'

const SHORT = 4_000
const LONGER = 12
/** Four times as much would be nearly square; a busy machine needs room. */
const MOST = 48

/** Processor time of the quickest of some readings, in microseconds. */
function timeOf(unit: string, length: number, runs: number): number {
  const text = `Head     DATE: 2020-01-02\n\nARDEN - ${unit.repeat(length / unit.length)}`
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    const { articles } = parseText(text)
    for (const article of articles) readArticle(article, defaultSettings)
    const { user, system } = process.cpuUsage(before)
    return user + system
  })
  return Math.min(...times)
}

describe('readArticle on text that is no news', { tags: 'timing' }, () => {
  it.each([
    ['quotation marks', '"'],
    ['backticks on one line', '`'],
    ['opening marks inside each other', '"a \'b '],
    ['lines of one letter', 'a\n'],
    ['paragraphs of one letter', 'a\n\n'],
    ['addresses', 'a@'],
    ['dashes', '-'],
    ['capitals', 'Ab '],
    ['words of saying', 'he said '],
    ['years', '1990 '],
  ])('takes no more than its share of time for more of %s', (_what, unit) => {
    timeOf(unit, SHORT, 1)
    const short = timeOf(unit, SHORT, 3)
    expect(timeOf(unit, SHORT * LONGER, 1) / short).toBeLessThan(MOST)
  })
})
