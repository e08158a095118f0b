import { Form, Role } from '../../languages/quotation-words.ts'
import { phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  formsAt,
  hasRole,
  isCapital,
  isDash,
  isGerund,
  isMark,
  isOutlet,
  isWord,
  type Page,
  SEMICOLON,
  stretchAt,
} from './page.ts'
import { phraseOfSource } from './source-phrases.ts'
import { groupIndex, type VerbGroup } from './verb-groups.ts'

/** How far a subject may reach before its verb. */
const MAX_SUBJECT = 8

/** What is known of a clause of speech up to a token inside it. */
export interface Clause {
  /** The end of the sentence. */
  readonly end: number
  /** The verbs of saying of the paragraph. */
  readonly groups: readonly VerbGroup[]
  /** Words in marks stand in it already. */
  readonly quoted: boolean
  /** A verb stands in it already, so that it is a clause and no noun phrase. */
  readonly finite: boolean
  /** A dash stands in it already. */
  readonly dashed: boolean
}

/** Whether what was said ends before a token: the writer's or somebody else's words begin. */
export function endsAt(page: Page, at: number, clause: Clause): boolean {
  const code = page.tokens.codes[at] ?? 0
  if (code === SEMICOLON) return true
  if (code === COMMA) return endsAtComma(page, at, clause)
  if (code !== 0) return isDash(page, at) && endsAtDash(page, at, clause)
  if (hasRole(page, at, Role.COORDINATOR)) return endsAtAnd(page, at, clause)
  return clause.quoted && hasRole(page, at, Role.BESIDE) && endsBeside(page, at, clause)
}

/** "…, adding", "…, according to", "…, and said", "…, a claim that": what follows is no part of it. */
function endsAtComma(page: Page, comma: number, clause: Clause): boolean {
  const { end, groups } = clause
  const at = comma + 1
  if (at >= end || phraseOfSource(page, at) > 0) return true
  if (isRemark(page, at) || isScene(page, at, end) || isQuoting(page, at)) return true
  const next = groups[groupIndex(groups, at)]
  if (!next || next.first - at > MAX_SUBJECT) return false
  if (next.first === at) return next.mood !== 'INFINITIVE' && next.mood !== 'PASSIVE'
  const phrase = phraseAfter(page, at, end)
  if (phrase && next.first === phrase.end && isOutlet(page, phrase) && tellsOf(next)) return true
  if (phrase && next.first === phrase.end && tellsOf(next) && opensWords(page, next.end))
    return true
  if (!hasRole(page, at, Role.COORDINATOR | Role.SUBORDINATOR)) return false
  if (next.first === at + 1) return next.mood !== 'INFINITIVE'
  return next.mood === 'FINITE' && phraseAfter(page, at + 1, next.first)?.end === next.first
}

/** After a cue: words in marks, be it after a comma or a colon, or "that". */
function opensWords(page: Page, end: number): boolean {
  if (stretchAt(page, end) >= 0 || hasRole(page, end, Role.COMPLEMENTIZER)) return true
  return isMark(page, end, COMMA, COLON) && stretchAt(page, end + 1) >= 0
}

function tellsOf({ mood, entry }: VerbGroup): boolean {
  return mood === 'FINITE' && entry.kind !== 'THOUGHT'
}

/** "…, a claim that Brand denies": the writer's word about what was said. */
function isRemark(page: Page, at: number): boolean {
  if (!hasRole(page, at, Role.DETERMINER) || hasRole(page, at, Role.SUBJECT_PRONOUN)) return false
  for (let word = at + 1; word < at + 5; word += 1) {
    if (page.words.nouns.valueOf(page.tokens, word) !== 0) return true
    if (!isWord(page, word)) return false
  }
  return false
}

/** "…, as quoted by the agency": who passed the words on. */
function isQuoting(page: Page, at: number): boolean {
  return hasRole(page, at, Role.AS) && hasRole(page, at + 2, Role.AGENT)
}

/** "…, with Brand taking notes": what went on meanwhile. */
function isScene(page: Page, at: number, end: number): boolean {
  if (!hasRole(page, at, Role.PREPOSITION) || !isCapital(page, at + 1)) return false
  const phrase = phraseAfter(page, at + 1, end)
  return phrase !== null && isGerund(page, phrase.end) && !isCapital(page, phrase.end)
}

/** `“…” — a boost for Brand`: after words in marks a dash that no other closes. */
function endsAtDash(page: Page, dash: number, { end, quoted, dashed }: Clause): boolean {
  if (!quoted || dashed) return false
  for (let at = dash + 1; at < end; at += 1) if (isDash(page, at)) return false
  return true
}

/** "and claimed", "and Brand said": another verb of saying. "a “liar” and left": another verb. */
function endsAtAnd(page: Page, and: number, clause: Clause): boolean {
  const at = hasRole(page, and + 1, Role.ADVERB) ? and + 2 : and + 1
  return (
    startsGroup(page, and + 1, clause.groups) ||
    startsGroup(page, at, clause.groups) ||
    startsVoice(page, at, clause) ||
    (!clause.finite && clause.quoted && (isPast(page, at) || opensClause(page, at, clause.end)))
  )
}

/** "and claimed": another verb of saying with the same subject. */
function startsGroup(page: Page, at: number, groups: readonly VerbGroup[]): boolean {
  const group = groups[groupIndex(groups, at)]
  if (!group || (group.first !== at && group.verb !== at)) return false
  if (group.mood !== 'FINITE' && group.mood !== 'GERUND') return false
  if (group.entry.kind === 'THOUGHT') return false
  return !(formsAt(page, group.verb) & Form.BASE) || (group.first < group.verb && !group.modal)
}

/** "and Brand replied": another voice. */
function startsVoice(page: Page, at: number, { groups, quoted }: Clause): boolean {
  const next = groups[groupIndex(groups, at)]
  if (!next || next.first - at > MAX_SUBJECT || !tellsOf(next)) return false
  if (!quoted && (next.modal || !opensWords(page, next.end))) return false
  return phraseAfter(page, at, next.first)?.end === next.first
}

/** "called him a “liar” when he left": a noun phrase ends where a clause beside the first begins. */
function endsBeside(page: Page, at: number, { end, finite }: Clause): boolean {
  return !finite && opensClause(page, at + 1, end)
}

/** A subject and its verb. */
export function opensClause(page: Page, at: number, end: number): boolean {
  const phrase = phraseAfter(page, at, end)
  return phrase !== null && isFinite(page, phrase.end)
}

/** A verb that has a subject of its own. */
export function isFinite(page: Page, at: number): boolean {
  if (stretchAt(page, at) >= 0 || !isWord(page, at)) return false
  if (hasRole(page, at, Role.BE | Role.HAVE | Role.MODAL)) return true
  return isPast(page, at) || (formsAt(page, at) & Form.PRESENT) !== 0
}

function isPast(page: Page, at: number): boolean {
  if (stretchAt(page, at) >= 0 || isCapital(page, at)) return false
  return hasRole(page, at, Role.VERB | Role.PAST_LIKE) || (formsAt(page, at) & Form.PAST) !== 0
}
