import { findUtterances } from '../../../src/extraction/quotations.ts'
import { kindOf } from '../../../src/extraction/quotations/raw-quotation.ts'
import { english } from '../../../src/languages/en/index.ts'
import type { Article, ParagraphKind } from '../../../src/model/article.ts'
import type { Dateline } from '../../../src/model/dateline.ts'
import type { OutletMention } from '../../../src/model/source.ts'
import { type Mark, readMarks, writeMarks } from '../../../src/text/marks.ts'
import { bareArticle } from '../../support/bare-article.ts'

/** A text as an article whose paragraphs are separated by empty lines. */
export function articleOf(body: string, first: ParagraphKind = 'TEXT'): Article {
  const paragraphs = Array.from(
    body.matchAll(/\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*/g),
    (match, index) => ({
      kind: index === 0 ? first : ('TEXT' as const),
      span: { start: match.index, end: match.index + match[0].trimEnd().length },
    }),
  )
  return bareArticle(body, { paragraphs })
}

/** The outlets marked in a text as `outlet`, and the text without those marks. */
export function readOutlets(marked: string): { body: string; outlets: OutletMention[] } {
  const { text, marks } = readMarks(marked)
  const outlets = marks
    .filter(({ label }) => label === 'outlet')
    .map(({ span }) => ({ span, source: null }))
  return { body: text, outlets }
}

/**
 * The quotations of a text, marked in it: `[[content …]]`, `[[cue …]]`, `[[mention …]]`. The
 * second quotation of a text has `content2` and so on.
 */
export function markFound(
  body: string,
  options: {
    readonly first?: ParagraphKind
    readonly outlets?: readonly OutletMention[]
    readonly dateline?: Dateline | null
  } = {},
): {
  marked: string
  kinds: string[]
  rules: string[]
  tiers: string[]
  continues: (number | null)[]
  perhaps: (number | null)[]
} {
  const article = articleOf(body, options.first)
  const known = { dateline: options.dateline ?? null, outlets: options.outlets ?? [] }
  const { doc, rawQuotations, utterances } = findUtterances(article, known, english)
  const shared = new Map<string, Mark>()
  utterances.forEach(({ content, cue, mention }, index) => {
    const number = index === 0 ? '' : String(index + 1)
    const add = (label: string, span: { start: number; end: number }) => {
      const key = `${span.start}-${span.end}-${label.replace(/\d+$/, '')}`
      if (!shared.has(key)) shared.set(key, { label, span })
    }
    content.forEach((span) => add(`content${number}`, span))
    if (cue) add(`cue${number}`, cue.span)
    if (mention) add(`mention${number}`, mention)
  })
  return {
    marked: writeMarks(body, [...shared.values()]),
    kinds: rawQuotations.map(({ content }) => kindOf(doc, content)),
    rules: rawQuotations.map(({ rule }) => rule),
    tiers: rawQuotations.map(({ tier }) => tier),
    continues: utterances.map(({ continues }) => continues),
    perhaps: utterances.map(({ perhaps }) => perhaps ?? null),
  }
}

/** A text without its marks. */
export function unmarked(marked: string): string {
  return readMarks(marked).text
}
