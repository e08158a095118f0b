// JavaScript, because the threads of the built program import it.
import { appendFileSync } from 'node:fs'
import { prepare as prepareRows } from '../../dist/src/store/sqlite/prepare.js'

/**
 * The `prepare` of SQLite, which never returns for files named "hang" and articles about a "Ferry
 * hang", takes all memory for those named "grow" and ends the thread for those named "exit". Each
 * call is recorded in the file of the variable PREPARED.
 *
 * @type {import('../../src/store/store.ts').PrepareFile}
 */
export function prepare(readings) {
  const { path } = readings
  /** @param {string} word */
  const has = (word) =>
    readings.readings.some(
      ({ article }) => path.includes(word) || article.body.includes(`Ferry ${word}`),
    )
  if (process.env.PREPARED) appendFileSync(process.env.PREPARED, `${path}\n`)
  if (has('hang')) for (;;);
  if (has('grow')) takeMemory()
  if (has('exit')) process.exit(1)
  return prepareRows(readings)
}

function takeMemory() {
  const taken = []
  for (;;) taken.push(Array.from({ length: 10_000 }, (_, at) => at))
}
