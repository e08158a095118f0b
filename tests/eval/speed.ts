import { readArticle } from '../../src/extraction/read-article.ts'
import type { Article } from '../../src/model/article.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import type { Gold } from './scorer.ts'
import { articleOf, extract } from './system.ts'

const ARTICLES = 100
const WARM_UP = 10
const ROUNDS = 15

/** Print how many articles a second one core reads, for quotations alone and for everything. */
export function printSpeed(gold: readonly Gold[]): void {
  const articles = gold.slice(0, ARTICLES).map(articleOf)
  const size = articles.reduce((sum, { body }) => sum + body.length, 0) / articles.length / 1000
  const report = (what: string, read: (article: Article) => unknown) =>
    console.log(`${what.padEnd(20)} ${String(speedOf(articles, read)).padStart(6)} articles/s`)
  console.log(`\nArticles of ${size.toFixed(1)} kB, warm, processor time of one core`)
  report('quotations', extract)
  report('whole reading', (article) => readArticle(article, defaultSettings))
}

/**
 * Articles a second of processor time, once the code is compiled. Each round reads all articles;
 * the fastest counts, since other work on the machine can only slow them down.
 */
function speedOf(articles: readonly Article[], read: (article: Article) => unknown): number {
  const round = () => {
    const before = process.cpuUsage()
    articles.forEach(read)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  for (let count = 0; count < WARM_UP; count += 1) round()
  return Math.round(articles.length / Math.min(...Array.from({ length: ROUNDS }, round)))
}
