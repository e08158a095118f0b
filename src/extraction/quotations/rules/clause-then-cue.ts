import { Form, Frame, WordClass } from '../../../languages/quotation-words.ts'
import type { Run } from '../../../text/quotation-marks.ts'
import { skipAddressee, skipAdjuncts } from '../adjuncts.ts'
import { citedAfter } from './citing.ts'
import { isCited } from '../confidence.ts'
import { kindOf } from '../raw-quotation.ts'
import { hasVerb, isCounted, isSentenceEnd, trimEnd } from '../content-range.ts'
import { phraseAfter } from '../noun-phrases.ts'
import {
  COMMA,
  type Doc,
  EM_DASH,
  formsAt,
  hasClass,
  isCapital,
  isMark,
  isOutlet,
  isWord,
  sourcePhraseLength,
  stretchAt,
} from '../doc.ts'
import { isTaken, type ParagraphContext, addQuotation } from '../paragraph-context.ts'
import { isHearer, subjectBefore } from '../subject-before.ts'
import { allows, groupIndex, groupsWithin, hasGroup, type VerbGroup } from '../verb-groups.ts'

const MAX_BEFORE = 150
const MIN_LINE = 3

/** It was over, Hale said. It was, she said, over. */
export function clauseThenCue(context: ParagraphContext): void {
  for (const sentence of context.sentences) {
    for (const group of groupsWithin(context.groups, sentence.first, sentence.end)) {
      if (group.mood !== 'FINITE' || !allows(group, Frame.CLAUSE) || isTaken(context, group.verb))
        continue
      findAround(context, sentence, group)
    }
  }
}

function findAround(context: ParagraphContext, sentence: Run, group: VerbGroup): void {
  const { doc } = context
  const inverted = isMark(doc, group.first - 1, COMMA) && canInvert(doc, group)
  const mention = inverted
    ? phraseAfter(doc, group.end, sentence.end)
    : subjectBefore(doc, group.first, sentence.first)
  if (!mention || (inverted && !canSpeak(doc, mention)) || isHearer(doc, group)) return
  if (isOutlet(doc, mention) && hasSpeechCue(context, sentence.first, mention.first)) return
  const open = (inverted ? group.first : mention.first) - 1
  const close = inverted ? mention.end : group.end
  if (open <= sentence.first || !isMark(doc, open, COMMA, EM_DASH)) return
  const addressed = !inverted && allows(group, Frame.ADDRESSEE)
  const past = addressed ? skipAddressee(doc, close, sentence.end) : close
  const end = skipAdjuncts(doc, past, sentence.end)
  const ends = isSentenceEnd(doc, end, sentence.end) || isRelayed(context, end, sentence.end)
  if (!ends && !isMark(doc, end, COMMA, EM_DASH)) return
  if (stretchAt(doc, close) >= 0) return
  const first = contentFirst(context, sentence, open)
  if (first === null) return
  const before = { first, end: open }
  const cited = isOutlet(doc, mention) ? citedAfter(context, end) : null
  const after = ends || cited ? null : restOf(context, end + 1, sentence.end)
  if (after && isQuotedSentence(doc, after, end)) return
  if (!isClause(doc, before) && !(after && hasVerb(doc, after))) return
  if (isAdverbial(doc, before) && (after || !hasComma(doc, before))) return
  addQuotation(context, {
    content: after ? [before, after] : [before],
    cue: cited?.cue ?? { first: group.first, end: group.end },
    lemma: cited?.lemma ?? group.entry.lemma,
    entry: group.entry,
    mention: cited?.mention ?? mention,
    continues: false,
    rule: after ? 'clause-around-cue' : 'clause-then-cue',
    tier:
      after || kindOf(doc, [before]) === 'INDIRECT' || isCited(context, sentence)
        ? 'MEDIUM'
        : 'HIGH',
    around: { first: open, end: sentence.end },
  })
}

/** Whether a relay follows the cue: "…, Hale said, according to the agency", "…, the agency said". */
function isRelayed({ doc, groups }: ParagraphContext, at: number, end: number): boolean {
  const from = isMark(doc, at, COMMA) ? at + 1 : at
  if (sourcePhraseLength(doc, from) > 0) return true
  const group = groups[groupIndex(groups, from)]
  if (!group || group.mood !== 'FINITE' || group.end > end) return false
  if (!doc.words.relayLemmas.has(group.entry.lemma)) return false
  const medium = { first: from, end: group.first }
  return isOutlet(doc, medium) && subjectBefore(doc, group.first, from)?.first === from
}

/** Whether the subject can follow the verb (", said Hale"): not for verbs with an object. */
function canInvert(doc: Doc, group: VerbGroup): boolean {
  if (allows(group, Frame.ADDRESSEE)) return false
  return !allows(group, Frame.OBJECT) || doc.words.relayLemmas.has(group.entry.lemma)
}

/** Whether a range has a verb; headlines may omit it ("Bridge to close, mayor says"). */
function isClause(doc: Doc, run: Run): boolean {
  if (hasVerb(doc, run)) return true
  if (!doc.headline(run.first)) return false
  return run.end - run.first >= MIN_LINE
}

/** Whether a phrase can be a speaker: a name, a pronoun or a noun for a speaker. */
function canSpeak(doc: Doc, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    if (isCapital(doc, at) || hasClass(doc, at, WordClass.VOICE | WordClass.SUBJECT_PRONOUN))
      return true
  }
  return false
}

/** Whether a range is an adverbial and not a clause: "After the vote", "Asked about it". */
function isAdverbial(doc: Doc, { first }: Run): boolean {
  if (isCounted(doc, first)) return false
  const opening = WordClass.PREPOSITION | WordClass.SUBORDINATOR | WordClass.TIME
  return (
    hasClass(doc, first, opening) || (formsAt(doc, first) & (Form.GERUND | Form.PARTICIPLE)) !== 0
  )
}

function hasComma(doc: Doc, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    if (isMark(doc, at, COMMA) && stretchAt(doc, at) < 0) return true
  }
  return false
}

/** Whether a range has a cue, so that an outlet after it only relays the content. */
function hasSpeechCue({ groups }: ParagraphContext, first: number, end: number): boolean {
  return hasGroup(
    groups,
    first,
    end,
    ({ mood, entry }) => mood === 'FINITE' && entry.kind !== 'THOUGHT',
  )
}

/**
 * The first token of the content before a cue that no other quotation has taken; null when there is
 * none.
 */
function contentFirst(context: ParagraphContext, sentence: Run, open: number): number | null {
  let first = Math.max(sentence.first, open - MAX_BEFORE)
  for (let at = open - 1; at >= first; at -= 1) {
    if (isTaken(context, at)) {
      first = at + 1
      break
    }
  }
  while (first < open && !isWord(context.doc, first) && stretchAt(context.doc, first) < 0)
    first += 1
  return first < open ? first : null
}

/**
 * Whether the words after the cue are a quoted sentence: After the vote, Hale said, "It is over."
 */
function isQuotedSentence(doc: Doc, { first }: Run, mark: number): boolean {
  return isMark(doc, mark, COMMA) && stretchAt(doc, first) >= 0 && isCapital(doc, first + 1)
}

/** The content after the cue; null when another cue begins there ("…, she said, adding"). */
function restOf({ doc, groups }: ParagraphContext, first: number, end: number): Run | null {
  if (groups[groupIndex(groups, first)]?.first === first) return null
  const last = trimEnd(doc, first, end)
  if (first >= last) return null
  const run = { first, end: last }
  return isWord(doc, first) || stretchAt(doc, first) >= 0 ? run : null
}
