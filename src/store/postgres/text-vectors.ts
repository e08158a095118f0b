import type { Phrase } from '../relational/dialect.ts'
import { tokensOfText } from '../relational/search-text.ts'

// Limits of PostgreSQL: 255 positions of a word, which are below 16,384, and a megabyte. The longest word has 2,046
// bytes. See https://www.postgresql.org/docs/15/textsearch-limitations.html
const MOST_PLACES = 250
const MOST_POSITIONS = 16_000
const MOST_BYTES = 500_000
const LONGEST_WORD = 500

/**
 * Rows of one text overlap by so many words, so that each phrase of at most so many is whole in one of them.
 */
const OVERLAP = 64

/** Weight of positions in a headline, in the upper two bits. */
const WEIGHT_A = 3 << 14

/** The words of a text in the binary format of `tsvector`; several when it is long. */
export function vectorsOf(body: string, headline = ''): Uint8Array[] {
  const inHeadline = tokensOfText(headline)
  const tokens = [...inHeadline, ...tokensOfText(body)].map(cut)
  const vectors: Uint8Array[] = []
  let start = 0
  do {
    const { places, end } = placesFrom(tokens, start, inHeadline.length)
    vectors.push(encode(places))
    start = end < tokens.length ? Math.max(end - OVERLAP + 1, start + 1) : end
  } while (start < tokens.length)
  return vectors
}

/** Positions by word, from one token on until a limit is reached. */
function placesFrom(tokens: readonly string[], start: number, headline: number) {
  const places = new Map<string, number[]>()
  let bytes = 0
  let at = start
  for (; at < tokens.length && at - start < MOST_POSITIONS && bytes < MOST_BYTES; at += 1) {
    const token = tokens[at] ?? ''
    const isHeadline = at < headline
    // A gap keeps phrases from running from the headline into the body.
    const position = at - start + (isHeadline ? 1 : 3)
    const known = places.get(token)
    if (known && known.length >= MOST_PLACES) break
    const place = isHeadline ? position | WEIGHT_A : position
    if (known) known.push(place)
    else places.set(token, [place])
    bytes += known ? 2 : 3 * token.length + 6
  }
  return { places, end: at }
}

/** https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/tsvector.c, tsvectorrecv */
function encode(places: ReadonlyMap<string, readonly number[]>): Uint8Array {
  let size = 4
  for (const [word, at] of places) size += Buffer.byteLength(word) + 3 + 2 * at.length
  const bytes = Buffer.allocUnsafe(size)
  let end = bytes.writeInt32BE(places.size)
  for (const [word, at] of places) {
    end += bytes.write(word, end)
    end = bytes.writeUInt8(0, end)
    end = bytes.writeUInt16BE(at.length, end)
    for (const place of at) end = bytes.writeUInt16BE(place, end)
  }
  return bytes
}

/** Queries for a phrase, which all must match; a long phrase has several, which overlap. */
export function queriesOf({ tokens, prefix }: Phrase): string[] {
  const queries: string[] = []
  for (let start = 0; start === 0 || start + OVERLAP / 2 < tokens.length; start += OVERLAP / 2) {
    const end = start + OVERLAP
    queries.push(queryOf(tokens.slice(start, end), prefix && end >= tokens.length))
  }
  return queries
}

/**
 * A query for the rank of a text that matches: any of the words. PostgreSQL compares all positions of
 * words that must occur together with each other, which takes milliseconds for frequent words.
 */
export function rankQueryOf(phrases: readonly Phrase[]): string {
  const words = phrases.flatMap(({ tokens, prefix }) =>
    tokens.map((token, at) => queryOf([token], prefix && at === tokens.length - 1)),
  )
  return [...new Set(words)].slice(0, OVERLAP).join(' | ')
}

/** Tokens have letters and digits only, so that none needs an escape. */
function queryOf(tokens: readonly string[], prefix: boolean): string {
  const words = tokens.map((token) => `'${cut(tokensOfText(token)[0] ?? '')}'`)
  return `${words.join(' <-> ')}${prefix ? ':*' : ''}`
}

function cut(token: string): string {
  return token.length > LONGEST_WORD ? token.slice(0, LONGEST_WORD) : token
}
