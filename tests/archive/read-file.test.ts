import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync, statSync, symlinkSync, truncateSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readFile } from '../../src/archive/read-file.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { makeFolder } from '../support/archive.ts'

const read = (folder: string, path: string, settings = {}) =>
  readFile(folder, path, { ...defaultSettings, ...settings })

const codesOf = ({ problems }: ReturnType<typeof read>) => problems.map(({ code }) => code)

describe('readFile', () => {
  it('gives the text with size, time, encoding and hash', () => {
    const folder = makeFolder({ 'a/x.txt': 'Café\r\n' })
    utimesSync(join(folder, 'a/x.txt'), 0, 86_400)
    const hash = createHash('sha256').update('Café\r\n').digest('hex')
    expect(read(folder, 'a/x.txt')).toEqual({
      hash,
      problems: [],
      file: {
        path: 'a/x.txt',
        bytes: 7,
        modified: '1970-01-02T00:00:00.000Z',
        encoding: 'utf-8',
        text: 'Café\n',
        hash,
      },
    })
  })

  it('keeps the hash of a file that holds no text, so that it is not read again', () => {
    const result = read(makeFolder({ 'a.txt': '%PDF-1.7' }), 'a.txt')
    expect(result).toMatchObject({ file: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(codesOf(result)).toEqual(['BINARY_FILE'])
  })

  it('reads a file of exactly the limit', () => {
    const folder = makeFolder({ 'a.txt': 'x'.repeat(100) })
    expect(read(folder, 'a.txt', { maxFileBytes: 100 }).file?.bytes).toBe(100)
  })

  it('refuses one that is a byte larger', () => {
    const folder = makeFolder({ 'a.txt': 'x'.repeat(101) })
    const { file, hash, problems } = read(folder, 'a.txt', { maxFileBytes: 100 })
    expect({ file, hash }).toEqual({ file: null, hash: null })
    expect(problems).toMatchObject([
      { code: 'FILE_TOO_LARGE', message: '"a.txt" has 101 bytes; the limit is 100.' },
    ])
  })

  it('refuses three gigabytes without reading any of them', () => {
    const folder = makeFolder({ 'a.txt': '' })
    truncateSync(join(folder, 'a.txt'), 3 * 1024 ** 3)
    const before = process.memoryUsage().rss
    const start = performance.now()
    expect(codesOf(read(folder, 'a.txt'))).toEqual(['FILE_TOO_LARGE'])
    expect(performance.now() - start).toBeLessThan(200)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 ** 2)
  })

  it('says when the file is gone', () => {
    const { problems } = read(makeFolder({}), 'a.txt')
    expect(problems).toMatchObject([
      { code: 'UNREADABLE_FILE', message: '"a.txt" cannot be read: ENOENT.' },
    ])
  })
})

describe('readFile reads files of the archive only', () => {
  it('follows a link inside', () => {
    const folder = makeFolder({ 'a.txt': 'one' })
    symlinkSync('a.txt', join(folder, 'b.txt'))
    expect(read(folder, 'b.txt').file).toMatchObject({ path: 'b.txt', text: 'one' })
  })

  it('follows no link that leads out, be it the file or a folder above it', () => {
    const secret = makeFolder({ 'secret.txt': 'secret' })
    const folder = makeFolder({})
    symlinkSync(join(secret, 'secret.txt'), join(folder, 'a.txt'))
    symlinkSync(secret, join(folder, 'b'))
    for (const path of ['a.txt', 'b/secret.txt']) {
      const result = read(folder, path)
      expect(result.file).toBeNull()
      expect(codesOf(result)).toEqual(['LINK_OUTSIDE'])
    }
  })

  it('does not climb out by dots', () => {
    const folder = makeFolder({ 'news/a.txt': '', 'secret.txt': 'secret' })
    expect(codesOf(read(join(folder, 'news'), '../secret.txt'))).toEqual(['LINK_OUTSIDE'])
  })

  it('does not read a folder', () => {
    const folder = makeFolder({})
    mkdirSync(join(folder, 'x.txt'))
    expect(read(folder, 'x.txt').file).toBeNull()
  })

  it.skipIf(process.platform === 'win32')('does not wait at a named pipe', () => {
    const folder = makeFolder({})
    execFileSync('mkfifo', [join(folder, 'a.txt')])
    expect(codesOf(read(folder, 'a.txt'))).toEqual(['NOT_A_FILE'])
  })
})

describe('readFile while somebody writes', () => {
  it('gives all that was there when it began, or says that the file would not keep still', async () => {
    const folder = makeFolder({ 'a.txt': 'begin\n' })
    const path = join(folder, 'a.txt')
    const script = `const { appendFileSync } = require('node:fs')
      for (let line = 0; line < 2000; line += 1) appendFileSync(process.argv[1], 'a line\\n'.repeat(9))`
    const writer = spawn(process.execPath, ['-e', script, path])
    onTestFinished(() => void writer.kill())
    const ended = once(writer, 'exit')
    while (writer.exitCode === null) {
      const { size } = statSync(path)
      const { file, problems } = read(folder, 'a.txt')
      if (file) expect(file.bytes).toBeGreaterThanOrEqual(size)
      else expect(problems[0]?.message).toBe('"a.txt" changed twice while it was read.')
      await setTimeout(1)
    }
    await ended
    expect(read(folder, 'a.txt')).toMatchObject({ problems: [], file: { bytes: 126_006 } })
  })
})

/** Root may read everything, so somebody else has to try. */
function asNobody<Result>(act: () => Result): Result {
  if (process.geteuid?.() !== 0) return act()
  process.seteuid?.(65_534)
  try {
    return act()
  } finally {
    process.seteuid?.(0)
  }
}

describe.skipIf(process.platform === 'win32')('readFile without permission', () => {
  it('names the file and the reason, and reads the next', () => {
    const folder = makeFolder({ 'a.txt': 'one', 'b.txt': 'two' })
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'a.txt'), 0)
    const [closed, open] = asNobody(() => [read(folder, 'a.txt'), read(folder, 'b.txt')])
    expect(closed?.problems).toMatchObject([
      { code: 'UNREADABLE_FILE', message: '"a.txt" cannot be read: EACCES.' },
    ])
    expect(open?.file?.text).toBe('two')
  })
})
