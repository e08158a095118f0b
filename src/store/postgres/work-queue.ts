import { createHash } from 'node:crypto'
import type {
  ClaimedWork,
  LeaderStatus,
  OfferedWork,
  WorkHelper,
  WorkLeader,
  WorkQueue,
} from '../work-queue.ts'
import { type Steps, first, run } from '../relational/statements.ts'
import type { Pool, Session } from './connection.ts'
import { helperLock, IS_WRITTEN, isHelperConnected, LAYOUT } from './tables.ts'

/**
 * The queue in tables of their own. Each statement is a transaction, so that work is seen at once. A helper
 * holds a lock for as long as its connection lives, which the server ends with the process.
 */
export function createWorkQueue(pool: Pool): WorkQueue {
  return {
    async leader(rules): Promise<LeaderStatus | null> {
      const row = await pool.read(first(LEADER))
      if (row?.[0] !== 1) return null
      const [, used, progress] = row
      return {
        hasSameRules: used == null ? null : used === digestOf(rules),
        progress: progress == null ? null : String(progress),
      }
    },
    async lead(rules) {
      const session = await pool.reserve()
      return startOrRelease(session, () => lead(session, digestOf(rules)))
    },
    async help(rules) {
      const session = await pool.reserve()
      return startOrRelease(session, () => help(session, digestOf(rules)))
    },
  }
}

async function startOrRelease<Result>(
  session: Session,
  start: () => Promise<Result>,
): Promise<Result> {
  try {
    return await start()
  } catch (error) {
    session.release()
    throw error
  }
}

/** Rows that one version of the tables prepared are of no use for another. */
function digestOf(rules: string): string {
  return createHash('sha256').update(`${LAYOUT}\n${rules}`).digest('base64url')
}

const LEADER = `SELECT CAST(${IS_WRITTEN} AS integer), l.rules, l.progress
  FROM (SELECT 1) one LEFT JOIN index_leader l ON true`

async function lead(session: Session, rules: string): Promise<WorkLeader> {
  await session.query("DELETE FROM index_helper WHERE seen < now() - interval '1 day'")
  await session.query('DELETE FROM index_leader')
  await session.query('INSERT INTO index_leader (one, rules) VALUES (1, ?)', [rules])
  await session.query('DELETE FROM index_work WHERE rules <> ?', [rules])
  await session.query(WITHOUT_WORK)
  return {
    async helpers() {
      const [row] = await session.query(HELPERS, [rules])
      return Number(row?.[0] ?? 0)
    },
    async offer(work: readonly OfferedWork[]) {
      const list = JSON.stringify(work.map(({ key, jobs }) => [key, jobs]))
      const numbers = new Map(
        (await session.query(OFFER, [rules, list])).map(([key, number]) => [key, Number(number)]),
      )
      return work.map(({ key }) => numbers.get(key) ?? -1)
    },
    async takeBack() {
      const [row] = await session.query(TAKE_BACK, [rules])
      return row ? Number(row[0]) : null
    },
    async states(work: readonly number[]) {
      const rows = await session.query(STATES, [JSON.stringify(work)])
      const states = new Map(rows.map(([number, state]) => [Number(number), state]))
      return work.map((number) => {
        const state = states.get(number)
        return state === undefined ? 'LOST' : state === 1 ? 'DONE' : 'OPEN'
      })
    },
    async *pieces(work) {
      for (let piece = 0; ; piece += 1) {
        const [row] = await session.query(PIECE, [work, piece])
        if (!(row?.[0] instanceof Uint8Array)) return
        yield row[0]
      }
    },
    async report(progress) {
      await session.query('UPDATE index_leader SET progress = ?', [progress])
    },
    async clear() {
      await session.query('DELETE FROM index_leader')
      await session.query(CLEAR)
      await session.query(WITHOUT_WORK)
    },
    close: () => session.release(),
  }
}

async function help(session: Session, rules: string): Promise<WorkHelper> {
  for (const setting of KEEPALIVE) await session.script(setting)
  const [row] = await session.query(ADD_HELPER, [rules])
  const helper = Number(row?.[0])
  await session.query(`SELECT pg_advisory_lock(${helperLock('?1::bigint')})`, [helper])
  const claim = async (most: number): Promise<ClaimedWork[]> => {
    const rows = await session.query(CLAIM, [rules, helper, most])
    const claimed = rows.map(([work, jobs]) => ({ work: Number(work), jobs: String(jobs) }))
    return claimed.sort((a, b) => a.work - b.work)
  }
  const finish = async (work: number, pieces: Iterable<Uint8Array>) => {
    await session.script('BEGIN')
    try {
      const [done] = await session.query(FINISH, [work, helper])
      let piece = 0
      for (const bytes of pieces) {
        if (done) await session.query(ADD_PIECE, [work, piece, bytes])
        piece += 1
      }
      await session.script('COMMIT')
    } catch (error) {
      await session.rollBack().catch(() => {})
      throw error
    }
  }
  const beat = async () => {
    await session.query('UPDATE index_helper SET seen = now() WHERE number = ?', [helper])
  }
  // One at a time, since `finish` is a transaction.
  let last: Promise<unknown> = Promise.resolve()
  let isClosed = false
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isClosed) return Promise.reject(new Error('This helper is closed'))
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }
  return {
    claim: (most) => inTurn(() => claim(most)),
    finish: (work, pieces) => inTurn(() => finish(work, pieces)),
    beat: () => inTurn(beat),
    async close() {
      isClosed = true
      try {
        await last
        await session.query('DELETE FROM index_helper WHERE number = ?', [helper])
        await session.query(`SELECT pg_advisory_unlock(${helperLock('?1::bigint')})`, [helper])
      } finally {
        session.release()
      }
    },
  }
}

/** A machine that is cut off is noticed within a minute. */
const KEEPALIVE = [
  'SET tcp_keepalives_idle = 20',
  'SET tcp_keepalives_interval = 10',
  'SET tcp_keepalives_count = 3',
]

/** A process that lives and does nothing for so long has lost its work, as one that is stopped. */
const SILENCE = '60 seconds'

const isAlive = (number: string) => `EXISTS (SELECT 1 FROM index_helper h
  WHERE h.number = ${number} AND h.seen > now() - interval '${SILENCE}'
    AND ${isHelperConnected('h.number')})`

const HELPERS = `SELECT count(*) FROM index_helper e WHERE rules = ? AND ${isAlive('e.number')}`

const ADD_HELPER = 'INSERT INTO index_helper (rules, seen) VALUES (?, now()) RETURNING number'

const OFFER = `INSERT INTO index_work (rules, key, jobs)
  SELECT ?1, value ->> 0, value ->> 1 FROM jsonb_array_elements(?2::text::jsonb) WITH ORDINALITY
  ORDER BY ordinality
  ON CONFLICT (key) DO UPDATE SET rules = excluded.rules RETURNING key, number`

/** The first work that nobody works on; ?1 are the rules. */
const free = (most: string) => `SELECT number FROM index_work w
  WHERE rules = ?1 AND NOT done AND (helper IS NULL OR NOT ${isAlive('w.helper')})
  ORDER BY number LIMIT ${most} FOR UPDATE SKIP LOCKED`

const TAKE_BACK = `DELETE FROM index_work WHERE number = (${free('1')}) RETURNING number`

const CLAIM = `UPDATE index_work SET helper = ?2 WHERE number = ANY(ARRAY(${free('?3::bigint')}))
  RETURNING number, jobs`

const FINISH = `UPDATE index_work SET done = true
  WHERE number = ? AND helper = ? AND NOT done RETURNING number`

const ADD_PIECE = 'INSERT INTO index_result (work, piece, bytes) VALUES (?, ?, ?)'

const STATES = `SELECT number, CAST(done AS integer) FROM index_work WHERE number IN
  (SELECT value::bigint FROM jsonb_array_elements_text(?::text::jsonb))`

const PIECE = 'SELECT bytes FROM index_result WHERE work = ? AND piece = ?'

/** Without the rows that the open change has removed, for which this connection would wait for ever. */
const CLEAR = `DELETE FROM index_work
  WHERE number = ANY(ARRAY(SELECT number FROM index_work FOR UPDATE SKIP LOCKED))`

const WITHOUT_WORK = 'DELETE FROM index_result WHERE work NOT IN (SELECT number FROM index_work)'

/** Removes what a change has taken from the queue: it is there again when the change fails. */
export function* removeWork(work: readonly number[]): Steps<void> {
  yield* run(REMOVE, [JSON.stringify(work)])
}

const REMOVE = `WITH gone AS (DELETE FROM index_work WHERE number IN
    (SELECT value::bigint FROM jsonb_array_elements_text(?::text::jsonb)) RETURNING number)
  DELETE FROM index_result WHERE work IN (SELECT number FROM gone)`
