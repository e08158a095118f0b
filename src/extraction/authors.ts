import type { SourceWords } from '../languages/source-words.ts'
import type { Span } from '../model/span.ts'
import { splitSpan } from '../text/spans.ts'

const MAX_WORDS = 5

/** Find the names of those who wrote an article in its byline, in reading order. */
export function findAuthors(body: string, byline: Span, words: SourceWords): Span[] {
  const start = skipLabels(body, byline, words)
  return splitSpan(body, { start, end: byline.end }, separatorOf(words))
    .map((piece) => nameAtStart(body, piece))
    .filter((span) => isName(body.slice(span.start, span.end), words))
}

/** "By", "Written by": several may stand in a row. */
function skipLabels(body: string, { start, end }: Span, { bylineLabels }: SourceWords): number {
  let at = start
  for (let label: string | undefined = ''; label !== undefined;) {
    const rest = body.slice(at, end).toLowerCase()
    label = bylineLabels.find((each) => rest.startsWith(`${each} `))
    at += label ? label.length + 1 : 0
  }
  return at
}

/** Parted by commas, slashes, bars and "and". */
function separatorOf({ conjunctions }: SourceWords): RegExp {
  const links = conjunctions.map((word) => `\\s${word}\\s`).join('|')
  return new RegExp(`,\\s*|\\s?[/|;]\\s?|${links}`, 'giu')
}

// Particles stand inside a name ("Clara de Wit"), "in" and what follows does not ("in Selm").
const NAME =
  /^\p{Lu}[\p{L}.’'-]*(?:\s(?:(?:d[aeiu]l?|van|von|der|den|la|le|bin|al)\s)*\p{Lu}[\p{L}.’'-]*)*/u

function nameAtStart(body: string, { start, end }: Span): Span {
  return { start, end: start + (NAME.exec(body.slice(start, end))?.[0].length ?? 0) }
}

/** Two words or more of which none is a trade: "Staff Reporter" and "Correspondent" are nobody. */
function isName(name: string, { trades, notNames }: SourceWords): boolean {
  const parts = name.toLowerCase().split(/\s+/)
  const isOther = parts.some((part) => trades.includes(part) || notNames.has(part))
  return parts.length >= 2 && parts.length <= MAX_WORDS && !isOther
}
