import { type ExecutionResult, GraphQLError } from 'graphql'
import { RefusalError } from './errors.ts'

// Reading the clock for each field would take as long as many fields.
const FIELDS_BETWEEN_CHECKS = 8

export interface RunOptions {
  readonly milliseconds: number
  readonly responseBytes: number
  /** Whether the client has disconnected. */
  readonly isUnwanted: () => boolean
}

/**
 * One execution of an operation: its deadline, the size of its texts, and whether its client is
 * still there.
 *
 * It is the root value of the execution, so that resolvers of a guarded schema find it.
 */
export class Run {
  readonly #options: RunOptions
  readonly #end: number
  #fields = 0
  #bytes = 0
  #hasWaited = false
  #refusal: RefusalError | null = null

  constructor(options: RunOptions) {
    this.#options = options
    this.#end = performance.now() + options.milliseconds
  }

  /** @throws {GraphQLError} when the execution should end */
  countField(): void {
    this.#fields += 1
    if (this.#refusal) throw this.#refusal
    if (this.#fields % FIELDS_BETWEEN_CHECKS === 0) this.check()
    // A disconnection is noticed only between two turns of the event loop.
    if (this.#hasWaited && this.#options.isUnwanted()) throw new ClientGoneError()
  }

  /**
   * Count the texts of a leaf.
   *
   * @throws {RefusalError} RESPONSE_TOO_LARGE
   */
  countText(value: unknown): void {
    if (typeof value === 'string') this.#bytes += bytesOf(value)
    else if (Array.isArray(value)) for (const item of value) this.countText(item)
    const { responseBytes } = this.#options
    if (this.#bytes > responseBytes) {
      this.#refusal ??= new RefusalError(tooLarge(this.#bytes, responseBytes))
    }
    if (this.#refusal) throw this.#refusal
  }

  /** @throws {RefusalError} TIMEOUT or RESPONSE_TOO_LARGE */
  check(): void {
    if (performance.now() > this.#end) this.#refusal ??= this.#timeout()
    if (this.#refusal) throw this.#refusal
  }

  #timeout(): RefusalError {
    const { milliseconds } = this.#options
    return new RefusalError({
      code: 'TIMEOUT',
      limit: milliseconds,
      value: milliseconds,
      status: 503,
      message: `The operation took longer than ${milliseconds / 1000} s. Ask for smaller pages, a narrower filter, or facets and timelines one at a time.`,
    })
  }

  /**
   * Wait for a result until the deadline. What still runs then ends at its next field.
   *
   * @throws {RefusalError} TIMEOUT
   */
  async finish<Result>(result: PromiseLike<Result>): Promise<Result> {
    this.#hasWaited = true
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<never>((_resolve, reject) => {
      const expire = () => reject(this.#timeout())
      timer = setTimeout(expire, Math.max(0, this.#end - performance.now()))
      timer.unref()
    })
    try {
      return await Promise.race([result, deadline])
    } finally {
      clearTimeout(timer)
    }
  }
}

const SHORT = 256

/** Exact for long texts; short ones have about as many bytes as characters. */
function bytesOf(text: string): number {
  return text.length <= SHORT ? text.length : Buffer.byteLength(text)
}

export function tooLarge(value: number, limit: number) {
  return {
    code: 'RESPONSE_TOO_LARGE' as const,
    limit,
    value,
    message: `The response would have more than ${limit} bytes. Ask for smaller pages, or for fewer texts.`,
  }
}

/** The client disconnected: this error is never sent. */
class ClientGoneError extends GraphQLError {
  constructor() {
    super('The client disconnected.', { extensions: { code: 'CLIENT_GONE' } })
  }
}

/** @throws {GraphQLError} when the result is late or unwanted */
export function finishWithin(
  run: Run,
  result: ExecutionResult | PromiseLike<ExecutionResult>,
): ExecutionResult | Promise<ExecutionResult> {
  const check = (finished: ExecutionResult) => {
    run.check()
    return finished
  }
  return isPromise(result) ? run.finish(result).then(check) : check(result)
}

export function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  )
}
