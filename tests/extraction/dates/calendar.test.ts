import { describe, expect, it } from 'vitest'
import { articleOf, datesIn, markDates, plain, theDate } from './reading.ts'

describe('findDates: days, months and years', () => {
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
    'The temple burned in [[BC0447-08 August 447 BC]] or [[BC0446-SP the spring of 446 BC]].',
    'She was born in [[1996 nineteen ninety-six]].',
    'They met in an [[2020-10 early-October]] vote and a [[2020-07 July]] NATO summit.',
    'The post-[[1967 1967]] borders hold.',
    'It ends in [[2020 2020]] rather than [[2018 2018]].',
    'Deliveries stop in [[2021-05 May]] and resume in [[2021-06 June]].',
    'Orders fell from [[2020-12 December]].',
    'The ferry stops on [[2021-03-21 Sunday, March 21]].',
    'Rain fell in [[1917-07 July]] and [[1917-08 August of 1917]].',
    'The mill stood in [[1955 the years 1955]]-[[1957 1957]].',
    'Sales rose in [[2021-W08 the last week of February]].',
    'The ferry stops in [[2021-W17 the week of April 26]].',
    'Plans announced in [[2021-01 January]] were dropped.',
    'Loans run through [[2021-08 August]].',
    'The permit is dated [[2021-03-09 9 Mar 2021]].',
    'The permit is dated [[2021-03-09 Tue, 09 Mar 2021]].',
    'The permit is dated [[2021-03-09 Mar 9, 2021]].',
    'The permit is dated [[2021-03-09 2021/03/09]].',
    'The permit is dated [[2021-03-09 2021.03.09]].',
    'The fair was held on [[2021-03-01 the first Monday of March]].',
    'The fair was held on [[2019-05-31 the last Friday in May 2019]].',
    'The fair was held on [[2020-11-10 the second Tuesday of November last year]].',
    'Rent was due on [[2021-03-03 the 3rd of this month]].',
    'Rent was due on [[2021-02-15 the 15th of last month]].',
    'Sales rose in [[2021-04 mid-to-late April]].',
    'Sales rose in [[2021-02 the first half of February]].',
    'The abbey burned in [[18 the first half of the 19th century]].',
    'The abbey burned in [[17 the 18th]] and [[18 19th centuries]].',
    'The abbey burned in [[BC01 the 2nd century BC]].',
    'The abbey burned in [[0079 AD 79]] and in [[0081 81 CE]].',
    'The vote of [[2020-03 March 2020]] was void, as was the [[2020-05 May]] vote.',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('findDates: holidays', () => {
  it.each([
    'Shops close on [[2020-12-25 Christmas Day, 2020]].',
    'Shops will close on [[2021-04-04 Easter Sunday]].',
    'Shops will close on [[2021-04-02 Good Friday]].',
    'Shops closed on [[2020-11-26 Thanksgiving]].',
    'He won on [[2016-11-08 Election Day 2016]].',
    'The pier reopens on [[2021-05-31 Memorial Day]].',
    'It reopened on [[2020-09-07 last Labor Day]].',
    "They met on [[2020-12-31 New Year's Eve]].",
    "They met on [[2019-05-12 Mother's Day 2019]] and [[2019-06-16 Father's Day 2019]].",
    'They met on [[2019-11-29 Black Friday 2019]] and [[2019-12-02 Cyber Monday 2019]].',
    'They met on [[2021-02-17 Ash Wednesday]] and will meet on [[2021-03-28 Palm Sunday]].',
    "They will meet on [[2021-03-17 St. Patrick's Day]] and [[2021-04-01 April Fools' Day]].",
    "They met on [[2019-02-18 Presidents' Day 2019]] and [[2019-10-14 Columbus Day 2019]].",
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('findDates: quarters, halves and business years', () => {
  it.each([
    'Orrin Mills earned more in [[2020-Q3 the third quarter of 2020]].',
    'Orrin Mills reported a [[2020-Q4 fourth-quarter]] loss.',
    'Profit rose in [[2021-Q1 the first quarter]], as it did [[2020-Q1 a year earlier]].',
    'Profit rose in [[2020-Q2 the second quarter of last year]].',
    'Sales doubled in [[2020-H1 the first half of 2020]].',
    'Sales doubled in [[2019 fiscal 2019]].',
    'Profit was $3 million in [[2020-Q4 the fourth quarter]], against $1 million in [[2019-Q4 the year-earlier period]].',
    'Sales will double in [[2022 the next fiscal year]].',
    'Sales doubled in [[2020 the 2020 financial year]].',
    'Sales doubled in [[2019 FY2019]].',
    'Sales doubled in [[2020-Q3 Q3 2020]] and halved in [[2019-Q2 2Q 2019]].',
    'Sales doubled in [[2019-H1 H1 2019]] and in [[2020-Q4 Q4]].',
    'Sales doubled in [[2020-Q4 the December quarter]].',
    'Sales doubled in [[2020-Q1 the first]] and [[2020-Q2 second quarters of 2020]].',
    'Profit rose in [[2020-Q3 the third quarter of 2020]]. In [[P9M the nine months]] it fell, as it did [[2020 a year earlier]].',
    'Sales doubled in [[P1Y the year]] ended [[2020-06-30 June 30]].',
    'Prices rose in [[P1Y the year]] to [[2020-09 September]].',
    'Profit was $3 million, against a [[2020 year-earlier]] loss.',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('findDates: the order of day and month in numeric dates', () => {
  it.each([
    ['03/04/2021', '2021-03-04', ['2021-04-03']],
    ['23/04/2021', '2021-04-23', []],
    ['04/23/2021', '2021-04-23', []],
    ['5/5/21', '2021-05-05', []],
    ['31.12.1999', '1999-12-31', []],
  ])('normalises %s to %s', (words, value, alternatives) => {
    const date = theDate(`The permit is dated ${words}.`)
    expect(date.value).toBe(value)
    expect(date.alternatives.map((other) => other.value)).toEqual(alternatives)
  })

  it.each([
    ['en-GB', '2021-04-03'],
    ['en-AU', '2021-04-03'],
    ['en-US', '2021-03-04'],
    ['en', '2021-03-04'],
    [null, '2021-03-04'],
  ])('takes the order of the locale %s', (language, value) => {
    const article = { ...articleOf('The permit is dated 03/04/2021.'), language }
    expect(datesIn(article).map((date) => date.value)).toEqual([value])
  })

  it('takes the order of an unambiguous date of the article', () => {
    const article = articleOf('Signed on 03/04/2021, filed on 23/04/2021.')
    expect(datesIn(article).map((date) => date.value)).toEqual(['2021-04-03', '2021-04-23'])
  })
})
