import { statSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../schema/errors.ts'
import { AUTHORITY_FILE, CORRECTIONS_FILE, parseCorrectionEntries } from './archive/annotations.ts'
import type { Archive } from './archive/archive.ts'
import {
  CorrectionFileError,
  hashOfFile,
  saveCorrection,
  saveSpeaker,
} from './archive/correction-files.ts'
import { codeOf, readIfThere } from './archive/file-system.ts'
import type { CorrectionDesk, CorrectionFile, SaveResult } from './model/annotations.ts'
import type { Caller } from './server/snapshots.ts'

/** Who may correct readings. */
export interface CorrectionOptions {
  /** @returns the name of the editor who sent a request; null for anybody else */
  readonly authorize: (request: Caller) => string | null | Promise<string | null>
}

/** The correction files of an archive, for one caller. */
export function createCorrectionDesk(
  archive: Archive,
  { authorize }: CorrectionOptions,
  caller: Caller,
): CorrectionDesk {
  const { folder } = archive

  /** Once it is saved, the index is brought up to date here, or by the process that watches. */
  async function save(saving: Promise<SaveResult>): Promise<SaveResult> {
    try {
      const result = await saving
      if (result.kind === 'WRITTEN') await archive.refresh()
      return result
    } catch (error) {
      if (error instanceof CorrectionFileError)
        throw new InputError('BAD_CORRECTION', error.message)
      if (!NOT_WRITABLE.has(codeOf(error))) throw error
      throw new InputError('NO_FOLDER', 'The folder of the archive cannot be written to.')
    }
  }

  return {
    editor: () => authorize(caller),
    hashOf: (file) => hashOfFile(folder, file),
    entries: () => parseCorrectionEntries(readIfThere(join(folder, CORRECTIONS_FILE))),
    saveCorrection: (entry, expected) =>
      save(saveCorrection(folder, entry, { expected, keepsEarlier: true })),
    saveSpeaker: (entry, expected) => save(saveSpeaker(folder, entry, { expected })),
  }
}

/**
 * Tells the hashes of the files that editors see, which may change while the readings stay the same. A file
 * is read when it differs from the last time in inode, size or times, or has just been written.
 */
export function createCorrectionHashes(folder: string): () => readonly string[] {
  const hashOf = (file: CorrectionFile) => {
    let known: { readonly stamp: string; readonly hash: string } | null = null
    return () => {
      const stats = statSync(join(folder, file), { bigint: true, throwIfNoEntry: false })
      const stamp = stats ? [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join() : ''
      if (known?.stamp === stamp) return known.hash
      const hash = hashOfFile(folder, file)
      // Within the resolution of the clock, another write could leave the same times.
      const isSettled = !stats || Date.now() - Number(stats.ctimeMs) > SETTLED_AFTER
      known = isSettled ? { stamp, hash } : null
      return hash
    }
  }
  const hashes = FILES.map(hashOf)
  return () => hashes.map((hash) => hash())
}

const FILES: readonly CorrectionFile[] = [CORRECTIONS_FILE, AUTHORITY_FILE]
const SETTLED_AFTER = 100

const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT'])
