import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib'
import type { Article } from '../model/article.ts'
import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import { caps } from './caps.ts'
import type { BytesFile, BytesFormat, ParsedFile } from './format.ts'
import { absoluteUrl } from './values.ts'

/**
 * Web archives, WARC and the older ARC: the pages among the records. The date of a record is the
 * crawl's and never the story's.
 * https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
 * https://archive.org/web/researcher/ArcFileFormat.php
 */
export const warc: BytesFormat = {
  kind: 'BYTES',
  name: 'warc',
  extensions: ['.warc', '.arc'],
  holdsMany: true,
  records: {
    isLaterOneServed: true,
    headLength: () => 0,
    lastEnd: lastRecordEnd,
    nextStart: (content) => {
      const at = Buffer.from(content.buffer, content.byteOffset, content.byteLength).indexOf(
        '\r\n\r\nWARC/1.',
      )
      return at < 0 ? -1 : at + 4
    },
    mayHoldArticle: (start) => {
      const head = latin1(start.subarray(0, MAX_HEAD))
      return (!head.startsWith('WARC/') || STORED.test(head)) && PAGE_ANYWHERE.test(head)
    },
  },
  recognize: (content) => {
    if (latin1(content.subarray(0, 7)) === 'WARC/1.') return 'it begins as a WARC record'
    return latin1(content.subarray(0, 11)) === 'filedesc://' ? 'it begins as an ARC file' : null
  },
  parse: parseWarc,
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** A record with its headers, names in lower case. */
interface WarcRecord {
  readonly headers: ReadonlyMap<string, string>
  readonly content: Uint8Array
}

/** Records that hold what a server sent; those of ARC all do. */
const STORED = /^WARC-Type:\s*(?:response|resource|conversion)\b/im

const PAGE = /^(?:text\/html|application\/xhtml\+xml)\b/i

const PAGE_ANYWHERE = /^Content-Type:\s*(?:text\/html|application\/xhtml\+xml)\b/im

function lastRecordEnd(content: Uint8Array): number {
  let end = 0
  for (;;) {
    const stop = recordEnd(content, end)
    if (stop === null) return end
    end = stop
  }
}

/** Offset behind a record and its blank lines; null when it is cut off or damaged. */
function recordEnd(content: Uint8Array, at: number): number | null {
  const head = readHead(content, at)
  if (!head) return null
  let end = head.end + head.length
  if (end + head.lineEnds > content.length) return null
  while (content[end] === 13 || content[end] === 10) end += 1
  return end
}

interface RecordHead {
  readonly headers: ReadonlyMap<string, string>
  /** Offset behind the head. */
  readonly end: number
  /** Bytes of the record behind its head. */
  readonly length: number
  /** Bytes of the line ends behind a record. */
  readonly lineEnds: number
}

// "http://post.example/a b 10.0.0.1 20240715163451 text/html 1406": the address may hold blanks.
const ARC_LINE =
  /^(?<url>\S.{0,8000}) [\da-f.:]{3,45} \d{8,14} (?<type>\S{1,200})(?: \S{1,1000}){0,5} (?<length>\d{1,15})\r?$/i

/** The head of the record that begins at an offset; null when none does. */
function readHead(content: Uint8Array, at: number): RecordHead | null {
  if (latin1(content.subarray(at, at + 5)) === 'WARC/') {
    const end = headEnd(content, at)
    if (end < 0) return null
    const headers = headersOf(latin1(content.subarray(at, end)))
    const length = Number(headers.get('content-length'))
    return Number.isSafeInteger(length) && length >= 0
      ? { headers, end, length, lineEnds: 4 }
      : null
  }
  const [line = ''] = latin1(content.subarray(at, at + MAX_ARC_LINE)).split('\n', 1)
  const groups = ARC_LINE.exec(line)?.groups
  if (!groups) return null
  const { url = '', type = '', length } = groups
  const headers = new Map([
    ['warc-type', /^https?:/i.test(url) ? 'response' : 'resource'],
    ['warc-target-uri', url],
    ['content-type', type],
  ])
  return { headers, end: at + line.length + 1, length: Number(length), lineEnds: 1 }
}

const MAX_ARC_LINE = 10_000

function parseWarc(file: BytesFile): ParsedFile {
  const articles = new Map<string, Article>()
  const problems: Problem[] = []
  for (const record of recordsOf(file.content, () => problems.push(cutOff(file.path)))) {
    const page = pageOf(record)
    if (!page) continue
    const { articles: found, problems: wrong } = file.parseContained('page.html', page.content)
    problems.push(...wrong.slice(0, 3).map((problem) => inRecord(problem, page.url)))
    for (const article of found) {
      const url = article.url ?? absoluteUrl(page.url)
      // A page that was crawled twice is one article: the later record counts.
      articles.set(page.url, { ...article, url, key: page.url })
    }
    if (articles.size >= caps.articles) break
  }
  return { articles: [...articles.values()], problems: problems.slice(0, 100) }
}

function inRecord(problem: Problem, url: string): Problem {
  return { ...problem, message: `${problem.message} (record of ${url})`, span: null }
}

function* recordsOf(content: Uint8Array, onCut: () => void): Iterable<WarcRecord> {
  let at = 0
  while (at < content.length) {
    while (content[at] === 13 || content[at] === 10) at += 1
    const head = readHead(content, at)
    if (!head) {
      if (at < content.length) onCut()
      return
    }
    const { headers, end, length } = head
    const stop = end + length
    if (stop > content.length) onCut()
    yield { headers, content: content.subarray(end, stop) }
    at = stop
  }
}

/** A search for one kind of line end would else read the rest of the file for each record. */
const MAX_HEAD = 65_536

/** Offset behind the blank line that ends a head; -1 when there is none. */
function headEnd(content: Uint8Array, from: number): number {
  const head = latin1(content.subarray(from, from + MAX_HEAD))
  const crlf = head.indexOf('\r\n\r\n')
  const lf = head.indexOf('\n\n')
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return from + crlf + 4
  return lf < 0 ? -1 : from + lf + 2
}

function headersOf(head: string): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of head.split(/\r?\n/).slice(1)) {
    const colon = line.indexOf(':')
    if (colon > 0)
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return headers
}

interface PageRecord {
  readonly url: string
  readonly content: Uint8Array
}

/** The page of a record that holds one: a successful response, or a resource. */
function pageOf({ headers, content }: WarcRecord): PageRecord | null {
  const url = headers.get('warc-target-uri')?.replace(/^<|>$/g, '') ?? ''
  const type = headers.get('warc-type')
  if (url === '' || (type !== 'response' && type !== 'resource' && type !== 'conversion'))
    return null
  if (type !== 'response') {
    return PAGE.test(headers.get('content-type') ?? '') ? { url, content } : null
  }
  const end = headEnd(content, 0)
  if (end < 0) return null
  const head = latin1(content.subarray(0, end))
  const status = /^HTTP\/\d(?:\.\d)? (?<status>\d{3})/.exec(head)?.groups?.status
  const http = headersOf(head)
  if (!status?.startsWith('2') || !PAGE.test(http.get('content-type') ?? '')) return null
  const body = decodeBody(content.subarray(end), http)
  return body && { url, content: body }
}

const MAX_PAGE = 16 * 1024 * 1024

/** The body without its transfer and content encodings; null when they cannot be undone. */
function decodeBody(body: Uint8Array, http: ReadonlyMap<string, string>): Uint8Array | null {
  const whole = /chunked/i.test(http.get('transfer-encoding') ?? '') ? unchunk(body) : body
  const encoding = (http.get('content-encoding') ?? 'identity').toLowerCase()
  // A body that is cut off gives what it has.
  const options = { maxOutputLength: MAX_PAGE, finishFlush: constants.Z_SYNC_FLUSH }
  try {
    if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(whole, options)
    if (encoding === 'deflate') return inflateSync(whole, options)
    if (encoding === 'br') return brotliDecompressSync(whole, { maxOutputLength: MAX_PAGE })
    return whole
  } catch {
    // Crawlers store bodies decoded and leave the header.
    return isText(whole) ? whole : null
  }
}

function isText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 512).includes(0)
}

/** Bodies that a crawler has stored without their chunks stay as they are. */
function unchunk(body: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  let at = 0
  for (;;) {
    const line = latin1(body.subarray(at, at + 20))
    const size = /^(?<size>[0-9a-f]{1,8})(?:;[^\r\n]*)?\r?\n/i.exec(line)
    if (!size) return parts.length > 0 ? Buffer.concat(parts) : body
    const length = parseInt(size.groups?.size ?? '0', 16)
    at += size[0].length
    if (length === 0) return Buffer.concat(parts)
    parts.push(body.subarray(at, at + length))
    at += length
    while (body[at] === 13 || body[at] === 10) at += 1
    if (at >= body.length) return Buffer.concat(parts)
  }
}

function cutOff(path: string): Problem {
  return fileProblem(path, {
    code: 'MALFORMED_FILE',
    severity: 'WARNING',
    message: 'The web archive is cut off or damaged inside a record.',
    hint: 'The records before it are served. Fetch the file again.',
  })
}
