import { StoreVersionError } from '../errors.ts'
import { all } from '../relational/statements.ts'
import { type Pool, quoted } from './connection.ts'
import { CODEC, lockOf, MIGRATIONS, VERSION } from './tables.ts'

/** What made the tables of a schema. */
interface TablesVersion {
  readonly version: number
  readonly codec: string
}

/** @returns null when the schema has no tables of ours */
export async function readTablesVersion(pool: Pool, schema: string): Promise<TablesVersion | null> {
  const exists = `SELECT 1 FROM pg_tables WHERE schemaname = ?1 AND tablename = 'tables_version'`
  if ((await pool.read(all(exists, [schema]))).length === 0) return null
  const [row] = await pool.read(all('SELECT version, codec FROM tables_version'))
  return row ? { version: Number(row[0]), codec: String(row[1]) } : null
}

/** Whether this version of Pressgraph can use the tables as they are. */
export function isCurrent(found: TablesVersion | null): boolean {
  return found?.version === VERSION && found.codec === CODEC
}

/**
 * Makes the tables, or those of this version from those of an earlier one, in one transaction.
 *
 * @param mayMigrate - false: tables that are not of this version are refused
 * @throws {StoreVersionError}
 */
export async function requireTables(
  pool: Pool,
  schema: string,
  mayMigrate: boolean,
): Promise<void> {
  const found = await readTablesVersion(pool, schema)
  if (isCurrent(found)) return
  if (found && found.version > VERSION) throw new StoreVersionError(pool.location, 'NEWER')
  if (!mayMigrate) throw new StoreVersionError(pool.location, found ? 'OLDER' : 'MISSING')
  const session = await pool.reserve()
  try {
    const name = quoted(schema)
    await session.script(
      `BEGIN; SELECT pg_advisory_xact_lock(${lockOf(`'${schema.replaceAll("'", "''")}'`)})`,
    )
    // Another process may have made them meanwhile.
    const before = await readTablesVersion(pool, schema)
    if (isCurrent(before)) return await session.rollBack()
    if (before && before.version > VERSION) throw new StoreVersionError(pool.location, 'NEWER')
    // Everything in the tables comes from the files: other readings are read again.
    const isOther = before !== null && before.codec !== CODEC
    if (isOther) await session.script(`DROP SCHEMA ${name} CASCADE`)
    await session.script(`CREATE SCHEMA IF NOT EXISTS ${name}`)
    const steps = MIGRATIONS.slice(isOther ? 0 : (before?.version ?? 0))
    await session.script(`${steps.join('\n')}
      CREATE TABLE IF NOT EXISTS tables_version (version integer NOT NULL, codec text NOT NULL);
      DELETE FROM tables_version;
      INSERT INTO tables_version VALUES (${VERSION}, '${CODEC}');
      COMMIT`)
  } catch (error) {
    await session.rollBack().catch(() => {})
    throw error
  } finally {
    session.release()
  }
}
