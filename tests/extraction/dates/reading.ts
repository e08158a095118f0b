import { findDates } from '../../../src/extraction/dates/index.ts'
import { resolvePublished } from '../../../src/extraction/published.ts'
import { languages } from '../../../src/languages/index.ts'
import type { Article, Stamp } from '../../../src/model/article.ts'
import type { DateMention } from '../../../src/model/date.ts'
import type { Dateline } from '../../../src/model/dateline.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import { readMarks, writeMarks } from '../../../src/text/marks.ts'
import { bareArticle } from '../../support/bare-article.ts'

/** A Wednesday. */
const WEDNESDAY = '2021-03-10'

/** An article without a headline, published on a day; null for an article that prints none. */
export function articleOf(body: string, day: string | null = WEDNESDAY): Article {
  const paragraphs = Array.from(body.matchAll(/[^\n]+/g), (match) => ({
    kind: 'TEXT' as const,
    span: { start: match.index, end: match.index + match[0].length },
  }))
  const stamp = day === null ? null : stampOf(`${day}T00:00:00`)
  return bareArticle(body, { paragraphs, stamp })
}

export function stampOf(local: string, rest: Partial<Stamp> = {}): Stamp {
  return { literal: null, local, precision: 'DAY', zone: null, basis: 'HEADER', ...rest }
}

export function datesIn(article: Article, dateline: Dateline | null = null): DateMention[] {
  const published = resolvePublished(article, dateline, null, defaultSettings)
  return findDates(article, 'article', { published, dateline }, languages[0])
}

/** The text with each expression marked by its value; `?` where it has none. */
export function markDates(text: string, day: string | null = WEDNESDAY): string {
  const dates = datesIn(articleOf(text, day))
  return writeMarks(
    text,
    dates.map(({ span, value }) => ({ label: value ?? '?', span })),
  )
}

/** The text of a fixture without its marks. */
export function plain(marked: string): string {
  return readMarks(marked).text
}

/** The one expression of a text. */
export function theDate(text: string, day: string | null = WEDNESDAY): DateMention {
  const [date, ...more] = datesIn(articleOf(text, day))
  if (!date || more.length > 0)
    throw new Error(`Not one date in "${text}": ${markDates(text, day)}`)
  return date
}
