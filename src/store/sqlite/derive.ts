import type { SpeakerRole } from '../../model/archive.ts'
import type { SourceKind } from '../../model/source.ts'
import type { SpeakerKind } from '../../model/speaker.ts'
import type { Database } from './database.ts'
import { sortKey, UNDATED } from './keys.ts'
import { addLabels, type Named, removeLabels } from './labels.ts'
import { packSource, packSpeaker, unpackSource, unpackSpeaker } from './records.ts'
import {
  earliest,
  identityOf,
  latest,
  mostUsed,
  sourceUsages,
  speakerUsages,
  total,
  type Usage,
} from './usages.ts'

// Owners are derived in handfuls, each with a few statements beside one for each owner.
const HANDFUL = 500

/** What is made anew of speakers and sources. */
export interface Deriving {
  readonly database: Database
  /** Keys of those whose articles changed. */
  readonly touched: Iterable<number>
  /** Whether nobody has been derived yet. */
  readonly isFirst: boolean
}

/** Make the speakers anew whose articles changed; who is in no article any more is forgotten. */
export function deriveSpeakers({ database, touched, isFirst }: Deriving): void {
  for (const keys of handfuls(touched)) {
    if (!isFirst) removeLabels(database, 'speaker', knownSpeakers(database, keys))
    const usages = speakerUsages(database, keys)
    const articles = findArticles(
      database,
      [...usages].flatMap(([key, all]) => momentsOf(key, all)),
    )
    const named = Array.from(usages, ([key, known]) =>
      putSpeaker(database, key, known, (at) => articles.get(`${key} ${at}`) ?? null),
    )
    addLabels(database, 'speaker', named.flat())
    for (const key of keys) if (!usages.has(key)) forget(database, 'speaker', key)
  }
}

/** The same for sources. */
export function deriveSources({ database, touched, isFirst }: Deriving): void {
  for (const keys of handfuls(touched)) {
    if (!isFirst) removeLabels(database, 'source', knownSources(database, keys))
    const usages = sourceUsages(database, keys)
    const named = Array.from(usages, ([key, known]) => putSource(database, key, known))
    addLabels(database, 'source', named)
    for (const key of keys) if (!usages.has(key)) forget(database, 'source', key)
  }
}

/** Speakers as they were derived before. */
function knownSpeakers(database: Database, keys: readonly number[]): Named[] {
  const sql = `SELECT key, record FROM speaker
    WHERE key IN (SELECT value FROM json_each(?1)) AND record IS NOT NULL AND quotations > 0`
  return database.all(sql, [JSON.stringify(keys)]).map(([key, record]) => {
    const { name, aliases, sameAs } = unpackSpeaker('', String(record))
    return { key: Number(key), names: [name, ...aliases], pages: sameAs }
  })
}

function knownSources(database: Database, keys: readonly number[]): Named[] {
  const sql = `SELECT key, record FROM source
    WHERE key IN (SELECT value FROM json_each(?1)) AND record IS NOT NULL`
  return database.all(sql, [JSON.stringify(keys)]).map(([key, record]) => {
    const { name, aliases } = unpackSource('', String(record))
    return { key: Number(key), names: [name, ...aliases], pages: [] }
  })
}

/** The moments for which an article must be named. */
function momentsOf(key: number, usages: readonly Usage<SpeakerKind>[]): string[] {
  return usages.flatMap(({ first, last }) =>
    [first, last].filter((at) => at !== UNDATED).map((at) => `${key} ${at}`),
  )
}

/** An article for each "speaker moment". */
function findArticles(database: Database, moments: readonly string[]): Map<string, string> {
  const sql = `SELECT j.value, a.id, min(s.tie) FROM json_each(?1) j CROSS JOIN speaker_article s
      ON s.speaker = CAST(substr(j.value, 1, instr(j.value, ' ')) AS INTEGER)
      AND s.published = CAST(substr(j.value, instr(j.value, ' ')) AS INTEGER)
      CROSS JOIN article a ON a.key = s.article
    GROUP BY j.key`
  const rows = database.all(sql, [JSON.stringify([...new Set(moments)])])
  return new Map(rows.map(([moment, id]) => [String(moment), String(id)]))
}

/** Who is only a candidate is not looked up by name: the name would often be another's too. */
function putSpeaker(
  database: Database,
  key: number,
  usages: readonly Usage<SpeakerKind>[],
  articleAt: (moment: number) => string | null,
): Named[] {
  const quoted = usages.filter((usage) => usage.quoted)
  const last = latest(quoted)
  const { name, aliases } = identityOf(usages)
  const kind = mostUsed(usages, ({ form }) => [form[1]])[0] ?? 'PERSON'
  const sameAs = [...new Set(usages.flatMap(({ form }) => form[4]))]
  const record = packSpeaker({
    name,
    kind,
    aliases,
    sameAs,
    roles: rolesOf(usages, articleAt),
    firstQuotedIn: articleAt(earliest(quoted)),
    lastQuotedIn: articleAt(last),
  })
  const quotations = total(quoted.map(({ amount }) => amount))
  database.run(
    `UPDATE speaker SET record = ?, kind = ?, sort_name = ?, quotations = ?, last_quoted = ?
      WHERE key = ?`,
    [record, kind, sortKey(name), quotations, last, key],
  )
  return quotations > 0 ? [{ key, names: [name, ...aliases], pages: sameAs }] : []
}

function putSource(database: Database, key: number, usages: readonly Usage<SourceKind>[]): Named {
  const { name, aliases } = identityOf(usages)
  const kind = mostUsed(usages, ({ form }) => [form[1]])[0] ?? 'OTHER'
  database.run(
    'UPDATE source SET record = ?, kind = ?, sort_name = ?, articles = ?, roles = ? WHERE key = ?',
    [
      packSource({ name, kind, aliases }),
      kind,
      sortKey(name),
      total(usages.map(({ articles }) => articles)),
      usages.reduce((roles, { amount }) => roles | amount, 0),
      key,
    ],
  )
  return { key, names: [name, ...aliases], pages: [] }
}

/** Roles, the one that most articles give first. */
function rolesOf(
  usages: readonly Usage<SpeakerKind>[],
  articleAt: (moment: number) => string | null,
): SpeakerRole[] {
  return mostUsed(usages, ({ form }) => form[3]).map((text) => {
    const giving = usages.filter(({ form }) => form[3].includes(text))
    return {
      text,
      articles: total(giving.map(({ articles }) => articles)),
      firstIn: articleAt(earliest(giving)),
      lastIn: articleAt(latest(giving)),
    }
  })
}

function forget(database: Database, list: 'speaker' | 'source', key: number): void {
  database.run(`DELETE FROM ${list} WHERE key = ?`, [key])
}

function* handfuls(keys: Iterable<number>): Generator<number[]> {
  const all = [...keys]
  for (let at = 0; at < all.length; at += HANDFUL) yield all.slice(at, at + HANDFUL)
}
