import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/outlets.ts'
import { english } from '../../src/languages/en/index.ts'
import { articleOf, markFound } from './attribution/found.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/articles')
const slugs = readdirSync(FIXTURES).filter((slug) =>
  existsSync(join(FIXTURES, slug, 'expected.txt')),
)

it.each(slugs)('%s', async (slug) => {
  const body = readFileSync(join(FIXTURES, slug, 'article.txt'), 'utf8').trimEnd()
  const article = articleOf(body, 'HEADLINE')
  const outlets = findOutlets(article, english)
  const dateline = findDateline(article, outlets, english)
  const { marked } = markFound(body, { first: 'HEADLINE', outlets, dateline })
  await expect(`${marked}\n`).toMatchFileSnapshot(join(FIXTURES, slug, 'expected.txt'))
})
