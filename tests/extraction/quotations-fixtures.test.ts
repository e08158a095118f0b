import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from '../../src/languages/index.ts'
import { unmarked } from './quotations/found.ts'
import {
  articleFolders,
  findLines,
  missesOf,
  readArticleFolder,
  readSentences,
  type RightAnswer,
} from './right-answers.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')
const SENTENCES = join(FIXTURES, 'sentences')
const ARTICLES = join(FIXTURES, 'articles')

const tables = readdirSync(SENTENCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('/') && path.endsWith('.txt'))
  .sort()
const articles = articleFolders(ARTICLES)

/*
 * Expected quotations are written by hand; differences are listed in `known-misses.txt`. When
 * extraction gets better or worse, the list changes: `vitest -u` updates it, and the diff shows the
 * gains and losses.
 */
describe('hand-written expected quotations', () => {
  it('of sentences are found, except the known misses', async () => {
    const misses = tables.flatMap((table) => reportOf(readSentences(join(SENTENCES, table)), table))
    await expect(misses.join('\n')).toMatchFileSnapshot(join(SENTENCES, 'known-misses.txt'))
  })

  it('of articles are found, except the known misses', async () => {
    const misses = articles.flatMap((path) =>
      reportOf([readArticleFolder(join(ARTICLES, path), path)], path),
    )
    await expect(misses.join('\n')).toMatchFileSnapshot(join(ARTICLES, 'known-misses.txt'))
  })

  it.each(articles)('differ from the article only by marks: %s', (path) => {
    const [article, expected] = ['article.txt', 'expected.txt'].map((name) =>
      readFileSync(join(ARTICLES, path, name), 'utf8'),
    )
    expect(unmarked(expected ?? '')).toBe(article)
  })
})

function reportOf(answers: readonly RightAnswer[], path: string): string[] {
  return answers.flatMap((answer) => {
    const misses = missesOf(answer.lines, findLines(answer, languageOf(path)))
    return misses.length === 0 ? [] : [answer.title, ...misses.map((line) => `  ${line}`), '']
  })
}

/** Texts in another language are in a folder with its code. */
function languageOf(path: string) {
  return languages.find(({ code }) => path.split('/').includes(code)) ?? languages[0]
}
