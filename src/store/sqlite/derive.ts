import type { Source, Speaker, SpeakerRole } from '../../model/archive.ts'
import { nameKey } from '../../text/names.ts'
import type { SourceKind } from '../../model/source.ts'
import type { SpeakerKind } from '../../model/speaker.ts'
import type { Database } from './database.ts'
import { sortKey, UNDATED } from './keys.ts'
import { packSource, packSpeaker } from './records.ts'
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

// Owners are derived in handfuls, each with two statements.
const HANDFUL = 500

/** Make the speakers anew whose articles changed; who is in no article any more is forgotten. */
export function deriveSpeakers(database: Database, touched: Iterable<number>): void {
  for (const keys of handfuls(touched)) {
    const usages = speakerUsages(database, keys)
    const articles = findArticles(
      database,
      [...usages].flatMap(([key, all]) => momentsOf(key, all)),
    )
    for (const key of keys) {
      const known = usages.get(key)
      if (!known) forget(database, 'speaker', key)
      else putSpeaker(database, key, known, (at) => articles.get(`${key} ${at}`) ?? null)
    }
  }
}

/** The same for sources. */
export function deriveSources(database: Database, touched: Iterable<number>): void {
  for (const keys of handfuls(touched)) {
    const usages = sourceUsages(database, keys)
    for (const key of keys) {
      const known = usages.get(key)
      if (!known) forget(database, 'source', key)
      else putSource(database, key, known)
    }
  }
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

function putSpeaker(
  database: Database,
  key: number,
  usages: readonly Usage<SpeakerKind>[],
  articleAt: (moment: number) => string | null,
): void {
  const quoted = usages.filter((usage) => usage.quoted)
  const last = latest(quoted)
  const identity = identityOf(usages)
  const [row] = database.all('SELECT id FROM speaker WHERE key = ?', [key])
  const speaker: Speaker = {
    id: String(row?.[0]),
    name: identity.name,
    kind: mostUsed(usages, ({ form }) => [form[1]])[0] ?? 'PERSON',
    aliases: identity.aliases,
    sameAs: [...new Set(usages.flatMap(({ form }) => form[4]))],
    roles: rolesOf(usages, articleAt),
    firstQuotedIn: articleAt(earliest(quoted)),
    lastQuotedIn: articleAt(last),
  }
  database.run(
    `UPDATE speaker SET record = ?, kind = ?, sort_name = ?, quotations = ?, last_quoted = ?
      WHERE key = ?`,
    [
      packSpeaker(speaker),
      speaker.kind,
      sortKey(speaker.name),
      total(quoted.map(({ amount }) => amount)),
      last,
      key,
    ],
  )
  // Who is only a candidate is not looked up by name: the name would often be another's too.
  if (quoted.length === 0) putLabels(database, 'speaker', key, [])
  else putLabels(database, 'speaker', key, [speaker.name, ...speaker.aliases], speaker.sameAs)
}

function putSource(database: Database, key: number, usages: readonly Usage<SourceKind>[]): void {
  const { name, aliases } = identityOf(usages)
  const [row] = database.all('SELECT id FROM source WHERE key = ?', [key])
  const source: Source = {
    id: String(row?.[0]),
    name,
    kind: mostUsed(usages, ({ form }) => [form[1]])[0] ?? 'OTHER',
    aliases,
  }
  database.run(
    'UPDATE source SET record = ?, kind = ?, sort_name = ?, articles = ?, roles = ? WHERE key = ?',
    [
      packSource(source),
      source.kind,
      sortKey(name),
      total(usages.map(({ articles }) => articles)),
      usages.reduce((roles, { amount }) => roles | amount, 0),
      key,
    ],
  )
  putLabels(database, 'source', key, [name, ...aliases])
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

/**
 * Names as a whole, by which they are looked up, and their words, by which they are filtered. Pages
 * elsewhere are looked up as names are.
 */
function putLabels(
  database: Database,
  list: 'speaker' | 'source',
  key: number,
  names: readonly string[],
  pages: readonly string[] = [],
): void {
  database.run(`DELETE FROM ${list}_label WHERE owner = ?`, [key])
  const whole = [...names, ...pages].map(nameKey).filter(Boolean)
  const words = names.flatMap((name) => nameKey(name).split(' ')).filter(Boolean)
  database.run(
    `INSERT INTO ${list}_label (whole, text, owner)
      SELECT 1, value, CAST(?1 AS INTEGER) FROM json_each(?2) WHERE true
      UNION SELECT 0, value, CAST(?1 AS INTEGER) FROM json_each(?3) WHERE true`,
    [key, JSON.stringify(whole), JSON.stringify(words)],
  )
}

function forget(database: Database, list: 'speaker' | 'source', key: number): void {
  database.run(`DELETE FROM ${list}_label WHERE owner = ?`, [key])
  database.run(`DELETE FROM ${list} WHERE key = ?`, [key])
}

function* handfuls(keys: Iterable<number>): Generator<number[]> {
  const all = [...keys]
  for (let at = 0; at < all.length; at += HANDFUL) yield all.slice(at, at + HANDFUL)
}
