import type { Article } from './article.ts'
import type { DateMention } from './date.ts'
import type { Picture } from './picture.ts'
import type { Problem } from './problem.ts'
import type { PublishedTime, ResolvedTime } from './published.ts'
import type { Quotation } from './quotation.ts'
import type { ArticleSource } from './source.ts'
import type { Span } from './span.ts'
import type { ArticleSpeaker } from './speaker.ts'

/** An article with everything extracted from it. */
export interface Reading {
  /** Id of the article. */
  readonly id: string
  readonly article: Article
  /** BCP 47 tag, stated or recognised; null when unknown. */
  readonly language: string | null
  /** "SEOUL, Oct. 10 (Yonhap) --": the words before the first sentence. */
  readonly dateline: Span | null
  readonly published: PublishedTime | null
  /** Every time that the file states, publication included. */
  readonly times: readonly ResolvedTime[]
  readonly wordCount: number
  readonly pictures: readonly Picture[]
  readonly sources: readonly ArticleSource[]
  /** Every speaker or candidate of `quotations`, once. */
  readonly speakers: readonly ArticleSpeaker[]
  /** In reading order, as all lists here. */
  readonly quotations: readonly Quotation[]
  readonly dates: readonly DateMention[]
  readonly problems: readonly Problem[]
}
