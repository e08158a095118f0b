/** Words that introduce agencies, papers, broadcasters and credits. */
export interface SourceWords {
  readonly kind: 'source'
}
