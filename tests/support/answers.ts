import { expect } from 'vitest'
import type { Answer } from './graphql.ts'

/**
 * Every value at a path of fields, `articles.nodes.headline`; lists are entered.
 *
 * Fails when the answer has errors, so that tests of what was found say nothing about them.
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

/** The same, where it is an id, a cursor or other words to be sent back. */
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

/** What an answer refuses: the words and extensions of its errors. */
export function refusals(answer: Answer): readonly object[] {
  return (answer.errors ?? []).map(({ message, extensions }) => ({ message, ...extensions }))
}

/** The codes of its errors, null for one that has none. */
export function codesOf(answer: Answer): unknown[] {
  return (answer.errors ?? []).map(({ extensions = {} }) =>
    'code' in extensions ? extensions.code : null,
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${JSON.stringify(value)} is no text`)
}

function fieldOf(value: unknown, field: string): unknown[] {
  if (!isRecord(value)) throw new TypeError(`Nothing has the field ${field}`)
  const found = value[field]
  return Array.isArray(found) ? found : [found]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
