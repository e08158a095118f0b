import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** Drafts of GraphQL over HTTP whose status codes can be chosen. */
export const httpDrafts = ['draft-2026-09'] as const

export type HttpDraft = (typeof httpDrafts)[number]

const PARTIAL_SUCCESS = 294
const UNPROCESSABLE_CONTENT = 422

/**
 * Yoga plugin: the status codes of the draft of September 2026 for `application/graphql-response+json`.
 * Data with errors has 294. An operation that is well-formed but cannot be executed has 422: it fails
 * validation, its variables do not fit, or it cannot be determined. Refusals keep their status.
 */
export function useHttpDraft(): Plugin {
  /** Requests whose body is JSON. */
  const read = new WeakSet<Request>()
  const unparsed = new WeakSet<Request>()
  const statuses = new WeakMap<Request, number>()

  const isOfOperation = (request: Request, { extensions: { code } }: GraphQLError) =>
    OF_OPERATION.has(code) || (code === 'BAD_REQUEST' && read.has(request))

  return {
    onParams({ request }) {
      read.add(request)
    },
    onParse({ context }) {
      return ({ result }) => {
        if (result instanceof Error) unparsed.add(context.request)
      }
    },
    onResultProcess({ request, result }) {
      if (Symbol.asyncIterator in result || Array.isArray(result)) return
      const errors: readonly GraphQLError[] = result.errors ?? []
      const data: unknown = result.data
      if (errors.length === 0) return
      if (data !== undefined) statuses.set(request, PARTIAL_SUCCESS)
      else if (!unparsed.has(request) && errors.every((error) => isOfOperation(request, error)))
        statuses.set(request, UNPROCESSABLE_CONTENT)
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const status = statuses.get(request)
      const type = response.headers.get('content-type') ?? ''
      if (status === undefined || !type.startsWith('application/graphql-response+json')) return
      if (response.status !== (status === PARTIAL_SUCCESS ? 200 : 400)) return
      const { body, headers } = response
      setResponse(new fetchAPI.Response(body, { status, headers }))
    },
  }
}

// Other codes are refusals of ours, or texts that are no GraphQL.
const OF_OPERATION: ReadonlySet<unknown> = new Set([
  undefined,
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
])
