import type { Run } from '../../text/quotation-marks.ts'
import type { Entity } from './entity.ts'
import {
  type HistoryEntry,
  isAnonymous,
  MAX_ENTRIES,
  type Position,
  type Referent,
  weights,
} from './salience.ts'
import type { TaggedArticle } from './tagged-article.ts'

/** What the article has mentioned so far, from which pronouns and descriptions are resolved. */
export class Discourse {
  /** For the first token of a pronoun or a description, the words that it was resolved from. */
  readonly antecedents = new Map<number, Run>()
  readonly history: HistoryEntry[] = []
  /** The sentence of the first mention. */
  readonly introducedIn = new Map<Referent, number>()
  readonly mentioned = new Set<Entity>()
  /** Entities that have spoken so far. */
  readonly speakers = new Set<Entity>()
  /** Who asked the question that the present speaker answers. */
  asker: Entity | null = null
  /** The organisation that has spoken last. */
  lastBody: Entity | null = null
  readonly #tagged: TaggedArticle
  readonly #reported: Uint8Array

  /** @param reported - 1 for each token of what somebody is reported to have said */
  constructor(tagged: TaggedArticle, reported: Uint8Array) {
    this.#tagged = tagged
    this.#reported = reported
  }

  /** Whether a token is part of what somebody is reported to have said. */
  isReported(at: number): boolean {
    return this.#reported[at] === 1
  }

  /** Adds a mention. */
  record(run: Run, referent: Referent, full: number): void {
    // "Ash said that Roe had told him …": who speaks inside reported words is not who speaks next.
    const isNested = full === weights.speaker && this.isReported(run.first)
    const weight = isNested ? full + weights.reported : full
    if (!isAnonymous(referent)) this.mentioned.add(referent)
    const { sentence, paragraph } = this.positionOf(run.first)
    if (!this.introducedIn.has(referent)) this.introducedIn.set(referent, sentence)
    this.history.push({ referent, run, weight, sentence, paragraph })
  }

  /** Mentions further back count for nothing. */
  latest(): readonly HistoryEntry[] {
    return this.history.slice(-MAX_ENTRIES)
  }

  /** Whether the sentence before has the referent as its subject. */
  isSubjectBefore(referent: Referent, sentence: number): boolean {
    return this.latest().some(
      (entry) =>
        entry.referent === referent &&
        entry.sentence === sentence - 1 &&
        entry.weight >= weights.subject,
    )
  }

  /** The sentence and the paragraph of a token; -1 outside. */
  positionOf(at: number): Position {
    const sentence = this.#tagged.sentenceOf[at] ?? -1
    const paragraph = this.#tagged.doc.prose.sentences[sentence]?.paragraph ?? -1
    return { sentence, paragraph }
  }
}
