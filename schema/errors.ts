import { GraphQLError } from 'graphql'

export type InputErrorCode =
  | 'BAD_CURSOR'
  | 'BAD_ID'
  | 'BAD_PAGE_SIZE'
  | 'BAD_RANGE'
  | 'EMPTY_SEARCH'
  | 'SEARCH_TOO_LONG'
  | 'NOT_FOUND'
  | 'AMBIGUOUS_NAME'
  | 'UNKNOWN_REVISION'
  | 'NOT_AN_EDITOR'
  | 'NO_FOLDER'
  | 'BAD_CORRECTION'

/** An invalid request: callers see its message and code. */
export class InputError extends GraphQLError {
  constructor(code: InputErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message, { extensions: { ...details, code } })
  }
}
