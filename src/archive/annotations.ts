import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import type {
  Annotations,
  AuthorityEntry,
  Correction,
  CorrectionChange,
} from '../model/annotations.ts'
import type { Problem } from '../model/problem.ts'
import { nameKey } from '../text/names.ts'
import { fileProblem } from '../text/problems.ts'
import { shortDigest } from '../identity/short-digest.ts'

export const CORRECTIONS_FILE = 'corrections.yaml'
export const AUTHORITY_FILE = 'speakers.yaml'

/** The corrections and speakers files, and their problems. */
export interface ReadAnnotations {
  readonly annotations: Annotations
  readonly problems: readonly Problem[]
}

const text = v.pipe(v.string(), v.trim(), v.nonEmpty())
const texts = v.optional(v.array(text), [])

const CorrectionForm = v.pipe(
  v.strictObject({
    article: text,
    quotation: text,
    words: text,
    speaker: v.exactOptional(v.nullable(text)),
    kind: v.exactOptional(v.picklist(['DIRECT', 'MIXED', 'INDIRECT'])),
    rejected: v.optional(v.literal(true)),
    note: v.optional(text),
  }),
  v.check(
    ({ rejected, speaker, kind }) => !rejected || (speaker === undefined && kind === undefined),
    'a rejected quotation has neither speaker nor kind',
  ),
)

const AuthorityForm = v.strictObject({
  name: text,
  kind: v.optional(v.picklist(['PERSON', 'ORGANIZATION', 'GROUP'])),
  aliases: texts,
  sameAs: v.optional(v.array(v.pipe(text, v.url())), []),
  in: v.optional(v.union([text, v.array(text)])),
  note: v.optional(text),
})

/** Read `corrections.yaml` and `speakers.yaml` of an archive; a missing file is empty. */
export function readAnnotations(folder: string): ReadAnnotations {
  const corrections = readEntries(folder, CORRECTIONS_FILE, CorrectionForm)
  const authority = readEntries(folder, AUTHORITY_FILE, AuthorityForm)
  const speakers = authority.entries.map(({ value, line }) => ({ value: toAuthority(value), line }))
  return {
    annotations: {
      corrections: corrections.entries.map(({ value, line }) => toCorrection(value, line)),
      authority: speakers.map(({ value }) => value),
    },
    problems: [
      ...corrections.problems,
      ...authority.problems,
      ...findContradictions(speakers).map(contradictionProblem),
    ],
  }
}

function toCorrection(form: v.InferOutput<typeof CorrectionForm>, line: number): Correction {
  const { article, quotation, words, rejected } = form
  const change: CorrectionChange = rejected
    ? { kind: 'REJECTED' }
    : {
        kind: 'AMENDED',
        ...(form.speaker === undefined ? {} : { speaker: form.speaker }),
        ...(form.kind === undefined ? {} : { quotationKind: form.kind }),
      }
  return { article, quotation: localId(quotation), words, change, line }
}

/** Accepts the global id of GraphQL, `Quotation:ID` in base64url, or the id itself. */
export function localId(id: string): string {
  const match = /^Quotation:(?<local>[\w-]+)$/.exec(Buffer.from(id, 'base64url').toString())
  return match?.groups?.local ?? id
}

function toAuthority(form: v.InferOutput<typeof AuthorityForm>): AuthorityEntry {
  const { name, aliases, sameAs } = form
  const paths = typeof form.in === 'string' ? [form.in] : (form.in ?? [])
  return { name, kind: form.kind ?? null, aliases, sameAs, in: paths.map(archivePath) }
}

/** "./sport/" and "/sport/" become "sport/". */
function archivePath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '')
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
  readonly line: number
}

/** The valid entries of a YAML list; every other one becomes a problem. */
function readEntries<Form extends v.GenericSchema>(
  folder: string,
  file: string,
  form: Form,
): { entries: Entry<v.InferOutput<Form>>[]; problems: Problem[] } {
  const content = readIfPresent(join(folder, file))
  if (content === null) return { entries: [], problems: [] }
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines })
  const [error] = document.errors
  if (error) return { entries: [], problems: [badFile(file, lines.linePos(error.pos[0]).line)] }
  const { contents } = document
  if (contents !== null && !isSeq(contents)) return { entries: [], problems: [badFile(file, 1)] }

  const entries: Entry<v.InferOutput<Form>>[] = []
  const problems: Problem[] = []
  for (const node of contents?.items ?? []) {
    const line = lineOf(node, lines)
    const parsed = v.safeParse(form, isMap(node) ? node.toJS(document) : null)
    if (parsed.success) entries.push({ value: parsed.output, line })
    else problems.push(badEntry(file, line, parsed.issues[0]))
  }
  return { entries, problems }
}

function lineOf(node: unknown, lines: LineCounter): number {
  return lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0).line
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function badFile(file: string, line: number): Problem {
  return {
    ...fileProblem(file, {
      code: 'BAD_ANNOTATION',
      severity: 'ERROR',
      message: `"${file}" is not a YAML list; none of it is used.`,
      hint: 'Each entry begins with "- " and has one "name: value" on each line.',
    }),
    line,
    column: 1,
  }
}

const CORRECTION_HINT =
  'An entry has article, quotation and words, and one or more of speaker, kind and rejected.'
const AUTHORITY_HINT = 'An entry has name, and may have aliases, sameAs, kind, in and note.'

function badEntry(file: string, line: number, issue: v.BaseIssue<unknown> | undefined): Problem {
  const member = issue ? (v.getDotPath(issue) ?? 'it') : 'it'
  return {
    ...fileProblem(file, {
      code: 'BAD_ANNOTATION',
      severity: 'WARNING',
      message: `The entry on line ${line} of "${file}" is not used: ${member}: ${issue?.message ?? 'is not valid'}.`,
      hint: file === AUTHORITY_FILE ? AUTHORITY_HINT : CORRECTION_HINT,
    }),
    line,
    column: 1,
  }
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

const CorrectionDigests = v.array(v.tuple([v.string(), v.number()]))

/** A digest of the corrections of each article, stored with the index. */
export function digestCorrections({ annotations, problems }: ReadAnnotations): string {
  const byPath = new Map<string, unknown[]>([[NO_ARTICLE, [...problems]]])
  for (const correction of annotations.corrections) {
    const others = byPath.get(correction.article)
    if (others) others.push(correction)
    else byPath.set(correction.article, [correction])
  }
  const digests: v.InferInput<typeof CorrectionDigests> = Array.from(byPath, ([path, notes]) => [
    path,
    shortDigest(JSON.stringify(notes)),
  ])
  return JSON.stringify(digests)
}

/** Paths of the articles whose corrections differ between two digests: they must be read again. */
export function correctedPaths(before: string, now: string): ReadonlySet<string> {
  if (before === now) return new Set()
  const [old, recent] = [parseDigests(before), parseDigests(now)]
  const paths = new Set([...old.keys(), ...recent.keys()])
  for (const path of paths) if (old.get(path) === recent.get(path)) paths.delete(path)
  paths.delete(NO_ARTICLE)
  return paths
}

function parseDigests(digests: string): ReadonlyMap<string, number> {
  return new Map(v.parse(CorrectionDigests, digests === '' ? [] : JSON.parse(digests)))
}
