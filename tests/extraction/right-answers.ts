import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/sources/outlets.ts'
import { findQuotations } from '../../src/extraction/quotations.ts'
import type { Language } from '../../src/languages/language.ts'
import { readMarks } from '../../src/text/marks.ts'
import { articleOf } from './quotations/found.ts'

/** A text with the right answer written into it by hand. */
export interface RightAnswer {
  /** What it is called among the misses. */
  readonly title: string
  readonly body: string
  /** Its first paragraph is a headline. */
  readonly headed: boolean
  /** A line for each quotation. */
  readonly lines: readonly string[]
  /** The lines say also whose words they are. */
  readonly voiced: boolean
}

/**
 * The sentences of a table, one a line; lines that begin with `#` say what the table is about.
 *
 * Marks are `[[content …]]`, `[[cue …]]`, `[[mention …]]` and, outermost first, `[[relay …]]`; those
 * of the second quotation have a 2.
 */
export function readSentences(file: string): RightAnswer[] {
  const headed = file.endsWith('headlines.txt')
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((marked) => ({
      title: marked,
      body: readMarks(marked).text,
      headed,
      lines: readQuotations(marked).map(lineOf),
      voiced: false,
    }))
}

/**
 * The article of a folder: the text in `article.txt`, with marks in `expected.txt`, and in
 * `voices.txt` a line for each quotation: `1: Jo Hale | state radio`, the speaker and the relays.
 */
export function readArticleFolder(folder: string, title: string): RightAnswer {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd()
  const voices = existsSync(join(folder, 'voices.txt')) ? read('voices.txt').split('\n') : null
  const quotations = readQuotations(read('expected.txt')).map((quotation, index) => {
    const [speaker = '', ...relay] = voices?.[index]?.replace(/^\d+: /, '').split(' | ') ?? []
    return lineOf(voices ? { ...quotation, speaker: [speaker], relay } : quotation)
  })
  return { title, body: read('article.txt'), headed: true, lines: quotations, voiced: !!voices }
}

/** Folders below a folder that hold an article with its right answer. */
export function articleFolders(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => existsSync(join(root, path, 'expected.txt')))
    .sort()
}

/** A quotation by the words of its parts. */
interface Quoted {
  readonly mention: string[]
  readonly cue: string[]
  readonly content: string[]
  /** Null where it is not asked for. */
  readonly speaker: string[] | null
  readonly relay: string[]
}

function readQuotations(marked: string): Quoted[] {
  const { text, marks } = readMarks(marked)
  const quotations = new Map<string, Quoted>()
  for (const { label, span } of marks) {
    const { part = '', number = '' } = /^(?<part>[a-z]+)(?<number>\d*)$/.exec(label)?.groups ?? {}
    const known = quotations.get(number)
    const quoted = known ?? { mention: [], cue: [], content: [], speaker: null, relay: [] }
    if (part !== 'mention' && part !== 'cue' && part !== 'content' && part !== 'relay') {
      throw new Error(`The label "${label}" is none of content, cue, mention and relay: ${marked}`)
    }
    quoted[part].push(text.slice(span.start, span.end))
    quotations.set(number, quoted)
  }
  return [...quotations.values()]
}

function lineOf({ mention, cue, content, speaker, relay }: Quoted): string {
  return [
    mention.join(' … ') || 'nobody',
    cue.join(' … ') || 'no cue',
    content.join(' … '),
    ...(speaker ? [`= ${speaker.join(' or ') || 'nobody'}`] : []),
    ...(relay.length > 0 ? [`via ${relay.join(', ')}`] : []),
  ].join(' | ')
}

/** What is found in a text, a line for each quotation. */
export function findLines({ body, headed, voiced }: RightAnswer, language: Language): string[] {
  const article = articleOf(body, headed ? 'HEADLINE' : 'TEXT')
  const outlets = findOutlets(article, language)
  const dateline = findDateline(article, outlets, language)
  const { quotations, speakers } = findQuotations(article, 'a', { dateline, outlets }, language)
  const names = new Map(speakers.map(({ id, name }) => [id, name]))
  const words = (span: { readonly start: number; readonly end: number }) =>
    body.slice(span.start, span.end)
  return quotations.map(({ mention, cue, content, attribution, relays }) =>
    lineOf({
      mention: mention ? [words(mention)] : [],
      cue: cue ? [words(cue.span)] : [],
      content: content.map(words),
      speaker: voiced ? [names.get(attribution.speaker ?? '') ?? 'nobody'] : null,
      relay: relays.map(({ span }) => words(span)),
    }),
  )
}

/** What is right and not found (`-`), and what is found and not right (`+`). */
export function missesOf(right: readonly string[], found: readonly string[]): string[] {
  return [
    ...right.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !right.includes(line)).map((line) => `+ ${line}`),
  ]
}
