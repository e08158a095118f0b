import type { Span } from '../../model/span.ts'
import type { Run } from '../../text/quotation-marks.ts'
import type { Cast } from './cast.ts'
import type { Appearance, Figure } from './figures.ts'
import type { Utterance } from './index.ts'
import { hasFlag, spanOfRun, type Scene } from './scene.ts'
import type { HeardVoices } from './voices.ts'
import { Flag } from './word-flags.ts'

/** How words lead to a name: by standing for somebody, by saying what they are, by naming them. */
export type WayKind = 'VOICE' | 'PRONOUN' | 'DESCRIPTION' | 'ROLE' | 'NAME'

/** One step of the way from the words beside a quotation to the full name. */
export interface WayStep {
  readonly kind: WayKind
  readonly span: Span
}

/** No way is longer: "he" of "he" of "he" ends here. */
const LONGEST = 12

/**
 * Find the way from the words that name each voice to the fullest name: "she", "Roe", "Ann Roe".
 *
 * @returns the steps of each utterance, in their order; none where nobody is found, one where the
 *   words are the full name
 */
export function findWays(
  scene: Scene,
  { appearances }: Cast,
  utterances: readonly Utterance[],
  mentions: readonly (Run | null)[],
  { heard, antecedents }: HeardVoices,
): readonly (readonly WayStep[])[] {
  const named = new Map<number, Appearance>()
  const fullest = new Map<Figure, Appearance>()
  for (const appearance of appearances) {
    const { run, own, figure } = appearance
    for (let at = run.first; at < run.end; at += 1) named.set(at, appearance)
    const known = fullest.get(figure)
    if (!known || own.end - own.first > known.own.end - known.own.first)
      fullest.set(figure, appearance)
  }
  const ways: (readonly WayStep[])[] = []
  utterances.forEach(({ continues }, index) => {
    const { figure } = heard[index]?.meaning ?? {}
    const mention = mentions[index]
    if (!figure) ways.push([])
    else if (mention) ways.push(wayFrom(mention, figure))
    else ways.push((ways[continues ?? -1] ?? []).map(asVoice))
  })
  return ways

  function wayFrom(mention: Run, figure: Figure): WayStep[] {
    const steps: WayStep[] = []
    let run: Run | undefined = mention
    while (run && steps.length < LONGEST) {
      const next = antecedents.get(run.first)
      const appearance = next ? undefined : nameIn(run, figure)
      steps.push(stepOf(appearance?.own ?? run, next, steps.length, appearance))
      run = next && next.first !== run.first ? next : undefined
    }
    const full = fullest.get(figure)
    const last = steps.at(-1)
    const whole = full && spanOfRun(scene, full.own)
    if (whole && last && wordsOf(whole) !== wordsOf(last.span))
      steps.push({ kind: 'NAME', span: whole })
    return steps
  }

  function stepOf(run: Run, next: Run | undefined, before: number, name?: Appearance): WayStep {
    const span = spanOfRun(scene, run)
    if (name) return { kind: 'NAME', span }
    if (hasFlag(scene, run.first, Flag.PRONOUN | Flag.POSSESSIVE)) return { kind: 'PRONOUN', span }
    return { kind: before > 0 && !next ? 'ROLE' : 'DESCRIPTION', span }
  }

  function nameIn(run: Run, figure: Figure): Appearance | undefined {
    for (let at = run.first; at < run.end; at += 1) {
      const appearance = named.get(at)
      if (appearance?.figure === figure && appearance.own.first < run.end) return appearance
    }
    return undefined
  }

  function wordsOf({ start, end }: Span): string {
    return scene.article.body.slice(start, end)
  }
}

/** The voice before goes on: its words stand by another quotation. */
function asVoice(step: WayStep, index: number): WayStep {
  return index === 0 ? { ...step, kind: 'VOICE' } : step
}
