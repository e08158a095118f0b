import type { Awaitable } from '../store/store.ts'

/** Applies a function to a value now if the value is there, else when its promise resolves. */
export function mapAwaitable<Value, Next>(
  value: Awaitable<Value>,
  next: (value: Value) => Awaitable<Next>,
): Awaitable<Next> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** All values: a promise only if one of them is a promise. */
export function allAwaitable<Value>(
  values: readonly Awaitable<Value>[],
): Awaitable<readonly Value[]> {
  const present: Value[] = []
  for (const value of values) {
    if (value instanceof Promise) return Promise.all(values)
    present.push(value)
  }
  return present
}
