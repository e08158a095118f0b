import { type Block, createArticle, statedTime } from './article.ts'
import { findBlocks, flat } from './blocks.ts'
import { caps } from './caps.ts'
import type { BytesFile, BytesFormat, ParsedFile } from './format.ts'

const HEADER = /^[A-Za-z][\w-]{1,60}:/
const KNOWN =
  /^(?:from|date|subject|message-id|mime-version|received|to|newsgroups|return-path|reply-to|organization|content-type):/i

/** E-mail as files, and messages of news groups. */
export const mail: BytesFormat = {
  kind: 'BYTES',
  name: 'mail',
  extensions: ['.eml'],
  holdsMany: false,
  recognize: (content) => {
    const lines = latin1(content.subarray(0, 8000)).split(/\r?\n/)
    const blank = lines.indexOf('')
    const head = lines.slice(0, blank < 0 ? 60 : blank)
    const isHead = head.every((line, at) => HEADER.test(line) || (at > 0 && /^[ \t]/.test(line)))
    const names = new Set(
      head.flatMap((line) => (KNOWN.test(line) ? line.split(':')[0]?.toLowerCase() : [])),
    )
    const isMail =
      blank > 1 &&
      isHead &&
      names.size >= 3 &&
      names.has('from') &&
      (names.has('subject') || names.has('date'))
    return isMail ? 'it begins with the header of a message' : null
  },
  parse: parseMail,
}

function latin1(content: Uint8Array): string {
  return Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1')
}

/** A part of a message: its header, names in lower case, and its decoded content. */
interface Part {
  readonly header: ReadonlyMap<string, string>
  readonly content: Buffer
}

function parseMail(file: BytesFile): ParsedFile {
  const parts = readParts(latin1(file.content), 0)
  const [message] = parts
  if (!message) return { articles: [], problems: [] }
  const header = message.header
  const attachments = parts.filter(({ header }) => nameOf(header) !== null)
  const attached = attachments.map((part) =>
    file.parseContained(nameOf(part.header) ?? '', part.content),
  )
  const text = textOfParts(file, parts)
  const recognized = text === null ? null : file.parseText(text)
  if (recognized) return join([recognized, ...attached])
  const html = text === null ? parts.find((part) => isType(part.header, 'text/html')) : undefined
  if (html) {
    const page = file.parseContained(`${file.path}.html`, html.content)
    if (page.articles.length > 0) return join([page, ...attached])
  }
  const article = createArticle(
    { path: file.path, text: '', origin: null },
    {
      headline: headerText(file, header.get('subject'))?.replace(
        /^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+/i,
        '',
      ),
      byline: senderOf(headerText(file, header.get('from'))),
      blocks: storyOf(text ?? ''),
      publisher: headerText(file, header.get('organization')),
      keywords: (headerText(file, header.get('keywords')) ?? '')
        .split(/\s*[,;]\s*/)
        .filter(Boolean),
      itemId: header.get('message-id')?.replace(/^<|>$/g, '') ?? null,
      times: statedTime('PUBLISHED', 'Date', header.get('date')?.replace(/\([^()]*\)\s*$/, '')),
      basis: 'HEADER',
    },
  )
  return join([{ articles: [article], problems: [] }, ...attached])
}

function join(files: readonly ParsedFile[]): ParsedFile {
  return {
    articles: files.flatMap(({ articles }) => articles),
    problems: files.flatMap(({ problems }) => problems),
  }
}

function isType(header: ReadonlyMap<string, string>, type: string): boolean {
  return (header.get('content-type') ?? 'text/plain').toLowerCase().startsWith(type)
}

function textOfParts(file: BytesFile, parts: readonly Part[]): string | null {
  const part = parts.find(
    ({ header, content }) =>
      isType(header, 'text/plain') && nameOf(header) === null && content.length > 0,
  )
  const text =
    part && file.decode(part.content, parameterOf(part.header.get('content-type'), 'charset'))?.text
  return text?.trim() ? text : null
}

/** The name of an attachment. */
function nameOf(header: ReadonlyMap<string, string>): string | null {
  return (
    parameterOf(header.get('content-disposition'), 'filename') ??
    parameterOf(header.get('content-type'), 'name')
  )
}

function parameterOf(value: string | undefined, name: string): string | null {
  const match = new RegExp(
    `;\\s*${name}\\s*=\\s*(?:"(?<quoted>[^"]{0,200})"|(?<bare>[^\\s;"]{1,200}))`,
    'i',
  ).exec(value ?? '')
  return match?.groups?.quoted ?? match?.groups?.bare ?? null
}

const MAX_PARTS = 200

/** The message and its parts; a multipart gives its own header and then its parts. */
function readParts(source: string, depth: number): Part[] {
  const blank = /\r?\n\r?\n/.exec(source)
  const head = blank ? source.slice(0, blank.index) : source
  const content = blank ? source.slice(blank.index + blank[0].length) : ''
  const header = readHeader(head)
  const boundary = isType(header, 'multipart/')
    ? parameterOf(header.get('content-type'), 'boundary')
    : null
  if (boundary === null || depth > Math.min(10, caps.depth)) {
    return [{ header, content: decodeContent(content, header.get('content-transfer-encoding')) }]
  }
  const sections = `\n${content}`.split(`\n--${boundary}`).slice(1, MAX_PARTS)
  const parts = sections
    .filter((section) => !section.startsWith('--'))
    .flatMap((section) =>
      readParts(section.replace(/^[^\n]*\n/, '').replace(/\r?\n$/, ''), depth + 1),
    )
  return [{ header, content: Buffer.alloc(0) }, ...parts]
}

function readHeader(head: string): ReadonlyMap<string, string> {
  const header = new Map<string, string>()
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !header.has(name)) header.set(name, line.slice(colon + 1).trim())
  }
  return header
}

function decodeContent(content: string, encoding = ''): Buffer {
  if (/base64/i.test(encoding)) return Buffer.from(content, 'base64')
  if (!/quoted-printable/i.test(encoding)) return Buffer.from(content, 'latin1')
  return decodeQuoted(content.replace(/=[ \t]*\r?\n/g, ''))
}

function decodeQuoted(content: string): Buffer {
  const bytes = content.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}

const ENCODED = /=\?([\w-]{1,40})(?:\*\w+)?\?([bq])\?([^?\s]{0,1000})\?=(?:\s+(?==\?))?/gi

/** A header's value with its encoded words decoded, and raw bytes as their encoding is found. */
function headerText(file: BytesFile, value: string | undefined): string | null {
  if (value === undefined) return null
  const decoded = value.replace(ENCODED, (_whole, charset: string, kind: string, words: string) => {
    const bytes =
      kind.toLowerCase() === 'b'
        ? Buffer.from(words, 'base64')
        : decodeQuoted(words.replaceAll('_', ' '))
    return file.decode(bytes, charset)?.text ?? ''
  })
  const isRaw = decoded === value && /[\u0080-\u00ff]/.test(value)
  return (
    flat(isRaw ? (file.decode(Buffer.from(value, 'latin1'), null)?.text ?? value) : decoded) || null
  )
}

/** "Ida Moen <ida@selm.example>", "ida@selm.example (Ida Moen)" */
function senderOf(from: string | null): string | null {
  if (from === null) return null
  const name = /^"?(?<name>[^"<>@]{2,80}?)"?\s*<[^<>]*>$/.exec(from)?.groups?.name
  const comment = /^\S+@\S+\s+\((?<name>[^()]{2,80})\)$/.exec(from)?.groups?.name
  return name ?? comment ?? from
}

/** Up to the signature. */
function storyOf(text: string): Block[] {
  const end = /^-- ?$/m.exec(text)?.index ?? text.length
  return findBlocks(text, { start: 0, end }).map((block) => ({ kind: 'TEXT', text: block.text }))
}
