import { isRecord } from '../server/documents.ts'
import type { Column } from './plan.ts'

/** A member of a list, as it is answered. */
export type Item = Readonly<Record<string, unknown>>

/** A leaf of an answer. */
export type Cell = string | number | boolean | null

/** Between the values of a list in one cell. */
const SEPARATOR = '; '

/**
 * The cells of a member. The values of a list are joined with "; ", those of lists in lists too; a null
 * among them is empty, so that the columns of one list stay in step. An empty list is null.
 */
export function rowOf(item: Item, columns: readonly Column[]): Cell[] {
  return columns.map(({ path, isList }) => (isList ? joined(item, path) : valueAt(item, path)))
}

function valueAt(item: Item, path: readonly string[]): Cell {
  let value: unknown = item
  for (const key of path) value = memberOf(value, key)
  return cellOf(value)
}

function joined(item: Item, path: readonly string[]): string | null {
  let values: readonly unknown[] = [item]
  for (const key of path) {
    const members: unknown[] = []
    for (const value of values) spread(memberOf(value, key), members)
    values = members
  }
  return values.length === 0
    ? null
    : values.map((value) => String(cellOf(value) ?? '')).join(SEPARATOR)
}

/** Add a value, or each value of a list. */
function spread(value: unknown, members: unknown[]): void {
  if (Array.isArray(value)) for (const each of value) spread(each, members)
  else members.push(value)
}

/** The member of an object of JSON; null where there is none. */
export function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : null
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  return value === null || value === undefined ? null : JSON.stringify(value)
}
