import { describe, expect, it } from 'vitest'
import { explainFailure } from '../../src/cli/failures.ts'

const system = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(code), { code, syscall }, path === undefined ? {} : { path })
const sqlite = (code: string) => Object.assign(new Error('disk I/O error'), { code })
const named = (name: string) => Object.assign(new Error(`${name} says why.`), { name })

describe('explainFailure', () => {
  it.each([
    [system('EACCES', 'open', 'news/a.txt'), 3, 'Cannot read "news/a.txt": permission denied.'],
    [system('EMFILE', 'open', 'news/a.txt'), 3, 'Cannot read "news/a.txt": EMFILE.'],
    [system('ENOSPC', 'write'), 3, 'Cannot write a file: the disk is full.'],
    [
      system('EROFS', 'mkdir', '/cache'),
      3,
      'Cannot create "/cache": the disk is read-only. Choose another place for the index with --index PATH.',
    ],
    [
      sqlite('SQLITE_IOERR_WRITE'),
      3,
      'Cannot use the index: disk I/O error. Choose another place with --index PATH.',
    ],
    [
      Object.assign(sqlite('UNKNOWN_SQLITE_ERROR_1544'), { rawCode: 1544 }),
      3,
      'Cannot use the index: disk I/O error. Choose another place with --index PATH.',
    ],
    [new Error('No room left.', { cause: sqlite('SQLITE_FULL') }), 3, 'No room left.'],
    [
      new Error('Port 80 is taken.', { cause: system('EADDRINUSE', 'listen') }),
      1,
      'Port 80 is taken.',
    ],
    [named('IndexBusyError'), 3, 'IndexBusyError says why.'],
    [named('DamagedIndexError'), 3, 'DamagedIndexError says why.'],
    [named('SettingsError'), 3, 'SettingsError says why.'],
  ])('explains %s', (error, exitCode, message) => {
    expect(explainFailure(error)).toEqual({ message, exitCode })
  })

  it.each([
    ['an ordinary error', new Error('no')],
    ['a statement that fails', sqlite('SQLITE_ERROR')],
    ['an error caused by another', new Error('no', { cause: system('ENOENT', 'open', 'a') })],
    ['a value that is not an error', 'no'],
  ])('treats %s as an internal error', (_case, error) => {
    expect(explainFailure(error)).toBeNull()
  })
})
