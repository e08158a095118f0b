import { Form, Frame, Role, type CueEntry } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { isToken, Shape } from '../../text/tokens.ts'
import { isPossessiveEnding } from './noun-phrases.ts'
import {
  COMMA,
  COLON,
  entriesAt,
  formsAt,
  hasRole,
  isCapital,
  isGerund,
  isMark,
  isWord,
  type Page,
  stretchAt,
} from './page.ts'

/** FINITE: "said". GERUND: "…, saying". INFINITIVE: "to say". PASSIVE: "was told". */
export type Mood = 'FINITE' | 'GERUND' | 'INFINITIVE' | 'PASSIVE'

/** A verb of saying with its helpers and particles: "has also pointed out". */
export interface VerbGroup extends Run {
  readonly verb: number
  readonly entry: CueEntry
  /** Bits of `Frame` over all entries that fit here. */
  readonly frames: number
  readonly mood: Mood
  /** Helped by "may", "would" and the like: perhaps it was never said. */
  readonly modal: boolean
  /** Token of a subject that is written to a helper ("il" of "a-t-il dit"); null for others. */
  readonly subject: number | null
}

/** The verbs of saying among the tokens, outside quotation marks. */
export function findVerbGroups(page: Page, run: Run): VerbGroup[] {
  const groups: VerbGroup[] = []
  for (let at = run.first; at < run.end; at += 1) {
    const stretch = stretchAt(page, at)
    if (stretch >= 0) {
      at = Math.max(at, (page.prose.quoted.stretches[stretch]?.end ?? at) - 1)
    } else if ((page.cues[at] ?? 0) > 0) {
      const group = groupAt(page, at, run)
      if (group) groups.push(group)
    }
  }
  return groups
}

function groupAt(page: Page, verb: number, run: Run): VerbGroup | null {
  if (isCapital(page, verb) && verb > run.first && isName(page, verb)) return null
  const entry = entryAt(page, verb, run.end)
  if (!entry) return null
  const { first, passive, infinitive, helped, subject } = helpersBefore(page, verb, run.first)
  const forms = formsAt(page, verb)
  const mood = moodOf(forms, { passive, infinitive, helped })
  if (!mood || isNoun(page, verb, entry, mood, first, run)) return null
  if (isAside(page, verb, entry, first)) return null
  if (isAdjective(page, verb, forms, mood, run)) return null
  const end = verb + 1 + entry.particles.length
  const modal = mood !== 'INFINITIVE' && isModal(page, first, verb)
  return { first, end, verb, entry, frames: entry.frames, mood, modal, subject }
}

/** The first entry whose particles all follow the verb. */
function entryAt(page: Page, verb: number, end: number): CueEntry | null {
  for (const entry of entriesAt(page, verb)) {
    if (follow(page, verb, entry.particles, end)) return entry
  }
  return null
}

/** A capital inside a sentence makes a name of a verb ("Hope", "Marks"), headlines aside. */
function isName(page: Page, verb: number): boolean {
  const first = !isWord(page, verb - 1) || isCapital(page, verb + 1)
  return !first && !page.headline(verb)
}

function follow(page: Page, verb: number, particles: readonly string[], end: number): boolean {
  for (let index = 0; index < particles.length; index += 1) {
    const at = verb + 1 + index
    if (at >= end || stretchAt(page, at) >= 0) return false
    if (!isToken(page.tokens, at, particles[index] ?? '')) return false
  }
  return true
}

/** "would" of "would say", but neither "did" of "did say" nor "would have said". */
function isModal(page: Page, first: number, verb: number): boolean {
  for (let at = first; at < verb; at += 1) {
    if (hasRole(page, at, Role.HAVE) && !hasRole(page, at, Role.MODAL)) return false
    if (hasRole(page, at, Role.CONDITIONAL)) return true
  }
  return false
}

interface Helpers {
  readonly first: number
  readonly passive: boolean
  readonly infinitive: boolean
  readonly helped: boolean
  readonly subject: number | null
}

/** "has also", "will not", "was being": what stands before a verb and belongs to it. */
function helpersBefore(page: Page, verb: number, low: number): Helpers {
  let first = verb
  let passive = false
  let infinitive = false
  let helped = false
  let subject: number | null = null
  for (let at = verb - 1; at >= low; at -= 1) {
    if (stretchAt(page, at) >= 0) break
    const roles = page.roles[at] ?? 0
    if (roles & Role.MODAL && isCapital(page, at) && !(formsAt(page, verb) & Form.BASE)) break
    if (roles & Role.SUBJECT_PRONOUN && isJoined(page, at)) subject = at
    else if (roles & Role.INFINITIVE && first === verb) infinitive = true
    else if (isPossessiveEnding(page, at)) {
      if (!hasRole(page, at - 1, Role.SUBJECT_PRONOUN) && !helped) break
      helped = true
    } else if (roles & Role.BE) {
      passive ||= !helped && !isReflexive(page, at)
      helped = true
    } else if (roles & (Role.HAVE | Role.MODAL)) helped = true
    else if (!(roles & (Role.ADVERB | Role.NEGATION | Role.PREVERBAL)) || isCapital(page, at)) break
    first = at
  }
  while (
    first < verb &&
    hasRole(page, first, Role.ADVERB) &&
    !hasRole(page, first, Role.MODAL | Role.HAVE | Role.BE)
  )
    first += 1
  return { first, passive, infinitive, helped, subject }
}

/** Written to the word before it: "il" of "a-t-il". */
export function isJoined(page: Page, at: number): boolean {
  const tight = ((page.tokens.shapes[at] ?? 0) & (Shape.TIGHT | Shape.ENDING)) === Shape.TIGHT
  return tight && isWord(page, at) && isWord(page, at - 1)
}

/** "est" of "s'est exclamé" makes no passive. */
function isReflexive(page: Page, at: number): boolean {
  const both = Role.REFLEXIVE | Role.PREVERBAL
  return ((page.roles[at - 1] ?? 0) & both) === both
}

function moodOf(
  forms: number,
  { passive, infinitive, helped }: Pick<Helpers, 'passive' | 'infinitive' | 'helped'>,
): Mood | null {
  if (forms & Form.INFINITIVE || (infinitive && forms & Form.BASE)) return 'INFINITIVE'
  if (forms & Form.GERUND) return passive || helped ? 'FINITE' : 'GERUND'
  if (passive && forms & Form.PARTICIPLE) return 'PASSIVE'
  if (helped && forms & (Form.PARTICIPLE | Form.BASE)) return 'FINITE'
  if (forms & (Form.PAST | Form.PRESENT | Form.BASE)) return 'FINITE'
  return null
}

/** Whether a form that can be a noun ("claims", "report", "warning") is one here. */
function isNoun(
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
    if (!named && !isMark(page, before, COMMA, 41)) return true
    return isCapital(page, verb) || !opensContent(page, verb + 1 + entry.particles.length)
  }
  if (!isPluralBefore(page, before, run)) return true
  return !opensContent(page, verb + 1) && !closesMarks(page, before, run.first)
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

/** "highlighted by the crew", but not "responded by saying". */
function isPassive(page: Page, verb: number): boolean {
  if (!(formsAt(page, verb) & Form.PARTICIPLE) || !hasRole(page, verb + 1, Role.AGENT)) return false
  return !isGerund(page, verb + 2) && !hasRole(page, verb + 2, Role.ADVERB)
}

/** ", say," gives an example; "highlighted by" has no one before it who says. */
function isAside(page: Page, verb: number, entry: CueEntry, first: number): boolean {
  if (first === verb && entry.frames & Frame.OBJECT && isPassive(page, verb)) return true
  if (!(formsAt(page, verb) & Form.BASE) || first < verb) return false
  return isMark(page, verb - 1, COMMA) && isMark(page, verb + 1, COMMA)
}

/** "the alleged plan", "a proposed ban": a participle before its noun. */
function isAdjective(page: Page, verb: number, forms: number, mood: Mood, run: Run): boolean {
  if (!(forms & (Form.PAST | Form.PARTICIPLE)) || mood === 'PASSIVE') return false
  const before = verb - 1
  if (before < run.first) return false
  if (isPossessiveEnding(page, before)) return !hasRole(page, before - 1, Role.SUBJECT_PRONOUN)
  return hasRole(page, before, Role.DETERMINER) && !hasRole(page, before, Role.SUBJECT_PRONOUN)
}

/** A group of which some frame is among the bits. */
export function allows(group: VerbGroup, frames: number): boolean {
  return (group.frames & frames) !== 0
}

/** Index of the first group whose verb stands at or after a token. */
export function groupIndex(groups: readonly VerbGroup[], at: number): number {
  let low = 0
  let high = groups.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((groups[middle]?.verb ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The groups whose verbs stand between two tokens. */
export function groupsWithin(
  groups: readonly VerbGroup[],
  first: number,
  end: number,
): readonly VerbGroup[] {
  return groups.slice(groupIndex(groups, first), groupIndex(groups, end))
}
