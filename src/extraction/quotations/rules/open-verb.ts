import { Form, WordClass } from '../../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../../text/quotation-marks.ts'
import { tokenText } from '../../../text/tokens.ts'
import { skipAdjuncts } from '../adjuncts.ts'
import { isSentenceEnd } from '../content-range.ts'
import { phraseAfter } from '../noun-phrases.ts'
import { COLON, COMMA, formsAt, hasClass, isMark, isWord, type Doc, stretchAt } from '../doc.ts'
import { continuedContent } from './quotation-then-cue.ts'
import { isTaken, type ParagraphContext, sentenceAt, addQuotation } from '../paragraph-context.ts'
import { hasLetters, subjectBefore } from '../subject-before.ts'
import { isWorkTitle } from '../work-titles.ts'

const MAX_REACH = 16
const MIN_WORDS = 5

/**
 * Quoted words beside a verb that is in no list: "…," blared the paper. Hale held up a sign: "…".
 * Quoted words are nearly always speech, and the subject of the verb is the speaker.
 */
export function openVerb(context: ParagraphContext): void {
  for (const stretch of context.stretches) {
    if (isTaken(context, stretch.first) || isWorkTitle(context.doc, stretch)) continue
    const found = verbAfter(context, stretch) ?? verbBefore(context, stretch)
    if (found) {
      addQuotation(context, {
        ...found,
        lemma: tokenText(context.doc.tokens, found.cue.first).toLowerCase(),
        entry: null,
        continues: false,
        around: sentenceAt(context, stretch.first),
      })
    }
  }
}

interface Found {
  readonly content: readonly Run[]
  readonly cue: Run
  readonly mention: Run
  readonly rule: string
  readonly tier: 'MEDIUM' | 'LOW'
}

/** A form that can be a finite verb, listed or not. */
function isVerb(doc: Doc, at: number): boolean {
  if (stretchAt(doc, at) >= 0 || !isWord(doc, at)) return false
  if (isInsidePhrase(doc, at)) return false
  if (hasClass(doc, at, WordClass.PAST_LIKE | WordClass.VERB)) return true
  return (formsAt(doc, at) & (Form.PAST | Form.PRESENT)) !== 0
}

/**
 * Whether a determiner precedes, so the word is not a verb: "a back-handed" compliment, "the
 * attacks".
 */
function isInsidePhrase(doc: Doc, at: number): boolean {
  return (
    hasClass(doc, at - 1, WordClass.DETERMINER) &&
    !hasClass(doc, at - 1, WordClass.SUBJECT_PRONOUN | WordClass.COMPLEMENTIZER)
  )
}

function verbAfter(context: ParagraphContext, stretch: Stretch): Found | null {
  const { doc, run } = context
  if (!isMark(doc, stretch.end - 2, COMMA, 33, 63) && !isMark(doc, stretch.end, COMMA)) return null
  const next = isMark(doc, stretch.end, COMMA) ? stretch.end + 1 : stretch.end
  const inverted = isVerb(doc, next)
  const mention = phraseAfter(doc, inverted ? next + 1 : next, run.end)
  if (!mention) return null
  const verb = inverted ? next : mention.end
  if (!isVerb(doc, verb)) return null
  const end = inverted ? mention.end : verb + 1
  if (!isSentenceEnd(doc, skipAdjuncts(doc, end, run.end), run.end) && !isMark(doc, end, COMMA))
    return null
  return {
    content: [{ first: stretch.first, end: stretch.end }, ...continuedContent(context, end)],
    cue: { first: verb, end: verb + 1 },
    mention,
    rule: 'quotation-open-verb',
    tier: 'MEDIUM',
  }
}

function verbBefore(context: ParagraphContext, stretch: Stretch): Found | null {
  const { doc } = context
  if (!isMark(doc, stretch.first - 1, COMMA, COLON) || stretch.end - stretch.first < MIN_WORDS)
    return null
  const sentence = sentenceAt(context, stretch.first)
  const low = Math.max(sentence.first + 1, stretch.first - MAX_REACH)
  for (let at = stretch.first - 1; at >= low; at -= 1) {
    if (stretchAt(doc, at) >= 0 || isTaken(context, at)) return null
    if (!isVerb(doc, at)) continue
    const mention = subjectBefore(doc, at, sentence.first)
    if (!mention || !hasLetters(doc, mention)) continue
    return {
      content: [
        { first: stretch.first, end: stretch.end },
        ...continuedContent(context, stretch.end),
      ],
      cue: { first: at, end: at + 1 },
      mention,
      rule: 'open-verb-quotation',
      tier: 'LOW',
    }
  }
  return null
}
