import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/sources/outlets.ts'
import { findQuotations, findUtterances, type Known } from '../../src/extraction/quotations.ts'
import { english } from '../../src/languages/en/index.ts'
import { type Article, noFacts, type Paragraph } from '../../src/model/article.ts'
import type { Tier } from '../../src/model/quotation.ts'
import type { Span } from '../../src/model/span.ts'
import type { Gold } from './scorer.ts'

/** A quotation in the scorer's format, with what our own tables ask for. */
export interface SystemQuote {
  readonly content: readonly (readonly [number, number])[]
  readonly speaker: readonly [number, number] | null
  readonly cue: readonly [number, number] | null
  readonly kind: string
  readonly name?: string
  readonly tier: Tier
}

/** A gold text as an article: paragraphs are parted by empty lines, the first is the headline. */
export function articleOf({ id, text }: Gold): Article {
  const paragraphs = Array.from(
    text.matchAll(/[^\s][^\n]*(?:\n(?!\s*\n)[^\n]*)*/g),
    (match, index): Paragraph => ({
      kind: index === 0 ? 'HEADLINE' : 'TEXT',
      span: { start: match.index, end: match.index + match[0].trimEnd().length },
    }),
  )
  return {
    ...noFacts,
    path: id,
    key: '',
    body: text,
    headline: paragraphs[0]?.span ?? null,
    byline: null,
    dateline: null,
    sourceMap: null,
    paragraphs,
    stamp: null,
    language: english.code,
  }
}

/** Run the extractors that quotations rest on, and the extractor of quotations itself. */
export function extract(article: Article) {
  const known = knownOf(article)
  return { known, ...findQuotations(article, article.path, known, english) }
}

export function knownOf(article: Article): Known {
  const outlets = findOutlets(article, english)
  return { outlets, dateline: findDateline(article, outlets, english) }
}

/**
 * What is found in a gold text. Where no words beside a quotation name its speaker, since the
 * voice before goes on, the scorer is shown the words that named that voice.
 */
export function systemOf(gold: Gold): { id: string; quotes: SystemQuote[] } {
  const article = articleOf(gold)
  const { known, quotations, speakers } = extract(article)
  const { utterances } = findUtterances(article, known, english)
  const names = new Map(speakers.map((speaker) => [speaker.id, speaker.name]))
  const quotes = quotations.map((quotation, index): SystemQuote => {
    const { content, cue, kind, tier, attribution } = quotation
    const before = utterances[index]?.continues ?? null
    const mention = quotation.mention ?? (before === null ? null : utterances[before]?.mention)
    const name = names.get(attribution.speaker ?? '')
    return {
      content: content.map(pair),
      speaker: mention ? pair(mention) : null,
      cue: cue && pair(cue.span),
      kind,
      ...(name === undefined ? {} : { name }),
      tier,
    }
  })
  return { id: gold.id, quotes }
}

function pair({ start, end }: Span): [number, number] {
  return [start, end]
}
