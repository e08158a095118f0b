import type { PreparedFile } from '../store.ts'
import type { Database } from './database.ts'
import { createPageCheck } from './page-sums.ts'
import { preparedRows } from '../relational/prepare.ts'
import { LAYOUT } from './prepare.ts'

/**
 * A reading takes more than half of a page, so that a damaged byte of an index is most often in one. Such a page
 * is repaired: the file is read again, its reading is written over the damaged one, and when the page then
 * matches its checksum, every byte of it is what it was. Where it does not match, or in another table, the
 * index is built again.
 */
export interface Repair {
  readonly pages: readonly DamagedPage[]
  /** Files whose readings are on these pages. */
  readonly paths: readonly string[]
}

interface DamagedPage {
  readonly number: number
  /** The readings on the page, as far as its content tells. */
  readonly cells: readonly Cell[]
  /** Of an overflow page, its position in the chain of the only cell; null for a leaf. */
  readonly overflow: number | null
}

/** A row of `packed` on a leaf of its B-tree (https://www.sqlite.org/fileformat2.html#b_tree_pages). */
interface Cell {
  /** Of the packed reading. */
  readonly row: number
  /** Offset of the content on the leaf. */
  readonly at: number
  /** Bytes of the content on the leaf; the others are on overflow pages. */
  readonly local: number
  /** Bytes of the content. */
  readonly bytes: number
  /** Bytes before the reading in the content. */
  readonly header: number
}

/** More damage is no single fault of a disk. */
const MOST_PAGES = 100

/** @returns null when other pages than those of readings are damaged */
export function planRepair(database: Database, damaged: readonly number[]): Repair | null {
  if (damaged.length > MOST_PAGES) return null
  const pages: DamagedPage[] = []
  const places = placesOf(database, damaged)
  for (const number of damaged) {
    const page = places.get(number)
    if (!page) return null
    pages.push(page)
  }
  const rows = [...new Set(pages.flatMap(({ cells }) => cells.map(({ row }) => row)))]
  const paths = database
    .untracked(
      'SELECT DISTINCT path FROM article WHERE packed IN (SELECT value FROM json_each(?1))',
      [JSON.stringify(rows)],
    )
    .map(([path]) => String(path))
  return { pages, paths }
}

/** Where the pages are in the B-tree of packed readings; without those of other tables. */
function placesOf(database: Database, damaged: readonly number[]): Map<number, DamagedPage> {
  const leaves = new Map<string, number>()
  const found = new Map<number, { path: string; kind: string }>()
  const sql = "SELECT pageno, path, pagetype FROM dbstat WHERE name = 'packed'"
  for (const [page, path, kind] of database.untracked(sql)) {
    if (kind !== 'overflow') leaves.set(String(path), Number(page))
    if (damaged.includes(Number(page)))
      found.set(Number(page), { path: String(path), kind: String(kind) })
  }
  const places = new Map<number, DamagedPage>()
  for (const [number, { path, kind }] of found) {
    // "/1c2/003+000001": the second overflow page of the fourth cell of the leaf "/1c2/".
    const [, leaf = path, cell = '', overflow = ''] = /^(.*\/)(\w+)\+(\w+)$/.exec(path) ?? []
    const content = readPage(database, leaves.get(leaf) ?? 0)
    const cells = content && cellsOf(content)
    if (!cells) continue
    if (kind !== 'overflow') places.set(number, { number, cells, overflow: null })
    else {
      const owner = cells[Number.parseInt(cell, 16)]
      if (owner)
        places.set(number, { number, cells: [owner], overflow: Number.parseInt(overflow, 16) })
    }
  }
  return places
}

function readPage(database: Database, number: number): Buffer | null {
  const sql = 'SELECT data FROM sqlite_dbpage WHERE pgno = CAST(?1 AS INTEGER)'
  const data = database.untracked(sql, [number])[0]?.[0]
  if (!(data instanceof Uint8Array)) return null
  // Aligned, as checksums need it.
  const page = Buffer.alloc(data.length)
  page.set(data)
  return page
}

/**
 * Write the damaged pages as they were.
 *
 * @param database - a connection for writing
 * @param files - those of the plan, read again
 * @returns whether each page matches its checksum again
 */
export async function repairPages(
  database: Database,
  path: string,
  { pages }: Repair,
  files: AsyncIterable<PreparedFile>,
): Promise<boolean> {
  const readings = await collectReadings(database, pages, files)
  database.script('BEGIN IMMEDIATE')
  try {
    const check = createPageCheck(path)
    for (const page of pages) {
      const content = readPage(database, page.number)
      if (!content || !check) return false
      if (check.matches(content, page.number)) continue
      restore(content, page, readings)
      if (!check.matches(content, page.number)) return false
      const sql = 'UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = CAST(?1 AS INTEGER)'
      database.run(sql, [page.number, content])
    }
    database.script('COMMIT')
    return true
  } finally {
    if (database.inTransaction) database.script('ROLLBACK')
  }
}

/** Packed readings by row. */
async function collectReadings(
  database: Database,
  pages: readonly DamagedPage[],
  files: AsyncIterable<PreparedFile>,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const rows = pages.flatMap(({ cells }) => cells.map(({ row }) => row))
  const wanted = new Map(
    database
      .untracked(
        'SELECT path, id, digest, packed FROM article WHERE packed IN (SELECT value FROM json_each(?1))',
        [JSON.stringify(rows)],
      )
      .map(([path, id, digest, row]) => [JSON.stringify([path, id, digest]), Number(row)]),
  )
  const readings = new Map<number, Uint8Array>()
  for await (const file of files) {
    const { path, articles } = preparedRows(file, LAYOUT)
    for (const { id, digest, packed } of articles) {
      const row = wanted.get(JSON.stringify([path, id, digest]))
      if (row !== undefined) readings.set(row, packed)
    }
  }
  return readings
}

function restore(
  content: Buffer,
  { cells, overflow }: DamagedPage,
  readings: ReadonlyMap<number, Uint8Array>,
): void {
  for (const { row, at, local, bytes, header } of cells) {
    const reading = readings.get(row)
    if (!reading || header + reading.length !== bytes) continue
    if (overflow === null) content.set(reading.subarray(0, local - header), at + header)
    else {
      const size = content.length - OVERFLOW_HEADER
      const start = local - header + overflow * size
      content.set(reading.subarray(start, start + size), OVERFLOW_HEADER)
    }
  }
}

const TABLE_LEAF = 13
const LEAF_HEADER = 8
/** The number of the next overflow page. */
const OVERFLOW_HEADER = 4

/** The cells of a leaf of a table; null when they are not within the page. */
function cellsOf(page: Buffer): Cell[] | null {
  if (page.readUInt8(0) !== TABLE_LEAF) return null
  const cells: Cell[] = []
  const count = page.readUInt16BE(3)
  if (LEAF_HEADER + 2 * count > page.length) return null
  for (let number = 0; number < count; number += 1) {
    const start = page.readUInt16BE(LEAF_HEADER + 2 * number)
    const bytes = readVarint(page, start)
    const row = readVarint(page, start + bytes.length)
    const at = start + bytes.length + row.length
    const local = localBytes(bytes.value, page.length)
    if (at + local > page.length) return null
    const header = readVarint(page, at)
    cells.push({ row: row.value, at, local, bytes: bytes.value, header: header.value })
  }
  return cells
}

/** How much of a content is on its leaf (https://www.sqlite.org/fileformat2.html#b_tree_pages). */
function localBytes(bytes: number, pageSize: number): number {
  const most = pageSize - 35
  if (bytes <= most) return bytes
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23
  const local = least + ((bytes - least) % (pageSize - OVERFLOW_HEADER))
  return local <= most ? local : least
}

/** Zero behind the end of the page. */
function readVarint(page: Buffer, at: number): { value: number; length: number } {
  let value = 0
  for (let length = 1; length < 9; length += 1) {
    const byte = page[at + length - 1] ?? 0
    value = value * 128 + (byte & 127)
    if (byte < 128) return { value, length }
  }
  return { value: value * 256 + (page[at + 8] ?? 0), length: 9 }
}
