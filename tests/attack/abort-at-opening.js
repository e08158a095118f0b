// Loaded before the program (`node --import`): ends the process, as a crash of the native library does, at the
// first statement on the index that was created at ABORT_BIRTH, in milliseconds.
import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'

const Database = createRequire(import.meta.url)('libsql')

/** Whether this process has the index open. */
function isOpen() {
  return readdirSync('/proc/self/fd').some((fd) => {
    const stats = statSync(`/proc/self/fd/${fd}`, { throwIfNoEntry: false })
    return stats?.birthtimeMs === Number(process.env.ABORT_BIRTH) && stats.nlink > 0
  })
}

for (const name of ['exec', 'prepare']) {
  const original = Database.prototype[name]
  Database.prototype[name] = function (sql) {
    if (isOpen()) process.abort()
    return original.call(this, sql)
  }
}
