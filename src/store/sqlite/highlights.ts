import type { Reading } from '../../model/reading.ts'
import type { Span } from '../../model/span.ts'
import { findTokens, foldToken, parseSearch, type Phrase, type Token } from './match.ts'

/**
 * Where the words of a search stand in the body of an article, or in what one quotation says.
 *
 * @param quotation - its id; null for the whole body
 */
export function findHighlights(reading: Reading, words: string, quotation: string | null): Span[] {
  return spansOf(parseSearch(words).map(folded), tokensOf(reading, quotation))
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
