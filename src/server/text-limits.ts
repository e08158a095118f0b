import { GraphQLError, Lexer, Source, TokenKind } from 'graphql'
import { refuseOver } from './refusal.ts'

/** What is counted on the raw text, before anything is parsed. */
export interface TextLimits {
  /** Words and signs of the document. */
  readonly tokens: number
  /** Brackets of any kind inside each other: the parser goes into itself for each of them. */
  readonly nesting: number
  /** Directives in the whole document. */
  readonly directives: number
}

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Refuse a document by its tokens, reading no further than the first one too many.
 *
 * Text that is no GraphQL passes: the parser says better where it goes wrong.
 *
 * @throws {RefusalError} TOO_MANY_TOKENS, TOO_DEEP or TOO_MANY_DIRECTIVES
 */
export function checkText(text: string, limits: TextLimits): void {
  const lexer = new Lexer(new Source(text))
  let tokens = 0
  let nesting = 0
  let directives = 0
  for (let kind = next(lexer); kind !== TokenKind.EOF; kind = next(lexer)) {
    refuseOver(tooManyTokens((tokens += 1), limits.tokens))
    if (OPENING.has(kind)) refuseOver(tooNested((nesting += 1), limits.nesting))
    if (CLOSING.has(kind)) nesting -= 1
    if (kind === TokenKind.AT) refuseOver(tooManyDirectives((directives += 1), limits.directives))
  }
}

function next(lexer: Lexer): TokenKind {
  try {
    return lexer.advance().kind
  } catch (error) {
    if (error instanceof GraphQLError) return TokenKind.EOF
    throw error
  }
}

const tooManyTokens = (value: number, limit: number) => ({
  code: 'TOO_MANY_TOKENS' as const,
  limit,
  value,
  message: `The document has more than ${limit} tokens. Ask in several operations, and pass long lists as variables.`,
})

const tooNested = (value: number, limit: number) => ({
  code: 'TOO_DEEP' as const,
  limit,
  value,
  message: `The document nests brackets more than ${limit} deep. Ask for the inner parts in an operation of their own.`,
})

const tooManyDirectives = (value: number, limit: number) => ({
  code: 'TOO_MANY_DIRECTIVES' as const,
  limit,
  value,
  message: `The document has more than ${limit} directives. Put @include and @skip on whole selections instead of single fields.`,
})
