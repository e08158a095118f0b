import { StoreVersionError } from '../errors.ts'
import { readArchive } from '../relational/status.ts'
import { all } from '../relational/statements.ts'
import { readAddress } from './address.ts'
import { Pool } from './connection.ts'
import { isCurrent, readTablesVersion, requireTables } from './migrations.ts'
import { TABLES } from './tables.ts'

/** What a schema holds. */
export interface StoreDescription {
  readonly store: string
  /** Version of the tables; null when there are none. */
  readonly tables: number | null
  /** Whether this version of Pressgraph can use them. */
  readonly usable: boolean
  readonly revision: string | null
  readonly articles: number | null
  /** Bytes of tables and indexes. */
  readonly bytes: number
}

export function describeStore(address: string): Promise<StoreDescription> {
  return withPool(address, async (pool, schema) => {
    const found = await readTablesVersion(pool, schema)
    const usable = isCurrent(found)
    const archive = usable ? await pool.read(readArchive()) : null
    const [row] = await pool.read(all(SIZE, [schema]))
    return {
      store: pool.location,
      tables: found?.version ?? null,
      usable,
      revision: archive?.revision || null,
      articles: archive?.articleCount ?? null,
      bytes: Number(row?.[0] ?? 0),
    }
  })
}

const SIZE = `SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ?1 AND c.relkind = 'r'`

/** @throws {StoreVersionError} when a newer version made the tables */
export function migrateStore(address: string): Promise<void> {
  return withPool(address, (pool, schema) => requireTables(pool, schema, true))
}

/** @throws {StoreVersionError} when there are no tables of this version */
export function vacuumStore(address: string): Promise<void> {
  return withPool(address, async (pool, schema) => {
    if (!(await readTablesVersion(pool, schema))) {
      throw new StoreVersionError(pool.location, 'MISSING')
    }
    const session = await pool.reserve()
    try {
      for (const table of Object.keys(TABLES)) await session.script(`VACUUM (ANALYZE) ${table}`)
    } finally {
      session.release()
    }
  })
}

async function withPool<Result>(
  address: string,
  work: (pool: Pool, schema: string) => Promise<Result>,
): Promise<Result> {
  const read = readAddress(address, process.env)
  const options = { address: read, connections: 1, readTimeout: 10_000, onStatement: null }
  const pool = await Pool.create(options)
  try {
    return await work(pool, read.schema)
  } finally {
    await pool.close()
  }
}
