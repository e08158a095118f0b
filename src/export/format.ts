import type { ExportPlan } from './plan.ts'
import type { Item } from './rows.ts'

export type Chunk = string | Uint8Array

/** Writes the members of a list in one format. */
interface ExportWriter {
  /** What comes before the first member. */
  start(): Chunk
  /** The next members; empty while they are collected. */
  add(items: readonly Item[]): Chunk
  end(): Chunk
}

interface WriterOptions {
  readonly plan: ExportPlan
  /** Whether a byte order mark comes first. */
  readonly bom: boolean
  /** Whether the names of the columns come first. */
  readonly header: boolean
}

/** A format of an export. */
export interface ExportFormat {
  readonly mediaType: string
  readonly extension: string
  /** Fields of nodes instead of those of the document, by type; null for the document's. */
  readonly selections: Readonly<Record<string, string>> | null
  create(options: WriterOptions): ExportWriter
}
