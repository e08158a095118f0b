import { isNameLike } from './text/name-like.ts'

/** Texts that differ, in order, without empty ones. */
export function distinct(texts: Iterable<string | null | undefined>): string[] {
  const found = new Map<string, string>()
  for (const text of texts) {
    const plain = text?.replace(/\s+/g, ' ').trim() ?? ''
    if (plain !== '' && !found.has(plain.toLowerCase())) found.set(plain.toLowerCase(), plain)
  }
  return [...found.values()]
}

const LABEL = /^(?:by|von|par|por|door|da|di|af|av|text|written by|reporting by)\s*:?\s+/iu

const MAX_BYLINE = 400

/**
 * A byline of a field, as printed; null for what is no name: a subtitle, a login, initials of the
 * desk ("gr/bp"), an address.
 */
export function bylineOf(stated: string | null | undefined): string | null {
  const text = stated?.replace(/\s+/g, ' ').trim() ?? ''
  if (text.length > MAX_BYLINE) return null
  const words = text
    .replace(LABEL, '')
    .replace(/\s*[(<]?[^\s@<>()]+@[^\s@<>()]+[)>]?/g, '')
    .trim()
  if (words === '' || /^[\w.]+\/[\w.]+$/.test(words) || /^https?:/i.test(words)) return null
  return isNames(words) ? text.replace(/\s*[(<]?[^\s@<>()]+@\S+/g, '') : null
}

// "d'Emilio", "l'Hoste"
const ELISION = /(?<=^|[\s(])\p{Ll}{1,2}['’](?=\p{Lu})/gu

/** Names, or a full name with what its bearer is behind a comma: "Mira Tan, dpa". */
function isNames(words: string): boolean {
  const plain = words.replace(ELISION, '').replace(/[()[\]]/g, ' ')
  const [first = ''] = plain.split(/\s*[,;|/]\s*/)
  return (
    isNameLike(plain, BETWEEN_NAMES) ||
    (first !== plain && /\p{L}\s+\p{L}/u.test(first) && isNameLike(first, BETWEEN_NAMES))
  )
}

const BETWEEN_NAMES = [
  'und',
  'et',
  'y',
  'e',
  'og',
  'och',
  'en',
  'i',
  'for',
  'special',
  'staff',
  'avec',
  'mit',
  'con',
  'com',
  'à',
  'aus',
]

/** Whether a name has two words or more, as the names of people nearly always have. */
export function isFullName(name: string): boolean {
  return /\p{L}\s+\p{L}/u.test(name) && bylineOf(name) !== null
}

/** Whether a name is that of a site: "wire.example". */
export function isDomain(name: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i.test(name)
}
