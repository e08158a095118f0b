import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { walkArchive } from '../../src/archive/walk.ts'
import { makeFolder } from '../support/archive.ts'

let outside = ''
let folder = ''

beforeEach(() => {
  outside = makeFolder({})
  folder = join(outside, 'news')
  mkdirSync(folder)
})

/** Paths of files, and codes of problems with their paths. */
function walk(): string[] {
  return Array.from(walkArchive(folder), (found) =>
    found.kind === 'FILE' ? found.file.path : `${found.problem.code} ${found.problem.path}`,
  )
}

function write(path: string, content = 'words') {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), content)
}

describe('walkArchive', () => {
  it('finds files depth first, in the order of their names, with their sizes', () => {
    for (const path of ['b.txt', 'a/z.txt', 'a/c.txt', 'c.txt']) write(path, 'four')
    expect(walk()).toEqual(['a/c.txt', 'a/z.txt', 'b.txt', 'c.txt'])
    const [found] = walkArchive(folder)
    const { mtimeMs, ctimeMs } = statSync(join(folder, 'a/c.txt'))
    const touched = Math.max(mtimeMs, ctimeMs)
    expect(found).toMatchObject({ file: { bytes: 4 }, fingerprint: { touched } })
  })

  it('walks a folder with a name like that of a file', () => {
    write('2021.txt/one.txt')
    expect(walk()).toEqual(['2021.txt/one.txt'])
  })

  it('skips hidden names, and at the top README and settings', () => {
    for (const path of ['.git/x.txt', '.hidden.txt', 'README.md', 'pressgraph.json']) write(path)
    for (const path of ['corrections.yaml', 'speakers.yaml', 'deep/README.md', 'a.txt']) write(path)
    expect(walk()).toEqual(['a.txt', 'deep/README.md'])
  })

  it('keeps unusual names unchanged', () => {
    for (const name of ['line\nbreak.txt', '<b>.txt', '한글.txt', 'e\u0301.txt']) write(name)
    expect(walk().toSorted()).toEqual(
      ['line\nbreak.txt', '<b>.txt', '한글.txt', 'e\u0301.txt'].toSorted(),
    )
  })

  it('reports a file whose name is not UTF-8, with its bytes escaped', () => {
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9, 0x2e, 0x74])]),
      'x',
    )
    write('after.txt')
    expect(walk()).toEqual(['after.txt', 'UNREADABLE_NAME caf\\xE9.t'])
  })

  it('finds nothing in an empty folder', () => {
    expect(walk()).toEqual([])
  })

  it('throws when the archive folder does not exist', () => {
    rmSync(folder, { recursive: true })
    expect(walk).toThrow(/ENOENT/)
  })

  it('walks an archive folder that is a link', () => {
    write('a.txt')
    symlinkSync(folder, join(outside, 'link'))
    expect(Array.from(walkArchive(join(outside, 'link'))).length).toBe(1)
  })
})

describe('links', () => {
  it('follows a link to a file inside the archive', () => {
    write('a/real.txt')
    symlinkSync('a/real.txt', join(folder, 'link.txt'))
    expect(walk()).toEqual(['a/real.txt', 'link.txt'])
  })

  it.each([
    ['a file', 'secret.txt'],
    ['a folder', 'private'],
  ])('does not follow a link to %s outside', (_kind, target) => {
    writeFileSync(join(outside, 'secret.txt'), 'secret')
    mkdirSync(join(outside, 'private'))
    writeFileSync(join(outside, 'private', 'x.txt'), 'secret')
    symlinkSync(join('..', target), join(folder, 'link'))
    expect(walk()).toEqual(['LINK_OUTSIDE link'])
  })

  it('does not mistake a folder for the archive because its name begins alike', () => {
    mkdirSync(join(outside, 'news-private'))
    writeFileSync(join(outside, 'news-private', 'x.txt'), 'secret')
    symlinkSync('../news-private/x.txt', join(folder, 'link.txt'))
    expect(walk()).toEqual(['LINK_OUTSIDE link.txt'])
  })

  it('walks a linked folder once, at its own path', () => {
    write('real/a.txt')
    symlinkSync('real', join(folder, 'again'))
    expect(walk()).toEqual(['real/a.txt'])
  })

  it.each([
    ['itself', 'loop.txt', 'loop.txt'],
    ['its own folder', 'sub/loop', '.'],
    ['the archive', 'sub/loop', '..'],
  ])('reports a link that leads to %s', (_what, path, target) => {
    write('sub/a.txt')
    symlinkSync(target, join(folder, path))
    expect(walk().toSorted()).toEqual([`LINK_LOOP ${path}`, 'sub/a.txt'].toSorted())
  })

  it('reports a link that leads nowhere', () => {
    symlinkSync('gone.txt', join(folder, 'link.txt'))
    expect(walk()).toEqual(['UNREADABLE_FILE link.txt'])
  })
})

describe('entries that are not files', () => {
  it('reports a named pipe without opening it', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    write('z.txt')
    expect(walk()).toEqual(['NOT_A_FILE pipe.txt', 'z.txt'])
  })

  it.skipIf(process.getuid?.() === 0)('reports a folder that may not be listed', () => {
    write('locked/a.txt')
    write('open.txt')
    chmodSync(join(folder, 'locked'), 0o000)
    expect(walk()).toEqual(['UNREADABLE_FILE locked', 'open.txt'])
    chmodSync(join(folder, 'locked'), 0o700)
  })
})
