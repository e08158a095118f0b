import type { Logger } from './logger.ts'
import { createFacts, currentFacts, ID_HEADER, withFacts } from './request-facts.ts'
import type { PlainResponse } from './responses.ts'
import type { Caller } from './snapshots.ts'

/** An answered request, for logs and metrics. */
export interface Answer {
  /** Its `x-request-id`, which the response repeats. Made here when the client sends none. */
  readonly id: string
  readonly request: Caller
  readonly status: number
  /** From the arrival of the request to its response. */
  readonly milliseconds: number
  /** Length of the body; null while it is unknown, as for a stream. */
  readonly bytes: number | null
  /**
   * KEPT: an answer given before. DIRECT: executed without Yoga. YOGA: everything else, errors and
   * GraphiQL among it. REFUSED: by `authorize`. PAGE: a page to read, with all that it asks. MCP: a
   * message of an agent. EXPORT: a list to its end.
   */
  readonly source: 'KEPT' | 'DIRECT' | 'YOGA' | 'REFUSED' | 'PAGE' | 'MCP' | 'EXPORT'
  /** Codes of the errors, each as often as it occurs. Not known for streams and other threads. */
  readonly codes: readonly string[]
  /** Points of the operation; null for kept answers and what is not an operation. */
  readonly cost: number | null
}

export type OnAnswer = (answer: Answer) => void

/** Reports an answer. */
export type Report = (
  request: Caller,
  start: number,
  answer: Pick<Answer, 'status' | 'source'> & { readonly bytes?: number | null },
) => void

/** An observer that fails is logged and changes no answer. */
export function createReport(onAnswer: OnAnswer, logger: Logger): Report {
  return ({ method, path, header }, start, { status, source, bytes = null }) => {
    const milliseconds = performance.now() - start
    const { id, codes, cost, isPart } = currentFacts()
    if (isPart) return
    const request = { method, path, header }
    try {
      onAnswer({ id, request, status, milliseconds, bytes, source, codes, cost })
    } catch (cause) {
      logger.error('onAnswer failed', { cause })
    }
  }
}

/**
 * Report an answer that is made of answers to other requests: these are not reported by themselves.
 *
 * @param answer - gives null for a request that another handler answers
 */
export async function reportWhole<Answered extends PlainResponse>(
  onAnswer: OnAnswer | undefined,
  logger: Logger,
  request: Caller,
  source: 'PAGE' | 'MCP',
  answer: () => Promise<Answered | null>,
): Promise<Answered | null> {
  if (!onAnswer) return answer()
  const start = performance.now()
  const parts = createFacts(request.header(ID_HEADER), true)
  const response = await withFacts(parts, answer)
  if (!response) return null
  const { status, body } = response
  withFacts({ ...parts, isPart: false }, () =>
    createReport(onAnswer, logger)(request, start, {
      status,
      source,
      bytes: body === null ? 0 : Buffer.byteLength(body),
    }),
  )
  return { ...response, headers: { ...response.headers, [ID_HEADER]: parts.id } }
}

/** A report of an answer whose body is made of answers to other requests while it is written. */
export interface StreamReport {
  /** Runs the other requests, which are not reported by themselves. */
  readonly run: <Result>(work: () => Result) => Result
  readonly headers: Readonly<Record<string, string>>
  /** @param bytes - of the body that was written */
  readonly end: (status: number, bytes: number) => void
}

export function startStreamReport(
  onAnswer: OnAnswer | undefined,
  logger: Logger,
  request: Caller,
): StreamReport {
  if (!onAnswer) return { run: (work) => work(), headers: {}, end() {} }
  const start = performance.now()
  const parts = createFacts(request.header(ID_HEADER), true)
  return {
    run: (work) => withFacts(parts, work),
    headers: { [ID_HEADER]: parts.id },
    end: (status, bytes) =>
      withFacts({ ...parts, isPart: false }, () =>
        createReport(onAnswer, logger)(request, start, { status, source: 'EXPORT', bytes }),
      ),
  }
}

/** A line of the log for each answer. It has the path without the query string, which may be long. */
export function createRequestLog(logger: Logger): OnAnswer {
  return ({ id, request, status, milliseconds, bytes, source, codes, cost }) =>
    logger.info('request', {
      time: new Date().toISOString(),
      id,
      method: request.method,
      path: request.path.split('?', 1)[0],
      status,
      milliseconds: Math.round(milliseconds * 1000) / 1000,
      bytes,
      source,
      ...(cost !== null && { cost }),
      ...(codes.length > 0 && { codes }),
    })
}
