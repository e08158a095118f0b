import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { shortDigest } from '../identity/ids.ts'

/** Size and times of a file: a file with the same fingerprint need not be read again. */
export interface FileFingerprint {
  /** Size, modification time and change time, hashed to 47 bits. */
  readonly number: number
  /** The later of modification time and change time, in milliseconds since 1970. */
  readonly touched: number
  /** Modification time in milliseconds since 1970; the change time of a copy on another machine differs. */
  readonly modified: number
}

/** The change time (ctime) is included: `cp -p` keeps the modification time but not that one. */
export function fingerprintOf({ size, mtimeMs, ctimeMs }: Stats): FileFingerprint {
  return {
    number: hashMeasures(size, mtimeMs, ctimeMs),
    touched: Math.max(mtimeMs, ctimeMs),
    modified: mtimeMs,
  }
}

const measures = new Float64Array(3)
const bytes = Buffer.from(measures.buffer)

/** Hashes the bits of the numbers: formatting them as text would take as long as `lstat`. */
function hashMeasures(size: number, modified: number, changed: number): number {
  measures[0] = size
  measures[1] = modified
  measures[2] = changed
  return shortDigest(bytes.toString('latin1'))
}

/** The coarsest clock tick of a file system (FAT): a second write in one tick changes no time. */
const CLOCK_TICK = 2_000

/** Whether a later write is sure to change the fingerprint. */
export function isReliable({ touched }: FileFingerprint, now: number): boolean {
  return touched < now - CLOCK_TICK
}

/** Files that are hashed with one call. */
const CHUNK = 1024

/** Hashes the paths and fingerprints of a whole folder. */
export class FolderDigest {
  readonly #hash = createHash('sha256')
  readonly #numbers = new Float64Array(CHUNK)
  #names = ''
  #count = 0
  #isReliable = true

  addFile(path: string, fingerprint: FileFingerprint, now: number): void {
    if (!isReliable(fingerprint, now)) this.#isReliable = false
    this.#add(`${path}\n`, fingerprint.number)
  }

  addProblem(path: string, message: string): void {
    this.#add(`${path}\0${message}\n`, -1)
  }

  /** Record that the same folder may give another result next time. */
  markUnreliable(): void {
    this.#isReliable = false
  }

  /** Null when a file may change without changing its fingerprint. */
  digest(): string | null {
    this.#flush()
    return this.#isReliable ? this.#hash.digest('base64url') : null
  }

  #add(name: string, number: number): void {
    this.#names += name
    this.#numbers[this.#count] = number
    this.#count += 1
    if (this.#count === CHUNK) this.#flush()
  }

  #flush(): void {
    this.#hash.update(this.#names).update(this.#numbers.subarray(0, this.#count))
    this.#names = ''
    this.#count = 0
  }
}
