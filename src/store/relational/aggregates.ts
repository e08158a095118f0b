import type { SpeakerRole } from '../../model/archive.ts'
import type { SourceKind } from '../../model/source.ts'
import type { SpeakerKind } from '../../model/speaker.ts'
import { nameKey } from '../../text/names.ts'
import { type Dialect, setOf } from './dialect.ts'
import { type Row, type Steps, all, run } from './statements.ts'
import { UNDATED, sortKey } from './keys.ts'
import type { Form } from './prepare.ts'
import { packSource, packSpeaker, unpackSource, unpackSpeaker, parseStored } from './records.ts'

// Owners per batch: a batch takes a few statements, and one more for each owner. Later changes are made
// while requests are answered.
const BATCH = { first: 500, later: 50 }

/** Which speakers or sources to recompute. */
interface AggregateUpdate {
  readonly dialect: Dialect
  /** Keys of those whose articles changed. */
  readonly dirty: Iterable<number>
  /** Whether no owner has a record yet. */
  readonly isFirst: boolean
}

/**
 * Recomputes speakers from their articles, and deletes those that are in no article. Yields between
 * batches.
 */
export function* updateSpeakers({ dialect, dirty, isFirst }: AggregateUpdate): Steps<void> {
  for (const keys of batchesOf(dirty, isFirst ? BATCH.first : BATCH.later)) {
    if (!isFirst) {
      yield* removeLabels(dialect, 'speaker', yield* knownSpeakers(dialect, keys))
    }
    const usages = yield* speakerForms(dialect, keys)
    const articles = yield* articleIdsByPublication(
      dialect,
      [...usages].flatMap(([key, all]) => publicationsOf(key, all)),
    )
    const named: LabelledOwner[] = []
    for (const [key, known] of usages) {
      const articleAt = (at: number) => articles.get(`${key} ${at}`) ?? null
      named.push(...(yield* putSpeaker(key, known, articleAt)))
    }
    yield* addLabels('speaker', named)
    for (const key of keys) if (!usages.has(key)) yield* deleteOwner('speaker', key)
    yield
  }
}

/** The same for sources. */
export function* updateSources({ dialect, dirty, isFirst }: AggregateUpdate): Steps<void> {
  for (const keys of batchesOf(dirty, isFirst ? BATCH.first : BATCH.later)) {
    if (!isFirst) yield* removeLabels(dialect, 'source', yield* knownSources(dialect, keys))
    const usages = yield* sourceForms(dialect, keys)
    const named: LabelledOwner[] = []
    for (const [key, known] of usages) named.push(yield* putSource(key, known))
    yield* addLabels('source', named)
    for (const key of keys) if (!usages.has(key)) yield* deleteOwner('source', key)
    yield
  }
}

/** Speakers as the last update left them. */
function* knownSpeakers(dialect: Dialect, keys: readonly number[]): Steps<LabelledOwner[]> {
  const sql = `SELECT key, record FROM speaker
    WHERE key IN ${setOf(dialect, '?1', 'integer')} AND record IS NOT NULL AND quotations > 0`
  return (yield* all(sql, [JSON.stringify(keys)])).map(([key, record]) => {
    const { name, aliases, sameAs } = unpackSpeaker('', String(record))
    return { key: Number(key), names: [name, ...aliases], pages: sameAs }
  })
}

function* knownSources(dialect: Dialect, keys: readonly number[]): Steps<LabelledOwner[]> {
  const sql = `SELECT key, record FROM source
    WHERE key IN ${setOf(dialect, '?1', 'integer')} AND record IS NOT NULL`
  return (yield* all(sql, [JSON.stringify(keys)])).map(([key, record]) => {
    const { name, aliases } = unpackSource('', String(record))
    return { key: Number(key), names: [name, ...aliases], pages: [] }
  })
}

/** The speaker and time of the first and last article of each usage. */
function publicationsOf(
  key: number,
  usages: readonly FormUsage<SpeakerKind>[],
): (readonly [key: number, published: number])[] {
  const times = new Set(usages.flatMap(({ first, last }) => [first, last]))
  times.delete(UNDATED)
  return Array.from(times, (at) => [key, at] as const)
}

/** Id of an article for each "speaker published". */
function* articleIdsByPublication(
  { each, join, member }: Dialect,
  publications: readonly (readonly [key: number, published: number])[],
): Steps<Map<string, string>> {
  const [key, published] = [0, 1].map((at) => member('j', at, 'integer'))
  const sql = `SELECT ${key}, ${published}, a.id FROM ${each('?1', 'j')}
    ${join} speaker_article s ON s.speaker = ${key} AND s.published = ${published}
      AND s.tie = (SELECT min(other.tie) FROM speaker_article other
        WHERE other.speaker = s.speaker AND other.published = s.published)
    ${join} article a ON a.key = s.article`
  const rows = yield* all(sql, [JSON.stringify(publications)])
  return new Map(
    rows.map(([key, published, id]) => [`${Number(key)} ${Number(published)}`, String(id)]),
  )
}

/** Speakers that are only candidates get no labels: their names are often also another's. */
function* putSpeaker(
  key: number,
  usages: readonly FormUsage<SpeakerKind>[],
  articleAt: (published: number) => string | null,
): Steps<LabelledOwner[]> {
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
  yield* run(
    `UPDATE speaker SET record = ?, kind = ?, sort_name = ?, quotations = ?, last_quoted = ?
      WHERE key = ?`,
    [record, kind, sortKey(name), quotations, last, key],
  )
  return quotations > 0 ? [{ key, names: [name, ...aliases], pages: sameAs }] : []
}

function* putSource(key: number, usages: readonly FormUsage<SourceKind>[]): Steps<LabelledOwner> {
  const { name, aliases } = identityOf(usages)
  const kind = mostUsed(usages, ({ form }) => [form[1]])[0] ?? 'OTHER'
  yield* run(
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

function* deleteOwner(list: List, key: number): Steps<void> {
  yield* run(`DELETE FROM ${list} WHERE key = ?`, [key])
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
function speakerForms(dialect: Dialect, keys: readonly number[]) {
  return formUsagesOf<SpeakerKind>(dialect, keys, SPEAKER_FORMS)
}

/** The same for sources. */
function sourceForms(dialect: Dialect, keys: readonly number[]) {
  return formUsagesOf<SourceKind>(dialect, keys, SOURCE_FORMS)
}

const SPEAKER_FORMS = {
  columns: `s.speaker, min(f.text), count(*), sum(s.quotations),
    min(CASE WHEN s.published > ${UNDATED} THEN s.published END), max(s.published),
    CASE WHEN s.quotations > 0 THEN 1 ELSE 0 END`,
  owner: 'speaker',
  groups: 's.speaker, s.form, CASE WHEN s.quotations > 0 THEN 1 ELSE 0 END',
}

const SOURCE_FORMS = {
  columns: 's.source, min(f.text), count(*), s.roles, 0, 0, 0',
  owner: 'source',
  groups: 's.source, s.form, s.roles',
}

function* formUsagesOf<Kind extends string>(
  { each, join, value }: Dialect,
  keys: readonly number[],
  { columns, owner, groups }: typeof SPEAKER_FORMS,
): Steps<ReadonlyMap<number, readonly FormUsage<Kind>[]>> {
  const usages = new Map<number, FormUsage<Kind>[]>()
  const sql = `SELECT ${columns} FROM ${each('?1', 'j')}
    ${join} ${owner}_article s ON s.${owner} = ${value('j', 'integer')}
    ${join} form f ON f.key = s.form GROUP BY ${groups}`
  for (const row of yield* all(sql, [JSON.stringify(keys)])) {
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

function* addLabels(list: List, named: readonly LabelledOwner[]): Steps<void> {
  const rows = labelsOf(named).sort(byKey)
  const columns = ['whole', 'text', 'owner']
  yield { kind: 'INSERT', table: `${list}_label`, columns, rows, ignore: true }
}

/** @param named - with the names of `addLabels`, since labels have no index by owner */
function* removeLabels(
  { each, json, member }: Dialect,
  list: List,
  named: readonly LabelledOwner[],
): Steps<void> {
  const [whole, owner] = [0, 2].map((at) => member('j', at, 'integer'))
  yield* run(
    `DELETE FROM ${list}_label WHERE (whole, text, owner) IN
      (SELECT ${whole}, ${member('j', 1, 'text')}, ${owner} FROM ${each('?1', 'j')})`,
    [json(labelsOf(named))],
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
