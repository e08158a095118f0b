import { Shape } from '../../text/tokens.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { DescriptionResolver, SEVERAL, unknownFit } from './description-resolver.ts'
import { Discourse } from './discourse.ts'
import { findAuthor } from './document-authors.ts'
import type { EntityIndex } from './entity-index.ts'
import { type Entity, isPerson, kindOf, type NameMention, rolesOfEntity } from './entity.ts'
import type { DocumentPhrase, NameIndex, OrganizationPhrase, Phrase } from './phrases.ts'
import { PronounResolver } from './pronouns.ts'
import { among, decide, type Resolution, resolvedTo, UNRESOLVED } from './resolution.ts'
import type { Role } from './roles.ts'
import { isAnonymous, rank, salienceAt, weights } from './salience.ts'
import { hasShape, type TaggedArticle, textOf, wordsOf } from './tagged-article.ts'

const UNANNOUNCED_MARGIN = 0.8
/** In paragraphs. */
const UNANNOUNCED_REACH = 3

/**
 * Resolves names, pronouns and descriptions to entities while the article is read from its
 * beginning to its end.
 */
export class Coreference {
  readonly #tagged: TaggedArticle
  readonly #names: NameIndex
  readonly #people: readonly Entity[]
  readonly #discourse: Discourse
  readonly #pronouns: PronounResolver
  readonly #descriptions: DescriptionResolver
  /** Who gives the answers behind "A:". */
  #interviewee: Entity | null = null

  /** @param reported - 1 for each token of what somebody is reported to have said */
  constructor(tagged: TaggedArticle, index: EntityIndex, names: NameIndex, reported: Uint8Array) {
    this.#tagged = tagged
    this.#people = index.people.entities
    this.#names = names
    this.#discourse = new Discourse(tagged, reported)
    this.#pronouns = new PronounResolver(tagged, names, this.#discourse)
    this.#descriptions = new DescriptionResolver(tagged, index, this.#discourse)
  }

  /** For the first token of a pronoun or a description, the words that it was resolved from. */
  get antecedents(): ReadonlyMap<number, Run> {
    return this.#discourse.antecedents
  }

  /** Adds a name that is not a speaker to the history. */
  addName({ run, begin, own, entity }: NameMention): void {
    const reported = this.#discourse.isReported(run.first) ? weights.reported : 0
    this.#discourse.record(run, entity, salienceAt(this.#tagged, begin, own.end) + reported)
  }

  /** Adds people who are named together and whom "they" can mean: "Ash and Roe". */
  addSeveral({ run }: NameMention, last: NameMention): void {
    this.#discourse.record(
      run,
      SEVERAL,
      salienceAt(this.#tagged, last.begin, last.own.end) + weights.start,
    )
  }

  /** Adds people without a name whom "they" can mean: "traders". */
  addPlural(at: number): void {
    const run = { first: at, end: at + 1 }
    this.#discourse.record(run, SEVERAL, salienceAt(this.#tagged, at, at + 1))
  }

  /** Resolves a pronoun that is not a speaker and adds it to the history. */
  addPronoun(at: number): void {
    this.#pronouns.resolve(at, false)
  }

  /** Adds a role without a name that is not a speaker: "the admiral", "a woman". */
  addDescription(role: Role, definite: boolean): void {
    this.#descriptions.add(role, definite)
  }

  /** Adds a body without a name that is not a speaker: "the club". */
  addBody(phrase: OrganizationPhrase): void {
    this.#descriptions.addBody(phrase)
  }

  /** Sets who has asked what the next speaker answers; null where that is no answer. */
  setAsker(asker: Entity | null): void {
    this.#discourse.asker = asker
  }

  /** Resolves a phrase that names a speaker and adds it to the history. */
  resolve(phrase: Phrase, mention: Run): Resolution {
    const resolution = this.#resolvePhrase(phrase, mention)
    const { entity } = resolution
    if (entity) {
      this.#discourse.speakers.add(entity)
      if (kindOf(entity) === 'ORGANIZATION') this.#discourse.lastBody = entity
    }
    return resolution
  }

  /**
   * Resolves the speaker of quoted words that nothing attributes: the most salient person or body
   * before them.
   */
  resolveUnannounced(at: number): Resolution {
    const position = this.#discourse.positionOf(at)
    const near = this.#discourse
      .latest()
      .filter(({ paragraph }) => position.paragraph - paragraph <= UNANNOUNCED_REACH)
    const ranked = rank(near, position, (referent) => {
      if (isAnonymous(referent)) return referent.plural || referent.body ? weights.silentBody : 0
      if (isPerson(referent))
        return this.#discourse.speakers.has(referent) ? weights.spokeBefore : 0
      return kindOf(referent) === 'ORGANIZATION' ? weights.silentBody : null
    })
    const resolution = decide(ranked, UNANNOUNCED_MARGIN)
    if (resolution.entity)
      this.#discourse.record({ first: at, end: at + 1 }, resolution.entity, weights.speaker)
    return resolution
  }

  #resolvePhrase(phrase: Phrase, mention: Run): Resolution {
    switch (phrase.kind) {
      case 'PRONOUN':
        return this.#pronouns.resolve(phrase.at, true)
      case 'NAME':
        return this.#resolveName(phrase.nameMention)
      case 'SEVERAL':
        this.#discourse.record(mention, SEVERAL, weights.speaker)
        return among(entitiesOf(phrase.nameMentions))
      case 'DOCUMENT':
        return this.#resolveDocument(phrase, mention)
      case 'EPITHET':
        return this.#descriptions.resolveEpithet(
          { age: phrase.age, gender: null, fitsAnybody: true, role: null },
          mention,
        )
      case 'ROLE':
        return this.#descriptions.resolveRole(phrase, mention)
      case 'ORGANIZATION':
      case 'GROUP':
        return this.#descriptions.resolveOrganization(phrase, mention)
      case 'ANONYMOUS':
        return this.#descriptions.resolveAnonymous(phrase.noun, mention)
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
      for (const { referent } of this.#discourse.history) {
        if (isAnonymous(referent)) continue
        if (!isPerson(referent) && unknownFit(referent) === null) continue
        times.set(referent, (times.get(referent) ?? 0) + 1)
      }
      const [first] = [...times].sort(([, one], [, other]) => other - one)
      this.#interviewee = first?.[0] ?? null
    }
    if (!this.#interviewee) return UNRESOLVED
    this.#discourse.record(mention, this.#interviewee, weights.speaker)
    return resolvedTo(this.#interviewee)
  }

  #resolveName({ run, own, entity: named, rivals }: NameMention): Resolution {
    const entity = this.#personByInitials(own, named) ?? named
    this.#discourse.record(run, entity, weights.speaker)
    return rivals.length === 0 ? resolvedTo(entity) : among([entity, ...rivals])
  }

  /** "The PPRO" after "Police Public Relations Officer Ann Ash", "MAR:" for Mary Ash Roe. */
  #personByInitials(own: Run, { kind, name }: Entity): Entity | null {
    const tagged = this.#tagged
    if (kind !== 'ORGANIZATION' || own.end !== own.first + 1) return null
    if (!hasShape(tagged, own.first, Shape.UPPER) || name !== textOf(tagged, own)) return null
    const letters = name.toLowerCase()
    const people = this.#people.filter(
      (person) => isPerson(person) && hasInitials(tagged, person, letters),
    )
    return people.length === 1 ? (people[0] ?? null) : null
  }

  /** A text speaks for the person or the body that wrote it. */
  #resolveDocument({ run, noun }: DocumentPhrase, mention: Run): Resolution {
    const author = findAuthor(this.#tagged, { run, noun }, this.#names)
    if (!author) return UNRESOLVED
    this.#discourse.antecedents.set(mention.first, author.run)
    this.#discourse.record(mention, author.entity, weights.speaker)
    return resolvedTo(author.entity)
  }
}

/** Whether the initials of the whole name, or of the beginning of a role, are these letters. */
function hasInitials(tagged: TaggedArticle, person: Entity, letters: string): boolean {
  if (letters.length < 2) return false
  const { words } = tagged
  if (person.words.length === letters.length && initialsOf(person.words) === letters) return true
  return rolesOfEntity(person).some(({ run }) => {
    return initialsOf(
      wordsOf(tagged, run).filter((word) => !words.links.has(word) && !words.definite.has(word)),
    ).startsWith(letters)
  })
}

function initialsOf(words: readonly string[]): string {
  return words
    .flatMap((word) => word.split('-'))
    .map((word) => word.charAt(0))
    .join('')
}

function entitiesOf(nameMentions: readonly NameMention[]): Entity[] {
  return [...new Set(nameMentions.map(({ entity }) => entity))]
}
