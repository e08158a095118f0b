import type { Relay } from '../model/quotation.ts'
import type { OutletMention } from '../model/source.ts'
import type { Draft } from './attribution/draft.ts'
import type { Page } from './attribution/page.ts'
import { phraseOfSource } from './attribution/clauses.ts'
import { Role } from '../languages/quotation-words.ts'
import { entriesAt, hasRole, stretchAt } from './attribution/page.ts'

/** The media that passed a quotation on, outermost first, each with the words that show it. */
export function findRelays(page: Page, draft: Draft, outlets: readonly OutletMention[]): Relay[] {
  return page.outlets.flatMap((run, index) => {
    const outlet = outlets[index]
    const { first, end } = draft.around
    if (!outlet || run.first < first || run.end > end || stretchAt(page, run.first) >= 0) return []
    if (draft.content.some((part) => run.first >= part.first && run.end <= part.end)) return []
    if (draft.mention && run.first < draft.mention.end && run.end > draft.mention.first) return []
    if (!isRelaying(page, run.first, run.end)) return []
    return [{ source: outlet.source?.id ?? null, span: outlet.span }]
  })
}

function isRelaying(page: Page, first: number, end: number): boolean {
  for (let at = Math.max(0, first - 3); at < first; at += 1) {
    if (phraseOfSource(page, at) > 0) return true
    if (hasRole(page, at, Role.AGENT)) return true
  }
  return entriesAt(page, end).some(({ lemma }) => page.words.relayLemmas.has(lemma))
}
