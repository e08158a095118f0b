import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QuotationKind } from '../../src/model/quotation.ts'
import type { Span } from '../../src/model/span.ts'
import { readPart } from '../gold/corpus.ts'
import {
  addScores,
  type ArticleScore,
  extractArticle,
  type GoldArticle,
  type GoldNaming,
  type GoldQuotation,
  reliabilityLines,
  scoreArticle,
  systemQuotation,
} from './attribution-scorer.ts'
import { type Gold, readGold, SHARED } from './scorer.ts'
import { articleOf, extract } from './system.ts'

const WORLD = join(SHARED, 'corpora/world')
const POLNEAR = join(SHARED, 'corpora/polnear/dev.jsonl.gz')

/** Compare what quotations state of their confidence with what is right, in ten bins. */
export function evaluateReliability(): void {
  const gold = [...readPart('development'), ...readPart('test')]
  const news = existsSync(WORLD) ? [...gold, ...readWorld(WORLD)] : gold
  const named = addScores(news.map((one) => scoreArticle(one, extractArticle(one))))
  print('confidence, quoted speech with the right name', named.bins)
  print('wordsConfidence, all quotations', named.wordsBins)
  if (!existsSync(POLNEAR)) return
  const political = addScores(readGold(POLNEAR).map(scorePolitical))
  print('wordsConfidence, all quotations of PolNeAR, development part', political.wordsBins)
}

function print(title: string, bins: ArticleScore['bins']): void {
  console.log([`\n${title}: stated / right`, ...reliabilityLines(bins)].join('\n'))
}

/** PolNeAR has no names: only the words are compared. */
function scorePolitical(gold: Gold): ArticleScore {
  const article = articleOf(gold)
  const { quotations, speakers } = extract(article)
  const system = {
    body: gold.text,
    quotations: quotations.map((one) => systemQuotation(one, { article, speakers, sources: [] })),
    sources: [],
    dates: [],
  }
  const marked = gold.attributions.map(({ content }): GoldQuotation => ({
    kind: 'INDIRECT',
    content: content.map(([start, end]) => ({ start, end })),
    mention: null,
    speakers: [null],
    naming: 'NONE',
    factuality: 'SAID',
    relays: [],
  }))
  const one = { id: gold.id, body: gold.text, quotations: marked, sources: [], dates: null }
  return scoreArticle(one, system)
}

interface WorldAttribution {
  readonly kind: QuotationKind
  readonly content: readonly string[]
  readonly mention: string | null
  /** Several answers are separated by "|"; "?" accepts a quotation without a speaker. */
  readonly speaker: string | null
  readonly naming: GoldNaming
  readonly relays: readonly string[]
}

/** The articles of world news with their quotations, in the form of our own gold. */
function readWorld(corpus: string): GoldArticle[] {
  return readdirSync(join(corpus, 'gold'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const id = file.slice(0, -'.json'.length)
      const body = readFileSync(join(corpus, 'articles', `${id}.txt`), 'utf8')
      const gold: { readonly attributions: readonly WorldAttribution[] } = JSON.parse(
        readFileSync(join(corpus, 'gold', file), 'utf8'),
      )
      let from = 0
      const quotations = gold.attributions.map((one): GoldQuotation => {
        const content = one.content.map((words): Span => {
          const start = indexOf(body, words, from)
          from = start + 1
          return { start, end: start + words.length }
        })
        const speakers = one.speaker === null ? [null] : one.speaker.split('|').map(nameOrNull)
        return { ...one, content, speakers, factuality: 'SAID' }
      })
      return { id, body, quotations, sources: [], dates: null }
    })
}

function nameOrNull(name: string): string | null {
  return name === '?' ? null : name
}

function indexOf(body: string, words: string, from: number): number {
  const at = body.indexOf(words, from)
  const start = at < 0 ? body.indexOf(words) : at
  if (start < 0) throw new Error(`Not in the article: ${words}`)
  return start
}
