import type { IncomingHttpHeaders } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { runPlan } from '../execution/run.ts'
import type { Limits } from './default-limits.ts'
import { listsTag, tagHeaders, tagOf } from './revision.ts'
import type { Head } from './head.ts'
import type { Moment, Moments } from './snapshots.ts'
import { createOperations } from './operations.ts'
import { parseBody, parseSearch } from './params.ts'

/** What one operation reads with. */
export interface Reader {
  readonly context: object
}

export interface AnswerOptions {
  readonly schema: GraphQLSchema
  readonly limits: Limits
  /** Something to read with for an operation that begins now; null when that takes a while. */
  readonly begin: () => Reader | null
  readonly moments: Moments
}

/** A question as it came. */
export interface Asked {
  readonly head: Head
  /** Null for a GET. */
  readonly body: string | null
  readonly headers: IncomingHttpHeaders
  /** Whether the client has gone away. */
  readonly isUnwanted: () => boolean
}

/** An answer in one piece, without the headers about who may read it. */
export interface Whole {
  readonly status: 200 | 304
  readonly headers: Readonly<Record<string, string | number>> & { readonly vary?: string }
  /** Plain ASCII is text, which goes out in one piece with the headers. */
  readonly body: Buffer | string | null
}

// What takes longer is left to the long way, which has a deadline of its own.
const SHARE_OF_DEADLINE = 0.1

/**
 * Make whole answers.
 *
 * @returns a function that gives null for what only the long way can answer, errors above all
 */
export function createAnswers({ schema, limits, begin, moments }: AnswerOptions) {
  const allow = createOperations(schema, limits)
  const milliseconds = limits.milliseconds * SHARE_OF_DEADLINE

  function run({ head, body, isUnwanted }: Asked): string | null | Promise<string | null> {
    const params = body ? parseBody(body) : parseSearch(searchOf(head))
    const allowed = params && allow(params)
    const reader = allowed && begin()
    if (!reader) return null
    const { plan, variables } = allowed
    return runPlan(plan, { ...reader, variables, milliseconds, isUnwanted })
  }

  function conclude(
    asked: Asked,
    data: string | null,
    before: Moment,
    after: Moment,
  ): Whole | null {
    // Changed on the way: the long way asks anew until it has one revision.
    if (data === null || after.stamp !== before.stamp) return null
    return wholeOf(
      asked,
      data,
      after.revision === before.revision ? (before.revision ?? null) : null,
    )
  }

  return (asked: Asked, before: Moment): Whole | null | Promise<Whole | null> => {
    const data = run(asked)
    return data instanceof Promise
      ? data.then((come) => conclude(asked, come, before, moments.now()))
      : conclude(asked, data, before, moments.ofReads())
  }
}

function wholeOf({ head, headers }: Asked, data: string, revision: string | null): Whole {
  const text = `{"data":${data}}`
  const length = Buffer.byteLength(text)
  const told = {
    'content-type': `${head.type}; charset=utf-8`,
    'content-length': length,
    'x-content-type-options': 'nosniff',
  }
  const hasTag = head.method === 'GET' && revision !== null
  return {
    status: 200,
    headers: hasTag ? { ...told, ...tagHeaders(tagFor(head, headers, revision)) } : told,
    body: length === text.length ? text : Buffer.from(text),
  }
}

/** @returns null when what the caller knows does not hold any more, or nobody says what it knows */
export function unchanged({ head, headers }: Asked, { revision }: Moment): Whole | null {
  const expected = headers['if-none-match']
  if (head.method !== 'GET' || expected === undefined) return null
  if (revision === null || revision === undefined) return null
  const tag = tagFor(head, headers, revision)
  if (!listsTag(expected, tag)) return null
  return {
    status: 304,
    headers: { ...tagHeaders(tag), 'x-content-type-options': 'nosniff' },
    body: null,
  }
}

function tagFor({ path }: Head, headers: IncomingHttpHeaders, revision: string): string {
  const { accept, authorization, cookie } = headers
  return tagOf(revision, { url: path, headers: [accept, authorization, cookie] })
}

function searchOf({ path }: Head): string {
  return path.slice(path.indexOf('?') + 1)
}
