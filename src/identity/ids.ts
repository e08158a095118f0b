import { hash } from 'node:crypto'
import type { Article } from '../model/article.ts'
import { oneLine } from '../text/lines.ts'
import { nameKey, personKey } from '../text/names.ts'

/** Characters of half an id, which write 48 bits. */
export const HALF = 8

/** 96 bits of SHA-256 over the parts, as 16 URL-safe characters. */
function digest(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\0'), 'base64url').slice(0, 16)
}

export function articleId(path: string, key: string): string {
  return digest('article', path, key)
}

/** Short numbers count the rows of a file; anything longer is taken for an id of its provider. */
const LOCAL_ID = /^\d{1,7}$/

/**
 * Id of an item by its own id within its provider, the same in every file that holds a version of
 * it. The provider is the one that the item names, else its publisher, else the top folder.
 *
 * @returns null when the item has no id, or one that means something only inside its file
 */
export function itemArticleId({
  itemId,
  provider,
  publisher,
  path,
}: IdentifiedItem): string | null {
  if (itemId === null || LOCAL_ID.test(itemId)) return null
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
  return digest('item', nameKey(provider ?? publisher ?? folder), itemId)
}

type IdentifiedItem = Pick<Article, 'itemId' | 'provider' | 'publisher' | 'path'>

/**
 * Id of a quotation, date or picture, derived from its words and their occurrence, so that an edit
 * elsewhere in the article does not change it. The first half is that of the article's id, by which
 * the article is found.
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
 * Id of a speaker or a source, derived from its full name. An organisation that is both has the same
 * id in both lists, which links the two.
 */
export function nameId(name: string): string {
  return digest('name', nameKey(name))
}

/**
 * Id of a person, derived from the full name without a middle initial: "Donald J. Marsh" and "Donald
 * Marsh" are one person. `speakers.yaml` can keep two people apart.
 */
export function personId(name: string): string {
  return digest('name', personKey(name))
}

/** Id of a speaker of whom an article gives only the surname. */
export function surnameId(article: string, surname: string): string {
  return digest('surname', article, nameKey(surname))
}

/** The number that half an id writes, from a character on. */
export function readHalf(id: string, from: number): number {
  return Buffer.from(id.slice(from, from + HALF), 'base64url').readUIntBE(0, 6)
}

/** @param value - below 2⁴⁸ */
export function writeHalf(value: number): string {
  const bytes = Buffer.allocUnsafe(6)
  bytes.writeUIntBE(value, 0, 6)
  return bytes.toString('base64url')
}

/** A hash of 47 bits, for lookups and ids without an adversary. */
export function shortDigest(text: string): number {
  let low = 0x811c9dc5
  let high = 0x2545f491
  for (let at = 0; at < text.length; at += 1) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193)
    high = Math.imul(high ^ text.charCodeAt(at) ^ (low >>> 15), 0x85ebca6b)
  }
  return ((high >>> 13) & 0x7fff) * 2 ** 32 + (low >>> 0)
}
