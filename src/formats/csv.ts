import type { Article } from '../model/article.ts'
import type { Problem } from '../model/problem.ts'
import type { FieldMapping } from '../model/settings.ts'
import { fileProblem } from '../text/problems.ts'
import { createArticle } from './article.ts'
import { caps } from './caps.ts'
import type { ParsedFile, TextFile, TextFormat } from './format.ts'
import { dateTexts, orderOf, recordParts } from './json/record.ts'
import { isRecord, type Values } from './values.ts'
import { lazily } from './lazily.ts'
import { createPlaceFinder } from './places.ts'

const csvParse = lazily<typeof import('csv-parse/sync')>('csv-parse/sync')

const SEPARATORS = [',', ';', '\t', '|'] as const

/** A table with a line of headers, separated by commas, semicolons, tabs or bars: an article a row. */
export const csv: TextFormat = {
  kind: 'TEXT',
  name: 'csv',
  extensions: ['.csv', '.tsv', '.tab'],
  holdsMany: true,
  records: {
    headLength: (start) => start.indexOf(LINE_FEED) + 1,
    lastEnd: lastRowEnd,
    nextStart: (content) => content.indexOf(LINE_FEED) + 1 || -1,
  },
  recognize: (text) => {
    const header = headerOf(text)
    return header && isArticleTable(header.names)
      ? `its first line names the columns ${header.names.slice(0, 4).join(', ')}`
      : null
  },
  parse: parseCsv,
}

const LINE_FEED = 0x0a
const QUOTE = 0x22

/** Line ends inside quotation marks, which begin a cell, belong to it. */
function lastRowEnd(content: Uint8Array): number {
  let end = 0
  let isQuoted = false
  let startsCell = true
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? 0
    if (isQuoted) {
      if (byte !== QUOTE) continue
      if (content[at + 1] === QUOTE) at += 1
      else isQuoted = false
    } else if (byte === QUOTE && startsCell) isQuoted = true
    else if (byte === LINE_FEED) end = at + 1
    startsCell = !isQuoted && SEPARATOR_BYTES.has(byte)
  }
  return end
}

const SEPARATOR_BYTES = new Set(Buffer.from(',;\t|\n'))

interface Header {
  readonly names: readonly string[]
  readonly separator: string
}

/** Names of columns: short, without sentences, at least two. */
function headerOf(text: string): Header | null {
  const end = text.indexOf('\n')
  const line = (end < 0 ? text : text.slice(0, end)).trim()
  if (end < 0 || line.length === 0 || line.length > 4000) return null
  for (const separator of SEPARATORS) {
    const names = line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    if (
      names.length >= 2 &&
      names.every((name) => /^[\p{L}\p{N}_#][\p{L}\p{N} _./:-]{0,40}$|^$/u.test(name))
    ) {
      return { names, separator }
    }
  }
  return null
}

const HEADLINE = /^(?:headline|title|titel|titre|titulo|titolo|hed)$/i
const TEXT =
  /^(?:text|body|content|article|maintext|story|full.?text|article.?text|html|article.?body)$/i

function isArticleTable(names: readonly string[]): boolean {
  return names.some((name) => HEADLINE.test(name)) && names.some((name) => TEXT.test(name))
}

function parseCsv(file: TextFile): ParsedFile {
  const header = headerOf(file.text)
  if (!header) return { articles: [], problems: [noHeader(file.path)] }
  const problems: Problem[] = []
  const parsed: unknown[] = csvParse().parse(file.text, {
    columns: (names: string[]) => names.map((name) => name.trim()),
    delimiter: header.separator,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: caps.articles,
    on_skip: (error) => {
      if (error && problems.length < 20) problems.push(badRow(file.path, error.message))
      return undefined
    },
  })
  const rows = parsed.filter(isRecord)
  const order = orderOf(file, dates(rows, file.fields))
  const place = createPlaceFinder(file.text)
  let empty = 0
  const articles = rows.flatMap((row): Article[] => {
    const parts = recordParts(row, { mapping: file.fields, order })
    if (!parts) empty += 1
    return parts ? [createArticle(file, { ...parts, blocks: place(parts.blocks) })] : []
  })
  if (empty > 0) problems.push(noArticle(file.path, empty, rows.length))
  return { articles, problems }
}

function* dates(rows: readonly Values[], mapping: FieldMapping): Iterable<string> {
  for (const row of rows.slice(0, 5000)) yield* dateTexts(row, mapping)
}

function noArticle(path: string, count: number, all: number): Problem {
  return fileProblem(path, {
    code: 'NO_TEXT',
    severity: 'WARNING',
    message: `${count} of ${all} rows have neither a headline nor text.`,
    hint: 'Name the columns that hold them under "fields" in pressgraph.json.',
  })
}

function noHeader(path: string): Problem {
  return fileProblem(path, {
    code: 'MALFORMED_FILE',
    severity: 'ERROR',
    message: 'The first line does not name columns.',
    hint: 'Put the names of the columns on the first line: headline, date, text, …',
  })
}

function badRow(path: string, message: string): Problem {
  return fileProblem(path, {
    code: 'MALFORMED_FILE',
    severity: 'WARNING',
    message: `A row of the table is left out: ${message}.`,
    hint: 'Check its quotation marks and the number of its columns.',
  })
}
