import { languages as ownLanguages } from '../languages/index.ts'
import type { Languages } from '../languages/language.ts'
import type { Reading } from '../model/reading.ts'
import type { Settings } from '../model/settings.ts'
import { findDateline } from './datelines.ts'
import { languageOf } from './language.ts'
import { findOutlets } from './sources/outlets.ts'
import { traceSpeakers } from './speakers/index.ts'
import type { PathStep } from './speakers/paths.ts'
import { findUtterances } from './quotations.ts'

/**
 * Explain how the mention of each quotation was resolved to its speaker, by repeating the extraction.
 *
 * @returns the steps for each quotation of the reading; empty for quotations without a speaker or
 *   with a corrected one
 */
export function findWays(
  { article, language: tag, quotations }: Reading,
  settings: Settings,
  languages: Languages = ownLanguages,
): readonly (readonly PathStep[])[] {
  const language = languageOf(tag, article.body, languages)
  const outlets = findOutlets(article, language, settings)
  const known = { outlets, dateline: findDateline(article, outlets, language) }
  const { doc, utterances } = findUtterances(article, known, language)
  const ways = traceSpeakers(article, utterances, known, language, doc)
  const byPlace = new Map(
    utterances.map(({ content }, index) => [content[0]?.start, ways[index] ?? []] as const),
  )
  return quotations.map(({ content, attribution }) =>
    attribution.basis === 'NONE' || attribution.basis === 'CORRECTED'
      ? []
      : (byPlace.get(content[0]?.start) ?? []),
  )
}
