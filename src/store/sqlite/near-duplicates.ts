import { sketchOf } from '../../identity/near-duplicates.ts'
import { unpackInflated } from '../reading-codec.ts'
import type { Database, Row } from './database.ts'
import { UNDATED, keyRange } from './keys.ts'
import { inflate } from './lookup.ts'
import { RowBuffer } from './write-buffers.ts'

// Seconds between two versions of a story.
const SPAN = 7 * 86_400

/** Shared shingles that make two articles candidates. */
const ENOUGH = 2

const MOST = 50

// Rows of about ten thousand articles.
const MOST_BUFFERED = 200_000

/** Buffers sketches, to insert them in the order of their table, which then stays dense. */
export class SketchBuffer {
  readonly #rows: RowBuffer
  #buffered: (readonly [shingle: number, article: number])[] = []

  constructor(database: Database) {
    this.#rows = new RowBuffer(database, 'INSERT OR IGNORE INTO sketch (shingle, article)', 2)
  }

  add(key: number, sketch: readonly number[]): void {
    for (const shingle of sketch) this.#buffered.push([shingle, key])
    if (this.#buffered.length > MOST_BUFFERED) this.flush()
  }

  flush(): void {
    this.#buffered.sort(([a, articleA], [b, articleB]) => a - b || articleA - articleB)
    for (const row of this.#buffered) this.#rows.add(row)
    this.#rows.flush()
    this.#buffered = []
  }
}

/** Call before the article is deleted: the sketch is computed again from its text. */
export function removeSketch(database: Database, key: number): void {
  const sql = `SELECT 0, a.key, a.published, p.reading FROM article a
    CROSS JOIN packed p ON p.number = a.packed WHERE a.key = ?1`
  const sketched = database.all(sql, [key]).flatMap((row) => readSketched(database, row, Infinity))
  for (const { sketch } of sketched) {
    database.run(
      'DELETE FROM sketch WHERE article = ?1 AND shingle IN (SELECT value FROM json_each(?2))',
      [key, JSON.stringify(sketch)],
    )
  }
}

/** Ids of articles of about the same time that share text with these, most shared first. */
export function nearDuplicatesOf(
  database: Database,
  ids: readonly string[],
  limit: number,
): string[][] {
  const found = ids.map((): string[] => [])
  const asked = database
    .all(SKETCHED, [JSON.stringify(ids)])
    .flatMap((row) => readSketched(database, row, limit))
  const shingles = asked.flatMap(({ at, key, published, sketch }) => {
    const [first, last] = keysAround(published)
    return sketch.map((shingle) => [at, key, shingle, first, last])
  })
  for (const [at, id] of database.all(SHARING, [JSON.stringify(shingles)])) {
    const others = found[Number(at)]
    if (others && others.length < MOST) others.push(String(id))
  }
  return found
}

function keysAround(published: number): [first: number, last: number] {
  if (published === UNDATED) return [...keyRange(published)]
  return [keyRange(published - SPAN)[0], keyRange(published + SPAN)[1]]
}

interface Sketched {
  readonly at: number
  readonly key: number
  readonly published: number
  readonly sketch: readonly number[]
}

function readSketched(
  database: Database,
  [at, key, published, packed]: Row,
  limit: number,
): Sketched[] {
  if (!(packed instanceof Uint8Array)) return []
  const { article } = unpackInflated(inflate(database, packed, limit))
  const sketch = sketchOf(article)
  return [{ at: Number(at), key: Number(key), published: Number(published), sketch }]
}

const SKETCHED = `SELECT j.key, a.key, a.published, p.reading FROM json_each(?1) j
  CROSS JOIN article a ON a.id = j.value CROSS JOIN packed p ON p.number = a.packed`

const SHARING = `SELECT j.value ->> 0 AS at, a.id FROM json_each(?1) j
    CROSS JOIN sketch s ON s.shingle = j.value ->> 2
      AND s.article BETWEEN j.value ->> 3 AND j.value ->> 4 AND s.article <> j.value ->> 1
    CROSS JOIN article a ON a.key = s.article
  GROUP BY at, a.key HAVING count(*) >= ${ENOUGH}
  ORDER BY at, count(*) DESC, a.published, a.id`
