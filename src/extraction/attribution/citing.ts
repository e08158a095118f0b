import { Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { clauseEnd, contentStart } from './clauses.ts'
import { phraseAfter } from './noun-phrases.ts'
import { COMMA, hasRole, isMark, isOutlet, type Page, stretchAt } from './page.ts'
import { isTaken, type Scene, sentenceAt, spend, take } from './scene.ts'
import { subjectBefore } from './subjects.ts'
import { groupIndex, type VerbGroup } from './verb-groups.ts'

const MAX_SOURCE = 14

/** Whom a medium names as its source, and with which word. */
export interface Citation {
  readonly cue: Run
  readonly lemma: string
  readonly mention: Run
}

/**
 * The agency, citing the ministry, said it was over. The agency reported, citing the ministry, that
 * it was over.
 */
export function citing(scene: Scene): void {
  const { page, groups } = scene
  groups.forEach((group, index) => {
    const comma = group.first - 1
    if (!isCiting(page, group) || !isMark(page, comma, COMMA) || isTaken(scene, group.verb)) return
    const sentence = sentenceAt(scene, group.verb)
    const close = commaAfter(page, group.end, sentence.end)
    const start = close && startBehind(scene, index, close, sentence)
    if (!close || !start || isTaken(scene, start)) return
    const end = clauseEnd(page, start, sentence.end, { scene, inner: false, object: false })
    if (end <= start) return
    take(scene, {
      ...citationOf(page, group, { first: group.end, end: close }),
      content: [{ first: start, end }],
      entry: group.entry,
      continues: false,
      rule: 'citing',
      tier: 'MEDIUM',
      around: sentence,
    })
    spend(scene, { first: sentence.first, end: start })
  })
}

/**
 * Whom a medium names as its source right after a clause: "…, citing a statement by the ministry".
 *
 * @param comma - the token that ends the clause
 */
export function citedAfter(scene: Scene, comma: number): Citation | null {
  const { page, groups, run } = scene
  const group = groups[groupIndex(groups, comma)]
  if (!group || !isCiting(page, group) || group.first > comma + 1) return null
  const phrase = phraseAfter(page, group.end, run.end)
  if (!phrase) return null
  spend(scene, { first: group.first, end: phrase.end })
  return citationOf(page, group, phrase)
}

function isCiting(page: Page, { mood, entry }: VerbGroup): boolean {
  return mood === 'GERUND' && page.words.relayLemmas.has(entry.lemma)
}

/** Of "a statement by the ministry" the ministry. */
function citationOf(page: Page, group: VerbGroup, phrase: Run): Citation {
  const cue = { first: group.first, end: group.end }
  const { lemma } = group.entry
  for (let at = phrase.first + 1; at < phrase.end - 1; at += 1) {
    if (hasRole(page, at, Role.AGENT | Role.GENITIVE)) {
      return { cue, lemma, mention: { first: at + 1, end: phrase.end } }
    }
  }
  return { cue, lemma, mention: phrase }
}

function commaAfter(page: Page, from: number, end: number): number | null {
  for (let at = from + 1; at < Math.min(end, from + MAX_SOURCE); at += 1) {
    if (stretchAt(page, at) >= 0) return null
    if (isMark(page, at, COMMA)) return at
  }
  return null
}

/** Where the words begin that the medium passes on; null when no medium stands before "citing". */
function startBehind(scene: Scene, index: number, close: number, sentence: Run): number | null {
  const { page, groups } = scene
  const comma = (groups[index]?.first ?? 0) - 1
  if (isOutlet(page, { first: comma - 1, end: comma })) {
    const next = groups[index + 1]
    return next?.mood === 'FINITE' && next.first === close + 1
      ? contentStart(page, next, sentence.end)
      : null
  }
  const reporting = groups[index - 1]
  if (reporting?.mood !== 'FINITE' || reporting.end !== comma) return null
  const medium = subjectBefore(page, reporting.first, sentence.first)
  if (!medium || !isOutlet(page, medium)) return null
  return hasRole(page, close + 1, Role.COMPLEMENTIZER) ? close + 1 : null
}
