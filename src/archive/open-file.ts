import { applyAuthority } from '../extraction/authority.ts'
import { applyCorrections } from '../extraction/corrections.ts'
import { readArticle } from '../extraction/read-article.ts'
import { formatOf, parseFile, unknownFormat } from '../formats/index.ts'
import type { Annotations } from '../model/annotations.ts'
import type { ArchiveFile } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { Reading } from '../model/reading.ts'
import type { Settings } from '../model/settings.ts'
import type { FileReadings } from '../store/store.ts'
import { fileProblem } from '../text/problems.ts'
import { readFile } from './read-file.ts'

/** A file on its way down the line: read, but perhaps not understood yet. */
export interface OpenedFile {
  readonly path: string
  /** SHA-256 of the bytes; null when they give no text. */
  readonly hash: string | null
  /** Understand it: parse its articles and read each. Never throws. */
  read(extra: readonly Problem[]): FileReadings
}

/** What the same file's reading depends on. */
export interface Rules {
  readonly settings: Settings
  readonly annotations: Annotations
}

/**
 * Open a file of the archive. The bytes are read at once, so that the hash can tell whether the
 * rest is needed.
 *
 * @param onFault - told of a fault of ours that became a READER_FAILED problem
 */
export function openFile(
  folder: string,
  found: ArchiveFile,
  { settings, annotations }: Rules,
  onFault: (error: unknown) => void,
): OpenedFile {
  const { path } = found
  const format = formatOf(path)
  if (!format) return failed(path, null, [unknownFormat(path)])
  const { file, hash, problems } = readFile(folder, path, settings)
  // What gives no article is read again each time, and nobody calls it a duplicate.
  if (!file) return failed(path, null, problems)
  const { text: _text, ...record } = file
  return {
    path,
    hash,
    read: (extra) => {
      try {
        const parsed = parseFile(file)
        const all = [...problems, ...parsed.problems, ...extra]
        // Problems of a file that is one article are that article's own.
        const own = parsed.articles.length === 1
        return {
          path,
          file: { ...record, format: format.name },
          readings: parsed.articles.map((article) =>
            annotate(readArticle(article, settings, own ? all : []), annotations),
          ),
          problems: own ? [] : all,
        }
      } catch (error) {
        onFault(error)
        return failed(path, hash, [...problems, readerFailed(path)]).read(extra)
      }
    },
  }
}

/** Corrections first, so that the names they give have the identities of the authority file. */
function annotate(reading: Reading, { corrections, authority }: Annotations): Reading {
  const own = corrections.filter(({ article }) => article === reading.article.path)
  return applyAuthority(applyCorrections(reading, own), authority)
}

function failed(path: string, hash: string | null, problems: readonly Problem[]): OpenedFile {
  return {
    path,
    hash,
    read: (extra) => ({ path, file: null, readings: [], problems: [...problems, ...extra] }),
  }
}

function readerFailed(path: string): Problem {
  return fileProblem(path, {
    code: 'READER_FAILED',
    severity: 'ERROR',
    message: `The reader failed on "${path}"; the file was left out.`,
    hint: 'This is a fault of Pressgraph, not of the file. The log has the details.',
  })
}
