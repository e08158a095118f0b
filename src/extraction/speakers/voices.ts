import type { PronounKind } from '../../languages/people-words.ts'
import type { Naming, SpeakerBasis } from '../../model/quotation.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { COMMA, stretchAt } from '../quotations/doc.ts'
import type { Cast } from './cast.ts'
import { createChain, NOBODY, type Chain, type Meaning } from './chain.ts'
import { isPerson } from './figures.ts'
import type { Utterance } from './index.ts'
import {
  appearanceAt,
  indexAppearances,
  readAntecedent,
  readPhrase,
  type Appearances,
  type Phrase,
} from './phrases.ts'
import { findSelves, pronounKind } from './selves.ts'
import { nominalEnd, readRole, sentenceEnd } from './roles.ts'
import { hasFlag, isCapitalWord, markAt, type Scene } from './scene.ts'
import { Flag } from './word-flags.ts'

/** Whom a voice means, before anybody has an id. */
export interface Heard {
  readonly meaning: Meaning
  readonly basis: Exclude<SpeakerBasis, 'CORRECTED'>
  readonly naming: Naming
}

/** What every voice means, and from which words pronouns and descriptions were understood. */
export interface HeardVoices {
  readonly heard: readonly Heard[]
  readonly antecedents: Chain['antecedents']
}

const SILENT: Heard = { meaning: NOBODY, basis: 'NONE', naming: 'NONE' }

/** Go through the article once and hear every voice in the order of its words. */
export function hearVoices(
  scene: Scene,
  cast: Cast,
  utterances: readonly Utterance[],
  mentions: readonly (Run | null)[],
): HeardVoices {
  const names = indexAppearances(scene, cast.appearances)
  const phrases = mentions.map((run) => run && readPhrase(scene, run, names))
  for (const phrase of phrases) noteSpeaking(phrase)
  const chain = createChain(scene, cast, names)
  const heard = hearInTurn(scene, chain, phrases, mentions, names)
  const kinds = phrases.map((phrase) => phrase && pronounKind(scene, phrase))
  for (const { index, voice } of findSelves(utterances, kinds)) {
    heard[index] = selfOf(kinds[index] ?? null, heard[voice] ?? SILENT)
  }
  return { heard: continued(utterances, heard), antecedents: chain.antecedents }
}

/** Hear each phrase where it stands, and take in what stands before it. */
function hearInTurn(
  scene: Scene,
  chain: Chain,
  phrases: readonly (Phrase | null)[],
  mentions: readonly (Run | null)[],
  names: Appearances,
): Heard[] {
  const heard = mentions.map(() => SILENT)
  const order = inOrder(mentions)
  let needed = order.length
  while (needed > 0 && !needsChain(phrases[order[needed - 1] ?? 0])) needed -= 1
  let from = 0
  let same = -1
  order.forEach((index, turn) => {
    const phrase = phrases[index]
    const run = mentions[index]
    if (!phrase || !run) return
    // Words that name two voices mean the same in both.
    if (run.first < from && same >= 0) heard[index] = heard[same] ?? SILENT
    else {
      if (turn < needed) passAll(scene, chain, names, from, run.first)
      heard[index] = hear(scene, chain, phrase, run, names)
    }
    from = run.first + 1
    same = index
  })
  return heard
}

/** Indices of the utterances whose speaker is named, in the order of the words that name them. */
function inOrder(mentions: readonly (Run | null)[]): number[] {
  const order: number[] = []
  mentions.forEach((run, index) => {
    if (run) order.push(index)
  })
  return order.sort((a, b) => (mentions[a]?.first ?? 0) - (mentions[b]?.first ?? 0))
}

/** Whether what a phrase means depends on who has been spoken of; names mean the same anywhere. */
function needsChain(phrase: Phrase | null | undefined): boolean {
  switch (phrase?.kind) {
    case 'NAME':
    case 'SEVERAL':
    case 'ANONYMOUS':
    case 'OTHER':
    case undefined:
      return false
    default:
      return true
  }
}

/** What speaks like a person is one, unless the text says otherwise. */
function noteSpeaking(phrase: Phrase | null): void {
  if (phrase?.kind !== 'NAME') return
  const { figure } = phrase.appearance
  if (figure.kind === null && figure.thing <= 0) figure.evidence += 1
}

function hear(scene: Scene, chain: Chain, phrase: Phrase, run: Run, names: Appearances): Heard {
  const meant =
    pronounKind(scene, phrase) === 'RELATIVE' ? readAntecedent(scene, run.first, names) : null
  const meaning = chain.hear(meant ?? phrase, run)
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

/** "I" is whoever speaks; "we" only where a body or a group does. */
function selfOf(kind: PronounKind | null, { meaning }: Heard): Heard {
  const { figure } = meaning
  if (!figure || (kind === 'PLURAL_SELF' && isPerson(figure))) return SILENT
  return { meaning, basis: 'PRONOUN', naming: 'NONE' }
}

/** Take in what stands in a run of tokens that names no voice. */
function passAll(scene: Scene, chain: Chain, names: Appearances, from: number, end: number): void {
  for (let at = from; at < end; at += 1) {
    if ((names.at[at] ?? -1) >= 0) {
      const appearance = appearanceAt(names, at)
      if (appearance?.run.first === at) chain.meet(appearance)
    } else if (hasFlag(scene, at, PASSED) && stretchAt(scene.page, at) < 0) {
      pass(scene, chain, names, at)
    }
  }
}

const PASSED = Flag.PRONOUN | Flag.POSSESSIVE | Flag.DEFINITE | Flag.INDEFINITE | Flag.ROLE

function pass(scene: Scene, chain: Chain, names: Appearances, at: number): void {
  if (hasFlag(scene, at, Flag.PRONOUN | Flag.POSSESSIVE)) chain.follow(at)
  else if (hasFlag(scene, at, Flag.DEFINITE | Flag.INDEFINITE)) passRole(scene, chain, at)
  else if (isHeadline(scene, at)) passBareRole(scene, chain, names, at)
}

function isHeadline(scene: Scene, at: number): boolean {
  const sentence = scene.page.prose.sentences[scene.sentenceOf[at] ?? -1]
  return sentence !== undefined && scene.page.kinds[sentence.paragraph] === 'HEADLINE'
}

/** "Mayor defends his plan": headlines leave the article out. */
function passBareRole(scene: Scene, chain: Chain, names: Appearances, at: number): void {
  const next = at + 1
  if (hasFlag(scene, next, Flag.ROLE) || appearanceAt(names, next)) return
  const role = readRole(scene, { first: at, end: next })
  if (role) chain.pass(role, true)
}

/** "the admiral", "a woman": somebody spoken of by a role alone. */
function passRole(scene: Scene, chain: Chain, at: number): void {
  const end = nominalEnd(scene, at + 1, sentenceEnd(scene, at))
  const nouns = Flag.ROLE | Flag.ANONYMOUS
  if (end <= at + 1 || !hasFlag(scene, end - 1, nouns) || isCapitalWord(scene, end)) return
  // "One local woman, Mary Ash,": the name follows.
  if (markAt(scene, end) === COMMA && isCapitalWord(scene, end + 1)) return
  const definite = hasFlag(scene, at, Flag.DEFINITE)
  // What somebody is said to be is nobody new: "Ash, a teacher, …", "Ash is a teacher".
  const told =
    markAt(scene, at - 1) === COMMA || hasFlag(scene, at - 1, Flag.COPULA | Flag.PREPOSITION)
  if (!definite && told) return
  const role = readRole(scene, { first: at + 1, end })
  if (role) chain.pass(role, definite)
}

/** Give the voice of the earlier utterance to those that continue it. */
function continued(utterances: readonly Utterance[], heard: Heard[]): readonly Heard[] {
  utterances.forEach(({ mention, continues, perhaps }, index) => {
    const from = continues ?? perhaps ?? index
    const earlier = from < index ? heard[from] : undefined
    if (mention !== null || !earlier) return
    const { meaning } = earlier
    const basis = continues !== null && meaning.figure ? 'CONTINUATION' : 'NONE'
    heard[index] = {
      meaning: basis === 'NONE' ? doubtful(meaning) : meaning,
      basis,
      naming: 'NONE',
    }
  })
  return heard
}

/** Nobody for sure, with whoever was meant among the candidates. */
function doubtful({ figure, candidates }: Meaning): Meaning {
  return { figure: null, candidates: figure ? [figure, ...candidates] : candidates, unnamed: false }
}
