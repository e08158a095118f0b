import type { SourceMap } from '../model/article.ts'
import type { EncodingBasis } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { EarlierParts, Format, ParsedFile, RecordBounds } from './format.ts'
import {
  createKeys,
  type Decode,
  findBytesFormat,
  findTextFormat,
  formats,
  type FormatSettings,
  inContainer,
  parseBytes,
  withManifest,
} from './index.ts'

/** A part of a large file: whole records, behind the head that the format repeats. */
export interface Part {
  readonly content: Uint8Array
  /** Offset of its first record in the file, in bytes; line of it, from 0. */
  readonly start: number
  readonly line: number
  /** Length of the repeated head. */
  readonly headLength: number
}

/** A large file of records, opened by its beginning. */
export interface OpenedParts {
  readonly format: string
  readonly reason: string
  readonly encoding: string
  readonly encodingBasis: EncodingBasis
  readonly bounds: RecordBounds
  /** Read the articles of the next part. */
  parse(part: Part): ParsedFile
}

interface PartsFile {
  readonly path: string
  /** The beginning of the file, or of what it unpacks to. */
  readonly start: Uint8Array
  readonly isPacked: boolean
}

/**
 * Find the format of a file that may be too large to be read whole.
 *
 * @returns null when it is not made of records, or its encoding is not a superset of ASCII
 */
export function openParts(
  { path, start, isPacked }: PartsFile,
  decode: Decode,
  settings: FormatSettings,
): OpenedParts | null {
  const name = isPacked ? path.replace(/\.gz$/i, '') : path
  const found = findFormatOf(name, start, decode, settings)
  if (!found?.bounds) return null
  const { format, bounds, encoding, encodingBasis } = found
  const keysOf = createKeys(format)
  const earlier: EarlierParts = { dateOrder: null }
  const parseContent = (content: Uint8Array): ParsedFile => {
    if (format.kind === 'BYTES')
      return parseBytes(name, content, { decode, settings }, format, isPacked ? 1 : 0)
    const decoded = decode(content, encodingBasis === 'PROVEN' ? null : encoding)
    if (decoded.text === null) return { articles: [], problems: decoded.problems }
    const { text, origin, hasManifest, problems } = decoded
    const { fields } = settings
    const parsed = format.parse({ path: name, text, origin, fields, earlier })
    return {
      articles: hasManifest ? parsed.articles.map(withManifest) : parsed.articles,
      problems: [...problems, ...parsed.problems],
    }
  }
  return {
    format: isPacked ? 'gzip' : format.name,
    reason: isPacked ? 'it begins as gzip' : found.reason,
    encoding,
    encodingBasis,
    bounds,
    parse(part) {
      const parsed = parseContent(part.content)
      const articles = keysOf(parsed.articles)
      if (isPacked) return inContainer(path, { ...parsed, articles })
      const headLines = part.headLength > 0 ? 1 : 0
      const shift = { lines: part.line - headLines, bytes: part.start - part.headLength }
      return {
        articles: articles.map((article) => ({
          ...article,
          sourceMap: article.sourceMap && shifted(article.sourceMap, shift),
        })),
        problems: parsed.problems.map((problem) => shiftedProblem(problem, shift.lines)),
      }
    },
  }
}

interface FoundFormat {
  readonly format: Format
  readonly reason: string
  readonly bounds: RecordBounds | undefined
  readonly encoding: string
  readonly encodingBasis: EncodingBasis
}

function findFormatOf(
  path: string,
  start: Uint8Array,
  decode: Decode,
  settings: FormatSettings,
): FoundFormat | null {
  const named = formats.find(({ name }) => name === settings.format)
  const byName = named && { format: named, reason: 'the settings of its folder say so' }
  const found = byName ?? findBytesFormat(start, path)
  if (found?.format.kind === 'BYTES') {
    const { records: bounds } = found.format
    return { ...found, bounds, encoding: 'utf-8', encodingBasis: 'DECLARED' }
  }
  // A character that the end of the beginning splits would make valid UTF-8 look damaged.
  const decoded = decode(start.subarray(0, start.lastIndexOf(0x0a) + 1), null)
  if (decoded.text === null || /^utf-(?:16|32)/.test(decoded.encoding)) return null
  const byText = byName ?? findTextFormat(path, decoded.text)
  if (!byText) return null
  const { encoding, basis: encodingBasis } = decoded
  return { ...byText, bounds: byText.format.records, encoding, encodingBasis }
}

interface Shift {
  readonly lines: number
  readonly bytes: number
}

function shifted({ encoding, stretches }: SourceMap, { lines, bytes }: Shift): SourceMap {
  return {
    encoding,
    stretches: stretches.map(([start, end, line, column, byte]) => [
      start,
      end,
      line + lines,
      column,
      byte + bytes,
    ]),
  }
}

/** A problem with a span counts its lines in the body of an article. */
function shiftedProblem(problem: Problem, lines: number): Problem {
  const { span, line } = problem
  return span === null && line !== null ? { ...problem, line: line + lines } : problem
}
