import type { Article } from '../model/article.ts'
import type { EncodingBasis, FileContent } from '../model/file.ts'
import type { FieldMapping } from '../model/settings.ts'
import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import type { TextOrigin } from '../text/source-map.ts'
import { caps } from './caps.ts'
import { extensionOf, plainName } from './copy-names.ts'
import type {
  BytesFormat,
  DecodedPart,
  Format,
  ParsedFile,
  TextFile,
  TextFormat,
} from './format.ts'
import { factivaHtml, factivaText } from './exports/factiva.ts'
import { nexis } from './exports/nexis.ts'
import { proquest } from './exports/proquest.ts'
import { docx } from './docx.ts'
import { iptc7901 } from './iptc7901.ts'
import { mail } from './mail.ts'
import { markdown } from './markdown.ts'
import { reuters } from './reuters.ts'
import { rtf } from './rtf.ts'
import { csv } from './csv.ts'
import { html } from './html/index.ts'
import { json, jsonLines, ninjs } from './json/index.ts'
import { gzip } from './packed.ts'
import { story } from './story.ts'
import { text } from './text/index.ts'
import { warc } from './warc.ts'
import { factivaXml } from './xml/factiva.ts'
import { feed } from './xml/feed.ts'
import { houseXml } from './xml/house.ts'
import { newsmlG2 } from './xml/newsml-g2.ts'
import { newsml } from './xml/newsml.ts'
import { nitf } from './xml/nitf.ts'

/** Every format, the more particular first: the first that recognises a file reads it. */
export const formats: readonly Format[] = [
  gzip,
  warc,
  iptc7901,
  rtf,
  docx,
  mail,
  nitf,
  newsmlG2,
  newsml,
  feed,
  factivaXml,
  reuters,
  factivaHtml,
  html,
  houseXml,
  ninjs,
  json,
  jsonLines,
  proquest,
  factivaText,
  nexis,
  markdown,
  csv,
  story,
  text,
]

/** Turns bytes into text; the encoding is found as `declared` says, where the bytes allow it. */
export type Decode = (bytes: Uint8Array, declared: string | null) => DecodedFile

/** The text of a file, or the reason why it has none. */
export type DecodedFile =
  DecodedText | { readonly text: null; readonly problems: readonly Problem[] }

interface DecodedText {
  readonly text: string
  readonly encoding: string
  readonly basis: EncodingBasis
  readonly origin: TextOrigin
  /** Whether the text carried a C2PA manifest. */
  readonly hasManifest: boolean
  readonly problems: readonly Problem[]
}

/** A file whose format is known, or why it has none. */
export type OpenedFormat =
  | {
      readonly format: string
      /** Why this format reads it, in words that complete "Read as NAME: …". */
      readonly reason: string
      readonly encoding: string
      readonly encodingBasis: EncodingBasis
      /** What is wrong with the file as text. */
      readonly problems: readonly Problem[]
      /** Read its articles. */
      parse(): ParsedFile
    }
  | { readonly format: null; readonly problems: readonly Problem[] }

// Pictures, sound, video, documents and archives that no reader takes, and unfinished downloads.
const NEVER_READ =
  /\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp|ico|svg|psd|mp[34]|m4[av]|mov|avi|mkv|webm|wav|ogg|flac|pdf|docm?|pptx?|xlsx?|odt|ods|epub|zip|7z|rar|tar|tgz|bz2|xz|zst|exe|dll|so|db|sqlite3?|swp|part|crdownload)$/i

/** Whether the name says that no format reads the file: it is not opened. */
export function isNeverRead(path: string, { all }: FormatList = ownFormats): boolean {
  return (
    NEVER_READ.test(plainName(path)) &&
    !all.some(({ extensions }) => extensions.includes(extensionOf(path)))
  )
}

/** What the settings say of a file. */
export interface FormatSettings {
  /** Its format, whatever its content shows; null to recognise it. */
  readonly format: string | null
  readonly fields: FieldMapping
}

const noSettings: FormatSettings = { format: null, fields: {} }

/** Formats in the order in which they are tried. */
export interface FormatList {
  readonly all: readonly Format[]
  readonly bytes: readonly BytesFormat[]
  readonly texts: readonly TextFormat[]
}

export function createFormatList(all: readonly Format[]): FormatList {
  return {
    all,
    bytes: all.filter((format): format is BytesFormat => format.kind === 'BYTES'),
    texts: all.filter((format): format is TextFormat => format.kind === 'TEXT'),
  }
}

export const ownFormats = createFormatList(formats)

/**
 * Find the format of a file: the one that the settings name, else by its content, else by its name.
 * Never throws.
 */
export function openFormat(
  file: FileContent,
  decode: Decode,
  settings: FormatSettings = noSettings,
  list: FormatList = ownFormats,
): OpenedFormat {
  const { path, content } = file
  const found = identify(path, content, (bytes) => decode(bytes, null), settings, list)
  if (found.kind === 'NONE') return { format: null, problems: found.problems }
  if (found.kind === 'BYTES') return openBytes(file, found, { decode, settings, list })
  const { format, reason, decoded } = found
  const { text, encoding, basis, origin, problems, hasManifest } = decoded
  return {
    format: format.name,
    reason,
    encoding,
    encodingBasis: basis,
    problems,
    parse: () => {
      const parsed = parseAs(format, { path, text, origin, fields: settings.fields })
      const articles = hasManifest ? parsed.articles.map(withManifest) : parsed.articles
      return { ...parsed, articles }
    },
  }
}

/** A file whose format is found, with its text where the format reads text. */
type Identified =
  | ({ readonly kind: 'BYTES' } & Found<BytesFormat>)
  | ({ readonly kind: 'TEXT'; readonly decoded: DecodedText } & Found<TextFormat>)
  | { readonly kind: 'NONE'; readonly problems: readonly Problem[] }

/** Find the format of a file, or of its beginning. */
export function identify(
  path: string,
  content: Uint8Array,
  decode: (content: Uint8Array) => DecodedFile,
  settings: FormatSettings,
  list: FormatList,
): Identified {
  const named = list.all.find(({ name }) => name === settings.format)
  const reason = 'the settings of its folder say so'
  if (named?.kind === 'BYTES') return { kind: 'BYTES', format: named, reason }
  const packed = named ? null : findFormat(list.bytes, content, path)
  if (packed) return { kind: 'BYTES', ...packed }
  const decoded = decode(content)
  if (decoded.text === null) return { kind: 'NONE', problems: decoded.problems }
  const found = named ? { format: named, reason } : findTextFormat(path, decoded.text, list)
  if (!found) return { kind: 'NONE', problems: [unknownFormat(path, list)] }
  return { kind: 'TEXT', decoded, ...found }
}

/** Read the articles of a text that is decoded already, by the format that its content or name shows. */
export function parseText(path: string, text: string): ParsedFile {
  const found = findTextFormat(path, text, ownFormats)
  return found
    ? parseAs(found.format, { path, text, origin: null, fields: {} })
    : { articles: [], problems: [unknownFormat(path)] }
}

function parseAs(format: TextFormat, file: TextFile): ParsedFile {
  const parsed = format.parse(file)
  return { ...parsed, articles: keyed(parsed.articles, format) }
}

/** The format of a text, by its content, else by its name. */
function findTextFormat(
  path: string,
  text: string,
  { texts }: FormatList,
): Found<TextFormat> | null {
  const extension = extensionOf(path)
  const named = texts.find(({ extensions }) => extensions.includes(extension))
  return findFormat(texts, text, path) ?? namedFormat(named, extension)
}

interface Found<F extends Format> {
  readonly format: F
  readonly reason: string
}

function findFormat<
  Content,
  F extends Format & { recognize(content: Content, path: string): string | null },
>(candidates: readonly F[], content: Content, path: string): Found<F> | null {
  for (const format of candidates) {
    const reason = format.recognize(content, path)
    if (reason !== null) return { format, reason }
  }
  return null
}

function namedFormat<F extends Format>(format: F | undefined, extension: string): Found<F> | null {
  if (!format) return null
  const reason = extension === '' ? 'its name has no ending' : `its name ends in "${extension}"`
  return { format, reason }
}

function openBytes(
  file: FileContent,
  { format, reason }: Found<BytesFormat>,
  context: BytesContext,
): OpenedFormat {
  const { path, content } = file
  return {
    format: format.name,
    reason,
    // Each part has its own; those of most are ASCII.
    encoding: 'utf-8',
    encodingBasis: 'DECLARED',
    problems: [],
    parse: () => {
      const parsed = parseBytes(path, content, context, format, 0)
      return { ...parsed, articles: keyed(parsed.articles, format) }
    },
  }
}

/** Contained files may contain files: a gzip file of a gzip file. */
const MOST_CONTAINERS = 3

/** What files inside a file are read with. */
export interface BytesContext {
  readonly decode: Decode
  readonly settings: FormatSettings
  readonly list: FormatList
}

export function parseBytes(
  path: string,
  content: Uint8Array,
  context: BytesContext,
  format: BytesFormat,
  depth: number,
): ParsedFile {
  const { decode, list } = context
  const { fields } = context.settings
  return format.parse({
    path,
    content,
    decode: (part, declared) => decodedPart(decode(part, declared)),
    parseText: (text) => {
      const found = findFormat(list.texts, text, path)
      return found && found.format.parse({ path, text, origin: null, fields })
    },
    parseContained: (name, inner) => {
      const packed = findFormat(list.bytes, inner, name)
      if (packed && depth < MOST_CONTAINERS) {
        return inContainer(path, parseBytes(name, inner, context, packed.format, depth + 1))
      }
      const opened = openFormat(
        { path: name, content: inner, bytes: 0, hash: '', modified: null },
        decode,
        { format: null, fields },
        list,
      )
      if (packed || !opened.format) return { articles: [], problems: opened.problems }
      const parsed = opened.parse()
      return inContainer(path, { ...parsed, problems: [...opened.problems, ...parsed.problems] })
    },
  })
}

function decodedPart(decoded: DecodedFile): DecodedPart | null {
  return decoded.text === null ? null : { text: decoded.text, origin: decoded.origin }
}

/** What a contained file gives, as part of the file of the archive: its bytes are not the file's. */
export function inContainer(path: string, { articles, problems }: ParsedFile): ParsedFile {
  return {
    articles: articles.map((article) => ({ ...article, path, sourceMap: null })),
    problems: problems.map((problem) => ({ ...problem, path })),
  }
}

export function withManifest(article: Article): Article {
  return { ...article, provenance: 'PRESENT' }
}

/** Articles with keys: the file's only article has none unless its format holds many. */
function keyed(articles: readonly Article[], format: Format): Article[] {
  if (!format.holdsMany && articles.length === 1)
    return articles.map((article) => ({ ...article, key: '' }))
  return createKeys(format)(articles.slice(0, caps.articles))
}

/**
 * Gives the articles of a file keys that are unique in it: of two items with one key, the later is
 * told apart by its number.
 *
 * @returns a function for the articles of the next part of the file
 */
export function createKeys({ records }: Format): (articles: readonly Article[]) => Article[] {
  const used = new Map<string, number>()
  let count = 0
  return (articles) =>
    articles.map((article) => {
      count += 1
      const key = article.key || `#${count}`
      if (article.key === '' || records?.isLaterOneServed) return { ...article, key }
      const times = used.get(key) ?? 0
      used.set(key, times + 1)
      return times === 0 ? article : { ...article, key: `${key}#${times + 1}` }
    })
}

/** What there is to say of a file that no format reads. */
export function unknownFormat(path: string, { all }: FormatList = ownFormats): Problem {
  const known = all.flatMap(({ extensions }) => extensions).filter(Boolean)
  return fileProblem(path, {
    code: 'UNKNOWN_FORMAT',
    severity: 'INFO',
    message: `No format reads "${path}".`,
    hint:
      hintFor(path) ??
      `Files with these endings are read, and files with none: ${known.join(', ')}.`,
  })
}

const HINTS: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [/\.pdf$/i, 'Convert it to text ("pdftotext -layout FILE.pdf") and put the text beside it.'],
  [/\.(?:mp[34]|m4[av]|mov|avi|mkv|webm|wav|ogg|flac)$/i, 'Put a transcript beside it as text.'],
  [/\.(?:docm?|odt|pptx?)$/i, 'Save it as DOCX, RTF or text.'],
  [/\.(?:xlsx?|ods)$/i, 'Save the table as CSV, with a line of headers.'],
  [
    /\.(?:zip|7z|rar|tar|tgz|bz2|xz|zst)$/i,
    'Unpack it into the archive; of packed files only .gz is read.',
  ],
  [
    /\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg|psd)$/i,
    'Pictures are known by the captions of articles.',
  ],
]

function hintFor(path: string): string | null {
  return HINTS.find(([pattern]) => pattern.test(path))?.[1] ?? null
}
