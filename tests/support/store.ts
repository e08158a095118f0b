import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import type { Store } from '../../src/store/store.ts'

/** A new, empty store: in memory, or in PostgreSQL when STORE is "postgres". */
export async function newStore(): Promise<Store> {
  if (process.env['STORE'] !== 'postgres') return openSqliteStore({ path: ':memory:' })
  const { testServer } = await import('./postgres.ts')
  return testServer().open()
}
