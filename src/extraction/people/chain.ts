import type { Gender, Pronoun } from '../../languages/people-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import type { Cast } from './cast.ts'
import { bodiesDescribed, isCalled, peopleDescribed, roleDescribed } from './descriptions.ts'
import { addRole, agrees, isPerson, kindOf, type Appearance, type Figure } from './figures.ts'
import { nameAhead } from './cataphora.ts'
import type { Appearances, BodyPhrase, Phrase, RolePhrase } from './phrases.ts'
import { weightOf } from './places.ts'
import type { Role } from './roles.ts'
import {
  byScore,
  isUnnamed,
  rank,
  weights,
  type Ranked,
  type Referent,
  type Trace,
  type Unnamed,
} from './salience.ts'
import { hasFlag, lowerText, textOf, type Scene, sentenceOf } from './scene.ts'
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

/** A description with two bearers is decided by a wide margin only. */
const DESCRIBED_MARGIN = 3.5

/** Follows who is being spoken of, from the beginning of the article to its end. */
export interface Chain {
  /** Take in a name. */
  meet(appearance: Appearance): void
  /** Take in a pronoun that names no voice. */
  follow(at: number): void
  /** Take in a role that names no voice: "the admiral", "a woman". */
  pass(role: Role, definite: boolean): void
  /** Take in a phrase that names a voice, and say whom it means. */
  hear(phrase: Phrase, mention: Run): Meaning
  /** For the first token of a pronoun or a description, the words from which it was understood. */
  readonly antecedents: ReadonlyMap<number, Run>
}

export function createChain(scene: Scene, cast: Cast, names: Appearances): Chain {
  const traces: Trace[] = []
  const met = new Set<Figure>()
  const spoken = new Set<Figure>()
  const unnamed = new Map<string, Unnamed>()
  const antecedents = new Map<number, Run>()

  return {
    antecedents,
    meet({ run, begin, own, figure }) {
      leave(run, figure, weightOf(scene, begin, own.end))
    },
    follow(at) {
      mean(at, false)
    },
    pass(role, definite) {
      const { first, end } = role.run
      const weight = weightOf(scene, first, end)
      if (!definite) return leave(role.run, withoutName(role), weight)
      const { figure } = among(peopleMeant(role, first), first)
      if (!figure) return
      antecedents.set(first, wordsFor(role, figure))
      leave(role.run, figure, weight)
    },
    hear(phrase, mention) {
      const meaning = meaningOf(phrase, mention)
      if (meaning.figure) spoken.add(meaning.figure)
      return meaning
    },
  }

  function leave(run: Run, referent: Referent, weight: number): void {
    if (!isUnnamed(referent)) met.add(referent)
    traces.push({ referent, run, weight, ...placeOf(run.first) })
  }

  function placeOf(at: number) {
    const sentence = scene.sentenceOf[at] ?? -1
    return { sentence, paragraph: sentenceOf(scene, at)?.paragraph ?? -1 }
  }

  function meaningOf(phrase: Phrase, mention: Run): Meaning {
    switch (phrase.kind) {
      case 'PRONOUN':
        return mean(phrase.at, true)
      case 'NAME':
        return named(phrase.appearance)
      case 'SEVERAL':
        return { ...NOBODY, candidates: figuresOf(phrase.appearances) }
      case 'ROLE':
        return described(phrase, mention)
      case 'BODY':
      case 'GROUP':
        return bodily(phrase, mention)
      case 'ANONYMOUS':
        return anonymous(phrase.noun, mention)
      case 'OTHER':
        return NOBODY
    }
  }

  function named({ run, figure, rivals }: Appearance): Meaning {
    leave(run, figure, weights.speaker)
    if (rivals.length === 0) return { ...NOBODY, figure }
    return { ...NOBODY, candidates: [figure, ...rivals] }
  }

  function anonymous(noun: number, mention: Run): Meaning {
    const certain = hasFlag(scene, noun, Flag.ROLE | Flag.ANONYMOUS | Flag.ANONYMOUS_PLURAL)
    const weight = weights.speaker + (certain ? 0 : weights.unsureVoice)
    const plural = hasFlag(scene, noun, Flag.ANONYMOUS_PLURAL)
    const gender = scene.words.roles.get(lowerText(scene, noun)) ?? null
    const voice: Unnamed = { unnamed: true, plural, gender }
    unnamed.set(lowerText(scene, noun), voice)
    leave(mention, voice, weight)
    return UNNAMED
  }

  function withoutName({ head }: Role): Unnamed {
    const gender = scene.words.roles.get(head) ?? null
    const somebody: Unnamed = { unnamed: true, plural: false, gender }
    unnamed.set(head, somebody)
    return somebody
  }

  function described(phrase: RolePhrase, mention: Run): Meaning {
    const { role } = phrase
    const found = peopleMeant(role, mention.first)
    const somebody = unnamed.get(role.head)
    // An official without a name is "the official" before any minister is.
    const exact = found.some((figure) => isCalled(scene, figure, role.head))
    if (found.length === 0 || (somebody && !exact)) {
      if (somebody) leave(mention, somebody, weights.speaker)
      return somebody ? UNNAMED : NOBODY
    }
    const meaning = among(somebody ? [...found, somebody] : found, mention.first)
    if (meaning.unnamed && somebody) leave(mention, somebody, weights.speaker)
    if (!meaning.figure) return meaning
    antecedents.set(mention.first, wordsFor(role, meaning.figure))
    leave(mention, meaning.figure, weights.speaker)
    addRole(meaning.figure, textOf(scene, mention), { ...role, run: mention })
    return meaning
  }

  /** The words that say what a description relies on. */
  function wordsFor(role: Role, figure: Figure): Run {
    return roleDescribed(scene, role, figure)?.run ?? role.run
  }

  /** Those whom a role fits and who have been spoken of; a headline may look ahead. */
  function peopleMeant(role: Role, at: number): readonly Figure[] {
    const found = peopleDescribed(scene, role, cast)
    const ahead = scene.page.kinds[placeOf(at).paragraph] === 'HEADLINE'
    return ahead ? found : found.filter((figure) => met.has(figure))
  }

  function bodily(phrase: BodyPhrase, mention: Run): Meaning {
    const meaning = among(bodiesDescribed(scene, phrase, cast), mention.first)
    if (meaning.figure) leave(mention, meaning.figure, weights.speaker)
    return meaning
  }

  /** One of those whom a description fits: the only one, or the one spoken of by far the most. */
  function among(found: readonly Referent[], at: number): Meaning {
    const figures = found.flatMap((referent) => (isUnnamed(referent) ? [] : [referent]))
    if (found.length < 2) return { ...NOBODY, figure: figures[0] ?? null }
    const ranked = rank(traces, placeOf(at), (referent) => (found.includes(referent) ? 0 : null))
    return ranked.length === 0
      ? { ...NOBODY, candidates: figures }
      : decide(ranked, DESCRIBED_MARGIN)
  }

  function mean(at: number, speaking: boolean): Meaning {
    const word = lowerText(scene, at)
    const pronoun = scene.words.pronouns.get(word) ?? scene.words.possessives.get(word)
    const owned = scene.words.possessives.has(word)
    if (!pronoun) return NOBODY
    const ranked = withAhead(rankPronoun(at, pronoun, speaking), at, pronoun)
    const meaning = decide(ranked, weights.margin)
    const [first] = ranked
    if (first && (meaning.figure || meaning.unnamed)) {
      if (pronoun.gender && meaning.figure) lean(meaning.figure, pronoun.gender)
      antecedents.set(at, first.run)
      const part = speaking ? weights.speaker : owned ? weights.ownedPronoun : 0
      const weight = weights.followed + Math.max(part, pronoun.subject ? weights.subject : part)
      leave({ first: at, end: at + 1 }, first.referent, weight)
    }
    return meaning
  }

  function withAhead(ranked: Ranked[], at: number, pronoun: Pronoun): Ranked[] {
    if (pronoun.kind !== 'PERSON' || !pronoun.subject) return ranked
    const ahead = nameAhead(scene, at, names)
    const fit = ahead && personFit(ahead.figure, pronoun.gender)
    if (!ahead || fit === null) return ranked
    const score = weights.ahead + fit
    const known = ranked.find(({ referent }) => referent === ahead.figure)
    if (known && known.score >= score) return ranked
    const others = ranked.filter((one) => one !== known)
    return [...others, { referent: ahead.figure, run: ahead.run, score }].sort(byScore)
  }

  function rankPronoun(at: number, pronoun: Pronoun, speaking: boolean): Ranked[] {
    return rank(traces, placeOf(at), (referent) => {
      if (isUnnamed(referent)) return unnamedFit(referent, pronoun)
      if (pronoun.kind !== 'PERSON') return bodyFit(referent, pronoun)
      const fit = personFit(referent, pronoun.gender)
      return fit !== null && speaking && spoken.has(referent) ? fit + weights.heard : fit
    })
  }
}

function figuresOf(appearances: readonly Appearance[]): Figure[] {
  return [...new Set(appearances.map(({ figure }) => figure))]
}

function unnamedFit({ plural, gender }: Unnamed, pronoun: Pronoun): number | null {
  if (pronoun.kind === 'PLURAL') return plural ? 0 : null
  if (pronoun.kind !== 'PERSON' || plural) return null
  return gender !== null && pronoun.gender !== gender ? null : weights.unnamed
}

function bodyFit(figure: Figure, { kind }: Pronoun): number | null {
  const wanted = kind === 'PLURAL' ? 'GROUP' : kind === 'THING' ? 'ORGANIZATION' : null
  return wanted !== null && kindOf(figure) === wanted ? 0 : null
}

function personFit(figure: Figure, gender: Gender | null): number | null {
  if (!isPerson(figure) || !agrees(figure, gender)) return null
  return figure.female === figure.male ? weights.unsureGender : 0
}

/** The first, when the second is far enough behind; else those who are close. */
function decide(ranked: readonly Ranked[], margin: number): Meaning {
  const [first, second] = ranked
  if (!first || first.score < weights.floor) return NOBODY
  if (second && first.score - second.score < margin) {
    const close = ranked.filter(({ score }) => first.score - score < margin)
    const figures = close.flatMap(({ referent }) => (isUnnamed(referent) ? [] : [referent]))
    return { ...NOBODY, candidates: figures }
  }
  return isUnnamed(first.referent) ? UNNAMED : { ...NOBODY, figure: first.referent }
}

/** A pronoun shows a gender that the name does not. */
function lean(figure: Figure, gender: Gender): void {
  if (figure.female !== figure.male) return
  if (gender === 'FEMALE') figure.female += 1
  else figure.male += 1
}
