import { IS_LONG } from './keys.ts'

/**
 * Indexes that only readers and later changes need. Created at the first commit: built from sorted
 * rows, they are a third smaller and take a fraction of the time. A store adds those of tables that it
 * defines in another way.
 */
export const INDEXES = `
CREATE INDEX revision_by_revision ON revision (revision, number);
CREATE INDEX tombstone_by_id ON tombstone (id);
CREATE INDEX tombstone_by_removed ON tombstone (removed);
CREATE INDEX file_by_hash ON file (hash) WHERE hash <> '';
CREATE UNIQUE INDEX article_by_id ON article (id);
CREATE INDEX article_by_published ON article (published, tie);
CREATE INDEX article_by_headline ON article (headline, tie);
CREATE INDEX article_by_words ON article (words, tie);
CREATE INDEX article_by_changed ON article (changed);
CREATE INDEX article_by_item_id ON article (path, item_id) WHERE item_id IS NOT NULL;
CREATE INDEX article_by_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_by_trouble ON article (published, tie) WHERE troubled = 1;
CREATE INDEX article_by_story ON article (story, published, tie) WHERE story IS NOT NULL;
CREATE INDEX article_by_chain ON article (chain) WHERE chain IS NOT NULL;
CREATE INDEX quotation_by_twins ON quotation (twins, published, tie) WHERE twins IS NOT NULL;
CREATE INDEX quotation_by_speaker ON quotation (speaker, published, tie, words)
  WHERE speaker IS NOT NULL;
CREATE INDEX quotation_by_confidence ON quotation (confidence, tie);
CREATE INDEX relay_by_quotation ON relay (quotation);
CREATE INDEX date_by_day ON date_mention (sort_day, tie, until_day);
CREATE INDEX date_by_long ON date_mention (sort_day, until_day) WHERE ${IS_LONG};
CREATE INDEX date_by_certainty ON date_mention (certainty, tie);
CREATE INDEX picture_by_published ON picture (published, tie);
CREATE INDEX credit_by_picture ON picture_credit (picture);
CREATE INDEX problem_by_id ON problem (id);
CREATE INDEX problem_by_severity ON problem (severity, id);
CREATE INDEX speaker_by_name ON speaker (sort_name, id);
CREATE INDEX speaker_by_quotations ON speaker (quotations, id);
CREATE INDEX speaker_by_last_quoted ON speaker (last_quoted, id);
CREATE INDEX speaker_by_article ON speaker_article (article, speaker, quotations);
CREATE INDEX source_by_name ON source (sort_name, id);
CREATE INDEX source_by_articles ON source (articles, id);
CREATE INDEX source_by_article ON source_article (article, source, roles);
`
