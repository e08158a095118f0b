import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { Attribution, Cue, Naming } from '../../model/quotation.ts'
import type { OutletMention } from '../../model/source.ts'
import type { Span } from '../../model/span.ts'
import type { ArticleSpeaker } from '../../model/speaker.ts'

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
}

/** Whose words an utterance is, and how the words at the cue name them. */
export interface Voice {
  readonly attribution: Attribution
  readonly naming: Naming
}

/**
 * Resolve who speaks in each utterance.
 *
 * @param id - id of the article
 * @returns a voice for each utterance, in their order, and everyone whom the voices mention
 */
export function resolveSpeakers(
  _article: Article,
  _id: string,
  utterances: readonly Utterance[],
  _known: { readonly dateline: Dateline | null; readonly outlets: readonly OutletMention[] },
  _language: Language,
): { readonly voices: readonly Voice[]; readonly speakers: readonly ArticleSpeaker[] } {
  const none: Voice = {
    attribution: { basis: 'NONE', speaker: null, candidates: [] },
    naming: 'NONE',
  }
  return { voices: utterances.map(() => none), speakers: [] }
}
