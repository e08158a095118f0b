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

/** The words that the search went over: of the whole body, or of one quotation's content. */
function tokensOf({ article: { body }, quotations }: Reading, quotation: string | null): Token[] {
  if (quotation === null) return findTokens(body)
  const content = quotations.find(({ id }) => id === quotation)?.content ?? []
  return content.flatMap(({ start, end }) =>
    findTokens(body.slice(start, end)).map((token) => ({
      text: token.text,
      start: start + token.start,
      end: start + token.end,
    })),
  )
}

function folded({ tokens, prefix }: Phrase): Phrase {
  return { tokens: tokens.map(foldToken), prefix }
}

/** In order; those that overlap are one. */
function spansOf(phrases: readonly Phrase[], tokens: readonly Token[]): Span[] {
  const texts = tokens.map(({ text }) => foldToken(text))
  const found = phrases.flatMap(({ tokens: wanted, prefix }) =>
    tokens.flatMap((token, at): Span[] => {
      const last = tokens[at + wanted.length - 1]
      if (!last || !standsAt(texts, at, wanted, prefix)) return []
      return [{ start: token.start, end: last.end }]
    }),
  )
  return merge(found.sort((a, b) => a.start - b.start || a.end - b.end))
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
