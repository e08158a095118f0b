import { Form, WordClass } from '../../languages/quotation-words.ts'
import { phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  type Doc,
  SEMICOLON,
  formsAt,
  hasClass,
  isCapital,
  isDash,
  isGerund,
  isMark,
  isOutlet,
  isWord,
  sourcePhraseLength,
  stretchAt,
} from './doc.ts'
import { groupIndex, type VerbGroup } from './verb-groups.ts'

/** Longest subject before its verb, in tokens. */
const MAX_SUBJECT = 8

/** The state of a content clause up to a token inside it. */
export interface Clause {
  /** The end of the sentence. */
  readonly end: number
  /** The cue verbs of the paragraph. */
  readonly groups: readonly VerbGroup[]
  /** The clause has quoted words. */
  readonly quoted: boolean
  /** The clause has a finite verb, so it is not just a noun phrase. */
  readonly finite: boolean
  /** The clause begins with "that" and has no finite verb yet. */
  readonly verbless: boolean
  /** The clause has a dash. */
  readonly dashed: boolean
}

/** Whether the content ends before a token, where narration or another speaker's content begins. */
export function contentEndsAt(doc: Doc, at: number, clause: Clause): boolean {
  const code = doc.tokens.codes[at] ?? 0
  if (code === SEMICOLON) return true
  if (code === COMMA) return endsAtComma(doc, at, clause)
  if (code !== 0) return isDash(doc, at) && endsAtDash(doc, at, clause)
  if (hasClass(doc, at, WordClass.COORDINATOR)) return endsAtAnd(doc, at, clause)
  return clause.quoted && hasClass(doc, at, WordClass.BESIDE) && endsBeside(doc, at, clause)
}

/**
 * Whether the content ends at a comma: "…, adding", "…, according to", "…, and said", "…, a claim
 * that".
 */
function endsAtComma(doc: Doc, comma: number, clause: Clause): boolean {
  const { end, groups } = clause
  const at = comma + 1
  if (at >= end || sourcePhraseLength(doc, at) > 0) return true
  if (isRemark(doc, at) || isAccompanyingAction(doc, at, end) || isQuoting(doc, at)) return true
  const next = groups[groupIndex(groups, at)]
  if (!next || next.first - at > MAX_SUBJECT) return false
  // "that the clerk, Jo Hale, had told him so"
  if (next.first === at && clause.verbless && next.mood === 'FINITE') return false
  if (next.first === at) return next.mood !== 'INFINITIVE' && next.mood !== 'PASSIVE'
  const phrase = phraseAfter(doc, at, end)
  if (phrase && next.first === phrase.end && isOutlet(doc, phrase) && isSpeechCue(next)) return true
  if (phrase && next.first === phrase.end && isSpeechCue(next) && opensWords(doc, next.end))
    return true
  if (!hasClass(doc, at, WordClass.COORDINATOR | WordClass.SUBORDINATOR)) return false
  if (next.first === at + 1) return next.mood !== 'INFINITIVE'
  return next.mood === 'FINITE' && phraseAfter(doc, at + 1, next.first)?.end === next.first
}

/** Whether content opens after a cue: "that", or quoted words, also after a comma or a colon. */
function opensWords(doc: Doc, end: number): boolean {
  if (stretchAt(doc, end) >= 0 || hasClass(doc, end, WordClass.COMPLEMENTIZER)) return true
  return isMark(doc, end, COMMA, COLON) && stretchAt(doc, end + 1) >= 0
}

function isSpeechCue({ mood, entry }: VerbGroup): boolean {
  return mood === 'FINITE' && entry.kind !== 'THOUGHT'
}

/** The writer's remark about the content: "…, a claim that Brand denies". */
function isRemark(doc: Doc, at: number): boolean {
  if (!hasClass(doc, at, WordClass.DETERMINER) || hasClass(doc, at, WordClass.SUBJECT_PRONOUN))
    return false
  for (let word = at + 1; word < at + 5; word += 1) {
    if (doc.words.nouns.valueOf(doc.tokens, word) !== 0) return true
    if (!isWord(doc, word)) return false
  }
  return false
}

/** The relay of the content: "…, as quoted by the agency". */
function isQuoting(doc: Doc, at: number): boolean {
  return hasClass(doc, at, WordClass.AS) && hasClass(doc, at + 2, WordClass.AGENT)
}

/** An accompanying action: "…, with Brand taking notes". */
function isAccompanyingAction(doc: Doc, at: number, end: number): boolean {
  if (!hasClass(doc, at, WordClass.PREPOSITION) || !isCapital(doc, at + 1)) return false
  const phrase = phraseAfter(doc, at + 1, end)
  return phrase !== null && isGerund(doc, phrase.end) && !isCapital(doc, phrase.end)
}

/** A single dash after quoted words: `“…” — a boost for Brand`. */
function endsAtDash(doc: Doc, dash: number, { end, quoted, dashed }: Clause): boolean {
  if (!quoted || dashed) return false
  for (let at = dash + 1; at < end; at += 1) if (isDash(doc, at)) return false
  return true
}

/**
 * Whether the content ends at "and": another cue ("and Brand said") or another verb ("a “liar” and
 * left").
 */
function endsAtAnd(doc: Doc, and: number, clause: Clause): boolean {
  const at = hasClass(doc, and + 1, WordClass.ADVERB) ? and + 2 : and + 1
  return (
    startsGroup(doc, and + 1, clause.groups) ||
    startsGroup(doc, at, clause.groups) ||
    startsOtherSpeaker(doc, at, clause) ||
    (!clause.finite && clause.quoted && (isPast(doc, at) || opensClause(doc, at, clause.end)))
  )
}

/** "and claimed": another cue verb with the same subject. */
function startsGroup(doc: Doc, at: number, groups: readonly VerbGroup[]): boolean {
  const group = groups[groupIndex(groups, at)]
  if (!group || (group.first !== at && group.verb !== at)) return false
  if (group.mood !== 'FINITE' && group.mood !== 'GERUND') return false
  if (group.entry.kind === 'THOUGHT') return false
  return !(formsAt(doc, group.verb) & Form.BASE) || (group.first < group.verb && !group.modal)
}

/** "and Brand replied": another speaker. */
function startsOtherSpeaker(doc: Doc, at: number, { groups, quoted }: Clause): boolean {
  const next = groups[groupIndex(groups, at)]
  if (!next || next.first - at > MAX_SUBJECT || !isSpeechCue(next)) return false
  if (!quoted && (next.modal || !opensWords(doc, next.end))) return false
  return phraseAfter(doc, at, next.first)?.end === next.first
}

/**
 * A noun phrase as content ends before a subordinate clause: "called him a “liar” when he left".
 */
function endsBeside(doc: Doc, at: number, { end, finite }: Clause): boolean {
  return !finite && opensClause(doc, at + 1, end)
}

/** Whether a clause (subject and finite verb) begins at a token. */
export function opensClause(doc: Doc, at: number, end: number): boolean {
  const phrase = phraseAfter(doc, at, end)
  return phrase !== null && isFinite(doc, phrase.end)
}

/** Whether a token can be a finite verb. */
export function isFinite(doc: Doc, at: number): boolean {
  if (stretchAt(doc, at) >= 0 || !isWord(doc, at)) return false
  if (hasClass(doc, at, WordClass.BE | WordClass.HAVE | WordClass.MODAL)) return true
  return isPast(doc, at) || (formsAt(doc, at) & Form.PRESENT) !== 0
}

function isPast(doc: Doc, at: number): boolean {
  if (stretchAt(doc, at) >= 0 || isCapital(doc, at)) return false
  return (
    hasClass(doc, at, WordClass.VERB | WordClass.PAST_LIKE) || (formsAt(doc, at) & Form.PAST) !== 0
  )
}
