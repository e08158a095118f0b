import { Frame, Role } from '../languages/quotation-words.ts'
import type { Relay } from '../model/quotation.ts'
import type { OutletMention } from '../model/source.ts'
import type { Run } from '../text/quotation-marks.ts'
import { phraseOfSource } from './attribution/clauses.ts'
import type { Draft } from './attribution/draft.ts'
import { entriesAt, hasRole, isWord, type Page, stretchAt } from './attribution/page.ts'

const MAX_BACK = 5

/**
 * The media that passed a quotation on, outermost first, each with the words that show it:
 * "according to the Northern Wire", "state radio reported", "told the Harbour Post".
 *
 * A medium that stands at the cue of a report of its own is the one who is quoted, and with a verb
 * of reporting a relay as well: who checks a fact wants to see that it rests on the medium alone.
 */
export function findRelays(page: Page, draft: Draft, outlets: readonly OutletMention[]): Relay[] {
  const { first, end } = draft.around
  const relays: Relay[] = []
  for (let index = firstFrom(page.outlets, first); index < page.outlets.length; index += 1) {
    const run = page.outlets[index]
    const outlet = outlets[index]
    if (!run || !outlet || run.first >= end) break
    if (isSaid(page, draft, run) || !isRelay(page, draft, run)) continue
    relays.push({ source: outlet.source?.id ?? null, span: outlet.span })
  }
  // What stands later in the sentence took the words from what stands before it, or was told them.
  return relays.reverse()
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

function isRelay(page: Page, draft: Draft, run: Run): boolean {
  const { mention, entry, lemma } = draft
  if (mention && run.first < mention.end && run.end > mention.first) {
    return entry?.kind === 'REPORT' || lemma.split(' ')[0] === 'report'
  }
  return isToldOrCited(page, draft, run) || reportsIt(page, run.end)
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

/** "reported" or "quoted him as saying" after the medium. */
function reportsIt(page: Page, at: number): boolean {
  const skip = hasRole(page, at, Role.ADVERB | Role.HAVE) ? at + 1 : at
  return isRelayVerb(page, skip)
}

function isRelayVerb(page: Page, at: number): boolean {
  return entriesAt(page, at).some(({ lemma }) => page.words.relayLemmas.has(lemma))
}
