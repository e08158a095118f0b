import {
  Chains,
  type CopyCandidate,
  findCandidates,
  GROUP_SPAN,
  LEAST_SHARED,
  LEAST_SHINGLES,
  SHARE,
  type SketchedArticle,
} from '../../identity/copy-groups.ts'
import {
  resemblanceOf,
  sharesOfLonger,
  signatureOf,
  sketchOf,
  shingleListOf,
  sortedShingles,
} from '../../identity/near-duplicates.ts'
import type { Article } from '../../model/article.ts'
import type { ArticleOrigin, Origin } from '../../model/origin.ts'
import { type Dialect, setOf } from './dialect.ts'
import { OVERFLOW, UNDATED, keyRange, partsOf } from './keys.ts'
import { packedReadingOf } from './lookup.ts'
import { areHitsInDayOrder } from './search.ts'
import { type Row, type Steps, all, first, run } from './statements.ts'

/** More articles than these are not looked up one by one: all groups are found again. */
const MOST_ADDED = 2_000

/** Texts that are kept to compare them: about 2.5 kB each. */
const MOST_TEXTS = 10_000

/** Articles whose groups are written in one step. */
const STEP = 500

/** What a change does to the articles, as far as groups of copies depend on it. */
export class CopyChanges {
  /** Null when all groups must be found again. */
  added: Map<number, SketchedArticle> | null
  /** Chains that have lost an article. */
  readonly broken = new Set<number>()

  /** @param isFirst - whether nobody reads the index yet */
  constructor(isFirst: boolean) {
    this.added = isFirst ? null : new Map()
  }

  add(article: SketchedArticle): void {
    if (!this.added || article.published === UNDATED) return
    if (this.added.size >= MOST_ADDED) this.added = null
    else this.added.set(article.key, article)
  }

  /** Call before the article is deleted. */
  *remove(key: number): Steps<void> {
    if (!this.added) return
    this.added.delete(key)
    const chain = (yield* first('SELECT chain FROM article WHERE key = ?', [key]))?.[0]
    if (chain != null) this.broken.add(Number(chain))
  }
}

/** Brings the groups of copies up to date with the articles of a change. */
export function* updateCopies(dialect: Dialect, { added, broken }: CopyChanges): Steps<void> {
  const linked = added
    ? yield* linkAdded(dialect, [...added.values()], [...broken])
    : yield* linkAll()
  yield* writeGroups(dialect, linked)
}

interface Linked {
  readonly chains: Chains
  /** Those whose groups may change; others keep theirs. */
  readonly articles: readonly CopyCandidate[]
}

function* linkAll(): Steps<Linked> {
  const sketches = new Map<number, number[]>()
  for (let from = 0; from < SHINGLES; from += SHINGLES / RANGES) {
    const range = [from, from + SHINGLES / RANGES]
    for (const [shingle, article] of yield* all(SHARED_SHINGLES, range)) {
      const sketch = sketches.get(Number(article))
      if (sketch) sketch.push(Number(shingle))
      else sketches.set(Number(article), [Number(shingle)])
    }
    yield
  }
  const articles = new Map<number, SketchedArticle>()
  for (const row of yield* all(DATED, [UNDATED])) {
    const candidate = readCandidate(row)
    const sketch = sketches.get(candidate.key) ?? []
    if (sketch.length >= LEAST_SHARED) articles.set(candidate.key, { ...candidate, sketch })
  }
  const chains = new Chains()
  const comparison = new Comparison()
  const linked = new Set<number>()
  let count = 0
  for (const [{ key }, earlier] of findCandidates([...articles.values()])) {
    const text = yield* comparison.textOf(key)
    for (const { key: other } of earlier) {
      if (chains.areLinked(key, other)) continue
      if (!areCopies(text, comparison.cached(other) ?? (yield* comparison.textOf(other)))) continue
      chains.link(key, other)
      linked.add(key).add(other)
    }
    count += 1
    if (count % STEP === 0) yield
  }
  const changing = new Map((yield* all(GROUPED)).map((row) => [Number(row[0]), readCandidate(row)]))
  for (const key of linked) {
    const article = articles.get(key)
    if (article) changing.set(key, article)
  }
  return { chains, articles: [...changing.values()] }
}

/** Links the added articles with all others, and those of broken chains with each other. */
function* linkAdded(
  dialect: Dialect,
  added: readonly SketchedArticle[],
  broken: readonly number[],
): Steps<Linked> {
  if (added.length === 0 && broken.length === 0) return { chains: new Chains(), articles: [] }
  const comparison = new Comparison()
  const compared = [...added]
  for (const member of yield* membersOf(dialect, broken)) {
    compared.push(yield* comparison.sketched(member))
  }
  const inDayOrder = yield* areHitsInDayOrder(dialect)
  const chains = new Chains()
  const linked = new Set<number>()
  for (const article of compared) {
    const range = inDayOrder ? keysAround(article.published) : [0, OVERFLOW[1]]
    const sharing = `SELECT s.article, a.published FROM sketch s
      ${dialect.join} article a ON a.key = s.article AND a.published > ${UNDATED}
      WHERE s.shingle IN ${setOf(dialect, '?1', 'integer')} AND s.article BETWEEN ?2 AND ?3
      GROUP BY s.article, a.published HAVING count(*) >= ${LEAST_SHARED}`
    const rows = yield* all(sharing, [dialect.json(article.sketch), ...range])
    for (const [key, published] of rows) {
      const other = Number(key)
      const isNear = Math.abs(Number(published) - article.published) <= GROUP_SPAN
      if (!isNear || chains.areLinked(article.key, other)) continue
      const text = yield* comparison.textOf(article.key)
      if (!areCopies(text, yield* comparison.textOf(other))) continue
      chains.link(article.key, other)
      linked.add(article.key).add(other)
    }
    yield
  }
  const ends = yield* articlesWithKeys(dialect, [...linked])
  const intact = new Set(ends.flatMap(({ chain }) => chain ?? []))
  for (const chain of broken) intact.delete(chain)
  const members = yield* membersOf(dialect, [...intact])
  for (const { key, chain } of members) chains.link(key, chain ?? key)
  const articles = new Map([...compared, ...ends, ...members].map((each) => [each.key, each]))
  return { chains, articles: [...articles.values()] }
}

/** Writes groups, the twins among their quotations, and the origin of copies of wire stories. */
function* writeGroups(dialect: Dialect, { chains, articles }: Linked): Steps<void> {
  const { each, json, member } = dialect
  const groups = chains.groups(articles)
  const setGroups = `UPDATE article SET story = ${member('j', 1, 'integer')},
    chain = ${member('j', 2, 'integer')}
    FROM ${each('?1', 'j')} WHERE article.key = ${member('j', 0, 'integer')}`
  const clearOrigins = `UPDATE article SET origin = own_origin, own_origin = NULL
    WHERE key IN ${setOf(dialect, '?1', 'integer')} AND own_origin IS NOT NULL`
  const clearTwins = `UPDATE quotation SET twins = NULL FROM ${each('?1', 'j')}
    WHERE quotation.key ${partsOf(dialect.value('j', 'integer'))}
      AND quotation.twins IS NOT NULL`
  for (const some of stepsOf(articles.map(({ key }) => key))) {
    const rows = some.map((key) => {
      const { group = null, chain = null } = groups.get(key) ?? {}
      return [key, group, chain]
    })
    yield* run(setGroups, [json(rows)])
    yield* run(clearOrigins, [json(some)])
    yield* run(clearTwins, [json(some)])
    yield
  }
  const stories = new Map<number, number[]>()
  for (const [key, { group }] of groups) {
    const others = stories.get(group)
    if (others) others.push(key)
    else stories.set(group, [key])
  }
  // A cut may leave a group of one.
  const shared = [...stories.values()].filter(({ length }) => length > 1)
  for (const some of stepsOf(shared)) {
    for (const story of some) yield* writeStory(dialect, story)
    yield
  }
}

/** @param story - keys of the articles of a group */
function* writeStory(dialect: Dialect, story: readonly number[]): Steps<void> {
  const { each, join, json, member, value } = dialect
  const keys = json(story)
  const inStory = setOf(dialect, '?1', 'integer')
  yield* run(
    `UPDATE article SET own_origin = origin, origin = 'WIRE'
      WHERE key IN ${inStory} AND origin IN ('OWN', 'UNKNOWN')
        AND EXISTS (SELECT 1 FROM article wire WHERE wire.key IN ${inStory}
          AND wire.origin = 'WIRE' AND wire.own_origin IS NULL)`,
    [keys],
  )
  const quotations = `SELECT q.key, q.speaker, q.wording FROM ${each('?1', 'j')}
    ${join} quotation q ON q.key ${partsOf(value('j', 'integer'))} ORDER BY q.key`
  const same = new Map<string, number[]>()
  for (const [key, speaker, wording] of yield* all(quotations, [keys])) {
    const name = `${String(speaker)} ${String(wording)}`
    const others = same.get(name)
    if (others) others.push(Number(key))
    else same.set(name, [Number(key)])
  }
  const twins = [...same.values()].flatMap((all) =>
    all.length > 1 ? all.map((key) => [key, all[0]]) : [],
  )
  if (twins.length === 0) return
  yield* run(
    `UPDATE quotation SET twins = ${member('j', 1, 'integer')} FROM ${each('?1', 'j')}
      WHERE quotation.key = ${member('j', 0, 'integer')}`,
    [json(twins)],
  )
}

class ComparedText {
  /** Null for a short text. */
  readonly signature: Uint8Array | null
  readonly #list: Uint32Array
  #sorted: Uint32Array | null = null

  constructor(article: Article) {
    this.#list = shingleListOf(article)
    this.signature = signatureOf(this.#list)
  }

  /** Ascending. Most signatures differ, so that they are seldom needed. */
  get shingles(): Uint32Array {
    return (this.#sorted ??= sortedShingles(this.#list))
  }
}

/** Compares texts, and keeps some of them. */
class Comparison {
  readonly #texts = new Map<number, ComparedText>()

  cached(key: number): ComparedText | undefined {
    return this.#texts.get(key)
  }

  *sketched(article: CopyCandidate): Steps<SketchedArticle> {
    const reading = yield* packedReadingOf(article.key)
    return { ...article, sketch: sketchOf(reading.article) }
  }

  *textOf(key: number): Steps<ComparedText> {
    const known = this.#texts.get(key)
    if (known) return known
    const reading = yield* packedReadingOf(key)
    const text = new ComparedText(reading.article)
    this.#texts.set(key, text)
    const [oldest] = this.#texts.keys()
    if (this.#texts.size > MOST_TEXTS && oldest !== undefined) this.#texts.delete(oldest)
    return text
  }
}

/** Copies resemble each other by two thirds or more, of which a signature shows 0.43 almost always. */
const LEAST_RESEMBLANCE = 0.43

function areCopies(one: ComparedText, other: ComparedText): boolean {
  const resembles =
    !one.signature ||
    !other.signature ||
    resemblanceOf(one.signature, other.signature) >= LEAST_RESEMBLANCE
  if (!resembles || Math.min(one.shingles.length, other.shingles.length) < LEAST_SHINGLES) {
    return false
  }
  return sharesOfLonger(one.shingles, other.shingles, SHARE)
}

/** Where the texts of articles come from, and the wire story that they copy. */
export function* originsOf(
  { each, join, json, value }: Dialect,
  ids: readonly string[],
): Steps<(ArticleOrigin | null)[]> {
  const sql = `SELECT j.key, a.origin, (SELECT wire.id FROM article wire
      WHERE wire.story = a.story AND wire.origin = 'WIRE' AND wire.own_origin IS NULL
        AND wire.key <> a.key ORDER BY wire.published, wire.tie LIMIT 1)
    FROM ${each('?1', 'j')} ${join} article a ON a.id = ${value('j', 'text')}`
  const found = ids.map((): ArticleOrigin | null => null)
  for (const [at, origin, copyOf] of yield* all(sql, [json(ids)])) {
    const name = ORIGINS.find((each) => each === origin) ?? 'UNKNOWN'
    found[Number(at)] = { value: name, copyOf: copyOf == null ? null : String(copyOf) }
  }
  return found
}

const ORIGINS: readonly Origin[] = ['OWN', 'WIRE', 'MIXED', 'UNKNOWN']

interface ChainMember extends CopyCandidate {
  readonly chain: number | null
}

function* membersOf(dialect: Dialect, chains: readonly number[]): Steps<ChainMember[]> {
  const sql = `SELECT key, published, tie, chain FROM article
    WHERE chain IN ${setOf(dialect, '?1', 'integer')}`
  return chains.length === 0 ? [] : (yield* all(sql, [dialect.json(chains)])).map(readMember)
}

function* articlesWithKeys(dialect: Dialect, keys: readonly number[]): Steps<ChainMember[]> {
  const sql = `SELECT key, published, tie, chain FROM article
    WHERE key IN ${setOf(dialect, '?1', 'integer')}`
  return keys.length === 0 ? [] : (yield* all(sql, [dialect.json(keys)])).map(readMember)
}

function readMember(row: Row): ChainMember {
  return { ...readCandidate(row), chain: row[3] == null ? null : Number(row[3]) }
}

function readCandidate([key, published, tie]: Row): CopyCandidate {
  return { key: Number(key), published: Number(published), tie: Number(tie) }
}

function keysAround(published: number): [number, number] {
  return [keyRange(published - GROUP_SPAN)[0], keyRange(published + GROUP_SPAN)[1]]
}

function* stepsOf<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let at = 0; at < values.length; at += STEP) yield values.slice(at, at + STEP)
}

/** Shingles have 31 bits; a range of them is read in one step. */
const SHINGLES = 2 ** 31
const RANGES = 64

const SHARED_SHINGLES = `SELECT shingle, article FROM sketch WHERE shingle IN (
    SELECT shingle FROM sketch WHERE shingle >= ?1 AND shingle < ?2
    GROUP BY shingle HAVING count(*) > 1)`

const DATED = 'SELECT key, published, tie FROM article WHERE published > ?'

const GROUPED = 'SELECT key, published, tie FROM article WHERE story IS NOT NULL'
