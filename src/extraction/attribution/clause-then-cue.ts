import { Form, Frame, Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { skipAddressee, skipAdjuncts } from './adjuncts.ts'
import { citedAfter } from './citing.ts'
import { isCited } from './certainty.ts'
import { kindOf } from './content.ts'
import { hasVerb, isCounted, isSentenceEnd, trimEnd } from './clauses.ts'
import { phraseAfter } from './noun-phrases.ts'
import {
  COMMA,
  EM_DASH,
  formsAt,
  hasRole,
  isCapital,
  isMark,
  isOutlet,
  isWord,
  type Page,
  stretchAt,
} from './page.ts'
import { isTaken, type Scene, take } from './scene.ts'
import { phraseOfSource } from './source-phrases.ts'
import { subjectBefore } from './subjects.ts'
import { allows, groupIndex, groupsWithin, type VerbGroup } from './verb-groups.ts'

const MAX_BEFORE = 150
const MIN_LINE = 3

/** It was over, Hale said. It was, she said, over. */
export function clauseThenCue(scene: Scene): void {
  for (const sentence of scene.sentences) {
    for (const group of groupsWithin(scene.groups, sentence.first, sentence.end)) {
      if (group.mood !== 'FINITE' || !allows(group, Frame.CLAUSE) || isTaken(scene, group.verb))
        continue
      findAround(scene, sentence, group)
    }
  }
}

function findAround(scene: Scene, sentence: Run, group: VerbGroup): void {
  const { page } = scene
  const inverted = isMark(page, group.first - 1, COMMA) && canInvert(page, group)
  const mention = inverted
    ? phraseAfter(page, group.end, sentence.end)
    : subjectBefore(page, group.first, sentence.first)
  if (!mention || (inverted && !canSpeak(page, mention))) return
  if (isOutlet(page, mention) && holdsSpeech(scene, sentence.first, mention.first)) return
  const open = (inverted ? group.first : mention.first) - 1
  const close = inverted ? mention.end : group.end
  if (open <= sentence.first || !isMark(page, open, COMMA, EM_DASH)) return
  const addressed = !inverted && allows(group, Frame.ADDRESSEE)
  const past = addressed ? skipAddressee(page, close, sentence.end) : close
  const end = skipAdjuncts(page, past, sentence.end)
  const ends = isSentenceEnd(page, end, sentence.end) || isRelayed(page, end)
  if (!ends && !isMark(page, end, COMMA, EM_DASH)) return
  if (stretchAt(page, close) >= 0) return
  const first = contentFirst(scene, sentence, open)
  if (first === null) return
  const before = { first, end: open }
  const cited = isOutlet(page, mention) ? citedAfter(scene, end) : null
  const after = ends || cited ? null : restOf(scene, end + 1, sentence.end)
  if (after && isSpeechOfItsOwn(page, after, end)) return
  if (!isClause(page, before) && !(after && hasVerb(page, after))) return
  if (isAdverbial(page, before) && (after || !hasComma(page, before))) return
  take(scene, {
    content: after ? [before, after] : [before],
    cue: cited?.cue ?? { first: group.first, end: group.end },
    lemma: cited?.lemma ?? group.entry.lemma,
    entry: group.entry,
    mention: cited?.mention ?? mention,
    continues: false,
    rule: after ? 'clause-around-cue' : 'clause-then-cue',
    tier:
      after || kindOf(page, [before]) === 'INDIRECT' || isCited(scene, sentence)
        ? 'MEDIUM'
        : 'HIGH',
    around: { first: open, end: sentence.end },
  })
}

/** "…, Hale said, according to the agency": what follows is the way the words came. */
function isRelayed(page: Page, at: number): boolean {
  return phraseOfSource(page, isMark(page, at, COMMA) ? at + 1 : at) > 0
}

/** ", said Hale": no verb that would take what follows it for its object. */
function canInvert(page: Page, group: VerbGroup): boolean {
  if (allows(group, Frame.ADDRESSEE)) return false
  return !allows(group, Frame.OBJECT) || page.words.relayLemmas.has(group.entry.lemma)
}

/** In a headline an infinitive does for a verb ("Bridge to close, mayor says"). */
function isClause(page: Page, run: Run): boolean {
  if (hasVerb(page, run)) return true
  if (!page.headline(run.first)) return false
  // "No new tolls, mayor vows": a line without any verb.
  return run.end - run.first >= MIN_LINE
}

/** A name, a pronoun or a noun for one who speaks. */
function canSpeak(page: Page, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    if (isCapital(page, at) || hasRole(page, at, Role.VOICE | Role.SUBJECT_PRONOUN)) return true
  }
  return false
}

/** "After the vote", "Asked about it": no clause by itself. */
function isAdverbial(page: Page, { first }: Run): boolean {
  if (isCounted(page, first)) return false
  const opening = Role.PREPOSITION | Role.SUBORDINATOR | Role.TIME
  return (
    hasRole(page, first, opening) || (formsAt(page, first) & (Form.GERUND | Form.PARTICIPLE)) !== 0
  )
}

function hasComma(page: Page, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    if (isMark(page, at, COMMA) && stretchAt(page, at) < 0) return true
  }
  return false
}

/** A medium that reports what somebody else said passes words on and does not speak itself. */
function holdsSpeech({ groups }: Scene, first: number, end: number): boolean {
  return groupsWithin(groups, first, end).some(
    ({ mood, entry }) => mood === 'FINITE' && entry.kind !== 'THOUGHT',
  )
}

/** Where the words before a cue begin that no other quotation has. */
function contentFirst(scene: Scene, sentence: Run, open: number): number | null {
  let first = Math.max(sentence.first, open - MAX_BEFORE)
  for (let at = open - 1; at >= first; at -= 1) {
    if (isTaken(scene, at)) {
      first = at + 1
      break
    }
  }
  while (first < open && !isWord(scene.page, first) && stretchAt(scene.page, first) < 0) first += 1
  return first < open ? first : null
}

/** After the vote, Hale said, "It is over.": a whole sentence in marks, and no clause that goes on. */
function isSpeechOfItsOwn(page: Page, { first }: Run, mark: number): boolean {
  return isMark(page, mark, COMMA) && stretchAt(page, first) >= 0 && isCapital(page, first + 1)
}

/** What goes on after the cue; nothing when it is about the saying ("…, she said, smiling"). */
function restOf({ page, groups }: Scene, first: number, end: number): Run | null {
  if (groups[groupIndex(groups, first)]?.first === first) return null
  const last = trimEnd(page, first, end)
  if (first >= last) return null
  const run = { first, end: last }
  return isWord(page, first) || stretchAt(page, first) >= 0 ? run : null
}
