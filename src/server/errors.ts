import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Logger } from './logger.ts'

/** Turns any error into what callers may see. */
export type Mask = (error: unknown) => GraphQLError

/**
 * Keep what callers can act on, mask the rest.
 *
 * A GraphQLError passes, with the code BAD_USER_INPUT where it has none. Anything else becomes
 * "Internal error" with the code INTERNAL and an `errorId`; the log has the cause under the same id,
 * once, however many fields it failed.
 */
export function createMask(logger: Logger): Mask {
  const ids = new WeakMap<object, string>()

  function idOf(cause: unknown): string {
    const known = isObject(cause) ? ids.get(cause) : undefined
    if (known !== undefined) return known
    const errorId = randomUUID()
    if (isObject(cause)) ids.set(cause, errorId)
    logger.error('Internal error', { errorId, cause })
    return errorId
  }

  function noteUnavailable(cause: Unavailable): void {
    if (ids.has(cause)) return
    ids.set(cause, '')
    logger.warn('The database of the archive is unavailable', { reason: cause.reason })
  }

  return (error) => {
    if (error instanceof GraphQLError && isForCallers(error))
      return withShortMessage(withCode(error))
    const { nodes, path } = error instanceof GraphQLError ? error : {}
    const cause = causeOf(error)
    if (isUnavailable(cause)) {
      noteUnavailable(cause)
      return new GraphQLError(cause.message, {
        ...(nodes && { nodes }),
        ...(path && { path }),
        extensions: { code: 'STORE_UNAVAILABLE', http: UNAVAILABLE },
      })
    }
    return new GraphQLError('Internal error', {
      ...(nodes && { nodes }),
      ...(path && { path }),
      // Yoga turns `unexpected` into the status 500 when there is no data, and does not send it.
      extensions: { code: 'INTERNAL', errorId: idOf(causeOf(error)), unexpected: true },
    })
  }
}

/** Of a store in a server that cannot be reached, or does not answer in time. */
interface Unavailable extends Error {
  readonly reason: string
}

const UNAVAILABLE = { status: 503, headers: { 'retry-after': '5' } }

function isUnavailable(cause: unknown): cause is Unavailable {
  return cause instanceof Error && 'code' in cause && cause.code === 'STORE_UNAVAILABLE'
}

// Values that graphql-js refuses are the caller's, whatever kind of error their scalar throws.
const REFUSED_VARIABLE = /^Variable "\$/
const REFUSED_ARGUMENT = /^Argument "/

function isForCallers(error: GraphQLError): boolean {
  const cause = causeOf(error)
  if (!(cause instanceof GraphQLError)) {
    return error.path === undefined && REFUSED_VARIABLE.test(error.message)
  }
  // Without a code, an error at a field is graphql-js's own about a value that we gave it.
  const isCoded = cause.extensions.code !== undefined
  return isCoded || error.path === undefined || REFUSED_ARGUMENT.test(error.message)
}

/** The error behind those that only add a place to it. */
function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error
}

/** The same error, quoting little of what was sent. */
export function withShortMessage(error: GraphQLError): GraphQLError {
  const message = shorten(error.message)
  if (message !== error.message) Object.defineProperty(error, 'message', { value: message })
  return error
}

const MAX_QUOTED = 200
const MAX_MESSAGE = 1_000

/** The beginning of a text that was sent, for a message. */
export function echo(sent: string): string {
  return sent.length <= MAX_QUOTED ? sent : `${sent.slice(0, MAX_QUOTED)}…`
}

function shorten(message: string): string {
  if (message.length <= MAX_QUOTED) return message
  const short = message.replace(LONG_QUOTE, (quote) => `${quote.slice(0, MAX_QUOTED)}…"`)
  return short.length <= MAX_MESSAGE ? short : `${short.slice(0, MAX_MESSAGE)}…`
}

const LONG_QUOTE = new RegExp(`"(?:[^"\\\\]|\\\\.){${MAX_QUOTED},}"`, 'gs')

function withCode(error: GraphQLError): GraphQLError {
  const { originalError, ...extensions } = error.extensions
  if (extensions.code !== undefined && originalError === undefined) return error
  const { message, nodes, source, positions, path } = error
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    ...(source && { source }),
    ...(positions && { positions }),
    ...(path && { path }),
    extensions: { code: 'BAD_USER_INPUT', ...extensions },
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

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
  | 'RESPONSE_TOO_LARGE'

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
  readonly excess: Required<Excess>

  constructor(excess: Excess) {
    const { code, limit, value, message, status = 400 } = excess
    super(message, { extensions: { code, limit, value, http: { status } } })
    this.excess = { ...excess, status }
  }
}

/** @throws {RefusalError} when the value is over the limit */
export function refuseOver(excess: Excess): void {
  if (excess.value > excess.limit) throw new RefusalError(excess)
}
