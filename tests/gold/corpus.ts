import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Factuality, QuotationKind } from '../../src/model/quotation.ts'
import type { SourceRole } from '../../src/model/source.ts'
import type { Span } from '../../src/model/span.ts'
import { countWords } from '../../src/text/words.ts'
import type {
  GoldArticle,
  GoldDate,
  GoldNaming,
  GoldQuotation,
  GoldSource,
} from '../eval/attribution-scorer.ts'

export const PARTS = ['development', 'test', 'held-out'] as const
export type Part = (typeof PARTS)[number]

/** `gold` holds the annotation that counts, `second` the second one of a third of the articles. */
type Layer = 'gold' | 'second'

const KINDS: Readonly<Record<string, QuotationKind>> = {
  D: 'DIRECT',
  M: 'MIXED',
  I: 'INDIRECT',
}
const NAMINGS: Readonly<Record<string, GoldNaming>> = {
  N: 'NAMED',
  D: 'DESCRIBED',
  P: 'PRONOUN',
  A: 'ANONYMOUS',
  '-': 'NONE',
}
const FACTUALITIES: Readonly<Record<string, Factuality>> = {
  '': 'SAID',
  '!': 'NOT_SAID',
  '?': 'UNCERTAIN',
}
const ROLES: readonly SourceRole[] = [
  'PUBLISHER',
  'WIRE_AGENCY',
  'RELAY',
  'PICTURE_CREDIT',
  'AUTHOR',
]

/** Read the annotated articles of a part, in order of their names. */
export function readPart(part: Part, layer: Layer = 'gold'): GoldArticle[] {
  const folder = join(import.meta.dirname, layer, part)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.gold'))
    .sort()
    .map((file) => {
      const id = `${part}/${file.slice(0, -'.gold'.length)}`
      const body = readFileSync(join(import.meta.dirname, 'articles', `${id}.txt`), 'utf8')
      return parseGold(id, body, readFileSync(join(folder, file), 'utf8'))
    })
}

/**
 * Resolve the lines of an annotation to places in the article. GUIDE.md describes the lines.
 *
 * @throws Error that names the line, when its words are not in the article
 */
export function parseGold(id: string, body: string, annotation: string): GoldArticle {
  const quotations: GoldQuotation[] = []
  const sources: GoldSource[] = []
  const dates: GoldDate[] = []
  let from = 0
  let dateFrom = 0
  for (const [index, line] of annotation.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const fail = (reason: string) => new Error(`${id}.gold:${index + 1}: ${reason}`)
    const [code = '', ...fields] = line.split(' | ').map((field) => field.trim())
    if (code.startsWith('source ')) {
      sources.push(parseSource(code.slice('source '.length), fields, body, fail))
      continue
    }
    if (code === 'date') {
      const date = parseDate(fields, body, dateFrom, fail)
      dateFrom = date.span.end
      dates.push(date)
      continue
    }
    const quotation = parseQuotation(code, fields, body, from, fail)
    from = quotation.content[0]?.start ?? from
    quotations.push(quotation)
  }
  const relays = new Set(quotations.flatMap(({ relays }) => relays).filter(isName))
  for (const { role, name } of sources) if (role === 'RELAY') relays.delete(name)
  const relaySources = Array.from(relays, (name): GoldSource => ({ role: 'RELAY', name }))
  return {
    id,
    body,
    quotations,
    sources: [...sources, ...relaySources],
    dates: dates.length === 0 ? null : dates,
  }
}

type Fail = (reason: string) => Error

function parseSource(
  role: string,
  [name = '']: readonly string[],
  body: string,
  fail: Fail,
): GoldSource {
  const known = ROLES.find((one) => one === role)
  if (!known) throw fail(`unknown role ${role}`)
  if (findWords(body, name, 0) === null) throw fail(`not in the article: ${name}`)
  return { role: known, name }
}

function parseDate(
  [words = '', value]: readonly string[],
  body: string,
  from: number,
  fail: Fail,
): GoldDate {
  const span = findWords(body, words, from)
  if (!span) throw fail(`not in the article after the date before: ${words}`)
  if (!value) throw fail('expected words | value')
  return { span, value }
}

function parseQuotation(
  code: string,
  fields: readonly string[],
  body: string,
  from: number,
  fail: Fail,
): GoldQuotation {
  const kind = KINDS[code.charAt(0)]
  const naming = NAMINGS[code.charAt(1)]
  const factuality = FACTUALITIES[code.slice(2)]
  if (!kind || !naming || !factuality) throw fail(`unknown code ${code}`)
  const [words, mention, speaker, relayNames, ...rest] = fields
  if (!words || !mention || !speaker || rest.length > 0) {
    throw fail('expected content | mention | speaker, and perhaps relays')
  }
  const content = parseContent(words, body, from, fail)
  const place = mention === '-' ? null : findMention(body, mention, content)
  if (mention !== '-' && place === null) throw fail(`not in the article: ${mention}`)
  if ((naming === 'NONE') !== (mention === '-')) throw fail('only - has no mention')
  const relays = relayNames?.split(' > ') ?? []
  for (const relay of relays) {
    if (findWords(body, relay, 0) === null) throw fail(`not in the article: ${relay}`)
  }
  const named = place && body.slice(place.start, place.end)
  const speakers = speaker
    .split(' / ')
    .map((name) => (name === '-' ? null : name === '=' ? named : name))
  return { kind, naming, factuality, content, mention: named, speakers, relays }
}

function parseContent(words: string, body: string, from: number, fail: Fail): Span[] {
  let at = from
  return words.split(' + ').map((piece) => {
    const [first = '', last] = piece.split(' ... ')
    const head = findWords(body, first, at)
    if (!head) throw fail(`not in the article after the line before: ${first}`)
    const tail = last === undefined ? head : findWords(body, last, head.start)
    if (!tail) throw fail(`not in the article after "${first}": ${last}`)
    at = tail.end
    return { start: head.start, end: tail.end }
  })
}

/** The nearest occurrence of the words outside the content; `#2` behind them asks for the second. */
function findMention(body: string, words: string, content: readonly Span[]): Span | null {
  const numbered = /^(?<words>.+)#(?<number>\d+)$/.exec(words)?.groups
  if (numbered) return findWords(body, words, 0)
  const places: Span[] = []
  for (let place = findWords(body, words, 0); place; place = findWords(body, words, place.end)) {
    places.push(place)
  }
  const distance = (place: Span) =>
    Math.min(
      ...content.map(({ start, end }) =>
        place.end <= start ? start - place.end : Math.max(place.start - end, 0),
      ),
    )
  const isOutside = (place: Span) =>
    content.every(({ start, end }) => place.end <= start || place.start >= end)
  const [nearest] = places.filter(isOutside).sort((one, other) => distance(one) - distance(other))
  return nearest ?? null
}

/**
 * The first occurrence of whole words at or behind an offset; `words#3` is the third of the article.
 * Marks are compared by their kind and blanks and line ends are the same.
 */
function findWords(body: string, words: string, from: number): Span | null {
  const numbered = /^(?<text>.+)#(?<number>\d+)$/.exec(words)?.groups
  const text = flat(numbered?.text ?? words)
  let rest = Number(numbered?.number ?? 1)
  const flatBody = flat(body)
  for (let at = numbered ? 0 : from; ; at++) {
    at = flatBody.indexOf(text, at)
    if (at < 0 || text === '') return null
    const span = { start: at, end: at + text.length }
    if (isWhole(flatBody, span) && --rest === 0) return span
  }
}

function isWhole(body: string, { start, end }: Span): boolean {
  const isInside = (at: number) =>
    /[\p{L}\p{N}]/u.test(body.charAt(at - 1)) && /[\p{L}\p{N}]/u.test(body.charAt(at))
  return !isInside(start) && !isInside(end)
}

/** Every replacement has the length of what it replaces, so that offsets stay. */
function flat(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[\n\u00a0\u2009\u202f]/g, ' ')
}

/** A described medium ("state media") has no capital letter. */
function isName(relay: string): boolean {
  return /\p{Lu}/u.test(relay)
}

/** The size of a part, as a row of the table in README.md. */
export function countRow(part: Part): string {
  const articles = readPart(part)
  const quotations = articles.flatMap(({ quotations }) => quotations)
  const kind = (wanted: QuotationKind) => quotations.filter(({ kind }) => kind === wanted).length
  const cells = [
    part,
    articles.length,
    articles.reduce((sum, { body }) => sum + countWords(body), 0),
    quotations.length,
    kind('DIRECT'),
    kind('MIXED'),
    kind('INDIRECT'),
    quotations.filter(({ naming }) => naming === 'PRONOUN').length,
    quotations.reduce((sum, { relays }) => sum + relays.length, 0),
    articles.reduce((sum, { sources }) => sum + sources.length, 0),
    quotations.filter(({ factuality }) => factuality !== 'SAID').length,
    articles.reduce((sum, { dates }) => sum + (dates?.length ?? 0), 0),
    readPart(part, 'second').length,
  ]
  return `| ${cells.join(' | ')} |`
}
