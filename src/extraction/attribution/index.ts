import { clauseThenCue } from './clause-then-cue.ts'
import { announcementOf, continuation } from './continuation.ts'
import { cueThenClause } from './cue-then-clause.ts'
import type { Draft } from './draft.ts'
import { COLON, isMark, type Page } from './page.ts'
import { prepositions } from './prepositions.ts'
import { quotationThenCue } from './quotation-then-cue.ts'
import { createScene, type Introduction, type Rule } from './scene.ts'

/** Each rule sees what those before it left; the surest come first. */
const rules: readonly Rule[] = [
  quotationThenCue,
  clauseThenCue,
  cueThenClause,
  prepositions,
  continuation,
]

/** Find the quotations of an article, in reading order. */
export function findDrafts(page: Page): Draft[] {
  const { paragraphs, sentences, quoted } = page.prose
  const drafts: Draft[] = []
  const next = { sentence: 0, stretch: 0 }
  let introduction: Introduction | null = null
  paragraphs.forEach((_, paragraph) => {
    const own = {
      sentences: ownOf(sentences, paragraph, next.sentence),
      stretches: ownOf(quoted.stretches, paragraph, next.stretch),
    }
    next.sentence += own.sentences.length
    next.stretch += own.stretches.length
    const scene = createScene(page, paragraph, own.sentences, own.stretches, introduction)
    for (const rule of rules) rule(scene)
    const last = own.sentences.at(-1)
    introduction = last && isMark(page, last.end - 1, COLON) ? announcementOf(scene, last) : null
    drafts.push(...scene.drafts.sort((a, b) => firstOf(a) - firstOf(b)))
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
