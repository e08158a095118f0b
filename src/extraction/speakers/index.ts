import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { Attribution, Cue, Naming } from '../../model/quotation.ts'
import type { OutletMention } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import type { ArticleSpeaker } from '../../model/speaker.ts'
import { createDoc, type Doc } from '../quotations/doc.ts'
import { createCast } from './cast.ts'
import { createScene, runOfSpan } from './scene.ts'
import { createRoster } from './speakers.ts'
import { hearVoices } from './voices.ts'
import { findWays, type WayStep } from './ways.ts'

/** Words that were said, before it is known by whom. */
export interface Utterance {
  readonly content: readonly Span[]
  /** Null where none stands. */
  readonly cue: Cue | null
  /** The words that name who speaks; null where none stand. */
  readonly mention: Span | null
  /** Index of the paragraph in which the content begins. */
  readonly paragraph: number
  /** Index of the earlier utterance whose voice goes on, when no words here name the speaker. */
  readonly continues: number | null
  /** Index of the earlier utterance whose voice may go on, as one candidate. */
  readonly perhaps?: number | null
}

/** What other stages found before. */
interface Known {
  readonly dateline: Dateline | null
  readonly outlets: readonly OutletMention[]
}

/** Whose words an utterance is, and how the words at the cue name them. */
export interface Voice {
  readonly attribution: Attribution
  readonly naming: Naming
}

/**
 * Resolve who speaks in each utterance.
 *
 * A pronoun or a description that may mean two people is left open, with both as candidates; so is
 * "Smith and Jones". Voices without a name ("a senior official") have no speaker.
 *
 * @param id - id of the article
 * @param page - the article as it has been read for its quotations, where that is at hand
 * @returns a voice for each utterance, in their order, and everyone whom the voices mention as
 *   speaker or candidate, in the order of first mention
 */
export function resolveSpeakers(
  article: Article,
  id: string,
  utterances: readonly Utterance[],
  known: Known,
  language: Language,
  page: Doc = pageOf(article, known, language),
): { readonly voices: readonly Voice[]; readonly speakers: readonly ArticleSpeaker[] } {
  if (utterances.length === 0) return { voices: [], speakers: [] }
  const { scene, voices: found } = listen(article, utterances, known, language, page)
  const roster = createRoster(scene, id)
  const voices = found.heard.map(({ meaning, basis, naming }): Voice => {
    const speaker = meaning.figure && basis !== 'NONE' ? roster.idOf(meaning.figure) : null
    if (speaker !== null && basis !== 'NONE') {
      return { attribution: { basis, speaker, candidates: [] }, naming }
    }
    const candidates = [...new Set(meaning.candidates.map((figure) => roster.idOf(figure)))]
    return { attribution: { basis: 'NONE', speaker: null, candidates }, naming }
  })
  return { voices, speakers: roster.speakers() }
}

/** For each utterance the way from the words that name its voice to the full name. */
export function traceSpeakers(
  article: Article,
  utterances: readonly Utterance[],
  known: Known,
  language: Language,
  page: Doc = pageOf(article, known, language),
): readonly (readonly WayStep[])[] {
  if (utterances.length === 0) return []
  const { scene, cast, mentions, voices } = listen(article, utterances, known, language, page)
  return findWays(scene, cast, utterances, mentions, voices)
}

function listen(
  article: Article,
  utterances: readonly Utterance[],
  { outlets }: Known,
  language: Language,
  page: Doc,
) {
  const scene = createScene(article, page, outlets, language)
  const mentions = utterances.map(({ mention }) => mention && runOfSpan(scene, mention))
  const cast = createCast(scene, mentions)
  return { scene, cast, mentions, voices: hearVoices(scene, cast, utterances, mentions) }
}

function pageOf(article: Article, { outlets, dateline }: Known, language: Language): Doc {
  const spans = outlets.map(({ span }) => span)
  return createDoc(article, spans, dateline?.span ?? null, language)
}
