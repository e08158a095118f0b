import { sketchOf } from '../../identity/near-duplicates.ts'
import type { Reading } from '../../model/reading.ts'
import { unpackInflated } from '../reading-codec.ts'
import { type Dialect, setOf } from './dialect.ts'
import { type Insertion, type Row, type Steps, all, run } from './statements.ts'
import { UNDATED, keyRange } from './keys.ts'
import { inflate } from './lookup.ts'

// Seconds between two versions of a story.
const SPAN = 7 * 86_400

/** Shared shingles that make two articles candidates. */
const ENOUGH = 2

const MOST = 50

// Rows of about ten thousand articles.
const MOST_BUFFERED = 200_000

/** Buffers sketches, to insert them in the order of their table, which then stays dense. */
export class SketchBuffer {
  #buffered: (readonly [shingle: number, article: number])[] = []

  add(key: number, sketch: readonly number[]): void {
    for (const shingle of sketch) this.#buffered.push([shingle, key])
  }

  get isFull(): boolean {
    return this.#buffered.length > MOST_BUFFERED
  }

  *flush(): Steps<void> {
    const rows = this.#buffered.sort(([a, articleA], [b, articleB]) => a - b || articleA - articleB)
    this.#buffered = []
    yield { ...SKETCH, rows }
  }
}

const SKETCH: Omit<Insertion, 'rows'> = {
  kind: 'INSERT',
  table: 'sketch',
  columns: ['shingle', 'article'],
  ignore: true,
}

/** The sketch of an article is computed again from its text. */
export function* removeSketch(dialect: Dialect, key: number, { article }: Reading): Steps<void> {
  yield* run(
    `DELETE FROM sketch WHERE article = ?1 AND shingle IN ${setOf(dialect, '?2', 'integer')}`,
    [key, JSON.stringify(sketchOf(article))],
  )
}

/** Ids of articles of about the same time that share text with these, most shared first. */
export function* nearDuplicatesOf(
  dialect: Dialect,
  ids: readonly string[],
  limit: number,
): Steps<string[][]> {
  const { each, join, json, member, value } = dialect
  const found = ids.map((): string[] => [])
  const sketched = `SELECT j.key, a.key, a.published, p.reading FROM ${each('?1', 'j')}
    ${join} article a ON a.id = ${value('j', 'text')} ${join} packed p ON p.number = a.packed`
  const asked = (yield* all(sketched, [json(ids)])).flatMap((row) => readSketched(row, limit))
  const shingles = asked.flatMap(({ at, key, published, sketch }) => {
    const [first, last] = keysAround(published)
    return sketch.map((shingle) => [at, key, shingle, first, last])
  })
  const article = (at: number) => member('j', at, 'integer')
  const sharing = `SELECT ${article(0)} AS at, a.id FROM ${each('?1', 'j')}
      ${join} sketch s ON s.shingle = ${article(2)}
        AND s.article BETWEEN ${article(3)} AND ${article(4)} AND s.article <> ${article(1)}
      ${join} article a ON a.key = s.article
    GROUP BY 1, a.key HAVING count(*) >= ${ENOUGH}
    ORDER BY 1, count(*) DESC, a.published, a.id`
  for (const [at, id] of yield* all(sharing, [json(shingles)])) {
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

function readSketched([at, key, published, packed]: Row, limit: number): Sketched[] {
  if (!(packed instanceof Uint8Array)) return []
  const { article } = unpackInflated(inflate(packed, limit))
  const sketch = sketchOf(article)
  return [{ at: Number(at), key: Number(key), published: Number(published), sketch }]
}
