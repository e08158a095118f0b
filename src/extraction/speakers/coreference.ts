import type { Gender, Pronoun, PronounKind } from '../../languages/people-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { countryOf } from './countries.ts'
import { findAuthor } from './document-authors.ts'
import {
  hasRoleNoun,
  isCalledLike,
  isSpecificBody,
  namesOther,
  organizationsDescribed,
  peopleDescribed,
  roleDescribed,
} from './descriptions.ts'
import type { EntityIndex } from './entity-index.ts'
import {
  addRole,
  type Entity,
  isPerson,
  kindOf,
  type NameMention,
  rolesOfEntity,
} from './entity.ts'
import {
  type NameIndex,
  type DocumentPhrase,
  type OrganizationPhrase,
  type Phrase,
  type RolePhrase,
} from './phrases.ts'
import { findCataphoricName, fitOf, personFit } from './pronoun-fit.ts'
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
  MAX_ENTRIES,
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

/** The referent of a phrase: one entity, an anonymous one, or several candidates. */
export interface Resolution {
  readonly entity: Entity | null
  readonly candidates: readonly Entity[]
  /** The speaker has no name in the text. */
  readonly anonymous: boolean
}

export const UNRESOLVED: Resolution = { entity: null, candidates: [], anonymous: false }
const ANONYMOUS: Resolution = { entity: null, candidates: [], anonymous: true }

/** A description that fits two people is resolved by a wide margin only. */
const DESCRIBED_MARGIN = 3.5
/** The same where the first is the subject of the sentence before. */
const SUBJECT_MARGIN = 1
const BODY_MARGIN = 1.2
const EPITHET_MARGIN = 1
const UNANNOUNCED_MARGIN = 0.8
/** In paragraphs. */
const UNANNOUNCED_REACH = 3

/** Attributes in a description that the text has not used for the person before. */
interface Epithet {
  readonly age: number | null
  readonly gender: Gender | null
  /** "the woman", "the 61-year-old" fit anybody; "the electrician" only somebody who is salient. */
  readonly fitsAnybody: boolean
  /** The role that the text has given nobody, or null. */
  readonly role: RolePhrase | null
}

/** Several people who speak together. */
const SEVERAL: AnonymousReferent = { anonymous: true, plural: true, body: false, gender: null }

/**
 * Resolves names, pronouns and descriptions to entities while the article is read from its
 * beginning to its end.
 */
export class Coreference {
  /** For the first token of a pronoun or a description, the words that it was resolved from. */
  readonly antecedents = new Map<number, Run>()
  readonly #tagged: TaggedArticle
  readonly #index: EntityIndex
  readonly #names: NameIndex
  readonly #reported: Uint8Array
  readonly #history: HistoryEntry[] = []
  /** The sentence of the first mention. */
  readonly #introducedIn = new Map<Referent, number>()
  readonly #mentioned = new Set<Entity>()
  /** Entities that have spoken so far. */
  readonly #speakers = new Set<Entity>()
  /** Who asked the question that the present speaker answers. */
  #asker: Entity | null = null
  /** Who gives the answers behind "A:". */
  #interviewee: Entity | null = null
  /** The organisation that has spoken last. */
  #lastBody: Entity | null = null
  readonly #anonymousByNoun = new Map<string, AnonymousReferent>()
  /** Head nouns of definite descriptions that fitted nobody: "the king". */
  readonly #unnamedRoles = new Set<string>()
  /** Bodies without a name by their noun: "office" of "his office". */
  readonly #unnamedBodies = new Map<string, AnonymousReferent>()
  /** Index of the first paragraph of text. */
  readonly #lead: number

  /** @param reported - 1 for each token of what somebody is reported to have said */
  constructor(tagged: TaggedArticle, index: EntityIndex, names: NameIndex, reported: Uint8Array) {
    this.#reported = reported
    this.#tagged = tagged
    this.#index = index
    this.#names = names
    this.#lead = tagged.doc.kinds.indexOf('TEXT')
  }

  /** Adds a name that is not a speaker to the history. */
  addName({ run, begin, own, entity }: NameMention): void {
    const reported = this.#reported[run.first] === 1 ? weights.reported : 0
    this.#record(run, entity, salienceAt(this.#tagged, begin, own.end) + reported)
  }

  /** Adds people who are named together and whom "they" can mean: "Ash and Roe". */
  addSeveral({ run }: NameMention, last: NameMention): void {
    this.#record(run, SEVERAL, salienceAt(this.#tagged, last.begin, last.own.end) + weights.start)
  }

  /** Resolves a pronoun that is not a speaker and adds it to the history. */
  addPronoun(at: number): void {
    this.#resolvePronoun(at, false)
  }

  /** Adds a role without a name that is not a speaker: "the admiral", "a woman". */
  addDescription(role: Role, definite: boolean): void {
    const { first, end } = role.run
    const weight = salienceAt(this.#tagged, first, end)
    if (!definite) {
      this.#record(role.run, this.#addAnonymous(role), weight)
      return
    }
    const found = this.#matchingPeople(role, first)
    const { entity } = this.#choose(found, first)
    // "The chief" below means this person without a name, and nobody who is salient.
    if (found.length === 0) this.#unnamedRoles.add(role.head)
    if (!entity) return
    this.antecedents.set(first, this.#antecedentOf(role, entity))
    this.#record(role.run, entity, weight)
  }

  /** Adds a body without a name that is not a speaker: "the club". */
  addBody(phrase: OrganizationPhrase): void {
    const mention = { first: phrase.run.first, end: phrase.run.end }
    this.#resolveOrganization(phrase, mention, salienceAt(this.#tagged, mention.first, mention.end))
  }

  /** Sets who has asked what the next speaker answers; null where that is no answer. */
  setAsker(asker: Entity | null): void {
    this.#asker = asker
  }

  /** Resolves a phrase that names a speaker and adds it to the history. */
  resolve(phrase: Phrase, mention: Run): Resolution {
    const resolution = this.#resolvePhrase(phrase, mention)
    const { entity } = resolution
    if (entity) {
      this.#speakers.add(entity)
      if (kindOf(entity) === 'ORGANIZATION') this.#lastBody = entity
    }
    return resolution
  }

  /**
   * Resolves the speaker of quoted words that nothing attributes: the most salient person or body
   * before them.
   */
  resolveUnannounced(at: number): Resolution {
    const position = positionOf(this.#tagged, at)
    const near = this.#latest().filter(
      ({ paragraph }) => position.paragraph - paragraph <= UNANNOUNCED_REACH,
    )
    const ranked = rank(near, position, (referent) => {
      if (isAnonymous(referent)) return referent.plural || referent.body ? weights.silentBody : 0
      if (isPerson(referent)) return this.#speakers.has(referent) ? weights.spokeBefore : 0
      return kindOf(referent) === 'ORGANIZATION' ? weights.silentBody : null
    })
    const resolution = decide(ranked, UNANNOUNCED_MARGIN)
    if (resolution.entity)
      this.#record({ first: at, end: at + 1 }, resolution.entity, weights.speaker)
    return resolution
  }

  #record(run: Run, referent: Referent, full: number): void {
    // "Ash said that Roe had told him …": who speaks inside reported words is not who speaks next.
    const isNested = full === weights.speaker && this.#reported[run.first] === 1
    const weight = isNested ? full + weights.reported : full
    if (!isAnonymous(referent)) this.#mentioned.add(referent)
    const { sentence, paragraph } = positionOf(this.#tagged, run.first)
    if (!this.#introducedIn.has(referent)) this.#introducedIn.set(referent, sentence)
    this.#history.push({ referent, run, weight, sentence, paragraph })
  }

  /** Mentions further back count for nothing. */
  #latest(): readonly HistoryEntry[] {
    return this.#history.slice(-MAX_ENTRIES)
  }

  #resolvePhrase(phrase: Phrase, mention: Run): Resolution {
    switch (phrase.kind) {
      case 'PRONOUN':
        return this.#resolvePronoun(phrase.at, true)
      case 'NAME':
        return this.#resolveName(phrase.nameMention)
      case 'SEVERAL':
        this.#record(mention, SEVERAL, weights.speaker)
        return among(entitiesOf(phrase.nameMentions))
      case 'DOCUMENT':
        return this.#resolveDocument(phrase, mention)
      case 'EPITHET':
        return this.#resolveEpithet(
          { age: phrase.age, gender: null, fitsAnybody: true, role: null },
          mention,
        )
      case 'ROLE':
        return this.#resolveRole(phrase, mention)
      case 'ORGANIZATION':
      case 'GROUP':
        return this.#resolveOrganization(phrase, mention)
      case 'ANONYMOUS':
        return this.#resolveAnonymous(phrase.noun, mention)
      case 'INTERVIEWEE':
        return this.#resolveInterviewee(mention)
      case 'OTHER':
        return UNRESOLVED
    }
  }

  /** The person whom the text above the first answer names most often, and first. */
  #resolveInterviewee(mention: Run): Resolution {
    if (!this.#interviewee) {
      const times = new Map<Entity, number>()
      for (const { referent } of this.#history) {
        if (isAnonymous(referent)) continue
        if (!isPerson(referent) && unknownFit(referent) === null) continue
        times.set(referent, (times.get(referent) ?? 0) + 1)
      }
      const [first] = [...times].sort(([, one], [, other]) => other - one)
      this.#interviewee = first?.[0] ?? null
    }
    if (!this.#interviewee) return UNRESOLVED
    this.#record(mention, this.#interviewee, weights.speaker)
    return one(this.#interviewee)
  }

  #resolveName({ run, entity, rivals }: NameMention): Resolution {
    this.#record(run, entity, weights.speaker)
    return rivals.length === 0 ? one(entity) : among([entity, ...rivals])
  }

  #resolveAnonymous(noun: number, mention: Run): Resolution {
    const tagged = this.#tagged
    const ahead = this.#namedBelow(noun)
    if (ahead) {
      this.#record(mention, ahead, weights.speaker)
      return one(ahead)
    }
    // "a committee", "a report": nobody whom "he" can mean.
    if (tagged.words.documents.has(lowerText(tagged, noun))) return ANONYMOUS
    if (hasFlag(tagged, noun, Flag.ORGANIZATION)) {
      this.#record(mention, this.#unnamedBody(noun), weights.speaker)
      return ANONYMOUS
    }
    const isCertain = hasFlag(tagged, noun, Flag.ROLE | Flag.ANONYMOUS | Flag.ANONYMOUS_PLURAL)
    const weight = weights.speaker + (isCertain ? 0 : weights.uncertainAnonymous)
    const plural = hasFlag(tagged, noun, Flag.ANONYMOUS_PLURAL)
    const gender = tagged.words.roles.get(lowerText(tagged, noun)) ?? null
    const referent: AnonymousReferent = { anonymous: true, plural, body: false, gender }
    this.#anonymousByNoun.set(lowerText(tagged, noun), referent)
    this.#record(mention, referent, weight)
    return ANONYMOUS
  }

  /**
   * The person whom the headline or the lead calls "a judge" and the text below names: the only one
   * with this role.
   */
  #namedBelow(noun: number): Entity | null {
    const tagged = this.#tagged
    if (!hasFlag(tagged, noun, Flag.ROLE) || hasFlag(tagged, noun, Flag.ANONYMOUS)) return null
    if (positionOf(tagged, noun).paragraph > this.#lead) return null
    const found = this.#index.byRole.get(lowerText(tagged, noun)) ?? []
    const [only] = found
    return only && found.length === 1 && isPerson(only) ? only : null
  }

  /** A text speaks for the person or the body that wrote it. */
  #resolveDocument({ run, noun }: DocumentPhrase, mention: Run): Resolution {
    const author = findAuthor(this.#tagged, { run, noun }, this.#names)
    if (!author) return UNRESOLVED
    this.antecedents.set(mention.first, author.run)
    this.#record(mention, author.entity, weights.speaker)
    return one(author.entity)
  }

  /** "the woman", "the 61-year-old": the person with this age, else the most salient one. */
  #resolveEpithet({ age, gender, fitsAnybody, role }: Epithet, mention: Run): Resolution {
    const position = positionOf(this.#tagged, mention.first)
    const aged = age === null ? [] : this.#index.people.entities.filter((one) => one.age === age)
    const ranked = rank(this.#history, position, (referent) => {
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
    const resolution = aged.length === 1 && aged[0] ? one(aged[0]) : decide(ranked, EPITHET_MARGIN)
    if (!resolution.entity) return resolution
    if (best) this.antecedents.set(mention.first, best.run)
    this.#record(mention, resolution.entity, weights.speaker)
    return resolution
  }

  /**
   * Prefer, for a role that the text has given nobody, the subject of the sentence before and the
   * person whom it has just named for the first time.
   */
  #preferIntroduced(ranked: Ranked[], { sentence, paragraph }: Position): void {
    const before = this.#latest().filter(
      (entry) => entry.sentence === sentence - 1 || entry.sentence === sentence,
    )
    for (const [at, candidate] of ranked.entries()) {
      if (isAnonymous(candidate.referent)) continue
      const mentions = before.filter(({ referent }) => referent === candidate.referent)
      const isSubject = mentions.some(
        (entry) => entry.paragraph === paragraph && entry.weight >= weights.subject,
      )
      const isNew = (this.#introducedIn.get(candidate.referent) ?? -1) >= sentence - 1
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
    const spoke = this.#speakers.has(entity)
    // "The Republican" says what somebody is, and not who.
    if (!spoke && isParty(tagged, role.head)) return null
    if (spoke) score += weights.spokeBefore
    // "The mayor of Selm" is somebody else, unless this person has spoken; "the Selm captain" may be.
    else if (namesOther(tagged, role, { first: noun, end }, entity)) return null
    else if (namesOther(tagged, role, { first, end: noun }, entity)) score += weights.otherRole
    if (rolesOfEntity(entity).length === 0) return score
    if (isCalledLike(tagged, entity, role.head)) {
      // "The base chief" is not a director of films.
      return hasCommonModifier(tagged, first, noun) ? null : score + weights.likeRole
    }
    return score + (spoke ? weights.otherRole : weights.otherRoleOfSilent)
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

  #resolveRole({ role, noun }: RolePhrase, mention: Run): Resolution {
    const tagged = this.#tagged
    const found = this.#matchingPeople(role, mention.first)
    const anonymous = this.#anonymousByNoun.get(role.head)
    // "the official" means an anonymous official rather than a minister.
    const exact = found.some((entity) => hasRoleNoun(tagged, entity, role.head))
    // "The broadcaster", "the builder": a body where the text calls nobody so.
    if (found.length === 0 && !anonymous && hasFlag(tagged, noun, Flag.ORGANIZATION)) {
      return this.#resolveOrganization({ kind: 'ORGANIZATION', run: role.run, noun }, mention)
    }
    const isNew = !anonymous && !this.#unnamedRoles.has(role.head)
    if (found.length === 0 && isNew && isDefinite(tagged, role.run)) {
      const gender = tagged.words.roles.get(role.head) ?? null
      const listed = tagged.words.epithets.has(role.head)
      const fitsAnybody = listed && gender !== null
      return this.#resolveEpithet(
        { age: null, gender, fitsAnybody, role: { kind: 'ROLE', role, noun } },
        mention,
      )
    }
    if (found.length === 0 || (anonymous && !exact)) {
      if (anonymous) this.#record(mention, anonymous, weights.speaker)
      return anonymous ? ANONYMOUS : UNRESOLVED
    }
    const resolution = this.#choose(anonymous ? [...found, anonymous] : found, mention.first)
    if (resolution.anonymous && anonymous) this.#record(mention, anonymous, weights.speaker)
    if (!resolution.entity) return resolution
    this.antecedents.set(mention.first, this.#antecedentOf(role, resolution.entity))
    this.#record(mention, resolution.entity, weights.speaker)
    addRole(resolution.entity, textOf(tagged, mention), { ...role, run: mention })
    return resolution
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
    const ahead = tagged.doc.kinds[positionOf(tagged, at).paragraph] === 'HEADLINE'
    return ahead ? found : found.filter((entity) => this.#mentioned.has(entity))
  }

  #resolveOrganization(
    phrase: OrganizationPhrase,
    mention: Run,
    weight = weights.speaker,
  ): Resolution {
    const found = organizationsDescribed(this.#tagged, phrase, this.#index)
    if (found.length === 0 && phrase.kind === 'GROUP') {
      this.#record(mention, SEVERAL, weights.speaker)
      return UNRESOLVED
    }
    const noun = lowerText(this.#tagged, phrase.noun)
    const isVague =
      this.#tagged.words.vagueBodies.has(noun) && !isSpecificBody(this.#tagged, phrase)
    const resolution = isVague
      ? this.#chooseVagueBody(found, phrase.noun)
      : this.#choose(found, mention.first)
    this.#record(mention, resolution.entity ?? this.#unnamedBody(phrase.noun), weight)
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
    const ranked = rank(this.#history, positionOf(tagged, noun), (referent) => {
      if (isAnonymous(referent)) return referent === unnamed ? 0 : null
      const last = referent === this.#lastBody ? weights.lastBody : 0
      if (called.includes(referent)) return weights.calledSo + last
      if (kindOf(referent) !== 'ORGANIZATION' || isCountryName(tagged, referent)) return null
      if (!isMediaNoun && this.#index.organizations.isMedium(referent)) return null
      return last + (this.#index.organizations.hasNoun(referent) ? weights.calledOther : 0)
    })
    const [only] = called
    if (ranked.length === 0 && only) return called.length === 1 ? one(only) : among(called)
    return decide(ranked, BODY_MARGIN)
  }

  /** Choose the only candidate, or the most salient one by a wide margin. */
  #choose(found: readonly Referent[], at: number): Resolution {
    const entities = found.flatMap((referent) => (isAnonymous(referent) ? [] : [referent]))
    if (found.length < 2) return entities[0] ? one(entities[0]) : UNRESOLVED
    const position = positionOf(this.#tagged, at)
    const ranked = rank(this.#history, position, (referent) =>
      found.includes(referent) ? (referent === this.#lastBody ? weights.lastBody : 0) : null,
    )
    const [best] = ranked
    if (!best) return among(entities)
    const isLead =
      this.#isBehindWords(at) && this.#isSubjectBefore(best.referent, position.sentence)
    return decide(ranked, isLead ? SUBJECT_MARGIN : DESCRIBED_MARGIN)
  }

  /**
   * Whether a description stands behind the words that are said: "The goalkeeper said no" after a
   * sentence about the coach may begin with somebody else.
   */
  #isBehindWords(at: number): boolean {
    return at > sentenceStart(this.#tagged, at) + 1
  }

  #isSubjectBefore(referent: Referent, sentence: number): boolean {
    return this.#latest().some(
      (entry) =>
        entry.referent === referent &&
        entry.sentence === sentence - 1 &&
        entry.weight >= weights.subject,
    )
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
      speaking && referent === this.#asker ? null : fitOf(referent, pronoun, spoken),
    )
  }
}

/** Kinds of pronouns with an antecedent. */
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

function entitiesOf(nameMentions: readonly NameMention[]): Entity[] {
  return [...new Set(nameMentions.map(({ entity }) => entity))]
}

/** A name of several words of which nothing shows what it is. */
function unknownFit(entity: Entity): number | null {
  return kindOf(entity) === null && entity.words.length > 1 ? weights.unknownKind : null
}

/** Resolve to the first candidate, or to none when others are within the margin. */
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

/** Take the gender of a pronoun for an entity whose gender is unknown. */
function addPronounGender(entity: Entity, gender: Gender): void {
  if (entity.female !== entity.male) return
  if (gender === 'FEMALE') entity.female += 1
  else entity.male += 1
}
