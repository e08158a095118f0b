import { type Block, createArticle, statedTime } from './article.ts'
import { findBlocks, flat } from './blocks.ts'
import type { ParsedFile, TextFile, TextFormat } from './format.ts'

/**
 * The Reuters-21578 collection: SGML with character references to control characters, which no XML
 * reader accepts.
 */
export const reuters: TextFormat = {
  kind: 'TEXT',
  name: 'reuters-21578',
  extensions: ['.sgm'],
  holdsMany: true,
  recognize: (text) =>
    /^\s*(?:<!DOCTYPE lewis\b[^>]{0,200}>\s*)?(?:<\w{1,20}>\s*)?<REUTERS\s/.test(
      text.slice(0, 2000),
    )
      ? 'its documents are "REUTERS" elements'
      : null,
  parse: (file) => parseReuters(file),
}

function parseReuters(file: TextFile): ParsedFile {
  const articles = file.text.split('<REUTERS').flatMap((document) => {
    const start = /^(?<attributes>[^>]{0,400})>/.exec(document)
    const end = document.indexOf('</REUTERS>')
    if (!start || end < 0) return []
    return readDocument(file, start.groups?.attributes ?? '', document.slice(start[0].length, end))
  })
  return { articles: articles.filter(({ paragraphs }) => paragraphs.length > 0), problems: [] }
}

function readDocument(file: TextFile, attributes: string, content: string) {
  const printed = elementOf(content, 'TEXT') ?? ''
  const isUnparsed = /TYPE="UNPROC"/.test(content)
  const story = decodeEntities(
    elementOf(printed, 'BODY') ?? printed.replace(/<(TITLE|AUTHOR|DATELINE)>[\s\S]*?<\/\1>/g, ''),
  )
  const title = flat(decodeEntities(elementOf(printed, 'TITLE') ?? ''))
  const dateline = flat(decodeEntities(elementOf(printed, 'DATELINE') ?? ''))
  const blocks = blocksOf(story, isUnparsed)
  return createArticle(file, {
    headline: title,
    byline: flat(decodeEntities(elementOf(printed, 'AUTHOR') ?? '')),
    dateline: dateline.replace(/\s*-$/, ''),
    blocks,
    provider: 'Reuters',
    keywords: ['TOPICS', 'PLACES', 'PEOPLE', 'ORGS', 'EXCHANGES', 'COMPANIES'].flatMap((name) =>
      Array.from((elementOf(content, name) ?? '').matchAll(/<D>([^<]*)<\/D>/g), ([, word = '']) =>
        decodeEntities(word),
      ),
    ),
    itemId: /\bNEWID="(?<id>[^"]+)"/.exec(attributes)?.groups?.id ?? null,
    times: statedTime('PUBLISHED', 'DATE', decodeEntities(elementOf(content, 'DATE') ?? '')),
    basis: 'HEADER',
  })
}

function elementOf(content: string, name: string): string | null {
  const start = new RegExp(`<${name}(?:\\s[^>]{0,100})?>`).exec(content)
  if (!start) return null
  const from = start.index + start[0].length
  const end = content.indexOf(`</${name}>`, from)
  return end < 0 ? null : content.slice(from, end)
}

// The agency's name ends each story.
const SIGN_OFF = /^reuters?$/i

/** Paragraphs begin with four blanks; lines that are unparsed stay as they are. */
function blocksOf(story: string, isUnparsed: boolean): Block[] {
  const whole = { start: 0, end: story.length }
  return findBlocks(story, whole, (line) => /^ {3,}\S/.test(line) || isUnparsed)
    .map(({ text }) => text.replace(/\s+Reuters?$/i, (end) => (isUnparsed ? end : '')))
    .filter((text) => text !== '' && !/^(?:blah\s?){3}\.?$/i.test(text))
    .map((text): Block => ({ kind: SIGN_OFF.test(text) ? 'SIGN_OFF' : 'TEXT', text }))
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/** References to control characters mean nothing to readers. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(?<code>\d{1,7})|(?<name>[a-z]{2,4}));/g, (whole, ...rest) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the named groups
    const { code, name } = rest.at(-1) as { code?: string; name?: string }
    if (name !== undefined) return ENTITIES[name] ?? whole
    const point = Number(code)
    if (point < 32) return point === 10 ? '\n' : ''
    return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })
}
