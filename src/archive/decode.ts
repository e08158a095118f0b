import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { DecodedFile } from '../formats/index.ts'
import type { EncodingBasis } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'
import { positionAt } from '../text/lines.ts'
import { fileProblem, type Complaint } from '../text/problems.ts'
import { findControl, normalizeText } from '../text/source-map.ts'
import { repairStrayMarks, repairText, type RepairedText } from './repair-text.ts'
import { guessEncoding, isMostlyUtf8 } from './guess-encoding.ts'

/** An encoding and how it was found. Only a guess is reported. */
interface Finding {
  readonly encoding: string
  readonly basis: EncodingBasis
  /** Length of the byte order mark. */
  readonly skip: number
}

// UTF-32 first: its little-endian mark begins with that of UTF-16.
const MARKS = [
  ['utf-32le', [0xff, 0xfe, 0x00, 0x00]],
  ['utf-32be', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const

/** Bytes from the beginning of a file that decide what it is. */
const SAMPLE = 1 << 16

/** Formats that have character references of their own, or in which a quotation mark has a meaning. */
const MARKUP_NAMES = /\.(?:html?|xhtml|xml|json|jsonl|ndjson|csv|tsv|md|markdown|rtf|eml)$/i

/** A file with a larger share of undecodable characters is refused. */
const MAX_LOST = 0.3

const LOST = /\ufffd/g

/**
 * Decode the bytes of a file to normalised text: LF line ends, no byte order mark, no control
 * characters.
 *
 * The encoding is the first of: a byte order mark; UTF-16 recognised by its zero bytes; valid
 * UTF-8; the declared encoding; a recognised legacy encoding (`guessEncoding`), the configured one,
 * or windows-1252. Valid UTF-8 beats a declaration, because pages that declare a legacy encoding and
 * are UTF-8 are common. Damage by earlier conversions is repaired (`repairText`); control characters
 * are removed and reported; undecodable bytes become U+FFFD.
 *
 * @param fallback - encoding of files that are neither Unicode nor recognised, or null
 * @param declared - encoding that the file states; null to look for an XML or HTML declaration
 */
export function decodeText(
  bytes: Uint8Array,
  path: string,
  fallback: string | null,
  declared: string | null = null,
): DecodedFile {
  if (bytes.length === 0) return refuse(path, emptyFile(path))
  const kind = binaryKind(bytes)
  if (kind !== null) return refuse(path, binaryFile(path, kind))
  const finding = findEncoding(bytes, fallback, declared ?? declaredEncoding(bytes))
  const content = bytes.subarray(finding.skip)
  const stray = finding.basis === 'DAMAGED' ? repairStrayMarks(content) : null
  const damaged = decodeAs(stray?.bytes ?? content, finding.encoding)
  const repaired = repairText(damaged, !MARKUP_NAMES.test(path))
  const raw = repaired.text
  const { text, controls, hasManifest } = normalizeText(raw)
  if (text.trim() === '') return refuse(path, emptyFile(path))
  const lost = finding.basis === 'PROVEN' ? 0 : countMatches(text, LOST)
  if (lost > text.length * MAX_LOST) return refuse(path, unknownEncoding(path))
  return {
    text,
    encoding: finding.encoding,
    basis: finding.basis,
    origin: {
      raw,
      encoding: finding.encoding,
      skip: finding.skip,
      isExact: lost === 0 && repaired.count === 0 && !stray?.count,
    },
    hasManifest,
    problems: [
      ...(finding.basis === 'GUESSED' ? [fileProblem(path, guessed(finding.encoding))] : []),
      ...(lost > 0 ? [lineProblem(path, text, LOST, undecodable(lost, finding.encoding))] : []),
      ...(stray?.count ? [fileProblem(path, strayMarks(stray.count))] : []),
      ...(repaired.count + repaired.lost > 0 ? [repairProblem(path, damaged, repaired)] : []),
      ...(controls > 0 ? [controlProblem(path, raw, controls)] : []),
    ],
  }
}

// The first bytes of files that are not text.
const SIGNATURES: readonly (readonly [kind: string, bytes: string])[] = [
  ['a PDF document', '%PDF-'],
  ['a ZIP archive or office document', 'PK\x03\x04'],
  ['an old office document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['a gzip archive', '\x1f\x8b\x08'],
  ['a bzip2 archive', 'BZh9'],
  ['an xz archive', '\xfd7zXZ\x00'],
  ['a 7-Zip archive', '7z\xbc\xaf\x27\x1c'],
  ['a PNG image', '\x89PNG\r\n\x1a\n'],
  ['a GIF image', 'GIF87a'],
  ['a GIF image', 'GIF89a'],
  ['a JPEG image', '\xff\xd8\xff'],
  ['a TIFF image', 'II*\x00'],
  ['a TIFF image', 'MM\x00*'],
  ['a program', '\x7fELF'],
  ['a database', 'SQLite format 3\x00'],
]

const MAX_CONTROLS = 0.08

/**
 * What a file is that is not text, as the end of "It is …"; null for text.
 *
 * Text may contain a few control characters, and UTF-16 many zeros in either even or odd places.
 */
function binaryKind(bytes: Uint8Array): string | null {
  const signature = SIGNATURES.find(([, start]) => startsWith(bytes, start))
  if (signature) return signature[0]
  const isUtf32 = startsWith(bytes, '\xff\xfe\0\0') || startsWith(bytes, '\0\0\xfe\xff')
  return !isUtf32 && isNoise(bytes) ? 'binary data' : null
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  for (let at = 0; at < start.length; at += 1) {
    if (bytes[at] !== start.charCodeAt(at)) return false
  }
  return true
}

/** Whether there are many control characters besides the zeros of UTF-16. */
function isNoise(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, SAMPLE)
  const zeros = [0, 0]
  let controls = 0
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
    else if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) controls += 1
  }
  const [even = 0, odd = 0] = zeros
  return Math.min(even, odd) * 2 + controls > length * MAX_CONTROLS
}

function findEncoding(
  bytes: Uint8Array,
  fallback: string | null,
  declared: string | null,
): Finding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  if (marked) return { encoding: marked[0], basis: 'MARKED', skip: marked[1].length }
  const wide = findUtf16(bytes)
  if (wide) return { encoding: wide, basis: 'GUESSED', skip: 0 }
  if (isUtf8(bytes)) return { encoding: 'utf-8', basis: 'PROVEN', skip: 0 }
  if (isMostlyUtf8(bytes)) return { encoding: 'utf-8', basis: 'DAMAGED', skip: 0 }
  const stated = declared === null ? null : legacyEncoding(declared)
  if (stated) return { encoding: stated, basis: 'DECLARED', skip: 0 }
  const guess = guessEncoding(bytes, fallback)
  if (guess) return { ...guess, skip: 0 }
  return { encoding: 'utf-8', basis: 'DAMAGED', skip: 0 }
}

const HEAD = 1024
const DECLARATIONS = [
  /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["'](?<name>[\w.:-]{1,40})["']/i,
  /<meta\s[^>]{0,200}?charset\s*=\s*["']?(?<name>[\w.:-]{1,40})/i,
]

/** The encoding that an XML declaration or a `meta` element at the beginning gives. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD * 4))
  const text = head.toString('latin1')
  for (const pattern of DECLARATIONS) {
    const name = pattern.exec(text)?.groups?.name
    if (name !== undefined) return name
  }
  return null
}

// Browsers read these as their Windows supersets, and so do we.
const SUPERSETS: Readonly<Record<string, string>> = {
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'ks_c_5601-1987': 'cp949',
  'euc-kr': 'cp949',
  gb2312: 'gb18030',
  gbk: 'gb18030',
}

/** A declared encoding under the name it is decoded by; null for Unicode, which the bytes refute. */
function legacyEncoding(declared: string): string | null {
  const name = declared.trim().toLowerCase()
  if (/^(?:utf|ucs)/.test(name)) return null
  const encoding = SUPERSETS[name] ?? name
  return iconv.encodingExists(encoding) ? encoding : null
}

/**
 * UTF-16 without a byte order mark, recognised by the zero bytes of blanks, digits and Latin letters
 * in every other place. With few of them, as in Korean text, the other bytes must not be readable as
 * they are: a short text may contain a stray zero.
 */
function findUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE)
  if (!sample.includes(0)) return null
  const zeros = [0, 0]
  let ascii = 0
  for (const [at, byte] of sample.entries()) {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
    else if (byte < 0x80) ascii += 1
  }
  const [even = 0, odd = 0] = zeros
  const [few, many] = [Math.min(even, odd), Math.max(even, odd)]
  if (many < sample.length / 40 || few * 10 > many) return null
  const isReadable = isUtf8(sample) || ascii > (sample.length - many) * 0.9
  if (many < sample.length / 4 && isReadable) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Shared: creating a decoder is slow, and most files are UTF-8. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'utf-8') return utf8.decode(bytes)
  if (encoding.startsWith('utf-16')) {
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  }
  return iconv.decode(bytes, encoding)
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0
  for (const _match of text.matchAll(pattern)) count += 1
  return count
}

function refuse(path: string, complaint: Complaint): DecodedFile {
  return { text: null, problems: [fileProblem(path, complaint)] }
}

/** A problem with the position of the first match. */
function lineProblem(path: string, text: string, pattern: RegExp, complaint: Complaint): Problem {
  return { ...fileProblem(path, complaint), ...positionAt(text, text.search(pattern)) }
}

function controlProblem(path: string, raw: string, count: number): Problem {
  const complaint = controlsRemoved(count, /[\u0080-\u0084\u0086-\u009f]/.test(raw))
  return { ...fileProblem(path, complaint), ...findControl(raw) }
}

function strayMarks(count: number): Complaint {
  return {
    code: 'DAMAGED_TEXT',
    severity: 'INFO',
    message: `${plural(count, 'mark')} of windows-1252 in UTF-8 text ${count === 1 ? 'was' : 'were'} read as such.`,
    hint: 'Save the file as UTF-8 to leave no doubt.',
  }
}

function repairProblem(
  path: string,
  damaged: string,
  { count, first, lost }: RepairedText,
): Problem {
  const { from, to, at } = first ?? { from: '', to: '', at: 0 }
  const repaired = `${plural(count, 'place')} repaired, such as ${JSON.stringify(from)} to ${JSON.stringify(to)}`
  const left = `${plural(lost, 'place')} left as in the file`
  const done = [...(count > 0 ? [repaired] : []), ...(lost > 0 ? [left] : [])].join('; ')
  const complaint = {
    code: 'DAMAGED_TEXT',
    severity: lost > 0 ? 'WARNING' : 'INFO',
    message: `An earlier conversion damaged the text: ${done}.`,
    hint: 'Take the file from its source again.',
  } as const
  return { ...fileProblem(path, complaint), ...positionAt(damaged, at) }
}

function emptyFile(path: string): Complaint {
  return {
    code: 'EMPTY_FILE',
    severity: 'WARNING',
    message: `"${path}" holds no text.`,
    hint: 'Remove the file or put its text back.',
  }
}

function binaryFile(path: string, kind: string): Complaint {
  return {
    code: 'BINARY_FILE',
    severity: 'ERROR',
    message: `"${path}" is not text but ${kind}.`,
    hint: 'Save the article as text, or move the file out of the archive.',
  }
}

function unknownEncoding(path: string): Complaint {
  return {
    code: 'UNDECODABLE_BYTES',
    severity: 'ERROR',
    message: `The encoding of "${path}" is unknown: it is neither Unicode nor a recognised encoding.`,
    hint: 'Name the encoding of such files as "encoding" in the settings ("windows-1251").',
  }
}

function guessed(encoding: string): Complaint {
  return {
    code: 'ENCODING_GUESSED',
    severity: 'INFO',
    message: `Read as ${encoding}, judging by its bytes: the file does not say.`,
    hint: 'Save the file as UTF-8 to leave no doubt.',
  }
}

function undecodable(lost: number, encoding: string): Complaint {
  return {
    code: 'UNDECODABLE_BYTES',
    severity: 'WARNING',
    message: `${plural(lost, 'character')} could not be read as ${encoding}; U+FFFD replaces them.`,
    hint: 'Take the file from its origin again, or name its encoding in the settings.',
  }
}

function controlsRemoved(count: number, mayBeMarks: boolean): Complaint {
  return {
    code: 'CONTROL_CHARACTERS',
    severity: 'WARNING',
    message: `${plural(count, 'control character')} removed from the text.`,
    hint: mayBeMarks
      ? 'Some may have been letters or marks: take the file from its source again.'
      : 'They come from another system; no letter or mark is missing.',
  }
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
