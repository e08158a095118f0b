import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { findDates } from '../../src/extraction/dates/index.ts'
import { resolvePublished } from '../../src/extraction/published.ts'
import { languages } from '../../src/languages/index.ts'
import { type Article, noFacts, type Stamp } from '../../src/model/article.ts'
import type { DateMention } from '../../src/model/date.ts'
import { defaultSettings } from '../../src/model/settings.ts'

/** A line of a gold file; offsets are UTF-16 units into `text`. */
export interface GoldDocument {
  readonly id: string
  readonly text: string
  /** ISO 8601 day or time of the document. */
  readonly dct: string
  readonly timexes: readonly GoldTimex[]
}

interface GoldTimex {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly value: string
}

/** Read a file of gold documents, JSON Lines, perhaps gzipped. */
export function readGold(file: string): GoldDocument[] {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, file, index + 1)]))
}

function parseLine(line: string, file: string, number: number): GoldDocument {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new Error(`Cannot read ${file}: line ${number} is not JSON.`, { cause })
  }
}

/** What the extractor finds in a gold text, read as an article without headline. */
export function tag(gold: GoldDocument): DateMention[] {
  const article = articleOf(gold)
  const published = resolvePublished(article, null, null, defaultSettings)
  return findDates(article, gold.id, { published, dateline: null }, languages[0])
}

function articleOf({ id, text, dct }: GoldDocument): Article {
  const paragraphs = Array.from(text.matchAll(/\S(?:[^\n]|\n(?![^\S\n]*\n))*/g), (match) => ({
    kind: 'TEXT' as const,
    span: { start: match.index, end: match.index + match[0].trimEnd().length },
  }))
  const day = /^\d{4}-\d{2}-\d{2}/.exec(dct)?.[0]
  const stamp: Stamp | null =
    day === undefined
      ? null
      : { literal: null, local: `${day}T00:00:00`, precision: 'DAY', zone: null, basis: 'META' }
  return {
    ...noFacts,
    path: id,
    key: '',
    body: text,
    headline: null,
    byline: null,
    dateline: null,
    sourceMap: null,
    paragraphs,
    stamp,
  }
}
