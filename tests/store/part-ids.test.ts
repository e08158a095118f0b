import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idHalves, partIdOf, tieOf } from '../../src/store/sqlite/keys.ts'
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
