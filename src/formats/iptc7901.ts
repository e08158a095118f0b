import { type Block, createArticle, statedTime } from './article.ts'
import { findBlocks, flat } from './blocks.ts'
import type { BytesFile, BytesFormat, ParsedFile } from './format.ts'
import { monthNamed } from './month-names.ts'
import type { PrintedTime } from './stamp.ts'

const [SOH, STX, ETX, EOT] = [1, 2, 3, 4] as const

/** Wire messages by IPTC 7901: control characters part header, text and the time of transmission. */
export const iptc7901: BytesFormat = {
  kind: 'BYTES',
  name: 'iptc7901',
  extensions: [],
  holdsMany: false,
  recognize: (content) => {
    const head = content.subarray(0, 4000)
    const start = head.findIndex((byte) => byte > 0x20 || byte === SOH)
    const header = Buffer.from(head.subarray(start + 1))
      .toString('latin1')
      .trimStart()
    return head[start] === SOH && HEADER.test(header) && head.includes(STX)
      ? 'it begins with the control characters of a wire message'
      : null
  },
  parse: parseMessages,
}

/** A file may hold many messages, one behind the other. */
function parseMessages(file: BytesFile): ParsedFile {
  const { content } = file
  const starts: number[] = []
  for (let at = content.indexOf(SOH); at >= 0; at = content.indexOf(SOH, at + 1)) starts.push(at)
  const articles = starts.flatMap((start, index) => {
    const message = content.subarray(start + 1, starts[index + 1] ?? content.length)
    return readMessage(file, message) ?? []
  })
  return { articles, problems: [] }
}

function readMessage(file: BytesFile, message: Uint8Array) {
  const textAt = message.indexOf(STX)
  if (textAt < 0) return null
  const found = message.indexOf(ETX, textAt)
  const textEnd = found < 0 ? message.length : found
  const header = decodePart(file, message.subarray(0, textAt))
  const text = decodePart(file, message.subarray(textAt + 1, textEnd))
  const end = message.indexOf(EOT, textEnd)
  const tail = decodePart(file, message.subarray(textEnd + 1, end < 0 ? message.length : end))
  const head = readHeader(header)
  const { title, byline, story } = splitTitle(text)
  const [headline] = title
  const times = statedTime('PUBLISHED', 'transmission time', lastLine(tail), parseTransmission)
  const [sent] = times
  return createArticle(
    { path: file.path, text, origin: null },
    {
      headline: headline === undefined ? null : title.join(' '),
      byline,
      blocks: storyOf(story, head.provider),
      provider: head.provider,
      section: head.category,
      keywords: head.keywords,
      // Numbers begin again each day.
      itemId: head.id && sent ? `${head.id}-${sent.local.slice(0, 10)}` : head.id,
      times,
      basis: 'HEADER',
    },
  )
}

function decodePart(file: BytesFile, part: Uint8Array): string {
  return file.decode(part, null)?.text ?? ''
}

// "eca062 4 i 211 ccccb   dpa 061": service and number, priority, category, words, agency, number.
const HEADER =
  /^(?<service>[a-z]{2,4})\s?(?<number>\d{2,5})\s+\d\s+(?<category>[a-z]{1,3})\s+\d{1,5}\b/i

function readHeader(header: string) {
  const [first = '', ...below] = header.split('\n').filter((line) => line.trim() !== '')
  const groups = HEADER.exec(first.trim())?.groups
  const agency = /(?<name>\p{L}{2,12})(?:-\p{L}{2,12})?\s+\d{1,5}\s*$/u.exec(first)?.groups?.name
  return {
    id: groups ? `${groups.service}${groups.number}` : null,
    category: groups?.category ?? null,
    provider: agency ?? null,
    keywords: below.join('').split('/').map(flat).filter(Boolean),
  }
}

// "1ST LEAD", "EXTRA", "(Achtung)": they say how urgent or new a message is.
const URGENCY =
  /^(?:\(.{1,40}\)|[\p{Lu}\d\s/.:-]{0,30}\b(?:LEAD|EXTRA|URGENT|REFILE|UPDATE|WRITETHRU|BULLETIN|FLASH|ALERT|ADVISORY|CORRECTION|CORRECTED|REPETITION|REPEAT|SUMMARY|ROUNDUP|EDS|EILMELDUNG|ZUSAMMENFASSUNG|BERICHTIGUNG|WIEDERHOLUNG|KORREKTUR|NEU|URGENTE)\b[\p{Lu}\d\s/.:-]{0,30})$/u
const BYLINE = /^(?:by|von|par|por|da)\s+\p{Lu}/iu

/** The title runs to a line that ends in "=", else to the first blank line. */
function splitTitle(text: string) {
  const mark = /=[^\S\n]*(?:\n|$)/.exec(text.slice(0, 1000))
  const blank = /\n[^\S\n]*\n/.exec(text.trimStart())
  const lead = text.length - text.trimStart().length
  const end = mark?.index ?? (blank ? lead + blank.index : 0)
  const lines = text.slice(0, end).split('\n').map(flat).filter(Boolean)
  const byline = lines.find((line) => BYLINE.test(line)) ?? null
  return {
    title: lines.filter((line) => line !== byline && !URGENCY.test(line)),
    byline,
    story: text.slice(end).replace(/^=/, ''),
  }
}

// Notes to editors, contacts and links follow the story.
const NOTES =
  /^[^\S\n\r\u2028\u2029]*(?:#{1,3}\s|(?:\*\s?){3,}|-{5,}|_{5,})|^.{0,40}\bnot (?:intended )?for publication\b|^.{0,40}nicht zur Veröffentlichung/im

function storyOf(story: string, provider: string | null): Block[] {
  const end = NOTES.exec(story)?.index ?? story.length
  const blocks = findBlocks(story, { start: 0, end }, (line) => /^ {2,}\S/.test(line))
  return blocks
    .map(({ text }) => flat(text))
    .filter((text) => !isInitials(text, provider))
    .map((text): Block => ({ kind: 'TEXT', text }))
}

/** "dpa wsz jln npr": the agency and the initials of its editors. */
function isInitials(text: string, provider: string | null): boolean {
  return (
    provider !== null && /^\p{L}{2,5}(?: \p{L}{2,4}){1,6}$/u.test(text) && text.startsWith(provider)
  )
}

function lastLine(tail: string): string {
  return (
    tail
      .split('\n')
      .map(flat)
      .find((line) => /^\d{6}/.test(line)) ?? ''
  )
}

// "131137 GMT Nov 13": day, hour and minute, zone, month and year.
const TRANSMISSION =
  /^(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)\s*(?<zone>[A-Z]{1,5})?\s+(?<month>\p{L}{3,9})\.?\s+(?<year>\d{2}|\d{4})\b/u

function parseTransmission(printed: string): PrintedTime | null {
  const groups = TRANSMISSION.exec(printed)?.groups
  const month = monthNamed(groups?.month ?? '')
  if (!groups || month === null) return null
  const { day = '', hour = '', minute = '', year = '', zone } = groups
  const century = Number(year) >= 70 ? '19' : '20'
  const date = `${year.length === 2 ? century + year : year}-${String(month).padStart(2, '0')}-${day}`
  const isReal = Number(day) >= 1 && new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day)
  if (!isReal || Number(hour) > 23 || Number(minute) > 59) return null
  return { local: `${date}T${hour}:${minute}:00`, precision: 'MINUTE', zone: zone ?? null }
}
