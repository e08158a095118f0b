import { createHash } from 'node:crypto'
import type { Database } from './database.ts'

/** "PGIX", in the header of every index file: tells ours from another program's database. */
export const APPLICATION_ID = 0x50474958

/**
 * One packed row an article (`packed`), which the loaders read, beside narrow tables that hold only
 * what filters, orders and facets compare.
 *
 * - `published` is seconds of the printed wall clock since 1970; undated articles have `UNDATED`.
 * - The key of a quotation, date or picture is `article.key << 20 | position`, so that the parts of
 *   an article lie together, in reading order, and their article needs no column.
 * - `speaker_article` and `source_article` repeat `published` and the article's id, so that the
 *   articles of one speaker stand in the order in which they are asked for.
 * - The texts of full-text tables live in `packed` alone.
 */
const TABLES = `
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT, revision TEXT NOT NULL, digest_sum TEXT NOT NULL,
  extractor TEXT NOT NULL, settings TEXT NOT NULL, indexed_at TEXT,
  articles INTEGER NOT NULL, quotations INTEGER NOT NULL,
  speakers INTEGER NOT NULL, sources INTEGER NOT NULL
);
CREATE TABLE revision (number INTEGER PRIMARY KEY, revision TEXT NOT NULL);
CREATE INDEX revision_by_revision ON revision (revision, number);
CREATE TABLE tombstone (
  id TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL,
  added INTEGER NOT NULL, changed INTEGER NOT NULL, removed INTEGER NOT NULL
);
CREATE INDEX tombstone_by_id ON tombstone (id);
CREATE INDEX tombstone_by_removed ON tombstone (removed);

CREATE TABLE file (
  path TEXT PRIMARY KEY, hash TEXT NOT NULL, digest TEXT NOT NULL, record TEXT
) WITHOUT ROWID;
CREATE INDEX file_by_hash ON file (hash) WHERE hash <> '';

CREATE TABLE article (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, path TEXT NOT NULL, item INTEGER NOT NULL, url TEXT,
  published INTEGER NOT NULL, language TEXT, headline TEXT NOT NULL, words INTEGER NOT NULL,
  troubled INTEGER NOT NULL, digest TEXT NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL
);
CREATE UNIQUE INDEX article_by_id ON article (id);
CREATE UNIQUE INDEX article_by_path ON article (path, id);
CREATE INDEX article_by_published ON article (published, id);
CREATE INDEX article_by_headline ON article (headline, id);
CREATE INDEX article_by_words ON article (words, id);
CREATE INDEX article_by_changed ON article (changed);
CREATE INDEX article_by_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_by_trouble ON article (published, id) WHERE troubled = 1;
CREATE TABLE packed (key INTEGER PRIMARY KEY, reading TEXT NOT NULL, body TEXT NOT NULL);

CREATE TABLE quotation (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, speaker INTEGER, published INTEGER NOT NULL,
  kind TEXT NOT NULL, naming TEXT NOT NULL, basis TEXT NOT NULL, confidence REAL NOT NULL,
  words INTEGER NOT NULL
);
CREATE INDEX quotation_by_id ON quotation (id);
CREATE INDEX quotation_by_published ON quotation (published, id);
CREATE INDEX quotation_by_speaker ON quotation (speaker, published, id, words)
  WHERE speaker IS NOT NULL;
CREATE INDEX quotation_by_confidence ON quotation (confidence, id);
CREATE TABLE relay (
  source INTEGER NOT NULL, published INTEGER NOT NULL, id TEXT NOT NULL, quotation INTEGER NOT NULL,
  PRIMARY KEY (source, published, id, quotation)
) WITHOUT ROWID;
CREATE INDEX relay_by_quotation ON relay (quotation);

CREATE TABLE date_mention (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, sort_day INTEGER NOT NULL, from_day INTEGER,
  until_day INTEGER, type TEXT NOT NULL, form TEXT NOT NULL, relation TEXT, precision TEXT,
  value TEXT, certainty REAL NOT NULL, long INTEGER NOT NULL
);
CREATE INDEX date_by_id ON date_mention (id);
CREATE INDEX date_by_day ON date_mention (sort_day, id, until_day);
CREATE INDEX date_by_long ON date_mention (sort_day, until_day) WHERE long = 1;
CREATE INDEX date_by_certainty ON date_mention (certainty, id);

CREATE TABLE picture (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, published INTEGER NOT NULL, from_file INTEGER NOT NULL
);
CREATE INDEX picture_by_id ON picture (id);
CREATE INDEX picture_by_published ON picture (published, id);
CREATE TABLE picture_credit (
  source INTEGER NOT NULL, published INTEGER NOT NULL, id TEXT NOT NULL, picture INTEGER NOT NULL,
  PRIMARY KEY (source, published, id, picture)
) WITHOUT ROWID;
CREATE INDEX credit_by_picture ON picture_credit (picture);

CREATE TABLE problem (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL, path TEXT NOT NULL, article INTEGER,
  code TEXT NOT NULL, severity INTEGER NOT NULL, record TEXT NOT NULL
);
CREATE INDEX problem_by_id ON problem (id);
CREATE INDEX problem_by_severity ON problem (severity, id);
CREATE INDEX problem_by_path ON problem (path, id);

CREATE TABLE form (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE speaker (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT, kind TEXT,
  sort_name TEXT NOT NULL DEFAULT '', quotations INTEGER NOT NULL DEFAULT 0,
  last_quoted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX speaker_by_name ON speaker (sort_name, id);
CREATE INDEX speaker_by_quotations ON speaker (quotations, id);
CREATE INDEX speaker_by_last_quoted ON speaker (last_quoted, id);
CREATE TABLE speaker_article (
  speaker INTEGER NOT NULL, published INTEGER NOT NULL, id TEXT NOT NULL, article INTEGER NOT NULL,
  form INTEGER NOT NULL, quotations INTEGER NOT NULL,
  PRIMARY KEY (speaker, published, id)
) WITHOUT ROWID;
CREATE INDEX speaker_by_article ON speaker_article (article, speaker, quotations);
CREATE TABLE speaker_label (
  text TEXT NOT NULL, whole INTEGER NOT NULL, owner INTEGER NOT NULL,
  PRIMARY KEY (whole, text, owner)
) WITHOUT ROWID;
CREATE INDEX speaker_label_by_owner ON speaker_label (owner);

CREATE TABLE source (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT, kind TEXT,
  sort_name TEXT NOT NULL DEFAULT '', articles INTEGER NOT NULL DEFAULT 0,
  roles INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX source_by_name ON source (sort_name, id);
CREATE INDEX source_by_articles ON source (articles, id);
CREATE TABLE source_article (
  source INTEGER NOT NULL, published INTEGER NOT NULL, id TEXT NOT NULL, article INTEGER NOT NULL,
  form INTEGER NOT NULL, roles INTEGER NOT NULL,
  PRIMARY KEY (source, published, id)
) WITHOUT ROWID;
CREATE INDEX source_by_article ON source_article (article, source, roles);
CREATE TABLE source_label (
  text TEXT NOT NULL, whole INTEGER NOT NULL, owner INTEGER NOT NULL,
  PRIMARY KEY (whole, text, owner)
) WITHOUT ROWID;
CREATE INDEX source_label_by_owner ON source_label (owner);
`

const TOKENS = `tokenize = "unicode61 remove_diacritics 2", content = '', contentless_delete = 1`

// Postings are gathered in memory before they are written: the default of 1 MB costs 1.6 times the
// processor time. The number must stand in the statement, since a bound one arrives as a REAL.
const GATHER = 32 * 1024 * 1024

const TEXTS = ['article_text (headline, body', 'quotation_text (content', 'picture_text (words']
  .map((table) => {
    const name = table.split(' ')[0]
    return `CREATE VIRTUAL TABLE ${table.replace(' (', ' USING fts5 (')}, ${TOKENS});
      INSERT INTO ${name} (${name}, rank) VALUES ('hashsize', ${GATHER});`
  })
  .join('\n')

// Raised when what stands in the tables changes while the tables stay as they are.
const CONTENT_VERSION = 2

/** Differs whenever the layout does: an index of another layout is made anew. */
export const INDEX_VERSION = Number.parseInt(
  createHash('sha256').update(`${CONTENT_VERSION}${TABLES}${TEXTS}`).digest('hex').slice(0, 7),
  16,
)

/** Inside a transaction of the caller. */
export function createTables(database: Database): void {
  database.script(`${TABLES} ${TEXTS}
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${INDEX_VERSION};`)
}
