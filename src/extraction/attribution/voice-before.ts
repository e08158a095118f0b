import { Role } from '../../languages/quotation-words.ts'
import type { Draft } from './draft.ts'
import { hasRole, type Page } from './page.ts'

const MAX_BACK = 6

/**
 * Index of the draft whose voice goes on in a draft that names nobody: the last one before it that
 * names a voice by itself ("who" does not). Null when there is none near.
 */
export function voiceBefore(page: Page, drafts: readonly Draft[], index: number): number | null {
  for (let at = index - 1; at >= Math.max(0, index - MAX_BACK); at -= 1) {
    const mention = drafts[at]?.mention
    if (mention && !hasRole(page, mention.first, Role.RELATIVE)) return at
  }
  return null
}
