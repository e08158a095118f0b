import type { Reading } from '../../model/reading.ts'

/** A reading as one row: the body stands beside, so that it is escaped and parsed by nobody. */
export function packReading(reading: Reading): string {
  return JSON.stringify({ ...reading, article: { ...reading.article, body: '' } })
}

export function unpackReading(packed: string, body: string): Reading {
  const reading: Reading = JSON.parse(packed)
  return { ...reading, article: { ...reading.article, body } }
}
