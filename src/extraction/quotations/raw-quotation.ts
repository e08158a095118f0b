import { type CueEntry, WordClass } from '../../languages/quotation-words.ts'
import type { QuotationKind, Tier } from '../../model/quotation.ts'
import type { Span } from '../../model/span.ts'
import { spanOf } from '../../text/prose.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { COMMA, type Doc, hasClass, isMark, isWord, quotedAt, stretchAt } from './doc.ts'

/** A quotation as a rule finds it: ranges of tokens, and no resolved speaker yet. */
export interface RawQuotation {
  readonly content: readonly Run[]
  readonly cue: Run | null
  readonly lemma: string
  readonly entry: CueEntry | null
  readonly mention: Run | null
  /** The speaker of the previous quotation continues. */
  readonly continues: boolean
  readonly rule: string
  readonly tier: Tier
  /** The tokens in which a relay may be mentioned. */
  readonly around: Run
}

/**
 * DIRECT when every word but a leading "that" is in quotation marks, INDIRECT when none is, else
 * MIXED.
 */
export function kindOf(doc: Doc, content: readonly Run[]): QuotationKind {
  let inside = 0
  let outside = 0
  for (const { first, end } of content) {
    for (let at = first; at < end; at += 1) {
      if (!isWord(doc, at)) continue
      if (stretchAt(doc, at) >= 0) inside += 1
      else if (inside + outside > 0 || !hasClass(doc, at, WordClass.COMPLEMENTIZER)) outside += 1
    }
  }
  if (inside === 0) return 'INDIRECT'
  return outside === 0 ? 'DIRECT' : 'MIXED'
}

/**
 * The content as spans of text. A span that is one quoted stretch excludes its marks and the comma
 * before the closing mark; marks inside other words stay.
 */
export function contentSpans(doc: Doc, content: readonly Run[]): Span[] {
  return content.map((run) => spanOf(doc.tokens, innerRun(doc, run)))
}

function innerRun(doc: Doc, run: Run): Run {
  const stretch = quotedAt(doc, run.first)
  if (stretch?.first !== run.first || stretch.end < run.end) return run
  let { first, end } = run
  if (stretch.opened) first += 1
  if (stretch.closed) end -= 1
  if (isMark(doc, end - 1, COMMA)) end -= 1
  return first < end ? { first, end } : run
}
