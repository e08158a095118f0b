import { type Article, noFacts } from '../model/article.ts'
import { wholeSourceMap } from '../text/source-map.ts'
import type { ParsedFile, TextFile, TextFormat } from './format.ts'
import { findParagraphs } from './text/paragraphs.ts'

// A line of its own before each line of the summary.
const HIGHLIGHT = /^@highlight\s*$/m

/**
 * Stories of the CNN and Daily Mail research sets: the paragraphs of an article, then a summary,
 * which stays in the body but is no paragraph. Such files hold neither headline nor date.
 */
export const story: TextFormat = {
  kind: 'TEXT',
  name: 'story',
  extensions: ['.story'],
  holdsMany: false,
  recognize: (text) => (HIGHLIGHT.test(text) ? 'it has lines "@highlight"' : null),
  parse: parseStory,
}

function parseStory({ path, text: body, origin }: TextFile): ParsedFile {
  const end = HIGHLIGHT.exec(body)?.index ?? body.length
  const paragraphs = findParagraphs(body.slice(0, end), [])
  const article: Article = {
    ...noFacts,
    path,
    key: '',
    body,
    headline: null,
    byline: paragraphs.find(({ kind }) => kind === 'BYLINE')?.span ?? null,
    paragraphs,
    dateline: null,
    stamp: null,
    sourceMap: wholeSourceMap(body, origin),
  }
  return { articles: [article], problems: [] }
}
