import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** What becomes known of a request while it is answered. */
export interface RequestFacts {
  readonly id: string
  readonly codes: string[]
  cost: number | null
  /** Whether the request is one of several that answer another one, which alone is reported. */
  readonly isPart: boolean
}

const current = new AsyncLocalStorage<RequestFacts>()

/** Answer a request while facts are collected. */
export function withFacts<Result>(facts: RequestFacts, answer: () => Result): Result {
  return current.run(facts, answer)
}

export function currentFacts(): RequestFacts {
  return knownFacts() ?? createFacts(null)
}

/** Those of a handler around this one; null without any. */
export function knownFacts(): RequestFacts | null {
  return current.getStore() ?? null
}

export function noteCode(code: unknown): void {
  if (typeof code === 'string') current.getStore()?.codes.push(code)
}

export function noteCost(cost: number): void {
  const facts = current.getStore()
  if (facts) facts.cost = cost
}

export const ID_HEADER = 'x-request-id'

// Ids go into logs and headers.
const ID = /^[\w.:/+=-]{1,128}$/

/** @param given - the id that the client sent; another one is made when it is unusable */
export function createFacts(given: string | null, isPart = false): RequestFacts {
  const id = given !== null && ID.test(given) ? given : randomUUID()
  return { id, codes: [], cost: null, isPart }
}
