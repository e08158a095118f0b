import type { SqlValue } from './statements.ts'

export type SqlType = 'text' | 'integer'

/** The differences between the databases, as pieces of SQL. */
export interface Dialect {
  /** Joins two tables; where the planner needs help, also fixes their order. */
  readonly join: string
  /** To follow the table of parts that are found by the key of their article. */
  readonly byKey: string
  /** The JSON of a list that a statement gets as one value. */
  json(list: readonly unknown[]): string
  /**
   * A table of the members of such a list: `key` counts from 0, and the members are read by `value` and
   * `member`.
   */
  each(list: string, alias: string): string
  value(alias: string, type: SqlType): string
  /** A member of a member that is a list itself. */
  member(alias: string, at: number, type: SqlType): string
  /** The key of a part in a condition for which no index of keys is to be used. */
  unindexed(key: string): string
  /** The name in the record of a speaker or source, and its aliases as JSON. */
  nameIn(record: string): string
  aliasesIn(record: string): string
  /** The `YYYY-MM-DD` of a number of days since 1970. */
  dateOfDay(day: string): string
  /**
   * FROM and WHERE for the rows `t` of each owner: those whose keys `keys` selects for the owner.
   *
   * @param keys - selects `t.key` of at most a page of rows, in order
   */
  pageOfOwners(parts: { owners: string; table: string; join: string; keys: string }): string
  /** SQL for the format in the record of a file. */
  formatIn(record: string): string
  /** The hash of a file as its column has it. */
  packHash(hash: string): SqlValue
  /** SQL for the same, of a hash in hexadecimal digits. */
  hashOf(hash: string): string
  /** Names an index where the planner would choose another one. */
  indexedBy(index: string): string
  readonly search: SearchDialect
}

/** A full-text search in one of the tables of texts. */
export interface Search {
  readonly list: 'articles' | 'quotations' | 'pictures'
  /** Sets of phrases: all of any set must occur. Matches nothing when there is no set. */
  readonly sets: readonly (readonly Phrase[])[]
}

/** Consecutive words; with `prefix` the last may be the beginning of a word. */
export interface Phrase {
  readonly tokens: readonly string[]
  readonly prefix: boolean
}

/** A walk over the hits of a search in the order of days, which reads no more than a page needs. */
export interface HitWalk {
  /** Tables to put in front, and their condition. */
  readonly from: string
  readonly where: readonly string[]
  /** Condition for the hits on one side of a day. */
  dayBound(published: unknown, newer: boolean): string
  /** Condition that ends the walk after the day of the last item of a page. */
  end(page: { from: string; where: string; limit: string }, newestFirst: boolean): string
}

/** The rows `t` that a ranked search may score. */
interface Candidates {
  readonly from: string
  readonly where: readonly string[]
  /** Whether the words are the only filter, and hits are in the order of days. */
  readonly areNewestLast: boolean
}

export interface SearchDialect {
  /**
   * Finds a row when hits are not in the order of days, so that old ones cannot be skipped; null when
   * they always are.
   */
  readonly disorder: { readonly sql: string; readonly values: readonly SqlValue[] } | null
  /** Condition for rows with this key that match. */
  condition(search: Search, key: string, values: Values): string
  /**
   * WITH clause for a table `hit` of keys and scores, larger is better.
   *
   * @param candidates - what the other filters select; null when the list has owners
   */
  hits(search: Search, candidates: Candidates | null, values: Values): string
  /** Null when the database finds pages of hits by itself. */
  walk(search: Search, values: Values): HitWalk | null
  /**
   * Statement for the index in a list of ids (`idHalves` for quotations) and the score of each that
   * matches.
   */
  scores(search: Search, list: string, values: Values): string
  /**
   * FROM and WHERE for the quotations `t`, with their articles `a`, that have a phrase of a list `j`.
   * Its members are the index of a phrase and what `phrase` made of it.
   */
  quotationsWith(list: string): string
  phrase(phrase: Phrase): unknown
}

/** The bound values of a statement, numbered in the order in which they are added. */
export class Values {
  readonly dialect: Dialect
  readonly list: SqlValue[] = []

  constructor(dialect: Dialect) {
    this.dialect = dialect
  }

  /** @returns the placeholder, `?3` */
  add(value: SqlValue): string {
    this.list.push(value)
    return `?${this.list.length}`
  }

  /** @returns the placeholder of the list's JSON */
  addList(list: readonly unknown[]): string {
    return this.add(this.dialect.json(list))
  }

  /** @returns the operand of IN, with one placeholder for any number of values */
  set(values: readonly string[]): string {
    return setOf(this.dialect, this.addList(values), 'text')
  }
}

/** The operand of IN for the members of a list. */
export function setOf(dialect: Dialect, list: string, type: SqlType): string {
  return `(SELECT ${dialect.value('j', type)} FROM ${dialect.each(list, 'j')})`
}
