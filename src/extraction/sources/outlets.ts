import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import { defaultSettings, type Settings } from '../../model/settings.ts'
import type { OutletMention } from '../../model/source.ts'
import { overlapping } from '../../text/spans.ts'
import { tokenize } from '../../text/tokens.ts'
import { findRuns } from './capitals.ts'
import { findDescriptions } from './nouns.ts'
import { findIntroduced } from './introductions.ts'
import { directoryOf } from './known.ts'
import { findMentions } from './mentions.ts'
import { findSourcePlaces } from './places.ts'
import { nameTraits } from './name-traits.ts'

/**
 * Find every place where the text names a medium (an agency, a paper, a broadcaster) or describes
 * one ("state media"), in reading order and without overlaps.
 *
 * A medium is known to the world or to the settings, or introduced by the article: by its own words ("the Harbour
 * Post"), by what is said of it ("Northern Wire, a news agency"), by an abbreviation in brackets,
 * or by a place where only a source can stand (dateline, sign-off, byline). Once introduced it is
 * found everywhere in the article.
 */
export function findOutlets(
  article: Article,
  language: Language,
  { outlets }: Pick<Settings, 'outlets'> = defaultSettings,
): OutletMention[] {
  const words = language.sources
  const { body, paragraphs } = article
  const known = directoryOf(outlets)
  const places = findSourcePlaces(article, words)
  const tokens = tokenize(body)
  const traits = nameTraits(known, words)
  const parts = paragraphs.map((paragraph) => ({
    paragraph,
    runs: findRuns(tokens, paragraph.span, words.nameOwners, traits),
    descriptions: findDescriptions(tokens, paragraph.span, language),
    places: overlapping(places, paragraph.span),
  }))
  const introduced = findIntroduced(body, parts, known, language)
  return findMentions(body, parts, { introduced, known }, words)
}
