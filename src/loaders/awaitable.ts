import type { Awaitable } from '../store/store.ts'

export type { Awaitable }

/** Applies a function to a value now if the value is there, else when its promise resolves. */
export function mapAwaitable<Value, Next>(
  value: Awaitable<Value>,
  next: (value: Value) => Awaitable<Next>,
): Awaitable<Next> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** All values: a promise only if one of them is a promise. */
export function allAwaitable<const Values extends readonly unknown[]>(values: {
  readonly [Key in keyof Values]: Awaitable<Values[Key]>
}): Awaitable<Values>
export function allAwaitable(values: readonly unknown[]): Awaitable<readonly unknown[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : values
}
