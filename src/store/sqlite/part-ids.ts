import { shortDigest } from '../../text/short-digest.ts'

/**
 * The id of an article's part as two numbers of six bytes each. The first stands for it in orders
 * (`tie`), both together are the 96 bits that its sixteen characters write.
 */
export interface PackedId {
  readonly tie: number
  /** The whole id behind a `=` where it is none of ours. */
  readonly rest: number | string
}

export function packId(id: string): PackedId {
  return { tie: tieOf(id), rest: OURS.test(id) ? readHalf(id, HALF) : `=${id}` }
}

/** SQL for a packed id, in a form that `unpackId` reads. */
export function packedIdOf(alias: string): string {
  return `${alias}.tie || ' ' || ${alias}.rest`
}

export function unpackId(packed: string): string {
  const blank = packed.indexOf(' ')
  const rest = packed.slice(blank + 1)
  if (rest.startsWith('=')) return rest.slice(1)
  return writeHalf(Number(packed.slice(0, blank))) + writeHalf(Number(rest))
}

/** Settles ties between equals, the same wherever the same article is indexed. */
export function tieOf(id: string): number {
  return OURS.test(id) ? readHalf(id, 0) : shortDigest(id)
}

const OURS = /^[\w-]{16}$/
const HALF = 8
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Map(Array.from(CHARACTERS, (character, value) => [character, value]))

// Around zero, since the engine keeps numbers with their sign.
const MIDDLE = 2 ** 47
const QUARTER = 2 ** 24

function readHalf(id: string, from: number): number {
  let value = 0
  for (let at = from; at < from + HALF; at += 1) {
    value = value * 64 + (VALUES.get(id[at] ?? '') ?? 0)
  }
  return value - MIDDLE
}

function writeHalf(half: number): string {
  const value = half + MIDDLE
  return writeQuarter(Math.floor(value / QUARTER)) + writeQuarter(value % QUARTER)
}

function writeQuarter(value: number): string {
  let written = ''
  for (let shift = 18; shift >= 0; shift -= 6) written += CHARACTERS[(value >> shift) & 63]
  return written
}
