import type { FileRecord, Source, Speaker, StoredProblem } from '../../model/archive.ts'
import type { Reading } from '../../model/reading.ts'
import { nameKey } from '../../text/names.ts'
import type { Database } from './database.ts'
import { unpackReading } from './pack.ts'
import { tables } from './tables.ts'

/** What every lookup does: one statement for all keys, answers in their places, null for none. */
function lookUp<T>(
  database: Database,
  sql: string,
  keys: readonly string[],
  read: (...columns: string[]) => T,
): (T | null)[] {
  const found = keys.map((): T | null => null)
  for (const [at, ...columns] of database.all(sql, [JSON.stringify(keys)])) {
    found[Number(at)] ??= read(...columns.map(String))
  }
  return found
}

export function readingsOf(database: Database, ids: readonly string[]): (Reading | null)[] {
  const sql = `SELECT j.key, p.reading, p.body FROM json_each(?1) j
    CROSS JOIN article t ON t.id = j.value CROSS JOIN packed p ON p.key = t.key`
  return lookUp(database, sql, ids, (packed = '', body = '') => unpackReading(packed, body))
}

export function filesAt(database: Database, paths: readonly string[]): (FileRecord | null)[] {
  const sql = `SELECT j.key, t.record FROM json_each(?1) j
    CROSS JOIN file t ON t.path = j.value AND t.record IS NOT NULL`
  return lookUp(database, sql, paths, (record = ''): FileRecord => JSON.parse(record))
}

export function speakersOf(database: Database, ids: readonly string[]): (Speaker | null)[] {
  return lookUp(database, recordOf('speaker'), ids, (record = ''): Speaker => JSON.parse(record))
}

export function sourcesOf(database: Database, ids: readonly string[]): (Source | null)[] {
  return lookUp(database, recordOf('source'), ids, (record = ''): Source => JSON.parse(record))
}

export function problemsOf(database: Database, ids: readonly string[]): (StoredProblem | null)[] {
  const sql = recordOf('problem')
  return lookUp(database, sql, ids, (record = ''): StoredProblem => JSON.parse(record))
}

export function homesOf(
  database: Database,
  list: 'quotations' | 'dates' | 'pictures',
  ids: readonly string[],
): (string | null)[] {
  const sql = `SELECT j.key, a.id FROM json_each(?1) j
    CROSS JOIN ${tables[list].name} t ON t.id = j.value ${tables[list].join}`
  return lookUp(database, sql, ids, (id = '') => id)
}

export function articlesAt(
  database: Database,
  by: 'path' | 'url',
  keys: readonly string[],
): (string | null)[] {
  const sql = `SELECT j.key, t.id FROM json_each(?1) j CROSS JOIN article t ON t.${by} = j.value
    ORDER BY j.key, t.path, t.item`
  return lookUp(database, sql, keys, (id = '') => id)
}

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

function recordOf(table: 'speaker' | 'source' | 'problem'): string {
  return `SELECT j.key, t.record FROM json_each(?1) j
    CROSS JOIN ${table} t ON t.id = j.value AND t.record IS NOT NULL`
}
