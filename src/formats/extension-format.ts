import * as v from 'valibot'
import type { Problem, Severity } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import { type Block, createArticle, type ItemParts, isEmptyItem, type Words } from './article.ts'
import { findBlocks } from './blocks.ts'
import { extensionOf } from './copy-names.ts'
import type { Format, ParsedFile, TextFile } from './format.ts'
import { languageTag } from './language-tags.ts'
import { fieldTime } from './times.ts'
import { absoluteUrl } from './values.ts'

/** A format that an extension module adds. Its files are recognised by `recognize`, else by `endings`. */
export type ExtensionFormat = ExtensionTextFormat | ExtensionBytesFormat

interface ExtensionFormatTraits {
  /** Shown as `file.format`, and named by `format` in the settings of a folder. */
  readonly name: string
  /** Ends of file names, with the dot. */
  readonly endings?: readonly string[]
  /** Whether a file may hold several articles: each is then known by its `itemId`. */
  readonly holdsMany?: boolean
}

export interface ExtensionTextFormat extends ExtensionFormatTraits {
  readonly kind?: 'TEXT'
  /** Why the content shows this format ("its first line is …"); null when it does not. */
  recognize?(text: string, path: string): string | null
  parse(file: { readonly path: string; readonly text: string }): ExtensionResult
}

export interface ExtensionBytesFormat extends ExtensionFormatTraits {
  readonly kind: 'BYTES'
  recognize?(bytes: Uint8Array, path: string): string | null
  parse(file: { readonly path: string; readonly bytes: Uint8Array }): ExtensionResult
}

export interface ExtensionResult {
  readonly articles: readonly ExtensionArticle[]
  readonly problems?: readonly ExtensionProblem[] | undefined
}

/** Text, with its offset in the text of the file where it is verbatim there. */
export type PlacedText = string | Words

/** An article as an extension reads it. What is left out is not stated. */
export interface ExtensionArticle {
  /** Not needed: an article has the path of its file. */
  readonly path?: string | undefined
  readonly headline?: PlacedText | null | undefined
  readonly byline?: PlacedText | null | undefined
  readonly dateline?: PlacedText | null | undefined
  /** The story: text whose paragraphs are parted by blank lines, or a list of paragraphs. */
  readonly body?: string | readonly ExtensionParagraph[] | null | undefined
  readonly pictures?: readonly ExtensionPicture[] | undefined
  /** Times as printed. */
  readonly published?: string | null | undefined
  readonly created?: string | null | undefined
  readonly updated?: string | null | undefined
  readonly embargoed?: string | null | undefined
  readonly expires?: string | null | undefined
  readonly url?: string | null | undefined
  readonly language?: string | null | undefined
  readonly publisher?: string | null | undefined
  readonly provider?: string | null | undefined
  readonly section?: string | null | undefined
  readonly keywords?: readonly string[] | undefined
  readonly rights?: string | null | undefined
  readonly itemId?: string | null | undefined
  readonly itemVersion?: string | null | undefined
}

export interface ExtensionPicture {
  readonly caption?: string | null | undefined
  readonly credit?: string | null | undefined
}

/** A paragraph: plain text, or with its kind, its place and, for a caption, its credit. */
export type ExtensionParagraph =
  | string
  | {
      readonly text: string
      readonly at?: number | undefined
      readonly kind?: 'TEXT' | 'CAPTION' | 'SIGN_OFF' | undefined
      readonly credit?: string | null | undefined
    }

export interface ExtensionProblem {
  readonly message: string
  readonly hint?: string | undefined
  /** WARNING by default. */
  readonly severity?: Severity | undefined
  /** From 1. */
  readonly line?: number | undefined
}

/** Make a format of Pressgraph from one of an extension. */
export function createExtensionFormat(format: ExtensionFormat): Format {
  const { name, holdsMany = false } = format
  const endings = (format.endings ?? []).map((ending) => ending.toLowerCase())
  const byName = (path: string) => {
    const ending = extensionOf(path)
    return endings.includes(ending) ? `its name ends in "${ending}"` : null
  }
  const traits = { name, holdsMany, extensions: endings }
  if (format.kind === 'BYTES') {
    return {
      ...traits,
      kind: 'BYTES',
      recognize: (bytes, path) => format.recognize?.(bytes, path) ?? byName(path),
      parse: ({ path, content }) =>
        readResult(format.parse({ path, bytes: content }), { path, text: '', origin: null }),
    }
  }
  return {
    ...traits,
    kind: 'TEXT',
    recognize: (text, path) => format.recognize?.(text, path) ?? byName(path),
    parse: (file) => readResult(format.parse({ path: file.path, text: file.text }), file),
  }
}

const text = v.nullish(v.string())
const offset = v.pipe(v.number(), v.integer(), v.minValue(0))
const placedText = v.nullish(
  v.union([v.string(), v.strictObject({ text: v.string(), at: offset })]),
)

const ArticleForm = v.strictObject({
  path: v.optional(v.string()),
  headline: placedText,
  byline: placedText,
  dateline: placedText,
  body: v.nullish(
    v.union([
      v.string(),
      v.array(
        v.union([
          v.string(),
          v.strictObject({
            text: v.string(),
            at: v.optional(offset),
            kind: v.optional(v.picklist(['TEXT', 'CAPTION', 'SIGN_OFF'])),
            credit: text,
          }),
        ]),
      ),
    ]),
  ),
  pictures: v.optional(v.array(v.strictObject({ caption: text, credit: text }))),
  published: text,
  created: text,
  updated: text,
  embargoed: text,
  expires: text,
  url: text,
  language: text,
  publisher: text,
  provider: text,
  section: text,
  keywords: v.optional(v.array(v.string())),
  rights: text,
  itemId: text,
  itemVersion: text,
})

const ResultForm = v.strictObject({
  articles: v.array(ArticleForm),
  problems: v.optional(
    v.array(
      v.strictObject({
        message: v.string(),
        hint: v.optional(v.string()),
        severity: v.optional(v.picklist(['ERROR', 'WARNING', 'INFO'])),
        line: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      }),
    ),
  ),
})

type Parsed = Pick<TextFile, 'path' | 'text' | 'origin'>

/** @throws {TypeError} when the result of an extension has another form */
function readResult(returned: unknown, file: Parsed): ParsedFile {
  const checked = v.safeParse(ResultForm, returned)
  if (!checked.success) {
    const [issue] = checked.issues
    throw new TypeError(`parse returned ${v.getDotPath(issue) ?? 'a value'}: ${issue.message}`)
  }
  const { articles, problems = [] }: ExtensionResult = checked.output
  return {
    articles: articles
      .map((article) => partsOf(article, file.text))
      .filter((parts) => !isEmptyItem(parts))
      .map((parts) => createArticle(file, parts)),
    problems: problems.map((problem) => problemOf(problem, file.path)),
  }
}

function problemOf(
  { message, hint, severity = 'WARNING', line }: ExtensionProblem,
  path: string,
): Problem {
  const complaint = { code: 'MALFORMED_FILE', severity, message, ...(hint && { hint }) } as const
  const problem = fileProblem(path, complaint)
  return line === undefined ? problem : { ...problem, line, column: 1 }
}

function partsOf(article: ExtensionArticle, text: string): ItemParts {
  const { headline, byline, dateline, body, pictures = [], url, language, ...facts } = article
  const time = (role: Parameters<typeof fieldTime>[0], field: TimeField) =>
    fieldTime(role, field, facts[field])
  return {
    headline: placed(headline, text),
    byline: placed(byline, text),
    dateline: placed(dateline, text),
    blocks: blocksOf(body ?? [], text),
    pictures: pictures.map(({ caption, credit }) => ({
      caption: caption ?? null,
      credit: credit ?? null,
    })),
    url: absoluteUrl(url),
    language: languageTag(language),
    publisher: facts.publisher ?? null,
    provider: facts.provider ?? null,
    section: facts.section ?? null,
    keywords: facts.keywords ?? [],
    rights: facts.rights ?? null,
    itemId: facts.itemId ?? null,
    itemVersion: facts.itemVersion ?? null,
    times: [
      ...time('PUBLISHED', 'published'),
      ...time('CREATED', 'created'),
      ...time('UPDATED', 'updated'),
      ...time('EMBARGOED', 'embargoed'),
      ...time('EXPIRES', 'expires'),
    ],
  }
}

type TimeField = 'published' | 'created' | 'updated' | 'embargoed' | 'expires'

function blocksOf(body: string | readonly ExtensionParagraph[], text: string): Block[] {
  if (typeof body === 'string') {
    const at = placeOf(body, text)
    return findBlocks(body, { start: 0, end: body.length }).map((block) =>
      at === null
        ? { kind: 'TEXT', text: block.text }
        : { kind: 'TEXT', text: block.text, at: at + block.at },
    )
  }
  return body.map((paragraph) => {
    const {
      kind = 'TEXT',
      credit,
      ...words
    } = typeof paragraph === 'string' ? { text: paragraph } : paragraph
    const at = words.at ?? placeOf(words.text, text) ?? undefined
    return { kind, text: words.text, credit, at }
  })
}

function placed(words: PlacedText | null | undefined, text: string): PlacedText | null {
  if (typeof words !== 'string') return words ?? null
  const at = placeOf(words, text)
  return at === null ? words : { text: words, at }
}

/** Where words are in the text of the file; null when they are not there, or more than once. */
function placeOf(words: string, text: string): number | null {
  const at = words.trim() === '' ? -1 : text.indexOf(words)
  return at >= 0 && text.indexOf(words, at + 1) < 0 ? at : null
}
