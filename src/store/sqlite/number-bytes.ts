const MOST_IN_ONE = 0x80

/** Writes whole numbers, of which most are small: one byte below 128, one more for each seven bits. */
export class NumberWriter {
  #bytes = new Uint8Array(1024)
  #length = 0

  /** @param value - from 0 on */
  put(value: number): void {
    let rest = value
    while (rest >= MOST_IN_ONE) {
      this.#putByte((rest % MOST_IN_ONE) + MOST_IN_ONE)
      rest = Math.floor(rest / MOST_IN_ONE)
    }
    this.#putByte(rest)
  }

  /** A number that may be below 0. */
  putSigned(value: number): void {
    this.put(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /** What was written since the last time. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }

  #putByte(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(2 * this.#bytes.length)
      longer.set(this.#bytes)
      this.#bytes = longer
    }
    this.#bytes[this.#length] = byte
    this.#length += 1
  }
}

/** Reads what a `NumberWriter` wrote. */
export class NumberReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  /** Place of the next byte. */
  get at(): number {
    return this.#at
  }

  next(): number {
    let value = this.#byte()
    if (value < MOST_IN_ONE) return value
    value -= MOST_IN_ONE
    for (let scale = MOST_IN_ONE; ; scale *= MOST_IN_ONE) {
      const byte = this.#byte()
      if (byte < MOST_IN_ONE) return value + byte * scale
      value += (byte - MOST_IN_ONE) * scale
    }
  }

  nextSigned(): number {
    const value = this.next()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new RangeError('The packed numbers end too soon')
    this.#at += 1
    return byte
  }
}
