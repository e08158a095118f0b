import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { mutants } from '../mutants/mutants.ts'
import { namedFiles, PATH, readCounts, ROOT, writeDocument } from './document.ts'

describe('docs/testing.md', () => {
  it('has the current lists (otherwise run npm run testing)', { tags: 'long' }, async () => {
    const options = { ...(await resolveConfig(PATH)), filepath: PATH }
    const current = await format(await writeDocument(readCounts()), options)
    expect(readFileSync(PATH, 'utf8')).toBe(current)
  })

  it.each([...new Set(namedFiles)])('names a file that exists: %s', (file) => {
    expect(existsSync(join(ROOT, file))).toBe(true)
  })
})

describe('every mutant', () => {
  it.each(mutants)('changes one place in $file: $fault', ({ file, before }) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split(before)).toHaveLength(2)
  })
})
