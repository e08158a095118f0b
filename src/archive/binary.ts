// What files of other kinds begin with.
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

const SAMPLE = 1 << 16
const MAX_CONTROLS = 0.08

/**
 * Tell what kind of thing these bytes are when they are no text, in words that fit "It is …".
 *
 * Text may hold a few control characters; UTF-16 holds many zeros, in even or in odd places only.
 */
export function binaryKind(bytes: Uint8Array): string | null {
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

/** Many control characters, and not the zeros of UTF-16. */
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
