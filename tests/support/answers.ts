import { expect } from 'vitest'
import type { Answer } from './graphql.ts'

/**
 * Every value at a path of fields, `articles.nodes.headline`; lists are entered.
 *
 * Fails when the answer has errors, so that tests of values need no assertion about errors.
 */
export function valuesAt(answer: Answer, path: string): unknown[] {
  expect(answer.errors).toBeUndefined()
  return path
    .split('.')
    .reduce<unknown[]>(
      (values, field) => values.flatMap((value) => fieldOf(value, field)),
      [answer.data],
    )
}

/** The only value at a path. */
export function valueAt(answer: Answer, path: string): unknown {
  const values = valuesAt(answer, path)
  expect(values).toHaveLength(1)
  return values[0]
}

/** The only value at a path, which must be a string. */
export function textAt(answer: Answer, path: string): string {
  return textOf(valueAt(answer, path))
}

export function textsAt(answer: Answer, path: string): string[] {
  return valuesAt(answer, path).map(textOf)
}

export function numberAt(answer: Answer, path: string): number {
  const value = valueAt(answer, path)
  if (typeof value === 'number') return value
  throw new TypeError(`${JSON.stringify(value)} at ${path} is not a number`)
}

/** Messages and extensions of the errors of an answer. */
export function refusals(answer: Answer): readonly object[] {
  return (answer.errors ?? []).map(({ message, extensions }) => ({ message, ...extensions }))
}

/** The codes of the errors of an answer, null for an error without a code. */
export function codesOf(answer: Answer): unknown[] {
  return (answer.errors ?? []).map(({ extensions = {} }) =>
    'code' in extensions ? extensions.code : null,
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${JSON.stringify(value)} is not a string`)
}

function fieldOf(value: unknown, field: string): unknown[] {
  if (!isRecord(value)) throw new TypeError(`${JSON.stringify(value)} has no field ${field}`)
  const found = value[field]
  return Array.isArray(found) ? found : [found]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
