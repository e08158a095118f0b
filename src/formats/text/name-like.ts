import { LINKS } from './labels.ts'

const MAX_WORDS = 14
const INITIAL = /^["'‘“(@]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u
// A full stop ends abbreviations only: "Inc.", "J.", "U.S.".
const ENDING = /(?:^|[\s/.])[A-Za-z]{1,4}\.[)"”']*$/

/**
 * Whether words look like names and nothing but names: every word has a capital, or is one of the
 * few that stand between names, and no sentence ends here. "Harbor Museum of Selm" does; "fell
 * twice in a day" does not.
 *
 * @param also - further words that may be in lower case
 */
export function isNameLike(text: string, also: readonly string[] = []): boolean {
  if (text.length > 160 || /[!?;:"“”…]/.test(text)) return false
  if (/[.。]["”'’)]*$/.test(text) && !ENDING.test(text)) return false
  const words = text.split(/[\s/,&|]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0 || words.length > MAX_WORDS) return false
  return (
    words.some((word) => INITIAL.test(word) && /\p{L}/u.test(word)) &&
    words.every((word) => INITIAL.test(word) || LINKS.includes(word) || also.includes(word))
  )
}
