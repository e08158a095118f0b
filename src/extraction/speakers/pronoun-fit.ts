import type { Gender, Pronoun } from '../../languages/people-words.ts'
import { WordClass } from '../../languages/quotation-words.ts'
import { COMMA, hasClass } from '../quotations/doc.ts'
import { agrees, type Entity, isPerson, kindOf, type NameMention } from './entity.ts'
import { type NameIndex, nameMentionAt } from './phrases.ts'
import { type AnonymousReferent, isAnonymous, type Referent, weights } from './salience.ts'
import {
  hasFlag,
  markAt,
  sentenceEnd,
  sentenceStart,
  type TaggedArticle,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/**
 * Score of the agreement of a referent with a pronoun; null excludes it.
 *
 * @param spoken - the entities that have spoken, where the pronoun is a speaker
 */
export function fitOf(
  referent: Referent,
  pronoun: Pronoun,
  spoken: ReadonlySet<Entity> | null,
): number | null {
  if (isAnonymous(referent)) return anonymousFit(referent, pronoun)
  if (pronoun.kind !== 'PERSON') return organizationFit(referent, pronoun)
  const fit = personFit(referent, pronoun.gender)
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

/** "When he …", "Back when he …": a subordinator near the beginning, and no name before. */
function opensWithClause(tagged: TaggedArticle, at: number): boolean {
  const start = sentenceStart(tagged, at)
  for (let before = start; before < at && before < start + 2; before += 1) {
    if (hasClass(tagged.doc, before, WordClass.SUBORDINATOR)) return at - before <= 2
  }
  return false
}
