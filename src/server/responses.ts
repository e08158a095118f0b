/** What a plain answer is made of, before it meets a fetch implementation. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | null
}

const JSON_TYPE = 'application/json; charset=utf-8'

export function jsonAnswer(status: number, value: unknown): Answer {
  const headers = { 'content-type': JSON_TYPE, 'cache-control': 'no-store' }
  return { status, headers, body: JSON.stringify(value) }
}

/** An error in the shape of a GraphQL answer, since that is what callers read. */
export function errorAnswer(status: number, code: string, message: string): Answer {
  return jsonAnswer(status, { errors: [{ message, extensions: { code } }] })
}
