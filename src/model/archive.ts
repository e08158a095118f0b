import type { EncodingBasis } from './file.ts'
import type { Problem } from './problem.ts'
import type { SourceKind } from './source.ts'
import type { SpeakerKind } from './speaker.ts'

/** INDEXING: a first index is being made. DEGRADED: the folder could not be read again. */
export type ArchiveState = 'INDEXING' | 'READY' | 'DEGRADED'

export interface ArchiveRecord {
  readonly name: string | null
  /** Derived from paths, content hashes, extractor version and settings. */
  readonly revision: string
  readonly state: ArchiveState
  /** ISO 8601 instant of the last completed index. */
  readonly indexedAt: string | null
  readonly articleCount: number
  readonly quotationCount: number
  readonly speakerCount: number
  readonly sourceCount: number
}

/** What differs between two revisions: ids of articles, and paths of those that are gone. */
export interface ArchiveChange {
  readonly from: string | null
  readonly to: string
  readonly added: readonly string[]
  readonly changed: readonly string[]
  /** Paths of removed articles, each once. */
  readonly removed: readonly string[]
  readonly removedIds: readonly string[]
}

/** What files an archive holds. */
export interface ArchiveContents {
  /** The format with most files first. */
  readonly formats: readonly FormatCount[]
  /** Errors and warnings by code, the commonest first. */
  readonly problems: readonly { readonly code: string; readonly count: number }[]
}

/** How many files a format has read. */
export interface FormatCount {
  /** Null for files that gave no article. */
  readonly format: string | null
  readonly files: number
  readonly articles: number
}

/** A file in the index. */
export interface FileRecord {
  readonly path: string
  readonly format: string
  /** Why that format reads it: completes "Read as FORMAT: …". */
  readonly formatReason: string
  readonly encoding: string
  readonly encodingBasis: EncodingBasis
  readonly bytes: number
  readonly hash: string
  readonly modified: string | null
}

/** A speaker with the facts of the whole archive. */
export interface Speaker {
  readonly id: string
  readonly name: string
  readonly kind: SpeakerKind
  readonly aliases: readonly string[]
  readonly sameAs: readonly string[]
  readonly roles: readonly SpeakerRole[]
  /** Ids of the first and last published articles that quote them; null when none is dated. */
  readonly firstQuotedIn: string | null
  readonly lastQuotedIn: string | null
}

/** A role with the number of articles that give it, and the ids of the first and last dated ones. */
export interface SpeakerRole {
  readonly text: string
  readonly articles: number
  readonly firstIn: string | null
  readonly lastIn: string | null
}

/** A source with the facts of the whole archive. */
export interface Source {
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  readonly aliases: readonly string[]
}

/** A problem in the index. */
export interface StoredProblem extends Problem {
  readonly id: string
  /** Id of the article; null when the file gave none. */
  readonly article: string | null
}
