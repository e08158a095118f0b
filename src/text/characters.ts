const OTHER = 1
const WORD_PART = 2

/** Class of each UTF-16 code unit; 0 until it is first needed, since most texts use few. */
const classes = new Uint8Array(0x10000)

/** Whether a character is a letter or a number (`\p{L}`, `\p{N}`). */
export function isWordPartAt(text: string, at: number): boolean {
  return at < text.length && classAt(text, at) === WORD_PART
}

/** Lower-case forms, cached like `classes`; a longer form ("İ") is cut to its first code unit. */
const smalls = new Uint16Array(0x10000)

/** The letter or digit at an offset in lower case, as a UTF-16 code unit; 0 for anything else. */
export function plainUnitAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const known = smalls[code] ?? 0
  if (known !== 0) return known === OTHER ? 0 : known
  return firstPlainUnitAt(text, at, code)
}

function firstPlainUnitAt(text: string, at: number, code: number): number {
  const isPart = classAt(text, at) === WORD_PART
  if (code >= 0xd800 && code < 0xe000) return isPart ? code : 0
  const small = isPart ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : OTHER
  smalls[code] = small
  return isPart ? small : 0
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const known = classes[code] ?? 0
  if (known !== 0) return known
  if (code >= 0xd800 && code < 0xe000) return surrogateClass(text, at)
  return (classes[code] = classOf(String.fromCharCode(code)))
}

function surrogateClass(text: string, at: number): number {
  const first = text.charCodeAt(at) < 0xdc00 ? at : at - 1
  const code = text.codePointAt(first) ?? 0
  return code > 0xffff ? classOf(String.fromCodePoint(code)) : OTHER
}

function classOf(character: string): number {
  return /[\p{L}\p{N}]/u.test(character) ? WORD_PART : OTHER
}
