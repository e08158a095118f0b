import type { Paragraph } from '../../model/article.ts'
import type { Run } from './capitals.ts'
import type { Description } from './nouns.ts'
import type { SourcePlace } from './places.ts'

/** A paragraph with what was found in it before anything is resolved. */
export interface Part {
  readonly paragraph: Paragraph
  readonly runs: readonly Run[]
  readonly descriptions: readonly Description[]
  readonly places: readonly SourcePlace[]
}
