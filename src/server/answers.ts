import type { Logger } from './logger.ts'
import type { Caller } from './snapshots.ts'

/** An answered request, for logs and metrics. */
export interface Answer {
  readonly request: Caller
  readonly status: number
  /** From the arrival of the request to its response. */
  readonly milliseconds: number
  /** Length of the body; null while it is unknown, as for a stream. */
  readonly bytes: number | null
  /**
   * KEPT: an answer given before. DIRECT: executed without Yoga. YOGA: everything else, errors and
   * pages among it. REFUSED: by `authorize`.
   */
  readonly source: 'KEPT' | 'DIRECT' | 'YOGA' | 'REFUSED'
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
    try {
      onAnswer({ request: { method, path, header }, status, milliseconds, bytes, source })
    } catch (cause) {
      logger.error('onAnswer failed', { cause })
    }
  }
}
