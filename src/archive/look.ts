import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import type { Found } from './walk.ts'

/** How a file looks from outside: whoever finds it the same need not read it again. */
export interface Look {
  /** Size and times as one number. */
  readonly number: number
  /** Milliseconds since 1970 of the last touch. */
  readonly touched: number
}

/**
 * The time of the last change to the file's own record counts, too: a file that is copied over with
 * its old time of modification has a new one.
 */
export function lookOf({ size, mtimeMs, ctimeMs }: Stats): Look {
  return {
    number: numberOf(size, mtimeMs, ctimeMs),
    touched: Math.max(mtimeMs, ctimeMs),
  }
}

const measures = new Float64Array(3)
const units = new Uint32Array(measures.buffer)

/** A digest of 47 bits; writing the measures out first would take as long as asking for them. */
function numberOf(size: number, modified: number, changed: number): number {
  measures[0] = size
  measures[1] = modified
  measures[2] = changed
  let low = 0x811c9dc5
  let high = 0x2545f491
  for (let at = 0; at < units.length; at += 1) {
    low = Math.imul(low ^ (units[at] ?? 0), 0x01000193)
    low ^= low >>> 15
    high = Math.imul(high ^ low, 0x85ebca6b)
  }
  return (high >>> 17) * 2 ** 32 + (low >>> 0)
}

// Clocks of file systems tick slowly: of two writes in one tick, the second leaves no trace.
const TICK = 2_000

/** Whether a look may be relied on later: not while another write would look the same. */
export function isSettled({ touched }: Look, now: number): boolean {
  return touched < now - TICK
}

/** As many files are taken into the digest of a walk at once. */
const TOGETHER = 1024

/** Gathers everything that a walk finds into one digest. */
export class WalkDigest {
  readonly #hash = createHash('sha256')
  readonly #looks = new Float64Array(TOGETHER)
  #names = ''
  #count = 0
  #isSettled = true

  add(found: Found, now: number): void {
    if (found.kind === 'FILE') {
      this.#names += `${found.file.path}\n`
      this.#looks[this.#count] = found.look.number
      if (!isSettled(found.look, now)) this.#isSettled = false
    } else {
      this.#names += `${found.problem.path}\0${found.problem.message}\n`
      this.#looks[this.#count] = -1
    }
    this.#count += 1
    if (this.#count === TOGETHER) this.#write()
  }

  /** Say that the same folder may give something else the next time. */
  unsettle(): void {
    this.#isSettled = false
  }

  /** Null when the walk may not be relied on. */
  digest(): string | null {
    this.#write()
    return this.#isSettled ? this.#hash.digest('base64url') : null
  }

  #write(): void {
    this.#hash.update(this.#names).update(this.#looks.subarray(0, this.#count))
    this.#names = ''
    this.#count = 0
  }
}
