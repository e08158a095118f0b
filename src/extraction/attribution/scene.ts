import type { Run, Stretch } from '../../text/quotation-marks.ts'
import type { Sentence } from '../../text/prose.ts'
import type { Draft } from './draft.ts'
import type { Page } from './page.ts'
import type { Turn } from './turns.ts'
import type { VerbGroup } from './verb-groups.ts'

/** One paragraph while its quotations are being found. */
export interface Scene {
  readonly page: Page
  readonly paragraph: number
  readonly run: Run
  readonly sentences: readonly Sentence[]
  /** Quoted stretches of the paragraph, in reading order. */
  readonly stretches: readonly Stretch[]
  readonly groups: readonly VerbGroup[]
  /** What earlier rules found in this paragraph. */
  readonly drafts: Draft[]
  /** 1 for each token of the page that stands in the content or the cue of a draft. */
  readonly taken: Uint8Array
  /** The turns of a transcript, by paragraph. */
  readonly turns: ReadonlyMap<number, Turn>
  /** What the end of the paragraph before announced ("Hale said:"). */
  readonly introduction: Introduction | null
  /** Who is named at a cue, by the first token of the cue. */
  readonly mentions: Map<number, Run>
}

/** A cue that stands before the words it introduces, in another sentence. */
export interface Introduction {
  readonly cue: Run
  readonly lemma: string
  readonly mention: Run
}

/** A rule finds quotations among what earlier rules left, and `take`s them. */
export type Rule = (scene: Scene) => void

export function createScene(
  page: Page,
  paragraph: number,
  sentences: readonly Sentence[],
  stretches: readonly Stretch[],
  groups: readonly VerbGroup[],
  around: Pick<Scene, 'taken' | 'turns' | 'introduction' | 'mentions'>,
): Scene {
  const run = page.prose.paragraphs[paragraph] ?? { first: 0, end: 0 }
  return {
    page,
    paragraph,
    run,
    sentences,
    stretches,
    groups,
    drafts: [],
    taken: around.taken,
    turns: around.turns,
    introduction: around.introduction,
    mentions: around.mentions,
  }
}

/** Keep a quotation, so that later rules leave its words alone. */
export function take(scene: Scene, draft: Draft): void {
  scene.drafts.push(draft)
  for (const { first, end } of draft.content) mark(scene, first, end)
  if (draft.cue) {
    mark(scene, draft.cue.first, draft.cue.end)
    if (draft.mention) scene.mentions.set(draft.cue.first, draft.mention)
  }
}

/** Words that are part of a relay and are not to be read again. */
export function spend(scene: Scene, { first, end }: Run): void {
  mark(scene, first, end)
}

function mark({ run, taken }: Scene, first: number, end: number): void {
  taken.fill(1, Math.max(run.first, first), Math.min(run.end, end))
}

export function isTaken({ run, taken }: Scene, at: number): boolean {
  return at >= run.first && at < run.end && taken[at] === 1
}

export function sentenceAt({ sentences, run }: Scene, at: number): Run {
  let low = 0
  let high = sentences.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sentences[middle]?.end ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return sentences[low] ?? run
}
