import { createHash } from 'node:crypto'
import { CODEC_VERSION } from '../reading-codec.ts'
import type { Database } from './database.ts'
import { APPLICATION_ID } from './index-file.ts'
import { INDEXES } from '../relational/indexes.ts'
import { type Steps, script } from '../relational/statements.ts'

/**
 * The packed reading of each article (`packed`), which loaders read, and narrow tables with the columns
 * that filters, orders and facets compare.
 *
 * - `published` is seconds of the printed wall clock since 1970; undated articles have `UNDATED`.
 * - The key of a quotation, date or picture is that of its article and its position (`partKey`), so
 *   that the parts of an article are stored together, in reading order, without a column for it.
 * - `tie` is the second half of the id as a number, which breaks ties. The first half of a part's id is
 *   that of its article.
 * - `speaker_article` and `source_article` repeat `published` and the article's tie, so that the
 *   articles of one speaker are stored in order.
 * - `traits` holds several enum values (`traitIn`); confidence and certainty are ten-thousandths.
 * - Packed readings are numbered in the order of insertion: in the order of articles, splits would
 *   leave a fifth of their pages empty.
 * - `unfinished` replaces `meta` until the first commit: readers see nothing before.
 * - `story` numbers the groups of copies and `chain` what is linked (`copy-groups.ts`), null for articles
 *   without copies; `twins` numbers the quotations of a group with the same words and speaker, null for
 *   those without any. `own_origin` is what the article itself shows, null where it is `origin`.
 * - `since` of a quotation numbers the revision that added it to its article; null if the article came with it.
 * - `version` has the versions of items that are not served.
 * - Full-text tables hold no texts; those are in `packed`.
 */
const TABLES = `
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT, revision TEXT NOT NULL, digest_sum TEXT NOT NULL,
  extractor TEXT NOT NULL, settings TEXT NOT NULL, corrections TEXT NOT NULL, indexed_at TEXT,
  articles INTEGER NOT NULL, quotations INTEGER NOT NULL,
  speakers INTEGER NOT NULL, sources INTEGER NOT NULL
);
CREATE TABLE walk (one INTEGER PRIMARY KEY CHECK (one = 1), digest TEXT);
CREATE TABLE unfinished (
  one INTEGER PRIMARY KEY CHECK (one = 1), extractor TEXT NOT NULL, settings TEXT NOT NULL,
  corrections TEXT NOT NULL, digest_sum TEXT NOT NULL, articles INTEGER NOT NULL, quotations INTEGER NOT NULL
);
CREATE TABLE revision (number INTEGER PRIMARY KEY, revision TEXT NOT NULL);
CREATE TABLE tombstone (
  id TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL,
  added INTEGER NOT NULL, changed INTEGER NOT NULL, removed INTEGER NOT NULL
);

CREATE TABLE file (
  path TEXT PRIMARY KEY, hash BLOB NOT NULL, digest TEXT NOT NULL, record TEXT,
  fingerprint INTEGER
) WITHOUT ROWID;

CREATE TABLE article (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, tie INTEGER NOT NULL, path TEXT NOT NULL,
  item INTEGER NOT NULL, rank TEXT NOT NULL, item_id TEXT, url TEXT, published INTEGER NOT NULL, language TEXT,
  headline TEXT NOT NULL, words INTEGER NOT NULL, troubled INTEGER NOT NULL, digest TEXT NOT NULL,
  added INTEGER NOT NULL, changed INTEGER NOT NULL, packed INTEGER NOT NULL,
  origin TEXT NOT NULL, own_origin TEXT, story INTEGER, chain INTEGER
);
CREATE INDEX article_by_path ON article (path, tie);
CREATE INDEX article_by_rank ON article (id) WHERE rank <> '';
CREATE TABLE version (
  id TEXT NOT NULL, path TEXT NOT NULL, item INTEGER NOT NULL, rank TEXT NOT NULL,
  digest TEXT NOT NULL, reading BLOB NOT NULL
);
CREATE INDEX version_by_id ON version (id, rank, path, item);
CREATE INDEX version_by_path ON version (path);
CREATE TABLE packed (number INTEGER PRIMARY KEY, reading BLOB NOT NULL);

CREATE TABLE quotation (
  key INTEGER PRIMARY KEY, tie INTEGER NOT NULL, speaker INTEGER,
  published INTEGER NOT NULL, traits INTEGER NOT NULL, confidence INTEGER NOT NULL,
  words INTEGER NOT NULL, wording INTEGER NOT NULL, twins INTEGER, since INTEGER
);
CREATE TABLE relay (
  source INTEGER NOT NULL, published INTEGER NOT NULL, tie INTEGER NOT NULL,
  quotation INTEGER NOT NULL, PRIMARY KEY (source, published, tie, quotation)
) WITHOUT ROWID;

CREATE TABLE date_mention (
  key INTEGER PRIMARY KEY, tie INTEGER NOT NULL, sort_day INTEGER NOT NULL,
  until_day INTEGER, traits INTEGER NOT NULL, value BLOB, certainty INTEGER NOT NULL
);

CREATE TABLE picture (
  key INTEGER PRIMARY KEY, tie INTEGER NOT NULL, published INTEGER NOT NULL,
  from_file INTEGER NOT NULL
);
CREATE TABLE picture_credit (
  source INTEGER NOT NULL, published INTEGER NOT NULL, tie INTEGER NOT NULL,
  picture INTEGER NOT NULL, PRIMARY KEY (source, published, tie, picture)
) WITHOUT ROWID;

CREATE TABLE problem (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, path TEXT NOT NULL, article INTEGER,
  code TEXT NOT NULL, severity INTEGER NOT NULL, form INTEGER NOT NULL, place TEXT
);
CREATE INDEX problem_by_path ON problem (path, id);

CREATE TABLE sketch (
  shingle INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (shingle, article)
) WITHOUT ROWID;
CREATE TABLE form (key INTEGER PRIMARY KEY, tie INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX form_by_tie ON form (tie);
CREATE TABLE speaker (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT, kind TEXT,
  sort_name TEXT NOT NULL DEFAULT '', quotations INTEGER NOT NULL DEFAULT 0,
  last_quoted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE speaker_article (
  speaker INTEGER NOT NULL, published INTEGER NOT NULL, tie INTEGER NOT NULL,
  article INTEGER NOT NULL, form INTEGER NOT NULL, quotations INTEGER NOT NULL,
  PRIMARY KEY (speaker, published, tie, article)
) WITHOUT ROWID;
CREATE TABLE speaker_label (
  text TEXT NOT NULL, whole INTEGER NOT NULL, owner INTEGER NOT NULL,
  PRIMARY KEY (whole, text, owner)
) WITHOUT ROWID;

CREATE TABLE source (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT, kind TEXT,
  sort_name TEXT NOT NULL DEFAULT '', articles INTEGER NOT NULL DEFAULT 0,
  roles INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE source_article (
  source INTEGER NOT NULL, published INTEGER NOT NULL, tie INTEGER NOT NULL,
  article INTEGER NOT NULL, form INTEGER NOT NULL, roles INTEGER NOT NULL,
  PRIMARY KEY (source, published, tie, article)
) WITHOUT ROWID;
CREATE TABLE source_label (
  text TEXT NOT NULL, whole INTEGER NOT NULL, owner INTEGER NOT NULL,
  PRIMARY KEY (whole, text, owner)
) WITHOUT ROWID;
`

const TOKENS = `tokenize = "unicode61 remove_diacritics 2", content = ''`

// Bytes of postings that FTS5 collects before it writes: with the default of 1 MB, indexing takes 1.6
// times the CPU time. A literal, because the driver binds numbers as REAL.
const HASH_SIZE = 32 * 1024 * 1024

// Packed readings and postings have one or two thousand bytes, which leave little of such a page unused.
// A block of postings fits on one.
const PAGE = 2048
const BLOCK_SIZE = PAGE - 60

const TEXTS = ['article_text (body, headline', 'quotation_text (content', 'picture_text (words']
  .map((table) => {
    const name = table.split(' ')[0]
    return `CREATE VIRTUAL TABLE ${table.replace(' (', ' USING fts5 (')}, ${TOKENS});
      INSERT INTO ${name} (${name}, rank) VALUES ('hashsize', ${HASH_SIZE}), ('pgsz', ${BLOCK_SIZE});`
  })
  .join('\n')

// Raise it when the content of the tables changes and their definitions do not.
const CONTENT_VERSION = 6

/** Changes with the layout. An index with another version is built again. */
export const INDEX_VERSION = Number.parseInt(
  createHash('sha256')
    .update(`${CONTENT_VERSION}${TABLES}${INDEXES}${TEXTS}${CODEC_VERSION}`)
    .digest('hex')
    .slice(0, 7),
  16,
)

/** Before anything is written, outside a transaction. */
export const SIZE_OF_PAGES = `PRAGMA page_size = ${PAGE}`

/** Inside a transaction of the caller. */
export function createTables(database: Database): void {
  database.script(`${TABLES} ${TEXTS}
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${INDEX_VERSION};`)
}

/** Drop and create all tables, inside a transaction of the caller. */
export function clearTables(database: Database): void {
  const tables = (kind: string) =>
    database.untracked(`SELECT name FROM sqlite_master WHERE type = 'table' AND ${kind}`)
  // The shadow tables of a full-text table are dropped with it.
  for (const kind of ["sql LIKE 'CREATE VIRTUAL%'", "name NOT LIKE 'sqlite%'"]) {
    for (const [name] of tables(kind)) database.script(`DROP TABLE ${String(name)}`)
  }
  createTables(database)
}

/** Inside the transaction that completes the first revision; an index in each step. */
export function* createIndexes(): Steps<void> {
  for (const statement of INDEXES.match(/[^;]+;/g) ?? []) {
    yield* script(statement)
    yield
  }
}
