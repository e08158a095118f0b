import { isToken, type Tokens } from '../../text/tokens.ts'
import type { Page } from './page.ts'

/** Length of "according to" and the like at a token, 0 when none stands there. */
export function phraseOfSource(page: Page, at: number): number {
  const { tokens, words } = page
  if (words.prepositionStarts.valueOf(tokens, at) === 0) return 0
  for (const phrase of words.prepositions) {
    if (stands(tokens, at, phrase)) return at + phrase.length < tokens.count ? phrase.length : 0
  }
  return 0
}

function stands(tokens: Tokens, at: number, phrase: readonly string[]): boolean {
  for (let index = 0; index < phrase.length; index += 1) {
    if (!isToken(tokens, at + index, phrase[index] ?? '')) return false
  }
  return true
}
