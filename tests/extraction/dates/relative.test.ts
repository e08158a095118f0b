import { describe, expect, it } from 'vitest'
import { markDates, plain } from './reading.ts'

describe('findDates: expressions anchored to publication', () => {
  it.each([
    'The vote was [[2021-03-09 yesterday]].',
    'The vote is [[2021-03-10 today]].',
    'The vote is [[2021-03-11 tomorrow]].',
    'The vote is [[2021-03-12 the day after tomorrow]].',
    'The vote was [[2021-03-08 the day before yesterday]].',
    'Rain fell [[2021-W09 last week]] and more is due [[2021-W11 next week]].',
    'Rain fell [[2021-W10 this week]].',
    'Rain fell [[2021-02 last month]].',
    'Rain fell [[2020 last year]], and rates rise [[2022 next year]].',
    'The board met [[2021-03 earlier this month]].',
    'Work ends [[2021 later this year]].',
    'Work ends at [[2021 the end of the year]].',
    'Work ends by [[2021-12-31 year-end]].',
    'Roads flooded over [[2021-W09-WE the weekend]].',
    'The fair is [[2021-W10-WE this weekend]].',
    'She left [[2019 two years ago]].',
    'She left [[2021-W07 three weeks ago]].',
    'She left [[2021-03-05 five days ago]].',
    'She left [[2020-12 three months ago]].',
    'She left [[2001 two decades ago]].',
    'She left [[PAST_REF several years ago]].',
    'She left [[PAST_REF a few weeks ago]].',
    'It will be ready [[2021-06 three months from now]].',
    'Talks resumed [[2021-03-09TNI last night]].',
    'Talks resumed [[2021-03-10TMO this morning]].',
    'Talks resume [[2021-03-10TNI tonight]].',
    'Talks resumed [[2021-03-09TEV yesterday evening]].',
    'Prices fell in [[2021-Q1 this quarter]].',
    'Prices fell [[2021-W08 the week before last]].',
    'Prices fall [[2021-W12 the week after next]].',
    'She left [[2019 a year and a half ago]].',
    'She left [[1971 a half-century ago]].',
    'She left [[2021-W05 five or six weeks ago]].',
    'She left [[PAST_REF a long time ago]].',
    'Talks resume at [[2021-03-10T19:30 7:30 tonight]].',
    'Talks began in [[2021-03-07TMO the early hours of Sunday]].',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('findDates: weekdays', () => {
  it.each([
    'The council said [[2021-03-06 Saturday]] it had agreed.',
    'The parade took place [[2021-03-06 Saturday]].',
    'The parade is expected to take place [[2021-03-13 Saturday]].',
    'The parade will be held [[2021-03-13 Saturday]].',
    'The parade was held [[2021-03-06 Saturday]].',
    'The parade is scheduled for [[2021-03-13 Saturday]].',
    'On [[2021-03-13 Saturday]], the council will vote.',
    'On [[2021-03-06 Saturday]], the council voted.',
    'The court opened on [[2021-03-10 Wednesday]].',
    'The court closed [[2021-03-05 last Friday]].',
    'The court opens [[2021-03-19 next Friday]].',
    'The court opens [[2021-03-12 this Friday]].',
    "The court upheld [[2021-03-05 Friday]]'s ruling.",
    'The ship could dock as early as [[2021-03-11 Thursday]].',
    'The ship docked [[2021-03-08TNI Monday night]].',
    'The ship docked at [[2021-03-08T07:30 7:30 a.m. Monday]].',
    'The ship docks on [[XXXX-WXX-1 Mondays]].',
    'The ship docks [[XXXX-WXX-1TMO every Monday morning]].',
    'The court opens on [[2021-03-20 Saturday next week]].',
    'The court opens [[2021-03-20 next week on Saturday]].',
    'The court closed [[2021-02-26 the Friday before last]].',
    'The court has given her until [[2021-03-12T09:00 9 a.m. Friday]].',
    'Until [[2021-03-05 Friday]], the court had not met.',
    'In a note [[2021-03-08 late Monday]], the court said it will sit.',
    'The lease had been due to expire [[2021-03-05 Friday]].',
    'The court sits [[2021-03-08 Monday]] through [[2021-03-12 Friday]].',
    'The minister said [[2021-03-09 Tuesday]] that the law will pass [[2021-03-12 Friday]].',
    'The court sits [[2021-03-22 the Monday after next]].',
    // A verb counts up to 14 tokens away.
    'They will open the new bridge over the river at the old port [[2021-03-15 Monday]].',
    'They will open the wide new stone bridge over the slow river at the old port [[2021-03-08 Monday]].',
    'Talks on [[2021-03-15 Monday]] about the new stone bridge over the slow river in the old port will fail.',
    'Talks on [[2021-03-08 Monday]] about the wide new stone bridge over the slow river in the old port will fail.',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('findDates: expressions anchored to other expressions', () => {
  it.each([
    'The tower fell on [[2019-05-04 May 4, 2019]]; [[2019-05-07 three days later]] the mayor resigned.',
    'The tower fell on [[2019-05-04 May 4, 2019]]. [[2019-05-05 The next day]] the mayor resigned.',
    'The tower fell in [[2019-05 May 2019]]. [[2019-06 The following month]] the mayor resigned.',
    'The tower fell in [[2019 2019]]. [[2018 The previous year]] it had been painted.',
    'The tower was begun in [[1901 1901]] and finished [[1903 two years later]].',
    'The tower fell on [[2019-05-04 May 4, 2019]]. [[2019-05-04 That same day]] the mayor resigned.',
    'The tower fell on [[2019-05-04 May 4, 2019]], [[2017 two years earlier]] than planned.',
    'The tower fell on [[2019-05-04 May 4, 2019]]. It had swayed [[2019-05-03 the day before]].',
    'The tower fell on [[2019-05-04 May 4, 2019]], the day before the fair.',
    'The tower fell on [[2019-05-04 May 4, 2019]]. They met at [[2019-05-05T12:00 noon the next day]].',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})

describe('findDates: vague references', () => {
  it.each([
    'Taxes have risen in [[PAST_REF recent years]].',
    'Taxes have [[PAST_REF recently]] risen.',
    'Taxes are [[PRESENT_REF now]] low.',
    'Taxes are [[PRESENT_REF currently]] low.',
    'Taxes will rise in [[FUTURE_REF the future]].',
    'Taxes will rise [[FUTURE_REF soon]].',
    'Taxes soon became high and were soon hated.',
    'Taxes will rise in [[FUTURE_REF the coming months]].',
    'Taxes rose in [[PAST_REF the past]].',
    'Taxes will [[FUTURE_REF one day]] rise.',
  ])('normalises %s', (sentence) => {
    expect(markDates(plain(sentence))).toBe(sentence)
  })
})
