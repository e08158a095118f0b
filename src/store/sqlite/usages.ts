import type { SourceKind } from '../../model/source.ts'
import type { SpeakerKind } from '../../model/speaker.ts'
import type { Database, Row } from './database.ts'
import { UNDATED } from './keys.ts'
import type { Form } from './rows.ts'

/** A form in which articles know somebody, with how many do and when the first and last did. */
export interface Usage<Kind extends string> {
  readonly form: Form<Kind>
  readonly articles: number
  /** Quotations, or a set of roles. */
  readonly amount: number
  readonly first: number
  readonly last: number
  readonly quoted: boolean
}

/** The forms in which articles know each of these speakers, by key. */
export function speakerUsages(database: Database, keys: readonly number[]) {
  return usagesOf<SpeakerKind>(database, keys, SPEAKER_USAGES)
}

/** The same for sources. */
export function sourceUsages(database: Database, keys: readonly number[]) {
  return usagesOf<SourceKind>(database, keys, SOURCE_USAGES)
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

function usagesOf<Kind extends string>(
  database: Database,
  keys: readonly number[],
  sql: string,
): ReadonlyMap<number, readonly Usage<Kind>[]> {
  const usages = new Map<number, Usage<Kind>[]>()
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
]: Row): Usage<Kind> {
  return {
    form: JSON.parse(String(form)),
    articles: Number(articles),
    amount: Number(amount),
    first: first === null ? UNDATED : Number(first),
    last: Number(last),
    quoted: quoted === 1,
  }
}

/** The name that most articles use, and every other name and alias. */
export function identityOf(usages: readonly Usage<string>[]): { name: string; aliases: string[] } {
  const [name = '', ...others] = mostUsed(usages, ({ form }) => [form[0]])
  const aliases = mostUsed(usages, ({ form }) => form[2])
  return { name, aliases: [...new Set([...others, ...aliases])].filter((each) => each !== name) }
}

/** Words by how many articles use them; the fuller, then the alphabet, where they are equal. */
export function mostUsed<Kind extends string, Word extends string>(
  usages: readonly Usage<Kind>[],
  wordsOf: (usage: Usage<Kind>) => readonly Word[],
): Word[] {
  const uses = new Map<Word, number>()
  for (const usage of usages) {
    for (const words of wordsOf(usage)) uses.set(words, (uses.get(words) ?? 0) + usage.articles)
  }
  return Array.from(uses)
    .sort(([a, timesA], [b, timesB]) => timesB - timesA || b.length - a.length || (a < b ? -1 : 1))
    .map(([words]) => words)
}

/** The first dated moment, `UNDATED` when there is none. */
export function earliest(usages: readonly Usage<string>[]): number {
  const dated = usages.map(({ first }) => first).filter((at) => at !== UNDATED)
  return dated.length === 0 ? UNDATED : Math.min(...dated)
}

export function latest(usages: readonly Usage<string>[]): number {
  return Math.max(UNDATED, ...usages.map(({ last }) => last))
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
