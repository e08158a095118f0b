import { Form, Frame, WordClass } from '../../languages/quotation-words.ts'
import type { Relay } from '../../model/quotation.ts'
import type { OutletMention } from '../../model/source.ts'
import type { Run } from '../../text/quotation-marks.ts'
import {
  COMMA,
  type Doc,
  entriesAt,
  formsAt,
  hasClass,
  isMark,
  isWord,
  sourcePhraseLength,
  stretchAt,
} from './doc.ts'
import type { RawQuotation } from './raw-quotation.ts'

const MAX_BACK = 5
/** Most outlets beside one quotation that are examined. */
const MAX_OUTLETS = 32

/**
 * Find the relay chain of a quotation, outermost first: the outlets that passed it on, each with
 * its span ("according to the Northern Wire", "state radio reported", "told the Harbour Post").
 *
 * An outlet that speaks for itself ("the Northern Wire reported that the train had left") is the
 * speaker and no relay. A described one ("state media reported") has no name and stays a relay.
 */
export function findRelays(
  doc: Doc,
  raw: RawQuotation,
  outlets: readonly OutletMention[],
): Relay[] {
  const { first, end } = raw.around
  const outer: Relay[] = []
  const cited: Relay[] = []
  const start = firstFrom(doc.outlets, first)
  for (let index = start; index < start + MAX_OUTLETS; index += 1) {
    const run = doc.outlets[index]
    const outlet = outlets[index]
    if (!run || !outlet || run.first >= end) break
    if (isInContent(doc, raw, run) || !isRelay(doc, raw, run, outlet)) continue
    const relay = { source: outlet.source?.id ?? null, span: outlet.span }
    if (isCiting(doc, run.first - 1)) cited.push(relay)
    else outer.push(relay)
  }
  // A later outlet is further out, since it reports the earlier one; a cited outlet is further in.
  return [...outer.reverse(), ...cited]
}

/** In tokens: the sentence before that asks, or says whose report goes on. */
const LONGEST_BEFORE = 60

/**
 * The medium of the sentence before that carries a quotation without a relay of its own: it asks
 * ("Asked by the Post whether she would go, Hale laughed. “No.”"), or its report goes on ("The
 * Northern Wire said … “It is shut,” Hale was quoted as saying").
 */
export function passedOn(doc: Doc, raw: RawQuotation, outlets: readonly OutletMention[]): Relay[] {
  const isReported = raw.rule === 'quoted-as-saying'
  if (!isReported && raw.cue && raw.cue.first > (raw.content[0]?.first ?? 0)) return []
  const start = raw.content[0]?.first ?? 0
  const paragraph = doc.prose.paragraphs.find(({ first, end }) => first <= start && start < end)
  const from = Math.max(paragraph?.first ?? start, raw.around.first - LONGEST_BEFORE)
  for (let index = firstFrom(doc.outlets, start) - 1; index >= 0; index -= 1) {
    const run = doc.outlets[index]
    const outlet = outlets[index]
    if (!run || !outlet || run.first < from) return []
    if (stretchAt(doc, run.first) >= 0) continue
    const agent = hasClass(doc, run.first - 1, WordClass.AGENT) && isAsked(doc, run.first - 2)
    if (agent || (isReported && (reportsIt(doc, run.end) || isCitedBefore(doc, run.first))))
      return [{ source: outlet.source?.id ?? null, span: outlet.span }]
  }
  return []
}

/** "according to the agency", "quoted by the agency". */
function isCitedBefore(doc: Doc, first: number): boolean {
  for (let at = first - 1; at >= Math.max(0, first - MAX_BACK); at -= 1) {
    if (!isWord(doc, at)) return false
    if (sourcePhraseLength(doc, at) > 0) return true
    if (hasClass(doc, at, WordClass.AGENT)) return isPassedOn(doc, at - 1)
  }
  return false
}

function firstFrom(outlets: readonly Run[], token: number): number {
  let low = 0
  let high = outlets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((outlets[middle]?.first ?? 0) < token) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether an outlet is mentioned inside the content, and so is not a relay. */
function isInContent(doc: Doc, { content }: RawQuotation, run: Run): boolean {
  if (stretchAt(doc, run.first) >= 0) return true
  return content.some(({ first, end }) => run.first >= first && run.end <= end)
}

function isRelay(doc: Doc, raw: RawQuotation, run: Run, outlet: OutletMention): boolean {
  const { mention } = raw
  if (mention && run.first < mention.end && run.end > mention.first) {
    return isReportOfOthers(doc, raw, mention, run, outlet)
  }
  return isToldOrCited(doc, raw, run) || isPlaceOfSaying(doc, raw, run) || reportsIt(doc, run.end)
}

/** "State media reported", "according to local radio", "a reporter of the Northern Wire said". */
function isReportOfOthers(
  doc: Doc,
  { cue, entry, lemma }: RawQuotation,
  mention: Run,
  run: Run,
  { source }: OutletMention,
): boolean {
  if (!cue || (source && isHead(doc, mention, run))) return false
  if (sourcePhraseLength(doc, cue.first) > 0 || isGerund(doc, cue.first)) return true
  // "Three dead in mine fire: state media"
  if (!isWord(doc, cue.first)) return true
  if (entry?.kind === 'REPORT' || lemma.split(' ')[0] === 'report') return true
  if (source) return false
  return isHead(doc, mention, run) && isRelayVerb(doc, cue.end - 1) && !isOpinion(doc, cue.end)
}

/** Whether the outlet is the head of the mention, unlike in "a reporter for the agency". */
function isHead(doc: Doc, { first, end }: Run, run: Run): boolean {
  for (let at = first; at < run.first; at += 1) {
    if (hasClass(doc, at, WordClass.PREPOSITION)) return false
  }
  return run.end >= end || !isWord(doc, run.end)
}

/** "said in an editorial". */
function isOpinion(doc: Doc, from: number): boolean {
  for (let at = from; at < from + MAX_BACK && isWord(doc, at); at += 1) {
    if (doc.words.opinions.valueOf(doc.tokens, at) !== 0) return true
  }
  return false
}

/** "according to", "told", "in an interview with", "as quoted by" before the outlet. */
function isToldOrCited(doc: Doc, { cue, entry }: RawQuotation, { first }: Run): boolean {
  if (
    cue &&
    entry &&
    (entry.frames & Frame.ADDRESSEE) !== 0 &&
    first >= cue.end &&
    first <= cue.end + 2
  ) {
    return true
  }
  if (isQuotedIn(doc, first)) return true
  for (let at = first - 1; at >= Math.max(0, first - MAX_BACK); at -= 1) {
    if (!isWord(doc, at)) return false
    if (sourcePhraseLength(doc, at) > 0) return true
    if (hasClass(doc, at, WordClass.AGENT)) {
      const verb = beforeTime(doc, at - 1)
      return isPassedOn(doc, verb) || isAsked(doc, verb)
    }
    if (doc.words.talks.valueOf(doc.tokens, at) !== 0) return true
  }
  return false
}

/** "quoted in Thursday's edition of the Post" */
function isQuotedIn(doc: Doc, first: number): boolean {
  for (let at = first - 1; at >= Math.max(0, first - LONGEST_EDITION) && isWord(doc, at); at -= 1) {
    const isCited = isCiting(doc, at) && (formsAt(doc, at) & Form.PARTICIPLE) !== 0
    if (isCited) return hasClass(doc, at + 1, WordClass.PREPOSITION)
  }
  return false
}

/** In tokens, from "quoted" to the name. */
const LONGEST_EDITION = 9

/** The word before words of time: the "published" of "published on Tuesday by". */
function beforeTime(doc: Doc, from: number): number {
  const isTime = (at: number) => hasClass(doc, at, WordClass.TIME | WordClass.ADVERB)
  let at = from
  while (isTime(at) || (isTime(at + 1) && hasClass(doc, at, WordClass.PREPOSITION))) at -= 1
  return at
}

/** "quoted" or "published" before "by". */
function isPassedOn(doc: Doc, at: number): boolean {
  if (doc.words.passedOn.valueOf(doc.tokens, at) !== 0) return true
  return isRelayVerb(doc, at) && (formsAt(doc, at) & (Form.PARTICIPLE | Form.GERUND)) !== 0
}

/** "asked by the Harbour Post whether" */
function isAsked(doc: Doc, at: number): boolean {
  const isAsking = entriesAt(doc, at).some(({ frames }) => (frames & Frame.QUESTION) !== 0)
  return isAsking && (formsAt(doc, at) & Form.PARTICIPLE) !== 0
}

/** "said on state television", "speaking to the agency", "in remarks to the Post". */
function isPlaceOfSaying(doc: Doc, raw: RawQuotation, { first }: Run): boolean {
  const { cue, mention } = raw
  const isPreposition = (at: number) => doc.words.relayPrepositions.valueOf(doc.tokens, at) !== 0
  // "said on church-run Radio Selm"
  const preposition = !isPreposition(first - 1) && isWord(doc, first - 1) ? first - 2 : first - 1
  if (!isPreposition(preposition)) return false
  if (cue && first < cue.first && opensSentence(doc, raw.around.first, preposition)) return true
  // "published on Tuesday in the Selm Journal", "speaking later to the Post"
  const before = beforeTime(doc, preposition - 1)
  if (cue && before === cue.end - 1) return true
  if (cue && mention && mention.first >= cue.end && before === mention.end - 1) return true
  if (doc.words.nouns.valueOf(doc.tokens, before) !== 0) return true
  if (doc.words.talkVerbs.valueOf(doc.tokens, before) !== 0) return true
  return (formsAt(doc, before) & (Form.GERUND | Form.PARTICIPLE)) !== 0
}

/** "In a note to the Post, Hale said": from the preposition at its beginning on without a mark. */
function opensSentence(doc: Doc, from: number, end: number): boolean {
  // "To the Post, Hale said"
  if (end === from) return hasClass(doc, from, WordClass.INFINITIVE)
  if (end - from < 2 || end - from > MAX_BACK || !hasClass(doc, from, WordClass.PREPOSITION))
    return false
  for (let at = from; at < end; at += 1) {
    if (!isWord(doc, at) || isCiting(doc, at) || sourcePhraseLength(doc, at) > 0) return false
  }
  return true
}

/** "reported", "quoted him as saying" or ", citing the ministry," after the outlet. */
function reportsIt(doc: Doc, at: number): boolean {
  if (isMark(doc, at, COMMA) || hasClass(doc, at, WordClass.AS)) return isGerund(doc, at + 1)
  const skip = hasClass(doc, at, WordClass.ADVERB | WordClass.HAVE) ? at + 1 : at
  return isRelayVerb(doc, skip)
}

function isRelayVerb(doc: Doc, at: number): boolean {
  return entriesAt(doc, at).some(({ lemma }) => doc.words.relayLemmas.has(lemma))
}

/** "citing" or "quoted" before an outlet that another one cites. */
function isCiting(doc: Doc, at: number): boolean {
  return (
    isGerund(doc, at) || entriesAt(doc, at).some(({ lemma }) => doc.words.citingLemmas.has(lemma))
  )
}

/** "citing", "quoting". */
function isGerund(doc: Doc, at: number): boolean {
  return (formsAt(doc, at) & Form.GERUND) !== 0 && isRelayVerb(doc, at)
}
