import { Form, Frame, Role, type CueEntry } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { isPossessiveEnding } from './noun-phrases.ts'
import {
  COMMA,
  COLON,
  formsAt,
  hasRole,
  isCapital,
  isGerund,
  isMark,
  isWord,
  type Doc,
  stretchAt,
} from './doc.ts'
import type { Mood } from './auxiliaries.ts'

/** Whether a verb form that can be a noun ("claims", "report", "warning") is a noun here. */
export function isNoun(
  doc: Doc,
  verb: number,
  entry: CueEntry,
  mood: Mood,
  first: number,
  run: Run,
): boolean {
  const forms = formsAt(doc, verb)
  if (mood === 'INFINITIVE' || mood === 'PASSIVE') return false
  if (first < verb && hasRole(doc, first, Role.MODAL | Role.HAVE | Role.BE)) return false
  const before = first - 1
  const past = (forms & (Form.PAST | Form.PARTICIPLE)) !== 0
  if (past && (!(forms & Form.BASE) || !entry.nounLike)) return false
  if (hasRole(doc, before, Role.DETERMINER | Role.POSSESSIVE) && !standsAlone(doc, before, verb))
    return true
  if (forms === Form.BASE && isOneOf(doc, before)) return true
  if (before >= run.first && isPossessiveEnding(doc, before)) return true
  // "The message also read": the adverb shows that the form is a verb.
  if (past && hasRole(doc, verb - 1, Role.ADVERB) && !hasRole(doc, verb - 1, Role.TIME))
    return false
  if (forms & Form.GERUND) return false
  if (hasRole(doc, before, Role.PREPOSITION) && !isCapital(doc, before)) return true
  if (entry.nounLike && isAfterPreposition(doc, before, run.first)) return true
  if (!entry.nounLike) return !(forms & Form.PRESENT) && !isPluralBefore(doc, before, run)
  if (hasRole(doc, before, Role.SUBJECT_PRONOUN)) return false
  if (forms & Form.PRESENT) {
    const carrier = doc.words.nouns.valueOf(doc.tokens, before) !== 0
    const named = carrier || isCapital(doc, before) || hasRole(doc, before, Role.VOICE)
    if (doc.headline(verb)) return !named
    // "hits Hale for his tolls and claims that": a second verb.
    if (hasRole(doc, before, Role.COORDINATOR) && !isNounOfSpeech(doc, before - 1))
      return !hasRole(doc, verb + 1, Role.COMPLEMENTIZER)
    if (!named && !isMark(doc, before, COMMA, 41)) return true
    return isCapital(doc, verb) || !opensContent(doc, verb + 1 + entry.particles.length)
  }
  const carried = past && isNounOfSpeech(doc, before) && stretchAt(doc, verb + 1) >= 0
  if (!carried && !isPluralBefore(doc, before, run)) return true
  return !opensContent(doc, verb + 1) && !closesMarks(doc, before, run.first)
}

function isNounOfSpeech(doc: Doc, at: number): boolean {
  return doc.words.nouns.valueOf(doc.tokens, at) !== 0
}

/** Whether quoted words precede the noun phrase: "…," the twins state. */
function closesMarks(doc: Doc, before: number, low: number): boolean {
  let at = before
  while (at > low && at > before - 3 && isWord(doc, at) && stretchAt(doc, at) < 0) at -= 1
  return at < before && stretchAt(doc, at) >= 0
}

/** Whether a determiner needs no noun: "he", "the two", and "that" before quoted words. */
function standsAlone(doc: Doc, at: number, verb: number): boolean {
  if (hasRole(doc, at, Role.SUBJECT_PRONOUN) || hasRole(doc, at - 1, Role.DETERMINER)) return true
  return hasRole(doc, at, Role.COMPLEMENTIZER) && stretchAt(doc, verb + 1) >= 0
}

/** "one", "another": singular, so a bare verb form cannot follow. */
function isOneOf(doc: Doc, at: number): boolean {
  const counting = hasRole(doc, at, Role.DETERMINER) && hasRole(doc, at, Role.SUBJECT_PRONOUN)
  return counting && !hasRole(doc, at, Role.PLURAL)
}

/** A preposition and an article that need a noun: "After the Paris" attacks, "on a press" call. */
function isAfterPreposition(doc: Doc, before: number, low: number): boolean {
  let at = before
  const outside = Role.DETERMINER | Role.COORDINATOR | Role.PREPOSITION
  while (at > low && at > before - 3 && isWord(doc, at) && !hasRole(doc, at, outside)) at -= 1
  return (
    at < before &&
    hasRole(doc, at, Role.DETERMINER) &&
    !hasRole(doc, at, Role.SUBJECT_PRONOUN | Role.COMPLEMENTIZER) &&
    hasRole(doc, at - 1, Role.PREPOSITION) &&
    !hasRole(doc, at - 1, Role.GENITIVE)
  )
}

/** Whether a token can begin content after a verb: "that", a quotation, a pronoun, an article. */
function opensContent(doc: Doc, at: number): boolean {
  if (at >= doc.tokens.count || stretchAt(doc, at) >= 0) return true
  if (isMark(doc, at, COMMA, COLON, 46)) return true
  if (!isWord(doc, at)) return false
  return (
    isCapital(doc, at) ||
    hasRole(
      doc,
      at,
      Role.COMPLEMENTIZER |
        Role.SUBJECT_PRONOUN |
        Role.OBJECT_PRONOUN |
        Role.DETERMINER |
        Role.QUESTION |
        Role.INFINITIVE |
        Role.POSSESSIVE,
    )
  )
}

/** Whether a plural subject precedes ("they", "analysts"), so a bare verb form can follow. */
function isPluralBefore(doc: Doc, at: number, run: Run): boolean {
  if (at < run.first) return false
  if (hasRole(doc, at, Role.SUBJECT_PRONOUN | Role.COORDINATOR | Role.MODAL)) return true
  if (hasRole(doc, at, Role.DETERMINER) && hasRole(doc, at - 1, Role.DETERMINER)) return true
  if (hasRole(doc, at, Role.DETERMINER | Role.PREPOSITION) || !isWord(doc, at))
    return isMark(doc, at, COMMA) || stretchAt(doc, at) >= 0
  const end = doc.tokens.ends[at] ?? 0
  const last = doc.tokens.text.charCodeAt(end - 1)
  if (last === 115 || hasRole(doc, at, Role.PLURAL)) return true
  return isCapital(doc, at) && hasRole(doc, at - 1, Role.COORDINATOR)
}

/** Whether a verb is not a cue: ", say," gives an example, "highlighted by" is passive. */
export function isAside(doc: Doc, verb: number, entry: CueEntry, first: number): boolean {
  const taking = Frame.OBJECT | Frame.INFINITIVE
  if (first === verb && entry.frames & taking && isPassive(doc, verb)) return true
  if (!(formsAt(doc, verb) & Form.BASE) || first < verb) return false
  return isMark(doc, verb - 1, COMMA) && isMark(doc, verb + 1, COMMA)
}

/** "highlighted by the crew", but not "responded by saying". */
function isPassive(doc: Doc, verb: number): boolean {
  if (!(formsAt(doc, verb) & Form.PARTICIPLE) || !hasRole(doc, verb + 1, Role.AGENT)) return false
  return !isGerund(doc, verb + 2) && !hasRole(doc, verb + 2, Role.ADVERB)
}

/** "the alleged plan", "a proposed ban": a participle before its noun. */
export function isAdjective(doc: Doc, verb: number, forms: number, mood: Mood, run: Run): boolean {
  if (!(forms & (Form.PAST | Form.PARTICIPLE)) || mood === 'PASSIVE') return false
  const adverb = hasRole(doc, verb - 1, Role.ADVERB) && !hasRole(doc, verb - 1, Role.DETERMINER)
  const before = adverb ? verb - 2 : verb - 1
  if (before < run.first) return false
  if (isPossessiveEnding(doc, before)) return !hasRole(doc, before - 1, Role.SUBJECT_PRONOUN)
  return hasRole(doc, before, Role.DETERMINER) && !hasRole(doc, before, Role.SUBJECT_PRONOUN)
}
