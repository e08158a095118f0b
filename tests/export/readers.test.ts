import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { article, makeFolder, openFiles } from '../support/archive.ts'
import { exportAll } from './exporting.ts'

/** Words with everything that a table could get wrong. */
const FILES = {
  'a.txt': article(
    '=Ferry, "late"; again',
    '2031-05-06 07:08:09',
    '"The ferry, which we call \'Anna\', is late," said Ada Lind. "It is — как всегда — late."',
    '"Wait; and see," said Bo Marr, according to Northern Wire.',
  ),
  'b.txt': article('-12 degrees', '2031-05-07 07:08:09', '"It is cold," said Ada Lind.'),
}

const DOCUMENT = `{ articles(orderBy: PATH_ASC) { nodes {
  headline wordCount path language
  published { local literal { start } }
  pictures { isFilePhoto }
  paragraphs { text index }
} } }`

interface Row {
  readonly headline: string
  readonly wordCount: number
}

/** The rows that DuckDB reads from an export. */
async function readBack(format: 'csv' | 'jsonl' | 'parquet', reader: string) {
  const { bytes, rows } = await exportAll(await openFiles(FILES), { document: DOCUMENT, format })
  const file = join(makeFolder({}), `export.${format}`)
  writeFileSync(file, bytes)
  const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
  const result = await duckdb.runAndReadAll(`SELECT * FROM ${reader.replace('FILE', file)}`)
  duckdb.closeSync()
  return { read: result.getRowObjectsJson(), rows, types: result.columnTypes().map(String) }
}

const COLUMNS = [
  'headline',
  'wordCount',
  'path',
  'language',
  'published.local',
  'published.literal.start',
  'pictures.isFilePhoto',
  'paragraphs.text',
  'paragraphs.index',
]

describe('DuckDB reads', () => {
  it('CSV, with formulas defused', async () => {
    const { read } = await readBack('csv', "read_csv('FILE', header = true)")
    expect(Object.keys(read[0] ?? {})).toEqual(COLUMNS)
    expect(read).toMatchObject([
      { headline: `'=Ferry, "late"; again`, 'paragraphs.index': '0; 1; 2' },
      { headline: "'-12 degrees", path: 'b.txt', 'paragraphs.index': '0; 1' },
    ])
  })

  it('JSON Lines, nested as in the answer', async () => {
    const { read, rows } = await readBack(
      'jsonl',
      "read_json('FILE', format = 'newline_delimited')",
    )
    expect(read).toHaveLength(2)
    expect(rows).toBe(2)
    expect(read[0]).toMatchObject({
      headline: '=Ferry, "late"; again',
      published: { literal: { start: expect.anything() } },
    })
  })

  it('Parquet, with the types of the schema', async () => {
    const { read, types } = await readBack('parquet', "read_parquet('FILE')")
    expect(Object.keys(read[0] ?? {})).toEqual(COLUMNS)
    expect(types).toEqual([
      'VARCHAR',
      'INTEGER',
      'VARCHAR',
      'VARCHAR',
      'VARCHAR',
      'INTEGER',
      'VARCHAR',
      'VARCHAR',
      'VARCHAR',
    ])
    expect(read).toMatchObject([
      { headline: '=Ferry, "late"; again', 'pictures.isFilePhoto': null },
      { headline: '-12 degrees', language: 'en' } satisfies Partial<Row> & { language: string },
    ])
  })
})
