import type { Article } from '../model/article.ts'
import type { FileText } from '../model/file.ts'
import type { Problem } from '../model/problem.ts'

/** What a format makes of a file: articles and whatever is wrong, side by side. */
export interface ParsedFile {
  readonly articles: readonly Article[]
  readonly problems: readonly Problem[]
}

/** A way in which files hold articles: structure only, nothing is understood here. */
export interface Format {
  /** Short name, shown as `file.format`. */
  readonly name: string
  /** Extensions with the dot, lower case. */
  readonly extensions: readonly string[]
  /** Never throws: what cannot be read becomes a problem. */
  parse(file: FileText): ParsedFile
}
