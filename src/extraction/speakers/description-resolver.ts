import type { Gender } from '../../languages/people-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { countryOf } from './countries.ts'
import {
  hasRoleNoun,
  isCalledLike,
  isSpecificBody,
  namesOther,
  organizationsDescribed,
  peopleDescribed,
  roleDescribed,
} from './descriptions.ts'
import type { Discourse } from './discourse.ts'
import type { EntityIndex } from './entity-index.ts'
import { addRole, type Entity, isPerson, kindOf, rolesOfEntity } from './entity.ts'
import type { OrganizationPhrase, RolePhrase } from './phrases.ts'
import { personFit } from './pronouns.ts'
import { among, ANONYMOUS, decide, type Resolution, resolvedTo, UNRESOLVED } from './resolution.ts'
import type { Role } from './roles.ts'
import {
  type AnonymousReferent,
  byScore,
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
  hasShape,
  isCapitalWord,
  lowerText,
  markAt,
  sentenceStart,
  type TaggedArticle,
  textOf,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** A description that fits two people is resolved by a wide margin only. */
const DESCRIBED_MARGIN = 3.5
/** The same where the first is the subject of the sentence before. */
const SUBJECT_MARGIN = 1
const BODY_MARGIN = 1.2
const EPITHET_MARGIN = 1

/** Several people who speak together. */
export const SEVERAL: AnonymousReferent = {
  anonymous: true,
  plural: true,
  body: false,
  gender: null,
}

/** Attributes in a description that the text has not used for the person before. */
interface Epithet {
  readonly age: number | null
  readonly gender: Gender | null
  /** "the woman", "the 61-year-old" fit anybody; "the electrician" only somebody who is salient. */
  readonly fitsAnybody: boolean
  /** The role that the text has given nobody, or null. */
  readonly role: RolePhrase | null
}

/** Resolves descriptions of people and bodies: "the admiral", "the 61-year-old", "the company". */
export class DescriptionResolver {
  readonly #tagged: TaggedArticle
  readonly #index: EntityIndex
  readonly #discourse: Discourse
  readonly #anonymousByNoun = new Map<string, AnonymousReferent>()
  /** Head nouns of definite descriptions that fitted nobody ("the king"), with the first token. */
  readonly #unnamedRoles = new Map<string, number>()
  /** Bodies without a name by their noun: "office" of "his office". */
  readonly #unnamedBodies = new Map<string, AnonymousReferent>()
  /** Index of the first paragraph of text. */
  readonly #lead: number

  constructor(tagged: TaggedArticle, index: EntityIndex, discourse: Discourse) {
    this.#tagged = tagged
    this.#index = index
    this.#discourse = discourse
    this.#lead = tagged.doc.kinds.indexOf('TEXT')
  }

  /** Adds a role without a name that is not a speaker: "the admiral", "a woman". */
  add(role: Role, definite: boolean): void {
    const { first, end } = role.run
    const weight = salienceAt(this.#tagged, first, end)
    if (!definite) {
      this.#discourse.record(role.run, this.#addAnonymous(role), weight)
      return
    }
    const found = this.#matchingPeople(role, first)
    const { entity } = this.#choose(found, first)
    // "The chief" below means this person without a name, and nobody who is salient.
    if (found.length === 0 && !this.#unnamedRoles.has(role.head))
      this.#unnamedRoles.set(role.head, first)
    if (!entity) return
    this.#discourse.antecedents.set(first, this.#antecedentOf(role, entity))
    this.#discourse.record(role.run, entity, weight)
  }

  /** Adds a body without a name that is not a speaker: "the club". */
  addBody(phrase: OrganizationPhrase): void {
    const mention = { first: phrase.run.first, end: phrase.run.end }
    this.resolveOrganization(phrase, mention, salienceAt(this.#tagged, mention.first, mention.end))
  }

  resolveAnonymous(noun: number, mention: Run): Resolution {
    const tagged = this.#tagged
    const ahead = this.#namedBelow(noun)
    if (ahead) {
      this.#discourse.record(mention, ahead, weights.speaker)
      return resolvedTo(ahead)
    }
    // "a committee", "a report": nobody whom "he" can mean.
    if (tagged.words.documents.has(lowerText(tagged, noun))) return ANONYMOUS
    if (hasFlag(tagged, noun, Flag.ORGANIZATION)) {
      this.#discourse.record(mention, this.#unnamedBody(noun), weights.speaker)
      return ANONYMOUS
    }
    const isCertain = hasFlag(tagged, noun, Flag.ROLE | Flag.ANONYMOUS | Flag.ANONYMOUS_PLURAL)
    const weight = weights.speaker + (isCertain ? 0 : weights.uncertainAnonymous)
    const plural = hasFlag(tagged, noun, Flag.ANONYMOUS_PLURAL)
    const gender = tagged.words.roles.get(lowerText(tagged, noun)) ?? null
    const referent: AnonymousReferent = { anonymous: true, plural, body: false, gender }
    this.#anonymousByNoun.set(lowerText(tagged, noun), referent)
    this.#discourse.record(mention, referent, weight)
    return ANONYMOUS
  }

  /**
   * The person whom the headline or the lead calls "a judge" and the text below names: the only one
   * with this role.
   */
  #namedBelow(noun: number): Entity | null {
    const tagged = this.#tagged
    if (!hasFlag(tagged, noun, Flag.ROLE) || hasFlag(tagged, noun, Flag.ANONYMOUS)) return null
    if (this.#discourse.positionOf(noun).paragraph > this.#lead) return null
    const found = this.#index.byRole.get(lowerText(tagged, noun)) ?? []
    const [only] = found
    return only && found.length === 1 && isPerson(only) ? only : null
  }

  /** "the woman", "the 61-year-old": the person with this age, else the most salient one. */
  resolveEpithet({ age, gender, fitsAnybody, role }: Epithet, mention: Run): Resolution {
    const position = this.#discourse.positionOf(mention.first)
    const aged = age === null ? [] : this.#index.people.entities.filter((one) => one.age === age)
    const ranked = rank(this.#discourse.history, position, (referent) => {
      if (isAnonymous(referent)) return referent.plural || referent.body ? null : 0
      if (aged.length > 0) return aged.includes(referent) ? 0 : null
      if (age !== null && referent.age !== null) return null
      const fit = personFit(referent, gender) ?? unknownFit(referent)
      if (fit === null || fitsAnybody || !role) return fit
      return this.#newRoleFit(referent, role, fit)
    })
    if (!fitsAnybody && this.#isBehindWords(mention.first)) this.#preferIntroduced(ranked, position)
    const [best] = ranked
    if (!fitsAnybody && best && best.score < weights.newRoleFloor) return UNRESOLVED
    const resolution =
      aged.length === 1 && aged[0] ? resolvedTo(aged[0]) : decide(ranked, EPITHET_MARGIN)
    if (!resolution.entity) return resolution
    if (best) this.#discourse.antecedents.set(mention.first, best.run)
    this.#discourse.record(mention, resolution.entity, weights.speaker)
    return resolution
  }

  /**
   * Prefer, for a role that the text has given nobody, the subject of the sentence before and the
   * person whom it has just named for the first time.
   */
  #preferIntroduced(ranked: Ranked[], { sentence, paragraph }: Position): void {
    const before = this.#discourse
      .latest()
      .filter((entry) => entry.sentence === sentence - 1 || entry.sentence === sentence)
    for (const [at, candidate] of ranked.entries()) {
      if (isAnonymous(candidate.referent)) continue
      const mentions = before.filter(({ referent }) => referent === candidate.referent)
      const isSubject = mentions.some(
        (entry) => entry.paragraph === paragraph && entry.weight >= weights.subject,
      )
      const isNew = (this.#discourse.introducedIn.get(candidate.referent) ?? -1) >= sentence - 1
      const bonus = (isSubject ? weights.subjectBefore : 0) + (isNew ? weights.introduced : 0)
      if (bonus > 0) ranked[at] = { ...candidate, score: candidate.score + bonus }
    }
    ranked.sort(byScore)
  }

  /** How well a role that the text has given nobody fits a person. */
  #newRoleFit(entity: Entity, { role, noun }: RolePhrase, fit: number): number | null {
    const tagged = this.#tagged
    const { first, end } = role.run
    // A deputy mayor is not the mayor, and a foreign minister not the health minister.
    if (hasRoleNoun(tagged, entity, role.head)) return null
    let score = fit
    const spoke = this.#discourse.speakers.has(entity)
    // "The Republican" says what somebody is, and not who.
    if (!spoke && isParty(tagged, role.head)) return null
    if (spoke) score += weights.spokeBefore
    // "The mayor of Selm" is somebody else, unless this person has spoken; "the Selm captain" may be.
    else if (namesOther(tagged, role, { first: noun, end }, entity)) return null
    else if (namesOther(tagged, role, { first, end: noun }, entity)) score += weights.otherRole
    if (rolesOfEntity(entity).length === 0) return score
    if (isCalledLike(tagged, entity, role.head)) {
      // "The base chief" is not a director of films.
      const isOther =
        hasCommonModifier(tagged, first, noun) && !this.#isSubjectBehindWords(entity, first)
      return isOther ? null : score + weights.likeRole
    }
    return score + (spoke ? weights.otherRole : weights.otherRoleOfSilent)
  }

  /** '"…," said the leftist leader' after a sentence whose subject is this person. */
  #isSubjectBehindWords(entity: Entity, at: number): boolean {
    const { sentence } = this.#discourse.positionOf(at)
    return this.#isBehindWords(at) && this.#discourse.isSubjectBefore(entity, sentence)
  }

  #addAnonymous({ head }: Role): AnonymousReferent {
    const gender = this.#tagged.words.roles.get(head) ?? null
    const anonymous: AnonymousReferent = { anonymous: true, plural: false, body: false, gender }
    this.#anonymousByNoun.set(head, anonymous)
    return anonymous
  }

  #unnamedBody(noun: number): AnonymousReferent {
    const word = lowerText(this.#tagged, noun)
    const known = this.#unnamedBodies.get(word)
    if (known) return known
    const body: AnonymousReferent = { anonymous: true, plural: false, body: true, gender: null }
    this.#unnamedBodies.set(word, body)
    return body
  }

  resolveRole({ role, noun }: RolePhrase, mention: Run): Resolution {
    const tagged = this.#tagged
    const found = this.#matchingPeople(role, mention.first)
    const anonymous = this.#anonymousByNoun.get(role.head)
    // "the official" means an anonymous official rather than a minister.
    const exact = found.some((entity) => hasRoleNoun(tagged, entity, role.head))
    // "The broadcaster", "the builder": a body where the text calls nobody so.
    if (found.length === 0 && !anonymous && hasFlag(tagged, noun, Flag.ORGANIZATION)) {
      return this.resolveOrganization({ kind: 'ORGANIZATION', run: role.run, noun }, mention)
    }
    const isNew = !anonymous && !this.#unnamedRoles.has(role.head)
    const introduced = found.length === 0 && !isNew ? this.#introducedAs(role) : null
    if (introduced) {
      this.#discourse.record(mention, introduced, weights.speaker)
      addRole(introduced, textOf(tagged, mention), { ...role, run: mention })
      return resolvedTo(introduced)
    }
    if (found.length === 0 && isNew && isDefinite(tagged, role.run)) {
      const gender = tagged.words.roles.get(role.head) ?? null
      const listed = tagged.words.epithets.has(role.head)
      const fitsAnybody = listed && gender !== null
      return this.resolveEpithet(
        { age: null, gender, fitsAnybody, role: { kind: 'ROLE', role, noun } },
        mention,
      )
    }
    if (found.length === 0 || (anonymous && !exact)) {
      if (anonymous) this.#discourse.record(mention, anonymous, weights.speaker)
      return anonymous ? ANONYMOUS : UNRESOLVED
    }
    const resolution = this.#choose(anonymous ? [...found, anonymous] : found, mention.first)
    if (resolution.anonymous && anonymous)
      this.#discourse.record(mention, anonymous, weights.speaker)
    if (!resolution.entity) return resolution
    this.#discourse.antecedents.set(mention.first, this.#antecedentOf(role, resolution.entity))
    this.#discourse.record(mention, resolution.entity, weights.speaker)
    addRole(resolution.entity, textOf(tagged, mention), { ...role, run: mention })
    return resolution
  }

  /**
   * The person whom the lead describes and the next paragraph names: "The principal of Mount Ash is
   * standing by her decision." … "Ann Roe told the Post". The only person named there without a role.
   */
  #introducedAs({ head }: Role): Entity | null {
    const at = this.#unnamedRoles.get(head)
    if (at === undefined) return null
    const lead = this.#discourse.positionOf(at)
    if (lead.paragraph > this.#lead) return null
    const gender = this.#tagged.words.roles.get(head) ?? null
    const found = new Set<Entity>()
    for (const { referent, paragraph, sentence } of this.#discourse.history) {
      if (sentence <= lead.sentence || paragraph > this.#lead + 1) continue
      if (isAnonymous(referent) || this.#discourse.introducedIn.get(referent) !== sentence) continue
      if (isPerson(referent) && rolesOfEntity(referent).length === 0) found.add(referent)
    }
    const [only] = found
    return only && found.size === 1 && personFit(only, gender) !== null ? only : null
  }

  /** The role that a description was resolved from. */
  #antecedentOf(role: Role, entity: Entity): Run {
    return roleDescribed(this.#tagged, role, entity)?.run ?? role.run
  }

  /** People that a role fits and that were mentioned before; headlines may refer ahead. */
  #matchingPeople(role: Role, at: number): readonly Entity[] {
    const tagged = this.#tagged
    const found = peopleDescribed(tagged, role, this.#index)
    if (found.length === 0) return found
    const ahead = tagged.doc.kinds[this.#discourse.positionOf(at).paragraph] === 'HEADLINE'
    return ahead ? found : found.filter((entity) => this.#discourse.mentioned.has(entity))
  }

  resolveOrganization(
    phrase: OrganizationPhrase,
    mention: Run,
    weight = weights.speaker,
  ): Resolution {
    const found = organizationsDescribed(this.#tagged, phrase, this.#index)
    if (found.length === 0 && phrase.kind === 'GROUP') {
      this.#discourse.record(mention, SEVERAL, weights.speaker)
      return UNRESOLVED
    }
    const noun = lowerText(this.#tagged, phrase.noun)
    const isVague =
      this.#tagged.words.vagueBodies.has(noun) && !isSpecificBody(this.#tagged, phrase)
    const resolution = isVague
      ? this.#chooseVagueBody(found, phrase.noun)
      : this.#choose(found, mention.first)
    this.#discourse.record(mention, resolution.entity ?? this.#unnamedBody(phrase.noun), weight)
    return resolution
  }

  /**
   * "the company": the most salient body; whether the text has called it so counts.
   *
   * @param called - the bodies that the noun fits
   */
  #chooseVagueBody(called: readonly Entity[], noun: number): Resolution {
    const tagged = this.#tagged
    const word = lowerText(tagged, noun)
    const unnamed = this.#unnamedBodies.get(word)
    const isMediaNoun = tagged.words.mediaNouns.has(word)
    const ranked = rank(this.#discourse.history, this.#discourse.positionOf(noun), (referent) => {
      if (isAnonymous(referent)) return referent === unnamed ? 0 : null
      const last = referent === this.#discourse.lastBody ? weights.lastBody : 0
      if (called.includes(referent)) return weights.calledSo + last
      if (kindOf(referent) !== 'ORGANIZATION' || isCountryName(tagged, referent)) return null
      if (!isMediaNoun && this.#index.organizations.isMedium(referent)) return null
      return last + (this.#index.organizations.hasNoun(referent) ? weights.calledOther : 0)
    })
    const [only] = called
    if (ranked.length === 0 && only) return called.length === 1 ? resolvedTo(only) : among(called)
    return decide(ranked, BODY_MARGIN)
  }

  /** Choose the only candidate, or the most salient one by a wide margin. */
  #choose(found: readonly Referent[], at: number): Resolution {
    const entities = found.flatMap((referent) => (isAnonymous(referent) ? [] : [referent]))
    if (found.length < 2) return entities[0] ? resolvedTo(entities[0]) : UNRESOLVED
    const position = this.#discourse.positionOf(at)
    const ranked = rank(this.#discourse.history, position, (referent) =>
      found.includes(referent)
        ? referent === this.#discourse.lastBody
          ? weights.lastBody
          : 0
        : null,
    )
    const [best] = ranked
    if (!best) return among(entities)
    const isLead =
      this.#isBehindWords(at) && this.#discourse.isSubjectBefore(best.referent, position.sentence)
    return decide(ranked, isLead ? SUBJECT_MARGIN : DESCRIBED_MARGIN)
  }

  /**
   * Whether a description stands behind the words that are said: "The goalkeeper said no" after a
   * sentence about the coach may begin with somebody else.
   */
  #isBehindWords(at: number): boolean {
    return at > sentenceStart(this.#tagged, at) + 1
  }
}

/** A name of several words of which nothing shows what it is. */
export function unknownFit(entity: Entity): number | null {
  return kindOf(entity) === null && entity.words.length > 1 ? weights.unknownKind : null
}

/** "base" of "the base chief". */
function hasCommonModifier(tagged: TaggedArticle, first: number, noun: number): boolean {
  for (let at = first; at < noun; at += 1) {
    if (markAt(tagged, at) !== 0 || isCapitalWord(tagged, at)) continue
    const isAge = hasShape(tagged, at, Shape.DIGIT)
    if (!isAge && !hasFlag(tagged, at, Flag.DEFINITE | Flag.POSSESSIVE | Flag.QUALIFIER))
      return true
  }
  return false
}

function isParty({ words }: TaggedArticle, head: string): boolean {
  for (const member of words.partyMarks.values()) if (member === head) return true
  return false
}

/** "the director", but not "its director" or "Zalvio's director". */
function isDefinite(tagged: TaggedArticle, { first }: Run): boolean {
  return hasFlag(tagged, first, Flag.DEFINITE) || hasFlag(tagged, first - 1, Flag.DEFINITE)
}

function isCountryName(tagged: TaggedArticle, { words }: Entity): boolean {
  return countryOf(tagged, words.join(' ')) !== null
}
