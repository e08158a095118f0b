/** What a request asks, as it came. */
export interface Params {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * Read the parameters of a request that says nothing unusual.
 *
 * @returns null for everything else
 * @throws {SyntaxError} for what is not JSON
 */
export function parseBody(body: string): Params | null {
  const value: unknown = JSON.parse(body)
  return isRecord(value) ? readParams(value) : null
}

/** The same of the query string of an address. */
export function parseSearch(search: string): Params | null {
  const given = new URLSearchParams(search)
  const json = (name: string): unknown => {
    const text = given.get(name)
    return text ? JSON.parse(text) : undefined
  }
  return readParams({
    query: given.get('query'),
    operationName: given.get('operationName') || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  })
}

const NAMES = new Set(['query', 'operationName', 'variables', 'extensions'])

function readParams(given: Readonly<Record<string, unknown>>): Params | null {
  const { query, operationName = null, extensions = null } = given
  const variables = given.variables ?? {}
  if (typeof query !== 'string' || query === '' || extensions !== null) return null
  if (operationName !== null && typeof operationName !== 'string') return null
  if (!isRecord(variables) || !Object.keys(given).every((name) => NAMES.has(name))) return null
  return { query, operationName, variables }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
