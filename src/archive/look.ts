import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { shortDigest } from '../text/short-digest.ts'
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
    number: shortDigest(`${size} ${mtimeMs} ${ctimeMs}`),
    touched: Math.max(mtimeMs, ctimeMs),
  }
}

// Clocks of file systems tick slowly: of two writes in one tick, the second leaves no trace.
const TICK = 2_000

/** Whether a look may be relied on later: not while another write would look the same. */
export function isSettled({ touched }: Look, now: number): boolean {
  return touched < now - TICK
}

/** Gathers everything that a walk finds into one digest. */
export class WalkDigest {
  readonly #hash = createHash('sha256')
  #waiting = ''
  #isSettled = true

  add(found: Found, now: number): void {
    this.#waiting += describe(found)
    if (found.kind === 'FILE' && !isSettled(found.look, now)) this.#isSettled = false
    if (this.#waiting.length > 65_536) this.#write()
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
    this.#hash.update(this.#waiting)
    this.#waiting = ''
  }
}

function describe(found: Found): string {
  return found.kind === 'FILE'
    ? `${found.file.path}\0${found.look.number}\n`
    : `${found.problem.path}\0${found.problem.message}\n`
}
