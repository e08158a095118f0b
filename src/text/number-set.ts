/** A set of 32-bit numbers in one array; 0 is never in it. */
export interface NumberSet {
  add(number: number): void
  has(number: number): boolean
}

/** @param most - how many numbers will be added at most */
export function createNumberSet(most: number): NumberSet {
  const mask = 2 ** (32 - Math.clz32(most * 2)) - 1
  const numbers = new Int32Array(mask + 1)
  const slotOf = (number: number): number => {
    let slot = (number ^ (number >>> 15)) & mask
    while (numbers[slot] !== 0 && numbers[slot] !== number) slot = (slot + 1) & mask
    return slot
  }
  return {
    add: (number) => {
      numbers[slotOf(number)] = number
    },
    has: (number) => number !== 0 && numbers[slotOf(number)] === number,
  }
}
