/** A file of the archive folder, as it was found. */
export interface ArchiveFile {
  /** Relative to the archive folder, with `/`. */
  readonly path: string
  readonly bytes: number
}

/** A file whose bytes have been turned into text. */
export interface FileText extends ArchiveFile {
  /** ISO 8601 instant, or null where the file system gives none. */
  readonly modified: string | null
  /** The text with LF line ends and no byte order mark. */
  readonly text: string
  /** The name of the encoding that was found: `utf-8`, `utf-16le`, `cp949`, … */
  readonly encoding: string
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
}
