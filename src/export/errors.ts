import { GraphQLError } from 'graphql'

/** Why a query cannot be exported; docs/limits.md has their meanings. */
export type ExportCode =
  | 'EXPORT_NO_QUERY'
  | 'EXPORT_NO_CONNECTION'
  | 'EXPORT_SEVERAL_CONNECTIONS'
  | 'EXPORT_OTHER_FIELD'
  | 'EXPORT_AGGREGATE'
  | 'EXPORT_NO_MEMBERS'
  | 'EXPORT_SAME_COLUMN'
  | 'EXPORT_BACKWARDS'
  | 'EXPORT_FORMAT'
  | 'EXPORT_CHANGED'
  | 'EXPORT_BAD_PARAMETER'

type DocumentErrorCode = 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'BAD_USER_INPUT'

/** A query that cannot be exported; the caller sees message and code. */
export class ExportError extends GraphQLError {
  /** @param errors - of the document, with their places in its text */
  constructor(
    code: ExportCode | DocumentErrorCode,
    message: string,
    [error]: readonly GraphQLError[] = [],
  ) {
    super(message, {
      ...(error?.source && error.positions
        ? { source: error.source, positions: error.positions }
        : {}),
      extensions: { code },
    })
  }
}

/** An error of a page, as the gateway gives it. */
export interface PageFault {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

/** The gateway refused a page, or answered it in part. */
export class PageError extends Error {
  readonly status: number
  readonly errors: readonly PageFault[]
  readonly headers: Headers

  constructor(status: number, errors: readonly PageFault[], headers: Headers) {
    super(errors[0]?.message ?? `A page was answered with the status ${status}.`)
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}
