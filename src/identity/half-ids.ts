/** Characters of half an id, which write 48 bits. */
export const HALF = 8

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Map(Array.from(CHARACTERS, (character, value) => [character, value]))
const QUARTER = 2 ** 24

/** The number that half an id writes, its characters from a place on. */
export function readHalf(id: string, from: number): number {
  let value = 0
  for (let at = from; at < from + HALF; at += 1) {
    value = value * 64 + (VALUES.get(id[at] ?? '') ?? 0)
  }
  return value
}

/** @param value - below 2⁴⁸ */
export function writeHalf(value: number): string {
  return writeQuarter(Math.floor(value / QUARTER)) + writeQuarter(value % QUARTER)
}

function writeQuarter(value: number): string {
  let written = ''
  for (let shift = 18; shift >= 0; shift -= 6) written += CHARACTERS[(value >> shift) & 63]
  return written
}
