import type { SourceMap } from '../model/article.ts'
import type { EncodingBasis } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import type { EarlierParts, ParsedFile, RecordBounds } from './format.ts'
import {
  type BytesContext,
  createKeys,
  type Decode,
  type FormatList,
  type FormatSettings,
  identify,
  inContainer,
  ownFormats,
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
  list: FormatList = ownFormats,
): OpenedParts | null {
  const name = isPacked ? path.replace(/\.gz$/i, '') : path
  const found = findFormatOf(name, start, { decode, settings, list })
  if (!found?.bounds) return null
  const { format, bounds, encoding, encodingBasis } = found
  const keysOf = createKeys(format)
  const earlier: EarlierParts = { dateOrder: null }
  const parseContent = (content: Uint8Array): ParsedFile => {
    if (format.kind === 'BYTES')
      return parseBytes(name, content, { decode, settings, list }, format, isPacked ? 1 : 0)
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

function findFormatOf(path: string, start: Uint8Array, { decode, settings, list }: BytesContext) {
  // A character that the end of the beginning splits would make valid UTF-8 look damaged.
  const decodeLines = (content: Uint8Array) =>
    decode(content.subarray(0, content.lastIndexOf(0x0a) + 1), null)
  const found = identify(path, start, decodeLines, settings, list)
  if (found.kind === 'NONE') return null
  const { format, reason } = found
  const bounds = format.records
  if (found.kind === 'BYTES') {
    return { format, reason, bounds, encoding: 'utf-8', encodingBasis: 'DECLARED' } as const
  }
  const { encoding, basis: encodingBasis } = found.decoded
  if (/^utf-(?:16|32)/.test(encoding)) return null
  return { format, reason, bounds, encoding, encodingBasis }
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
