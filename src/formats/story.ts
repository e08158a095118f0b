import { createArticle } from './article.ts'
import type { ParsedFile, TextFile, TextFormat } from './format.ts'
import { findParagraphs } from './text/paragraphs.ts'

// A line of its own before each line of the summary.
const HIGHLIGHT = /^@highlight\s*$/m

/**
 * Stories of the CNN and Daily Mail research sets: the paragraphs of an article, then a summary,
 * which is left out. Such files hold neither headline nor date.
 */
export const story: TextFormat = {
  kind: 'TEXT',
  name: 'story',
  extensions: ['.story'],
  holdsMany: false,
  recognize: (text) => (HIGHLIGHT.test(text) ? 'it has lines "@highlight"' : null),
  parse: parseStory,
}

function parseStory(file: TextFile): ParsedFile {
  const text = file.text.slice(0, HIGHLIGHT.exec(file.text)?.index)
  const blocks = findParagraphs(text, []).map(({ kind, span, credit }) => ({
    kind,
    text: text.slice(span.start, span.end),
    at: span.start,
    credit: credit && text.slice(credit.start, credit.end),
  }))
  return { articles: [createArticle(file, { blocks })], problems: [] }
}
