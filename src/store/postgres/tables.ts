import { CODEC_VERSION } from '../reading-codec.ts'
import { createHash } from 'node:crypto'
import { INDEXES as SHARED_INDEXES } from '../relational/indexes.ts'

/** Types of columns, with their constraints; texts are compared by their bytes. */
type Columns = Readonly<Record<string, string>>

const OF_ARTICLE: Columns = {
  published: 'bigint NOT NULL',
  tie: 'bigint NOT NULL',
  article: 'bigint NOT NULL',
  form: 'bigint NOT NULL',
}
const OF_SOURCE: Columns = {
  source: 'bigint NOT NULL',
  published: 'bigint NOT NULL',
  tie: 'bigint NOT NULL',
}
const LABEL: Columns = {
  text: 'text NOT NULL',
  whole: 'integer NOT NULL',
  owner: 'bigint NOT NULL',
}
// A text that is too long for one vector has several rows.
const TEXT: Columns = {
  key: 'bigint NOT NULL',
  piece: 'integer NOT NULL',
  words: 'tsvector NOT NULL',
}
const STAMP: Columns = {
  extractor: 'text NOT NULL',
  settings: 'text NOT NULL',
  corrections: 'text NOT NULL',
}
const FIGURES: Columns = {
  digest_sum: 'text NOT NULL',
  articles: 'bigint NOT NULL',
  quotations: 'bigint NOT NULL',
}
const ONE: Columns = { one: 'integer PRIMARY KEY CHECK (one = 1)' }

/** The tables of `../sqlite/tables.ts`, which says what they hold. */
export const TABLES: Readonly<Record<string, Columns>> = {
  meta: {
    ...ONE,
    name: 'text',
    revision: 'text NOT NULL',
    ...STAMP,
    indexed_at: 'text',
    ...FIGURES,
    speakers: 'bigint NOT NULL',
    sources: 'bigint NOT NULL',
  },
  walk: { ...ONE, digest: 'text' },
  unfinished: { ...ONE, ...STAMP, ...FIGURES },
  revision: { number: 'bigint PRIMARY KEY', revision: 'text NOT NULL' },
  tombstone: {
    id: 'text NOT NULL',
    path: 'text NOT NULL',
    digest: 'text NOT NULL',
    added: 'bigint NOT NULL',
    changed: 'bigint NOT NULL',
    removed: 'bigint NOT NULL',
  },
  file: {
    path: 'text PRIMARY KEY',
    hash: 'text NOT NULL',
    digest: 'text NOT NULL',
    record: 'text',
    fingerprint: 'bigint',
  },
  article: {
    key: 'bigint PRIMARY KEY',
    id: 'text NOT NULL',
    tie: 'bigint NOT NULL',
    path: 'text NOT NULL',
    item: 'integer NOT NULL',
    rank: 'text NOT NULL',
    item_id: 'text',
    url: 'text',
    published: 'bigint NOT NULL',
    language: 'text',
    headline: 'text NOT NULL',
    words: 'integer NOT NULL',
    troubled: 'integer NOT NULL',
    digest: 'text NOT NULL',
    added: 'bigint NOT NULL',
    changed: 'bigint NOT NULL',
    packed: 'bigint NOT NULL',
    origin: 'text NOT NULL',
    own_origin: 'text',
    story: 'bigint',
    chain: 'bigint',
  },
  version: {
    id: 'text NOT NULL',
    path: 'text NOT NULL',
    item: 'integer NOT NULL',
    rank: 'text NOT NULL',
    digest: 'text NOT NULL',
    reading: 'bytea NOT NULL',
  },
  packed: { number: 'bigint PRIMARY KEY', reading: 'bytea NOT NULL' },
  quotation: {
    key: 'bigint PRIMARY KEY',
    tie: 'bigint NOT NULL',
    speaker: 'bigint',
    published: 'bigint NOT NULL',
    traits: 'integer NOT NULL',
    confidence: 'integer NOT NULL',
    words: 'integer NOT NULL',
    wording: 'bigint NOT NULL',
    twins: 'bigint',
    since: 'bigint',
  },
  relay: { ...OF_SOURCE, quotation: 'bigint NOT NULL' },
  date_mention: {
    key: 'bigint PRIMARY KEY',
    tie: 'bigint NOT NULL',
    sort_day: 'integer NOT NULL',
    until_day: 'integer',
    traits: 'integer NOT NULL',
    value: 'text',
    certainty: 'integer NOT NULL',
  },
  picture: {
    key: 'bigint PRIMARY KEY',
    tie: 'bigint NOT NULL',
    published: 'bigint NOT NULL',
    from_file: 'integer NOT NULL',
  },
  picture_credit: { ...OF_SOURCE, picture: 'bigint NOT NULL' },
  problem: {
    key: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
    id: 'text NOT NULL',
    path: 'text NOT NULL',
    article: 'bigint',
    code: 'text NOT NULL',
    severity: 'integer NOT NULL',
    form: 'bigint NOT NULL',
    place: 'text',
  },
  sketch: { shingle: 'bigint NOT NULL', article: 'bigint NOT NULL' },
  form: { key: 'bigint PRIMARY KEY', tie: 'bigint NOT NULL', text: 'text NOT NULL' },
  speaker: {
    key: 'bigint PRIMARY KEY',
    id: 'text NOT NULL UNIQUE',
    record: 'text',
    kind: 'text',
    sort_name: "text NOT NULL DEFAULT ''",
    quotations: 'bigint NOT NULL DEFAULT 0',
    last_quoted: 'bigint NOT NULL DEFAULT 0',
  },
  speaker_article: {
    speaker: 'bigint NOT NULL',
    ...OF_ARTICLE,
    quotations: 'integer NOT NULL',
  },
  speaker_label: LABEL,
  source: {
    key: 'bigint PRIMARY KEY',
    id: 'text NOT NULL UNIQUE',
    record: 'text',
    kind: 'text',
    sort_name: "text NOT NULL DEFAULT ''",
    articles: 'bigint NOT NULL DEFAULT 0',
    roles: 'integer NOT NULL DEFAULT 0',
  },
  source_article: { source: 'bigint NOT NULL', ...OF_ARTICLE, roles: 'integer NOT NULL' },
  source_label: LABEL,
  article_text: TEXT,
  quotation_text: TEXT,
  picture_text: TEXT,
}

/** Indexes that a first change reads. */
const KEYS = `
CREATE INDEX article_by_path ON article (path, tie);
CREATE INDEX article_by_rank ON article (id) WHERE rank <> '';
CREATE INDEX version_by_id ON version (id, rank, path, item);
CREATE INDEX version_by_path ON version (path);
CREATE INDEX problem_by_path ON problem (path, id);
CREATE INDEX form_by_tie ON form (tie);
CREATE INDEX sketch_key ON sketch (shingle, article);
CREATE INDEX speaker_label_key ON speaker_label (whole, text, owner);
CREATE INDEX source_label_key ON source_label (whole, text, owner);
`

/** Those that all relational stores have, and those of keys that SQLite has in its tables. */
export const INDEXES = `${SHARED_INDEXES}
CREATE INDEX quotation_by_published ON quotation (published, tie);
CREATE INDEX relay_key ON relay (source, published, tie, quotation);
CREATE INDEX credit_key ON picture_credit (source, published, tie, picture);
CREATE INDEX problem_by_article ON problem (article) WHERE article IS NOT NULL;
CREATE INDEX speaker_article_key ON speaker_article (speaker, published, tie, article);
CREATE INDEX source_article_key ON source_article (source, published, tie, article);
CREATE INDEX article_text_key ON article_text (key);
CREATE INDEX article_text_words ON article_text USING gin (words);
CREATE INDEX quotation_text_key ON quotation_text (key);
CREATE INDEX quotation_text_words ON quotation_text USING gin (words);
CREATE INDEX picture_text_key ON picture_text (key);
CREATE INDEX picture_text_words ON picture_text USING gin (words);
`

/** Version of the tables. Raise it with a step in `MIGRATIONS`. */
export const VERSION = 3

/** SQL that makes tables of each version from those of the version before; the first makes all. */
export const MIGRATIONS: readonly string[] = [
  `${Object.entries(TABLES).map(tableOf).join('\n')}
  ${KEYS}`,
  // What only the processes that index at the moment need is lost when the server fails, and costs work alone.
  `CREATE UNLOGGED TABLE index_work (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, rules text NOT NULL,
    key text NOT NULL UNIQUE, jobs text NOT NULL, helper bigint, done boolean NOT NULL DEFAULT false);
  CREATE INDEX index_work_open ON index_work (number) WHERE NOT done;
  CREATE UNLOGGED TABLE index_result (work bigint NOT NULL, piece integer NOT NULL, bytes bytea NOT NULL);
  ALTER TABLE index_result ALTER bytes SET STORAGE EXTERNAL;
  CREATE INDEX index_result_by_work ON index_result (work, piece);
  CREATE UNLOGGED TABLE index_helper (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, rules text NOT NULL,
    seen timestamptz NOT NULL);
  CREATE UNLOGGED TABLE index_leader (
    one integer PRIMARY KEY CHECK (one = 1), rules text NOT NULL, progress text);
  CREATE TABLE root (one integer PRIMARY KEY CHECK (one = 1), name text NOT NULL);`,
  'ALTER TABLE quotation ADD COLUMN IF NOT EXISTS since bigint;',
]

/**
 * Digest of how readings are packed. Readings of another one cannot be read, so that the tables are filled
 * again from the files.
 */
export const CODEC = createHash('sha256').update(CODEC_VERSION).digest('hex').slice(0, 16)

const WRITING = 1347963768
const HELPING = 1347963769

/** SQL for the two numbers of the advisory lock of those who write a schema. */
export const lockOf = (schema: string) => `${WRITING}, hashtext(${schema})`

/** SQL for the lock that a helper holds while it lives. */
export const helperLock = (number: string) => `${HELPING}, ${helperName(number)}`

const helperName = (number: string) => `hashtext(current_schema() || ' ' || ${number})`

/** SQL for whether a process writes the tables. */
export const IS_WRITTEN = isLocked(WRITING, 'hashtext(current_schema())')

export const isHelperConnected = (number: string) => isLocked(HELPING, helperName(number))

function isLocked(subject: number, name: string): string {
  return `EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = ${subject}::bigint::oid AND objid = (${name}::bigint & 4294967295)::oid)`
}

export const LAYOUT = `postgres ${VERSION} ${CODEC}`

function tableOf([name, columns]: readonly [string, Columns]): string {
  const lines = Object.entries(columns).map(
    ([column, type]) => `${column} ${type.replace(/^text\b/, 'text COLLATE "C"')}`,
  )
  return `CREATE TABLE ${name} (${lines.join(', ')});`
}
