import { languages } from '../languages/index.ts'
import type { Reading } from '../model/reading.ts'
import type { Settings } from '../model/settings.ts'
import { findDateline } from './datelines.ts'
import { languageOf } from './language.ts'
import { findOutlets } from './sources/outlets.ts'
import { traceSpeakers } from './speakers/index.ts'
import type { PathStep } from './speakers/paths.ts'
import { findUtterances } from './quotations.ts'

/**
 * Find again, for somebody who asks why, the way from the words beside each quotation to the name
 * of its speaker.
 *
 * @returns steps for each quotation of the reading; none for those without a speaker, and for those
 *   whose speaker people have given
 */
export function findWays(
  { article, language: tag, quotations }: Reading,
  settings: Settings,
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
