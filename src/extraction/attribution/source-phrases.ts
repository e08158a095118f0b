import { tokenText } from '../../text/tokens.ts'
import type { Page } from './page.ts'

/** Length of "according to" and the like at a token, 0 when none stands there. */
export function phraseOfSource(page: Page, at: number): number {
  const { tokens, words } = page
  if (words.prepositionStarts.valueOf(tokens, at) === 0) return 0
  const phrase = words.prepositions.find((candidate) =>
    candidate.every((word, index) => tokenText(tokens, at + index).toLowerCase() === word),
  )
  return phrase && at + phrase.length < tokens.count ? phrase.length : 0
}
