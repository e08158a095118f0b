import { Form, Frame, Role } from '../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { isTerminal } from '../../text/prose.ts'
import { pastAdjuncts, skipAddressee, skipAdjuncts } from './adjuncts.ts'
import { isFinite, opensClause } from './borders.ts'
import { isCited } from './certainty.ts'
import { isSentenceEnd } from './clauses.ts'
import type { Draft } from './draft.ts'
import { phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  EM_DASH,
  EN_DASH,
  formsAt,
  hasRole,
  isCapital,
  isDash,
  HYPHEN,
  isMark,
  isOutlet,
  OPEN_BRACKET,
  SEMICOLON,
  isWord,
  type Page,
  stretchAt,
} from './page.ts'
import { isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { subjectBefore } from './subjects.ts'
import { isWorkTitle } from './titles.ts'
import { allows, groupIndex, groupsWithin, type VerbGroup } from './verb-groups.ts'

const MAX_LEAD = 120
const MIN_BARE = 5
const MIN_TIED = 5
const MAX_REACH = 12
const QUOTING = Frame.QUOTATION | Frame.CLAUSE | Frame.QUESTION | Frame.ADDRESSEE

/** "…," Hale said. "…," said Hale, "…." "…?" she asked. "…." */
export function quotationThenCue(scene: Scene): void {
  for (const stretch of scene.stretches) {
    if (isTaken(scene, stretch.first)) continue
    const match = cueAfter(scene, stretch)
    if (match) take(scene, draftOf(scene, stretch, match))
  }
}

interface CueAfter {
  readonly group: VerbGroup
  readonly mention: Run
  /** The token after cue and mention. */
  readonly end: number
  readonly inverted: boolean
}

/** The cue that stands right after a quoted stretch, with its subject. */
function cueAfter(scene: Scene, stretch: Stretch): CueAfter | null {
  const { page, run } = scene
  let next = stretch.end
  if (isMark(page, next, COMMA, EM_DASH, EN_DASH, HYPHEN)) next += 1
  const parted = isParted(page, stretch)
  if (next >= run.end || !(parted || isBareSentence(scene, stretch))) return null
  const ended = endsSentence(page, stretch)
  const position = groupIndex(scene.groups, next)
  for (const group of scene.groups.slice(position, position + 4)) {
    if (group.first - next > 45) return null
    if (group.mood !== 'FINITE' || !allows(group, parted ? QUOTING : Frame.CLAUSE)) continue
    const match =
      group.first === next ? inverted(page, group, run.end) : straight(page, group, next)
    if (!match || isTitleOf(scene, stretch, match) || goesOnSaying(scene, stretch, match)) continue
    if (group.entry.kind === 'THOUGHT' && !closes(page, match, run.end)) continue
    if (answersItself(scene, stretch, match) || passesOn(scene, stretch, match)) return null
    if (!ended || isWholeSentence(scene, stretch, match)) return match
  }
  return null
}

/** Hale urged calm "…," the agency reported: the words are Hale's, and the medium passes them on. */
function passesOn(scene: Scene, stretch: Stretch, { group, mention }: CueAfter): boolean {
  const { page, groups } = scene
  if (!isOutlet(page, mention) || !page.words.relayLemmas.has(group.entry.lemma)) return false
  const low = Math.max(sentenceAt(scene, stretch.first).first, stretch.first - MAX_REACH)
  return groupsWithin(groups, low, stretch.first).some(
    ({ mood, entry }) => mood === 'FINITE' && entry.kind === 'SPEECH',
  )
}

/** said Hale; a-t-elle dit; a déclaré lundi Mme Roux. */
function inverted(page: Page, group: VerbGroup, end: number): CueAfter | null {
  if (group.subject !== null) {
    const mention = { first: group.subject, end: group.subject + 1 }
    return { group, mention, end: group.end, inverted: true }
  }
  const mention =
    phraseAfter(page, group.end, end) ?? phraseAfter(page, pastAdjuncts(page, group.end, end), end)
  if (!mention || hasPredicate(page, mention.end)) return null
  return { group, mention, end: mention.end, inverted: true }
}

/** "said the mayor could": the phrase is the subject of what was said. */
function hasPredicate(page: Page, at: number): boolean {
  return hasRole(page, at, Role.BE | Role.HAVE | Role.MODAL) || hasRole(page, at, Role.INFINITIVE)
}

function straight(page: Page, group: VerbGroup, next: number): CueAfter | null {
  const lone = group.first === next + 1 && isCapital(page, next) && !isPronoun(page, next)
  const mention = lone ? { first: next, end: next + 1 } : subjectBefore(page, group.first, next)
  if (mention?.first !== next || hasRole(page, next, Role.RELATIVE)) return null
  return { group, mention, end: group.end, inverted: false }
}

/** Brand, who wrote "The Long Way," posted a letter: a title closes what is told of the subject. */
function isTitleOf(scene: Scene, stretch: Stretch, { inverted }: CueAfter): boolean {
  const opens = sentenceAt(scene, stretch.first).first === stretch.first
  return inverted && !opens && isWorkTitle(scene.page, stretch)
}

/** "Jobs first" Hale said: words in marks that open a sentence, without a mark behind them. */
function isBareSentence(scene: Scene, stretch: Stretch): boolean {
  const { page } = scene
  const long = stretch.closed && stretch.end - stretch.first > MIN_BARE
  const named = isCapital(page, stretch.end) || isCueAndName(page, stretch.end)
  const spoken = long && named && !isWorkTitle(page, stretch)
  return spoken && sentenceAt(scene, stretch.first).first === stretch.first
}

/** "said Hale" */
function isCueAndName(page: Page, at: number): boolean {
  return (formsAt(page, at) & Form.PAST) !== 0 && isCapital(page, at + 1)
}

function isPronoun(page: Page, at: number): boolean {
  return hasRole(page, at, Role.SUBJECT_PRONOUN | Role.DETERMINER)
}

/** A comma, or a mark that ends a sentence, parts what was said from its cue. */
function isParted(page: Page, stretch: Stretch): boolean {
  if (!stretch.closed && !isMark(page, stretch.end, COMMA)) return false
  const inside = page.tokens.codes[lastInside(page, stretch)] ?? 0
  const { end } = stretch
  return (
    inside === COMMA || isTerminal(inside) || isMark(page, end, COMMA, EM_DASH, EN_DASH, HYPHEN)
  )
}

/** The last token of the words in marks, inner closing marks aside: the comma of "'…,'". */
function lastInside(page: Page, { first, end }: Stretch): number {
  let at = end - 2
  while (at > first && isMark(page, at, 39, 0x2019, 34, 0x201d)) at -= 1
  return at
}

/** "…," she thought. */
function closes(page: Page, { end }: CueAfter, limit: number): boolean {
  return isSentenceEnd(page, skipAdjuncts(page, end, limit), limit)
}

/** When Hale said, "…," Brand said, "…": each has words of its own after the cue. */
function answersItself(scene: Scene, stretch: Stretch, { end }: CueAfter): boolean {
  const { page, groups } = scene
  const next = isMark(page, end, COMMA, COLON) ? end + 1 : end
  if (stretchAt(page, next) < 0) return false
  const sentence = sentenceAt(scene, stretch.first)
  return groupsWithin(groups, sentence.first, stretch.first).some(
    (group) => group.mood !== 'PASSIVE',
  )
}

/** "Hale said." is a sentence that says nothing by itself; "Hale did not answer." tells of Hale. */
function isWholeSentence(scene: Scene, stretch: Stretch, match: CueAfter): boolean {
  const { page, run } = scene
  const { group } = match
  for (let at = group.first; at < group.verb; at += 1)
    if (hasRole(page, at, Role.NEGATION)) return false
  const sentence = sentenceAt(scene, stretch.first)
  if (groupsWithin(scene.groups, sentence.first, stretch.first).length > 0) return false
  return closes(page, match, run.end)
}

/** `word."`: nothing of the same sentence follows. */
function endsSentence(page: Page, stretch: Stretch): boolean {
  const last = lastInside(page, stretch)
  return stretch.closed && isMark(page, last, 46) && !isMark(page, last - 1, 46)
}

/** After the cue stands what was said, so that the words before it are none of its own. */
function goesOnSaying(scene: Scene, stretch: Stretch, { group, end, inverted }: CueAfter): boolean {
  if (inverted) return false
  const { page, run } = scene
  const addressed = allows(group, Frame.ADDRESSEE | Frame.QUESTION)
  let at = addressed ? skipAddressee(page, end, run.end) : end
  at = skipAdjuncts(page, at, run.end)
  if (at >= run.end || !isWord(page, at)) return false
  // A sentence that its comma ties to "told" has nothing after it but the one addressed.
  if (addressed && isTied(scene, stretch) && stretch.end - stretch.first > MIN_TIED) return false
  if (hasRole(page, at, Role.COMPLEMENTIZER)) return true
  if (hasRole(page, at, Role.SUBJECT_PRONOUN | Role.DETERMINER | Role.POSSESSIVE)) return true
  if (isCapital(page, at) && at === end) return true
  return allows(group, Frame.CLAUSE) && startsClause(page, at, run.end)
}

/** "if", or a subject and its verb: no more of how it was said. */
function startsClause(page: Page, at: number, end: number): boolean {
  const asked = hasRole(page, at, Role.QUESTION) && !hasRole(page, at, Role.BESIDE | Role.RELATIVE)
  return asked || opensClause(page, at, end)
}

/** "…," at the beginning of a sentence. */
function isTied(scene: Scene, stretch: Stretch): boolean {
  const { page } = scene
  const comma = isMark(page, lastInside(page, stretch), COMMA)
  return comma && sentenceAt(scene, stretch.first).first === stretch.first
}

function draftOf(scene: Scene, stretch: Stretch, match: CueAfter): Draft {
  const { group, mention } = match
  const sentence = sentenceAt(scene, stretch.first)
  const lead = leadIn(scene, sentence, stretch)
  const content: Run[] = [{ first: lead, end: stretch.end }]
  const rest = goesOn(scene, match.end)
  content.push(...rest)
  const around = { first: match.group.first, end: sentenceAt(scene, group.verb).end }
  return {
    content,
    cue: { first: group.first, end: group.end },
    lemma: group.entry.lemma,
    entry: group.entry,
    mention,
    continues: false,
    rule: match.inverted ? 'quotation-verb-name' : 'quotation-name-verb',
    tier:
      allows(group, Frame.QUOTATION) &&
      isMark(scene.page, lastInside(scene.page, stretch), COMMA, 63, 33) &&
      !isCited(scene, sentenceAt(scene, group.verb))
        ? 'HIGH'
        : 'MEDIUM',
    around,
  }
}

/** Words before the first mark that belong to what was said: But his plan "has failed," she said. */
function leadIn(scene: Scene, sentence: Run, stretch: Stretch): number {
  const { page } = scene
  let first = Math.max(sentence.first, scene.run.first, stretch.first - MAX_LEAD)
  for (let at = stretch.first - 1; at >= first; at -= 1) {
    if (isTaken(scene, at)) first = at + 1
    else if (
      at === stretch.first - 1 &&
      (isDash(page, at) || isMark(page, at, COLON, SEMICOLON, OPEN_BRACKET))
    ) {
      return stretch.first
    }
  }
  if (groupsWithin(scene.groups, first, stretch.first).some(tells)) {
    return stretch.first
  }
  while (first < stretch.first && !isWord(page, first) && stretchAt(page, first) < 0) first += 1
  return first
}

function tells(group: VerbGroup): boolean {
  return group.mood === 'FINITE' && group.entry.kind === 'SPEECH' && allows(group, Frame.CLAUSE)
}

/** The stretches after a cue with which the same speech goes on, in this sentence and the next. */
export function goesOn(scene: Scene, from: number): Run[] {
  const { page, stretches } = scene
  const found: Run[] = []
  const { end } = sentenceAt(scene, from - 1)
  let at = from
  for (let index = stretchIndex(scene, from); index < stretches.length; index += 1) {
    const stretch = stretches[index]
    if (!stretch) break
    if (!isLinked(scene, at, stretch)) {
      if (stretch.end < end && found.length === 0) continue
      break
    }
    if (isTaken(scene, stretch.first) || cueAfter(scene, stretch)) break
    if (goesOnElsewhere(scene, stretch)) break
    found.push({ first: stretch.first, end: stretch.end })
    at = stretch.end
  }
  return found.filter(({ first }) => stretchAt(page, first) >= 0)
}

/** "Never,": a comma waits for a cue of its own. */
function goesOnElsewhere({ page, run }: Scene, stretch: Stretch): boolean {
  if (!stretch.closed || !isMark(page, lastInside(page, stretch), COMMA)) return false
  const phrase = phraseAfter(page, stretch.end, run.end)
  return isFinite(page, stretch.end) || (phrase !== null && isFinite(page, phrase.end))
}

/** Index of the first stretch of the paragraph that begins at or after a token. */
function stretchIndex({ stretches }: Scene, from: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.first ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Between a cue and a stretch stands nothing but time and place, and then a comma or a new sentence. */
function isLinked(scene: Scene, from: number, stretch: Stretch): boolean {
  const { page } = scene
  const mark = stretch.first - 1
  if (stretch.first === from) return true
  const sentence = sentenceAt(scene, stretch.first)
  if (sentence.first === stretch.first) {
    return sentenceAt(scene, from - 1).end === stretch.first
  }
  if (sentence.first > from) return false
  if (!isMark(page, mark, COMMA, COLON, EM_DASH, EN_DASH, HYPHEN)) return false
  return groupsWithin(scene.groups, from, stretch.first).length === 0
}
