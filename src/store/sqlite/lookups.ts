import type { FileRecord, Source, Speaker, StoredProblem } from '../../model/archive.ts'
import type { Reading } from '../../model/reading.ts'
import { nameKey } from '../../text/names.ts'
import { unpackReading } from '../reading-codec.ts'
import type { Database, Row } from './database.ts'
import { unpackFile, unpackProblem, unpackSource, unpackSpeaker } from './records.ts'
import { tables } from './tables.ts'
import { halvesOf, partsNamed } from './part-ids.ts'

/** What every lookup does: one statement for all keys, answers in their places, null for none. */
function lookUp<T>(
  database: Database,
  sql: string,
  keys: readonly unknown[],
  read: (columns: Row, at: number) => T | null,
): (T | null)[] {
  const found = keys.map((): T | null => null)
  for (const [at, ...columns] of database.all(sql, [JSON.stringify(keys)])) {
    found[Number(at)] ??= read(columns, Number(at))
  }
  return found
}

export function readingsOf(database: Database, ids: readonly string[]): (Reading | null)[] {
  const sql = `SELECT j.key, p.reading FROM json_each(?1) j
    CROSS JOIN article t ON t.id = j.value CROSS JOIN packed p ON p.number = t.packed`
  return lookUp(database, sql, ids, ([packed]) =>
    packed instanceof Uint8Array ? readPacked(database, packed) : null,
  )
}

/** The versions of items that are not served, newest first. */
export function earlierVersionsOf(database: Database, ids: readonly string[]): Reading[][] {
  const sql = `SELECT j.key, v.reading FROM json_each(?1) j CROSS JOIN version v ON v.id = j.value
    ORDER BY j.key, v.rank DESC, v.path DESC, v.item DESC`
  const found = ids.map((): Reading[] => [])
  for (const [at, packed] of database.all(sql, [JSON.stringify(ids)])) {
    if (packed instanceof Uint8Array) found[Number(at)]?.push(readPacked(database, packed))
  }
  return found
}

function readPacked(database: Database, packed: Uint8Array): Reading {
  try {
    return unpackReading(packed)
  } catch (error) {
    throw database.damaged(error)
  }
}

export function filesAt(database: Database, paths: readonly string[]): (FileRecord | null)[] {
  const sql = `SELECT j.key, t.path, t.hash, t.record FROM json_each(?1) j
    CROSS JOIN file t ON t.path = j.value AND t.record IS NOT NULL`
  return lookUp(database, sql, paths, ([path, hash, record]) =>
    unpackFile(String(path), hash, String(record)),
  )
}

export function speakersOf(database: Database, ids: readonly string[]): (Speaker | null)[] {
  return lookUp(database, recordOf('speaker'), ids, ([id, record]) =>
    unpackSpeaker(String(id), String(record)),
  )
}

export function sourcesOf(database: Database, ids: readonly string[]): (Source | null)[] {
  return lookUp(database, recordOf('source'), ids, ([id, record]) =>
    unpackSource(String(id), String(record)),
  )
}

export function problemsOf(database: Database, ids: readonly string[]): (StoredProblem | null)[] {
  const sql = `SELECT j.key, t.id, t.path, a.id, f.text, t.place FROM json_each(?1) j
    CROSS JOIN problem t ON t.id = j.value CROSS JOIN form f ON f.key = t.form
    LEFT JOIN article a ON a.key = t.article`
  return lookUp(database, sql, ids, ([id, path, home, form, place]) => {
    const article = home == null ? null : String(home)
    const problem = { id: String(id), path: String(path), article }
    return unpackProblem(problem, String(form), place == null ? null : String(place))
  })
}

export function homesOf(
  database: Database,
  list: 'quotations' | 'dates' | 'pictures',
  ids: readonly string[],
): (string | null)[] {
  const sql = `SELECT j.key, a.id FROM ${partsNamed(tables[list].name, '?1')}`
  return lookUp(database, sql, ids.map(halvesOf), ([home]) => String(home))
}

export function articlesAt(
  database: Database,
  by: 'path' | 'url' | 'item',
  keys: readonly string[],
): (string | null)[] {
  if (by === 'item') return lookUp(database, AT_ITEM, keys, ([id]) => String(id))
  const sql = `SELECT j.key, t.id FROM json_each(?1) j CROSS JOIN article t ON t.${by} = j.value
    ORDER BY j.key, t.path, t.item`
  return lookUp(database, sql, keys, ([id]) => String(id))
}

/** Keys are those of `itemKey`. */
const AT_ITEM = `SELECT j.key, t.id FROM json_each(?1) j
  CROSS JOIN article t ON t.path = j.value ->> 0 AND t.item_id = j.value ->> 1
  ORDER BY j.key, t.item`

export function ownersNamed(
  database: Database,
  list: 'speakers' | 'sources',
  names: readonly string[],
): string[][] {
  const table = list === 'speakers' ? 'speaker' : 'source'
  const sql = `SELECT j.key, t.id FROM json_each(?1) j
    CROSS JOIN ${table}_label l ON l.whole = 1 AND l.text = j.value
    CROSS JOIN ${table} t ON t.key = l.owner ORDER BY j.key, t.id`
  const found = names.map((): string[] => [])
  for (const [at, id] of database.all(sql, [JSON.stringify(names.map(nameKey))])) {
    found[Number(at)]?.push(String(id))
  }
  return found
}

function recordOf(table: 'speaker' | 'source'): string {
  return `SELECT j.key, t.id, t.record FROM json_each(?1) j
    CROSS JOIN ${table} t ON t.id = j.value AND t.record IS NOT NULL`
}
