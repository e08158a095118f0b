import type { Gender, Pronoun } from '../../languages/people-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Role as WordRole } from '../../languages/quotation-words.ts'
import { hasRole, stretchAt } from '../attribution/page.ts'
import type { Cast } from './cast.ts'
import { bodiesDescribed, peopleDescribed } from './descriptions.ts'
import { agrees, isPerson, kindOf, type Appearance, type Figure } from './figures.ts'
import type { BodyPhrase, Phrase, RolePhrase } from './phrases.ts'
import { findApposition } from './roles.ts'
import { rank, type Ranked, type Trace } from './salience.ts'
import {
  hasFlag,
  isCapitalWord,
  isPossessiveEnding,
  lowerText,
  markAt,
  type Scene,
} from './scene.ts'
import { Flag } from './word-flags.ts'

/** Whom a phrase means: one figure, nobody with a name, or several between whom we cannot tell. */
export interface Meaning {
  readonly figure: Figure | null
  readonly candidates: readonly Figure[]
  /** The voice has no name in the text. */
  readonly unnamed: boolean
}

export const NOBODY: Meaning = { figure: null, candidates: [], unnamed: false }
const UNNAMED: Meaning = { figure: null, candidates: [], unnamed: true }

/** Follows who is being spoken of, from the beginning of the article to its end. */
export interface Chain {
  /** Take in a name. */
  meet(appearance: Appearance): void
  /** Take in a pronoun and say whom it means. */
  follow(at: number, speaking: boolean): Meaning
  /** Take in a phrase that names a voice, and say whom it means. */
  hear(phrase: Phrase, mention: Run): Meaning
  /** Take in somebody without a name: "a woman". */
  pass(at: number, gender: Gender | null): void
}

/** Below this distance between the first and the second nobody is chosen. */
const MARGIN = 0.35

export function createChain(scene: Scene, cast: Cast): Chain {
  const traces: Trace[] = []
  const spoken = new Set<Figure>()
  const unnamed = new Set<string>()

  const placeOf = (at: number) => {
    const sentence = scene.sentenceOf[at] ?? -1
    return { sentence, paragraph: scene.page.prose.sentences[sentence]?.paragraph ?? -1 }
  }
  const leave = (
    at: number,
    figure: Figure | null,
    weight: number,
    gender: Gender | null = null,
  ) => {
    traces.push({ figure, at, ...placeOf(at), weight, gender })
  }

  const chain: Chain = {
    meet({ run, own, figure }) {
      leave(run.first, figure, weightOf(scene, run.first, own.end))
    },
    follow(at, speaking) {
      const word = lowerText(scene, at)
      const owned = scene.words.possessives.get(word)
      const pronoun = scene.words.pronouns.get(word) ?? owned
      if (!pronoun) return NOBODY
      const meaning = decide(rankPronoun(at, pronoun, speaking))
      if (meaning.figure || meaning.unnamed) {
        if (pronoun.gender && meaning.figure) lean(meaning.figure, pronoun.gender)
        const subject = !owned && (speaking || isSubject(scene, at, at + 1))
        leave(at, meaning.figure, (subject ? 2.2 : owned ? -0.5 : 0) + 0.5, pronoun.gender)
      }
      return meaning
    },
    hear(phrase, mention) {
      const meaning = mean(phrase, mention)
      if (meaning.figure) spoken.add(meaning.figure)
      return meaning
    },
    pass(at, gender) {
      unnamed.add(lowerText(scene, at))
      leave(at, null, isSubject(scene, at, at + 1) ? 1.5 : 0, gender)
    },
  }
  return chain

  function mean(phrase: Phrase, mention: Run): Meaning {
    switch (phrase.kind) {
      case 'PRONOUN':
        return chain.follow(phrase.at, true)
      case 'NAME':
        return named(phrase.appearance)
      case 'SEVERAL':
        return { ...NOBODY, candidates: unique(phrase.appearances.map(({ figure }) => figure)) }
      case 'ROLE':
      case 'BODY':
      case 'GROUP':
        return described(phrase, mention)
      case 'ANONYMOUS':
        unnamed.add(lowerText(scene, phrase.noun))
        leave(mention.first, null, 3)
        return UNNAMED
      case 'OTHER':
        return NOBODY
    }
  }

  function named({ run, figure, rivals }: Appearance): Meaning {
    leave(run.first, figure, 3)
    return rivals.length > 0
      ? { ...NOBODY, candidates: [figure, ...rivals] }
      : { ...NOBODY, figure }
  }

  function described(phrase: RolePhrase | BodyPhrase, mention: Run): Meaning {
    const found =
      phrase.kind === 'ROLE'
        ? peopleDescribed(scene, phrase, cast)
        : bodiesDescribed(scene, phrase, cast)
    if (found.length === 0 && phrase.kind === 'ROLE') {
      return unnamed.has(phrase.role.head) ? UNNAMED : NOBODY
    }
    const ranked =
      found.length === 1
        ? [{ figure: found[0] ?? null, score: 0 }]
        : rank(traces, placeOf(mention.first), ({ figure }) =>
            figure && found.includes(figure) ? 0 : null,
          )
    const meaning = ranked.length === 0 ? { ...NOBODY, candidates: found } : decide(ranked, 1.5)
    if (meaning.figure) {
      leave(mention.first, meaning.figure, 3)
      if (phrase.kind === 'ROLE') meaning.figure.roles.push({ ...phrase.role, run: mention })
    }
    return meaning
  }

  function rankPronoun(at: number, pronoun: Pronoun, speaking: boolean): Ranked[] {
    return rank(traces, placeOf(at), ({ figure, gender }) => {
      if (pronoun.kind === 'PERSON') {
        if (!figure) return gender && pronoun.gender && gender !== pronoun.gender ? null : -0.3
        if (figure.kind !== null || !agrees(figure, pronoun.gender)) return null
        if (!isPerson(figure) && figure.words.length === 1) return null
        const certain = figure.female === figure.male ? -0.4 : 0
        const known = speaking && spoken.has(figure) ? HEARD : 0
        return (isPerson(figure) ? certain : certain - 2) + known
      }
      if (!figure) return pronoun.kind === 'PLURAL' ? 0 : null
      if (pronoun.kind === 'PLURAL') return kindOf(figure) === 'GROUP' ? 0 : null
      if (pronoun.kind === 'THING') return kindOf(figure) === 'ORGANIZATION' ? 0 : null
      return null
    })
  }
}

function decide(ranked: readonly Ranked[], margin = MARGIN): Meaning {
  const [first, second] = ranked
  if (!first || first.score < FLOOR) return NOBODY
  if (second && first.score - second.score < margin) {
    const close = ranked.filter(({ score }) => first.score - score < margin)
    return { ...NOBODY, candidates: close.flatMap(({ figure }) => (figure ? [figure] : [])) }
  }
  return first.figure ? { ...NOBODY, figure: first.figure } : UNNAMED
}

/** Who has spoken before may well speak again. */
const HEARD = 0.8

/** Too long ago to be meant. */
const FLOOR = -4

/** A pronoun shows a gender that the name does not. */
function lean(figure: Figure, gender: Gender): void {
  if (figure.female !== figure.male) return
  if (gender === 'FEMALE') figure.female += 1
  else figure.male += 1
}

function unique(figures: readonly Figure[]): Figure[] {
  return [...new Set(figures)]
}

/** How much a name draws attention by its place in the sentence. */
function weightOf(scene: Scene, first: number, end: number): number {
  const quoted = stretchAt(scene.page, first) >= 0 ? -2 : 0
  if (isPossessiveEnding(scene, end)) return quoted - 0.8 + startBonus(scene, first)
  return quoted + startBonus(scene, first) + (isSubject(scene, first, end) ? 2.2 : 0)
}

function startBonus(scene: Scene, first: number): number {
  const sentence = scene.page.prose.sentences[scene.sentenceOf[first] ?? -1]
  return sentence && first - sentence.first <= 1 ? 0.7 : 0
}

/** A noun before a verb and not behind a preposition; an apposition may stand between. */
export function isSubject(scene: Scene, first: number, end: number): boolean {
  if (hasFlag(scene, first - 1, Flag.PREPOSITION) && !isCapitalWord(scene, first - 1)) return false
  if (hasFlag(scene, first - 1, Flag.DEFINITE) && hasFlag(scene, first - 2, Flag.PREPOSITION)) {
    return false
  }
  let at = findApposition(scene, end).end
  if (markAt(scene, at) === 44) at += 1
  if (hasFlag(scene, at, Flag.RELATIVE)) return true
  return isVerb(scene, at)
}

function isVerb(scene: Scene, at: number): boolean {
  if (markAt(scene, at) !== 0 || isCapitalWord(scene, at)) return false
  if (hasFlag(scene, at, Flag.VERB | Flag.COPULA)) return true
  if ((scene.page.cues[at] ?? 0) > 0) return true
  return hasRole(
    scene.page,
    at,
    WordRole.VERB |
      WordRole.MODAL |
      WordRole.BE |
      WordRole.HAVE |
      WordRole.ADVERB |
      WordRole.PAST_LIKE,
  )
}
