import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { readBody } from './body.ts'

/**
 * Yoga plugin: take JSON by POST, and the query string by GET.
 *
 * Forms and plain text are what a page of another site can send without asking first, and so they
 * are refused. Compressed bodies could grow beyond every limit.
 *
 * @param bodyBytes - the largest body that is read
 */
export function useRequestChecks(bodyBytes: number): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === 'POST') {
        checkType(request.headers.get('content-type'))
        checkEncoding(request.headers.get('content-encoding'))
        setRequestParser(async (asked) => parseBody(await readBody(asked, bodyBytes)))
      } else if (request.method === 'GET' && requestParser) {
        setRequestParser((asked) => {
          const parse = () => requestParser(asked)
          return parseJson(parse, 'variables and extensions in the address must be JSON.')
        })
      }
    },
  }
}

// Yoga does not look behind the first of several types, so neither do we.
const JSON_TYPE = /^application\/(?:graphql\+)?json(?:$|[;,])/

export function isJsonType(type: string | null | undefined): boolean {
  return type !== null && type !== undefined && JSON_TYPE.test(type)
}

function checkType(type: string | null): void {
  if (isJsonType(type)) return
  throw refusal(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `Send the operation as application/json, not as ${type ?? 'a body without a type'}.`,
  )
}

function checkEncoding(encoding: string | null): void {
  if (encoding === null || encoding === 'identity') return
  throw refusal(415, 'UNSUPPORTED_ENCODING', `Send the operation uncompressed, not as ${encoding}.`)
}

/** Yoga checks what the object holds. */
function parseBody(text: string): object {
  const body: unknown = parseJson(() => JSON.parse(text), 'The body of the request is not JSON.')
  if (Array.isArray(body)) {
    throw refusal(
      400,
      'BATCHING_NOT_SUPPORTED',
      'Send one operation a request, not a list of them.',
    )
  }
  if (typeof body === 'object' && body !== null) return body
  throw refusal(400, 'BAD_REQUEST', 'The body of the request must be an object with a query.')
}

function parseJson<Value>(parse: () => Value, message: string): Value {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw refusal(400, 'BAD_REQUEST', message)
  }
}

function refusal(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } })
}
