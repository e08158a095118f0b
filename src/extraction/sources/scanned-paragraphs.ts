import type { Language } from '../../languages/language.ts'
import type { Article, Paragraph } from '../../model/article.ts'
import { overlapping } from '../../text/spans.ts'
import { tokenize } from '../../text/tokens.ts'
import { findCapitalRuns, type CapitalRun } from './capital-runs.ts'
import { findDescriptions, type Description } from './descriptions.ts'
import { nameTraits, type Directory } from './directory.ts'
import { findSourcePlaces, type SourcePlace } from './source-places.ts'

/** A paragraph with everything in it that may be the name or the description of an outlet. */
export interface ScannedParagraph {
  readonly paragraph: Paragraph
  readonly runs: readonly CapitalRun[]
  readonly descriptions: readonly Description[]
  readonly places: readonly SourcePlace[]
}

/** Scan the paragraphs of an article; nothing is resolved yet. */
export function scanParagraphs(
  article: Article,
  known: Directory,
  language: Language,
): ScannedParagraph[] {
  const words = language.sources
  const places = findSourcePlaces(article, words)
  const tokens = tokenize(article.body)
  const traits = nameTraits(known, words)
  return article.paragraphs.map((paragraph) => ({
    paragraph,
    runs: findCapitalRuns(tokens, paragraph.span, words.nameOwners, traits),
    descriptions: findDescriptions(tokens, paragraph.span, language),
    places: overlapping(places, paragraph.span),
  }))
}
