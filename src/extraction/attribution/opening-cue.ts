import { Form, Frame } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { isCited } from './certainty.ts'
import { phraseAfter } from './noun-phrases.ts'
import { COLON, COMMA, formsAt, isMark, quotedAt } from './page.ts'
import { goesOn } from './quotation-then-cue.ts'
import { isTaken, type Scene, take } from './scene.ts'
import { allows, groupsWithin, type VerbGroup } from './verb-groups.ts'

/** Said Hale: "It is over." A verb and its subject open a sentence, and words in marks follow. */
export function openingCue(scene: Scene): void {
  const { page, groups } = scene
  if (groups.length === 0) return
  for (const sentence of scene.sentences) {
    const group = groupsWithin(groups, sentence.first, sentence.first + 1)[0]
    if (!group || isTaken(scene, group.verb)) continue
    if (group.mood === 'GERUND') fragment(scene, sentence, group)
    if (!(formsAt(page, group.verb) & Form.PAST)) continue
    const mention = allows(group, Frame.QUOTATION) && phraseAfter(page, group.end, sentence.end)
    if (!mention || !isMark(page, mention.end, COMMA, COLON)) continue
    const stretch = quotedAt(page, mention.end + 1)
    if (!stretch || isTaken(scene, stretch.first)) continue
    take(scene, {
      content: [{ first: stretch.first, end: stretch.end }, ...goesOn(scene, stretch.end)],
      cue: { first: group.first, end: group.end },
      lemma: group.entry.lemma,
      entry: group.entry,
      mention,
      continues: false,
      rule: 'opening-cue',
      tier: isCited(scene, sentence) ? 'MEDIUM' : 'HIGH',
      around: sentence,
    })
  }
}

/** Adding, "It is over." A gerund and words in marks are all of a sentence: the voice before goes on. */
function fragment(scene: Scene, sentence: Run, group: VerbGroup): void {
  const { page } = scene
  const stretch = isMark(page, group.end, COMMA, COLON) ? quotedAt(page, group.end + 1) : undefined
  if (!stretch || stretch.first !== group.end + 1 || stretch.end < sentence.end - 1) return
  if (!allows(group, Frame.QUOTATION) || isTaken(scene, stretch.first)) return
  take(scene, {
    content: [{ first: stretch.first, end: stretch.end }],
    cue: { first: group.first, end: group.end },
    lemma: group.entry.lemma,
    entry: group.entry,
    mention: null,
    continues: true,
    rule: 'opening-cue',
    tier: 'MEDIUM',
    around: sentence,
  })
}
