import { describe, expect, it } from 'vitest'
import { articleOf, datesIn, markDates, plain } from './reading.ts'

describe('findDates: ranges', () => {
  it.each([
    [
      'It ran from [[2021-03 March]] to [[2021-05 May 2021]].',
      '2021-03-01',
      '2021-05-31',
      '2021-03/2021-05',
    ],
    [
      'It ran from [[2020-11 November]] to [[2021-02 February 2021]].',
      '2020-11-01',
      '2021-02-28',
      '2020-11/2021-02',
    ],
    [
      'It runs [[2021-08-03 Aug. 3]]-[[2021-08-05 5, 2021]].',
      '2021-08-03',
      '2021-08-05',
      '2021-08-03/2021-08-05',
    ],
    [
      'It ran on [[2020-08-03 3]]-[[2020-08-05 5 August 2020]].',
      '2020-08-03',
      '2020-08-05',
      '2020-08-03/2020-08-05',
    ],
    [
      'It ran between [[2020-03 March]] and [[2020-05 May last year]].',
      '2020-03-01',
      '2020-05-31',
      '2020-03/2020-05',
    ],
    ['It grew between [[2010 2010]] and [[2012 2012]].', '2010-01-01', '2012-12-31', '2010/2012'],
    ['It grew in [[1990 1990]]-[[1992 92]].', '1990-01-01', '1992-12-31', '1990/1992'],
    ['It grew in [[1990 1990]]–[[1992 1992]].', '1990-01-01', '1992-12-31', '1990/1992'],
    ['It grew from [[1939 1939]] to [[1945 1945]].', '1939-01-01', '1945-12-31', '1939/1945'],
    [
      'It ran from [[2021-03-08 Monday]] to [[2021-03-09 Tuesday]].',
      '2021-03-08',
      '2021-03-09',
      '2021-03-08/2021-03-09',
    ],
    // The end is not before the beginning, and the verb decides the years of both.
    [
      'It lasts from [[2021-05 May]] to [[2021-11 November]].',
      '2021-05-01',
      '2021-11-30',
      '2021-05/2021-11',
    ],
    [
      'It ran from [[2020-05 May]] to [[2020-11 November]].',
      '2020-05-01',
      '2020-11-30',
      '2020-05/2020-11',
    ],
    [
      'It ran from [[2019-11 November]] to [[2020-05 May]].',
      '2019-11-01',
      '2020-05-31',
      '2019-11/2020-05',
    ],
    [
      'It will run from [[2021-11 November]] to [[2022-05 May]].',
      '2021-11-01',
      '2022-05-31',
      '2021-11/2022-05',
    ],
    [
      'It will run from [[2021-05-03 May 3]] to [[2021-06 June]].',
      '2021-05-03',
      '2021-06-30',
      '2021-05-03/2021-06',
    ],
  ])('extends the first end of %s to the whole range', (sentence, from, until, edtf) => {
    const text = plain(sentence)
    expect(markDates(text)).toBe(sentence)
    expect(datesIn(articleOf(text))[0]).toMatchObject({ from, until, edtf })
  })

  it.each([
    ['It ran on [[2021-02-03 Feb. 3]] and [[2021-02-05 5]].', '2021-02-03', '2021-02-03'],
    ['It grew in [[2010 2010]] and [[2012 2012]].', '2010-01-01', '2010-12-31'],
  ])('keeps the members of the list %s separate', (sentence, from, until) => {
    const text = plain(sentence)
    expect(markDates(text)).toBe(sentence)
    expect(datesIn(articleOf(text))[0]).toMatchObject({ from, until })
  })
})

describe('findDates: lists of days', () => {
  it.each([
    'It opens on [[2021-06-07 June 7]], [[2021-06-08 8]] and [[2021-06-09 9]].',
    'It opens on [[2022-06-07 June 7]], [[2022-06-08 8]], [[2022-06-10 10]] and [[2022-06-12 12, 2022]].',
    'It opened on [[2020-06-07 7]], [[2020-06-08 8]] and [[2020-06-09 9 June]].',
    'It ran [[2021-05-03 May 3]], [[2021-05-05 5]], and [[2021-05-07 7]], and was full.',
    'On [[2020-06-07 June 7]], [[2020-06-08 8]] and [[2020-06-09 9]] the team met.',
    // No lists of days
    'On [[2020-06-07 June 7]], 8 and 9 people came.',
    'On [[2020-06-07 June 7]], 5 and 3 were left.',
    'On [[2020-06-07 June 7]], 8 votes were left.',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})
