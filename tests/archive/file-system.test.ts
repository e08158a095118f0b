import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/archive/file-system.ts'
import { makeFolder as makeFiles } from '../support/archive.ts'

describe('makeFolder', () => {
  it('creates a folder with its parents, and accepts an existing one', () => {
    const folder = join(makeFiles({}), 'a', 'b', 'c')
    makeFolder(folder)
    makeFolder(folder)
    expect(statSync(folder).isDirectory()).toBe(true)
  })

  it('names the part of the path that is a file', () => {
    const file = join(makeFiles({ 'a.txt': 'text' }), 'a.txt')
    expect(() => makeFolder(join(file, 'b'))).toThrow(/ENOTDIR.*a\.txt/)
  })

  it.skipIf(!existsSync('/proc/self'))('throws where no folder can be created', () => {
    expect(() => makeFolder('/proc/nowhere/index')).toThrow(/ENOENT.*\/proc\/nowhere/)
  })
})
