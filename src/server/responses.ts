import { RefusalError } from './errors.ts'
import { listsTag, tagHeaders, tagOf } from './etag.ts'
import type { DirectHead } from './request.ts'
import { noteCode } from './request-facts.ts'
import { tooLarge } from './run.ts'
import type { Snapshot } from './snapshots.ts'

/** A response that is not GraphQL, independent of the HTTP implementation. */
export interface PlainResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | null
}

const JSON_TYPE = 'application/json; charset=utf-8'

export function jsonResponse(status: number, value: unknown): PlainResponse {
  const headers = { 'content-type': JSON_TYPE, 'cache-control': 'no-store' }
  return { status, headers, body: JSON.stringify(value) }
}

/** An error in the shape of a GraphQL response, which clients parse. */
export function errorResponse(status: number, code: string, message: string): PlainResponse {
  noteCode(code)
  return jsonResponse(status, { errors: [{ message, extensions: { code } }] })
}

/** A GraphQL response, not yet with CORS headers. */
export interface CompleteResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>> & { readonly vary?: string }
  /** Plain ASCII is a string, which is written together with the headers. */
  readonly body: Buffer<ArrayBuffer> | string | null
  /** Whether it was made for an earlier request. */
  readonly isKept?: boolean
}

/**
 * @param limit - of bytes
 * @param revision - for the ETag; null for none
 * @param cacheControl - of a response with an ETag
 */
export function completeResponse(
  head: DirectHead,
  data: unknown,
  limit: number,
  revision: string | null,
  cacheControl: string,
): CompleteResponse {
  const response = responseOf(head, 200, JSON.stringify({ data }))
  const bytes = response.body?.length ?? 0
  if (bytes > limit) return refusalResponse(head, new RefusalError(tooLarge(bytes, limit)))
  if (head.method !== 'GET' || revision === null) return response
  const tag = tagHeaders(tagFor(head, revision), cacheControl)
  return { ...response, headers: { ...response.headers, ...tag } }
}

/** As Yoga responds to the same refusal. */
export function refusalResponse(head: DirectHead, refusal: RefusalError): CompleteResponse {
  const { message, code, limit, value, status } = refusal.excess
  noteCode(code)
  const errors = [{ message, extensions: { code, limit, value } }]
  return responseOf(head, status, JSON.stringify({ errors }))
}

function responseOf({ type }: DirectHead, status: number, text: string): CompleteResponse {
  const length = Buffer.byteLength(text)
  return {
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-length': String(length),
      'x-content-type-options': 'nosniff',
    },
    body: length === text.length ? text : Buffer.from(text),
  }
}

/** @returns null when the client has no current response, or does not say */
export function notModified(
  head: DirectHead,
  { revision }: Snapshot,
  cacheControl: string,
): CompleteResponse | null {
  if (head.method !== 'GET' || typeof revision !== 'string') return null
  const expected = head.header('if-none-match')
  if (expected === null) return null
  const tag = tagFor(head, revision)
  if (!listsTag(expected, tag)) return null
  return {
    status: 304,
    headers: { ...tagHeaders(tag, cacheControl), 'x-content-type-options': 'nosniff' },
    body: null,
  }
}

/** Whether the client has any response: then it must exist before it can be unchanged. */
export function isAnyAccepted(head: DirectHead): boolean {
  return head.header('if-none-match')?.trim() === '*'
}

function tagFor(head: DirectHead, revision: string): string {
  return tagOf(revision, { url: head.path, header: (name) => head.header(name) })
}
