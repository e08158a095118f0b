import type { ArchiveChange } from '../../model/archive.ts'
import type { CommitOptions, IndexStamp, PreparedFile } from '../store.ts'
import { updateCopies } from './copies.ts'
import { updateSources, updateSpeakers } from './aggregates.ts'
import type { Dialect } from './dialect.ts'
import { changesAfter, revisionOf } from './lookup.ts'
import { preparedRows } from './prepare.ts'
import { type Steps, all, first, run } from './statements.ts'
import type { TextIndex } from './write-buffers.ts'
import { type FileReplacement, Writer } from './writer.ts'

/** The database that a change is written to. */
export interface ChangeDatabase {
  readonly dialect: Dialect
  /** Name and version of the tables. */
  readonly layout: string
  /** @param isFirst - whether nobody reads the index yet */
  createTextIndex(isFirst: boolean): TextIndex
  /** @throws {IndexBusyError} when another process is writing */
  begin(): Steps<void>
  commit(): Steps<void>
  /** Commits, and begins the next transaction, before which no other process writes where that can be had. */
  next(): Steps<void>
  rollback(): Steps<void>
  /** Deletes all rows, inside of the transaction. */
  clear(): Steps<void>
  /** Creates the indexes that only readers and later changes need, inside of the transaction. */
  createIndexes(): Steps<void>
}

/** The statements of a change, in one transaction. */
export class ChangeSteps {
  readonly #database: ChangeDatabase
  readonly #fingerprints = new Map<string, number | null>()
  /** Paths whose fingerprints are in the tables. */
  readonly #written = new Set<string>()
  #before: Before
  #writer: Writer

  static *begin(database: ChangeDatabase, stamp: IndexStamp | undefined): Steps<ChangeSteps> {
    yield* database.begin()
    if (stamp && (yield* hasOtherStamp(stamp))) yield* database.clear()
    const before = yield* readBefore()
    return new ChangeSteps(database, before, yield* createWriter(database, before))
  }

  private constructor(database: ChangeDatabase, before: Before, writer: Writer) {
    this.#database = database
    this.#before = before
    this.#writer = writer
  }

  *put(files: readonly PreparedFile[]): Steps<void> {
    const prepared = files.map((file) => preparedRows(file, this.#database.layout))
    yield* this.#writer.prefetch(prepared)
    for (const rows of prepared) {
      yield* this.#writer.put(rows, this.#fingerprints.get(rows.path) ?? null)
      this.#written.add(rows.path)
      yield* this.#writer.articles.writeTexts()
      yield
    }
  }

  replace(path: string): Steps<FileReplacement> {
    return this.#writer.replace(path)
  }

  add(replacement: FileReplacement, part: PreparedFile): Steps<void> {
    return replacement.add(preparedRows(part, this.#database.layout))
  }

  *end(path: string, replacement: FileReplacement): Steps<void> {
    yield* replacement.end(this.#fingerprints.get(path) ?? null)
    this.#written.add(path)
  }

  *remove(paths: readonly string[]): Steps<void> {
    for (const path of paths) yield* this.#writer.remove(path)
  }

  setFingerprints(fingerprints: ReadonlyMap<string, number | null>): void {
    for (const [path, fingerprint] of fingerprints) this.#fingerprints.set(path, fingerprint)
  }

  *checkpoint(stamp: IndexStamp): Steps<void> {
    if (this.#before.revision !== null) return
    yield* this.#writer.articles.finish()
    yield* this.#writeFingerprints()
    yield* run('DELETE FROM unfinished')
    yield* run(
      `INSERT INTO unfinished (one, extractor, settings, corrections, digest_sum, articles,
        quotations) VALUES (1, ?, ?, ?, ?, ?, ?)`,
      [stamp.extractor, stamp.settings, stamp.corrections, ...this.#figures()],
    )
    yield* this.#database.next()
    this.#before = yield* readBefore()
    this.#writer = this.#writer.continued(this.#database.createTextIndex(true))
  }

  *commit(options: CommitOptions): Steps<ArchiveChange | null> {
    const revision = revisionOf(this.#writer.digestSum, options.stamp, options.name)
    const change =
      revision === this.#before.revision
        ? yield* this.#commitUnchanged(options)
        : yield* this.#commitRevision(options, revision)
    yield* this.#writeFingerprints()
    yield* run('DELETE FROM walk')
    yield* run('INSERT INTO walk (one, digest) VALUES (1, ?)', [options.walkDigest ?? null])
    yield* this.#database.commit()
    return change
  }

  /** Writes nothing but fingerprints, and corrections that change no answer. */
  *#commitUnchanged({ stamp }: CommitOptions): Steps<null> {
    yield* this.#database.rollback()
    yield* this.#database.begin()
    yield* run('UPDATE meta SET corrections = ?', [stamp.corrections])
    this.#written.clear()
    return null
  }

  *#commitRevision(
    { name, stamp, indexedAt }: CommitOptions,
    revision: string,
  ): Steps<ArchiveChange> {
    const { articles } = this.#writer
    const { number, revision: earlier } = this.#before
    yield* articles.finish()
    yield* updateCopies(this.#database.dialect, articles.copies)
    yield* this.#updateAggregates()
    if (earlier === null) yield* this.#database.createIndexes()
    yield* run('INSERT INTO revision (number, revision) VALUES (?, ?)', [number + 1, revision])
    yield* run('DELETE FROM meta')
    yield* run(
      `INSERT INTO meta (one, name, revision, extractor, settings, corrections, indexed_at,
        digest_sum, articles, quotations, speakers, sources) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        (SELECT count(*) FROM speaker WHERE quotations > 0),
        (SELECT count(*) FROM source WHERE record IS NOT NULL))`,
      [
        name,
        revision,
        stamp.extractor,
        stamp.settings,
        stamp.corrections,
        indexedAt,
        ...this.#figures(),
      ],
    )
    yield* run('DELETE FROM unfinished')
    yield
    return yield* changesAfter(this.#database.dialect, number, earlier, revision)
  }

  /** Recomputes the speakers and sources whose articles changed; all of them for a first index. */
  *#updateAggregates(): Steps<void> {
    const { dialect } = this.#database
    const { dirty } = this.#writer.articles
    const isFirst = this.#before.revision === null
    const speakers = isFirst ? yield* keysIn('speaker') : dirty.speaker.owners()
    yield* updateSpeakers({ dialect, isFirst, dirty: speakers })
    const sources = isFirst ? yield* keysIn('source') : dirty.source.owners()
    yield* updateSources({ dialect, isFirst, dirty: sources })
  }

  /** Sum of digests, articles, quotations. */
  #figures(): [string, number, number] {
    const { digestSum, articles } = this.#writer
    const { articles: before, quotations } = this.#before
    return [digestSum.toString(16), before + articles.articles, quotations + articles.quotations]
  }

  *#writeFingerprints(): Steps<void> {
    for (const [path, fingerprint] of this.#fingerprints) {
      if (!this.#written.has(path)) yield* this.#writer.setFingerprint(path, fingerprint)
    }
    this.#written.clear()
    this.#fingerprints.clear()
  }
}

function createWriter(database: ChangeDatabase, { number, digestSum }: Before): Steps<Writer> {
  const texts = database.createTextIndex(number === 0)
  return Writer.create(database.dialect, texts, { number: number + 1, digestSum })
}

interface Before {
  readonly number: number
  readonly revision: string | null
  readonly digestSum: bigint
  readonly articles: number
  readonly quotations: number
}

function* readBefore(): Steps<Before> {
  const row = yield* first(
    `SELECT (SELECT max(number) FROM revision), revision, digest_sum, articles, quotations FROM meta
      UNION ALL SELECT 0, NULL, digest_sum, articles, quotations FROM unfinished`,
  )
  if (!row) return { number: 0, revision: null, digestSum: 0n, articles: 0, quotations: 0 }
  const [number, revision, digestSum, articles, quotations] = row
  return {
    number: Number(number),
    revision: revision == null ? null : String(revision),
    digestSum: BigInt(`0x${String(digestSum)}`),
    articles: Number(articles),
    quotations: Number(quotations),
  }
}

function* hasOtherStamp(stamp: IndexStamp): Steps<boolean> {
  const row = yield* first('SELECT extractor, settings FROM unfinished')
  return row !== null && (row[0] !== stamp.extractor || row[1] !== stamp.settings)
}

function* keysIn(table: 'speaker' | 'source'): Steps<number[]> {
  return (yield* all(`SELECT key FROM ${table}`)).map(([key]) => Number(key))
}
