import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/archive/ingest-file.ts'
import { ownReaders } from '../../src/archive/readers.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { filledFiles } from '../attack/filled-files.ts'
import { writeFiles, makeFolder } from '../support/archive.ts'
import { growthOfBytes, MOST_GROWTH } from '../support/growth.ts'

const SEED = Number(process.env.SEED ?? 20_261_130)
const FILES = 120
const LENGTH = 96_000

const rules = { settings: defaultSettings, annotations: { corrections: [], authority: [] } }

function first<Value>(values: Iterable<Value>, count: number): Value[] {
  const found: Value[] = []
  for (const value of values) if (found.push(value) === count) break
  return found
}

describe(`files with repeated fragments (seed ${SEED})`, () => {
  it.each(first(filledFiles(SEED), 60))(
    'gives articles or a problem for $title',
    ({ name, make }) => {
      const folder = makeFolder({})
      writeFiles(folder, { [name]: Buffer.from(make(4_000)) })
      const faults: unknown[] = []
      const context = {
        folder,
        rules,
        readers: ownReaders,
        onFault: (error: unknown) => void faults.push(error),
      }
      const { readings, problems } = openFile({ path: name, bytes: 0 }, context).read([])
      expect(faults).toEqual([])
      expect(readings.length + problems.length).toBeGreaterThan(0)
    },
  )

  describe('take linear time', { tags: 'timing' }, () => {
    it.each(first(filledFiles(SEED), FILES))('$title', ({ name, make }) => {
      const folder = makeFolder({})
      const onFault = (error: unknown) => {
        throw error
      }
      const read = (content: Uint8Array) => {
        writeFiles(folder, { [name]: Buffer.from(content) })
        openFile({ path: name, bytes: 0 }, { folder, rules, readers: ownReaders, onFault }).read([])
      }
      expect(growthOfBytes(read, make, LENGTH)).toBeLessThan(MOST_GROWTH)
    })
  })
})
