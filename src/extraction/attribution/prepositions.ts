import { Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { hasVerb, isCutAfterQuotation, trimEnd } from './clauses.ts'
import { phraseAfter } from './noun-phrases.ts'
import { COMMA, hasRole, isMark, isWord, quotedAt, sourceFrom, stretchAt } from './page.ts'
import { isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { phraseOfSource } from './source-phrases.ts'

const MAX_CONTENT = 300
const MAX_MENTION = 60

/** According to Hale, it was over. It was over, according to Hale. */
export function prepositions(scene: Scene): void {
  const { page, run } = scene
  for (let at = sourceFrom(page, run.first, run.end); at >= 0;) {
    const cue = { first: at, end: at + phraseOfSource(page, at) }
    if (!isTaken(scene, at)) attribute(scene, sentenceAt(scene, at), cue)
    at = sourceFrom(page, at + 1, run.end)
  }
}

function attribute(scene: Scene, sentence: Run, cue: Run): void {
  const { page } = scene
  const mention = phraseAfter(page, cue.end, sentence.end)
  if (!mention) return
  const before = freeRun(scene, sentence.first, cue.first)
  const near = commaFrom(scene, mention.end, sentence.end)
  // "According to the report, which the Post has seen, …": past what is told of the source.
  const aside = near >= 0 && hasRole(page, near + 1, Role.RELATIVE)
  const comma = aside ? commaFrom(scene, near + 1, sentence.end) : near
  const after = comma < 0 ? null : freeRun(scene, comma + 1, sentence.end)
  const whole = hasVerb(page, { first: sentence.first, end: cue.first })
  const goesOn = !whole || hasRole(page, comma + 1, Role.COORDINATOR)
  const content = [before, goesOn ? after : null].filter(
    (run): run is Run => run !== null && hasVerb(page, run),
  )
  if (content.length === 0) return
  take(scene, {
    content,
    cue,
    lemma: page.tokens.text
      .slice(page.tokens.starts[cue.first], page.tokens.ends[cue.end - 1])
      .toLowerCase(),
    entry: null,
    mention,
    continues: false,
    rule: 'according-to',
    tier: 'MEDIUM',
    around: sentence,
  })
}

/** The words of a run when no other quotation has any of them. */
function freeRun(scene: Scene, from: number, to: number): Run | null {
  const { page } = scene
  let first = Math.max(from, to - MAX_CONTENT)
  while (first < to && !isWord(page, first) && stretchAt(page, first) < 0) first += 1
  const stretch = quotedAt(page, first)
  const cut = stretch?.first === first && isCutAfterQuotation(page, stretch.end, to)
  const end = cut ? stretch.end : trimEnd(page, first, to)
  if (first >= end) return null
  for (let at = first; at < end; at += 1) if (isTaken(scene, at)) return null
  return { first, end }
}

function commaFrom(scene: Scene, from: number, end: number): number {
  for (let at = from; at < Math.min(end, from + MAX_MENTION); at += 1) {
    if (isMark(scene.page, at, COMMA) && stretchAt(scene.page, at) < 0) return at
  }
  return -1
}
