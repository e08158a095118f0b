import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { deserialize, serialize } from 'node:v8'
import type { PreparedFile, StoreChange } from '../store/store.ts'

/**
 * The prepared parts of a large file, kept in a temporary file: neither the thread that reads the
 * file nor the one that writes the index has all of them in memory.
 */
export interface SpooledFile {
  readonly path: string
  /** The temporary file. */
  readonly spool: string
}

/** A temporary file that parts are appended to. */
export interface Spool {
  readonly file: string
  add(part: PreparedFile): void
  close(): void
  discard(): void
}

/** Bytes that hold the length of a part. */
const LENGTH = 4

/** @param folder - made when it is not there; its owner removes it */
export function createSpool(folder: string): Spool {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, randomUUID())
  const handle = openSync(file, 'wx', 0o600)
  return {
    file,
    add(part) {
      const bytes = serialize(part)
      const length = Buffer.alloc(LENGTH)
      length.writeUInt32LE(bytes.length)
      writeSync(handle, length)
      writeSync(handle, bytes)
    },
    close: () => closeSync(handle),
    discard() {
      closeSync(handle)
      rmSync(file, { force: true })
    },
  }
}

/** Put results into a change; other work of this thread goes on between the parts of a large file. */
export async function putResults(
  change: StoreChange,
  results: readonly { readonly prepared: PreparedFile | SpooledFile | null }[],
): Promise<void> {
  const prepared = results.flatMap((result) => result.prepared ?? [])
  await change.putPrepared(prepared.flatMap((file) => (isSpooled(file) ? [] : file)))
  for (const file of prepared) {
    if (isSpooled(file)) await change.putParts(file.path, partsOf(file))
  }
}

/** The parts of a file, once: a temporary file is removed afterwards. */
export async function* partsOf(file: PreparedFile | SpooledFile): AsyncGenerator<PreparedFile> {
  if (!isSpooled(file)) {
    yield file
    return
  }
  try {
    yield* spooledParts(file.spool)
  } finally {
    rmSync(file.spool, { force: true })
  }
}

function isSpooled(file: PreparedFile | SpooledFile): file is SpooledFile {
  return 'spool' in file
}

async function* spooledParts(spool: string): AsyncGenerator<PreparedFile> {
  const handle = openSync(spool, 'r')
  const length = Buffer.alloc(LENGTH)
  try {
    while (readSync(handle, length) === LENGTH) {
      const bytes = Buffer.alloc(length.readUInt32LE())
      readSync(handle, bytes)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `createSpool`
      yield deserialize(bytes) as PreparedFile
      await setImmediate()
    }
  } finally {
    closeSync(handle)
  }
}
