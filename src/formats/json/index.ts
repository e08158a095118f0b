import type { Article } from '../../model/article.ts'
import type { Problem } from '../../model/problem.ts'
import type { FieldMapping } from '../../model/settings.ts'
import { fileProblem } from '../../text/problems.ts'
import { createArticle, isEmptyItem, type ItemParts } from '../article.ts'
import { caps } from '../caps.ts'
import type { ParsedFile, TextFile, TextFormat } from '../format.ts'
import { createPlaceFinder } from '../places.ts'
import { isNinjs, ninjsParts } from './ninjs.ts'
import { dateTexts, orderOf, type RecordOptions, recordParts } from './record.ts'
import { isRecord, type Values } from '../values.ts'
import { articlesIn, isArticle, schemaOrgParts } from './schema-org.ts'

/** ninjs 1, 2, 3 and Superdesk's dialect: one item, or a list of them. */
export const ninjs: TextFormat = {
  kind: 'TEXT',
  name: 'ninjs',
  extensions: [],
  holdsMany: true,
  recognize: (text) =>
    startsObject(text) &&
    /"(?:uri|guid)"\s*:/.test(text) &&
    /"(?:versioncreated|versionCreated|body_xhtml|pubstatus|pubStatus)"\s*:/.test(text)
      ? 'it is JSON with the members of ninjs'
      : null,
  parse: (file) => parseJson(file),
}

/** JSON of crawls, exports and schema.org: an article, a list of them, or a list inside an object. */
export const json: TextFormat = {
  kind: 'TEXT',
  name: 'json',
  extensions: ['.json'],
  holdsMany: true,
  recognize: (text) =>
    startsObject(text) && !isLines(text) && /[}\]]\s*$/.test(text.slice(-200))
      ? 'it is a JSON object or list'
      : null,
  parse: (file) => parseJson(file),
}

/** JSON Lines: an article on each line. */
export const jsonLines: TextFormat = {
  kind: 'TEXT',
  name: 'json-lines',
  extensions: ['.jsonl', '.ndjson'],
  holdsMany: true,
  records: {
    headLength: () => 0,
    lastEnd: (content) => content.lastIndexOf(LINE_FEED) + 1,
    nextStart: (content) => content.indexOf(LINE_FEED) + 1 || -1,
  },
  recognize: (text) => (isLines(text) ? 'each of its lines is a JSON object' : null),
  parse: parseLines,
}

const LINE_FEED = 0x0a

function startsObject(text: string): boolean {
  return /^\s*(?:\[\s*)?\{\s*["}]/.test(text.slice(0, 200))
}

/** Whether the first line is an object of its own and the next one begins another. */
function isLines(text: string): boolean {
  const end = text.indexOf('\n')
  const first = (end < 0 ? text : text.slice(0, end)).trim()
  if (!first.startsWith('{') || !first.endsWith('}')) return false
  return end >= 0 && /^\s*\{\s*"/.test(text.slice(end, end + 200)) && parse(first) !== undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseJson(file: TextFile): ParsedFile {
  let value: unknown
  try {
    value = JSON.parse(file.text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { articles: [], problems: [malformed(file.path, `The JSON cannot be read: ${reason}.`)] }
  }
  return articlesOf(file, recordsIn(value, file.fields))
}

function parseLines(file: TextFile): ParsedFile {
  const problems: Problem[] = []
  const records: Values[] = []
  file.text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    const value = parse(line)
    if (isRecord(value)) records.push(value)
    else if (problems.length < 20) {
      const problem = malformed(file.path, 'The line is not a JSON object.')
      problems.push({ ...problem, line: index + 1, column: 1 })
    }
  })
  const parsed = articlesOf(file, records)
  return { ...parsed, problems: [...problems, ...parsed.problems] }
}

/** Members that hold the list of articles of an export. */
const LISTS =
  /^(?:_?items?|articles?|results?|data|posts?|docs|documents|news|stories|entries|hits|response|records)$/i

/** The objects that may be articles: a list's, an export's list, JSON-LD's graph, or the object. */
function recordsIn(value: unknown, mapping: FieldMapping, depth = 0): Values[] {
  if (Array.isArray(value)) return value.slice(0, caps.articles).filter(isRecord)
  if (!isRecord(value)) return []
  if (isNinjs(value) || isArticle(value)) return [value]
  const inGraph = articlesIn(value)
  if (inGraph.length > 0) return inGraph
  if (recordParts(value, { mapping })?.blocks.length) return [value]
  const lists = Object.entries(value).filter(([name]) => LISTS.test(name))
  for (const [, list] of lists) {
    const found = depth < 3 ? recordsIn(list, mapping, depth + 1) : []
    if (found.some((record) => partsOf(record, { mapping }) !== null)) return found
  }
  return [value]
}

function articlesOf(file: TextFile, records: readonly Values[]): ParsedFile {
  const mapping = file.fields
  const order = orderOf(file, dates(records, mapping))
  const articles: Article[] = []
  const place = createPlaceFinder(file.text)
  let empty = 0
  for (const record of records) {
    const parts = partsOf(record, { mapping, order })
    if (!parts || isEmptyItem(parts)) empty += 1
    else articles.push(createArticle(file, { ...parts, blocks: place(parts.blocks) }))
  }
  return { articles, problems: empty > 0 ? [noArticle(file.path, empty, records.length)] : [] }
}

function* dates(records: readonly Values[], mapping: FieldMapping): Iterable<string> {
  for (const record of records.slice(0, 5000)) yield* dateTexts(record, mapping)
}

function partsOf(record: Values, options: RecordOptions): ItemParts | null {
  if (isNinjs(record)) return ninjsParts(record)
  return isArticle(record) ? schemaOrgParts(record) : recordParts(record, options)
}

function malformed(path: string, message: string): Problem {
  return fileProblem(path, {
    code: 'MALFORMED_FILE',
    severity: 'ERROR',
    message,
    hint: 'Check the file with a JSON validator.',
  })
}

function noArticle(path: string, count: number, all: number): Problem {
  return fileProblem(path, {
    code: 'NO_TEXT',
    severity: 'WARNING',
    message: `${count} of ${all} objects have neither a headline nor text.`,
    hint: 'Name the fields that hold them under "fields" in pressgraph.json.',
  })
}
