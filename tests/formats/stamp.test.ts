import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDayInPath, findNumericOrder, parseStamp } from '../../src/formats/stamp.ts'

describe('parseStamp', () => {
  it.each([
    ['2024-07-15 16:34:51', '2024-07-15T16:34:51', 'SECOND', null],
    ['2024-07-15T16:34:51.123', '2024-07-15T16:34:51', 'SECOND', null],
    ['2024-07-15 16:34', '2024-07-15T16:34:00', 'MINUTE', null],
    ['2024-07-15', '2024-07-15T00:00:00', 'DAY', null],
    ['2024/7/5 9:05', '2024-07-05T09:05:00', 'MINUTE', null],
    ['2024.07.15', '2024-07-15T00:00:00', 'DAY', null],
    ['20240715', '2024-07-15T00:00:00', 'DAY', null],
    ['2024-02-29', '2024-02-29T00:00:00', 'DAY', null],
    ['2024-07-15T16:34:51Z', '2024-07-15T16:34:51', 'SECOND', 'Z'],
    ['2024-07-15T16:34:51+09:00', '2024-07-15T16:34:51', 'SECOND', '+09:00'],
    ['2024-07-15 16:34 +0900', '2024-07-15T16:34:00', 'MINUTE', '+0900'],
    ['2024-07-15 16:34:51 KST', '2024-07-15T16:34:51', 'SECOND', 'KST'],
    ['2024-07-15 16:34:51 (KST)', '2024-07-15T16:34:51', 'SECOND', 'KST'],
    ['2024-07-15 16:34:51 GMT+9', '2024-07-15T16:34:51', 'SECOND', 'GMT+9'],
    ['2024-07-15 16:34:51 Asia/Seoul', '2024-07-15T16:34:51', 'SECOND', 'Asia/Seoul'],
    ['Mon, 15 Jul 2024 16:34:51 +0900', '2024-07-15T16:34:51', 'SECOND', '+0900'],
    ['15 July 2024', '2024-07-15T00:00:00', 'DAY', null],
    ['July 15, 2024 4:34 p.m.', '2024-07-15T16:34:00', 'MINUTE', null],
    ['Jul. 15, 2024, 12:05 AM', '2024-07-15T00:05:00', 'MINUTE', null],
    ['20240715T163451Z', '2024-07-15T16:34:51', 'SECOND', 'Z'],
    ['20240715T163451-0500', '2024-07-15T16:34:51', 'SECOND', '-0500'],
    ['26-FEB-1987 15:01:01.79', '1987-02-26T15:01:01', 'SECOND', null],
    ['Mon Jul 15 2024 16:34:51 GMT+0900 (KST)', '2024-07-15T16:34:51', 'SECOND', 'GMT+0900'],
    ['Mon Jul 15 16:34:51 2024', '2024-07-15T16:34:51', 'SECOND', null],
    ['Mon Jul 15 16:34:51 +0900 2024', '2024-07-15T16:34:51', 'SECOND', '+0900'],
    ['16:34, 15 July 2024', '2024-07-15T16:34:00', 'MINUTE', null],
    ['16:34 Dec 13 2024', '2024-12-13T16:34:00', 'MINUTE', null],
    ['2024-07-15+09:00', '2024-07-15T00:00:00', 'DAY', null],
    ['15. Oktober 2024 Dienstag 10:30 Uhr', '2024-10-15T10:30:00', 'MINUTE', null],
    ['mardi 1er octobre 2024', '2024-10-01T00:00:00', 'DAY', null],
    ['mardi 12 mars 2024', '2024-03-12T00:00:00', 'DAY', null],
    ['15 de octubre de 2024 martes', '2024-10-15T00:00:00', 'DAY', null],
    ['15 maart 2024 vrijdag 12:00', '2024-03-15T12:00:00', 'MINUTE', null],
    ['March 15, 2024 Friday', '2024-03-15T00:00:00', 'DAY', null],
    ['Mon, 15 Jul 02 16:34:51 GMT', '2002-07-15T16:34:51', 'SECOND', 'GMT'],
    ['15/07/2024', '2024-07-15T00:00:00', 'DAY', null],
    ['07/15/2024 16:34', '2024-07-15T16:34:00', 'MINUTE', null],
    ['15.7.2024', '2024-07-15T00:00:00', 'DAY', null],
    ['2024년 7월 15일 16:34', '2024-07-15T16:34:00', 'MINUTE', null],
  ])('reads %s', (printed, local, precision, zone) => {
    expect(parseStamp(printed)).toEqual({ local, precision, zone })
  })

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '0000-01-01',
    '2024-07-15 24:00:00',
    '2024-07-15 12:60',
    '2024-07-15 13:00 pm',
    '2024-07-15 16:34:51 or so',
    '2024-07',
    '05/07/2024',
    'Part 3',
    '15 Foo 2024',
    'tomorrow',
    '',
  ])('does not take "%s" for a time that exists', (printed) => {
    expect(parseStamp(printed)).toBeNull()
  })

  it('reads numbers in the order of their source', () => {
    expect(findNumericOrder(['05/07/2024', '15/07/2024'])).toBe('DAY_FIRST')
    expect(findNumericOrder(['05/07/2024', '07/15/2024 16:34'])).toBe('MONTH_FIRST')
    expect(findNumericOrder(['15/07/2024', '07/15/2024', '05/07/2024'])).toBeNull()
    expect(parseStamp('05/07/2024', 'DAY_FIRST')?.local).toBe('2024-07-05T00:00:00')
    expect(parseStamp('05/07/2024', 'MONTH_FIRST')?.local).toBe('2024-05-07T00:00:00')
  })

  it('gives back every day of the calendar', () => {
    const days = fc.date({
      min: new Date('1000-01-01T00:00:00Z'),
      max: new Date('2999-12-31T23:59:59Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(days, (day) => {
        const local = day.toISOString().slice(0, 19)
        expect(parseStamp(local.replace('T', ' '))?.local).toBe(local)
      }),
    )
  })
})

describe('findDayInPath', () => {
  it.each([
    ['2024-07-15-ferry.txt', '2024-07-15'],
    ['wire/nw-20240715-0731.txt', '2024-07-15'],
    ['2024/07/15/ferry.txt', '2024-07-15'],
    ['ferry_2024_07_15', '2024-07-15'],
    ['000_20249999 2024-07-15.txt', '2024-07-15'],
  ])('finds the day in %s', (path, day) => {
    expect(findDayInPath(path)).toBe(day)
  })

  it.each([
    ['a longer number', '12024071512.txt'],
    ['a day that does not exist', '2024-02-30.txt'],
    ['a hash', '000_882abbc43594cb68.txt'],
    ['two separators', '2024-07_15.txt'],
    ['a number before our time', '10240715.txt'],
  ])('finds none in %s', (_what, path) => {
    expect(findDayInPath(path)).toBeNull()
  })
})
