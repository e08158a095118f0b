import { describe, expect, it } from 'vitest'
import { markDates, plain } from './reading.ts'

describe('days, months and years of the calendar', () => {
  it.each([
    'The bridge opened on [[2019-05-04 May 4, 2019]].',
    'The bridge opened on [[2019-05-04 Saturday, May 4, 2019]], in heavy rain.',
    'The bridge opened on [[2019-05-04 4 May 2019]].',
    'The bridge opened on [[2019-05-04 the 4th of May, 2019]].',
    'The bridge opened on [[2019-05-04 2019-05-04]].',
    'Arden council met on [[2021-02-23 Feb. 23]].',
    'Arden council met on [[2021-02-23 23 February]].',
    'Arden council will meet on [[2021-04-06 April 6]].',
    'Arden council met on [[2020-11-30 Nov. 30]].',
    'The trial began in [[2020-11 November]].',
    'The trial will begin in [[2021-11 November]].',
    'The trial began in [[2018-11 November 2018]].',
    'The trial began in [[2018-11 November, 2018]], judges said.',
    'The trial began in [[2018-11 November of 2018]].',
    'The trial began [[2020-11 last November]].',
    'The trial begins [[2021-11 this November]].',
    'The trial begins [[2021-11 next November]].',
    'The trial began in [[2020-06 June last year]].',
    'The mill closed in [[1987 1987]].',
    'The mill closed in [[1987 the year 1987]].',
    "The class of [[1998 '98]] planted the oak.",
    'The mill closed in [[1987 early 1987]] and burned in [[1988-12 mid-December 1988]].',
    'The mill closed at [[1987 the end of 1987]].',
    'The mill closed in [[1987-SU the summer of 1987]].',
    'The mill closed in [[1987-WI winter 1987]].',
    'Rents rose in [[2020-FA last fall]].',
    'Rents fell in [[198 the 1980s]] and [[199 the late 1990s]].',
    'Rents fell in [[198 the eighties]].',
    'The abbey dates from [[12 the 13th century]].',
    'The abbey dates from [[18 the nineteenth century]].',
    'The abbey burned in [[1348 1348]].',
    'The temple was begun in [[BC0447 447 BC]].',
    'The temple was begun in [[BC0447 447 B.C.]]',
    'She was born in [[1996 nineteen ninety-six]].',
    'Deliveries stop in [[2021-05 May]] and resume in [[2021-06 June]].',
    'Orders fell from [[2020-12 December]].',
    'The ferry stops on [[2021-03-21 Sunday, March 21]].',
    'Sales rose in [[2021-W08 the last week of February]].',
    'The ferry stops in [[2021-W17 the week of April 26]].',
    'Plans announced in [[2021-01 January]] were dropped.',
    'The vote of [[2020-03 March 2020]] was void, as was the [[2020-05 May]] vote.',
  ])('reads %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('feasts', () => {
  it.each([
    'Shops close on [[2020-12-25 Christmas Day, 2020]].',
    'Shops will close on [[2021-04-04 Easter Sunday]].',
    'Shops will close on [[2021-04-02 Good Friday]].',
    'Shops closed on [[2020-11-26 Thanksgiving]].',
    'He won on [[2016-11-08 Election Day 2016]].',
    'The pier reopens on [[2021-05-31 Memorial Day]].',
    'It reopened on [[2020-09-07 last Labor Day]].',
    "They met on [[2020-12-31 New Year's Eve]].",
  ])('reads %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('quarters, halves and business years', () => {
  it.each([
    'Orrin Mills earned more in [[2020-Q3 the third quarter of 2020]].',
    'Orrin Mills reported a [[2020-Q4 fourth-quarter]] loss.',
    'Profit rose in [[2021-Q1 the first quarter]], as it did [[2020-Q1 a year earlier]].',
    'Profit rose in [[2020-Q2 the second quarter of last year]].',
    'Sales doubled in [[2020-H1 the first half of 2020]].',
    'Sales doubled in [[2019 fiscal 2019]].',
    'Profit was $3 million in [[2020-Q4 the fourth quarter]], against $1 million in [[2019-Q4 the year-earlier period]].',
    'Sales will double in [[2022 the next fiscal year]].',
  ])('reads %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('the order of day and month in figures', () => {
  it.each([
    ['03/04/2021', '2021-03-04', ['2021-04-03']],
    ['23/04/2021', '2021-04-23', []],
    ['04/23/2021', '2021-04-23', []],
    ['5/5/21', '2021-05-05', []],
    ['31.12.1999', '1999-12-31', []],
  ])('reads %s as %s', async (words, value, alternatives) => {
    const { theDate } = await import('./reading.ts')
    const date = theDate(`The permit is dated ${words}.`)
    expect(date.value).toBe(value)
    expect(date.alternatives.map((other) => other.value)).toEqual(alternatives)
  })
})
