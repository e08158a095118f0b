import type { Reading } from '../../model/reading.ts'
import type { Span } from '../../model/span.ts'
import type { Database } from './database.ts'
import { homesOf, readingsOf } from './lookups.ts'
import { findTokens, foldToken, parseSearch, type Phrase, type Token } from './match.ts'

/** Where the words of a search stand in the bodies of articles, or in what quotations say. */
export function findHighlights(
  database: Database,
  list: 'articles' | 'quotations',
  words: string,
  ids: readonly string[],
): Span[][] {
  const homes = list === 'articles' ? ids : homesOf(database, list, ids)
  const articles = [...new Set(homes.filter((id) => id !== null))]
  const readings = readingsOf(database, articles)
  const known = new Map(articles.map((id, at) => [id, readings[at] ?? null]))
  const phrases = parseSearch(words).map(folded)
  return ids.map((id, at) => {
    const reading = known.get(homes[at] ?? '')
    if (!reading) return []
    return spansOf(phrases, tokensOf(reading, list === 'quotations' ? id : null))
  })
}

/** A word with the piece of text that it stands in: the words of a cue lie between two pieces. */
interface Placed extends Token {
  readonly piece: number
}

/** The words that the search went over: of the whole body, or of one quotation's content. */
function tokensOf({ article: { body }, quotations }: Reading, quotation: string | null): Placed[] {
  const whole = [{ start: 0, end: body.length }]
  const content = quotations.find(({ id }) => id === quotation)?.content ?? []
  return (quotation === null ? whole : content).flatMap(({ start, end }, piece) =>
    findTokens(body.slice(start, end)).map((token) => ({
      text: token.text,
      start: start + token.start,
      end: start + token.end,
      piece,
    })),
  )
}

function folded({ tokens, prefix }: Phrase): Phrase {
  return { tokens: tokens.map(foldToken), prefix }
}

/** In order; those that overlap are one. */
function spansOf(phrases: readonly Phrase[], tokens: readonly Placed[]): Span[] {
  const texts = tokens.map(({ text }) => foldToken(text))
  const found = phrases.flatMap(({ tokens: wanted, prefix }) =>
    tokens.flatMap((_, at) =>
      standsAt(texts, at, wanted, prefix) ? byPiece(tokens.slice(at, at + wanted.length)) : [],
    ),
  )
  return merge(found.sort((a, b) => a.start - b.start || a.end - b.end))
}

/** A phrase as one span, or as several where a cue splits it. */
function byPiece(phrase: readonly Placed[]): Span[] {
  return phrase.flatMap(({ piece, start }, at) => {
    if (phrase[at - 1]?.piece === piece) return []
    const last = phrase.findLast((token) => token.piece === piece)
    return last ? [{ start, end: last.end }] : []
  })
}

function standsAt(
  texts: readonly string[],
  at: number,
  wanted: readonly string[],
  prefix: boolean,
): boolean {
  return wanted.every((word, offset) => {
    const text = texts[at + offset]
    const open = prefix && offset === wanted.length - 1
    return open ? text?.startsWith(word) === true : text === word
  })
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && span.start < last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    } else merged.push(span)
  }
  return merged
}
