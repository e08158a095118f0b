import type { Gender, Pronoun, PronounKind } from '../../languages/people-words.ts'
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
  type Place,
  type Ranked,
  type Referent,
  type Trace,
  type Unnamed,
} from './salience.ts'
import { hasFlag, lowerText, textOf, type Scene } from './scene.ts'
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
  return new Followed(scene, cast, names)
}

class Followed implements Chain {
  readonly antecedents = new Map<number, Run>()
  readonly #scene: Scene
  readonly #cast: Cast
  readonly #names: Appearances
  readonly #traces: Trace[] = []
  readonly #met = new Set<Figure>()
  readonly #spoken = new Set<Figure>()
  readonly #unnamed = new Map<string, Unnamed>()

  constructor(scene: Scene, cast: Cast, names: Appearances) {
    this.#scene = scene
    this.#cast = cast
    this.#names = names
  }

  meet({ run, begin, own, figure }: Appearance): void {
    this.#leave(run, figure, weightOf(this.#scene, begin, own.end))
  }

  follow(at: number): void {
    this.#mean(at, false)
  }

  pass(role: Role, definite: boolean): void {
    const { first, end } = role.run
    const weight = weightOf(this.#scene, first, end)
    if (!definite) {
      this.#leave(role.run, this.#withoutName(role), weight)
      return
    }
    const { figure } = this.#among(this.#peopleMeant(role, first), first)
    if (!figure) return
    this.antecedents.set(first, this.#wordsFor(role, figure))
    this.#leave(role.run, figure, weight)
  }

  hear(phrase: Phrase, mention: Run): Meaning {
    const meaning = this.#meaningOf(phrase, mention)
    if (meaning.figure) this.#spoken.add(meaning.figure)
    return meaning
  }

  #leave(run: Run, referent: Referent, weight: number): void {
    if (!isUnnamed(referent)) this.#met.add(referent)
    const { sentence, paragraph } = placeOf(this.#scene, run.first)
    this.#traces.push({ referent, run, weight, sentence, paragraph })
  }

  #meaningOf(phrase: Phrase, mention: Run): Meaning {
    switch (phrase.kind) {
      case 'PRONOUN':
        return this.#mean(phrase.at, true)
      case 'NAME':
        return this.#named(phrase.appearance)
      case 'SEVERAL':
        return among(figuresOf(phrase.appearances))
      case 'ROLE':
        return this.#described(phrase, mention)
      case 'BODY':
      case 'GROUP':
        return this.#bodily(phrase, mention)
      case 'ANONYMOUS':
        return this.#anonymous(phrase.noun, mention)
      case 'OTHER':
        return NOBODY
    }
  }

  #named({ run, figure, rivals }: Appearance): Meaning {
    this.#leave(run, figure, weights.speaker)
    return rivals.length === 0 ? one(figure) : among([figure, ...rivals])
  }

  #anonymous(noun: number, mention: Run): Meaning {
    const scene = this.#scene
    const certain = hasFlag(scene, noun, Flag.ROLE | Flag.ANONYMOUS | Flag.ANONYMOUS_PLURAL)
    const weight = weights.speaker + (certain ? 0 : weights.unsureVoice)
    const plural = hasFlag(scene, noun, Flag.ANONYMOUS_PLURAL)
    const gender = scene.words.roles.get(lowerText(scene, noun)) ?? null
    const voice: Unnamed = { unnamed: true, plural, gender }
    this.#unnamed.set(lowerText(scene, noun), voice)
    this.#leave(mention, voice, weight)
    return UNNAMED
  }

  #withoutName({ head }: Role): Unnamed {
    const gender = this.#scene.words.roles.get(head) ?? null
    const somebody: Unnamed = { unnamed: true, plural: false, gender }
    this.#unnamed.set(head, somebody)
    return somebody
  }

  #described({ role }: RolePhrase, mention: Run): Meaning {
    const scene = this.#scene
    const found = this.#peopleMeant(role, mention.first)
    const somebody = this.#unnamed.get(role.head)
    // An official without a name is "the official" before any minister is.
    const exact = found.some((figure) => isCalled(scene, figure, role.head))
    if (found.length === 0 || (somebody && !exact)) {
      if (somebody) this.#leave(mention, somebody, weights.speaker)
      return somebody ? UNNAMED : NOBODY
    }
    const meaning = this.#among(somebody ? [...found, somebody] : found, mention.first)
    if (meaning.unnamed && somebody) this.#leave(mention, somebody, weights.speaker)
    if (!meaning.figure) return meaning
    this.antecedents.set(mention.first, this.#wordsFor(role, meaning.figure))
    this.#leave(mention, meaning.figure, weights.speaker)
    addRole(meaning.figure, textOf(scene, mention), { ...role, run: mention })
    return meaning
  }

  /** The words that say what a description relies on. */
  #wordsFor(role: Role, figure: Figure): Run {
    return roleDescribed(this.#scene, role, figure)?.run ?? role.run
  }

  /** Those whom a role fits and who have been spoken of; a headline may look ahead. */
  #peopleMeant(role: Role, at: number): readonly Figure[] {
    const scene = this.#scene
    const found = peopleDescribed(scene, role, this.#cast)
    if (found.length === 0) return found
    const ahead = scene.page.kinds[placeOf(scene, at).paragraph] === 'HEADLINE'
    return ahead ? found : found.filter((figure) => this.#met.has(figure))
  }

  #bodily(phrase: BodyPhrase, mention: Run): Meaning {
    const meaning = this.#among(bodiesDescribed(this.#scene, phrase, this.#cast), mention.first)
    if (meaning.figure) this.#leave(mention, meaning.figure, weights.speaker)
    return meaning
  }

  /** One of those whom a description fits: the only one, or the one spoken of by far the most. */
  #among(found: readonly Referent[], at: number): Meaning {
    const figures = found.flatMap((referent) => (isUnnamed(referent) ? [] : [referent]))
    if (found.length < 2) return figures[0] ? one(figures[0]) : NOBODY
    const place = placeOf(this.#scene, at)
    const ranked = rank(this.#traces, place, (referent) => (found.includes(referent) ? 0 : null))
    return ranked.length === 0 ? among(figures) : decide(ranked, DESCRIBED_MARGIN)
  }

  #mean(at: number, speaking: boolean): Meaning {
    const { words } = this.#scene
    const word = lowerText(this.#scene, at)
    const possessive = words.possessives.get(word)
    const pronoun = words.pronouns.get(word) ?? possessive
    if (!pronoun) return NOBODY
    const ranked = this.#withAhead(this.#rankPronoun(at, pronoun, speaking), at, pronoun)
    const meaning = decide(ranked, weights.margin)
    const [first] = ranked
    if (first && (meaning.figure || meaning.unnamed)) {
      if (pronoun.gender && meaning.figure) lean(meaning.figure, pronoun.gender)
      this.antecedents.set(at, first.run)
      const part = speaking ? weights.speaker : possessive ? weights.ownedPronoun : 0
      const weight = weights.followed + Math.max(part, pronoun.subject ? weights.subject : part)
      this.#leave({ first: at, end: at + 1 }, first.referent, weight)
    }
    return meaning
  }

  #withAhead(ranked: Ranked[], at: number, pronoun: Pronoun): Ranked[] {
    if (pronoun.kind !== 'PERSON' || !pronoun.subject) return ranked
    const ahead = nameAhead(this.#scene, at, this.#names)
    const fit = ahead && personFit(ahead.figure, pronoun.gender)
    if (!ahead || fit === null) return ranked
    const score = weights.ahead + fit
    const known = ranked.find(({ referent }) => referent === ahead.figure)
    if (known && known.score >= score) return ranked
    const others = ranked.filter((one) => one !== known)
    return [...others, { referent: ahead.figure, run: ahead.run, score }].sort(byScore)
  }

  #rankPronoun(at: number, pronoun: Pronoun, speaking: boolean): Ranked[] {
    const spoken = speaking ? this.#spoken : null
    if (!POINTING.has(pronoun.kind)) return []
    return rank(this.#traces, placeOf(this.#scene, at), (referent) =>
      fitOf(referent, pronoun, spoken),
    )
  }
}

/** Pronouns that are understood from what was spoken of before. */
const POINTING: ReadonlySet<PronounKind> = new Set(['PERSON', 'PLURAL', 'THING'])

/** The sentence and the paragraph of a token; -1 outside. */
function placeOf(scene: Scene, at: number): Place {
  const sentence = scene.sentenceOf[at] ?? -1
  const paragraph = scene.page.prose.sentences[sentence]?.paragraph ?? -1
  return { sentence, paragraph }
}

function one(figure: Figure): Meaning {
  return { figure, candidates: [], unnamed: false }
}

function among(candidates: readonly Figure[]): Meaning {
  return { figure: null, candidates, unnamed: false }
}

/**
 * What speaks for a pronoun's meaning somebody; null excludes.
 *
 * @param spoken - who has been heard, where the pronoun speaks
 */
function fitOf(
  referent: Referent,
  pronoun: Pronoun,
  spoken: ReadonlySet<Figure> | null,
): number | null {
  if (isUnnamed(referent)) return unnamedFit(referent, pronoun)
  if (pronoun.kind !== 'PERSON') return bodyFit(referent, pronoun)
  const fit = personFit(referent, pronoun.gender)
  return fit !== null && spoken?.has(referent) ? fit + weights.heard : fit
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
    return among(figures)
  }
  return isUnnamed(first.referent) ? UNNAMED : one(first.referent)
}

/** A pronoun shows a gender that the name does not. */
function lean(figure: Figure, gender: Gender): void {
  if (figure.female !== figure.male) return
  if (gender === 'FEMALE') figure.female += 1
  else figure.male += 1
}
