import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Found, walkArchive } from '../../src/archive/walk.ts'
import { makeFolder } from '../support/archive.ts'

/** `path` for a file, `path CODE` for a problem. */
const walk = (folder: string) => [...walkArchive(folder)].map(describeFound)

function describeFound(found: Found): string {
  return found.kind === 'FILE' ? found.file.path : `${found.problem.path} ${found.problem.code}`
}

describe('walkArchive', () => {
  it('gives every file with its size and time, folders in their place, names in byte order', () => {
    const folder = makeFolder({ 'b.txt': 'two', 'a/z.txt': 'one', 'Ä.txt': '', 'B.txt': '' })
    expect(walk(folder)).toEqual(['B.txt', 'a/z.txt', 'b.txt', 'Ä.txt'])
    const [, found] = walkArchive(folder)
    expect(found).toMatchObject({ kind: 'FILE', file: { bytes: 3 } })
    expect(found).toHaveProperty('file.modified', expect.stringMatching(/^\d{4}-.*Z$/))
  })

  it('gives nothing for an empty folder', () => {
    expect(walk(makeFolder({}))).toEqual([])
  })

  it('passes over hidden files, and over what stands beside the articles at the top', () => {
    const folder = makeFolder({
      '.git/config': '',
      '.DS_Store': '',
      'README.md': '',
      'pressgraph.json': '',
      'corrections.yaml': '',
      'speakers.yaml': '',
      'a/README.txt': 'an article like any other',
      'a/.hidden.txt': '',
    })
    expect(walk(folder)).toEqual(['a/README.txt'])
  })

  it('walks a folder whose name looks like that of a file', () => {
    expect(walk(makeFolder({ 'x.txt/y.txt': '' }))).toEqual(['x.txt/y.txt'])
  })

  it('throws when the archive itself is not there', () => {
    expect(() => walk('/nowhere/at/all')).toThrow('ENOENT')
  })

  it('sees a hundred folders inside each other', () => {
    const folder = makeFolder({})
    const deep = Array.from({ length: 100 }, () => 'd').join('/')
    mkdirSync(join(folder, deep), { recursive: true })
    writeFileSync(join(folder, deep, 'x.txt'), '')
    expect(walk(folder)).toEqual([`${deep}/x.txt`])
  })
})

describe('walkArchive at links', () => {
  it('follows one to a file of the archive', () => {
    const folder = makeFolder({ 'a.txt': 'one' })
    symlinkSync('a.txt', join(folder, 'b.txt'))
    expect(walk(folder)).toEqual(['a.txt', 'b.txt'])
  })

  it('does not leave the archive, by file or by folder', () => {
    const secret = makeFolder({ 'secret.txt': 'secret' })
    const folder = makeFolder({ 'a.txt': 'one' })
    symlinkSync(join(secret, 'secret.txt'), join(folder, 'file.txt'))
    symlinkSync(secret, join(folder, 'folder'))
    expect(walk(folder)).toEqual(['a.txt', 'file.txt LINK_OUTSIDE', 'folder LINK_OUTSIDE'])
  })

  it('does not take a folder for inside whose name only begins like the archive', () => {
    const folder = makeFolder({ 'news/a.txt': '', 'news-secret/b.txt': '' })
    symlinkSync('../news-secret/b.txt', join(folder, 'news', 'c.txt'))
    expect(walk(join(folder, 'news'))).toEqual(['a.txt', 'c.txt LINK_OUTSIDE'])
  })

  it.each([
    ['to the folder it stands in', '.'],
    ['to the archive', '..'],
    ['to itself', 'loop'],
  ])('reports one %s, and goes on', (_title, target) => {
    const folder = makeFolder({ 'a/x.txt': '', 'b.txt': '' })
    symlinkSync(target, join(folder, 'a', 'loop'))
    expect(walk(folder)).toEqual(['a/loop LINK_LOOP', 'a/x.txt', 'b.txt'])
  })

  it('walks a folder once that a link leads to', () => {
    const folder = makeFolder({ 'a/x.txt': '' })
    symlinkSync('a', join(folder, 'b'))
    expect(walk(folder)).toEqual(['a/x.txt'])
  })

  it('reports one that points to nothing', () => {
    const folder = makeFolder({})
    symlinkSync('gone.txt', join(folder, 'a.txt'))
    expect(walk(folder)).toEqual(['a.txt UNREADABLE_FILE'])
  })

  it('walks an archive that is itself given as a link', () => {
    const folder = makeFolder({ 'news/a.txt': '' })
    symlinkSync('news', join(folder, 'current'))
    expect(walk(join(folder, 'current'))).toEqual(['a.txt'])
  })
})

describe.skipIf(process.platform === 'win32')('walkArchive at what is no file', () => {
  it('reports a named pipe without waiting for it', () => {
    const folder = makeFolder({ 'b.txt': '' })
    execFileSync('mkfifo', [join(folder, 'a.txt')])
    const [found] = walkArchive(folder)
    expect(found).toMatchObject({
      problem: { code: 'NOT_A_FILE', message: '"a.txt" is a named pipe, not a file.' },
    })
    expect(walk(folder)).toEqual(['a.txt NOT_A_FILE', 'b.txt'])
  })

  it('reports a socket', async () => {
    const folder = makeFolder({})
    const server = createServer()
    onTestFinished(() => void server.close())
    await new Promise<void>((done) => server.listen(join(folder, 'a.txt'), done))
    const [found] = walkArchive(folder)
    expect(found).toMatchObject({ problem: { message: '"a.txt" is a socket, not a file.' } })
  })
})

describe.skipIf(process.platform !== 'linux')('walkArchive at odd names', () => {
  it.each([
    ['a line feed', 'a\nb.txt'],
    ['markup', '<b>a</b>.txt'],
    ['a terminal colour', 'a\u001b[31m.txt'],
    ['a backslash', 'a\\b.txt'],
    ['Korean letters', '화림사.txt'],
    ['a percent sign', '%2e%2e%2f.txt'],
    ['two hundred and fifty-five bytes', `${'a'.repeat(251)}.txt`],
  ])('reads a name with %s', (_title, name) => {
    expect(walk(makeFolder({ [name]: '' }))).toEqual([name])
  })

  it('keeps twins apart that look the same', () => {
    const folder = makeFolder({ 'café.txt': '', 'cafe\u0301.txt': '' })
    expect(walk(folder)).toEqual(['cafe\u0301.txt', 'café.txt'])
  })

  it('reports names that are no UTF-8, of files and of folders, and goes on', () => {
    const folder = makeFolder({ 'z.txt': '' })
    const named = (bytes: string) =>
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes, 'latin1')])
    writeFileSync(named('caf\xe9.txt'), 'one')
    mkdirSync(named('\xff'))
    expect(walk(folder)).toEqual(['caf\\xE9.txt UNREADABLE_NAME', 'z.txt', '\\xFF UNREADABLE_NAME'])
  })
})
