import type { Run, Stretch } from '../../text/quotation-marks.ts'
import type { Sentence } from '../../text/prose.ts'
import type { RawQuotation } from './raw-quotation.ts'
import type { Doc } from './doc.ts'
import type { VerbGroup } from './verb-groups.ts'

/** A paragraph and the quotations found in it so far; rules read and extend it. */
export interface ParagraphContext {
  readonly doc: Doc
  readonly paragraph: number
  readonly run: Run
  readonly sentences: readonly Sentence[]
  /** Quoted stretches of the paragraph, in reading order. */
  readonly stretches: readonly Stretch[]
  readonly groups: readonly VerbGroup[]
  /** Quotations that earlier rules found in this paragraph. */
  readonly rawQuotations: RawQuotation[]
  /** 1 for each token of the document that is in the content or the cue of a quotation. */
  readonly taken: Uint8Array
  /** The turns of a transcript, by paragraph. */
  readonly turns: ReadonlyMap<number, Turn>
  /** The announcement at the end of the previous paragraph ("Hale said:"). */
  readonly announcement: Announcement | null
  /** The mention at each cue, by the first token of the cue. */
  readonly mentions: Map<number, Run>
}

/** A cue in the sentence before its content. */
export interface Announcement {
  readonly cue: Run
  readonly lemma: string
  readonly mention: Run
}

/** A turn of a transcript. */
export interface Turn {
  /** The name before the colon; null where the turn of the previous paragraph continues. */
  readonly label: Run | null
}

/**
 * A rule finds quotations in tokens that no earlier rule has taken, and adds them to the context.
 */
export type Rule = (context: ParagraphContext) => void

/** @param shared - what all paragraphs of the article share */
export function createParagraphContext(
  { doc, taken, turns, announcement, mentions }: SharedContext,
  own: Omit<ParagraphContext, keyof SharedContext | 'rawQuotations'>,
): ParagraphContext {
  const { paragraph, run, sentences, stretches, groups } = own
  return {
    doc,
    paragraph,
    run,
    sentences,
    stretches,
    groups,
    rawQuotations: [],
    taken,
    turns,
    announcement,
    mentions,
  }
}

type SharedContext = Pick<ParagraphContext, 'doc' | 'taken' | 'turns' | 'announcement' | 'mentions'>

/** Add a quotation and mark its tokens as taken, so that later rules skip them. */
export function addQuotation(context: ParagraphContext, raw: RawQuotation): void {
  context.rawQuotations.push(raw)
  for (const run of raw.content) markTaken(context, run)
  if (raw.cue) {
    markTaken(context, raw.cue)
    if (raw.mention) context.mentions.set(raw.cue.first, raw.mention)
  }
}

export function markTaken({ run, taken }: ParagraphContext, { first, end }: Run): void {
  taken.fill(1, Math.max(run.first, first), Math.min(run.end, end))
}

export function isTaken({ run, taken }: ParagraphContext, at: number): boolean {
  return at >= run.first && at < run.end && taken[at] === 1
}

/** The sentence of a token, or the whole paragraph when it has none. */
export function sentenceAt({ sentences, run }: ParagraphContext, at: number): Run {
  let low = 0
  let high = sentences.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sentences[middle]?.end ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return sentences[low] ?? run
}
