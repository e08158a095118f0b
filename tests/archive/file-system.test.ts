import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/archive/file-system.ts'
import { makeFolder as makeFiles } from '../support/archive.ts'

describe('makeFolder', () => {
  it('makes a folder with those it stands in, and leaves one that is there', () => {
    const folder = join(makeFiles({}), 'a', 'b', 'c')
    makeFolder(folder)
    makeFolder(folder)
    expect(statSync(folder).isDirectory()).toBe(true)
  })

  it('says which part of the path is a file', () => {
    const file = join(makeFiles({ 'a.txt': 'text' }), 'a.txt')
    expect(() => makeFolder(join(file, 'b'))).toThrow(/ENOTDIR.*a\.txt/)
  })

  it.skipIf(!existsSync('/proc/self'))('gives up where no folder can be made', () => {
    expect(() => makeFolder('/proc/nowhere/index')).toThrow(/ENOENT.*\/proc\/nowhere/)
  })
})
