import { GraphQLError } from 'graphql'

export type RefusalCode =
  | 'TOO_MANY_TOKENS'
  | 'TOO_DEEP'
  | 'TOO_MANY_DIRECTIVES'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_ROOT_FIELDS'
  | 'TOO_MANY_FIELDS'
  | 'TOO_COSTLY'
  | 'TOO_MANY_ERRORS'
  | 'BODY_TOO_LARGE'
  | 'TIMEOUT'

/** How far a request went beyond what is allowed. */
export interface Excess {
  readonly code: RefusalCode
  /** The most that is allowed. */
  readonly limit: number
  /** What came; where counting stopped at the limit, the first number beyond it. */
  readonly value: number
  /** Both numbers in words, and what the caller can do. */
  readonly message: string
  /** HTTP status, 400 by default. */
  readonly status?: number
}

/**
 * A request that goes beyond a limit.
 *
 * The caller sees message, code and both numbers. The status counts for every `Accept`: a refused
 * document was not run.
 */
export class RefusalError extends GraphQLError {
  constructor({ code, limit, value, message, status = 400 }: Excess) {
    super(message, { extensions: { code, limit, value, http: { status } } })
  }
}

/** @throws {RefusalError} when the value is over the limit */
export function refuseOver(excess: Excess): void {
  if (excess.value > excess.limit) throw new RefusalError(excess)
}
