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
import type { CorrectionDesk, SaveResult } from './model/annotations.ts'
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

/** The state of the files that editors see, which may change while the readings stay the same. */
export function hashesOfCorrections(folder: string): readonly string[] {
  return [hashOfFile(folder, CORRECTIONS_FILE), hashOfFile(folder, AUTHORITY_FILE)]
}

const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT'])
