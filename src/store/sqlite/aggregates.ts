import type { SpeakerRole } from '../../model/archive.ts'
import type { SourceKind } from '../../model/source.ts'
import type { SpeakerKind } from '../../model/speaker.ts'
import { nameKey } from '../../text/names.ts'
import type { Database, Row } from './database.ts'
import { UNDATED, sortKey } from './keys.ts'
import type { Form } from './prepare.ts'
import { packSource, packSpeaker, unpackSource, unpackSpeaker, parseStored } from './records.ts'
import { RowBuffer } from './write-buffers.ts'

// Owners per batch: a batch takes a few statements, and one more for each owner. Later changes are made
// while requests are answered.
const BATCH = { first: 500, later: 50 }

/** Which speakers or sources to recompute. */
interface AggregateUpdate {
  readonly database: Database
  /** Keys of those whose articles changed. */
  readonly dirty: Iterable<number>
  /** Whether no owner has a record yet. */
  readonly isFirst: boolean
}

/**
 * Recomputes speakers from their articles, and deletes those that are in no article. Yields between
 * batches.
 */
export function* updateSpeakers({
  database,
  dirty,
  isFirst,
}: AggregateUpdate): Generator<undefined, void> {
  for (const keys of batchesOf(dirty, isFirst ? BATCH.first : BATCH.later)) {
    if (!isFirst) removeLabels(database, 'speaker', knownSpeakers(database, keys))
    const usages = speakerForms(database, keys)
    const articles = articleIdsByPublication(
      database,
      [...usages].flatMap(([key, all]) => publicationsOf(key, all)),
    )
    const named = Array.from(usages, ([key, known]) =>
      putSpeaker(database, key, known, (at) => articles.get(`${key} ${at}`) ?? null),
    )
    addLabels(database, 'speaker', named.flat())
    for (const key of keys) if (!usages.has(key)) deleteOwner(database, 'speaker', key)
    yield
  }
}

/** The same for sources. */
export function* updateSources({
  database,
  dirty,
  isFirst,
}: AggregateUpdate): Generator<undefined, void> {
  for (const keys of batchesOf(dirty, isFirst ? BATCH.first : BATCH.later)) {
    if (!isFirst) removeLabels(database, 'source', knownSources(database, keys))
    const usages = sourceForms(database, keys)
    const named = Array.from(usages, ([key, known]) => putSource(database, key, known))
    addLabels(database, 'source', named)
    for (const key of keys) if (!usages.has(key)) deleteOwner(database, 'source', key)
    yield
  }
}

/** Speakers as the last update left them. */
function knownSpeakers(database: Database, keys: readonly number[]): LabelledOwner[] {
  const sql = `SELECT key, record FROM speaker
    WHERE key IN (SELECT value FROM json_each(?1)) AND record IS NOT NULL AND quotations > 0`
  return database.all(sql, [JSON.stringify(keys)]).map(([key, record]) => {
    const { name, aliases, sameAs } = unpackSpeaker('', String(record))
    return { key: Number(key), names: [name, ...aliases], pages: sameAs }
  })
}

function knownSources(database: Database, keys: readonly number[]): LabelledOwner[] {
  const sql = `SELECT key, record FROM source
    WHERE key IN (SELECT value FROM json_each(?1)) AND record IS NOT NULL`
  return database.all(sql, [JSON.stringify(keys)]).map(([key, record]) => {
    const { name, aliases } = unpackSource('', String(record))
    return { key: Number(key), names: [name, ...aliases], pages: [] }
  })
}

/** "speaker published" of the first and last article of each usage. */
function publicationsOf(key: number, usages: readonly FormUsage<SpeakerKind>[]): string[] {
  return usages.flatMap(({ first, last }) =>
    [first, last].filter((at) => at !== UNDATED).map((at) => `${key} ${at}`),
  )
}

/** Id of an article for each "speaker published". */
function articleIdsByPublication(
  database: Database,
  publications: readonly string[],
): Map<string, string> {
  const sql = `SELECT j.value, a.id, min(s.tie) FROM json_each(?1) j CROSS JOIN speaker_article s
      ON s.speaker = CAST(substr(j.value, 1, instr(j.value, ' ')) AS INTEGER)
      AND s.published = CAST(substr(j.value, instr(j.value, ' ')) AS INTEGER)
      CROSS JOIN article a ON a.key = s.article
    GROUP BY j.key`
  const rows = database.all(sql, [JSON.stringify([...new Set(publications)])])
  return new Map(rows.map(([publication, id]) => [String(publication), String(id)]))
}

/** Speakers that are only candidates get no labels: their names are often also another's. */
function putSpeaker(
  database: Database,
  key: number,
  usages: readonly FormUsage<SpeakerKind>[],
  articleAt: (published: number) => string | null,
): LabelledOwner[] {
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

function putSource(
  database: Database,
  key: number,
  usages: readonly FormUsage<SourceKind>[],
): LabelledOwner {
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

/** Roles by the number of articles that give them, most first. */
function rolesOf(
  usages: readonly FormUsage<SpeakerKind>[],
  articleAt: (published: number) => string | null,
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

function deleteOwner(database: Database, list: 'speaker' | 'source', key: number): void {
  database.run(`DELETE FROM ${list} WHERE key = ?`, [key])
}

function* batchesOf(keys: Iterable<number>, size: number): Generator<number[]> {
  const all = [...keys]
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

/** A form of a speaker or source, with the articles that use it. */
interface FormUsage<Kind extends string> {
  readonly form: Form<Kind>
  readonly articles: number
  /** Quotations, or a set of roles. */
  readonly amount: number
  readonly first: number
  readonly last: number
  readonly quoted: boolean
}

/** The forms of these speakers with their articles, by key. */
function speakerForms(database: Database, keys: readonly number[]) {
  return formUsagesOf<SpeakerKind>(database, keys, SPEAKER_FORMS)
}

/** The same for sources. */
function sourceForms(database: Database, keys: readonly number[]) {
  return formUsagesOf<SourceKind>(database, keys, SOURCE_FORMS)
}

const SPEAKER_FORMS = `SELECT s.speaker, f.text, count(*), sum(s.quotations),
    min(CASE WHEN s.published > ${UNDATED} THEN s.published END), max(s.published),
    s.quotations > 0
  FROM json_each(?1) j CROSS JOIN speaker_article s ON s.speaker = j.value
    CROSS JOIN form f ON f.key = s.form
  GROUP BY s.speaker, s.form, s.quotations > 0`

const SOURCE_FORMS = `SELECT s.source, f.text, count(*), s.roles, 0, 0, 0
  FROM json_each(?1) j CROSS JOIN source_article s ON s.source = j.value
    CROSS JOIN form f ON f.key = s.form
  GROUP BY s.source, s.form, s.roles`

function formUsagesOf<Kind extends string>(
  database: Database,
  keys: readonly number[],
  sql: string,
): ReadonlyMap<number, readonly FormUsage<Kind>[]> {
  const usages = new Map<number, FormUsage<Kind>[]>()
  for (const row of database.all(sql, [JSON.stringify(keys)])) {
    const key = Number(row[0])
    const others = usages.get(key)
    if (others) others.push(readUsage(row))
    else usages.set(key, [readUsage(row)])
  }
  return usages
}

function readUsage<Kind extends string>([
  ,
  form,
  articles,
  amount,
  first,
  last,
  quoted,
]: Row): FormUsage<Kind> {
  return {
    form: parseStored(String(form)),
    articles: Number(articles),
    amount: Number(amount),
    first: first === null ? UNDATED : Number(first),
    last: Number(last),
    quoted: quoted === 1,
  }
}

/** The name that most articles use, with all other names and aliases. */
function identityOf(usages: readonly FormUsage<string>[]): {
  name: string
  aliases: string[]
} {
  const [name = '', ...others] = mostUsed(usages, ({ form }) => [form[0]])
  const aliases = mostUsed(usages, ({ form }) => form[2])
  return { name, aliases: [...new Set([...others, ...aliases])].filter((each) => each !== name) }
}

/** Words by the number of articles that use them; ties go to the longer, then alphabetically. */
function mostUsed<Kind extends string, Word extends string>(
  usages: readonly FormUsage<Kind>[],
  wordsOf: (usage: FormUsage<Kind>) => readonly Word[],
): Word[] {
  const uses = new Map<Word, number>()
  for (const usage of usages) {
    for (const words of wordsOf(usage)) uses.set(words, (uses.get(words) ?? 0) + usage.articles)
  }
  return Array.from(uses)
    .sort(([a, timesA], [b, timesB]) => timesB - timesA || b.length - a.length || (a < b ? -1 : 1))
    .map(([words]) => words)
}

/** The earliest publication; `UNDATED` when no article is dated. */
function earliest(usages: readonly FormUsage<string>[]): number {
  return usages.reduce(
    (least, { first }) =>
      first !== UNDATED && (least === UNDATED || first < least) ? first : least,
    UNDATED,
  )
}

function latest(usages: readonly FormUsage<string>[]): number {
  return usages.reduce((most, { last }) => Math.max(most, last), UNDATED)
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** A speaker or a source with its labels. */
interface LabelledOwner {
  readonly key: number
  readonly names: readonly string[]
  /** URLs of pages about them, which are looked up like names. */
  readonly pages: readonly string[]
}

type List = 'speaker' | 'source'
type Label = readonly [whole: 0 | 1, text: string, owner: number]

function addLabels(database: Database, list: List, named: readonly LabelledOwner[]): void {
  const insert = `INSERT OR IGNORE INTO ${list}_label (whole, text, owner)`
  const rows = new RowBuffer(database, insert, 3)
  for (const label of labelsOf(named).sort(byKey)) rows.add(label)
  rows.flush()
}

/** @param named - with the names of `addLabels`, since labels have no index by owner */
function removeLabels(database: Database, list: List, named: readonly LabelledOwner[]): void {
  database.run(
    `DELETE FROM ${list}_label WHERE (whole, text, owner) IN
      (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1))`,
    [JSON.stringify(labelsOf(named))],
  )
}

/** Whole names for lookups, and their single words for filters. */
function labelsOf(named: readonly LabelledOwner[]): Label[] {
  return named.flatMap(({ key, names, pages }) => {
    const keys = names.map(nameKey)
    const whole = [...keys, ...pages.map(nameKey)].filter(Boolean)
    const words = keys.flatMap((each) => each.split(' ')).filter(Boolean)
    return [
      ...whole.map((text): Label => [1, text, key]),
      ...words.map((text): Label => [0, text, key]),
    ]
  })
}

/** In the order of the table, so that rows are appended. */
function byKey([wholeA, textA]: Label, [wholeB, textB]: Label): number {
  return wholeA - wholeB || (textA < textB ? -1 : textA > textB ? 1 : 0)
}
