import type { Span } from '../../model/span.ts'
import type { Run } from '../../text/quotation-marks.ts'
import type { EntityIndex } from './entity-index.ts'
import type { Entity, NameMention } from './entity.ts'
import type { ResolvedMentions, Utterance } from './resolve-mentions.ts'
import { hasFlag, spanOfRun, type TaggedArticle } from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** How a phrase refers to an entity. */
type PathStepKind = 'CONTINUATION' | 'PRONOUN' | 'DESCRIPTION' | 'ROLE' | 'NAME'

/** One step from the words beside a quotation to the full name. */
export interface PathStep {
  readonly kind: PathStepKind
  readonly span: Span
}

/** Longest chain of antecedents that is followed. */
const LONGEST = 12

/**
 * Find the steps from the words that name each speaker to the full name: "she", "Roe", "Ann Roe".
 *
 * @returns the steps for each utterance, in order; none without a speaker, one where the words are
 *   the full name
 */
export function findPaths(
  tagged: TaggedArticle,
  { nameMentions }: EntityIndex,
  utterances: readonly Utterance[],
  mentions: readonly (Run | null)[],
  { resolutions, antecedents }: ResolvedMentions,
): readonly (readonly PathStep[])[] {
  const named = new Map<number, NameMention>()
  const fullest = new Map<Entity, NameMention>()
  for (const nameMention of nameMentions) {
    const { run, own, entity } = nameMention
    for (let at = run.first; at < run.end; at += 1) named.set(at, nameMention)
    const known = fullest.get(entity)
    if (!known || own.end - own.first > known.own.end - known.own.first)
      fullest.set(entity, nameMention)
  }
  const paths: (readonly PathStep[])[] = []
  utterances.forEach(({ continues }, index) => {
    const { entity } = resolutions[index]?.resolution ?? {}
    const mention = mentions[index]
    if (!entity) paths.push([])
    else if (mention) paths.push(pathFrom(mention, entity))
    else paths.push((paths[continues ?? -1] ?? []).map(asContinuation))
  })
  return paths

  function pathFrom(mention: Run, entity: Entity): PathStep[] {
    const steps: PathStep[] = []
    let run: Run | undefined = mention
    while (run && steps.length < LONGEST) {
      const next = antecedents.get(run.first)
      const nameMention = next ? undefined : nameIn(run, entity)
      steps.push(stepOf(nameMention?.own ?? run, next, steps.length, nameMention))
      run = next && next.first !== run.first ? next : undefined
    }
    const full = fullest.get(entity)
    const last = steps.at(-1)
    const whole = full && spanOfRun(tagged, full.own)
    if (whole && last && wordsOf(whole) !== wordsOf(last.span))
      steps.push({ kind: 'NAME', span: whole })
    return steps
  }

  function stepOf(run: Run, next: Run | undefined, before: number, name?: NameMention): PathStep {
    const span = spanOfRun(tagged, run)
    if (name) return { kind: 'NAME', span }
    if (hasFlag(tagged, run.first, Flag.PRONOUN | Flag.POSSESSIVE)) return { kind: 'PRONOUN', span }
    return { kind: before > 0 && !next ? 'ROLE' : 'DESCRIPTION', span }
  }

  function nameIn(run: Run, entity: Entity): NameMention | undefined {
    for (let at = run.first; at < run.end; at += 1) {
      const nameMention = named.get(at)
      if (nameMention?.entity === entity && nameMention.own.first < run.end) return nameMention
    }
    return undefined
  }

  function wordsOf({ start, end }: Span): string {
    return tagged.article.body.slice(start, end)
  }
}

/** The speaker is named beside an earlier quotation. */
function asContinuation(step: PathStep, index: number): PathStep {
  return index === 0 ? { ...step, kind: 'CONTINUATION' } : step
}
