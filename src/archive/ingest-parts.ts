import { createHash } from 'node:crypto'
import { applyAuthority } from '../extraction/authority.ts'
import { createBudget } from '../extraction/budget.ts'
import { applyCorrections } from '../extraction/corrections.ts'
import { readArticle } from '../extraction/read-article.ts'
import { caps } from '../formats/caps.ts'
import type { Decode } from '../formats/index.ts'
import { gzip } from '../formats/packed.ts'
import { type OpenedParts, openParts } from '../formats/parts.ts'
import type { Annotations } from '../model/annotations.ts'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'
import { type Settings, settingsFor } from '../model/settings.ts'
import { fileProblem } from '../text/problems.ts'
import { decodeText } from './decode.ts'
import { isSamePath } from './file-system.ts'
import {
  countProblems,
  type IngestContext,
  type IngestJob,
  type IngestResult,
} from './ingest-result.ts'
import { keepsChanging, openBytes, type OpenedBytes } from './read-file.ts'
import { chunksOf, cut, unpack } from './record-pieces.ts'
import { createSpool, type Spool } from './spool.ts'

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
const READINGS = 32

/** Whether a file may be too large to be read whole. */
export function isLarge({ path, bytes }: ArchiveFile, { maxFileBytes }: Settings): boolean {
  return bytes > Math.min(/\.gz$/i.test(path) ? LARGE_PACKED : LARGE, maxFileBytes)
}

/**
 * Read a large file of records in parts, so that memory does not depend on its size. Each part is
 * read as a file of its own would be: what is wrong with one costs that part alone. Never throws.
 *
 * Yields between parts, so that its caller can limit the time that each takes.
 *
 * @returns null when the file is not made of records: it has to be read whole
 */
export function* ingestParts(
  job: IngestJob,
  context: IngestContext,
): Generator<undefined, Omit<IngestResult, 'fingerprint'> | null> {
  const { path } = job.file
  const file = openBytes(context.folder, path)
  if (!file) return null
  let spool: Spool | null = null
  try {
    const isPacked = gzip.recognize(startOf(file, 3), path) !== null
    const settings = settingsFor(path, context.rules.settings)
    const decode: Decode = (bytes, declared) => decodeText(bytes, path, settings.encoding, declared)
    const start = isPacked ? unpackedStart(file) : startOf(file, START)
    const opened = openParts({ path, start, isPacked }, decode, settings)
    if (!opened) return null
    const hash = yield* hashOf(file)
    if (hash === job.knownHash) return { path, hash, prepared: null, articles: 0, problems: 0 }
    spool = createSpool(context.spoolFolder)
    const counts = yield* readParts({ job, context, file, opened, hash, isPacked, spool })
    if (!file.hasChanged()) {
      spool.close()
      return { path, hash, prepared: { path, spool: spool.file }, ...counts }
    }
    spool.discard()
    const problems = [fileProblem(path, keepsChanging(path))]
    const readings = { path, file: null, readings: [], problems }
    return { path, hash: null, prepared: context.prepare(readings), articles: 0, problems: 1 }
  } catch (error) {
    spool?.discard()
    throw error
  } finally {
    file.close()
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

function* hashOf(file: OpenedBytes): Generator<undefined, string> {
  const hash = createHash('sha256')
  for (const chunk of chunksOf(file, CHUNK)) {
    hash.update(chunk)
    yield
  }
  return hash.digest('hex')
}

interface PartsJob {
  readonly job: IngestJob
  readonly context: IngestContext
  readonly file: OpenedBytes
  readonly opened: OpenedParts
  readonly hash: string
  readonly isPacked: boolean
  readonly spool: Spool
}

function* readParts({
  job,
  context,
  file,
  opened,
  hash,
  isPacked,
  spool,
}: PartsJob): Generator<undefined, { articles: number; problems: number }> {
  const { path } = job.file
  const { settings: all, annotations } = context.rules
  const settings = settingsFor(path, all)
  const { format, reason: formatReason, encoding, encodingBasis, bounds } = opened
  const { bytes, modified } = file
  const record = { path, bytes, modified, hash, format, formatReason, encoding, encodingBasis }
  const counts = { articles: 0, problems: 0 }
  let open: readonly Problem[] = job.extra
  let ofFile = 0
  const add = (readings: readonly Reading[], problems: readonly Problem[]) => {
    const kept = problems.slice(0, Math.max(0, MOST_PROBLEMS - ofFile))
    ofFile += kept.length
    counts.articles += readings.length
    counts.problems += countProblems({ readings, problems: kept })
    spool.add(context.prepare({ path, file: record, readings, problems: kept }))
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
      try {
        const { articles, problems } = opened.parse(piece)
        open = [...open, ...problems]
        const budget = createBudget()
        for (let at = 0; at < articles.length || open.length > 0; at += READINGS) {
          const readings = articles
            .slice(at, at + READINGS)
            .map((article) => annotate(readArticle(article, settings, [], budget), annotations))
          add(readings, open)
          open = []
          yield
        }
      } catch (error) {
        context.onFault(error)
        add([], [partFailed(path, piece.start)])
      }
      if (counts.articles >= caps.articlesInParts) {
        add([], [tooManyArticles(path)])
        break
      }
      yield
    }
  } catch (error) {
    add([], [notUnpacked(path, error)])
  }
  if (counts.articles === 0) add([], open)
  return counts
}

/** Problems of one file that are kept, apart from those of its articles. */
const MOST_PROBLEMS = 1_000

/** Corrections first, so that the names in them get their identities from the authority file. */
export function annotate(reading: Reading, { corrections, authority }: Annotations): Reading {
  const own = corrections.filter(({ article }) => isSamePath(article, reading.article.path))
  return applyAuthority(applyCorrections(reading, own), authority)
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

function partFailed(path: string, start: number): Problem {
  return fileProblem(path, {
    code: 'READER_FAILED',
    severity: 'ERROR',
    message: `The reader failed on the records from byte ${start}; they are left out.`,
    hint: 'This is a fault of Pressgraph, not of the file. The log has the details.',
  })
}
