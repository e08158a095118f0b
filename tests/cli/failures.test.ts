import { describe, expect, it } from 'vitest'
import { explainFailure } from '../../src/cli/failures.ts'

const system = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(code), { code, syscall }, path === undefined ? {} : { path })
const sqlite = (code: string) => Object.assign(new Error('disk I/O error'), { code })
const named = (name: string) => Object.assign(new Error(`${name} says why.`), { name })

describe('explainFailure', () => {
  it.each([
    [system('EACCES', 'open', 'news/a.txt'), 3, 'Cannot read "news/a.txt": this user may not.'],
    [system('EMFILE', 'open', 'news/a.txt'), 3, 'Cannot read "news/a.txt": EMFILE.'],
    [system('ENOSPC', 'write'), 3, 'Cannot write a file: no room is left on the disk.'],
    [
      system('EROFS', 'mkdir', '/cache'),
      3,
      'Cannot make "/cache": the disk is read-only. Keep the index elsewhere: --index PATH.',
    ],
    [
      sqlite('SQLITE_IOERR_WRITE'),
      3,
      'Cannot use the index: disk I/O error. Say where with --index PATH.',
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
  ])('puts %s into words', (error, exitCode, message) => {
    expect(explainFailure(error)).toEqual({ message, exitCode })
  })

  it.each([
    ['an ordinary error', new Error('no')],
    ['a statement that fails', sqlite('SQLITE_ERROR')],
    ['an error about another', new Error('no', { cause: system('ENOENT', 'open', 'a') })],
    ['what is no error', 'no'],
  ])('takes %s for a fault of ours', (_case, error) => {
    expect(explainFailure(error)).toBeNull()
  })
})
