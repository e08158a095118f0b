import { WordClass } from '../../../languages/quotation-words.ts'
import type { Run } from '../../../text/quotation-marks.ts'
import { clauseEnd, contentStart } from '../content-range.ts'
import { phraseAfter } from '../noun-phrases.ts'
import { COMMA, hasClass, isMark, isOutlet, type Doc, stretchAt } from '../doc.ts'
import {
  isTaken,
  type ParagraphContext,
  sentenceAt,
  markTaken,
  addQuotation,
} from '../paragraph-context.ts'
import { subjectBefore } from '../subject-before.ts'
import { groupIndex, type VerbGroup } from '../verb-groups.ts'

const MAX_SOURCE = 14

/** The source that an outlet cites, and the cue it uses. */
export interface Citation {
  readonly cue: Run
  readonly lemma: string
  readonly mention: Run
}

/**
 * The agency, citing the ministry, said it was over. The agency reported, citing the ministry, that
 * it was over.
 */
export function citing(context: ParagraphContext): void {
  const { doc, groups } = context
  groups.forEach((group, index) => {
    const comma = group.first - 1
    if (!isCiting(doc, group) || !isMark(doc, comma, COMMA) || isTaken(context, group.verb)) return
    const sentence = sentenceAt(context, group.verb)
    const close = commaAfter(doc, group.end, sentence.end)
    const start = close && contentStartAfter(context, index, close, sentence)
    if (!close || !start || isTaken(context, start)) return
    const end = clauseEnd(doc, start, sentence.end, { context, inner: false, object: false })
    if (end <= start) return
    addQuotation(context, {
      ...citationOf(doc, group, { first: group.end, end: close }),
      content: [{ first: start, end }],
      entry: group.entry,
      continues: false,
      rule: 'citing',
      tier: 'MEDIUM',
      around: sentence,
    })
    markTaken(context, { first: sentence.first, end: start })
  })
}

/**
 * The source that an outlet cites directly after a clause: "…, citing a statement by the ministry".
 *
 * @param comma - the token that ends the clause
 */
export function citedAfter(context: ParagraphContext, comma: number): Citation | null {
  const { doc, groups, run } = context
  const group = groups[groupIndex(groups, comma)]
  if (!group || !isCiting(doc, group) || group.first > comma + 1) return null
  const phrase = phraseAfter(doc, group.end, run.end)
  if (!phrase) return null
  markTaken(context, { first: group.first, end: phrase.end })
  return citationOf(doc, group, phrase)
}

function isCiting(doc: Doc, { mood, entry }: VerbGroup): boolean {
  return mood === 'GERUND' && doc.words.relayLemmas.has(entry.lemma)
}

/** The cited source: "the ministry" in "a statement by the ministry". */
function citationOf(doc: Doc, group: VerbGroup, phrase: Run): Citation {
  const cue = { first: group.first, end: group.end }
  const { lemma } = group.entry
  for (let at = phrase.first + 1; at < phrase.end - 1; at += 1) {
    if (hasClass(doc, at, WordClass.AGENT | WordClass.GENITIVE)) {
      return { cue, lemma, mention: { first: at + 1, end: phrase.end } }
    }
  }
  return { cue, lemma, mention: phrase }
}

function commaAfter(doc: Doc, from: number, end: number): number | null {
  for (let at = from + 1; at < Math.min(end, from + MAX_SOURCE); at += 1) {
    if (stretchAt(doc, at) >= 0) return null
    if (isMark(doc, at, COMMA)) return at
  }
  return null
}

/** The first token of the relayed content; null when no outlet precedes "citing". */
function contentStartAfter(
  context: ParagraphContext,
  index: number,
  close: number,
  sentence: Run,
): number | null {
  const { doc, groups } = context
  const comma = (groups[index]?.first ?? 0) - 1
  if (isOutlet(doc, { first: comma - 1, end: comma })) {
    const next = groups[index + 1]
    return next?.mood === 'FINITE' && next.first === close + 1
      ? contentStart(doc, next, sentence.end)
      : null
  }
  const reporting = groups[index - 1]
  if (reporting?.mood !== 'FINITE' || reporting.end !== comma) return null
  const medium = subjectBefore(doc, reporting.first, sentence.first)
  if (!medium || !isOutlet(doc, medium)) return null
  return hasClass(doc, close + 1, WordClass.COMPLEMENTIZER) ? close + 1 : null
}
