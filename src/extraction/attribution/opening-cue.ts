import { Form, Frame } from '../../languages/quotation-words.ts'
import { isCited } from './certainty.ts'
import { phraseAfter } from './noun-phrases.ts'
import { COLON, COMMA, formsAt, isMark, quotedAt } from './page.ts'
import { goesOn } from './quotation-then-cue.ts'
import { isTaken, type Scene, take } from './scene.ts'
import { allows, groupsWithin } from './verb-groups.ts'

/** Said Hale: "It is over." A verb and its subject open a sentence, and words in marks follow. */
export function openingCue(scene: Scene): void {
  const { page, groups } = scene
  if (groups.length === 0) return
  for (const sentence of scene.sentences) {
    const group = groupsWithin(groups, sentence.first, sentence.first + 1)[0]
    if (!group || !(formsAt(page, group.verb) & Form.PAST) || isTaken(scene, group.verb)) continue
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
