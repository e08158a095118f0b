import { Unpackr } from 'msgpackr'
import { expect, it } from 'vitest'
import { openArchive } from '../../src/open-archive.ts'
import type { Reading } from '../../src/model/reading.ts'
import { compressReading, packReading, unpackReading } from '../../src/store/reading-codec.ts'
import { READING_STRUCTURES, readingPacker } from '../../src/store/reading-structures.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'

/** Every reading of the sample archive, as the archive hands it to its store. */
async function readSampleArchive(): Promise<Reading[]> {
  const store = openSqliteStore({ path: ':memory:' })
  const readings: Reading[] = []
  const { prepare } = store
  const recording = Object.assign(store, {
    prepare: (file: Parameters<typeof prepare>[0]) => {
      readings.push(...file.readings)
      return prepare(file)
    },
  })
  await (await openArchive('data', { store: recording })).close()
  return readings
}

const readings = await readSampleArchive()
const [first] = readings
if (!first) throw new Error('The sample archive is empty')

it('unpacks every reading of the sample archive as it was', () => {
  expect(readings.length).toBeGreaterThan(80)
  for (const reading of readings) {
    expect(unpackReading(compressReading(packReading(reading)))).toEqual(reading)
  }
})

it('packs every object of the sample archive in a structure', () => {
  // An object that has none, or has its members in another order, is packed as a map with names.
  const structures = READING_STRUCTURES.map((members) => [...members])
  const unpacker = new Unpackr({ structures, mapsAsObjects: false })
  for (const reading of readings) {
    expect(mapsIn(unpacker.unpack(packReading(reading)))).toEqual([])
  }
})

it('packs a reading as any other thread does, whatever was packed before', () => {
  const before = packReading(first)
  readingPacker.pack({ unknown: { members: 1 }, of: 'an object' })
  expect(packReading(first)).toEqual(before)
})

it('refuses a reading of which one bit is another', () => {
  const bytes = compressReading(packReading(first))
  for (let at = 0; at < bytes.length; at += 7) {
    const damaged = Uint8Array.from(bytes)
    damaged[at] = (damaged[at] ?? 0) ^ 0x10
    expect(() => unpackReading(damaged)).toThrow('does not match its checksum')
  }
  expect(() => unpackReading(bytes.subarray(0, 3))).toThrow(RangeError)
})

function mapsIn(value: unknown): unknown[] {
  if (value instanceof Map) return [[...value.keys()]]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(mapsIn) : []
}
