import { isTerminal } from '../../../text/prose.ts'
import type { Stretch } from '../../../text/quotation-marks.ts'
import { COLON, COMMA, isMark, isWord, type Doc } from '../doc.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'

const MIN_WORDS = 4

/**
 * Quoted words in a language without cue words: whole sentences, and words after a colon or beside
 * a comma, which mark speech in most languages. The speaker stays unknown.
 */
export function marksAlone(context: ParagraphContext): void {
  for (const stretch of context.stretches) {
    if (
      isTaken(context, stretch.first) ||
      !(isSentence(context, stretch) || isTied(context, stretch))
    )
      continue
    addQuotation(context, {
      content: [{ first: stretch.first, end: stretch.end }],
      cue: null,
      lemma: '',
      entry: null,
      mention: null,
      continues: false,
      rule: 'marks-alone',
      tier: 'LOW',
      around: sentenceAt(context, stretch.first),
    })
  }
}

/** Quoted words that end like a sentence. */
function isSentence({ doc }: ParagraphContext, { closed, end }: Stretch): boolean {
  return closed && isTerminal(doc.tokens.codes[end - 2] ?? 0)
}

function isTied({ doc }: ParagraphContext, stretch: Stretch): boolean {
  if (countWords(doc, stretch) < MIN_WORDS) return false
  const { first, end } = stretch
  return isMark(doc, first - 1, COLON) || isMark(doc, end, COMMA) || isMark(doc, end - 2, COMMA)
}

function countWords(doc: Doc, { first, end }: Stretch): number {
  let words = 0
  for (let at = first; at < end; at += 1) if (isWord(doc, at)) words += 1
  return words
}
