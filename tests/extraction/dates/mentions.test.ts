import { describe, expect, it } from 'vitest'
import { languages } from '../../../src/languages/index.ts'
import { findDates } from '../../../src/extraction/dates/index.ts'
import { articleOf, datesIn, markDates, plain, theDate } from './reading.ts'

describe('findDates: the fields of a mention', () => {
  it.each([
    ['The bridge opened on May 4, 2019.', 'EXPLICIT', 'PAST', 'DAY'],
    ['The bridge opened on Feb. 23.', 'UNDERSPECIFIED', 'PAST', 'DAY'],
    ['The bridge opened last week.', 'RELATIVE', 'PAST', 'WEEK'],
    ['The bridge opens next year.', 'RELATIVE', 'FUTURE', 'YEAR'],
    ['The bridge is open today.', 'RELATIVE', 'PRESENT', 'DAY'],
    ['The bridge opens this year.', 'RELATIVE', 'PRESENT', 'YEAR'],
    ['The bridge recently opened.', 'VAGUE', 'PAST', null],
    ['The bridge opened in the 1980s.', 'EXPLICIT', 'PAST', 'DECADE'],
    ['The bridge opened in the 13th century.', 'EXPLICIT', 'PAST', 'CENTURY'],
    ['The bridge opened in the third quarter of 2019.', 'EXPLICIT', 'PAST', 'QUARTER'],
    ['The bridge opened Monday night.', 'UNDERSPECIFIED', 'PAST', 'PART_OF_DAY'],
    ['The bridge opened at 9:15 a.m. Monday.', 'UNDERSPECIFIED', 'PAST', 'MINUTE'],
    ['The bridge was shut for three days.', 'EXPLICIT', null, null],
  ])('returns form, relation and precision of %s', (text, form, relation, precision) => {
    expect(theDate(text)).toMatchObject({ form, relation, precision })
  })

  it.each([
    ['in 2016', '2016'],
    ['about 1987', null],
    ['in early 2016', '2016'],
    ['in March 2016', '2016-03'],
    ['on March 5, 2016', '2016-03-05'],
    ['in the spring of 2016', '2016-21'],
    ['in the third quarter of 2016', '2016-35'],
    ['in the second half of 2016', '2016-41'],
    ['in the 1980s', '198X'],
    ['in the 19th century', '18XX'],
    ['last week', '2021-03-01/2021-03-07'],
    ['in 447 BC', '-0446'],
    ['recently', null],
    ['for three days', null],
  ])('writes "%s" in ISO 8601-2 as %s', (words, edtf) => {
    expect(theDate(`It was rebuilt ${words}.`).edtf).toBe(words === 'about 1987' ? '1987~' : edtf)
  })

  it('anchors a weekday to publication and keeps the alternative', () => {
    expect(theDate('The parade was held Saturday.')).toMatchObject({
      anchor: { kind: 'PUBLISHED', date: '2021-03-10' },
      alternatives: [{ value: '2021-03-13', from: '2021-03-13', until: '2021-03-13' }],
    })
  })

  it('returns the antecedent as the anchor', () => {
    const text = 'The tower fell on May 4, 2019. Three days later the mayor resigned.'
    const [fall, resignation] = datesIn(articleOf(text))
    expect(resignation?.anchor).toEqual({ kind: 'MENTION', date: '2019-05-04', span: fall?.span })
  })

  it('anchors to the dateline where it is near publication', () => {
    const text = 'ARDEN, March 8 -- The mayor said Saturday that he would go.'
    const date = { start: 7, end: 14 }
    const dateline = {
      span: { start: 0, end: 17 },
      place: { start: 0, end: 5 },
      date,
      agency: null,
    }
    const [day, saturday] = datesIn(articleOf(text), dateline)
    expect(day).toMatchObject({ value: '2021-03-08', form: 'UNDERSPECIFIED', span: date })
    expect(saturday).toMatchObject({
      value: '2021-03-06',
      anchor: { kind: 'DATELINE', date: '2021-03-08', span: date },
    })
  })

  it('anchors to publication where the dateline is far from it', () => {
    const text = 'ARDEN, Oct. 10 -- The mayor said Saturday that he would go.'
    const date = { start: 7, end: 14 }
    const dateline = {
      span: { start: 0, end: 17 },
      place: { start: 0, end: 5 },
      date,
      agency: null,
    }
    expect(datesIn(articleOf(text), dateline)[1]?.anchor?.kind).toBe('PUBLISHED')
  })

  it('leaves the year unknown in an article without a date', () => {
    expect(markDates('He said Saturday that it opened on Oct. 10, not yesterday.', null)).toBe(
      'He said [[XXXX-WXX-6 Saturday]] that it opened on [[XXXX-10-10 Oct. 10]], not [[? yesterday]].',
    )
  })

  it('does not return the printed stamp as a mention', () => {
    const body = 'Tower falls  DATE: 2021-03-10\n\nIt fell in 2020.'
    const article = articleOf(body)
    const stamp = { ...article.stamp, literal: { start: 13, end: 29 } }
    const stamped = { ...article, stamp: article.stamp && { ...article.stamp, ...stamp } }
    expect(datesIn(stamped).map(({ value }) => value)).toEqual(['2020'])
  })

  it('keeps ids when text is inserted before', () => {
    const [date] = datesIn(articleOf('It fell in 2020.'))
    const [moved] = datesIn(articleOf('No one was hurt.\n\nIt fell in 2020.'))
    expect(moved?.id).toBe(date?.id)
  })

  it('reads captions and headlines', () => {
    const article = articleOf('Harbour in 2019')
    const captioned = {
      ...article,
      paragraphs: article.paragraphs.map(({ span }) => ({ kind: 'CAPTION' as const, span })),
    }
    const found = findDates(captioned, 'a', { published: null, dateline: null }, languages[0])
    expect(found.map(({ value }) => value)).toEqual(['2019'])
  })
})

describe('findDates: histories', () => {
  it('anchors a month to the year before it', () => {
    const text =
      'The guild was founded in [[1871 1871]]. In [[1874 1874]] it bought the mill. It burned in ' +
      '[[1876-03 March 1876]] and was rebuilt in [[1876-05 May]]. On [[1879-10-04 4 October 1879]] ' +
      'the masters met. In [[1880-02 February]] they met again. War came in [[1881 1881]], and by ' +
      '[[1881-06 June]] the mill stood still. It closed in [[1885 1885]].'
    expect(markDates(plain(text))).toBe(text)
  })

  it('ignores a year outside of the era as an antecedent', () => {
    const years = Array.from({ length: 9 }, (_, index) => `In [[${1871 + index} ${1871 + index}]]`)
    const text =
      `${years.join(' it sold a mill. ')} it burned. Papers opened in [[2005 2005]] say why. ` +
      'In [[1879-10 October]] the masters met.'
    expect(markDates(plain(text))).toBe(text)
  })
})
