/** Words that must stand side by side; the last may go on when `prefix`. */
export interface Phrase {
  readonly tokens: readonly string[]
  readonly prefix: boolean
}

// What the tokenizer "unicode61" takes as one word: letters and digits with accents set on them.
const TOKEN = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u036f]*/gu

// A quoted phrase, open at the end of the input, or a run of anything else; then perhaps a star.
const PIECE = /["“”„«»](?<phrase>[^"“”„«»]*)["“”„«»]?(?<open>\*?)|(?<word>[^\s"“”„«»]+)/gu

// Longer searches than anyone types; the engine's own limit comes later and as an error.
const MOST_PHRASES = 64

/**
 * Parse what a reader types into a search box: `river "north bank" flood*`. "state-run" is a phrase
 * of two words. Never fails.
 *
 * @returns the phrases, all of which must occur; empty when the input has no word
 */
export function parseSearch(words: string): Phrase[] {
  return Array.from(words.matchAll(PIECE), ({ groups }) => ({
    tokens: findTokens(groups?.phrase ?? groups?.word ?? '').map(({ text }) => text),
    prefix: groups?.open === '*' || groups?.word?.endsWith('*') === true,
  }))
    .filter(({ tokens }) => tokens.length > 0)
    .slice(0, MOST_PHRASES)
}

/** The phrases in the language of FTS5; null when there are none. */
export function matchExpression(words: string): string | null {
  const phrases = parseSearch(words)
  if (phrases.length === 0) return null
  return phrases
    .map(({ tokens, prefix }) => `"${tokens.join(' ')}"${prefix ? ' *' : ''}`)
    .join(' AND ')
}

const ASCII = /^[\x21-\x7e]*$/

export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The words of a text as the full-text index has them, in order. */
export function findTokens(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** A word without accents and capitals, for comparing. */
export function foldToken(token: string): string {
  // Most words need no more, and a body has hundreds.
  if (ASCII.test(token)) return token.toLowerCase()
  return token
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
