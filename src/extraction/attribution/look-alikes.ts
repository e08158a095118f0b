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
  type Page,
  stretchAt,
} from './page.ts'
import type { Mood } from './verb-helpers.ts'

/** Whether a form that can be a noun ("claims", "report", "warning") is one here. */
export function isNoun(
  page: Page,
  verb: number,
  entry: CueEntry,
  mood: Mood,
  first: number,
  run: Run,
): boolean {
  const forms = formsAt(page, verb)
  if (mood === 'INFINITIVE' || mood === 'PASSIVE') return false
  if (first < verb && hasRole(page, first, Role.MODAL | Role.HAVE | Role.BE)) return false
  const before = first - 1
  const past = (forms & (Form.PAST | Form.PARTICIPLE)) !== 0
  if (past && (!(forms & Form.BASE) || !entry.nounLike)) return false
  if (hasRole(page, before, Role.DETERMINER | Role.POSSESSIVE) && !standsAlone(page, before, verb))
    return true
  if (forms === Form.BASE && isOneOf(page, before)) return true
  if (before >= run.first && isPossessiveEnding(page, before)) return true
  // "The message also read": the same form as the noun's, told apart by the adverb.
  if (past && hasRole(page, verb - 1, Role.ADVERB) && !hasRole(page, verb - 1, Role.TIME))
    return false
  if (forms & Form.GERUND) return false
  if (hasRole(page, before, Role.PREPOSITION) && !isCapital(page, before)) return true
  if (entry.nounLike && isAfterPreposition(page, before, run.first)) return true
  if (!entry.nounLike) return !(forms & Form.PRESENT) && !isPluralBefore(page, before, run)
  if (hasRole(page, before, Role.SUBJECT_PRONOUN)) return false
  if (forms & Form.PRESENT) {
    const carrier = page.words.nouns.valueOf(page.tokens, before) !== 0
    const named = carrier || isCapital(page, before) || hasRole(page, before, Role.VOICE)
    if (page.headline(verb)) return !named
    // "hits Hale for his tolls and claims that": a verb beside another.
    if (hasRole(page, before, Role.COORDINATOR) && !isNounOfSpeech(page, before - 1))
      return !hasRole(page, verb + 1, Role.COMPLEMENTIZER)
    if (!named && !isMark(page, before, COMMA, 41)) return true
    return isCapital(page, verb) || !opensContent(page, verb + 1 + entry.particles.length)
  }
  const carried = past && isNounOfSpeech(page, before) && stretchAt(page, verb + 1) >= 0
  if (!carried && !isPluralBefore(page, before, run)) return true
  return !opensContent(page, verb + 1) && !closesMarks(page, before, run.first)
}

function isNounOfSpeech(page: Page, at: number): boolean {
  return page.words.nouns.valueOf(page.tokens, at) !== 0
}

/** "…," the twins state: words in marks stand right before the phrase. */
function closesMarks(page: Page, before: number, low: number): boolean {
  let at = before
  while (at > low && at > before - 3 && isWord(page, at) && stretchAt(page, at) < 0) at -= 1
  return at < before && stretchAt(page, at) >= 0
}

/** A determiner that needs no noun: "he", "the two", and "that" before words in marks. */
function standsAlone(page: Page, at: number, verb: number): boolean {
  if (hasRole(page, at, Role.SUBJECT_PRONOUN) || hasRole(page, at - 1, Role.DETERMINER)) return true
  return hasRole(page, at, Role.COMPLEMENTIZER) && stretchAt(page, verb + 1) >= 0
}

/** "one", "another": no bare verb follows what counts a single thing. */
function isOneOf(page: Page, at: number): boolean {
  const counting = hasRole(page, at, Role.DETERMINER) && hasRole(page, at, Role.SUBJECT_PRONOUN)
  return counting && !hasRole(page, at, Role.PLURAL)
}

/** "After the Paris" attacks, "on a press" call: a preposition and an article, with a noun to come. */
function isAfterPreposition(page: Page, before: number, low: number): boolean {
  let at = before
  const outside = Role.DETERMINER | Role.COORDINATOR | Role.PREPOSITION
  while (at > low && at > before - 3 && isWord(page, at) && !hasRole(page, at, outside)) at -= 1
  return (
    at < before &&
    hasRole(page, at, Role.DETERMINER) &&
    !hasRole(page, at, Role.SUBJECT_PRONOUN | Role.COMPLEMENTIZER) &&
    hasRole(page, at - 1, Role.PREPOSITION) &&
    !hasRole(page, at - 1, Role.GENITIVE)
  )
}

/** A word that, after a verb, begins what was said: "that", a quotation, a pronoun, an article. */
function opensContent(page: Page, at: number): boolean {
  if (at >= page.tokens.count || stretchAt(page, at) >= 0) return true
  if (isMark(page, at, COMMA, COLON, 46)) return true
  if (!isWord(page, at)) return false
  return (
    isCapital(page, at) ||
    hasRole(
      page,
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

/** "they", "analysts": a bare verb can follow. */
function isPluralBefore(page: Page, at: number, run: Run): boolean {
  if (at < run.first) return false
  if (hasRole(page, at, Role.SUBJECT_PRONOUN | Role.COORDINATOR | Role.MODAL)) return true
  if (hasRole(page, at, Role.DETERMINER) && hasRole(page, at - 1, Role.DETERMINER)) return true
  if (hasRole(page, at, Role.DETERMINER | Role.PREPOSITION) || !isWord(page, at))
    return isMark(page, at, COMMA) || stretchAt(page, at) >= 0
  const end = page.tokens.ends[at] ?? 0
  const last = page.tokens.text.charCodeAt(end - 1)
  if (last === 115 || hasRole(page, at, Role.PLURAL)) return true
  return isCapital(page, at) && hasRole(page, at - 1, Role.COORDINATOR)
}

/** ", say," gives an example; "highlighted by" has no one before it who says. */
export function isAside(page: Page, verb: number, entry: CueEntry, first: number): boolean {
  const taking = Frame.OBJECT | Frame.INFINITIVE
  if (first === verb && entry.frames & taking && isPassive(page, verb)) return true
  if (!(formsAt(page, verb) & Form.BASE) || first < verb) return false
  return isMark(page, verb - 1, COMMA) && isMark(page, verb + 1, COMMA)
}

/** "highlighted by the crew", but not "responded by saying". */
function isPassive(page: Page, verb: number): boolean {
  if (!(formsAt(page, verb) & Form.PARTICIPLE) || !hasRole(page, verb + 1, Role.AGENT)) return false
  return !isGerund(page, verb + 2) && !hasRole(page, verb + 2, Role.ADVERB)
}

/** "the alleged plan", "a proposed ban": a participle before its noun. */
export function isAdjective(
  page: Page,
  verb: number,
  forms: number,
  mood: Mood,
  run: Run,
): boolean {
  if (!(forms & (Form.PAST | Form.PARTICIPLE)) || mood === 'PASSIVE') return false
  const adverb = hasRole(page, verb - 1, Role.ADVERB) && !hasRole(page, verb - 1, Role.DETERMINER)
  const before = adverb ? verb - 2 : verb - 1
  if (before < run.first) return false
  if (isPossessiveEnding(page, before)) return !hasRole(page, before - 1, Role.SUBJECT_PRONOUN)
  return hasRole(page, before, Role.DETERMINER) && !hasRole(page, before, Role.SUBJECT_PRONOUN)
}
