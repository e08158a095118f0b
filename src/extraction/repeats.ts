import type { Article, Paragraph } from '../model/article.ts'
import type { Problem } from '../model/problem.ts'
import type { Quotation } from '../model/quotation.ts'
import type { Span } from '../model/span.ts'
import { textProblem } from '../text/problems.ts'
import { extentOf } from '../text/spans.ts'
import { countWords } from '../text/words.ts'

/** Shorter paragraphs repeat by chance: "Yes.", "He smiled." */
const MIN_PARAGRAPH = 40
/** Fewer words may be said twice. */
const MIN_QUOTED_WORDS = 5

/** The article with each paragraph of text once; its other places are `repeats` of the first. */
export function withoutRepeatedParagraphs(article: Article): Article {
  const { body, paragraphs } = article
  const places = new Map<string, Span[]>()
  const first: Paragraph[] = []
  for (const paragraph of paragraphs) {
    const { kind, span } = paragraph
    const words = body.slice(span.start, span.end)
    const known = kind === 'TEXT' && words.length >= MIN_PARAGRAPH ? places.get(words) : undefined
    if (known) known.push(span)
    else {
      first.push(paragraph)
      if (kind === 'TEXT' && words.length >= MIN_PARAGRAPH) places.set(words, [])
    }
  }
  if (first.length === paragraphs.length) return article
  return {
    ...article,
    paragraphs: first.map((paragraph) => {
      const { kind, span } = paragraph
      const repeats = kind === 'TEXT' ? places.get(body.slice(span.start, span.end)) : undefined
      return repeats?.length ? { ...paragraph, repeats } : paragraph
    }),
  }
}

/**
 * The quotations with the same words once: of several, the first that has a speaker. Those with
 * different speakers stay apart.
 */
export function withoutRepeatedQuotations(
  article: Article,
  quotations: readonly Quotation[],
): Quotation[] {
  const kept = new Map<string, Quotation>()
  const merged: Quotation[] = []
  const replaced = new Map<Quotation, Quotation>()
  for (const found of quotations) {
    const quotation = withParagraphRepeats(article, found)
    const words = quotation.kind === 'DIRECT' ? wordsOf(article.body, quotation) : ''
    const isLong = countWords(words) >= MIN_QUOTED_WORDS
    const known = isLong ? kept.get(words) : undefined
    const one = known && merge(known, quotation)
    if (known && one) {
      kept.set(words, one)
      replaced.set(known, one)
    } else {
      if (isLong && !known) kept.set(words, quotation)
      merged.push(quotation)
    }
  }
  return merged.map((quotation) => {
    let last = quotation
    for (let next = replaced.get(last); next; next = replaced.get(last)) last = next
    return last
  })
}

/** The words of a quotation, whatever mark ends them. */
function wordsOf(body: string, { content }: Quotation): string {
  return content
    .map(({ start, end }) => body.slice(start, end))
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/[.,;:!?…]+$/, '')
}

/** A quotation inside of a paragraph that is printed again is printed again with it. */
function withParagraphRepeats({ paragraphs }: Article, quotation: Quotation): Quotation {
  const paragraph = paragraphs[quotation.paragraph]
  const { start, end } = extentOf(quotation.content)
  if (!paragraph?.repeats || end > paragraph.span.end) return quotation
  const offset = start - paragraph.span.start
  const repeats = paragraph.repeats.map((place) => ({
    start: place.start + offset,
    end: place.start + offset + end - start,
  }))
  return { ...quotation, repeats }
}

/** One quotation with the places of both; null where their speakers differ. */
function merge(one: Quotation, other: Quotation): Quotation | null {
  const isOpen = ({ attribution }: Quotation) =>
    attribution.speaker === null && attribution.candidates.length === 0
  const isSame = one.attribution.speaker === other.attribution.speaker
  if (!(isOpen(one) || isOpen(other) || (isSame && one.attribution.speaker !== null))) return null
  const [best, rest] = isOpen(one) && !isOpen(other) ? [other, one] : [one, other]
  const repeats = [...(best.repeats ?? []), extentOf(rest.content), ...(rest.repeats ?? [])]
  return { ...best, repeats: repeats.sort((a, b) => a.start - b.start) }
}

/** What is printed more than once in an article; none where nothing is. */
export function repeatProblems(article: Article): Problem[] {
  const repeated = article.paragraphs.filter(({ repeats }) => repeats !== undefined)
  const [first] = repeated
  if (!first) return []
  const times = Math.max(...repeated.map(({ repeats = [] }) => repeats.length + 1))
  const what = repeated.length === 1 ? 'A paragraph is' : `${repeated.length} paragraphs are`
  const problem = textProblem(article.path, article.body, first.span, {
    code: 'REPEATED_TEXT',
    severity: 'WARNING',
    message: `${what} printed up to ${times} times: each is read once, with its occurrences.`,
    hint: 'Crawlers repeat paragraphs. Take the article from its source again.',
  })
  return [problem]
}
