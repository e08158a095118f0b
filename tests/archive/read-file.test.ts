import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { beforeEach, describe, expect, it } from 'vitest'
import { readFile } from '../../src/archive/read-file.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { makeFolder } from '../support/archive.ts'

let outside = ''
let folder = ''

beforeEach(() => {
  outside = makeFolder({})
  folder = join(outside, 'news')
  mkdirSync(folder)
})

function write(path: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, path), content)
  return path
}

function codesOf(path: string, maxFileBytes = defaultSettings.maxFileBytes): string[] {
  const { file, problem } = readFile(folder, path, { ...defaultSettings, maxFileBytes })
  expect(file).toBeNull()
  return problem ? [problem.code] : []
}

/** Root may read everything, so somebody else has to try. */
function asNobody(act: () => void): void {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    act()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

describe('readFile', () => {
  it('gives bytes, size, time and hash', () => {
    const content = 'Headline\r\n\r\nWords.'
    write('a.txt', content)
    utimesSync(join(folder, 'a.txt'), 1_700_000_000, 1_700_000_000)
    const hash = createHash('sha256').update(content).digest('hex')
    expect(readFile(folder, 'a.txt', defaultSettings)).toEqual({
      file: {
        path: 'a.txt',
        bytes: 18,
        modified: '2023-11-14T22:13:20.000Z',
        hash,
        content: Buffer.from(content),
      },
      problem: null,
    })
  })

  it('refuses a large file without reading it', () => {
    write('huge.txt', '')
    // A terabyte that takes no room on the disk.
    truncateSync(join(folder, 'huge.txt'), 2 ** 40)
    const { problem } = readFile(folder, 'huge.txt', defaultSettings)
    expect(problem).toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: '"huge.txt" has 1099511627776 bytes; the limit is 10485760.',
    })
  })

  it('takes the limit from the settings, inclusive', () => {
    write('ten.txt', '0123456789')
    expect(
      readFile(folder, 'ten.txt', { ...defaultSettings, maxFileBytes: 10 }).file,
    ).not.toBeNull()
    expect(codesOf('ten.txt', 9)).toEqual(['FILE_TOO_LARGE'])
  })

  it('follows a link inside the archive', () => {
    write('a.txt', 'Words.')
    symlinkSync('a.txt', join(folder, 'link.txt'))
    expect(readFile(folder, 'link.txt', defaultSettings).file?.bytes).toBe(6)
  })

  it.each([
    ['a link that leads out', 'link.txt'],
    ['a folder that leads out', 'sub/secret.txt'],
    ['a path that climbs out', '../secret.txt'],
  ])('does not read through %s', (_what, path) => {
    writeFileSync(join(outside, 'secret.txt'), 'secret')
    symlinkSync('../secret.txt', join(folder, 'link.txt'))
    symlinkSync('..', join(folder, 'sub'))
    expect(codesOf(path)).toEqual(['LINK_OUTSIDE'])
  })

  it('does not block on a named pipe', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    expect(codesOf('pipe.txt')).toEqual(['NOT_A_FILE'])
  })

  it('does not read a folder', () => {
    mkdirSync(join(folder, 'sub.txt'))
    expect(codesOf('sub.txt')).toEqual(['NOT_A_FILE'])
  })

  it('reports that a file is gone', () => {
    const { problem } = readFile(folder, 'gone.txt', defaultSettings)
    expect(problem).toMatchObject({
      code: 'UNREADABLE_FILE',
      message: '"gone.txt" cannot be read: it is not there (ENOENT).',
    })
  })

  it('reports a file without permission, and reads the next', () => {
    write('open.txt', 'Words.')
    chmodSync(join(folder, write('closed.txt', 'Words.')), 0)
    for (const path of [outside, folder]) chmodSync(path, 0o755)
    asNobody(() => {
      expect(readFile(folder, 'closed.txt', defaultSettings).problem).toMatchObject({
        code: 'UNREADABLE_FILE',
        message: '"closed.txt" cannot be read: permission denied (EACCES).',
      })
      expect(readFile(folder, 'open.txt', defaultSettings).file?.bytes).toBe(6)
    })
  })

  it('gives up on a file that changes during each attempt', async () => {
    // Large, so that reading it takes long enough for the writer to come in between.
    write('busy.txt', '')
    truncateSync(join(folder, 'busy.txt'), 2 ** 27)
    const writer = new Worker(
      `const { appendFileSync } = require('node:fs')
       const { parentPort, workerData } = require('node:worker_threads')
       parentPort.postMessage('on')
       for (;;) appendFileSync(workerData, 'x')`,
      { eval: true, workerData: join(folder, 'busy.txt') },
    )
    try {
      await new Promise((resolve) => writer.once('message', resolve))
      expect(codesOf('busy.txt', 2 ** 30)).toEqual(['UNREADABLE_FILE'])
    } finally {
      await writer.terminate()
    }
  })
})
