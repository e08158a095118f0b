import { type PreparedRows, prepareRows } from '../relational/prepare.ts'
import type { FileReadings } from '../store.ts'
import { INDEX_VERSION } from './tables.ts'

export const LAYOUT = `sqlite ${INDEX_VERSION}`

export function prepare(readings: FileReadings): PreparedRows {
  return prepareRows(readings, LAYOUT)
}
