/**
 * The form under which names are compared: lower case, no accents, no punctuation, no leading
 * article. "The Korean Central News-Agency" and "korean central news agency" are one name.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]s\b|['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the (?=.)/, '')
    .normalize('NFC')
}

/** The same for the name of a person, whose one middle initial may be left out. */
export function personKey(name: string): string {
  return nameKey(name).replace(/^(\p{L}{2,}) \p{L} (?=\p{L}{2,})/u, '$1 ')
}
