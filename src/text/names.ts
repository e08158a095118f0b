/**
 * The form under which names are compared: lower case, no accents, no punctuation, no leading
 * article. "The Korean Central News-Agency" and "korean central news agency" are one name.
 */
export function nameKey(name: string): string {
  if (isPlain(name)) return withoutArticle(name.toLowerCase())
  return withoutArticle(isAscii(name) ? plainAsciiWords(name.toLowerCase()) : plainWords(name))
}

function withoutArticle(words: string): string {
  return words.length > 4 && words.startsWith('the ') ? words.slice(4) : words
}

/** ASCII letters and digits with one blank between two words, as most names are. */
function isPlain(name: string): boolean {
  let before = 32
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at)
    const small = code | 32
    const isPart = (small >= 97 && small <= 122) || (code >= 48 && code <= 57)
    if (!isPart && (code !== 32 || before === 32)) return false
    before = code
  }
  return before !== 32
}

function isAscii(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) if (name.charCodeAt(at) >= 128) return false
  return true
}

/** The same as `plainWords` for a text of ASCII in lower case, in one pass. */
function plainAsciiWords(name: string): string {
  let words = ''
  let start = 0
  let isApart = false
  const end = (at: number) => {
    if (at > start) {
      words += (isApart && words !== '' ? ' ' : '') + name.slice(start, at)
      isApart = false
    }
  }
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at)
    if (isLetterOrDigit(code)) continue
    end(at)
    if (
      code === APOSTROPHE &&
      name.charCodeAt(at + 1) === S &&
      !isWordCode(name.charCodeAt(at + 2))
    )
      at += 1
    else if (code !== APOSTROPHE && code !== POINT) isApart = true
    start = at + 1
  }
  end(name.length)
  return words
}

const APOSTROPHE = 39
const POINT = 46
const S = 115

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

/** As `\w` in lower case. */
function isWordCode(code: number): boolean {
  return isLetterOrDigit(code) || code === 95
}

function plainWords(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]s\b|['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .normalize('NFC')
}

/** The same for the name of a person, whose one middle initial may be left out. */
export function personKey(name: string): string {
  return nameKey(name).replace(/^(\p{L}{2,}) \p{L} (?=\p{L}{2,})/u, '$1 ')
}
