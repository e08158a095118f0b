import type { SourceWords } from '../source-words.ts'

export const sources: SourceWords = { kind: 'source' }
