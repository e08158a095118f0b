import type { Run, Stretch } from '../../text/quotation-marks.ts'
import type { Sentence } from '../../text/prose.ts'
import type { RawQuotation } from './raw-quotation.ts'
import type { Doc } from './doc.ts'
import type { Turn } from './rules/transcript-turn.ts'
import type { VerbGroup } from './verb-groups.ts'

/** One paragraph while its quotations are being found. */
export interface ParagraphContext {
  readonly doc: Doc
  readonly paragraph: number
  readonly run: Run
  readonly sentences: readonly Sentence[]
  /** Quoted stretches of the paragraph, in reading order. */
  readonly stretches: readonly Stretch[]
  readonly groups: readonly VerbGroup[]
  /** What earlier rules found in this paragraph. */
  readonly rawQuotations: RawQuotation[]
  /** 1 for each token of the doc that stands in the content or the cue of a raw. */
  readonly taken: Uint8Array
  /** The turns of a transcript, by paragraph. */
  readonly turns: ReadonlyMap<number, Turn>
  /** What the end of the paragraph before announced ("Hale said:"). */
  readonly announcement: Announcement | null
  /** Who is named at a cue, by the first token of the cue. */
  readonly mentions: Map<number, Run>
}

/** A cue that stands before the words it introduces, in another sentence. */
export interface Announcement {
  readonly cue: Run
  readonly lemma: string
  readonly mention: Run
}

/** A rule finds quotations among what earlier rules left, and `take`s them. */
export type Rule = (context: ParagraphContext) => void

export function createParagraphContext(
  doc: Doc,
  paragraph: number,
  sentences: readonly Sentence[],
  stretches: readonly Stretch[],
  groups: readonly VerbGroup[],
  around: Pick<ParagraphContext, 'taken' | 'turns' | 'announcement' | 'mentions'>,
): ParagraphContext {
  const run = doc.prose.paragraphs[paragraph] ?? { first: 0, end: 0 }
  return {
    doc,
    paragraph,
    run,
    sentences,
    stretches,
    groups,
    rawQuotations: [],
    taken: around.taken,
    turns: around.turns,
    announcement: around.announcement,
    mentions: around.mentions,
  }
}

/** Keep a quotation, so that later rules leave its words alone. */
export function addQuotation(context: ParagraphContext, raw: RawQuotation): void {
  context.rawQuotations.push(raw)
  for (const { first, end } of raw.content) mark(context, first, end)
  if (raw.cue) {
    mark(context, raw.cue.first, raw.cue.end)
    if (raw.mention) context.mentions.set(raw.cue.first, raw.mention)
  }
}

/** Words that are part of a relay and are not to be read again. */
export function markTaken(context: ParagraphContext, { first, end }: Run): void {
  mark(context, first, end)
}

function mark({ run, taken }: ParagraphContext, first: number, end: number): void {
  taken.fill(1, Math.max(run.first, first), Math.min(run.end, end))
}

export function isTaken({ run, taken }: ParagraphContext, at: number): boolean {
  return at >= run.first && at < run.end && taken[at] === 1
}

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
