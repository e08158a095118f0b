const OTHER = 1
const LETTER = 2
const NUMBER = 3

/** What each UTF-16 unit is; 0 until somebody asks, since most texts use few. */
const classes = new Uint8Array(0x10000)

/** Whether a character is a letter (`\p{L}`). Both halves of a surrogate pair are what it is. */
export function isLetterAt(text: string, at: number): boolean {
  return classAt(text, at) === LETTER
}

/** Whether a character is a letter or a number (`\p{L}`, `\p{N}`). */
export function isWordPartAt(text: string, at: number): boolean {
  return classAt(text, at) >= LETTER
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const known = classes[code] ?? OTHER
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
  if (/\p{L}/u.test(character)) return LETTER
  return /\p{N}/u.test(character) ? NUMBER : OTHER
}
