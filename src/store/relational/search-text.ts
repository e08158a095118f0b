import { setImmediate } from 'node:timers/promises'
import type { Reading } from '../../model/reading.ts'
import type { Span } from '../../model/span.ts'
import { withoutAccents } from '../../text/words.ts'
import type { Phrase } from './dialect.ts'

// Letters and digits with combining accents, as FTS5's tokenizer "unicode61" has them.
const TOKEN = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u036f]*/gu

// A quoted phrase, whose end may be missing, or a run of other characters; each with a star or not.
const PIECE = /["“”„«»](?<phrase>[^"“”„«»]*)["“”„«»]?(?<open>\*?)|(?<word>[^\s"“”„«»]+)/gu

// FTS5 reports an error above.
const MOST_PHRASES = 64

/**
 * Parse the input of a search box: `river "north bank" flood*`. "state-run" is a phrase of two words.
 * Never fails.
 *
 * @returns the phrases, all of which must occur; empty when the input has no word
 */
export function parseSearch(words: string): Phrase[] {
  return Array.from(words.matchAll(PIECE), ({ groups }) => ({
    tokens: findTokens(groups?.phrase ?? groups?.word ?? '').map(({ text }) => text),
    prefix: groups?.open === '*' || groups?.word?.endsWith('*') === true,
  }))
    .filter(({ tokens }) => tokens.length > 0)
    .slice(0, MOST_PHRASES)
}

const ASCII = /^[\x21-\x7e]*$/

interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The tokens of a text as in the full-text index. */
function findTokens(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** The words of a text as they are compared. */
export function tokensOfText(text: string): string[] {
  return (text.match(TOKEN) ?? []).map(foldToken)
}

/** A token without accents and in lower case. */
function foldToken(token: string): string {
  // The common case, without the slow normalisation.
  if (ASCII.test(token)) return token.toLowerCase()
  return withoutAccents(token).toLowerCase()
}

// Milliseconds without letting other requests in between: a long article takes a tenth of a second.
const MOST_BLOCKED = 20

/**
 * Spans of the words of a search in articles or quotations, in the order of their ids.
 *
 * @param homes - ids of the articles that hold them
 * @param found - the readings of these articles
 */
export async function highlightsOf(
  list: 'articles' | 'quotations',
  words: string,
  ids: readonly string[],
  homes: readonly (string | null)[],
  found: readonly (Reading | null)[],
): Promise<(readonly Span[])[]> {
  const readings = new Map(found.map((reading) => [reading?.id, reading]))
  const highlights: (readonly Span[])[] = []
  let since = performance.now()
  for (const [at, id] of ids.entries()) {
    const reading = readings.get(homes[at] ?? '')
    const quotation = list === 'quotations' ? id : null
    highlights.push(reading ? findHighlights(reading, words, quotation) : [])
    if (performance.now() - since < MOST_BLOCKED) continue
    await setImmediate()
    since = performance.now()
  }
  return highlights
}

/**
 * Spans of the words of a search in the body of an article, or in the content of one quotation.
 *
 * @param quotation - its id; null for the whole body
 */
function findHighlights(reading: Reading, words: string, quotation: string | null): Span[] {
  return spansOf(parseSearch(words).map(folded), tokensOf(reading, quotation))
}

/** A token with the index of its content span; a cue may separate two spans. */
interface Placed extends Token {
  readonly piece: number
}

/** The tokens of the whole body, or of one quotation's content. */
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

// A common word in a long article occurs thousands of times.
const MOST_HIGHLIGHTS = 1_000

/** The first ones in order; overlapping spans are merged. */
function spansOf(phrases: readonly Phrase[], tokens: readonly Placed[]): Span[] {
  const texts: string[] = []
  const textAt = (at: number) => {
    for (let next = texts.length; next <= at; next += 1) {
      const token = tokens[next]
      if (token) texts.push(foldToken(token.text))
    }
    return texts[at]
  }
  const found: Span[] = []
  for (let at = 0; at < tokens.length && found.length < MOST_HIGHLIGHTS; at += 1) {
    for (const { tokens: wanted, prefix } of phrases) {
      if (matchesAt(textAt, at, wanted, prefix)) {
        found.push(...byPiece(tokens.slice(at, at + wanted.length)))
      }
    }
  }
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

function matchesAt(
  textAt: (at: number) => string | undefined,
  at: number,
  wanted: readonly string[],
  prefix: boolean,
): boolean {
  for (let offset = 0; offset < wanted.length; offset += 1) {
    const text = textAt(at + offset)
    const word = wanted[offset] ?? ''
    const isOpen = prefix && offset === wanted.length - 1
    if (isOpen ? text?.startsWith(word) !== true : text !== word) return false
  }
  return true
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
