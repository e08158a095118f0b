import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { isSentenceEnd, skipAdjuncts } from './clauses.ts'
import { COLON, isMark } from './page.ts'
import { type Introduction, isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { groupsWithin } from './verb-groups.ts'
import { subjectOf } from './voices.ts'

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
    if (!whole || isHeading(scene, stretch)) continue
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
  const group = groupsWithin(scene.groups, sentence.first, sentence.end).at(-1)
  if (!group || isTaken(scene, group.verb)) return null
  const past = skipAdjuncts(page, group.end, sentence.end)
  if (!isSentenceEnd(page, past, sentence.end) && !isMark(page, sentence.end - 1, COLON))
    return null
  const mention = subjectOf(scene, group, sentence, null)
  if (!mention) return null
  return { cue: { first: group.first, end: group.end }, lemma: group.entry.lemma, mention }
}
