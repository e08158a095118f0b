import { createBudget } from '../extraction/budget.ts'
import { readArticle } from '../extraction/read-article.ts'
import { type Decode, isNeverRead, openFormat, unknownFormat } from '../formats/index.ts'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import { isIncluded, settingsFor } from '../model/settings.ts'
import type { FileReadings } from '../store/store.ts'
import { fileProblem } from '../text/problems.ts'
import { decodeText } from './decode.ts'
import { findCopy } from './copies.ts'
import { isReliable } from './fingerprint.ts'
import { annotate, ingestParts, isReadInParts, prepareInParts } from './ingest-parts.ts'
import {
  type IngestContext,
  type IngestJob,
  type IngestResult,
  prepared,
  type ReadContext,
  unchanged,
} from './ingest-result.ts'
import { abandonedHash } from './abandoned.ts'
import { readFile, type ReadFile } from './read-file.ts'
import type { Readers } from './readers.ts'

/** A file whose bytes are read and hashed, but not parsed yet. */
export interface OpenedFile {
  readonly path: string
  /** SHA-256 of the bytes; null when they give no text. */
  readonly hash: string | null
  /**
   * Parse the articles and extract everything from them. Never throws.
   *
   * @param extra - problems that others found with the file
   */
  read(extra: readonly Problem[]): FileReadings
}

/**
 * Read a file, and parse it when the index does not have its content. Never throws. Yields as
 * `ingestParts` does.
 */
export function* ingestFile(
  job: IngestJob,
  context: IngestContext,
): Generator<number, IngestResult> {
  if (isReadInParts(job.file, context)) {
    const result = yield* ingestParts(job, context)
    if (result) return { ...result, fingerprint: partsFingerprint(job, result.hash) }
  }
  return ingestWhole(job, context)
}

function partsFingerprint(job: IngestJob, hash: string | null): number | null {
  return hash === null ? null : fingerprintAfter(job, [])
}

function ingestWhole(job: IngestJob, context: IngestContext): IngestResult {
  const { path } = job.file
  const read = readArchiveFile(path, context)
  const { file } = read
  const copy = file && findCopy(context.folder, file, context.rules.settings)
  if (copy) {
    const readings = { path, file: null, readings: [], problems: [copy] }
    return prepared(readings, null, fingerprintAfter(job, []), context.prepare)
  }
  if (file && job.knownHash !== null) {
    const { hash } = file
    if (hash === job.knownHash) return unchanged({ path, hash }, fingerprintAfter(job, []))
    if (abandonedHash(hash) === job.knownHash) {
      return unchanged({ path, hash: null }, fingerprintAfter(job, []))
    }
  }
  const opened = openContent(path, read, context)
  const readings = opened.read(job.extra)
  const fingerprint = fingerprintAfter(job, readings.problems)
  return prepared(readings, opened.hash, fingerprint, (file) => prepareInParts(file, context))
}

/** The fingerprint was taken before the file was read: a write after that makes another one. */
function fingerprintAfter({ fingerprint }: IngestJob, problems: readonly Problem[]): number | null {
  const isUnread = problems.some(({ code }) => code === 'UNREADABLE_FILE')
  return isUnread || !isReliable(fingerprint, Date.now()) ? null : fingerprint.number
}

/** Read a file of the archive, so that it can be parsed. */
export function openFile({ path }: ArchiveFile, context: ReadContext): OpenedFile {
  return openContent(path, readArchiveFile(path, context), context)
}

/** A file that the settings leave out has neither content nor a problem. */
type ArchiveRead = ReadFile | { readonly file: null; readonly problem: null }

function readArchiveFile(path: string, { folder, rules, readers }: ReadContext): ArchiveRead {
  if (!isIncluded(path, rules.settings)) return { file: null, problem: null }
  const { formats } = readers
  if (isNeverRead(path, formats)) return { file: null, problem: unknownFormat(path, formats) }
  return readFile(folder, path, rules.settings)
}

function openContent(
  path: string,
  { file, problem }: ArchiveRead,
  { rules: { settings: all, annotations }, readers, onFault }: ReadContext,
): OpenedFile {
  const { formats, languages } = readers
  const settings = settingsFor(path, all)
  // Without a hash, the file is read again each time and is never a duplicate.
  if (!file) return failed(path, null, problem ? [problem] : [])
  const { content: _content, ...record } = file
  const { hash } = file
  const decode: Decode = (bytes, declared) => decodeText(bytes, path, settings.encoding, declared)
  const opened = openFormat(file, decode, settings, formats)
  if (!opened.format) return failed(path, null, opened.problems)
  const { format, reason: formatReason, encoding, encodingBasis, problems } = opened
  return {
    path,
    hash,
    read: (extra) => {
      try {
        const parsed = opened.parse()
        const all = [...problems, ...parsed.problems, ...extra]
        // Problems of a file with one article belong to that article.
        const own = parsed.articles.length === 1
        const budget = createBudget()
        return {
          path,
          file: { ...record, format, formatReason, encoding, encodingBasis },
          readings: parsed.articles.map((article) =>
            annotate(
              readArticle(article, settings, own ? all : [], budget, languages),
              annotations,
            ),
          ),
          problems: own ? [] : all,
        }
      } catch (error) {
        onFault(error)
        return failed(path, hash, [...problems, readerFailed(path, format, readers, error)]).read(
          extra,
        )
      }
    },
  }
}

function failed(path: string, hash: string | null, problems: readonly Problem[]): OpenedFile {
  return {
    path,
    hash,
    read: (extra) => ({ path, file: null, readings: [], problems: [...problems, ...extra] }),
  }
}

function readerFailed(path: string, format: string, { modules }: Readers, error: unknown): Problem {
  const owner = modules.find(({ formats }) => formats.includes(format))
  const cause = error instanceof Error ? error.message : String(error)
  return fileProblem(path, {
    code: 'READER_FAILED',
    severity: 'ERROR',
    message: `The reader failed on "${path}"; the file was left out.`,
    hint: owner
      ? `This is a fault of the extension "${owner.name}": ${cause}.`
      : 'This is a fault of Pressgraph, not of the file. The log has the details.',
  })
}
