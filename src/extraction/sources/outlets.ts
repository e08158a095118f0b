import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import { defaultSettings, type Settings } from '../../model/settings.ts'
import type { OutletMention } from '../../model/source.ts'
import { knownDirectory } from './directory.ts'
import { findIntroducedOutlets } from './introductions.ts'
import { findMentions } from './mentions.ts'
import { scanParagraphs } from './scanned-paragraphs.ts'

/**
 * Find every mention of an outlet (an agency, a paper, a broadcaster), by name or by description
 * ("state media"), in reading order and without overlaps.
 *
 * An outlet is known from the built-in list or the settings, or the article introduces it: by the
 * form of its name ("the Harbour Post"), by a description beside it ("Northern Wire, a news
 * agency"), by an abbreviation in brackets, or by a place reserved for sources (dateline,
 * sign-off, byline). After its introduction it is found everywhere in the article.
 */
export function findOutlets(
  article: Article,
  language: Language,
  { outlets }: Pick<Settings, 'outlets'> = defaultSettings,
): OutletMention[] {
  const known = knownDirectory(outlets)
  const paragraphs = scanParagraphs(article, known, language)
  const introduced = findIntroducedOutlets(article.body, paragraphs, known, language)
  return findMentions(article.body, paragraphs, { introduced, known }, language.sources)
}
