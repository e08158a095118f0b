import { nameKey } from '../../text/names.ts'
import type { Database } from './database.ts'
import { WaitingRows } from './waiting-rows.ts'

/** A speaker or a source with what it is found by. */
export interface Named {
  readonly key: number
  readonly names: readonly string[]
  /** Pages elsewhere, which are looked up as names are. */
  readonly pages: readonly string[]
}

type List = 'speaker' | 'source'
type Label = readonly [whole: 0 | 1, text: string, owner: number]

export function addLabels(database: Database, list: List, named: readonly Named[]): void {
  const insert = `INSERT OR IGNORE INTO ${list}_label (whole, text, owner)`
  const rows = new WaitingRows(database, insert, 3)
  for (const label of labelsOf(named).sort(byKey)) rows.add(label)
  rows.flush()
}

/** @param named - as they were when their labels were added: no index leads from owners to labels */
export function removeLabels(database: Database, list: List, named: readonly Named[]): void {
  database.run(
    `DELETE FROM ${list}_label WHERE (whole, text, owner) IN
      (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1))`,
    [JSON.stringify(labelsOf(named))],
  )
}

/** Names as a whole, by which they are looked up, and their words, by which they are filtered. */
function labelsOf(named: readonly Named[]): Label[] {
  return named.flatMap(({ key, names, pages }) => {
    const keys = names.map(nameKey)
    const whole = [...keys, ...pages.map(nameKey)].filter(Boolean)
    const words = keys.flatMap((each) => each.split(' ')).filter(Boolean)
    return [
      ...whole.map((text): Label => [1, text, key]),
      ...words.map((text): Label => [0, text, key]),
    ]
  })
}

/** In the order of the table, which then grows at its end. */
function byKey([wholeA, textA]: Label, [wholeB, textB]: Label): number {
  return wholeA - wholeB || (textA < textB ? -1 : textA > textB ? 1 : 0)
}
