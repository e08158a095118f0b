/** A set of 32-bit numbers in one array; 0 is never in it. */
export class NumberSet {
  readonly #numbers: Int32Array

  /** @param most - how many numbers will be added at most */
  constructor(most: number) {
    this.#numbers = new Int32Array(2 ** (32 - Math.clz32(most * 2)))
  }

  add(number: number): void {
    this.#numbers[this.#slotOf(number)] = number
  }

  has(number: number): boolean {
    return number !== 0 && this.#numbers[this.#slotOf(number)] === number
  }

  #slotOf(number: number): number {
    const numbers = this.#numbers
    const mask = numbers.length - 1
    let slot = (number ^ (number >>> 15)) & mask
    while (numbers[slot] !== 0 && numbers[slot] !== number) slot = (slot + 1) & mask
    return slot
  }
}
