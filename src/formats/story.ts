import type { FileText } from '../model/file.ts'
import type { Format, ParsedFile } from './format.ts'
import { findParagraphs } from './text/paragraphs.ts'

// A line of its own before each line of the summary.
const HIGHLIGHT = /^@highlight\s*$/m

/**
 * Stories of the CNN and Daily Mail research sets: the paragraphs of an article, then a summary,
 * which stays in the body but is no paragraph. Such files hold neither headline nor date.
 */
export const story: Format = { name: 'story', extensions: ['.story'], parse: parseStory }

function parseStory({ path, text: body }: FileText): ParsedFile {
  const end = HIGHLIGHT.exec(body)?.index ?? body.length
  const paragraphs = findParagraphs(body.slice(0, end), [])
  const article = {
    path,
    key: '',
    body,
    headline: null,
    byline: paragraphs.find(({ kind }) => kind === 'BYLINE')?.span ?? null,
    paragraphs,
    stamp: null,
    url: null,
    language: null,
    publisher: null,
  }
  return { articles: [article], problems: [] }
}
