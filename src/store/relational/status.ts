import type { ArchiveRecord } from '../../model/archive.ts'
import type { IndexStamp } from '../store.ts'
import { type SqlValue, type Steps, first } from './statements.ts'

/** An archive without a revision is still being indexed. */
export function* readArchive(): Steps<ArchiveRecord> {
  const row = yield* first(
    'SELECT revision, name, indexed_at, articles, quotations, speakers, sources FROM meta',
  )
  const [revision, name, indexedAt, articles, quotations, speakers, sources] = row ?? []
  return {
    name: textOf(name),
    revision: textOf(revision) ?? '',
    state: row ? 'READY' : 'INDEXING',
    indexedAt: textOf(indexedAt),
    articleCount: Number(articles ?? 0),
    quotationCount: Number(quotations ?? 0),
    speakerCount: Number(speakers ?? 0),
    sourceCount: Number(sources ?? 0),
  }
}

export function* readStamp(table: 'meta' | 'unfinished'): Steps<IndexStamp | null> {
  const row = yield* first(`SELECT extractor, settings, corrections FROM ${table}`)
  if (!row) return null
  const [extractor = '', settings = '', corrections = ''] = row.map(String)
  return { extractor, settings, corrections }
}

export function* readWalkDigest(): Steps<string | null> {
  return textOf((yield* first('SELECT digest FROM walk'))?.[0])
}

function textOf(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
