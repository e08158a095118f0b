import { createHash } from 'node:crypto'
import { applyAuthority } from '../extraction/authority.ts'
import { type Budget, createBudget } from '../extraction/budget.ts'
import { applyCorrections } from '../extraction/corrections.ts'
import { readArticle } from '../extraction/read-article.ts'
import { caps } from '../formats/caps.ts'
import { type Decode, isNeverRead } from '../formats/index.ts'
import { gzip } from '../formats/packed.ts'
import { type OpenedParts, openParts, type Part } from '../formats/parts.ts'
import type { Languages } from '../languages/language.ts'
import type { Annotations } from '../model/annotations.ts'
import type { Article } from '../model/article.ts'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'
import { isIncluded, type Settings, settingsFor } from '../model/settings.ts'
import { runToEnd } from '../store/steps.ts'
import type { FileReadings, PreparedFile } from '../store/store.ts'
import { fileProblem } from '../text/problems.ts'
import { decodeText } from './decode.ts'
import { isSamePath } from './file-system.ts'
import {
  type AbandonedPart,
  countProblems,
  type IngestContext,
  type IngestJob,
  type IngestResult,
  type ReadContext,
} from './ingest-result.ts'
import { keepsChanging, openBytes, type OpenedBytes } from './read-file.ts'
import { chunksOf, cut, unpack } from './record-pieces.ts'
import { createSpool, type Spool, type SpooledFile } from './spool.ts'

/** Files of this size are read in parts, where their format is one of records. */
const LARGE = 512 * 1024
/** Packed files hold several times their size. */
const LARGE_PACKED = 128 * 1024

const MEGABYTE = 1024 * 1024
/** Bytes of records that are parsed together: some hundreds of small ones, within the time limit. */
const PART = 256 * 1024
/** Bytes that are hashed in one step, and that are unpacked in one step. */
const CHUNK = MEGABYTE
const PACKED_CHUNK = 16 * 1024
/** Bytes that show the format. */
const START = MEGABYTE
/** Articles that are prepared for the store together. */
export const READINGS = 32

/** Takes the readings of a file, some at a time, and makes them ready for the store. */
export interface PreparedParts {
  add(part: FileReadings): void
  /** Those of many articles in parts, since the thread that writes the index also answers requests. */
  finish(): PreparedFile | SpooledFile
  discard(): void
}

export function createPreparedParts(
  path: string,
  { prepare, spoolFolder, closers }: IngestContext,
): PreparedParts {
  let first: PreparedFile | null = null
  let spool: Spool | null = null
  const discard = () => {
    closers.delete(discard)
    spool?.discard()
    spool = null
  }
  return {
    add(part) {
      const ready = prepare(part)
      if (!first) {
        first = ready
        return
      }
      if (!spool) {
        spool = createSpool(spoolFolder)
        closers.add(discard)
        spool.add(first)
      }
      spool.add(ready)
    },
    finish() {
      if (!spool) return first ?? prepare({ path, file: null, readings: [], problems: [] })
      closers.delete(discard)
      spool.close()
      return { path, spool: spool.file }
    },
    discard,
  }
}

/** Whether a file may be too large to be read whole. */
function isLarge({ path, bytes }: ArchiveFile, { maxFileBytes }: Settings): boolean {
  return bytes > Math.min(/\.gz$/i.test(path) ? LARGE_PACKED : LARGE, maxFileBytes)
}

/**
 * Read a large file of records in parts, so that memory does not depend on its size. Each part is
 * read as a file of its own would be: what is wrong with one costs that part alone. Never throws.
 *
 * @returns yields the number of each part before it is read, -1 before the first, so that its caller
 *   can limit the time that each takes; null when the file is not made of records: it has to be read
 *   whole
 */
export function* ingestParts(
  job: IngestJob,
  context: IngestContext,
): Generator<number, Omit<IngestResult, 'fingerprint'> | null> {
  const { path } = job.file
  const large = openLarge(job.file, context)
  if (!large) return null
  const { file } = large
  let spool: Spool | null = null
  const close = () => {
    file.close()
    spool?.discard()
  }
  context.closers.add(close)
  try {
    const hash = yield* hashOf(file)
    if (hash === job.knownHash) return { path, hash, prepared: null, articles: 0, problems: 0 }
    const parts = (spool = createSpool(context.spoolFolder))
    const counts = { articles: 0, problems: 0 }
    yield* readParts(large, { ...job, hash, context }, (part) => {
      counts.articles += part.readings.length
      counts.problems += countProblems(part)
      parts.add(context.prepare(part))
    })
    if (!file.hasChanged()) {
      spool.close()
      spool = null
      return { path, hash, prepared: { path, spool: parts.file }, ...counts }
    }
    const problems = [fileProblem(path, keepsChanging(path))]
    const readings = { path, file: null, readings: [], problems }
    return { path, hash: null, prepared: context.prepare(readings), articles: 0, problems: 1 }
  } finally {
    context.closers.delete(close)
    close()
  }
}

/**
 * Read a large file of records, and hand over some of its articles at a time.
 *
 * @returns false when the file is not made of records: it has to be read whole
 */
export function readInParts(
  file: ArchiveFile,
  context: ReadContext,
  take: (part: FileReadings) => void,
): boolean {
  if (!isReadInParts(file, context)) return false
  const large = openLarge(file, context)
  if (!large) return false
  try {
    const hash = runToEnd(hashOf(large.file))
    runToEnd(readParts(large, { file, extra: [], hash, context }, take))
    return true
  } finally {
    large.file.close()
  }
}

/** Whether a file is read in parts when it is made of records. */
export function isReadInParts(
  file: ArchiveFile,
  { rules: { settings }, readers }: ReadContext,
): boolean {
  return (
    isLarge(file, settings) &&
    !isNeverRead(file.path, readers.formats) &&
    isIncluded(file.path, settings)
  )
}

/** A large file of records that is open. */
interface LargeFile {
  readonly file: OpenedBytes
  readonly opened: OpenedParts
  readonly isPacked: boolean
}

function openLarge(
  { path }: ArchiveFile,
  { folder, rules, readers }: ReadContext,
): LargeFile | null {
  const file = openBytes(folder, path)
  if (!file) return null
  let opened: OpenedParts | null = null
  try {
    const isPacked = gzip.recognize(startOf(file, 3), path) !== null
    const settings = settingsFor(path, rules.settings)
    const decode: Decode = (bytes, declared) => decodeText(bytes, path, settings.encoding, declared)
    const start = isPacked ? unpackedStart(file) : startOf(file, START)
    opened = openParts({ path, start, isPacked }, decode, settings, readers.formats)
    return opened && { file, opened, isPacked }
  } finally {
    if (!opened) file.close()
  }
}

function startOf(file: OpenedBytes, length: number): Buffer {
  const buffer = Buffer.alloc(Math.min(length, file.bytes))
  return buffer.subarray(0, file.read(buffer, 0))
}

/** The first bytes of what a gzip file holds; none when it cannot be unpacked. */
function unpackedStart(file: OpenedBytes): Buffer {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for (const chunk of unpack(chunksOf(file, PACKED_CHUNK))) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= START) break
    }
  } catch {
    // The whole file is read then, and says what is wrong.
  }
  return Buffer.concat(chunks)
}

function* hashOf(file: OpenedBytes): Generator<number, string> {
  const hash = createHash('sha256')
  for (const chunk of chunksOf(file, CHUNK)) {
    hash.update(chunk)
    yield -1
  }
  return hash.digest('hex')
}

type PartsJob = Pick<IngestJob, 'file' | 'extra' | 'abandonedParts'> & {
  readonly hash: string
  readonly context: ReadContext
}

function* readParts(
  { file, opened, isPacked }: LargeFile,
  { file: { path }, extra, abandonedParts = [], hash, context }: PartsJob,
  take: (part: FileReadings) => void,
): Generator<number, void> {
  const { settings: all, annotations } = context.rules
  const { languages } = context.readers
  const settings = settingsFor(path, all)
  const { format, reason: formatReason, encoding, encodingBasis, bounds } = opened
  const { bytes, modified } = file
  const record = { path, bytes, modified, hash, format, formatReason, encoding, encodingBasis }
  let open: readonly Problem[] = extra
  let [number, articleCount, problemCount] = [-1, 0, 0]
  // Lines of what a file unpacks to are none of the file.
  const placed = (problem: Problem, { line }: Part): Problem =>
    isPacked ? problem : { ...problem, line: line + 1, column: 1 }
  const add = (readings: readonly Reading[], problems: readonly Problem[]) => {
    const kept = problems.slice(0, Math.max(0, MOST_PROBLEMS - problemCount))
    problemCount += kept.length
    articleCount += readings.length
    take({ path, file: record, readings, problems: kept })
  }
  const { maxFileBytes } = settings
  const size = Math.min(PART, maxFileBytes)
  const chunks = isPacked ? unpack(chunksOf(file, PACKED_CHUNK)) : chunksOf(file, size)
  try {
    for (const piece of cut(chunks, bounds, { size, maxRecord: maxFileBytes })) {
      if (piece.kind === 'TOO_LARGE') {
        if (piece.mayHoldArticle) add([], [tooLargeRecord(path, piece.start, maxFileBytes)])
        continue
      }
      yield (number += 1)
      const abandonedPart = abandonedParts.find(({ part }) => part === number)
      if (abandonedPart) {
        add([], [placed(partLeftOut(path, piece, abandonedPart), piece)])
        continue
      }
      try {
        const { articles, problems } = opened.parse(piece)
        open = [...open, ...problems]
        const budget = createBudget()
        for (let at = 0; at < articles.length || open.length > 0; at += READINGS) {
          const readings = articles
            .slice(at, at + READINGS)
            .map((article) =>
              readAnnotated(article, annotations, { settings, problems: [], budget, languages }),
            )
          add(readings, open)
          open = []
          yield number
        }
      } catch (error) {
        context.onFault(error)
        add([], [placed(partFailed(path, piece), piece)])
      }
      if (articleCount >= caps.articlesInParts) {
        add([], [tooManyArticles(path)])
        break
      }
    }
  } catch (error) {
    add([], [notUnpacked(path, error)])
  }
  if (articleCount === 0) add([], open)
}

/** Problems of one file that are kept, apart from those of its articles. */
const MOST_PROBLEMS = 1_000

interface ArticleContext {
  readonly settings: Settings
  /** Of the file, which become part of the reading. */
  readonly problems: readonly Problem[]
  readonly budget: Budget
  /** Ours when absent. */
  readonly languages: Languages | undefined
}

/**
 * Read an article with what people have corrected. Corrections come before the authority file, so that the
 * names in them get their identities from it.
 */
export function readAnnotated(
  article: Article,
  { corrections, authority }: Annotations,
  { settings, problems, budget, languages }: ArticleContext,
): Reading {
  const own = corrections.filter((each) => isSamePath(each.article, article.path))
  const ofArticle = own.filter((each) => each.of === 'ARTICLE')
  const ofQuotations = own.filter((each) => each.of === 'QUOTATION')
  const reading = readArticle(article, settings, problems, budget, languages, ofArticle)
  return applyAuthority(applyCorrections(reading, ofQuotations), authority)
}

function tooLargeRecord(path: string, start: number, limit: number): Problem {
  return fileProblem(path, {
    code: 'FILE_TOO_LARGE',
    severity: 'WARNING',
    message: `The record at byte ${start} has more than ${limit} bytes and is left out.`,
    hint: 'Raise the limit with --max-bytes.',
  })
}

function tooManyArticles(path: string): Problem {
  return fileProblem(path, {
    code: 'FILE_TOO_LARGE',
    severity: 'ERROR',
    message: `Only the first ${caps.articlesInParts} articles are read.`,
    hint: 'Split the file.',
  })
}

function notUnpacked(path: string, error: unknown): Problem {
  const isBomb = error instanceof RangeError
  return fileProblem(path, {
    code: isBomb ? 'FILE_TOO_LARGE' : 'MALFORMED_FILE',
    severity: 'ERROR',
    message: isBomb
      ? `It unpacks to more than ${caps.unpackedRatio} times its size.`
      : `It cannot be unpacked to its end: ${error instanceof Error ? error.message : String(error)}.`,
    hint: isBomb
      ? 'Unpack it into the archive, in several files.'
      : 'The records before the damage are served. Fetch the file again.',
  })
}

function partFailed(path: string, { start }: Part): Problem {
  return fileProblem(path, {
    code: 'READER_FAILED',
    severity: 'ERROR',
    message: `The reader failed on the records from byte ${start}; they are left out.`,
    hint: 'This is a fault of Pressgraph, not of the file. The log has the details.',
  })
}

function partLeftOut(
  path: string,
  { start, content }: Part,
  { cause, code }: AbandonedPart,
): Problem {
  return fileProblem(path, {
    code,
    severity: 'ERROR',
    message: `Reading the ${content.length} bytes of records from byte ${start} ${cause}; they are left out.`,
    hint: 'The other records are served. Put these into a file of their own.',
  })
}
