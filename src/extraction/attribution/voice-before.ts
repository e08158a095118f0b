import { Role } from '../../languages/quotation-words.ts'
import type { Draft } from './draft.ts'
import { hasRole, type Page, stretchAt } from './page.ts'

const MAX_BACK = 6

/** The draft whose voice may go on in one that names nobody, and whether it surely does. */
export interface VoiceBefore {
  readonly index: number
  readonly sure: boolean
}

/**
 * The last draft before that names a voice by itself ("who" does not). Its voice surely goes on
 * where the sentence before is part of what was said or has its cue; where the writer has spoken
 * in between, somebody else may. Null when there is none near.
 */
export function voiceBefore(
  page: Page,
  drafts: readonly Draft[],
  index: number,
): VoiceBefore | null {
  for (let at = index - 1; at >= Math.max(0, index - MAX_BACK); at -= 1) {
    const mention = drafts[at]?.mention
    if (mention && !hasRole(page, mention.first, Role.RELATIVE)) {
      return { index: at, sure: follows(page, drafts[index], drafts[index - 1]) }
    }
  }
  return null
}

function hasOwnCue(draft: Draft | undefined): boolean {
  return draft?.continues === false
}

/**
 * A draft begins in the sentence after the one in which another ends, or later in the same
 * paragraph after words in marks that have a cue of their own.
 */
function follows(page: Page, draft: Draft | undefined, before: Draft | undefined): boolean {
  const { sentences } = page.prose
  let low = 0
  let high = sentences.length - 1
  const first = draft?.content[0]?.first ?? 0
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sentences[middle]?.end ?? 0) <= first) low = middle + 1
    else high = middle
  }
  const start = sentences[low - 1]?.first ?? 0
  const end = before?.content.at(-1)?.end ?? 0
  if (Math.max(before?.cue?.end ?? 0, end) > start) return true
  const marked = stretchAt(page, end - 1) >= 0 && hasOwnCue(before)
  return marked && end > (page.prose.paragraphs[sentences[low]?.paragraph ?? 0]?.first ?? 0)
}
