import { describe, expect, it } from 'vitest'
import { markDates, plain, theDate } from './reading.ts'

describe('findDates: times of day', () => {
  it.each([
    'The alarm rang at [[2021-03-10T09:15 9:15 a.m.]] in Arden.',
    'The alarm rang at [[2021-03-10T21:00 9 p.m.]] in Arden.',
    'The alarm rang at [[2021-03-10T12:00 noon]].',
    'The alarm rang at [[2021-03-10T00:30 12:30 a.m.]] in Arden.',
    'The alarm rang at [[2021-03-09T22:00 10 p.m. yesterday]].',
    'The alarm rang at [[2019-05-04T14:05 2:05 p.m. on May 4, 2019]].',
    'The alarm rang [[2019-05-04TMO on the morning of May 4, 2019]].',
    'The alarm rang at [[2021-03-10T07:35Z 0735 GMT]].',
    'The alarm rang at [[2021-03-10T07:35Z 07:35 UTC]].',
    'The alarm rang at [[2021-03-10T09:00 9 a.m. KST]].',
    "The alarm rang at [[2021-03-10T15:00 3 o'clock in the afternoon]].",
    'The alarm rang at [[2021-03-10T19:30 7.30pm]].',
    'The alarm rang at [[2021-03-05T10:35 10:35 a.m. (0735 GMT) Friday]].',
    'It was over by [[2021-03-10TAF mid-afternoon]].',
    'It was over at [[2021-03-10T22:30 10.30pm on Wednesday 10 March]].',
    'It was over at [[2021-03-08T22:25Z 2225 GMT on Monday]].',
    'It fell on [[2019-05-04 May 4, 2019]], and at [[2019-05-04T09:00 9 a.m.]] they met.',
    'It fell on [[2019-05-04 May 4, 2019]].\n[[2021-03-10T21:45 9:45 p.m.]] The count goes on.',
    'Shares fell in [[2021-03-10TAF early afternoon]] trading.',
    'The alarm rang at [[2021-03-10T03:30 half past three]].',
    'The alarm rang at [[2021-03-10T08:45 a quarter to nine]].',
    'The alarm rang at [[2021-03-10T09:30 9:30 a.m. local time]].',
    'The alarm rang at [[2021-03-03T10:00 10 a.m. Pacific Time on March 3]].',
    'The alarm rang at [[2021-03-10T18:40 6:40 p.m. (GMT +8)]] in Arden.',
  ])('normalises %s', (sentence) => {
    const expected = sentence.replace('rang [[2019-05-04TMO on the', 'rang on [[2019-05-04TMO the')
    expect(markDates(plain(sentence))).toBe(expected)
  })

  it.each([
    ['9 a.m. KST', '2021-03-10T09:00:00+09:00'],
    ['9 a.m. EST', '2021-03-10T09:00:00-05:00'],
    ['09:00 GMT', '2021-03-10T09:00:00Z'],
    ['9 a.m. (GMT+8)', '2021-03-10T09:00:00+08:00'],
    ['9 a.m. UTC-5:30', '2021-03-10T09:00:00-05:30'],
    ['9 a.m. IST', '2021-03-10T09:00:00'],
    ['9 a.m.', '2021-03-10T09:00:00'],
    ['midnight GMT', '2021-03-11T00:00:00Z'],
  ])('returns the zone of %s', (words, edtf) => {
    expect(theDate(`The alarm rang at ${words} in Arden.`).edtf).toBe(edtf)
  })
})
