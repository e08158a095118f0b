import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { skipAdjuncts } from './adjuncts.ts'
import { isSentenceEnd } from './clauses.ts'
import { COLON, isMark, type Page } from './page.ts'
import { type Introduction, isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { groupsWithin } from './verb-groups.ts'
import { mainSubject, subjectOf } from './voices.ts'

const MAX_LABEL = 6

/**
 * Whole sentences in quotation marks without a cue of their own: the sentence before may have
 * announced them ("Hale said in a statement."), or else the voice before goes on. Words in marks
 * inside a sentence are left alone: they may be a title or said with a raised eyebrow.
 */
export function continuation(scene: Scene): void {
  for (const stretch of scene.stretches) {
    if (isTaken(scene, stretch.first)) continue
    const sentence = sentenceAt(scene, stretch.first)
    const whole = stretch.first === sentence.first && stretch.end >= sentence.end - 1
    if (!whole || isHeading(scene, stretch) || isLabel(scene.page, stretch)) continue
    const announced = announcementBefore(scene, stretch)
    take(scene, {
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

/** "Related:" announces, and says nothing. */
function isLabel(page: Page, { first, end, closed }: Stretch): boolean {
  return end - first < MAX_LABEL && isMark(page, closed ? end - 2 : end - 1, COLON)
}

/** A short line in single marks, in a text that quotes in double ones, is a heading. */
function isHeading({ page, run }: Scene, stretch: Stretch): boolean {
  return (
    isMark(page, stretch.first, 39, 0x2018) &&
    page.doubleMarks &&
    stretch.first === run.first &&
    stretch.end - stretch.first < 12
  )
}

/** The cue of the sentence before, when nothing said follows it there. */
function announcementBefore(scene: Scene, stretch: Stretch): Introduction | null {
  if (stretch.first === scene.run.first) return stretch.carried ? null : scene.introduction
  const sentence = sentenceAt(scene, stretch.first - 1)
  return announcementOf(scene, sentence)
}

/** The cue and the speaker of a sentence that ends with them: "Hale put it this way:". */
export function announcementOf(scene: Scene, sentence: Run): Introduction | null {
  const { page } = scene
  const colon = sentence.end - 1
  const open = isMark(page, colon, COLON) && !isTaken(scene, colon - 1)
  const group = groupsWithin(scene.groups, sentence.first, sentence.end).at(-1)
  const cued =
    group && !isTaken(scene, group.verb) && (open || closes(page, group.end, sentence.end))
  const mention = cued
    ? subjectOf(scene, group, sentence, null)
    : open
      ? mainSubject(page, sentence, colon)
      : null
  if (!mention) return null
  return cued
    ? { cue: { first: group.first, end: group.end }, lemma: group.entry.lemma, mention }
    : { cue: { first: colon, end: colon + 1 }, lemma: ':', mention }
}

function closes(page: Page, from: number, end: number): boolean {
  return isSentenceEnd(page, skipAdjuncts(page, from, end), end)
}
