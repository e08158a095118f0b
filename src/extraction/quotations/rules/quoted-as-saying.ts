import { WordClass } from '../../../languages/quotation-words.ts'
import type { Run } from '../../../text/quotation-marks.ts'
import { skipAdjuncts } from '../adjuncts.ts'
import { clauseEnd, contentStart, hasVerb, isSentenceEnd } from '../content-range.ts'
import { phraseAfter } from '../noun-phrases.ts'
import { COMMA, hasClass, isMark, type Doc, quotedAt } from '../doc.ts'
import {
  isTaken,
  type ParagraphContext,
  sentenceAt,
  markTaken,
  addQuotation,
} from '../paragraph-context.ts'
import { subjectBefore } from '../subject-before.ts'
import type { VerbGroup } from '../verb-groups.ts'

const MAX_NAME = 14
const MAX_CONTENT = 300

/** The agency quoted Hale as saying it was over. Hale was quoted as saying, "…." */
export function quotedAsSaying(context: ParagraphContext): void {
  const { doc, groups } = context
  groups.forEach((group, index) => {
    const as = group.first - 1
    const quoting = groups[index - 1]
    if (!isAsSaying(doc, group) || isTaken(context, group.verb)) return
    // "as quoting Hale as saying": the last cue names the speaker.
    const next = groups[index + 1]
    if (next && isAsSaying(doc, next) && quotes(doc, group, next)) return
    if (!quoting || !quotes(doc, quoting, group)) return
    const sentence = sentenceAt(context, group.verb)
    const mention = speakerOf(context, quoting, as, sentence)
    if (!mention) return
    const content =
      wordsAfter(context, group, sentence) ?? wordsBefore(context, quoting, mention, sentence)
    if (!content) return
    addQuotation(context, {
      content: [content],
      cue: { first: quoting.first, end: group.end },
      lemma: `${quoting.entry.lemma} as ${group.entry.lemma}`,
      entry: group.entry,
      mention,
      continues: false,
      rule: 'quoted-as-saying',
      tier: 'MEDIUM',
      around: sentence,
    })
    const outer = groups[index - 2]
    if (outer && isAsSaying(doc, quoting))
      markTaken(context, { first: outer.first, end: quoting.first })
  })
}

function isAsSaying(doc: Doc, group: VerbGroup): boolean {
  const { mood, first } = group
  return (mood === 'GERUND' && hasClass(doc, first - 1, WordClass.AS)) || isToHaveSaid(doc, group)
}

/** "was reported to have said" */
function isToHaveSaid(doc: Doc, { first }: VerbGroup): boolean {
  return hasClass(doc, first, WordClass.HAVE) && hasClass(doc, first - 1, WordClass.INFINITIVE)
}

/** Whether a verb of quoting precedes "as saying", with at most a name between them. */
function quotes(doc: Doc, quoting: VerbGroup, saying: VerbGroup): boolean {
  if (isToHaveSaid(doc, saying) && (quoting.mood !== 'PASSIVE' || quoting.end !== saying.first - 1))
    return false
  const near = saying.first - quoting.end <= MAX_NAME
  return near && doc.words.relayLemmas.has(quoting.entry.lemma)
}

function wordsAfter(context: ParagraphContext, group: VerbGroup, sentence: Run): Run | null {
  const { doc } = context
  const first = contentStart(doc, group, sentence.end)
  if (phraseOfAgent(doc, first, sentence.end) === sentence.end) return null
  const end = clauseEnd(doc, first, sentence.end, { context, inner: false, object: false })
  return end > first ? { first, end } : null
}

/**
 * The token after "by the agency" and the closing point; the same token when there is no such
 * phrase.
 */
function phraseOfAgent(doc: Doc, first: number, end: number): number {
  if (!hasClass(doc, first, WordClass.AGENT)) return first
  const phrase = phraseAfter(doc, first + 1, end)
  const past = phrase ? skipAdjuncts(doc, phrase.end, end) : first
  return isSentenceEnd(doc, past, end) ? end : past
}

/** "…," Hale was quoted as saying. It was over, the agency quoted Hale as saying. */
function wordsBefore(
  context: ParagraphContext,
  quoting: VerbGroup,
  mention: Run,
  sentence: Run,
): Run | null {
  const { doc } = context
  const passive = quoting.mood === 'PASSIVE'
  const subject = passive ? mention : subjectBefore(doc, quoting.first, sentence.first)
  if (!subject || subject.first - 1 <= sentence.first) return null
  const close = subject.first - 1
  const stretch = quotedAt(doc, close)
  if (stretch?.end === subject.first) return { first: stretch.first, end: stretch.end }
  if (!isMark(doc, close, COMMA)) return null
  const run = { first: Math.max(sentence.first, close - MAX_CONTENT), end: close }
  for (let at = run.first; at < run.end; at += 1) if (isTaken(context, at)) return null
  return hasVerb(doc, run) ? run : null
}

/** The object of "quoted", or the subject of "was quoted". */
function speakerOf(
  { doc }: ParagraphContext,
  quoting: VerbGroup,
  as: number,
  sentence: Run,
): Run | null {
  if (quoting.mood === 'PASSIVE') return subjectBefore(doc, quoting.first, sentence.first)
  const phrase = phraseAfter(doc, quoting.end, as)
  return phrase && phrase.end <= as ? phrase : null
}
