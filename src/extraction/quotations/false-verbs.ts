import { Form, Frame, WordClass, type CueEntry } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { isPossessiveEnding, phraseAfter } from './noun-phrases.ts'
import {
  COMMA,
  COLON,
  formsAt,
  hasClass,
  isCapital,
  isGerund,
  isMark,
  isWord,
  type Doc,
  stretchAt,
} from './doc.ts'
import type { Mood } from './auxiliaries.ts'

/** Longest subject between an auxiliary and its verb, in tokens. */
const MAX_INVERTED = 9

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
  if (first < verb && hasClass(doc, first, WordClass.MODAL | WordClass.HAVE | WordClass.BE))
    return false
  const before = first - 1
  const past = (forms & (Form.PAST | Form.PARTICIPLE)) !== 0
  if (past && (!(forms & Form.BASE) || !entry.nounLike)) return false
  if (
    hasClass(doc, before, WordClass.DETERMINER | WordClass.POSSESSIVE) &&
    !standsAlone(doc, before, verb)
  )
    return true
  if (forms === Form.BASE && isOneOf(doc, before)) return true
  if (before >= run.first && isPossessiveEnding(doc, before)) return true
  // "The message also read": the adverb shows that the form is a verb.
  if (past && hasClass(doc, verb - 1, WordClass.ADVERB) && !hasClass(doc, verb - 1, WordClass.TIME))
    return false
  if (forms & Form.GERUND) return false
  if (hasClass(doc, before, WordClass.PREPOSITION) && !isCapital(doc, before)) return true
  if (entry.nounLike && isAfterPreposition(doc, before, run.first)) return true
  if (!entry.nounLike) {
    if (forms & Form.PRESENT || isPluralBefore(doc, before, run)) return false
    return !isInverted(doc, first, run.first)
  }
  if (hasClass(doc, before, WordClass.SUBJECT_PRONOUN)) return false
  if (forms & Form.PRESENT) {
    const carrier = doc.words.nouns.valueOf(doc.tokens, before) !== 0
    const named = carrier || isCapital(doc, before) || hasClass(doc, before, WordClass.VOICE)
    if (doc.headline(verb)) return !named
    // "hits Hale for his tolls and claims that": a second verb.
    if (hasClass(doc, before, WordClass.COORDINATOR) && !isNounOfSpeech(doc, before - 1))
      return !hasClass(doc, verb + 1, WordClass.COMPLEMENTIZER)
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
  if (hasClass(doc, at, WordClass.SUBJECT_PRONOUN) || hasClass(doc, at - 1, WordClass.DETERMINER))
    return true
  return hasClass(doc, at, WordClass.COMPLEMENTIZER) && stretchAt(doc, verb + 1) >= 0
}

/** "did Hale" say, "nor would the minister" say: the auxiliary precedes the subject. */
function isInverted(doc: Doc, verb: number, low: number): boolean {
  for (let at = verb - 2; at >= low && at > verb - MAX_INVERTED; at -= 1) {
    if (!isWord(doc, at) || stretchAt(doc, at) >= 0) return false
    if (hasClass(doc, at, WordClass.MODAL)) return phraseAfter(doc, at + 1, verb)?.end === verb
  }
  return false
}

/** "one", "another": singular, so a bare verb form cannot follow. */
function isOneOf(doc: Doc, at: number): boolean {
  const counting =
    hasClass(doc, at, WordClass.DETERMINER) && hasClass(doc, at, WordClass.SUBJECT_PRONOUN)
  return counting && !hasClass(doc, at, WordClass.PLURAL)
}

/** A preposition and an article that need a noun: "After the Paris" attacks, "on a press" call. */
function isAfterPreposition(doc: Doc, before: number, low: number): boolean {
  let at = before
  const outside = WordClass.DETERMINER | WordClass.COORDINATOR | WordClass.PREPOSITION
  while (at > low && at > before - 3 && isWord(doc, at) && !hasClass(doc, at, outside)) at -= 1
  return (
    at < before &&
    hasClass(doc, at, WordClass.DETERMINER) &&
    !hasClass(doc, at, WordClass.SUBJECT_PRONOUN | WordClass.COMPLEMENTIZER) &&
    hasClass(doc, at - 1, WordClass.PREPOSITION) &&
    !hasClass(doc, at - 1, WordClass.GENITIVE)
  )
}

/** Whether a token can begin content after a verb: "that", a quotation, a pronoun, an article. */
function opensContent(doc: Doc, at: number): boolean {
  if (at >= doc.tokens.count || stretchAt(doc, at) >= 0) return true
  if (isMark(doc, at, COMMA, COLON, 46)) return true
  if (!isWord(doc, at)) return false
  return (
    isCapital(doc, at) ||
    hasClass(
      doc,
      at,
      WordClass.COMPLEMENTIZER |
        WordClass.SUBJECT_PRONOUN |
        WordClass.OBJECT_PRONOUN |
        WordClass.DETERMINER |
        WordClass.QUESTION |
        WordClass.INFINITIVE |
        WordClass.POSSESSIVE,
    )
  )
}

/** Whether a plural subject precedes ("they", "analysts"), so a bare verb form can follow. */
function isPluralBefore(doc: Doc, at: number, run: Run): boolean {
  if (at < run.first) return false
  if (hasClass(doc, at, WordClass.SUBJECT_PRONOUN | WordClass.COORDINATOR | WordClass.MODAL))
    return true
  if (hasClass(doc, at, WordClass.DETERMINER) && hasClass(doc, at - 1, WordClass.DETERMINER))
    return true
  if (hasClass(doc, at, WordClass.DETERMINER | WordClass.PREPOSITION) || !isWord(doc, at))
    return isMark(doc, at, COMMA) || stretchAt(doc, at) >= 0
  const end = doc.tokens.ends[at] ?? 0
  const last = doc.tokens.text.charCodeAt(end - 1)
  if (last === 115 || hasClass(doc, at, WordClass.PLURAL)) return true
  return isCapital(doc, at) && hasClass(doc, at - 1, WordClass.COORDINATOR)
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
  if (!(formsAt(doc, verb) & Form.PARTICIPLE) || !hasClass(doc, verb + 1, WordClass.AGENT))
    return false
  return !isGerund(doc, verb + 2) && !hasClass(doc, verb + 2, WordClass.ADVERB)
}

/** "the alleged plan", "a proposed ban": a participle before its noun. */
export function isAdjective(doc: Doc, verb: number, forms: number, mood: Mood, run: Run): boolean {
  if (!(forms & (Form.PAST | Form.PARTICIPLE)) || mood === 'PASSIVE') return false
  const adverb =
    hasClass(doc, verb - 1, WordClass.ADVERB) && !hasClass(doc, verb - 1, WordClass.DETERMINER)
  const before = adverb ? verb - 2 : verb - 1
  if (before < run.first) return false
  if (isPossessiveEnding(doc, before)) return !hasClass(doc, before - 1, WordClass.SUBJECT_PRONOUN)
  // "the mother of two" said
  if (hasClass(doc, before - 1, WordClass.GENITIVE) && hasClass(doc, before - 2, WordClass.VOICE))
    return false
  return (
    hasClass(doc, before, WordClass.DETERMINER) && !hasClass(doc, before, WordClass.SUBJECT_PRONOUN)
  )
}
