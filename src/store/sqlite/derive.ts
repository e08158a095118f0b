import type { Source, Speaker, SpeakerRole } from '../../model/archive.ts'
import { nameKey } from '../../text/names.ts'
import type { Database, Row } from './database.ts'
import { sortKey, UNDATED } from './keys.ts'
import type { Form } from './rows.ts'

/** A form in which articles know somebody, with how many do and when the first and last did. */
interface Usage {
  readonly form: Form
  readonly articles: number
  /** Quotations, or a set of roles. */
  readonly amount: number
  readonly first: number
  readonly last: number
  readonly quoted: boolean
}

// Owners are derived in handfuls, each with two statements.
const HANDFUL = 500

/** Make the speakers anew whose articles changed; who is in no article any more is forgotten. */
export function deriveSpeakers(database: Database, touched: Iterable<number>): void {
  for (const keys of handfuls(touched)) {
    const usages = usagesOf(database, keys, SPEAKER_USAGES)
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
    const usages = usagesOf(database, keys, SOURCE_USAGES)
    for (const key of keys) {
      const known = usages.get(key)
      if (!known) forget(database, 'source', key)
      else putSource(database, key, known)
    }
  }
}

const SPEAKER_USAGES = `SELECT s.speaker, f.text, count(*), sum(s.quotations),
    min(CASE WHEN s.published > ${UNDATED} THEN s.published END), max(s.published),
    s.quotations > 0
  FROM json_each(?1) j CROSS JOIN speaker_article s ON s.speaker = j.value
    CROSS JOIN form f ON f.key = s.form
  GROUP BY s.speaker, s.form, s.quotations > 0`

const SOURCE_USAGES = `SELECT s.source, f.text, count(*), s.roles, 0, 0, 0
  FROM json_each(?1) j CROSS JOIN source_article s ON s.source = j.value
    CROSS JOIN form f ON f.key = s.form
  GROUP BY s.source, s.form, s.roles`

function usagesOf(
  database: Database,
  keys: readonly number[],
  sql: string,
): ReadonlyMap<number, readonly Usage[]> {
  const usages = new Map<number, Usage[]>()
  for (const row of database.all(sql, [JSON.stringify(keys)])) {
    const key = Number(row[0])
    usages.set(key, [...(usages.get(key) ?? []), readUsage(row)])
  }
  return usages
}

function readUsage([, form, articles, amount, first, last, quoted]: Row): Usage {
  return {
    form: JSON.parse(String(form)),
    articles: Number(articles),
    amount: Number(amount),
    first: first === null ? UNDATED : Number(first),
    last: Number(last),
    quoted: quoted === 1,
  }
}

/** The moments for which an article must be named. */
function momentsOf(key: number, usages: readonly Usage[]): string[] {
  return usages.flatMap(({ first, last }) =>
    [first, last].filter((at) => at !== UNDATED).map((at) => `${key} ${at}`),
  )
}

/** An article for each "speaker moment". */
function findArticles(database: Database, moments: readonly string[]): Map<string, string> {
  const sql = `SELECT j.value, min(s.id) FROM json_each(?1) j CROSS JOIN speaker_article s
      ON s.speaker = CAST(substr(j.value, 1, instr(j.value, ' ')) AS INTEGER)
      AND s.published = CAST(substr(j.value, instr(j.value, ' ')) AS INTEGER)
    GROUP BY j.key`
  const rows = database.all(sql, [JSON.stringify([...new Set(moments)])])
  return new Map(rows.map(([moment, id]) => [String(moment), String(id)]))
}

function putSpeaker(
  database: Database,
  key: number,
  usages: readonly Usage[],
  articleAt: (moment: number) => string | null,
): void {
  const quoted = usages.filter((usage) => usage.quoted)
  const last = Math.max(UNDATED, ...quoted.map((usage) => usage.last))
  const identity = identityOf(usages)
  const [row] = database.all('SELECT id FROM speaker WHERE key = ?', [key])
  const speaker: Speaker = {
    id: String(row?.[0]),
    name: identity.name,
    kind: mostUsed(usages, ({ form }) => [form[1]])[0] as Speaker['kind'],
    aliases: identity.aliases,
    sameAs: [],
    roles: rolesOf(usages, articleAt),
    firstQuotedIn: articleAt(earliest(quoted)),
    lastQuotedIn: articleAt(last),
  }
  database.run(
    `UPDATE speaker SET record = ?, kind = ?, sort_name = ?, quotations = ?, last_quoted = ?
      WHERE key = ?`,
    [
      JSON.stringify(speaker),
      speaker.kind,
      sortKey(speaker.name),
      sum(quoted.map(({ amount }) => amount)),
      last,
      key,
    ],
  )
  // Who is only a candidate is not looked up by name: the name would often be another's too.
  const names = quoted.length > 0 ? [speaker.name, ...speaker.aliases] : []
  putLabels(database, 'speaker', key, names)
}

function putSource(database: Database, key: number, usages: readonly Usage[]): void {
  const { name, aliases } = identityOf(usages)
  const [row] = database.all('SELECT id FROM source WHERE key = ?', [key])
  const source: Source = {
    id: String(row?.[0]),
    name,
    kind: mostUsed(usages, ({ form }) => [form[1]])[0] as Source['kind'],
    aliases,
  }
  database.run(
    'UPDATE source SET record = ?, kind = ?, sort_name = ?, articles = ?, roles = ? WHERE key = ?',
    [
      JSON.stringify(source),
      source.kind,
      sortKey(name),
      sum(usages.map(({ articles }) => articles)),
      usages.reduce((roles, { amount }) => roles | amount, 0),
      key,
    ],
  )
  putLabels(database, 'source', key, [name, ...aliases])
}

/** The name that most articles use, and every other name and alias. */
function identityOf(usages: readonly Usage[]): { name: string; aliases: string[] } {
  const [name = '', ...others] = mostUsed(usages, ({ form }) => [form[0]])
  const aliases = mostUsed(usages, ({ form }) => form[2])
  return { name, aliases: [...new Set([...others, ...aliases])].filter((each) => each !== name) }
}

/** Words by how many articles use them; the fuller, then the alphabet, where they are equal. */
function mostUsed(
  usages: readonly Usage[],
  wordsOf: (usage: Usage) => readonly string[],
): string[] {
  const uses = new Map<string, number>()
  for (const usage of usages) {
    for (const words of wordsOf(usage)) uses.set(words, (uses.get(words) ?? 0) + usage.articles)
  }
  return Array.from(uses)
    .sort(([a, timesA], [b, timesB]) => timesB - timesA || b.length - a.length || (a < b ? -1 : 1))
    .map(([words]) => words)
}

/** Roles, the one that most articles give first. */
function rolesOf(
  usages: readonly Usage[],
  articleAt: (moment: number) => string | null,
): SpeakerRole[] {
  return mostUsed(usages, ({ form }) => form[3]).map((text) => {
    const giving = usages.filter(({ form }) => form[3].includes(text))
    return {
      text,
      articles: sum(giving.map(({ articles }) => articles)),
      firstIn: articleAt(earliest(giving)),
      lastIn: articleAt(Math.max(UNDATED, ...giving.map(({ last }) => last))),
    }
  })
}

function earliest(usages: readonly Usage[]): number {
  const dated = usages.map(({ first }) => first).filter((at) => at !== UNDATED)
  return dated.length === 0 ? UNDATED : Math.min(...dated)
}

/** Names as a whole, by which they are looked up, and their words, by which they are filtered. */
function putLabels(
  database: Database,
  list: 'speaker' | 'source',
  key: number,
  names: readonly string[],
): void {
  database.run(`DELETE FROM ${list}_label WHERE owner = ?`, [key])
  const whole = names.map(nameKey).filter(Boolean)
  const words = whole.flatMap((name) => name.split(' '))
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function* handfuls(keys: Iterable<number>): Generator<number[]> {
  const all = [...keys]
  for (let at = 0; at < all.length; at += HANDFUL) yield all.slice(at, at + HANDFUL)
}
