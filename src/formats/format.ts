import type { Article } from '../model/article.ts'
import type { Problem } from '../model/problem.ts'
import type { FieldMapping } from '../model/settings.ts'
import type { TextOrigin } from '../text/source-map.ts'
import type { NumericOrder } from './stamp.ts'

/*
 * How to write a reader.
 *
 * 1. Write `src/formats/NAME.ts` (a folder when it needs more than one file) and export a `Format`.
 *    Choose `kind: 'TEXT'` unless the bytes carry encodings of their own (mail, RTF, archives):
 *    text is decoded before the reader sees it, by byte order mark, form, the declaration in an
 *    XML or HTML head, settings and guess.
 * 2. `recognize` looks at the content, never at the name, and gives the reason in words that
 *    complete "Read as NAME: …" (`its root element is "nitf"`), else null. It must be cheap and
 *    must not accept other formats' files: it sees every file of the archive.
 * 3. `extensions` decide only for files that no reader recognises by content.
 * 4. `parse` is pure and synchronous, runs in a worker thread and never throws: what is wrong
 *    becomes a problem beside whatever can still be read. Cap what a hostile file can inflate:
 *    nesting, items, entities, unpacked bytes (`src/formats/caps.ts`).
 * 5. Build each article with `createArticle` (`src/formats/article.ts`) from strings: headline,
 *    byline, blocks of text, pictures, stated times. It assembles `body` and every span. Give a
 *    block `at`, its offset in the text of the file, where its words are verbatim there.
 * 6. Load libraries with `lazily` (`src/formats/lazily.ts`), so that an archive without the
 *    format never loads them.
 * 7. Files of many records may be larger than memory: give `records`, and such a file is read in
 *    parts, each of which `parse` gets as if it were a file.
 * 8. Add its name to `formatNames` in `src/model/settings.ts` and the format to the list in
 *    `src/formats/index.ts`, before formats that are less particular,
 *    and fixtures of invented news to `tests/formats`.
 */

/** What a format makes of a file: articles and whatever is wrong, side by side. */
export interface ParsedFile {
  readonly articles: readonly Article[]
  readonly problems: readonly Problem[]
}

/** A file whose text is decoded. */
export interface TextFile {
  readonly path: string
  /** The text with LF line ends, no byte order mark and no control characters. */
  readonly text: string
  /** What `text` was before, for places in the file; null for text from inside another file. */
  readonly origin: TextOrigin | null
  /** Names that the archive's own files give the facts of an article. */
  readonly fields: FieldMapping
  /** Absent when the file is read whole. */
  readonly earlier?: EarlierParts
}

/** What the earlier parts of a large file have shown. */
export interface EarlierParts {
  /** Order of day and month in numeric dates; null until some date shows it. */
  dateOrder: NumericOrder | null
}

/** A file by its bytes, with the means to decode parts of it and to read what it contains. */
export interface BytesFile {
  readonly path: string
  readonly content: Uint8Array
  /** Decode a part; `declared` is the encoding that the file gives for it. Null without any text. */
  decode(part: Uint8Array, declared: string | null): DecodedPart | null
  /** Read a contained file by its own format; `path` is a name whose ending says what it is. */
  parseContained(path: string, content: Uint8Array): ParsedFile
  /**
   * Read a text that was inside the file, by the format that its content shows.
   *
   * @returns null when no format recognises it
   */
  parseText(text: string): ParsedFile | null
}

export interface DecodedPart {
  readonly text: string
  readonly origin: TextOrigin
}

interface FormatTraits {
  /** Shown as `file.format`. */
  readonly name: string
  /** Extensions with the dot, lower case; for files that no format recognises by content. */
  readonly extensions: readonly string[]
  /** Whether a file may hold many articles: each is then named by its own id. */
  readonly holdsMany: boolean
  /** Where a file may be cut into parts; absent when it can only be read whole. */
  readonly records?: RecordBounds
}

/**
 * Finds the bounds of records in the bytes of a file. All encodings that it meets are supersets of
 * ASCII.
 */
export interface RecordBounds {
  /** Length of the bytes that every part needs at its beginning: a line of headers. */
  headLength(start: Uint8Array): number
  /** Offset behind the last whole record of some that begin with a record; 0 when none ends. */
  lastEnd(content: Uint8Array): number
  /** Offset of the first record in bytes that begin inside one; -1 when none begins. */
  nextStart(content: Uint8Array): number
  /** Whether of two records with one key the later is served, else both are. */
  readonly isLaterOneServed?: boolean
  /** Whether a record that begins so may hold an article; absent when each may. */
  mayHoldArticle?(start: Uint8Array): boolean
}

export interface TextFormat extends FormatTraits {
  readonly kind: 'TEXT'
  /** Why the content shows this format ("its first line is …"); null when it does not. */
  recognize(text: string, path: string): string | null
  /** Never throws: what cannot be read becomes a problem. */
  parse(file: TextFile): ParsedFile
}

export interface BytesFormat extends FormatTraits {
  readonly kind: 'BYTES'
  /** As for text. */
  recognize(content: Uint8Array, path: string): string | null
  /** As for text. */
  parse(file: BytesFile): ParsedFile
}

/** A way in which files hold articles: structure only, nothing is understood here. */
export type Format = TextFormat | BytesFormat
