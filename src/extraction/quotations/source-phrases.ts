import type { QuotationWords } from '../../languages/quotation-words.ts'
import { isToken, type Tokens } from '../../text/tokens.ts'
import type { Doc } from './doc.ts'

/** Length of "according to" and the like at a token, 0 when none stands there. */
export function phraseOfSource({ tokens, words }: Doc, at: number): number {
  return lengthAt(tokens, words, at)
}

/** The tokens at which such a phrase begins, in the order of the text. */
export function findSourcePhrases(tokens: Tokens, words: QuotationWords): number[] {
  const found: number[] = []
  for (let at = 0; at < tokens.count; at += 1) {
    if (lengthAt(tokens, words, at) > 0) found.push(at)
  }
  return found
}

function lengthAt(tokens: Tokens, words: QuotationWords, at: number): number {
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
