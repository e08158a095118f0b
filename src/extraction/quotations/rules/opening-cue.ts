import { Form, Frame } from '../../../languages/quotation-words.ts'
import type { Run } from '../../../text/quotation-marks.ts'
import { isCited } from '../confidence.ts'
import { phraseAfter } from '../noun-phrases.ts'
import { COLON, COMMA, formsAt, isMark, quotedAt } from '../doc.ts'
import { continuedContent } from './quotation-then-cue.ts'
import { isTaken, type ParagraphContext, addQuotation } from '../paragraph-context.ts'
import { allows, groupsWithin, type VerbGroup } from '../verb-groups.ts'

/** Said Hale: "It is over." A verb and its subject open a sentence, and quoted words follow. */
export function openingCue(context: ParagraphContext): void {
  const { doc, groups } = context
  if (groups.length === 0) return
  for (const sentence of context.sentences) {
    const group = groupsWithin(groups, sentence.first, sentence.first + 1)[0]
    if (!group || isTaken(context, group.verb)) continue
    if (group.mood === 'GERUND') fragment(context, sentence, group)
    if (!(formsAt(doc, group.verb) & Form.PAST)) continue
    const mention = allows(group, Frame.QUOTATION) && phraseAfter(doc, group.end, sentence.end)
    if (!mention || !isMark(doc, mention.end, COMMA, COLON)) continue
    const stretch = quotedAt(doc, mention.end + 1)
    if (!stretch || isTaken(context, stretch.first)) continue
    addQuotation(context, {
      content: [
        { first: stretch.first, end: stretch.end },
        ...continuedContent(context, stretch.end),
      ],
      cue: { first: group.first, end: group.end },
      lemma: group.entry.lemma,
      entry: group.entry,
      mention,
      continues: false,
      rule: 'opening-cue',
      tier: isCited(context, sentence) ? 'MEDIUM' : 'HIGH',
      around: sentence,
    })
  }
}

/**
 * Adding, "It is over." A sentence of a gerund and quoted words: the previous speaker continues.
 */
function fragment(context: ParagraphContext, sentence: Run, group: VerbGroup): void {
  const { doc } = context
  const stretch = isMark(doc, group.end, COMMA, COLON) ? quotedAt(doc, group.end + 1) : undefined
  if (!stretch || stretch.first !== group.end + 1 || stretch.end < sentence.end - 1) return
  if (!allows(group, Frame.QUOTATION) || isTaken(context, stretch.first)) return
  addQuotation(context, {
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
