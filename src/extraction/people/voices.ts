import type { Naming, SpeakerBasis } from '../../model/quotation.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { tokenAt } from '../../text/tokens.ts'
import { stretchAt } from '../attribution/page.ts'
import type { Cast } from './cast.ts'
import { createChain, NOBODY, type Chain, type Meaning } from './chain.ts'
import type { Appearance } from './figures.ts'
import type { Utterance } from './index.ts'
import { indexAppearances, readPhrase, type Phrase } from './phrases.ts'
import { hasFlag, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

/** Whom a voice means, before anybody has an id. */
export interface Heard {
  readonly meaning: Meaning
  readonly basis: Exclude<SpeakerBasis, 'CORRECTED'>
  readonly naming: Naming
}

const SILENT: Heard = { meaning: NOBODY, basis: 'NONE', naming: 'NONE' }

/** Go through the article once and hear every voice in the order of its words. */
export function hearVoices(
  scene: Scene,
  cast: Cast,
  utterances: readonly Utterance[],
): readonly Heard[] {
  const names = indexAppearances(scene, cast.appearances)
  const mentions = utterances.map(({ mention }) => mention && runOf(scene, mention))
  const phrases = mentions.map((run) => run && readPhrase(scene, run, names))
  for (const phrase of phrases) if (phrase?.kind === 'NAME') phrase.appearance.figure.evidence += 1
  const starts = new Map<number, number[]>()
  mentions.forEach((run, index) => {
    if (run) starts.set(run.first, [...(starts.get(run.first) ?? []), index])
  })
  const chain = createChain(scene, cast)
  const heard: Heard[] = utterances.map(() => SILENT)
  for (let at = 0; at < scene.page.tokens.count; at += 1) {
    const spoken = starts.get(at) ?? []
    for (const [turn, index] of spoken.entries()) {
      const phrase = phrases[index]
      const run = mentions[index]
      const earlier = heard[spoken[turn - 1] ?? -1]
      if (phrase && run) heard[index] = earlier ?? hear(chain, phrase, run)
    }
    if (spoken.length === 0) pass(scene, chain, names.at[at] ?? -1, cast.appearances, at)
  }
  return continued(utterances, heard)
}

function runOf(scene: Scene, { start, end }: { start: number; end: number }): Run {
  const { tokens } = scene.page
  return { first: tokenAt(tokens, start), end: Math.max(tokenAt(tokens, end - 1) + 1, 0) }
}

function hear(chain: Chain, phrase: Phrase, run: Run): Heard {
  const meaning = chain.hear(phrase, run)
  const naming = namingOf(phrase, meaning)
  if (!meaning.figure) return { meaning, basis: 'NONE', naming }
  return { meaning, basis: basisOf(phrase), naming }
}

function basisOf({ kind }: Phrase): Heard['basis'] {
  if (kind === 'NAME') return 'NAMED'
  return kind === 'PRONOUN' ? 'PRONOUN' : 'DESCRIBED'
}

function namingOf(phrase: Phrase, { unnamed }: Meaning): Naming {
  if (unnamed) return 'ANONYMOUS'
  if (phrase.kind === 'PRONOUN') return 'NONE'
  return phrase.kind === 'NAME' || phrase.kind === 'SEVERAL' ? 'NAMED' : 'DESCRIBED'
}

/** Take in what stands at a token outside the words that name voices. */
function pass(
  scene: Scene,
  chain: Chain,
  index: number,
  appearances: readonly Appearance[],
  at: number,
): void {
  const appearance = appearances[index]
  if (appearance) {
    if (appearance.run.first === at) chain.meet(appearance)
    return
  }
  if (stretchAt(scene.page, at) < 0 && hasFlag(scene, at, Flag.PRONOUN | Flag.POSSESSIVE)) {
    const word = scene.flags[at] ?? 0
    if (word !== 0) chain.follow(at, false)
  }
}

/** Give the voice of the earlier utterance to those that continue it. */
function continued(utterances: readonly Utterance[], heard: Heard[]): readonly Heard[] {
  utterances.forEach(({ mention, continues }, index) => {
    const earlier = continues === null || continues >= index ? undefined : heard[continues]
    if (mention !== null || !earlier) return
    const basis = earlier.meaning.figure ? 'CONTINUATION' : 'NONE'
    heard[index] = { meaning: earlier.meaning, basis, naming: 'NONE' }
  })
  return heard
}
