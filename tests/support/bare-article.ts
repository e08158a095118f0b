import { type Article, noFacts } from '../../src/model/article.ts'

/** An English article of a body, without headline, date or source. */
export function bareArticle(
  body: string,
  parts: Partial<Article> & Pick<Article, 'paragraphs'>,
): Article {
  return {
    ...noFacts,
    path: 'story.txt',
    key: '',
    body,
    headline: null,
    byline: null,
    dateline: null,
    sourceMap: null,
    stamp: null,
    language: 'en',
    ...parts,
  }
}
