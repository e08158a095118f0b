import { countRow, type Part, PARTS, readPart } from '../gold/corpus.ts'
import {
  addScores,
  extractArticle,
  type GoldArticle,
  type GoldQuotation,
  lettersOf,
  matchesOf,
  scoreArticle,
  scoreLines,
  type Share,
  shareText,
} from './attribution-scorer.ts'
import type { EvalOptions } from './options.ts'
import { writeLines } from './scorer.ts'

/** Score the extractors on our own annotated articles, by default on all but the held-out ones. */
export function evaluateGold(options: EvalOptions): void {
  const { part, errors, agreement, counts, out, json } = options
  const known = PARTS.find((one) => one === part)
  if (part !== null && !known) {
    console.error(`Unknown part "${part}". The parts are ${PARTS.join(', ')}.`)
    process.exitCode = 2
    return
  }
  const parts: readonly Part[] = known ? [known] : ['development', 'test']
  if (counts) return console.log(PARTS.map(countRow).join('\n'))
  if (agreement) return printAgreement(known ? parts : PARTS)
  if (out !== null)
    return writeLines(
      out,
      parts.flatMap((one) => readPart(one)),
    )
  for (const one of parts) {
    const articles = readPart(one)
    const total = addScores(articles.map((gold) => scoreArticle(gold, extractArticle(gold))))
    if (json) {
      console.log(JSON.stringify({ part: one, articles: articles.length, ...total.score }))
      continue
    }
    console.log(`\n${one}, ${articles.length} articles\n`)
    for (const line of scoreLines(total)) console.log(line)
    if (!errors) continue
    for (const error of total.errors) console.log(JSON.stringify(error))
  }
}

/** How far the two annotations of the same articles agree. */
function printAgreement(parts: readonly Part[]): void {
  const pairs = parts.flatMap((part) => {
    const first = new Map(readPart(part).map((article) => [article.id, article]))
    return readPart(part, 'second').flatMap((second): [GoldArticle, GoldArticle][] => {
      const article = first.get(second.id)
      return article ? [[article, second]] : []
    })
  })
  const isQuoted = ({ kind }: GoldQuotation) => kind !== 'INDIRECT'
  const shared = pairs.flatMap(([first, second]) => pairQuotations(first, second))
  const sharedQuoted = shared.filter(([one, other]) => isQuoted(one) && isQuoted(other))
  const count = (keep: (quotation: GoldQuotation) => boolean) =>
    pairs.flat().reduce((sum, { quotations }) => sum + quotations.filter(keep).length, 0)
  const same = (equal: (one: GoldQuotation, other: GoldQuotation) => boolean): Share => ({
    right: shared.filter(([one, other]) => equal(one, other)).length,
    all: shared.length,
  })
  const sources = pairs.flatMap(([first, second]) => [
    ...first.sources.map((source) => hasSource(second, source)),
    ...second.sources.map((source) => hasSource(first, source)),
  ])
  const rows: readonly (readonly [string, Share])[] = [
    ['quoted speech in both annotations', { right: 2 * sharedQuoted.length, all: count(isQuoted) }],
    ['all quotations in both annotations', { right: 2 * shared.length, all: count(() => true) }],
    ['same speaker, of those in both', same((one, other) => isSameSpeaker(one, other))],
    ['same kind', same((one, other) => one.kind === other.kind)],
    ['same naming', same((one, other) => one.naming === other.naming)],
    ['same factuality', same((one, other) => one.factuality === other.factuality)],
    ['same relays', same((one, other) => one.relays.join() === other.relays.join())],
    ['sources in both', { right: sources.filter(Boolean).length, all: sources.length }],
  ]
  console.log(`\nagreement of two annotations of ${pairs.length} articles\n`)
  for (const [label, share] of rows) console.log(`${label.padEnd(42)} ${shareText(share)}`)
}

function hasSource({ sources }: GoldArticle, source: GoldArticle['sources'][number]): boolean {
  return sources.some(({ name, role }) => name === source.name && role === source.role)
}

function isSameSpeaker(one: GoldQuotation, other: GoldQuotation): boolean {
  return one.speakers.some((speaker) => other.speakers.includes(speaker))
}

/** Each quotation of the first annotation with the one of the second that has the same words. */
function pairQuotations(first: GoldArticle, second: GoldArticle): [GoldQuotation, GoldQuotation][] {
  const rest = second.quotations.map((quotation) => ({
    quotation,
    letters: lettersOf(second.body, quotation.content),
  }))
  return first.quotations.flatMap((quotation): [GoldQuotation, GoldQuotation][] => {
    const [match, ...others] = matchesOf(lettersOf(first.body, quotation.content), rest)
    if (!match || others.length > 0) return []
    rest.splice(rest.indexOf(match), 1)
    return [[quotation, match.quotation]]
  })
}
