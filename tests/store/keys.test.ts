import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  idHalves,
  keyRange,
  OVERFLOW,
  partIdOf,
  secondsOf,
  tieOf,
} from '../../src/store/relational/keys.ts'
import { articleId, partId } from '../../src/identity/ids.ts'

it('gives back the id of a part from that of its article and a number of six bytes', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), (path, words, occurrence) => {
      const home = articleId(path, '')
      const id = partId('date', home, words, occurrence)
      expect(id).toMatch(/^[\w-]{16}$/)
      expect(Math.abs(tieOf(id))).toBeLessThanOrEqual(2 ** 47)
      expect(partIdOf(home, tieOf(id))).toBe(id)
      expect(home.startsWith(idHalves(id)[0])).toBe(true)
    }),
  )
  for (const id of ['________________', 'AAAAAAAAAAAAAAAA'])
    expect(partIdOf(id, tieOf(id))).toBe(id)
})

it('tells apart what differs in kind, words, occurrence or article alone', () => {
  const ids = ['one.txt', 'other.txt'].flatMap((path) =>
    (['quotation', 'date', 'picture'] as const).flatMap((kind) =>
      ['today', 'to day', 'Today'].flatMap((words) =>
        [0, 1, 10].map((occurrence) => partId(kind, articleId(path, ''), words, occurrence)),
      ),
    ),
  )
  expect(new Set(ids.map(tieOf)).size).toBe(ids.length)
})

it('gives each day of nearly four centuries a range of keys of its own, in order', () => {
  const rangeOf = (day: string) => keyRange(secondsOf(`${day}T12:00:00`))
  const days = ['1611-03-20', '1969-12-31', '1970-01-01', '2031-06-01', '2328-11-07']
  const ends = days.flatMap((day) => [...rangeOf(day)])
  expect(ends).toEqual(ends.toSorted((a, b) => a - b))
  expect(new Set(ends).size).toBe(ends.length)
  for (const [first, last] of days.map(rangeOf)) expect(last - first).toBe(8191)
  expect(keyRange(null)[1]).toBeLessThan(ends[0] ?? 0)
  expect(OVERFLOW[0]).toBeGreaterThan(ends.at(-1) ?? 0)
})

it('puts days before and after those among the keys without order', () => {
  for (const day of ['0001-01-01', '1500-01-01', '1611-02-19', '2328-11-30', '9999-12-31']) {
    expect(keyRange(secondsOf(`${day}T00:00:00`))).toEqual(OVERFLOW)
  }
})
