import { hash } from 'node:crypto'
import { HALF, writeHalf } from './half-ids.ts'
import { oneLine } from '../text/lines.ts'
import { nameKey, personKey } from '../text/names.ts'
import { shortDigest } from './short-digest.ts'

/** 96 bits of SHA-256 over the parts, as 16 URL-safe characters. */
function digest(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\0'), 'base64url').slice(0, 16)
}

export function articleId(path: string, key: string): string {
  return digest('article', path, key)
}

/**
 * Id of a part of an article, by its words and which occurrence of them it is, so that an edit
 * elsewhere in the article does not change it. Its first half is that of the article's own id, which
 * whoever looks for it is led by.
 *
 * @param occurrence - from 0, among the parts of this kind with the same words
 */
export function partId(
  kind: 'quotation' | 'date' | 'picture',
  article: string,
  words: string,
  occurrence: number,
): string {
  const own = [article, kind, oneLine(words), occurrence].join('\0')
  return article.slice(0, HALF) + writeHalf(shortDigest(own))
}

/**
 * Id of a speaker or a source by its full name. A body that is both has one id in both lists,
 * which is how the two find each other.
 */
export function nameId(name: string): string {
  return digest('name', nameKey(name))
}

/**
 * Id of a person by the full name: "Donald J. Marsh" is "Donald Marsh", as papers of both habits
 * write. Whoever is not can be told apart in `speakers.yaml`.
 */
export function personId(name: string): string {
  return digest('name', personKey(name))
}

/** Id of a speaker whom one article names by a bare surname. */
export function surnameId(article: string, surname: string): string {
  return digest('surname', article, nameKey(surname))
}
