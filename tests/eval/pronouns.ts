import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { resolveSpeakers, type Utterance } from '../../src/extraction/people/index.ts'
import { languages } from '../../src/languages/index.ts'
import type { Article, Paragraph } from '../../src/model/article.ts'
import type { Span } from '../../src/model/span.ts'
import { nameKey } from '../../src/text/names.ts'
import type { EvalOptions } from './options.ts'

interface GoldAttribution {
  readonly id: string
  readonly source: readonly (readonly [number, number])[]
  readonly content: readonly (readonly [number, number])[]
  readonly resolved?: string
}

interface GoldArticle {
  readonly id: string
  readonly text: string
  readonly attributions: readonly GoldAttribution[]
}

interface Answer {
  readonly article: string
  readonly attribution: string
  readonly words: string
  readonly gold: string
  /** Null where we leave it open. */
  readonly found: string | null
  readonly right: boolean
}

const DEVELOPMENT = new URL('../../../shared/corpora/polnear/dev.jsonl.gz', import.meta.url)

/**
 * Measure whom pronouns are said to mean, given where the words of each voice stand.
 *
 * Only attributions with `resolved` count; the other voices are told as well, without their names.
 */
export async function evaluatePronouns({ gold, out, json }: EvalOptions): Promise<void> {
  const files = gold.length > 0 ? gold : [DEVELOPMENT]
  const answers: Answer[] = []
  for (const file of files) {
    for (const article of await readGold(file)) answers.push(...answer(article))
  }
  const named = answers.filter(({ found }) => found !== null)
  const right = answers.filter((one) => one.right)
  const report = {
    pronouns: answers.length,
    named: named.length,
    right: right.length,
    rightOfAll: share(right.length, answers.length),
    rightOfNamed: share(right.length, named.length),
  }
  if (out !== null) {
    const { writeFile } = await import('node:fs/promises')
    await writeFile(out, answers.map((one) => `${JSON.stringify(one)}\n`).join(''))
  }
  if (json) return console.log(JSON.stringify(report))
  console.log(`${report.pronouns} pronouns, ${report.named} named, ${report.right} right`)
  console.log(`right of all    ${report.rightOfAll} %`)
  console.log(`right of named  ${report.rightOfNamed} %`)
}

async function readGold(file: string | URL): Promise<GoldArticle[]> {
  const bytes = await readFile(file)
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b
  const lines = (packed ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): GoldArticle => JSON.parse(line))
}

function answer({ id, text, attributions }: GoldArticle): Answer[] {
  const article = articleOf(id, text)
  const utterances = attributions.map((attribution) => utteranceOf(article, attribution))
  const known = { dateline: null, outlets: [] }
  const { voices, speakers } = resolveSpeakers(article, id, utterances, known, languages[0])
  const names = new Map(speakers.map((speaker) => [speaker.id, speaker.name]))
  return attributions.flatMap(({ id: attribution, resolved }, index) => {
    if (resolved === undefined) return []
    const speaker = voices[index]?.attribution.speaker
    const found = speaker ? (names.get(speaker) ?? null) : null
    const right = found !== null && sameName(found, resolved)
    const mention = utterances[index]?.mention
    const words = mention ? text.slice(mention.start, mention.end) : ''
    return [{ article: id, attribution, words, gold: resolved, found, right }]
  })
}

function articleOf(path: string, body: string): Article {
  const paragraphs = Array.from(body.matchAll(/\S[^\n]*/g), (match, index): Paragraph => ({
    kind: index === 0 ? 'HEADLINE' : 'TEXT',
    span: { start: match.index, end: match.index + match[0].trimEnd().length },
  }))
  return {
    path,
    key: '',
    body,
    headline: paragraphs[0]?.span ?? null,
    byline: null,
    paragraphs,
    stamp: null,
    url: null,
    language: 'en',
    publisher: null,
  }
}

function utteranceOf(article: Article, { source, content }: GoldAttribution): Utterance {
  const spans = content.map(([start, end]): Span => ({ start, end }))
  const [first] = source
  const start = spans[0]?.start ?? 0
  const paragraph = article.paragraphs.findIndex(({ span }) => span.end > start)
  return {
    content: spans,
    cue: null,
    mention: first ? { start: first[0], end: first[1] } : null,
    paragraph,
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

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10
}
