import { FactualityWord, WordClass } from '../../languages/quotation-words.ts'
import type { Factuality } from '../../model/quotation.ts'
import type { Run } from '../../text/quotation-marks.ts'
import {
  type Doc,
  formsAt,
  hasClass,
  isCapital,
  isGerund,
  isMark,
  isWord,
  COMMA,
  sourcePhraseLength,
  stretchAt,
} from './doc.ts'
import type { RawQuotation } from './raw-quotation.ts'

/** How far before an infinitive or a gerund its governing word is searched, in tokens. */
const MAX_GOVERNOR = 8
/** How far before a governing word its negation is searched, in tokens. */
const MAX_NEGATION = 4

const AUXILIARY = WordClass.MODAL | WordClass.HAVE | WordClass.BE

/**
 * Whether the article states that the words were said.
 *
 * NOT_SAID, where the article denies the act of saying: the cue is negated ("never said"), depends on
 * a word of refusal ("refused to say", "without saying"), or has a subject that is nobody ("no
 * minister said", "there is no evidence that she said").
 *
 * UNCERTAIN, where the article leaves it open: the cue has a modal ("may say", "will say"), depends
 * on a word of expectation, wish, request or accusation ("is expected to say"), is a condition or a
 * question ("if she says", "did she say …?"), or is called an allegation ("allegedly said").
 *
 * SAID otherwise. The place of the negation decides: "I never said that," she said, and she denied
 * that she had said it, are said. So are requests and denials, which are speech about their content;
 * "would not say more than that", "said only" and "not only said"; and "would" behind the quoted
 * words, which is a habit. Views ("does not believe that") are no acts of saying and count as said.
 */
export function factualityOf(doc: Doc, raw: RawQuotation): Factuality {
  const { cue, entry, content } = raw
  if (!cue || entry?.kind === 'THOUGHT' || !isVerbal(doc, cue)) return 'SAID'
  const sentence = sentenceOf(doc, cue.first)
  if (isDenied(doc, raw, cue, sentence)) return 'NOT_SAID'
  const governed = governedFactuality(doc, cue, sentence, raw.mention)
  if (governed !== null) return governed
  if (isSupposed(doc, raw, cue, sentence)) return 'UNCERTAIN'
  const isBehind = (content[0]?.first ?? 0) < cue.first
  return isModal(doc, cue, isBehind) ? 'UNCERTAIN' : 'SAID'
}

/** Whether the cue is a verb: not "according to", a colon or a noun. */
function isVerbal(doc: Doc, { first, end }: Run): boolean {
  if (sourcePhraseLength(doc, first) > 0) return false
  for (let at = first; at < end; at += 1) if (formsAt(doc, at) !== 0) return true
  return false
}

function isDenied(doc: Doc, raw: RawQuotation, cue: Run, sentence: Run): boolean {
  const { mention, entry, content } = raw
  if (isNegatedIn(doc, adverbsBefore(doc, cue.first, sentence.first), cue.end)) return true
  if (entry && has(doc, cue.end - 1, FactualityWord.AVERTED)) {
    // "declined to say whether it was over", "denied saying": the act of saying is refused.
    const [words] = content
    const first = words?.first ?? 0
    if (isGerund(doc, first)) return formsAt(doc, first) !== 0
    return hasClass(doc, first, WordClass.INFINITIVE) && formsAt(doc, first + 1) !== 0
  }
  if (!mention || mention.first > cue.first) return false
  if (isNobody(doc, mention.first) || isNobody(doc, mention.first - 1)) return true
  if (isInvertedNegation(doc, sentence, mention)) return true
  return isUnproven(doc, mention.first, sentence)
}

/** "no minister", "nobody", "none of them", but not "No. 2" or "no later than Monday". */
function isNobody(doc: Doc, at: number): boolean {
  return at >= 0 && has(doc, at, FactualityWord.NOBODY) && isWord(doc, at + 1)
}

/** "Nor did she say", "Never has he said", "At no time did he say". */
function isInvertedNegation(doc: Doc, { first }: Run, mention: Run): boolean {
  const auxiliary = mention.first - 1
  if (auxiliary <= first || auxiliary > first + MAX_NEGATION) return false
  if (!hasClass(doc, auxiliary, AUXILIARY)) return false
  for (let at = first; at < auxiliary; at += 1) {
    if (hasClass(doc, at, WordClass.NEGATION) || has(doc, at, FactualityWord.NOBODY)) return true
  }
  return false
}

/** "There is no evidence that she said", "It is not true that he said", "It is false that". */
function isUnproven(doc: Doc, mention: number, sentence: Run): boolean {
  const that = mention - 1
  const noun = hasClass(doc, that, WordClass.COMPLEMENTIZER) ? that - 1 : that
  if (noun < sentence.first) return false
  if (noun < that && has(doc, noun, FactualityWord.AVERTED)) return true
  if (!has(doc, noun, FactualityWord.PROOF)) return false
  return isNegatedIn(doc, Math.max(sentence.first, noun - MAX_NEGATION), noun)
}

/** Whether a range has a negation that "only" does not undo: "never", "no", but not "not only". */
function isNegatedIn(doc: Doc, first: number, end: number): boolean {
  for (let at = Math.max(0, first); at < end; at += 1) {
    if (stretchAt(doc, at) >= 0) continue
    const negates = hasClass(doc, at, WordClass.NEGATION) || isNobody(doc, at)
    if (negates && !has(doc, at + 1, FactualityWord.ONLY)) return true
  }
  return false
}

/** The first of the adverbs directly before a token. */
function adverbsBefore(doc: Doc, from: number, low: number): number {
  let at = from
  while (at > low && isWord(doc, at - 1) && hasClass(doc, at - 1, WordClass.ADVERB)) at -= 1
  return at
}

/**
 * What the word on which an infinitive or a gerund depends states; null where it states nothing, and
 * for finite cues.
 */
function governedFactuality(
  doc: Doc,
  cue: Run,
  sentence: Run,
  mention: Run | null,
): Factuality | null {
  const to = infinitiveIn(doc, cue)
  if (to < 0 && !isGerund(doc, cue.first)) return null
  if (to > cue.first) return isAvertedIn(doc, cue.first, to) ? 'NOT_SAID' : 'UNCERTAIN'
  const low = Math.max(sentence.first, cue.first - MAX_GOVERNOR)
  for (let at = cue.first - 1; at >= low; at -= 1) {
    if (stretchAt(doc, at) >= 0 || isMark(doc, at, COMMA)) break
    const isAverted = has(doc, at, FactualityWord.AVERTED)
    if (isAverted || has(doc, at, FactualityWord.OPEN)) {
      const isNegated = isNegatedIn(doc, Math.max(sentence.first, at - MAX_NEGATION), at)
      if (isAverted) return isNegated ? 'SAID' : 'NOT_SAID'
      return isNegated ? 'NOT_SAID' : 'UNCERTAIN'
    }
    if (hasClass(doc, at, WordClass.COORDINATOR)) break
    if (hasClass(doc, at, WordClass.VERB | WordClass.PAST_LIKE) || formsAt(doc, at) !== 0) {
      return isNegatedIn(doc, Math.max(sentence.first, at - MAX_NEGATION), at) ? 'NOT_SAID' : null
    }
  }
  // A headline's future: "Mayor to announce that the port is to close".
  return to >= 0 && mention?.end === cue.first && doc.headline(to) ? 'UNCERTAIN' : null
}

/** The "to" of a cue; -1 where it has none. */
function infinitiveIn(doc: Doc, { first, end }: Run): number {
  // Particles of a cue are no auxiliaries: "go on to say".
  if (!hasClass(doc, first, WordClass.INFINITIVE | AUXILIARY)) return -1
  for (let at = first; at < end; at += 1) {
    if (hasClass(doc, at, WordClass.INFINITIVE))
      return at + 1 < end && formsAt(doc, at + 1) ? at : -1
  }
  return -1
}

/** "has yet to say" */
function isAvertedIn(doc: Doc, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) if (has(doc, at, FactualityWord.AVERTED)) return true
  return false
}

/** "if she says", "anyone who says", "did she say", "allegedly said". */
function isSupposed(doc: Doc, { mention }: RawQuotation, cue: Run, sentence: Run): boolean {
  for (let at = adverbsBefore(doc, cue.first, sentence.first); at <= cue.end; at += 1) {
    if (has(doc, at, FactualityWord.ALLEGED)) return true
  }
  if (!mention || mention.first > cue.first) return false
  const isRelative = hasClass(doc, mention.first, WordClass.RELATIVE)
  if (has(doc, isRelative ? mention.first - 1 : mention.first, FactualityWord.ANYBODY)) return true
  const { first } = sentence
  if (mention.first <= first + 1 && isCapital(doc, first) && hasClass(doc, first, AUXILIARY)) {
    return true
  }
  const before = adverbsBefore(doc, mention.first, first) - 1
  return before >= first && has(doc, before, FactualityWord.CONDITION)
}

/** Whether the cue has a modal that leaves the saying open. */
function isModal(doc: Doc, { first, end }: Run, isBehind: boolean): boolean {
  for (let at = first; at < end; at += 1) {
    if (!hasClass(doc, at, WordClass.CONDITIONAL)) continue
    if (isBehind && has(doc, at, FactualityWord.HABIT)) return false
    return !has(doc, at + 1, FactualityWord.ONLY) && !has(doc, end, FactualityWord.ONLY)
  }
  return false
}

function has(doc: Doc, at: number, bits: number): boolean {
  return (
    at >= 0 && at < doc.tokens.count && (doc.words.factuality.valueOf(doc.tokens, at) & bits) !== 0
  )
}

function sentenceOf(doc: Doc, at: number): Run {
  const { sentences } = doc.prose
  let low = 0
  let high = sentences.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sentences[middle]?.end ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return sentences[low] ?? { first: at, end: at + 1 }
}
