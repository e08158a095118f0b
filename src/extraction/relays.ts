import { Form, Frame, Role } from '../languages/quotation-words.ts'
import type { Relay } from '../model/quotation.ts'
import type { OutletMention, SourceKind } from '../model/source.ts'
import type { Run } from '../text/quotation-marks.ts'
import { phraseOfSource } from './attribution/source-phrases.ts'
import type { Draft } from './attribution/draft.ts'
import {
  COMMA,
  entriesAt,
  formsAt,
  hasRole,
  isMark,
  isWord,
  type Page,
  stretchAt,
} from './attribution/page.ts'

const MAX_BACK = 5

/** What these say they report; a paper or a station may also speak for itself. */
const REPORTERS: ReadonlySet<SourceKind> = new Set(['WIRE_AGENCY', 'STATE_MEDIA'])

/**
 * The media that passed a quotation on, outermost first, each with the words that show it:
 * "according to the Northern Wire", "state radio reported", "told the Harbour Post".
 *
 * A medium that stands at the cue of a report of its own is the one who is quoted, and with a verb
 * of reporting a relay as well: who checks a fact wants to see that it rests on the medium alone.
 */
export function findRelays(page: Page, draft: Draft, outlets: readonly OutletMention[]): Relay[] {
  const { first, end } = draft.around
  const outer: Relay[] = []
  const cited: Relay[] = []
  for (let index = firstFrom(page.outlets, first); index < page.outlets.length; index += 1) {
    const run = page.outlets[index]
    const outlet = outlets[index]
    if (!run || !outlet || run.first >= end) break
    if (isSaid(page, draft, run) || !isRelay(page, draft, run, outlet)) continue
    const relay = { source: outlet.source?.id ?? null, span: outlet.span }
    if (isCiting(page, run.first - 1)) cited.push(relay)
    else outer.push(relay)
  }
  // What stands later in the sentence took the words from what stands before it, or was told them;
  // whom a medium cites had them before it.
  return [...outer.reverse(), ...cited]
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

/** A medium inside the words said is only spoken about. */
function isSaid(page: Page, { content }: Draft, run: Run): boolean {
  if (stretchAt(page, run.first) >= 0) return true
  return content.some(({ first, end }) => run.first >= first && run.end <= end)
}

function isRelay(page: Page, draft: Draft, run: Run, outlet: OutletMention): boolean {
  const { mention } = draft
  if (mention && run.first < mention.end && run.end > mention.first) {
    return isOwnReport(page, draft, mention, run, outlet)
  }
  return (
    isToldOrCited(page, draft, run) || isPlaceOfSaying(page, draft, run) || reportsIt(page, run.end)
  )
}

/** "The agency reported", "according to the Post", "KCNA said". */
function isOwnReport(
  page: Page,
  { cue, entry, lemma }: Draft,
  mention: Run,
  run: Run,
  { source }: OutletMention,
): boolean {
  if (!cue) return false
  if (phraseOfSource(page, cue.first) > 0 || isGerund(page, cue.first)) return true
  // "Three dead in mine fire: state media"
  if (!isWord(page, cue.first)) return true
  if (entry?.kind === 'REPORT' || lemma.split(' ')[0] === 'report') return true
  if (source && !REPORTERS.has(source.kind)) return false
  return isHead(page, mention, run) && isRelayVerb(page, cue.end - 1) && !isOpinion(page, cue.end)
}

/** The medium is who speaks: not "a reporter for the agency". */
function isHead(page: Page, { first }: Run, run: Run): boolean {
  for (let at = first; at < run.first; at += 1) {
    if (hasRole(page, at, Role.PREPOSITION)) return false
  }
  return true
}

/** "said in an editorial". */
function isOpinion(page: Page, from: number): boolean {
  for (let at = from; at < from + MAX_BACK && isWord(page, at); at += 1) {
    if (page.words.opinions.valueOf(page.tokens, at) !== 0) return true
  }
  return false
}

/** "according to", "told", "in an interview with", "as quoted by" before the medium. */
function isToldOrCited(page: Page, { cue, entry }: Draft, { first }: Run): boolean {
  if (
    cue &&
    entry &&
    (entry.frames & Frame.ADDRESSEE) !== 0 &&
    first >= cue.end &&
    first <= cue.end + 2
  ) {
    return true
  }
  for (let at = first - 1; at >= Math.max(0, first - MAX_BACK); at -= 1) {
    if (!isWord(page, at)) return false
    if (phraseOfSource(page, at) > 0) return true
    if (hasRole(page, at, Role.AGENT)) return isRelayVerb(page, at - 1)
    if (page.words.talks.valueOf(page.tokens, at) !== 0) return true
  }
  return false
}

/** "said on state television", "speaking to the agency", "in remarks to the Post". */
function isPlaceOfSaying(page: Page, { cue, mention }: Draft, { first }: Run): boolean {
  if (page.words.relayPrepositions.valueOf(page.tokens, first - 1) === 0) return false
  let before = first - 2
  while (hasRole(page, before, Role.TIME)) before -= 1
  if (cue && before === cue.end - 1) return true
  if (cue && mention && mention.first >= cue.end && before === mention.end - 1) return true
  if (page.words.nouns.valueOf(page.tokens, before) !== 0) return true
  return (formsAt(page, before) & (Form.GERUND | Form.PARTICIPLE)) !== 0
}

/** "reported", "quoted him as saying" or ", citing the ministry," after the medium. */
function reportsIt(page: Page, at: number): boolean {
  if (isMark(page, at, COMMA) || hasRole(page, at, Role.AS)) return isGerund(page, at + 1)
  const skip = hasRole(page, at, Role.ADVERB | Role.HAVE) ? at + 1 : at
  return isRelayVerb(page, skip)
}

function isRelayVerb(page: Page, at: number): boolean {
  return entriesAt(page, at).some(({ lemma }) => page.words.relayLemmas.has(lemma))
}

/** "citing" or "quoted" before a medium that another one cites. */
function isCiting(page: Page, at: number): boolean {
  return (
    isGerund(page, at) ||
    entriesAt(page, at).some(({ lemma }) => page.words.citingLemmas.has(lemma))
  )
}

/** "citing", "quoting". */
function isGerund(page: Page, at: number): boolean {
  return (formsAt(page, at) & Form.GERUND) !== 0 && isRelayVerb(page, at)
}
