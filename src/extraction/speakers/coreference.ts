import type { Gender, Pronoun, PronounKind } from '../../languages/people-words.ts'
import { Role as WordRole } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { COMMA, hasRole } from '../quotations/doc.ts'
import {
  hasRoleNoun,
  organizationsDescribed,
  peopleDescribed,
  roleDescribed,
} from './descriptions.ts'
import type { EntityIndex } from './entity-index.ts'
import { addRole, agrees, type Entity, isPerson, kindOf, type NameMention } from './entity.ts'
import {
  type NameIndex,
  nameMentionAt,
  type OrganizationPhrase,
  type Phrase,
  type RolePhrase,
} from './phrases.ts'
import type { Role } from './roles.ts'
import {
  type AnonymousReferent,
  byScore,
  type HistoryEntry,
  isAnonymous,
  type Position,
  rank,
  type Ranked,
  type Referent,
  salienceAt,
  weights,
} from './salience.ts'
import {
  hasFlag,
  lowerText,
  markAt,
  sentenceEnd,
  sentenceStart,
  type TaggedArticle,
  textOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** Whom a phrase means: one figure, nobody with a name, or several between whom we cannot tell. */
export interface Resolution {
  readonly entity: Entity | null
  readonly candidates: readonly Entity[]
  /** The voice has no name in the text. */
  readonly anonymous: boolean
}

export const UNRESOLVED: Resolution = { entity: null, candidates: [], anonymous: false }
const ANONYMOUS: Resolution = { entity: null, candidates: [], anonymous: true }

/** A description with two bearers is decided by a wide margin only. */
const DESCRIBED_MARGIN = 3.5

/** Follows who is being spoken of, from the beginning of the article to its end. */
export interface Coreference {
  /** Take in a name. */
  addName(nameMention: NameMention): void
  /** Take in a pronoun that names no voice. */
  addPronoun(at: number): void
  /** Take in a role that names no voice: "the admiral", "a woman". */
  addDescription(role: Role, definite: boolean): void
  /** Take in a phrase that names a voice, and say whom it means. */
  resolve(phrase: Phrase, mention: Run): Resolution
  /** For the first token of a pronoun or a description, the words from which it was understood. */
  readonly antecedents: ReadonlyMap<number, Run>
}

export function createChain(
  tagged: TaggedArticle,
  index: EntityIndex,
  names: NameIndex,
): Coreference {
  return new Followed(tagged, index, names)
}

class Followed implements Coreference {
  readonly antecedents = new Map<number, Run>()
  readonly #tagged: TaggedArticle
  readonly #index: EntityIndex
  readonly #names: NameIndex
  readonly #history: HistoryEntry[] = []
  readonly #mentioned = new Set<Entity>()
  readonly #speakers = new Set<Entity>()
  readonly #anonymousByNoun = new Map<string, AnonymousReferent>()

  constructor(tagged: TaggedArticle, index: EntityIndex, names: NameIndex) {
    this.#tagged = tagged
    this.#index = index
    this.#names = names
  }

  addName({ run, begin, own, entity }: NameMention): void {
    this.#record(run, entity, salienceAt(this.#tagged, begin, own.end))
  }

  addPronoun(at: number): void {
    this.#resolvePronoun(at, false)
  }

  addDescription(role: Role, definite: boolean): void {
    const { first, end } = role.run
    const weight = salienceAt(this.#tagged, first, end)
    if (!definite) {
      this.#record(role.run, this.#addAnonymous(role), weight)
      return
    }
    const { entity } = this.#choose(this.#matchingPeople(role, first), first)
    if (!entity) return
    this.antecedents.set(first, this.#antecedentOf(role, entity))
    this.#record(role.run, entity, weight)
  }

  resolve(phrase: Phrase, mention: Run): Resolution {
    const resolution = this.#resolvePhrase(phrase, mention)
    if (resolution.entity) this.#speakers.add(resolution.entity)
    return resolution
  }

  #record(run: Run, referent: Referent, weight: number): void {
    if (!isAnonymous(referent)) this.#mentioned.add(referent)
    const { sentence, paragraph } = positionOf(this.#tagged, run.first)
    this.#history.push({ referent, run, weight, sentence, paragraph })
  }

  #resolvePhrase(phrase: Phrase, mention: Run): Resolution {
    switch (phrase.kind) {
      case 'PRONOUN':
        return this.#resolvePronoun(phrase.at, true)
      case 'NAME':
        return this.#resolveName(phrase.nameMention)
      case 'SEVERAL':
        return among(entitiesOf(phrase.nameMentions))
      case 'ROLE':
        return this.#resolveRole(phrase, mention)
      case 'ORGANIZATION':
      case 'GROUP':
        return this.#resolveOrganization(phrase, mention)
      case 'ANONYMOUS':
        return this.#resolveAnonymous(phrase.noun, mention)
      case 'OTHER':
        return UNRESOLVED
    }
  }

  #resolveName({ run, entity, rivals }: NameMention): Resolution {
    this.#record(run, entity, weights.speaker)
    return rivals.length === 0 ? one(entity) : among([entity, ...rivals])
  }

  #resolveAnonymous(noun: number, mention: Run): Resolution {
    const tagged = this.#tagged
    const isCertain = hasFlag(tagged, noun, Flag.ROLE | Flag.ANONYMOUS | Flag.ANONYMOUS_PLURAL)
    const weight = weights.speaker + (isCertain ? 0 : weights.uncertainAnonymous)
    const plural = hasFlag(tagged, noun, Flag.ANONYMOUS_PLURAL)
    const gender = tagged.words.roles.get(lowerText(tagged, noun)) ?? null
    const voice: AnonymousReferent = { anonymous: true, plural, gender }
    this.#anonymousByNoun.set(lowerText(tagged, noun), voice)
    this.#record(mention, voice, weight)
    return ANONYMOUS
  }

  #addAnonymous({ head }: Role): AnonymousReferent {
    const gender = this.#tagged.words.roles.get(head) ?? null
    const somebody: AnonymousReferent = { anonymous: true, plural: false, gender }
    this.#anonymousByNoun.set(head, somebody)
    return somebody
  }

  #resolveRole({ role }: RolePhrase, mention: Run): Resolution {
    const tagged = this.#tagged
    const found = this.#matchingPeople(role, mention.first)
    const somebody = this.#anonymousByNoun.get(role.head)
    // An official without a name is "the official" before any minister is.
    const exact = found.some((entity) => hasRoleNoun(tagged, entity, role.head))
    if (found.length === 0 || (somebody && !exact)) {
      if (somebody) this.#record(mention, somebody, weights.speaker)
      return somebody ? ANONYMOUS : UNRESOLVED
    }
    const resolution = this.#choose(somebody ? [...found, somebody] : found, mention.first)
    if (resolution.anonymous && somebody) this.#record(mention, somebody, weights.speaker)
    if (!resolution.entity) return resolution
    this.antecedents.set(mention.first, this.#antecedentOf(role, resolution.entity))
    this.#record(mention, resolution.entity, weights.speaker)
    addRole(resolution.entity, textOf(tagged, mention), { ...role, run: mention })
    return resolution
  }

  /** The words that say what a description relies on. */
  #antecedentOf(role: Role, entity: Entity): Run {
    return roleDescribed(this.#tagged, role, entity)?.run ?? role.run
  }

  /** Those whom a role fits and who have been spoken of; a headline may look ahead. */
  #matchingPeople(role: Role, at: number): readonly Entity[] {
    const tagged = this.#tagged
    const found = peopleDescribed(tagged, role, this.#index)
    if (found.length === 0) return found
    const ahead = tagged.doc.kinds[positionOf(tagged, at).paragraph] === 'HEADLINE'
    return ahead ? found : found.filter((entity) => this.#mentioned.has(entity))
  }

  #resolveOrganization(phrase: OrganizationPhrase, mention: Run): Resolution {
    const resolution = this.#choose(
      organizationsDescribed(this.#tagged, phrase, this.#index),
      mention.first,
    )
    if (resolution.entity) this.#record(mention, resolution.entity, weights.speaker)
    return resolution
  }

  /** One of those whom a description fits: the only one, or the one spoken of by far the most. */
  #choose(found: readonly Referent[], at: number): Resolution {
    const entities = found.flatMap((referent) => (isAnonymous(referent) ? [] : [referent]))
    if (found.length < 2) return entities[0] ? one(entities[0]) : UNRESOLVED
    const position = positionOf(this.#tagged, at)
    const ranked = rank(this.#history, position, (referent) =>
      found.includes(referent) ? 0 : null,
    )
    return ranked.length === 0 ? among(entities) : decide(ranked, DESCRIBED_MARGIN)
  }

  #resolvePronoun(at: number, speaking: boolean): Resolution {
    const { words } = this.#tagged
    const word = lowerText(this.#tagged, at)
    const possessive = words.possessives.get(word)
    const pronoun = words.pronouns.get(word) ?? possessive
    if (!pronoun) return UNRESOLVED
    const ranked = this.#withCataphora(this.#rankPronoun(at, pronoun, speaking), at, pronoun)
    const resolution = decide(ranked, weights.margin)
    const [first] = ranked
    if (first && (resolution.entity || resolution.anonymous)) {
      if (pronoun.gender && resolution.entity) addPronounGender(resolution.entity, pronoun.gender)
      this.antecedents.set(at, first.run)
      const part = speaking ? weights.speaker : possessive ? weights.ownedPronoun : 0
      const weight =
        weights.resolvedPronoun + Math.max(part, pronoun.subject ? weights.subject : part)
      this.#record({ first: at, end: at + 1 }, first.referent, weight)
    }
    return resolution
  }

  #withCataphora(ranked: Ranked[], at: number, pronoun: Pronoun): Ranked[] {
    if (pronoun.kind !== 'PERSON' || !pronoun.subject) return ranked
    const ahead = findCataphoricName(this.#tagged, at, this.#names)
    const fit = ahead && personFit(ahead.entity, pronoun.gender)
    if (!ahead || fit === null) return ranked
    const score = weights.ahead + fit
    const known = ranked.find(({ referent }) => referent === ahead.entity)
    if (known && known.score >= score) return ranked
    const others = ranked.filter((one) => one !== known)
    return [...others, { referent: ahead.entity, run: ahead.run, score }].sort(byScore)
  }

  #rankPronoun(at: number, pronoun: Pronoun, speaking: boolean): Ranked[] {
    const spoken = speaking ? this.#speakers : null
    if (!POINTING.has(pronoun.kind)) return []
    return rank(this.#history, positionOf(this.#tagged, at), (referent) =>
      fitOf(referent, pronoun, spoken),
    )
  }
}

/** Pronouns that are understood from what was spoken of before. */
const POINTING: ReadonlySet<PronounKind> = new Set(['PERSON', 'PLURAL', 'THING'])

/** The sentence and the paragraph of a token; -1 outside. */
function positionOf(tagged: TaggedArticle, at: number): Position {
  const sentence = tagged.sentenceOf[at] ?? -1
  const paragraph = tagged.doc.prose.sentences[sentence]?.paragraph ?? -1
  return { sentence, paragraph }
}

function one(entity: Entity): Resolution {
  return { entity, candidates: [], anonymous: false }
}

function among(candidates: readonly Entity[]): Resolution {
  return { entity: null, candidates, anonymous: false }
}

/**
 * What speaks for a pronoun's meaning somebody; null excludes.
 *
 * @param spoken - who has been heard, where the pronoun speaks
 */
function fitOf(
  referent: Referent,
  pronoun: Pronoun,
  spoken: ReadonlySet<Entity> | null,
): number | null {
  if (isAnonymous(referent)) return anonymousFit(referent, pronoun)
  if (pronoun.kind !== 'PERSON') return organizationFit(referent, pronoun)
  const fit = personFit(referent, pronoun.gender)
  return fit !== null && spoken?.has(referent) ? fit + weights.spokeBefore : fit
}

function entitiesOf(nameMentions: readonly NameMention[]): Entity[] {
  return [...new Set(nameMentions.map(({ entity }) => entity))]
}

function anonymousFit({ plural, gender }: AnonymousReferent, pronoun: Pronoun): number | null {
  if (pronoun.kind === 'PLURAL') return plural ? 0 : null
  if (pronoun.kind !== 'PERSON' || plural) return null
  return gender !== null && pronoun.gender !== gender ? null : weights.anonymous
}

function organizationFit(entity: Entity, { kind }: Pronoun): number | null {
  const wanted = kind === 'PLURAL' ? 'GROUP' : kind === 'THING' ? 'ORGANIZATION' : null
  return wanted !== null && kindOf(entity) === wanted ? 0 : null
}

function personFit(entity: Entity, gender: Gender | null): number | null {
  if (!isPerson(entity) || !agrees(entity, gender)) return null
  return entity.female === entity.male ? weights.unknownGender : 0
}

/** The first, when the second is far enough behind; else those who are close. */
function decide(ranked: readonly Ranked[], margin: number): Resolution {
  const [first, second] = ranked
  if (!first || first.score < weights.floor) return UNRESOLVED
  if (second && first.score - second.score < margin) {
    const close = ranked.filter(({ score }) => first.score - score < margin)
    const entities = close.flatMap(({ referent }) => (isAnonymous(referent) ? [] : [referent]))
    return among(entities)
  }
  return isAnonymous(first.referent) ? ANONYMOUS : one(first.referent)
}

/** A pronoun shows a gender that the name does not. */
function addPronounGender(entity: Entity, gender: Gender): void {
  if (entity.female !== entity.male) return
  if (gender === 'FEMALE') entity.female += 1
  else entity.male += 1
}

/** In tokens: how far ahead a name may stand. */
const LONGEST = 25

/**
 * The name that a pronoun runs ahead of: "When she came, Ann Roe said". The pronoun stands in a
 * clause that opens the sentence, and the name is the subject behind its comma.
 */
export function findCataphoricName(
  tagged: TaggedArticle,
  at: number,
  names: NameIndex,
): NameMention | null {
  if (!opensWithClause(tagged, at)) return null
  const limit = Math.min(sentenceEnd(tagged, at), at + LONGEST)
  for (let comma = at + 1; comma < limit; comma += 1) {
    if (markAt(tagged, comma) !== COMMA) continue
    const next = hasFlag(tagged, comma + 1, Flag.DEFINITE) ? comma + 2 : comma + 1
    const found = nameMentionAt(names, next)
    return found && found.run.first === next ? found : null
  }
  return null
}

/** "When he …", "Back when he …": a subordinating word at the head, and nobody else before. */
function opensWithClause(tagged: TaggedArticle, at: number): boolean {
  const start = sentenceStart(tagged, at)
  for (let before = start; before < at && before < start + 2; before += 1) {
    if (hasRole(tagged.doc, before, WordRole.SUBORDINATOR)) return at - before <= 2
  }
  return false
}
