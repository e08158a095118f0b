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
}

/**
 * A request that goes beyond a limit.
 *
 * The caller sees message, code and both numbers. The status counts for every `Accept`: a refused
 * document was not run.
 */
export class RefusalError extends GraphQLError {
  constructor({ code, limit, value, message }: Excess, status = 400) {
    super(message, { extensions: { code, limit, value, http: { status } } })
  }
}

/** @throws {RefusalError} when the value is over the limit */
export function refuseOver(excess: Excess): void {
  if (excess.value > excess.limit) throw new RefusalError(excess)
}
