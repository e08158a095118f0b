/**
 * The form under which names are compared: lower case, no accents, no punctuation, no leading
 * article. "The Korean Central News-Agency" and "korean central news agency" are one name.
 */
export function nameKey(name: string): string {
  return isPlain(name) ? withoutArticle(name.toLowerCase()) : withoutArticle(plainWords(name))
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
