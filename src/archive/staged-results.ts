import { createHash, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { IndexStamp } from '../store/store.ts'
import type { ReadingLimits } from './abandoned.ts'
import type { IngestJob, IngestResult } from './ingest-result.ts'

/** Version of what one process stages for another; raise it when `IngestResult` or `PreparedRows` change. */
const STAGING_VERSION = 1

/**
 * Identifies everything that processes must have in common to read files for each other. Letters and words
 * depend on the version of Node.js.
 */
export function rulesOf(stamp: IndexStamp, limits: ReadingLimits, root: string | null): string {
  const [node] = process.versions.node.split('.')
  return JSON.stringify([STAGING_VERSION, node, root, stamp, limits])
}

/** The result of each job; null for a file that the helper does not have, or not as it was found. */
export type StagedResults = readonly (IngestResult | null)[]

/** Bytes of a temporary file that are sent together. */
const PIECE = 1024 * 1024

/** The results in pieces: first all without the parts of large files, then those of each large file. */
export function* piecesOf(results: StagedResults): Generator<Uint8Array> {
  const spools = results.flatMap((result) => spoolOf(result) ?? [])
  try {
    yield serialize(results)
    for (const [at, spool] of spools.entries()) {
      for (const bytes of contentOf(spool)) yield serialize([at, bytes])
    }
  } finally {
    for (const spool of spools) rmSync(spool, { force: true })
  }
}

/** @param folder - for the parts of large files */
export async function resultsFrom(
  pieces: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<StagedResults> {
  let results: StagedResults | null = null
  const names = new Map<number, string>()
  for await (const piece of pieces) {
    if (!results) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `piecesOf`
      results = deserialize(piece) as StagedResults
      continue
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `piecesOf`
    const [at, bytes] = deserialize(piece) as readonly [number, Uint8Array]
    const name = names.get(at) ?? newFile(folder)
    names.set(at, name)
    appendFileSync(name, bytes)
  }
  if (!results) throw new TypeError('A staged result has no pieces')
  let at = -1
  return results.map((result) => {
    if (!result || spoolOf(result) === null) return result
    at += 1
    return { ...result, prepared: { path: result.path, spool: names.get(at) ?? newFile(folder) } }
  })
}

function spoolOf(result: IngestResult | null): string | null {
  return result?.prepared && 'spool' in result.prepared ? result.prepared.spool : null
}

function* contentOf(file: string): Generator<Uint8Array> {
  const handle = openSync(file, 'r')
  try {
    for (;;) {
      const bytes = Buffer.allocUnsafe(PIECE)
      const length = readSync(handle, bytes)
      if (length === 0) return
      yield bytes.subarray(0, length)
    }
  } finally {
    closeSync(handle)
  }
}

function newFile(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = join(folder, randomUUID())
  writeFileSync(name, '', { flag: 'wx', mode: 0o600 })
  return name
}

/** Equal for the same files in the same state. */
export function keyOf(rules: string, jobs: string): string {
  return createHash('sha256').update(`${rules}\n${jobs}`).digest('base64url')
}

export function jobsFrom(text: string): readonly IngestJob[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `createSharedPool`
  return JSON.parse(text) as readonly IngestJob[]
}
