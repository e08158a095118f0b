import { createDocumentCache } from './document-cache.ts'

const JSON_ANSWER = 'application/json'
const TYPES: Readonly<Record<string, string>> = {
  '*/*': JSON_ANSWER,
  'application/*': JSON_ANSWER,
  [JSON_ANSWER]: JSON_ANSWER,
  'application/graphql-response+json': 'application/graphql-response+json',
}

const known = createDocumentCache<string>(10_000)

/**
 * The media type of the answer in one piece that a caller accepts, the one that stands first, as Yoga
 * chooses it.
 *
 * @returns null when only the long way has an answer: streams, and what nobody can give
 */
export function typeOfAnswer(accept: string | undefined): string | null {
  if (!accept) return JSON_ANSWER
  const cached = known.get(accept)
  if (cached !== undefined) return cached
  const type = chooseType(accept)
  if (type !== null) known.set(accept, type)
  return type
}

function chooseType(accept: string): string | null {
  const asked = accept.replace(/\s/g, '').toLowerCase().split(',')
  const ranges = asked.map((range) => range.split(';'))
  if (ranges.some(([type = '']) => STREAMS.has(type))) return null
  for (const [type = '', ...parameters] of ranges) {
    const charset = parameters.find((parameter) => parameter.includes('charset='))
    const answer = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
    if (answer !== undefined && (charset ?? 'charset=utf-8') === 'charset=utf-8') return answer
  }
  return null
}

const STREAMS = new Set(['text/event-stream', 'multipart/mixed'])
