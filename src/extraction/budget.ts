import type { Article, Paragraph } from '../model/article.ts'
import type { Problem } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import { textProblem } from '../text/problems.ts'
import { tokenize } from '../text/tokens.ts'

/**
 * What extraction may still spend on the articles of one file. It counts work and not time, so that
 * the same bytes give the same reading on every machine.
 */
export interface Budget {
  /** Words and marks that may be read. */
  tokens: number
  /** Quotations, and dates, that may be kept. */
  quotations: number
  dates: number
}

/** The limit of one article, in words and marks, and in UTF-16 units. */
const MAX_TOKENS = 250_000
const MAX_UNITS = 2_500_000

/** The budget of one file. */
export function createBudget(): Budget {
  return { tokens: 2_500_000, quotations: 20_000, dates: 20_000 }
}

/** The part of an article that extraction reads: all of it, for nearly every article. */
export function readablePart(article: Article, budget: Budget): Article {
  const { body } = article
  const tokens = tokenize(body.length > MAX_UNITS ? body.slice(0, MAX_UNITS) : body)
  const count = Math.min(tokens.count, MAX_TOKENS, budget.tokens)
  budget.tokens -= count
  if (count === tokens.count && tokens.text.length === body.length) return article
  return cutAt(article, tokens.ends[count - 1] ?? 0)
}

function cutAt(article: Article, end: number): Article {
  return {
    ...article,
    body: article.body.slice(0, end),
    headline: within(article.headline, end),
    byline: within(article.byline, end),
    dateline: within(article.dateline, end),
    paragraphs: article.paragraphs
      .filter(({ span }) => span.start < end)
      .map((paragraph) => (paragraph.span.end <= end ? paragraph : shortened(paragraph, end))),
  }
}

function shortened({ kind, span }: Paragraph, end: number): Paragraph {
  return { kind, span: { start: span.start, end } }
}

function within(span: Span | null, end: number): Span | null {
  return span && span.end <= end ? span : null
}

/** The problem of an article that was read in part; null when it was read whole. */
export function partProblem({ path, body }: Article, part: Article): Problem | null {
  if (part.body.length === body.length) return null
  return textProblem(
    path,
    body,
    { start: part.body.length, end: body.length },
    {
      code: 'TOO_COMPLEX',
      severity: 'WARNING',
      message: `The article is read for quotations, sources and dates only up to here: an article may have ${write(MAX_TOKENS)} words and marks, and all articles of a file ${write(createBudget().tokens)}.`,
      hint: 'The whole text is served. Put each article into a file of its own.',
    },
  )
}

/** The problem of an article with more quotations or dates than its file may have. */
export function findingsProblem({ path, body }: Article, kind: 'quotations' | 'dates'): Problem {
  return textProblem(
    path,
    body,
    { start: 0, end: 0 },
    {
      code: 'TOO_COMPLEX',
      severity: 'WARNING',
      message: `Some ${kind} of the article are left out: a file may have ${write(createBudget()[kind])}.`,
      hint: 'The whole text is served. Put each article into a file of its own.',
    },
  )
}

const NUMBERS = new Intl.NumberFormat('en-GB')

function write(number: number): string {
  return NUMBERS.format(number)
}
