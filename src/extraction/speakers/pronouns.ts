import type { Gender, Pronoun, PronounKind } from '../../languages/people-words.ts'
import { WordClass } from '../../languages/quotation-words.ts'
import { COMMA, hasClass } from '../quotations/doc.ts'
import type { Discourse } from './discourse.ts'
import { agrees, type Entity, isPerson, kindOf, type NameMention } from './entity.ts'
import { type NameIndex, nameMentionAt } from './phrases.ts'
import { decide, type Resolution, UNRESOLVED } from './resolution.ts'
import {
  type AnonymousReferent,
  byScore,
  isAnonymous,
  rank,
  type Ranked,
  type Referent,
  weights,
} from './salience.ts'
import {
  hasFlag,
  lowerText,
  markAt,
  sentenceEnd,
  sentenceStart,
  type TaggedArticle,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** Kinds of pronouns with an antecedent. */
const POINTING: ReadonlySet<PronounKind> = new Set(['PERSON', 'PLURAL', 'THING'])

/** Resolves pronouns to the people and bodies that the article has mentioned. */
export class PronounResolver {
  readonly #tagged: TaggedArticle
  readonly #names: NameIndex
  readonly #discourse: Discourse

  constructor(tagged: TaggedArticle, names: NameIndex, discourse: Discourse) {
    this.#tagged = tagged
    this.#names = names
    this.#discourse = discourse
  }

  /**
   * Resolves a pronoun and adds it to the discourse.
   *
   * @param speaking - whether the pronoun names a speaker
   */
  resolve(at: number, speaking: boolean): Resolution {
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
      this.#discourse.antecedents.set(at, first.run)
      const part = speaking ? weights.speaker : possessive ? weights.ownedPronoun : 0
      const weight =
        weights.resolvedPronoun + Math.max(part, pronoun.subject ? weights.subject : part)
      this.#discourse.record({ first: at, end: at + 1 }, first.referent, weight)
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
    const spoken = speaking ? this.#discourse.speakers : null
    if (!POINTING.has(pronoun.kind)) return []
    return rank(this.#discourse.history, this.#discourse.positionOf(at), (referent) =>
      speaking && referent === this.#discourse.asker ? null : fitOf(referent, pronoun, spoken),
    )
  }
}

/**
 * Score of the agreement of a referent with a pronoun; null excludes it.
 *
 * @param spoken - the entities that have spoken, where the pronoun is a speaker
 */
function fitOf(
  referent: Referent,
  pronoun: Pronoun,
  spoken: ReadonlySet<Entity> | null,
): number | null {
  if (isAnonymous(referent)) return anonymousFit(referent, pronoun)
  const fit =
    pronoun.kind === 'PERSON'
      ? personFit(referent, pronoun.gender)
      : organizationFit(referent, pronoun)
  return fit !== null && spoken?.has(referent) ? fit + weights.spokeBefore : fit
}

function anonymousFit(
  { plural, body, gender }: AnonymousReferent,
  pronoun: Pronoun,
): number | null {
  if (body) return pronoun.kind === 'THING' ? 0 : null
  if (pronoun.kind === 'PLURAL') return plural ? 0 : null
  if (pronoun.kind !== 'PERSON' || plural) return null
  return gender !== null && pronoun.gender !== gender ? null : weights.anonymous
}

function organizationFit(entity: Entity, { kind }: Pronoun): number | null {
  const found = kindOf(entity)
  if (kind === 'PLURAL' && found === 'ORGANIZATION') return weights.pluralBody
  const wanted = kind === 'PLURAL' ? 'GROUP' : kind === 'THING' ? 'ORGANIZATION' : null
  return wanted !== null && found === wanted ? 0 : null
}

/** Score of the agreement of a person with the gender of a pronoun; null excludes it. */
export function personFit(entity: Entity, gender: Gender | null): number | null {
  if (!isPerson(entity) || !agrees(entity, gender)) return null
  return gender !== null && entity.female === entity.male ? weights.unknownGender : 0
}

/** In tokens: largest distance between a cataphoric pronoun and its name. */
const LONGEST = 25

/**
 * Find the name after a cataphoric pronoun: "When she came, Ann Roe said". The pronoun is in a
 * clause that opens the sentence, and the name is the subject after its comma.
 */
function findCataphoricName(
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

/** "When he …", "Back when he …": a subordinator near the beginning, and no name before. */
function opensWithClause(tagged: TaggedArticle, at: number): boolean {
  const start = sentenceStart(tagged, at)
  for (let before = start; before < at && before < start + 2; before += 1) {
    if (hasClass(tagged.doc, before, WordClass.SUBORDINATOR)) return at - before <= 2
  }
  return false
}

/** Take the gender of a pronoun for an entity whose gender is unknown. */
function addPronounGender(entity: Entity, gender: Gender): void {
  if (entity.female !== entity.male) return
  if (gender === 'FEMALE') entity.female += 1
  else entity.male += 1
}
