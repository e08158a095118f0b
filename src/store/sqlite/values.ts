import type { SqlValue } from './database.ts'

/** The values of a statement, numbered in the order in which its text mentions them. */
export class Values {
  readonly list: SqlValue[] = []

  /** @returns the placeholder, `?3` */
  add(value: SqlValue): string {
    this.list.push(value)
    return `?${this.list.length}`
  }

  /** @returns what stands behind IN; one placeholder for any number of values */
  set(values: readonly string[]): string {
    return `(SELECT value FROM json_each(${this.add(JSON.stringify(values))}))`
  }
}
