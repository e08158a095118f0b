import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/**
 * Yoga plugin: take JSON by POST, and the query string by GET.
 *
 * Forms and plain text are what a page of another site can send without asking first, and so they
 * are refused. Compressed bodies could grow beyond every limit.
 */
export function useRequestChecks(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === 'POST') {
        checkType(request.headers.get('content-type'))
        checkEncoding(request.headers.get('content-encoding'))
      }
      if (request.method !== 'GET' || !requestParser) return
      setRequestParser((asked) => {
        try {
          return requestParser(asked)
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error
          throw refusal(400, 'BAD_REQUEST', 'variables and extensions in the address must be JSON.')
        }
      })
    },
  }
}

// Yoga does not look behind the first of several types, so neither do we.
const JSON_TYPE = /^application\/(?:graphql\+)?json(?:$|[;,])/

function checkType(type: string | null): void {
  if (type !== null && JSON_TYPE.test(type)) return
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

function refusal(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } })
}
