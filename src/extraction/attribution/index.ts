import type { Run } from '../../text/quotation-marks.ts'
import { citing } from './citing.ts'
import { clauseThenCue } from './clause-then-cue.ts'
import { announcementOf, continuation } from './continuation.ts'
import { cueThenClause } from './cue-then-clause.ts'
import type { Draft } from './draft.ts'
import { COLON, isMark, type Page, quotedAt } from './page.ts'
import { closing, dashAndName, nameAndColon, nameOfParagraph } from './layouts.ts'
import { marksAlone } from './marks-alone.ts'
import { nouns } from './nouns.ts'
import { openingCue } from './opening-cue.ts'
import { openVerbs } from './open-verbs.ts'
import { prepositions } from './prepositions.ts'
import { quotationThenCue } from './quotation-then-cue.ts'
import { quotedAsSaying } from './quoted-as-saying.ts'
import { findTurns, turns } from './turns.ts'
import { createScene, type Introduction, type Rule } from './scene.ts'

/** Each rule sees what those before it left; the surest come first. */
const rules: readonly Rule[] = [
  turns,
  dashAndName,
  nameAndColon,
  quotedAsSaying,
  citing,
  openingCue,
  quotationThenCue,
  clauseThenCue,
  cueThenClause,
  prepositions,
  nouns,
  openVerbs,
  continuation,
]

/** For a language without words of saying. */
const rulesOfUnread: readonly Rule[] = [marksAlone]

/** A draft that the next paragraph may lengthen. */
interface Found extends Draft {
  readonly content: Run[]
}

/** Find the quotations of an article, in reading order. */
export function findDrafts(page: Page): Draft[] {
  const { paragraphs, sentences, quoted } = page.prose
  const drafts: Found[] = []
  const next = { sentence: 0, stretch: 0 }
  let introduction: Introduction | null = null
  const labels = findTurns(page)
  const isRead = page.words.cueForms.length > 0
  paragraphs.forEach((_, paragraph) => {
    const own = {
      sentences: ownOf(sentences, paragraph, next.sentence),
      stretches: ownOf(quoted.stretches, paragraph, next.stretch),
    }
    next.sentence += own.sentences.length
    next.stretch += own.stretches.length
    const scene = createScene(page, paragraph, own.sentences, own.stretches, introduction, labels)
    for (const rule of isRead ? rules : rulesOfUnread) rule(scene)
    const last = own.sentences.at(-1)
    introduction = last && isMark(page, last.end - 1, COLON) ? announcementOf(scene, last) : null
    const name = isRead ? nameOfParagraph(page, scene.run) : null
    const before = drafts.at(-1)
    const spoken = before?.content[0]
    if (name && before?.cue === null && spoken && before.content.length === 1) {
      drafts[drafts.length - 1] = { ...closing(spoken, name, before.around), content: [spoken] }
    }
    for (const draft of scene.drafts.sort((a, b) => firstOf(a) - firstOf(b)))
      add(page, drafts, draft)
  })
  return drafts
}

/** The items of one paragraph, in a list ordered by paragraph. */
function ownOf<T extends { readonly paragraph: number }>(
  items: readonly T[],
  paragraph: number,
  from: number,
): T[] {
  let end = from
  while (items[end]?.paragraph === paragraph) end += 1
  return items.slice(from, end)
}

function firstOf({ content }: Draft): number {
  return content[0]?.first ?? 0
}

/** Add a draft; a speech that is carried over from the paragraph before goes on in the same draft. */
function add(page: Page, drafts: Found[], draft: Draft): void {
  const before = drafts.at(-1)
  const stretch = quotedAt(page, firstOf(draft))
  const carried = before && stretch?.carried && isOpen(page, before)
  if (carried && (draft.cue === null || before.cue === null)) {
    for (const run of draft.content) before.content.push(run)
    if (draft.cue !== null) drafts[drafts.length - 1] = { ...draft, content: before.content }
  } else drafts.push({ ...draft, content: [...draft.content] })
}

/** The draft ends in a stretch that its paragraph leaves open. */
function isOpen(page: Page, { content }: Draft): boolean {
  const last = (content.at(-1)?.end ?? 0) - 1
  return quotedAt(page, last)?.closed === false
}
