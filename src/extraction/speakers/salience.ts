import type { Gender } from '../../languages/people-words.ts'
import { WordClass } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { COMMA, hasClass, stretchAt } from '../quotations/doc.ts'
import { findApposition } from './appositions.ts'
import type { Entity } from './entity.ts'
import {
  hasFlag,
  isCapitalWord,
  isPossessiveEnding,
  isVerb,
  markAt,
  sentenceEnd,
  sentenceOf,
  sentenceStart,
  type TaggedArticle,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** A speaker, person or body without a name: "a resident", "officials", "the ministry". */
export interface AnonymousReferent {
  readonly anonymous: true
  readonly plural: boolean
  readonly body: boolean
  readonly gender: Gender | null
}

/** What a pronoun or a description can refer to. */
export type Referent = Entity | AnonymousReferent

export function isAnonymous(referent: Referent): referent is AnonymousReferent {
  return 'anonymous' in referent
}

/** A mention in the history, from which later pronouns are resolved. */
export interface HistoryEntry {
  readonly referent: Referent
  /** The words. */
  readonly run: Run
  readonly sentence: number
  readonly paragraph: number
  /** Salience of the mention by its position in the sentence. */
  readonly weight: number
}

export interface Ranked {
  readonly referent: Referent
  /** The mention with the highest score. */
  readonly run: Run
  readonly score: number
}

/** Weights of the features, set by hand on resolved pronouns of development texts. */
export const weights = {
  /** The phrase names a speaker. */
  speaker: 3,
  subject: 2.2,
  /** At the beginning of a sentence. */
  start: 1.2,
  /** "Ash's house". */
  owner: 0.6,
  /** Inside quotation marks. */
  quoted: -2.5,
  /** Inside reported speech without quotation marks. */
  reported: -1,
  /** The mention is a resolved pronoun. */
  resolvedPronoun: -0.5,
  ownedPronoun: -0.5,
  perSentence: 0.9,
  perParagraph: 0.6,
  /** Times the logarithm of the number of mentions. */
  again: 0.05,
  /** Cataphora, the name after the clause of the pronoun: "When he came, Ash". */
  ahead: 2.2,
  /** The entity has spoken before and the pronoun is a speaker. */
  spokeBefore: 0.8,
  unknownGender: -0.8,
  /** A name that may be a person. */
  unknownKind: -1,
  /** A body as the speaker of words that nothing attributes. */
  silentBody: -1.5,
  /** The body that has spoken last, where a description fits several. */
  lastBody: 2.5,
  /** A noun for any body ("the company"), where the text calls the body so. */
  calledSo: 2,
  /** Such a noun, where the text calls the body something else: "the club" for a bank. */
  calledOther: -3,
  /** A description for a speaker, or for somebody else, to whom the text gives other roles only. */
  otherRole: -0.8,
  otherRoleOfSilent: -1.5,
  /** The same where one of these roles is a kind of the new one: "skipper" for a captain. */
  likeRole: 0.5,
  /** The subject of the sentence before, in the same paragraph, for such a role. */
  subjectBefore: 0.6,
  /** A person whom the text names for the first time right before such a role. */
  introduced: 0.6,
  /** A lower score is too weak for a role that the text has given nobody. */
  newRoleFloor: 1.2,
  /** "they" for one body. */
  pluralBody: -0.8,
  anonymous: -0.3,
  /** An anonymous speaker that may not be a person: "a report". */
  uncertainAnonymous: -2,
  /** A smaller margin between the first and the second leaves the reference open. */
  margin: 0.2,
  /** A lower score is too weak. */
  floor: -4,
}

/** Bounds of the history that is searched. */
const PARAGRAPHS = 6
/** Mentions that count, the latest ones. */
export const MAX_ENTRIES = 60
const SENTENCES = 8

/** Indices of sentence and paragraph; -1 outside. */
export interface Position {
  readonly sentence: number
  readonly paragraph: number
}

/** The best score and the number of mentions of one referent. */
interface Sum {
  readonly referent: Referent
  run: Run
  score: number
  times: number
}

/**
 * Rank the candidates for a phrase at this position, the best first.
 *
 * @param traces - mentions before this position, in the order of the text
 * @param fit - score of the agreement with a referent; null excludes it
 */
export function rank(
  history: readonly HistoryEntry[],
  position: Position,
  fit: (referent: Referent) => number | null,
): Ranked[] {
  const sums: Sum[] = []
  const oldest = Math.max(0, history.length - MAX_ENTRIES)
  for (let index = history.length - 1; index >= oldest; index -= 1) {
    const entry = history[index]
    if (!entry || position.paragraph - entry.paragraph > PARAGRAPHS) break
    const fitting = fit(entry.referent)
    if (fitting === null) continue
    add(sums, entry, entry.weight + fitting - distance(entry, position))
  }
  for (const sum of sums) sum.score += weights.again * Math.log(sum.times)
  return sums.length > 1 ? sums.sort(byScore) : sums
}

function add(sums: Sum[], { referent, run }: HistoryEntry, score: number): void {
  for (const known of sums) {
    if (known.referent !== referent) continue
    if (score > known.score) {
      known.run = run
      known.score = score
    }
    known.times += 1
    return
  }
  sums.push({ referent, run, score, times: 1 })
}

/** Descending by score. */
export function byScore(one: Ranked, other: Ranked): number {
  return other.score - one.score
}

function distance(entry: HistoryEntry, position: Position): number {
  const sentences = Math.min(position.sentence - entry.sentence, SENTENCES)
  const paragraphs = position.paragraph - entry.paragraph
  return sentences * weights.perSentence + paragraphs * weights.perParagraph
}

/** Salience of a name or role by its position in the sentence. */
export function salienceAt(tagged: TaggedArticle, first: number, end: number): number {
  const quoted = stretchAt(tagged.doc, first) >= 0 ? weights.quoted : 0
  const position = quoted + startBonus(tagged, first)
  if (isPossessiveEnding(tagged, end)) return position + weights.owner
  return (
    position + (isSubject(tagged, first, end) || isTopic(tagged, first, end) ? weights.subject : 0)
  )
}

/** "For Ash, a widow, …": the person whom the sentence is about. */
function isTopic(tagged: TaggedArticle, first: number, end: number): boolean {
  const before = first - 1
  if (before !== sentenceStart(tagged, first)) return false
  return hasFlag(tagged, before, Flag.LINK) && markAt(tagged, end) === COMMA
}

function startBonus(tagged: TaggedArticle, first: number): number {
  const sentence = sentenceOf(tagged, first)
  return sentence && first - sentence.first <= 2 ? weights.start : 0
}

/** A noun before a verb and not after a preposition; an apposition may follow it. */
function isSubject(tagged: TaggedArticle, first: number, end: number): boolean {
  if (isBehindPreposition(tagged, first)) return false
  const at = findApposition(tagged, end).end
  if (markAt(tagged, at) !== COMMA) return isVerb(tagged, at)
  if (hasFlag(tagged, at + 1, Flag.RELATIVE)) return true
  return verbBehindComma(tagged, at)
}

function isBehindPreposition(tagged: TaggedArticle, first: number): boolean {
  const before = hasFlag(tagged, first - 1, Flag.DEFINITE) ? first - 2 : first - 1
  if (!hasFlag(tagged, before, Flag.PREPOSITION) || isCapitalWord(tagged, before)) return false
  // "after Ash was asked": a conjunction, not a preposition.
  return !hasClass(tagged.doc, before, WordClass.SUBORDINATOR)
}

const LONGEST = 25

/** Whether the verb follows one of the next commas. */
function verbBehindComma(tagged: TaggedArticle, from: number): boolean {
  const limit = Math.min(sentenceEnd(tagged, from), from + LONGEST)
  for (let at = from; at < limit; at += 1) {
    if (markAt(tagged, at) === COMMA && isVerb(tagged, at + 1)) return true
  }
  return false
}
