import { describe, expect, it } from 'vitest'
import { createBatches, type Loader } from '../../src/loaders/batches.ts'

const letters = (reads: string[]) => (keys: readonly string[]) => {
  reads.push(keys.join(''))
  return keys.map((key) => key.toUpperCase())
}

const loadOf =
  <Value>(loader: Loader<Value>) =>
  (key: string) =>
    loader.load(key)

describe('a batch', () => {
  it('is read once for all that is asked in one turn, through promises as well', async () => {
    const reads: string[] = []
    const load = loadOf(createBatches().loader(letters(reads)))
    const later = Promise.resolve().then(() => load('c'))
    expect(await Promise.all([load('a'), load('b'), load('a'), later])).toEqual([
      'A',
      'B',
      'A',
      'C',
    ])
    expect(reads).toEqual(['abc'])
  })

  it('is read at once when it is dispatched, and what follows runs before dispatch returns', () => {
    const reads: string[] = []
    const batches = createBatches()
    const load = loadOf(batches.loader(letters(reads)))
    const seen: string[] = []
    for (const key of ['a', 'b']) {
      load(key)
        .map((letter) => load(`${letter}x`))
        .follow(
          (value) => seen.push(value),
          () => expect.unreachable(),
        )
    }
    expect(seen).toEqual([])
    expect(batches.dispatch()).toBe(true)
    expect(batches.dispatch()).toBe(true)
    expect({ seen, reads }).toEqual({ seen: ['AX', 'BX'], reads: ['ab', 'AxBx'] })
    expect(batches.dispatch()).toBe(false)
  })

  it('takes what follows from another batch of the same turn', async () => {
    const reads: string[] = []
    const batches = createBatches()
    const first = batches.loader(letters(reads))
    const second = batches.loader(letters(reads))
    await Promise.all([
      first.load('a').map((value) => second.load(value)),
      second.load('b').map((value) => second.load(value)),
    ])
    expect(reads).toEqual(['a', 'b', 'AB'])
  })

  it('that cannot be read fails for each of its keys', async () => {
    const load = loadOf(
      createBatches().loader<string>(() => {
        throw new Error('disk gone')
      }),
    )
    const failed = load('a').map(() => expect.unreachable())
    await expect(failed).rejects.toThrow('disk gone')
    await expect(load('b')).rejects.toThrow('disk gone')
  })

  it('may be read later', async () => {
    const load = loadOf(createBatches().loader(async (keys) => keys.map((key) => key.length)))
    expect(await load('four').map((length) => load('x'.repeat(length * 2)))).toBe(8)
  })

  it('fails whoever follows with an error', async () => {
    const load = loadOf(createBatches().loader(letters([])))
    const following = load('a').map(() => {
      throw new Error('no such letter')
    })
    await expect(following).rejects.toThrow('no such letter')
  })
})
