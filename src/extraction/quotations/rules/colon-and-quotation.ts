import { WordClass } from '../../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../../text/quotation-marks.ts'
import { isTerminal } from '../../../text/prose.ts'
import { phraseAfter } from '../noun-phrases.ts'
import { pastAdjuncts } from '../adjuncts.ts'
import { COLON, hasClass, isDash, isMark, type Doc, stretchAt } from '../doc.ts'
import { continuedContent, isAskedOf } from './quotation-then-cue.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'
import { mainSubject } from '../cue-subject.ts'

const MAX_LINE = 10
const MAX_SENTENCE = 60

/**
 * More from Hale: "…." The board was plain in its findings: "…." A colon attributes quoted
 * sentences to the subject before it, without a cue word.
 */
export function colonAndQuotation(context: ParagraphContext): void {
  for (const stretch of context.stretches) {
    const colon = stretch.first - 1
    if (!isMark(context.doc, colon, COLON) || isTaken(context, stretch.first)) continue
    if (!isSentence(context, stretch) || isAskedOf(context.doc, stretch)) continue
    const sentence = sentenceAt(context, colon)
    const mention = speakerOf(context, sentence, colon)
    if (!mention || isTaken(context, mention.first)) continue
    addQuotation(context, {
      content: [
        { first: stretch.first, end: stretch.end },
        ...continuedContent(context, stretch.end),
      ],
      cue: { first: colon, end: colon + 1 },
      lemma: ':',
      entry: null,
      mention,
      continues: false,
      rule: 'colon-and-quotation',
      tier: 'LOW',
      around: sentence,
    })
  }
}

/** Quoted words that end like a sentence. */
function isSentence({ doc }: ParagraphContext, { closed, end }: Stretch): boolean {
  return closed && isTerminal(doc.tokens.codes[end - 2] ?? 0)
}

/**
 * The name after a preposition in a line without a verb ("More from Hale:"), or the subject of the
 * sentence.
 */
function speakerOf({ doc }: ParagraphContext, sentence: Run, colon: number): Run | null {
  const named = namedInLine(doc, sentence, colon)
  if (named) return named
  if (colon - sentence.first > MAX_SENTENCE) return null
  for (let at = sentence.first; at < colon; at += 1) if (stretchAt(doc, at) >= 0) return null
  const subject = mainSubject(doc, sentence, colon)
  if (!subject) return null
  const verb = WordClass.BE | WordClass.HAVE | WordClass.VERB | WordClass.PAST_LIKE
  return hasClass(doc, pastAdjuncts(doc, subject.end, colon), verb) ? subject : null
}

function namedInLine(doc: Doc, sentence: Run, colon: number): Run | null {
  const low = Math.max(sentence.first, colon - MAX_LINE)
  for (let at = colon - 1; at >= low; at -= 1) {
    if (
      stretchAt(doc, at) >= 0 ||
      hasClass(doc, at, WordClass.BE | WordClass.HAVE | WordClass.VERB)
    )
      return null
    if (!hasClass(doc, at, WordClass.PREPOSITION)) continue
    const opens = at - sentence.first < 2 || isDash(doc, at - 1) || isDash(doc, at - 2)
    const phrase = opens ? phraseAfter(doc, at + 1, colon) : null
    return phrase?.end === colon ? phrase : null
  }
  return null
}
