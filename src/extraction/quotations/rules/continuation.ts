import type { Run, Stretch } from '../../../text/quotation-marks.ts'
import { skipAdjuncts } from '../adjuncts.ts'
import { isSentenceEnd } from '../content-range.ts'
import { COLON, isDash, isMark, isOutlet, type Doc } from '../doc.ts'
import {
  type Announcement,
  isTaken,
  type ParagraphContext,
  sentenceAt,
  addQuotation,
} from '../paragraph-context.ts'
import { lastGroup } from '../verb-groups.ts'
import { mainSubject, subjectOf } from '../cue-subject.ts'

const MAX_LABEL = 6

/**
 * Quoted sentences without a cue of their own: the previous sentence may announce them ("Hale said
 * in a statement."), or else the previous speaker continues. Quoted words inside a sentence are
 * skipped: they may be a title or scare quotes.
 */
export function continuation(context: ParagraphContext): void {
  for (const stretch of context.stretches) {
    if (isTaken(context, stretch.first)) continue
    const sentence = sentenceAt(context, stretch.first)
    const whole = stretch.first === sentence.first && endsWith(context.doc, stretch, sentence.end)
    if (!whole || isHeading(context, stretch) || isLabel(context.doc, stretch)) continue
    const announced = announcementBefore(context, stretch)
    addQuotation(context, {
      content: [{ first: stretch.first, end: stretch.end }],
      cue: announced?.cue ?? null,
      lemma: announced?.lemma ?? '',
      entry: null,
      mention: announced?.mention ?? null,
      continues: announced === null,
      rule: announced ? 'announced' : stretch.carried ? 'carried-over' : 'continuation',
      tier: 'MEDIUM',
      around: sentence,
    })
  }
}

/** Whether a stretch ends a sentence, perhaps before an agency's sign-off: "…" — Northern Wire. */
function endsWith(doc: Doc, { end }: Stretch, limit: number): boolean {
  if (end >= limit - 1) return true
  return isDash(doc, end) && isOutlet(doc, { first: end + 1, end: end + 2 })
}

/** A short quoted label: "Related:". */
function isLabel(doc: Doc, { first, end, closed }: Stretch): boolean {
  return end - first < MAX_LABEL && isMark(doc, closed ? end - 2 : end - 1, COLON)
}

/** A short line in single marks is a heading, where the text quotes with double marks. */
function isHeading({ doc, run }: ParagraphContext, stretch: Stretch): boolean {
  return (
    isMark(doc, stretch.first, 39, 0x2018) &&
    doc.doubleMarks &&
    stretch.first === run.first &&
    stretch.end - stretch.first < 12
  )
}

/** The announcement before a stretch: that of the previous sentence or paragraph. */
function announcementBefore(context: ParagraphContext, stretch: Stretch): Announcement | null {
  if (stretch.first === context.run.first) return stretch.carried ? null : context.announcement
  const sentence = sentenceAt(context, stretch.first - 1)
  return announcementOf(context, sentence)
}

/** The cue and the speaker of a sentence that ends with its cue: "Hale put it this way:". */
export function announcementOf(context: ParagraphContext, sentence: Run): Announcement | null {
  const { doc } = context
  const colon = sentence.end - 1
  const open = isMark(doc, colon, COLON) && !isTaken(context, colon - 1)
  const group = lastGroup(context.groups, sentence.first, sentence.end)
  const cued =
    group && !isTaken(context, group.verb) && (open || closes(doc, group.end, sentence.end))
  const mention = cued
    ? subjectOf(context, group, sentence, null)
    : open
      ? mainSubject(doc, sentence, colon)
      : null
  if (!mention) return null
  return cued
    ? { cue: { first: group.first, end: group.end }, lemma: group.entry.lemma, mention }
    : { cue: { first: colon, end: colon + 1 }, lemma: ':', mention }
}

function closes(doc: Doc, from: number, end: number): boolean {
  return isSentenceEnd(doc, skipAdjuncts(doc, from, end), end)
}
