import { join } from 'node:path'
import { findUtterances } from '../../src/extraction/quotations.ts'
import { resolveSpeakers } from '../../src/extraction/speakers/index.ts'
import type { Utterance } from '../../src/extraction/speakers/resolve-mentions.ts'
import { english } from '../../src/languages/en/index.ts'
import { nameKey } from '../../src/text/names.ts'
import type { EvalOptions } from './options.ts'
import { type Gold, type GoldAttribution, readGold, SHARED, writeLines } from './scorer.ts'
import { articleOf, knownOf } from './system.ts'

/** Whom a pronoun is said to mean, beside whom a reader took it to mean. */
interface Answer {
  readonly article: string
  readonly attribution: string
  readonly words: string
  readonly gold: string
  /** Null where we leave it open. */
  readonly found: string | null
  readonly right: boolean
}

const DEVELOPMENT = join(SHARED, 'corpora/polnear/dev.jsonl.gz')

/** Measure whom pronouns are said to mean where it is given that they name a voice. */
export function evaluatePronouns({ gold, out, json }: EvalOptions): void {
  const files = gold.length > 0 ? gold : [DEVELOPMENT]
  const answers = files.flatMap(readGold).flatMap(resolvePronouns)
  if (out !== null) writeLines(out, answers)
  const { right, named, ofAll, ofNamed } = countPronouns(answers)
  if (json)
    return console.log(JSON.stringify({ pronouns: answers.length, right, named, ofAll, ofNamed }))
  console.log(`${answers.length} pronouns, ${named} named, ${right} right`)
  console.log(`right of all    ${percent(ofAll)} %`)
  console.log(`right of named  ${percent(ofNamed)} %`)
}

export function countPronouns(answers: readonly Answer[]) {
  const named = answers.filter(({ found }) => found !== null).length
  const right = answers.filter((answer) => answer.right).length
  return { right, named, ofAll: right / (answers.length || 1), ofNamed: right / (named || 1) }
}

/**
 * Ask whom the pronouns mean that a reader has resolved. The voices around them are those that we
 * find ourselves.
 */
export function resolvePronouns(gold: Gold): Answer[] {
  const asked = gold.attributions.filter(({ resolved }) => resolved !== undefined)
  if (asked.length === 0) return []
  const article = articleOf(gold)
  const known = knownOf(article)
  const { utterances: found } = findUtterances(article, known, english)
  const utterances = [...found, ...asked.map(utteranceOf)]
  const { resolved: answers, speakers } = resolveSpeakers(
    article,
    gold.id,
    utterances,
    known,
    english,
  )
  const names = new Map(speakers.map(({ id, name }) => [id, name]))
  return asked.map(({ id, source, resolved = '' }, index) => {
    const speaker = answers[found.length + index]?.attribution.speaker ?? ''
    const name = names.get(speaker) ?? null
    const right = name !== null && sameName(name, resolved)
    const words = gold.text.slice(source[0]?.[0], source[0]?.[1])
    return { article: gold.id, attribution: id, words, gold: resolved, found: name, right }
  })
}

function utteranceOf({ source, content }: GoldAttribution): Utterance {
  const [mention] = source
  return {
    content: content.map(([start, end]) => ({ start, end })),
    cue: null,
    mention: mention ? { start: mention[0], end: mention[1] } : null,
    paragraph: 0,
    continues: null,
  }
}

/** The same last name, and first names of which one begins the other; a lone name is either end. */
function sameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const [first = '', last = ''] = [short[0], short.at(-1)]
  if (short.length === 1) return long[0] === first || long.at(-1) === first
  const start = long[0] ?? ''
  return long.at(-1) === last && (start.startsWith(first) || first.startsWith(start))
}

function wordsOf(name: string): string[] {
  return nameKey(name)
    .replace(/ (?:jr|sr|ii|iii)$/, '')
    .split(' ')
}

function percent(share: number): number {
  return Math.round(1000 * share) / 10
}
