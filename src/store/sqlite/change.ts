import type { ArchiveChange } from '../../model/archive.ts'
import type { FileReadings, IndexStamp, StoreChange } from '../store.ts'
import { changesAfter, revisionOf } from './changes.ts'
import type { Database } from './database.ts'
import { deriveSources, deriveSpeakers } from './derive.ts'
import { createIndexes } from './schema.ts'
import { Writer } from './writer.ts'

export interface Seal {
  readonly name: string | null
  readonly stamp: IndexStamp
  readonly indexedAt: string
}

/** A change that is written as it comes, in one transaction on a connection of its own. */
export class WrittenChange implements StoreChange {
  readonly #database: Database
  readonly #end: () => void
  readonly #writer: Writer
  readonly #number: number
  readonly #before: Before
  #open = true

  /**
   * @param end - called once, after the commit or abort
   * @throws {IndexBusyError} when another process is writing
   */
  constructor(database: Database, end: () => void) {
    database.script('BEGIN IMMEDIATE')
    this.#database = database
    this.#end = end
    this.#before = readBefore(database)
    this.#number = this.#before.number + 1
    this.#writer = new Writer(database, this.#number, this.#before.digestSum)
  }

  put(files: readonly FileReadings[]): void {
    this.#check()
    for (const file of files) this.#writer.put(file)
  }

  remove(paths: readonly string[]): void {
    this.#check()
    for (const path of paths) this.#writer.remove(path)
  }

  commit(seal: Seal): ArchiveChange | null {
    this.#check()
    const revision = revisionOf(this.#writer.digestSum, seal.stamp, seal.name)
    if (revision === this.#before.revision) {
      this.abort()
      return null
    }
    try {
      const change = this.#seal(seal, revision)
      this.#database.script('COMMIT')
      return change
    } catch (error) {
      this.#rollBack()
      throw error
    } finally {
      this.#close()
    }
  }

  abort(): void {
    if (!this.#open) return
    try {
      this.#rollBack()
    } finally {
      this.#close()
    }
  }

  #seal({ name, stamp, indexedAt }: Seal, revision: string): ArchiveChange {
    const database = this.#database
    const { digestSum, articles } = this.#writer
    const { touched } = articles
    articles.finish()
    if (this.#before.revision === null) createIndexes(database)
    deriveSpeakers(database, touched.speaker.owners())
    deriveSources(database, touched.source.owners())
    database.run('INSERT INTO revision (number, revision) VALUES (?, ?)', [this.#number, revision])
    database.run(
      `INSERT OR REPLACE INTO meta (one, name, revision, digest_sum, extractor, settings, indexed_at,
        articles, quotations, speakers, sources) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?,
        (SELECT count(*) FROM speaker WHERE quotations > 0),
        (SELECT count(*) FROM source WHERE record IS NOT NULL))`,
      [
        name,
        revision,
        digestSum.toString(16),
        stamp.extractor,
        stamp.settings,
        indexedAt,
        this.#before.articles + articles.articles,
        this.#before.quotations + articles.quotations,
      ],
    )
    return changesAfter(database, this.#before.number, this.#before.revision, revision)
  }

  #check(): void {
    if (!this.#open) throw new Error('This change has been committed or given up')
  }

  #rollBack(): void {
    if (this.#database.inTransaction) this.#database.script('ROLLBACK')
  }

  #close(): void {
    this.#open = false
    this.#end()
  }
}

/** A change that is kept until it is committed, for a store whose readers share its connection. */
export class HeldChange implements StoreChange {
  readonly #database: Database
  readonly #end: () => void
  #steps: ((change: WrittenChange) => void)[] = []
  #open = true

  constructor(database: Database, end: () => void) {
    this.#database = database
    this.#end = end
  }

  put(files: readonly FileReadings[]): void {
    this.#hold((change) => change.put(files))
  }

  remove(paths: readonly string[]): void {
    this.#hold((change) => change.remove(paths))
  }

  commit(seal: Seal): ArchiveChange | null {
    const steps = this.#steps
    this.#hold(() => {})
    this.#open = false
    const change = new WrittenChange(this.#database, this.#end)
    try {
      for (const step of steps) step(change)
      return change.commit(seal)
    } catch (error) {
      change.abort()
      throw error
    }
  }

  abort(): void {
    if (!this.#open) return
    this.#open = false
    this.#steps = []
    this.#end()
  }

  #hold(step: (change: WrittenChange) => void): void {
    if (!this.#open) throw new Error('This change has been committed or given up')
    this.#steps.push(step)
  }
}

interface Before {
  readonly number: number
  readonly revision: string | null
  readonly digestSum: bigint
  readonly articles: number
  readonly quotations: number
}

function readBefore(database: Database): Before {
  const [row] = database.all(
    `SELECT (SELECT max(number) FROM revision), revision, digest_sum, articles, quotations
      FROM meta`,
  )
  if (!row) return { number: 0, revision: null, digestSum: 0n, articles: 0, quotations: 0 }
  const [number, revision, digestSum, articles, quotations] = row
  return {
    number: Number(number),
    revision: String(revision),
    digestSum: BigInt(`0x${digestSum}`),
    articles: Number(articles),
    quotations: Number(quotations),
  }
}
