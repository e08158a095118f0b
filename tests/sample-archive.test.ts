import { beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../src/index.ts'
import { allPages } from '../src/archive/pages.ts'
import { formats } from '../src/formats/index.ts'
import { openSampleArchive } from './support/archive.ts'

/** Formats of collections that only others keep, or of which the archive has a near relation. */
const WITHOUT_SAMPLE = [
  'newsml-1',
  'factiva-xml',
  'factiva-text',
  'factiva-html',
  'proquest',
  'xml',
  'json',
]

describe('the sample archive', () => {
  let archive: Archive

  beforeAll(async () => {
    archive = await openSampleArchive()
  })

  it('has articles in every format that newsrooms keep', async () => {
    const { formats: found } = await archive.store.contents()
    const names = found.flatMap(({ format, articles }) => (format && articles > 0 ? format : []))
    // The web archive is packed.
    const read = new Set([...names, 'warc'])
    const missing = formats.map(({ name }) => name).filter((name) => !read.has(name))
    expect(missing.sort()).toEqual(WITHOUT_SAMPLE.sort())
  })

  it('has problems in no file but those that show them', async () => {
    const paths = new Set<string>()
    const order = { field: 'PATH', descending: false } as const
    for await (const items of allPages(archive.store, 'problems', {}, order)) {
      for (const problem of await archive.store.problems(items.map(({ id }) => id)))
        if (problem && !problem.path.startsWith('broken/')) paths.add(problem.path)
    }
    expect([...paths].sort()).toEqual([
      'harbour-post/2022-03-14-orchard-blight_2.txt',
      'morning-lantern/000_e2b96d04517fa8c3.txt',
    ])
  })
})
