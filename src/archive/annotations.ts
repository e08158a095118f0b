import * as v from 'valibot'
import { isMap, isNode, isScalar, type LineCounter } from 'yaml'
import { parseStamp as parseTime } from '../formats/stamp.ts'
import type {
  Annotations,
  ArticleCorrection,
  AuthorityEntry,
  Correction,
  CorrectionChange,
  CorrectionEntry,
  QuotationCorrection,
} from '../model/annotations.ts'
import type { Problem } from '../model/problem.ts'
import { nameKey } from '../text/names.ts'
import { fileProblem } from '../text/problems.ts'
import { shortDigest } from '../identity/ids.ts'
import { findPath } from './file-system.ts'
import { mapValue, parseYamlList, type YamlError } from './yaml.ts'

export const CORRECTIONS_FILE = 'corrections.yaml'
export const AUTHORITY_FILE = 'speakers.yaml'

/** The entries of a file, and its problems; `value` is null when none of it can be used. */
interface ParsedEntries<Value> {
  readonly value: readonly Value[] | null
  readonly problems: readonly Problem[]
}

const text = v.pipe(v.string(), v.trim(), v.nonEmpty())
const texts = v.optional(v.array(text), [])

const QuotationForm = v.pipe(
  v.strictObject({
    article: text,
    quotation: text,
    words: text,
    speaker: v.exactOptional(v.nullable(text)),
    kind: v.exactOptional(v.picklist(['DIRECT', 'MIXED', 'INDIRECT'])),
    rejected: v.exactOptional(v.literal(true)),
    note: v.exactOptional(text),
    by: v.exactOptional(text),
    at: v.exactOptional(text),
  }),
  v.check(
    ({ rejected, speaker, kind }) => !rejected || (speaker === undefined && kind === undefined),
    'a rejected quotation has neither speaker nor kind',
  ),
)

const ArticleForm = v.pipe(
  v.strictObject({
    article: text,
    id: v.exactOptional(text),
    words: v.exactOptional(text),
    published: v.exactOptional(
      v.nullable(
        v.pipe(text, v.check(isStamp, 'is not a day or time as "2024-07-15T16:34+09:00"')),
      ),
    ),
    language: v.exactOptional(
      v.pipe(text, v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'is not a language tag')),
    ),
    publisher: v.exactOptional(text),
    note: v.exactOptional(text),
    by: v.exactOptional(text),
    at: v.exactOptional(text),
  }),
  v.check(
    ({ published, language, publisher }) =>
      published !== undefined || language !== undefined || publisher !== undefined,
    'it corrects nothing',
  ),
)

/** Members of entries for articles alone. */
const OF_ARTICLES = ['id', 'published', 'language', 'publisher']

const CorrectionForm = v.lazy((entry) =>
  typeof entry === 'object' && entry && OF_ARTICLES.some((member) => member in entry)
    ? ArticleForm
    : QuotationForm,
)

function isStamp(text: string): boolean {
  return parseTime(text) !== null
}

const AuthorityForm = v.strictObject({
  name: text,
  kind: v.optional(v.picklist(['PERSON', 'ORGANIZATION', 'GROUP'])),
  aliases: texts,
  sameAs: v.optional(v.array(v.pipe(text, v.url())), []),
  in: v.optional(v.union([text, v.array(text)])),
  note: v.optional(text),
  by: v.optional(text),
  at: v.optional(text),
})

/** Parse `corrections.yaml`. */
export function parseCorrections(text: string): ParsedEntries<Correction> {
  const { entries, problems } = parseEntries(CORRECTIONS_FILE, text, CorrectionForm)
  return { value: entries?.map(({ value, line }) => toCorrection(value, line)) ?? null, problems }
}

/** The valid entries of `corrections.yaml` as they are written, with their lines. */
export function parseCorrectionEntries(
  text: string,
): readonly (CorrectionEntry & { readonly line: number })[] {
  const { entries } = parseEntries(CORRECTIONS_FILE, text, CorrectionForm)
  return (entries ?? []).map(({ value, line }) => ({ ...value, line }))
}

/** What is wrong with an entry that is to be written; null if it can be used. */
export function findFault(entry: CorrectionEntry): string | null {
  const [issue] = v.safeParse(CorrectionForm, entry).issues ?? []
  return issue ? describeIssue(issue) : null
}

/** Parse `speakers.yaml`. */
export function parseAuthority(text: string): ParsedEntries<AuthorityEntry> {
  const { entries, problems } = parseEntries(AUTHORITY_FILE, text, AuthorityForm)
  if (!entries) return { value: null, problems }
  const speakers = entries.map(({ value, line }) => ({ value: toAuthority(value), line }))
  return {
    value: speakers.map(({ value }) => value),
    problems: limitProblems(AUTHORITY_FILE, [
      ...problems,
      ...findContradictions(speakers).map(contradictionProblem),
    ]),
  }
}

function toCorrection(form: v.InferOutput<typeof CorrectionForm>, line: number): Correction {
  return 'quotation' in form ? toQuotationCorrection(form, line) : toArticleCorrection(form, line)
}

function toArticleCorrection(
  { article, id, words, published, language, publisher }: v.InferOutput<typeof ArticleForm>,
  line: number,
): ArticleCorrection {
  return {
    of: 'ARTICLE',
    article,
    id: id === undefined ? null : localId(id),
    words: words ?? null,
    ...(published !== undefined && {
      published: published === null ? null : parseTime(published),
    }),
    ...(language !== undefined && { language }),
    ...(publisher !== undefined && { publisher }),
    line,
  }
}

function toQuotationCorrection(
  form: v.InferOutput<typeof QuotationForm>,
  line: number,
): QuotationCorrection {
  const { article, quotation, words, rejected } = form
  const change: CorrectionChange = rejected
    ? { kind: 'REJECTED' }
    : {
        kind: 'AMENDED',
        ...(form.speaker === undefined ? {} : { speaker: form.speaker }),
        ...(form.kind === undefined ? {} : { quotationKind: form.kind }),
      }
  return { of: 'QUOTATION', article, quotation: localId(quotation), words, change, line }
}

/** Accepts the global id of GraphQL, `Quotation:ID` or `Article:ID` in base64url, or the id itself. */
export function localId(id: string): string {
  const match = /^(?:Quotation|Article):(?<local>[\w-]+)$/.exec(
    Buffer.from(id, 'base64url').toString(),
  )
  return match?.groups?.local ?? id
}

function toAuthority(form: v.InferOutput<typeof AuthorityForm>): AuthorityEntry {
  const { name, aliases, sameAs } = form
  const paths = typeof form.in === 'string' ? [form.in] : (form.in ?? [])
  return { name, kind: form.kind ?? null, aliases, sameAs, in: paths.map(archivePath) }
}

/** "./sport/" and "/sport/" become "sport/", in Unicode NFC. */
function archivePath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .normalize('NFC')
}

/** A name that two entries use for the same paths. */
interface Contradiction {
  readonly name: string
  /** Lines of the entries, from 1; the first entry is used. */
  readonly first: number
  readonly second: number
}

/** Find the names that several entries of `speakers.yaml` use for the same paths. */
function findContradictions(
  entries: readonly { readonly value: AuthorityEntry; readonly line: number }[],
): Contradiction[] {
  const owners = new Map<string, number>()
  const found: Contradiction[] = []
  entries.forEach(({ value, line }) => {
    const paths = value.in.length > 0 ? value.in : ['']
    const names = new Map([value.name, ...value.aliases].map((name) => [nameKey(name), name]))
    for (const [key, name] of names) {
      const owner = paths
        .map((path) => owners.get(`${path}\0${key}`))
        .find((at) => at !== undefined)
      if (owner !== undefined) found.push({ name, first: owner, second: line })
      else for (const path of paths) owners.set(`${path}\0${key}`, line)
    }
  })
  return found
}

function contradictionProblem({ name, first, second }: Contradiction): Problem {
  return {
    ...fileProblem(AUTHORITY_FILE, {
      code: 'BAD_ANNOTATION',
      severity: 'WARNING',
      message: `"${name}" is in two entries of "${AUTHORITY_FILE}", on lines ${first} and ${second}; the first one is used.`,
      hint: 'Remove the name from one of them, or give each entry the paths ("in") of its own speaker.',
    }),
    line: second,
    column: 1,
  }
}

interface Entry<Value> {
  readonly value: Value
  /** From 1. */
  readonly line: number
}

/** The valid entries of a YAML list; every other one becomes a problem. */
function parseEntries<Form extends v.GenericSchema>(
  file: string,
  text: string,
  form: Form,
): { entries: Entry<v.InferOutput<Form>>[] | null; problems: Problem[] } {
  const list = parseYamlList(text)
  if (list.items === null) return { entries: null, problems: [unusableFile(file, list)] }
  const { items, document, lines } = list

  const entries: Entry<v.InferOutput<Form>>[] = []
  const problems: Problem[] = []
  for (const node of items) {
    const { line } = placeOf(node, lines)
    const parsed = v.safeParse(form, mapValue(node, document))
    if (parsed.success) entries.push({ value: parsed.output, line })
    else if (problems.length <= MAX_PROBLEMS) {
      problems.push(invalidEntry(file, node, lines, parsed.issues[0]))
    }
  }
  return { entries, problems: limitProblems(file, problems) }
}

/** Problems that one file reports; further ones are left out. */
const MAX_PROBLEMS = 100

function limitProblems(file: string, problems: readonly Problem[]): Problem[] {
  if (problems.length <= MAX_PROBLEMS) return [...problems]
  const complaint = {
    code: 'BAD_ANNOTATION',
    severity: 'WARNING',
    message: `"${file}" has more than ${MAX_PROBLEMS} invalid entries; the others are not listed.`,
    hint: 'Correct those that are listed first.',
  } as const
  return [...problems.slice(0, MAX_PROBLEMS), fileProblem(file, complaint)]
}

function placeOf(node: unknown, lines: LineCounter): { line: number; column: number } {
  const { line, col } = lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0)
  return { line, column: col }
}

function unusableFile(file: string, { message, line, column, hint }: YamlError): Problem {
  return {
    ...fileProblem(file, {
      code: 'BAD_ANNOTATION',
      severity: 'ERROR',
      message: `"${file}" cannot be used: ${message} (line ${line}, column ${column}).`,
      hint,
    }),
    line,
    column,
  }
}

const CORRECTION_HINT =
  'An entry for a quotation has article, quotation and words, and may have speaker, kind or rejected; one for an article has article and one or more of published, language and publisher, and may have id and words. Note, by and at are for readers.'
const AUTHORITY_HINT = 'An entry has name, and may have aliases, sameAs, kind, in, note, by and at.'

/** Longer parts of the file are cut in messages. */
const MAX_MESSAGE = 200

function invalidEntry(
  file: string,
  node: unknown,
  lines: LineCounter,
  issue: v.BaseIssue<unknown> | undefined,
): Problem {
  const { line } = placeOf(node, lines)
  const key = issue?.path?.[0]?.key
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && item.key.value === key)
    : null
  const place = pair ? placeOf(pair.key, lines) : placeOf(node, lines)
  const reason = (issue ? describeIssue(issue) : 'it: is not valid').slice(0, MAX_MESSAGE)
  return {
    ...fileProblem(file, {
      code: 'BAD_ANNOTATION',
      severity: 'WARNING',
      message: `The entry on line ${line} of "${file}" is not used: ${reason}.`,
      hint: file === AUTHORITY_FILE ? AUTHORITY_HINT : CORRECTION_HINT,
    }),
    ...place,
  }
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`
}

/** A correction of an article that is not in the archive. */
export function lostCorrection({ article, line }: Correction): Problem {
  return {
    ...fileProblem(CORRECTIONS_FILE, {
      code: 'STALE_CORRECTION',
      severity: 'WARNING',
      message: `The correction on line ${line} is for "${article}", which does not exist.`,
      hint: 'Write the new path, or remove the correction.',
    }),
    line,
    column: 1,
  }
}

/** Key for the problems of the annotation files, which belong to no article. */
const NO_ARTICLE = ''

const StampedCorrections = v.object({
  /** By path of the article. */
  digests: v.array(v.tuple([v.string(), v.number()])),
  corrections: v.array(
    v.variant('of', [
      v.object({
        of: v.literal('QUOTATION'),
        article: v.string(),
        quotation: v.string(),
        words: v.string(),
        line: v.number(),
        change: v.variant('kind', [
          v.object({ kind: v.literal('REJECTED') }),
          v.object({
            kind: v.literal('AMENDED'),
            speaker: v.exactOptional(v.nullable(v.string())),
            quotationKind: v.exactOptional(v.picklist(['DIRECT', 'MIXED', 'INDIRECT'])),
          }),
        ]),
      }),
      v.object({
        of: v.literal('ARTICLE'),
        article: v.string(),
        id: v.nullable(v.string()),
        words: v.nullable(v.string()),
        published: v.exactOptional(
          v.nullable(
            v.object({
              local: v.string(),
              precision: v.picklist(['DAY', 'MINUTE', 'SECOND']),
              zone: v.nullable(v.string()),
            }),
          ),
        ),
        language: v.exactOptional(v.string()),
        publisher: v.exactOptional(v.string()),
        line: v.number(),
      }),
    ]),
  ),
})

/**
 * The corrections with a digest for each article, stored with the index, so that they stay in force
 * when the file is damaged later.
 */
export function stampCorrections(
  { corrections }: Annotations,
  problems: readonly Problem[],
): string {
  const byPath = new Map<string, unknown[]>([[NO_ARTICLE, [...problems]]])
  for (const correction of corrections) {
    const others = byPath.get(correction.article)
    if (others) others.push(correction)
    else byPath.set(correction.article, [correction])
  }
  const digests = Array.from(
    byPath,
    ([path, notes]) => [path, shortDigest(JSON.stringify(notes))] as const,
  )
  return JSON.stringify({ digests, corrections })
}

/** The corrections that an index was made with. */
export function parseStampedCorrections(stamp: string): readonly Correction[] {
  return parseStamp(stamp).corrections
}

const StampedAuthority = v.object({
  authority: v.array(
    v.object({
      name: v.string(),
      kind: v.nullable(v.picklist(['PERSON', 'ORGANIZATION', 'GROUP'])),
      aliases: v.array(v.string()),
      sameAs: v.array(v.string()),
      in: v.array(v.string()),
    }),
  ),
})

/** The entries of `speakers.yaml` that an index was made with, from the settings of its stamp. */
export function parseStampedAuthority(settings: string): readonly AuthorityEntry[] {
  const stamped = v.safeParse(StampedAuthority, settings === '' ? null : JSON.parse(settings))
  return stamped.success ? stamped.output.authority : []
}

/** Paths of the articles whose corrections differ between two digests: they must be read again. */
export function correctedPaths(folder: string, before: string, now: string): ReadonlySet<string> {
  if (before === now) return new Set()
  const [old, recent] = [parseDigests(before), parseDigests(now)]
  const paths = new Set([...old.keys(), ...recent.keys()])
  for (const path of paths) if (old.get(path) === recent.get(path)) paths.delete(path)
  paths.delete(NO_ARTICLE)
  return new Set([...paths].map((path) => findPath(folder, path) ?? path))
}

function parseDigests(stamp: string): ReadonlyMap<string, number> {
  return new Map(parseStamp(stamp).digests)
}

/** Empty for a stamp of an earlier version. */
function parseStamp(stamp: string): v.InferOutput<typeof StampedCorrections> {
  const empty = { digests: [], corrections: [] }
  if (stamp === '') return empty
  const parsed = v.safeParse(StampedCorrections, JSON.parse(stamp))
  return parsed.success ? parsed.output : empty
}
