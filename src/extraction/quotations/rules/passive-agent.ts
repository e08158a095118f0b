import { Form, Frame, WordClass } from '../../../languages/quotation-words.ts'
import type { Stretch } from '../../../text/quotation-marks.ts'
import { type Doc, entriesAt, formsAt, hasClass, isWord } from '../doc.ts'
import { phraseAfter } from '../noun-phrases.ts'
import { addQuotation, isTaken, type ParagraphContext, sentenceAt } from '../paragraph-context.ts'

/** In tokens: between the verb and the marks, and between the marks and "by". */
const MAX_GAP = 4

/** It was described as "a key step" by Hale. He was declared "fine" by Coach Hale. */
export function passiveAgent(context: ParagraphContext): void {
  const { doc } = context
  for (const stretch of context.stretches) {
    if (isTaken(context, stretch.first)) continue
    const verb = verbBefore(doc, stretch)
    const agent = verb === null ? null : agentAfter(doc, stretch)
    if (verb === null || agent === null) continue
    const sentence = sentenceAt(context, stretch.first)
    const mention = phraseAfter(doc, agent + 1, sentence.end)
    if (!mention || isTaken(context, mention.first)) continue
    const [entry] = entriesAt(doc, verb)
    const first = hasClass(doc, verb + 1, WordClass.AS) ? verb + 2 : verb + 1
    addQuotation(context, {
      content: [{ first, end: agent }],
      cue: { first: verb, end: verb + 1 },
      lemma: entry?.lemma ?? '',
      entry: entry ?? null,
      mention,
      continues: false,
      rule: 'passive-agent',
      tier: 'MEDIUM',
      around: sentence,
    })
  }
}

/** The participle behind a form of "be": "was described as the". */
function verbBefore(doc: Doc, { first }: Stretch): number | null {
  for (let at = first - 1; at >= Math.max(1, first - MAX_GAP) && isWord(doc, at); at -= 1) {
    const frames = Frame.OBJECT | Frame.NAMING
    const isSaying = entriesAt(doc, at).some(
      (entry) => entry.kind === 'SPEECH' && (entry.frames & frames) !== 0,
    )
    if (!isSaying || (formsAt(doc, at) & Form.PARTICIPLE) === 0) continue
    const helper = hasClass(doc, at - 1, WordClass.ADVERB) ? at - 2 : at - 1
    return hasClass(doc, helper, WordClass.BE) ? at : null
  }
  return null
}

function agentAfter(doc: Doc, { end }: Stretch): number | null {
  for (let at = end; at < end + MAX_GAP && isWord(doc, at); at += 1) {
    if (hasClass(doc, at, WordClass.AGENT)) return at
  }
  return null
}
