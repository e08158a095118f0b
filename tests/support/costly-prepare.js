// JavaScript, because the threads of the built program import it.
import { appendFileSync } from 'node:fs'
import { prepare as prepareRows } from '../../dist/src/store/sqlite/prepare.js'

/**
 * The `prepare` of SQLite, which never returns for files named "hang", takes all memory for those
 * named "grow" and ends the thread for those named "exit". Each call is recorded in the file of the
 * variable PREPARED.
 *
 * @type {import('../../src/store/store.ts').PrepareFile}
 */
export function prepare(readings) {
  const { path } = readings
  const isRead = readings.readings.length > 0
  if (process.env.PREPARED) appendFileSync(process.env.PREPARED, `${path}\n`)
  if (isRead && path.includes('hang')) for (;;);
  if (isRead && path.includes('grow')) takeMemory()
  if (isRead && path.includes('exit')) process.exit(1)
  return prepareRows(readings)
}

function takeMemory() {
  const taken = []
  for (;;) taken.push(Array.from({ length: 10_000 }, (_, at) => at))
}
