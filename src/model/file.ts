/** A file of the archive folder, as it was found. */
export interface ArchiveFile {
  /** Relative to the archive folder, with `/`. */
  readonly path: string
  readonly bytes: number
}

/** A file of the archive folder whose bytes are read. */
export interface FileContent extends ArchiveFile {
  /** ISO 8601 instant, or null where the file system gives none. */
  readonly modified: string | null
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
  readonly content: Uint8Array
}

/**
 * How an encoding was found: by a byte order mark, by being valid UTF-8, by a declaration in the
 * file, by the settings, by its letters, or as UTF-8 with broken bytes.
 */
export type EncodingBasis = 'MARKED' | 'PROVEN' | 'DECLARED' | 'CONFIGURED' | 'GUESSED' | 'DAMAGED'
