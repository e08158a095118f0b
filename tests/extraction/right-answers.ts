import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findDateline } from '../../src/extraction/datelines.ts'
import { findOutlets } from '../../src/extraction/sources/outlets.ts'
import { findQuotations } from '../../src/extraction/quotations.ts'
import type { Language } from '../../src/languages/language.ts'
import { readMarks } from '../../src/text/marks.ts'
import { articleOf } from './quotations/found.ts'

/** A text with hand-written expected quotations. */
export interface RightAnswer {
  /** Its title in the list of misses. */
  readonly title: string
  readonly body: string
  /** The first paragraph is a headline. */
  readonly headed: boolean
  /** One line for each quotation. */
  readonly lines: readonly string[]
  /** The lines include the speakers. */
  readonly voiced: boolean
}

/**
 * Read the sentences of a table, one per line; lines that begin with `#` are comments.
 *
 * Marks are `[[content …]]`, `[[cue …]]`, `[[mention …]]` and, outermost first, `[[relay …]]`; those
 * of the second quotation end in 2.
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
 * Read the article of a folder: its text from `article.txt`, the marks from `expected.txt`, and from
 * `voices.txt` one line for each quotation with speaker and relays: `1: Jo Hale | state radio`.
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

/** The folders below a root that have an article with expected quotations. */
export function articleFolders(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => existsSync(join(root, path, 'expected.txt')))
    .sort()
}

/** The words of a quotation's parts. */
interface Quoted {
  readonly mention: string[]
  readonly cue: string[]
  readonly content: string[]
  /** Null when it is not compared. */
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
      throw new Error(`The label "${label}" is not content, cue, mention or relay: ${marked}`)
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

/** The quotations that are found in a text, one line each. */
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

/** Expected lines that are missing (`-`), and unexpected lines (`+`). */
export function missesOf(right: readonly string[], found: readonly string[]): string[] {
  return [
    ...right.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !right.includes(line)).map((line) => `+ ${line}`),
  ]
}
