// Loaded before the program (`node --import`): statements that read readings are prepared again and again, in the
// main thread so long that the operation is moved to another thread, and there for ten seconds. To terminate a
// thread that prepares a statement aborts the process.
import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const MILLISECONDS = isMainThread ? 400 : 10_000

const Database = createRequire(import.meta.url)('libsql')
const { prepare } = Database.prototype
Database.prototype.prepare = function (sql) {
  if (sql.includes('p.reading')) {
    const end = Date.now() + MILLISECONDS
    while (Date.now() < end) prepare.call(this, sql)
  }
  return prepare.call(this, sql)
}
