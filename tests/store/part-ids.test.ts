import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packId, tieOf, unpackId } from '../../src/store/sqlite/part-ids.ts'
import { partId } from '../../src/text/ids.ts'

const written = (id: string) => {
  const { tie, rest } = packId(id)
  return `${tie} ${rest}`
}

it('gives back every id, in two numbers of six bytes where it is one of ours', () => {
  const ours = fc.string().map((words) => partId('date', 'article', words, 0))
  fc.assert(
    fc.property(ours, (id) => {
      const { tie, rest } = packId(id)
      for (const half of [tie, Number(rest)]) expect(Math.abs(half)).toBeLessThanOrEqual(2 ** 47)
      expect(unpackId(written(id))).toBe(id)
      expect(tieOf(id)).toBe(tie)
    }),
  )
  for (const id of ['________________', 'AAAAAAAAAAAAAAAA']) expect(unpackId(written(id))).toBe(id)
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect(unpackId(written(id))).toBe(id)
    }),
  )
})
