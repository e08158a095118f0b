import { createBudget } from '../extraction/budget.ts'
import { type Decode, isNeverRead, openFormat, unknownFormat } from '../formats/index.ts'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import { isIncluded, settingsFor } from '../model/settings.ts'
import type { FileReadings } from '../store/store.ts'
import { fileProblem } from '../text/problems.ts'
import { decodeText } from './decode.ts'
import { findCopy } from './copies.ts'
import { isReliable } from './fingerprint.ts'
import {
  createPreparedParts,
  ingestParts,
  isReadInParts,
  readAnnotated,
  READINGS,
} from './ingest-parts.ts'
import {
  countProblems,
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
  /** The same, some articles at a time; at least one part. Throws what the reader throws. */
  readParts(extra: readonly Problem[]): Generator<FileReadings, void>
  /** What is kept of a file whose reader fails. */
  failed(extra: readonly Problem[], error: unknown): FileReadings
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
  return yield* ingestWhole(job, context)
}

function partsFingerprint(job: IngestJob, hash: string | null): number | null {
  return hash === null ? null : fingerprintAfter(job, [])
}

/** Yields between some articles, so that a file of many small ones is not taken for one that hangs. */
function* ingestWhole(job: IngestJob, context: IngestContext): Generator<number, IngestResult> {
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
  const { hash, readParts, failed } = openContent(path, read, context)
  const parts = createPreparedParts(path, context)
  const counts = { articles: 0, problems: 0 }
  const fileProblems: Problem[] = []
  try {
    for (const part of readParts(job.extra)) {
      counts.articles += part.readings.length
      counts.problems += countProblems(part)
      fileProblems.push(...part.problems)
      parts.add(part)
      yield -1
    }
  } catch (error) {
    parts.discard()
    return prepared(failed(job.extra, error), hash, fingerprintAfter(job, []), context.prepare)
  }
  const fingerprint = fingerprintAfter(job, fileProblems)
  return { path, hash, fingerprint, prepared: parts.finish(), ...counts }
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
  if (!file) return unreadFile(path, null, problem ? [problem] : [])
  const { content: _content, ...record } = file
  const { hash } = file
  const decode: Decode = (bytes, declared) => decodeText(bytes, path, settings.encoding, declared)
  const opened = openFormat(file, decode, settings, formats)
  if (!opened.format) return unreadFile(path, null, opened.problems)
  const { format, reason: formatReason, encoding, encodingBasis, problems } = opened
  const parse = () => opened.parse()
  function* readParts(extra: readonly Problem[]): Generator<FileReadings, void> {
    const parsed = parse()
    const all = [...problems, ...parsed.problems, ...extra]
    // Problems of a file with one article belong to that article.
    const own = parsed.articles.length === 1
    const budget = createBudget()
    for (let at = 0; at === 0 || at < parsed.articles.length; at += READINGS) {
      yield {
        path,
        file: { ...record, format, formatReason, encoding, encodingBasis },
        readings: parsed.articles.slice(at, at + READINGS).map((article) =>
          readAnnotated(article, annotations, {
            settings,
            problems: own ? all : [],
            budget,
            languages,
          }),
        ),
        problems: own || at > 0 ? [] : all,
      }
    }
  }
  const failed = (extra: readonly Problem[], error: unknown) => {
    onFault(error)
    return unreadFile(path, hash, [...problems, readerFailed(path, format, readers, error)]).read(
      extra,
    )
  }
  return { path, hash, readParts, failed, read: (extra) => readWhole(extra, readParts, failed) }
}

function readWhole(
  extra: readonly Problem[],
  readParts: OpenedFile['readParts'],
  failed: OpenedFile['failed'],
): FileReadings {
  try {
    const [first, ...others] = readParts(extra)
    if (!first) throw new Error('A file has no part')
    return { ...first, readings: [first, ...others].flatMap(({ readings }) => readings) }
  } catch (error) {
    return failed(extra, error)
  }
}

function unreadFile(path: string, hash: string | null, problems: readonly Problem[]): OpenedFile {
  const read = (extra: readonly Problem[]): FileReadings => ({
    path,
    file: null,
    readings: [],
    problems: [...problems, ...extra],
  })
  return {
    path,
    hash,
    read,
    *readParts(extra) {
      yield read(extra)
    },
    failed: read,
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
