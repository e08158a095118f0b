import { flat } from '../blocks.ts'
import { bylineOf, distinct } from '../facts.ts'
import { textOfValue } from '../json/record.ts'
import { findTimesInLine } from '../printed-times.ts'
import { isRecord, type Values } from '../values.ts'
import { type Line, nearHeading, type PageHead } from './head.ts'
import { parseStructured } from './structured.ts'

/** A line above the story that names only who wrote it. */
export function bylineAbove(lines: readonly string[]): string | null {
  const line = lines.find((each) => BY.test(each) && personOf(each) !== null)
  return line === undefined ? null : personOf(line)
}

const BY =
  /^(?:(?:by|von|par|por|door|di|af|av)\s*:?|(?:text|author|autor|författare)\s*:)\s+\p{Lu}/iu

/** What a page states of itself besides its meta tags. */
interface BylineSources {
  readonly title: string | null
  readonly parsely: Values | null
  /** The byline that Readability finds. */
  readonly found: string | null
}

/** The authors of a page, from the surest place that names any. */
export function bylineOfPage(
  head: PageHead,
  { title, parsely, found: byline }: BylineSources,
): string | null {
  const { meta } = head
  const stated = [
    ...NAMED_AUTHORS.map((name) => head.all(name).map(personOf)),
    authorsOf(parsely).map(personOf),
    [writtenBy(head)].map(personOf),
    [head.itemprop('author')].map(personOf),
    together(nearHeading(head.authors, head, title)).map(({ text }) => personOf(text)),
    [byline].map(personOf),
    nearHeading(head.bylines, head, title)
      .map(({ text }) => personOf(text))
      .slice(0, 1),
    [meta('twitter:creator')].map(personOf),
  ]
  for (const names of stated) {
    const found = distinct(names)
    if (found.length > 0) return found.join(', ')
  }
  return null
}

/** Elements between two authors of one byline. */
const MAX_BETWEEN = 12

/** The first line and those beside it. */
function together(lines: readonly Line[]): Line[] {
  const [first] = lines
  if (!first) return []
  return lines
    .filter(({ at }) => Math.abs(at - first.at) <= MAX_BETWEEN)
    .toSorted((one, other) => one.at - other.at)
}

const NAMED_AUTHORS = [
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'dcterm:creator',
  'author',
  'parsely-author',
  'article:author',
  'article:author_name',
  'article.author',
  'byl',
  'byline',
  'sailthru.author',
  'citation_author',
  'dc.contributor',
  'cxenseparse:author',
  'rbauthors',
]

/** The JSON that older pages have in one `parsely-page` tag. */
export function parselyPage(head: PageHead): Values | null {
  const [page] = parseStructured(head.meta('parsely-page') ?? '')
  return isRecord(page) ? page : null
}

function authorsOf(parsely: Values | null): string[] {
  const { authors, author } = parsely ?? {}
  return (Array.isArray(authors) ? authors : [author])
    .map((each) => textOfValue(each))
    .filter((name) => name !== null)
}

/** "Written by" beside its value, as blogs describe themselves to Twitter. */
function writtenBy(head: PageHead): string | null {
  const label = head.meta('twitter:label1') ?? ''
  return /written by|verfasst von|écrit par|escrito por|geschreven door|scritto da|автор/i.test(
    label,
  )
    ? head.meta('twitter:data1')
    : null
}

// What pages print behind the names in one line: the time, counts of comments, buttons.
const BEHIND_NAMES =
  /\s*(?:\||•|·)?\s*(?:\b(?:print|e-?mail|follow|share|tweet|comments?|subscribe|published|posted|updated|first published|last (?:updated|modified)|\d+\s*(?:comments?|shares?|min(?:ute)?s?|hrs?|hours?|days?)\b)|@\w+)[^]*$/iu
const OPEN_END = /(?:[\s,|/•·–—-]|\b(?:on|at|am|um|le|el|il|em|op|posted|published))+$/iu
const NO_NAME =
  /^(?:by\s+)?(?:authors?|staff|admin(?:istrator)?|editors?|editorial|redaktion|redazione|redacción|web ?desk|unknown|anonymous|guest|user|webmaster|reuters staff writer)$/i

/** The names of a byline of a page, without the time and the buttons behind them. */
function personOf(stated: string | null | undefined): string | null {
  const line = flat(stated ?? '')
  if (line === '' || NO_NAME.test(line)) return null
  const [time] = findTimesInLine(line)
  const before = (time ? line.slice(0, time.start) : line)
    .replace(/^by:\s*/i, 'By ')
    .replace(BEHIND_NAMES, '')
    .replace(/\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$/i, '')
    .replace(OPEN_END, '')
    .replace(/^[\s|/,•·–—-]+/, '')
  if (/^(?:by\s+)?\S+\.(?:com|org|net|[a-z]{2})$/i.test(before)) return null
  return before === '' || NO_NAME.test(before) ? null : bylineOf(before)
}
