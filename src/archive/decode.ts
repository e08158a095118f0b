import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { Problem } from '../model/problem.ts'
import { positionAt } from '../text/lines.ts'
import { fileProblem, type Complaint } from '../text/problems.ts'
import { binaryKind } from './binary.ts'
import { guessEncoding, isMostlyUtf8 } from './guess-encoding.ts'

/** The text of some bytes, or why they are none. */
export type Decoded =
  | { readonly text: string; readonly encoding: string; readonly problems: readonly Problem[] }
  | { readonly text: null; readonly encoding: null; readonly problems: readonly Problem[] }

/** How an encoding was found; only a guess is worth a word to the reader. */
interface Finding {
  readonly encoding: string
  readonly basis: 'MARKED' | 'PROVEN' | 'CONFIGURED' | 'GUESSED' | 'DAMAGED'
  /** Bytes of the mark at the beginning. */
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

/** Above this share of lost characters the text is not worth showing. */
const MAX_LOST = 0.3

const LINE_END = /\r\n?|[\v\f\u0085\u2028]/g
// Terminal colours ("ESC[31m") whole, so that no "[31m" stays behind; then any other control
// character but tab and line feed.
const CONTROL = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\0-\u0008\u000e-\u001f\u007f-\u009f]/g
const LOST = /\ufffd/g

/**
 * Turn bytes into the one normalised text: LF line ends, no byte order mark, no control characters.
 *
 * The encoding is, in this order, what a mark says, UTF-16 by its zeros, UTF-8 by its form, a legacy
 * encoding whose letters make words (`guessEncoding`), the configured one, and a western guess.
 * Control characters are taken out and reported; bytes that mean nothing become U+FFFD.
 *
 * @param fallback - encoding of text that is neither Unicode nor recognised, or null
 */
export function decodeText(bytes: Uint8Array, path: string, fallback: string | null): Decoded {
  if (bytes.length === 0) return refuse(path, emptyFile(path))
  const kind = binaryKind(bytes)
  if (kind !== null) return refuse(path, binaryFile(path, kind))
  const finding = findEncoding(bytes, fallback)
  const raw = decodeAs(bytes.subarray(finding.skip), finding.encoding)
  const lined = raw.replace(LINE_END, '\n').replaceAll('\u2029', '\n\n')
  const text = lined.replace(CONTROL, '')
  if (text.trim() === '') return refuse(path, emptyFile(path))
  const lost = finding.basis === 'PROVEN' ? 0 : countMatches(text, LOST)
  if (lost > text.length * MAX_LOST) return refuse(path, unknownEncoding(path))
  return {
    text,
    encoding: finding.encoding,
    problems: [
      ...(finding.basis === 'GUESSED' ? [fileProblem(path, guessed(finding.encoding))] : []),
      ...(lost > 0 ? [lineProblem(path, text, LOST, undecodable(lost, finding.encoding))] : []),
      ...(text === lined ? [] : [lineProblem(path, lined, CONTROL, controls(lined))]),
    ],
  }
}

function findEncoding(bytes: Uint8Array, fallback: string | null): Finding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  if (marked) return { encoding: marked[0], basis: 'MARKED', skip: marked[1].length }
  const wide = findUtf16(bytes)
  if (wide) return { encoding: wide, basis: 'GUESSED', skip: 0 }
  if (isUtf8(bytes)) return { encoding: 'utf-8', basis: 'PROVEN', skip: 0 }
  if (isMostlyUtf8(bytes)) return { encoding: 'utf-8', basis: 'DAMAGED', skip: 0 }
  const guess = guessEncoding(bytes, fallback)
  if (guess) return { ...guess, skip: 0 }
  return { encoding: 'utf-8', basis: 'DAMAGED', skip: 0 }
}

const SAMPLE = 1 << 16

/**
 * UTF-16 without a mark, by the zeros that blanks, digits and Latin letters leave in every other
 * place. Latin text leaves them in half of all; where there are few, as in Korean text, the other
 * bytes must not make sense by themselves: a short text may hold a stray zero.
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
  const makesSense = isUtf8(sample) || ascii > (sample.length - many) * 0.9
  if (many < sample.length / 4 && makesSense) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Most files are UTF-8; a decoder is slow to make. */
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

function refuse(path: string, complaint: Complaint): Decoded {
  return { text: null, encoding: null, problems: [fileProblem(path, complaint)] }
}

/** A problem of the file with the line of the first match. */
function lineProblem(path: string, text: string, pattern: RegExp, complaint: Complaint): Problem {
  return { ...fileProblem(path, complaint), ...positionAt(text, text.search(pattern)) }
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
    message: `The encoding of "${path}" is not known: it is neither Unicode nor recognised.`,
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
    message: `${plural(lost, 'character')} could not be read as ${encoding}; U+FFFD stands there.`,
    hint: 'Take the file from its origin again, or name its encoding in the settings.',
  }
}

function controls(lined: string): Complaint {
  return {
    code: 'CONTROL_CHARACTERS',
    severity: 'WARNING',
    message: `${plural(countMatches(lined, CONTROL), 'control character')} left out of the text.`,
    hint: 'They are remains of another system; nothing readable is missing.',
  }
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
