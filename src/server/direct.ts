import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRecentCache } from '../loaders/recent.ts'
import { type Cors, corsHeaders } from './cors.ts'
import {
  type AnswerOptions,
  type Asked,
  createAnswers,
  unchanged,
  type Whole,
} from './complete-responses.ts'
import { createAgain } from './again.ts'
import { createHeadReader, type HeadOptions } from './head.ts'
import type { Moment } from './snapshots.ts'
import { readBody, withBody } from './replay.ts'

export interface FastLaneOptions extends HeadOptions, AnswerOptions {
  readonly cors: Cors | null
}

const CACHE_BYTES = 64 * 1024 * 1024

// The bookkeeping around an answer.
const ENTRY_BYTES = 500

/**
 * Answer plain questions at once, and leave everything else to the long way.
 *
 * Whole answers without errors to what is asked again are kept until the archive changes, and sent
 * to the same request. Most questions are asked once, and to keep their answers would cost more
 * memory, and more of the collector's time, than a third of making them. Whatever a request can be
 * refused for is either looked at each time, or depends on nothing but what the answer is kept under.
 *
 * @returns a function that answers, or calls for the long way with the request as it came
 */
export function createFastLane(options: FastLaneOptions) {
  const { cors, moments } = options
  const readHead = createHeadReader(options)
  const make = createAnswers(options)
  const kept = createRecentCache<Whole>(CACHE_BYTES)
  const isAgain = createAgain()
  let keptAt: string | null = null

  function recall(key: string, { stamp }: Moment): Whole | undefined {
    if (stamp !== keptAt) kept.clear()
    keptAt = stamp
    return stamp === null ? undefined : kept.get(key)
  }

  function keep(key: string, { stamp }: Moment, whole: Whole): void {
    if (stamp === null || stamp !== keptAt || !whole.body) return
    kept.set(key, whole, whole.body.length + 2 * key.length + ENTRY_BYTES)
  }

  function find(asked: Asked): Whole | null | Promise<Whole | null> {
    const moment = moments.recent()
    if (asked.head.method === 'GET' && moment.revision === undefined) return null
    const key = asked.head.key + (asked.body ?? '')
    const known = unchanged(asked, moment) ?? recall(key, moment)
    if (known) return known
    const finish = (whole: Whole | null) => {
      if (whole && isAgain(key)) keep(key, moment, whole)
      return whole
    }
    try {
      const whole = make(asked, moment)
      return whole instanceof Promise ? whole.then(finish, () => null) : finish(whole)
    } catch {
      return null
    }
  }

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    goOn: (request: IncomingMessage) => Promise<void>,
  ): Promise<void> => {
    const head = readHead(request)
    if (!head) return goOn(request)
    const body = head.method === 'POST' ? await readBody(request) : null
    // The client went away.
    if (head.method === 'POST' && !body) return
    const isUnwanted = () => response.destroyed
    const text = body && body.toString()
    const found = find({ head, body: text, headers: request.headers, isUnwanted })
    const whole = found instanceof Promise ? await found : found
    if (isUnwanted()) return
    if (!whole) return goOn(body ? withBody(request, body) : request)
    send(response, whole, cors && corsHeaders(cors, request.headers.origin ?? null))
  }
}

function send(
  response: ServerResponse,
  { status, headers, body }: Whole,
  readers: ReturnType<typeof corsHeaders> | null,
): void {
  if (!readers) {
    response.writeHead(status, headers).end(body, 'latin1')
    return
  }
  const vary = [headers.vary, readers.vary].filter((each) => each !== undefined).join(', ')
  response
    .writeHead(status, { ...headers, ...readers, ...(vary !== '' && { vary }) })
    .end(body, 'latin1')
}
