import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { expect, it } from 'vitest'
import type { InputErrorCode } from '../schema/errors.ts'
import type { ExportCode } from '../src/export/errors.ts'
import { createBudget } from '../src/extraction/budget.ts'
import type { ProblemCode } from '../src/model/problem.ts'
import { defaultSettings } from '../src/model/settings.ts'
import type { DocumentCode } from '../src/server/documents.ts'
import type { RefusalCode } from '../src/server/errors.ts'
import { defaultLimits, type Limits } from '../src/server/limits.ts'
import { ROOT } from './support/program.ts'

const LIMITS: Readonly<Record<keyof Limits, readonly [meaning: string, code: RefusalCode | '']>> = {
  tokens: ['names, numbers and marks in the text of a document', 'TOO_MANY_TOKENS'],
  nesting: ['brackets within each other in the text of a document', 'TOO_DEEP'],
  directives: ['directives in a document', 'TOO_MANY_DIRECTIVES'],
  depth: ['selections within each other', 'TOO_DEEP'],
  aliases: ['times that one selection asks for a field', 'TOO_MANY_ALIASES'],
  rootFields: ['fields of the operation itself', 'TOO_MANY_ROOT_FIELDS'],
  fields: ['fields with all fragments put in', 'TOO_MANY_FIELDS'],
  introspectionDepth: ['selections within each other in an introspection', 'TOO_DEEP'],
  introspectionFields: ['fields of an introspection', 'TOO_MANY_FIELDS'],
  cost: ['points: each object is one, times the lengths of the lists around it', 'TOO_COSTLY'],
  fieldCosts: ['points of fields that count over a whole list, or search it', ''],
  defaultPage: ['members of a list without `first` and `last`, for the cost', ''],
  largestPage: ['members of a page, for the cost', ''],
  variableDepth: ['lists and objects within each other in the variables', 'TOO_DEEP'],
  errors: ['errors in a response', 'TOO_MANY_ERRORS'],
  milliseconds: ['of the execution of an operation', 'TIMEOUT'],
  responseBytes: ['of a response', 'RESPONSE_TOO_LARGE'],
}

const REQUEST_CODES: Readonly<Record<InputErrorCode | DocumentCode, string>> = {
  BAD_CURSOR: 'the cursor is of another list, filter or order',
  BAD_ID: 'the id is none of this archive',
  BAD_PAGE_SIZE: '`first`, `last` or a list of ids is not within 1 to 100',
  BAD_RANGE: 'the end of a range is before its beginning',
  EMPTY_SEARCH: 'the search has no word',
  SEARCH_TOO_LONG: 'the search has too many words or bytes',
  NOT_FOUND: 'nothing has this id, path, URL or name',
  AMBIGUOUS_NAME: 'several have this name; the message lists them',
  UNKNOWN_REVISION: 'the index does not know the revision: read everything again',
  NOT_AN_EDITOR: 'the caller may not correct: send the token of an editor',
  NO_FOLDER: 'there is no folder to write corrections to, or only a part of it is seen',
  BAD_CORRECTION: 'the correction, or the file that it is for, cannot be used',
  DOCUMENT_NOT_FOUND: 'no trusted document has this id or hash',
  DOCUMENT_REQUIRED: 'only trusted documents are answered: send a `documentId` instead of a query',
  PERSISTED_QUERY_NOT_FOUND: 'the server does not know this hash: send the query with it',
  PERSISTED_QUERY_NOT_SUPPORTED: 'automatic persisted queries are off: send the query',
  PERSISTED_QUERY_HASH_MISMATCH: '`sha256Hash` is the hash of another query',
}

/** Codes that have no type of their own. */
const HTTP_CODES = {
  BAD_REQUEST: 'the request cannot be read',
  GRAPHQL_PARSE_FAILED: 'the text is not GraphQL',
  GRAPHQL_VALIDATION_FAILED: 'the document does not fit the schema',
  OPERATION_RESOLUTION_FAILURE:
    'the document has no operation of this name, or several without one',
  BAD_USER_INPUT: 'a variable or an argument does not fit its type',
  UNAUTHENTICATED: '401: the caller is unknown to `authorize`',
  FORBIDDEN: '403: `authorize` refuses the caller',
  UNKNOWN_HOST: '403: the server has another host name, see `--allow-host`',
  FORBIDDEN_ORIGIN: '403: the page of another web site may not use the tools at `/mcp`',
  METHOD_NOT_ALLOWED: '405: `/mcp` takes POST',
  NOT_ACCEPTABLE: '406: no type of `Accept` can be answered',
  BODY_TOO_LARGE: '413: the body is too large',
  UNSUPPORTED_MEDIA_TYPE: '415: the body is not JSON',
  UNSUPPORTED_ENCODING: '415: the body is compressed',
  BATCHING_NOT_SUPPORTED: 'the body has several requests: send one each',
  ARCHIVE_CHANGED: 'the archive changed while it was answered: send the request again',
  STORE_UNAVAILABLE: '503: the database of the index does not answer',
  BUSY: '503: too many operations wait',
  NOT_READY: '503: the archive is indexed for the first time, see `/ready`',
  CLIENT_GONE: 'the client disconnected; only in logs and metrics',
  INTERNAL: 'a fault of Pressgraph; `errorId` is in the log',
}

const EXPORT_CODES: Readonly<Record<ExportCode, string>> = {
  EXPORT_NO_QUERY: 'the operation is a mutation or subscription, or several have no name',
  EXPORT_NO_CONNECTION: 'the query has no connection',
  EXPORT_SEVERAL_CONNECTIONS: 'the query has two connections, or one inside another',
  EXPORT_OTHER_FIELD: 'a field is not in the connection',
  EXPORT_AGGREGATE: '`totalCount`, `facets` and `timeline` are about the whole list',
  EXPORT_NO_MEMBERS: 'the connection has neither `nodes` nor `edges { node }`, or both',
  EXPORT_SAME_COLUMN: 'two fields would have the same column',
  EXPORT_BACKWARDS: '`last` or `before` is given',
  EXPORT_FORMAT: 'the format is unknown, or does not fit the members',
  EXPORT_CHANGED: 'the archive changed; the rows so far belong to one revision',
  EXPORT_BAD_PARAMETER: 'a parameter of the address is unknown or wrong',
}

const PROBLEM_CODES: Readonly<Record<ProblemCode, string>> = {
  EMPTY_FILE: 'the file has no text',
  BINARY_FILE: 'the file is not text',
  FILE_TOO_LARGE: 'the file, or what it unpacks to, is larger than `--max-bytes`',
  UNREADABLE_FILE: 'the system refuses to read it, or it keeps changing',
  UNKNOWN_FORMAT: 'no reader knows the format',
  LINK_OUTSIDE: 'the link leads out of the folder',
  LINK_LOOP: 'the link leads to itself or to a folder above it',
  NOT_A_FILE: 'it is a named pipe, a socket, a device or a folder',
  UNREADABLE_NAME: 'the name is not UTF-8',
  ENCODING_GUESSED: 'the encoding was chosen by the bytes',
  UNDECODABLE_BYTES: 'some characters could not be decoded',
  CONTROL_CHARACTERS: 'control characters were removed',
  DAMAGED_TEXT: 'an earlier conversion damaged the text',
  MALFORMED_FILE: 'the file does not follow its format; what could be read is served',
  PAGE_TOO_LARGE: 'a web page is read in a simpler way, because of its size or depth',
  DUPLICATE_FILE: 'another file has the same bytes',
  COPY_SKIPPED: 'a backup or temporary copy of another file is not read',
  DAMAGED_FILE: 'a part of the file is missing',
  TOO_COMPLEX: 'a limit of reading was reached; the rest is not searched, or not read',
  BAD_FRONT_MATTER: 'the front matter is not valid YAML or TOML',
  WITHDRAWN_ITEM: 'the provider has withdrawn the item',
  EMBARGOED_ITEM: 'the item has an embargo',
  NO_HEADLINE: 'there is no headline',
  NO_TEXT: 'there is no text below the headline',
  NO_DATE: 'nothing says when it was published',
  BAD_DATE: 'the printed date does not exist',
  DATE_IN_DOUBT: 'the text contradicts the printed date',
  TOO_MANY_DATES: 'some dates are left out',
  NO_SUCH_LOCAL_TIME: 'the clock was put forward over this time',
  AMBIGUOUS_LOCAL_TIME: 'the clock was put back over this time',
  UNBALANCED_QUOTATION_MARK: 'a quotation mark has no partner',
  NO_LANGUAGE_RULES: 'the language has no rules here',
  REPEATED_TEXT: 'the same text is printed several times',
  BAD_SETTINGS: '`pressgraph.json` cannot be used',
  BAD_ANNOTATION: '`corrections.yaml` or `speakers.yaml`, or an entry of it, cannot be used',
  STALE_CORRECTION: 'the correction fits no quotation any more',
  READER_FAILED: 'a fault of Pressgraph; the file is left out',
  READER_TIMED_OUT: 'the file took longer than `--file-timeout`',
  READER_OUT_OF_MEMORY: 'the file took too much memory',
}

const number = (value: unknown) =>
  typeof value === 'number' ? value.toLocaleString('en-GB') : JSON.stringify(value)

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

const codes = (meanings: Readonly<Record<string, string>>) =>
  table(
    ['code', 'meaning'],
    Object.entries(meanings).map(([code, text]) => [`\`${code}\``, text]),
  )

const limits = Object.entries(LIMITS).map(([name, [meaning, code]]) => {
  const value = Object.entries(defaultLimits).find(([known]) => known === name)?.[1]
  return [`\`${name}\``, number(value), meaning, code && `\`${code}\``]
})
const budget = createBudget()

const TEXT = `# Limits and codes

Made from the code: \`npx vitest run --update tests/limits-doc.test.ts\` writes this file.

## Requests

A refusal has the extensions \`code\`, \`limit\` and \`value\`. The operator sets other limits in the
\`--config\` file, under \`limits\`; a program gives them to \`createGateway\`.

${table(['limit', 'default', 'of', 'code'], limits)}

A request body has at most 256 kB (\`BODY_TOO_LARGE\`). An operation that takes more than 40 ms, or gives more
than 1 MB, is executed in another thread; when 200 operations wait for one, the answer is \`BUSY\` with the
status 503.

${codes(REQUEST_CODES)}

Requests of every kind have these codes:

${codes(HTTP_CODES)}

An [export](export.md) asks for pages, and each page is within these limits. These codes are its own:

${codes(EXPORT_CODES)}

## Files

A file has at most ${number(defaultSettings.maxFileBytes)} bytes (\`--max-bytes\`), each of \`pressgraph.json\`,
\`corrections.yaml\` and \`speakers.yaml\` 1 MB (\`--max-sidecar-bytes\`). All articles of a file together are
searched up to ${number(budget.tokens)} words and marks and have at most ${number(budget.quotations)} quotations and
${number(budget.dates)} dates (\`TOO_COMPLEX\`). A file is left out after 10 s of processor time
(\`--file-timeout\`).

These codes are in \`archive { problems { … } }\` and in \`pressgraph check\`:

${codes(PROBLEM_CODES)}
`

/** Where requests are answered. */
const ANSWERING = ['schema', 'src/server', 'src/mcp', 'src/export', 'src/loaders', 'src/cli']
const CODE = /(?:\bcode: |\w*(?:Error|refus\w*|errorResponse)\((?:\d+,)?\s*)'(?<code>[A-Z_]{4,})'/g

it('docs/limits.md has every code that the source gives', () => {
  const given = ANSWERING.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) =>
        Array.from(
          readFileSync(join(ROOT, folder, file), 'utf8').matchAll(CODE),
          ({ groups }) => groups?.code ?? '',
        ),
      ),
  )
  expect(new Set(given).size).toBeGreaterThan(30)
  expect([...new Set(given)].filter((code) => !TEXT.includes(`\`${code}\``))).toEqual([])
})

it('docs/limits.md has the limits and codes of the code', async () => {
  const text = await format(TEXT, { parser: 'markdown', printWidth: 100 })
  await expect(text).toMatchFileSnapshot(join(ROOT, 'docs/limits.md'))
})
