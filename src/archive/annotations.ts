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
import { fileProblem } from '../text/problems.ts'
import { type Contradiction, findContradictions } from './contradictions.ts'

export const CORRECTIONS_FILE = 'corrections.yaml'
export const AUTHORITY_FILE = 'speakers.yaml'

/** What people wrote beside the articles, and what of it cannot be used. */
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
    'what is rejected has neither speaker nor kind',
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

/** Read `corrections.yaml` and `speakers.yaml` of an archive; a file that is not there is empty. */
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
      ...findContradictions(speakers).map(contradiction),
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

/** Callers know a quotation by its global id, `Quotation:ID` in base64url; either will do. */
export function localId(id: string): string {
  const match = /^Quotation:(?<local>[\w-]+)$/.exec(Buffer.from(id, 'base64url').toString())
  return match?.groups?.local ?? id
}

function toAuthority(form: v.InferOutput<typeof AuthorityForm>): AuthorityEntry {
  const { name, aliases, sameAs } = form
  const paths = typeof form.in === 'string' ? [form.in] : (form.in ?? [])
  return { name, kind: form.kind ?? null, aliases, sameAs, in: paths.map(plainPath) }
}

/** "./sport/" and "/sport/" are "sport/": paths are those of the archive. */
function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '')
}

function contradiction({ name, first, second }: Contradiction): Problem {
  return {
    ...fileProblem(AUTHORITY_FILE, {
      code: 'BAD_ANNOTATION',
      severity: 'WARNING',
      message: `"${name}" stands in two entries of "${AUTHORITY_FILE}", on lines ${first} and ${second}; the first counts.`,
      hint: 'Take the name out of one of them, or give each the paths ("in") of its own speaker.',
    }),
    line: second,
    column: 1,
  }
}

interface Entry<Value> {
  readonly value: Value
  readonly line: number
}

/** The members of a YAML list that fit the form; every other one becomes a problem. */
function readEntries<Form extends v.GenericSchema>(
  folder: string,
  file: string,
  form: Form,
): { entries: Entry<v.InferOutput<Form>>[]; problems: Problem[] } {
  const content = readIfThere(join(folder, file))
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

function readIfThere(path: string): string | null {
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
      message: `"${file}" is not a YAML list; nothing in it counts.`,
      hint: 'Each member begins with "- " and has a name and a value a line.',
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
      message: `The entry on line ${line} of "${file}" does not count: ${member}: ${issue?.message ?? 'is not right'}.`,
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
      message: `The correction on line ${line} is of "${article}", which is not there.`,
      hint: 'Write the new path, or take the correction out.',
    }),
    line,
    column: 1,
  }
}
