import { Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { trimEnd } from './clauses.ts'
import type { Draft } from './draft.ts'
import { phraseAfter, phraseBefore } from './noun-phrases.ts'
import {
  CLOSE_BRACKET,
  COLON,
  hasRole,
  isCapital,
  isDash,
  isMark,
  isOutlet,
  lineEnd,
  isWord,
  type Page,
  stretchAt,
} from './page.ts'
import { isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { groupsWithin } from './verb-groups.ts'

const MAX_LABEL = 10
const MAX_SIGNATURE = 20
const MAX_SOURCE = 6
const MIN_LINE = 3

/** "…" - Jo Hale, mayor of Bresk. The name after a dash closes a quotation that stands alone. */
export function dashAndName(scene: Scene): void {
  const { page, run } = scene
  for (const stretch of scene.stretches) {
    if (isTaken(scene, stretch.first) || !isDash(page, stretch.end)) continue
    if (isInsideLine(page, stretch.first, run.first)) continue
    const mention = nameAfterDash(page, stretch.end, lineEnd(page, stretch.end, run.end))
    if (mention) take(scene, closing({ first: stretch.first, end: stretch.end }, mention, run))
  }
}

/** cried "Dobro!" - Carlish for "good": words stand before the marks on their line. */
function isInsideLine(page: Page, at: number, low: number): boolean {
  return at > low && isWord(page, at - 1) && lineEnd(page, at - 1, at + 1) > at
}

/** The name of a paragraph that is nothing but a dash and a name: "- Jo Hale." */
export function nameOfParagraph(page: Page, run: Run): Run | null {
  if (!isDash(page, run.first) || run.end - run.first > 25) return null
  return nameAfterDash(page, run.first, run.end)
}

function nameAfterDash(page: Page, dash: number, end: number): Run | null {
  const first = isDash(page, dash + 1) ? dash + 2 : dash + 1
  if (first >= end || !isCapital(page, first) || end - first > MAX_SIGNATURE) return null
  const mention = phraseAfter(page, first, end)
  if (!mention || mention.end - mention.first > 8) return null
  const closes = mention.end >= end || !isWord(page, mention.end)
  return closes || hasRole(page, mention.end, Role.PREPOSITION) ? mention : null
}

export function closing(content: Run, mention: Run, around: Run): Draft {
  return {
    content: [content],
    cue: null,
    lemma: '',
    entry: null,
    mention,
    continues: false,
    rule: 'dash-and-name',
    tier: 'MEDIUM',
    around,
  }
}

/** Hale: 'We will not go'. Hale on taxes: "Never". Headlines, and lines that begin like them. */
export function nameAndColon(scene: Scene): void {
  const { page, run, paragraph } = scene
  if (page.kinds[paragraph] === 'HEADLINE') {
    headlineColon(scene)
    headlineSource(scene)
  }
  for (const stretch of scene.stretches) {
    const colon = stretch.first - 1
    if (!isMark(page, colon, COLON) || isTaken(scene, stretch.first)) continue
    const mention = phraseBefore(page, colon, run.first)
    if (!mention || !isLabel(page, mention, sentenceAt(scene, colon))) continue
    // "Brand:" is a name, though it looks like a verb.
    const verbs = groupsWithin(scene.groups, mention.first, mention.end)
    if (verbs.length > 0 && mention.end > mention.first + 1) continue
    take(scene, spokenAfter(colon, mention, { first: stretch.first, end: stretch.end }, run))
  }
}

/** A name by itself at the start of a sentence or after a dash. */
function isLabel(page: Page, { first, end }: Run, run: Run): boolean {
  if (
    !isCapital(page, first) ||
    !(isCapital(page, end - 1) || isMark(page, end - 1, CLOSE_BRACKET))
  )
    return false
  if (page.words.labels.valueOf(page.tokens, first) !== 0) return false
  return first === run.first || isDash(page, first - 1)
}

function headlineColon(scene: Scene): void {
  const { page, run, stretches } = scene
  const colon = colonOf(page, run)
  if (colon === null || page.words.labels.valueOf(page.tokens, run.first) !== 0) return
  if (!stretches.some(({ first }) => first > colon) || isTaken(scene, colon + 1)) return
  const mention = phraseAfter(page, run.first, colon)
  if (!mention || !isCapital(page, mention.first)) return
  const content = { first: colon + 1, end: trimEnd(page, colon + 1, run.end) }
  take(scene, spokenAfter(colon, mention, content, run))
}

/** Three dead in mine fire: police. Ferry to sail by June – minister. */
function headlineSource(scene: Scene): void {
  const { page, run } = scene
  for (let at = run.end - 2; at >= Math.max(run.first + MIN_LINE, run.end - MAX_SOURCE); at -= 1) {
    if (!isMark(page, at, COLON) && !isDash(page, at)) continue
    const mention = phraseAfter(page, at + 1, run.end)
    const whole = mention && trimEnd(page, mention.first, run.end) <= mention.end
    if (!mention || !whole || isTaken(scene, run.first) || !speaks(page, mention)) return
    const content = { first: run.first, end: trimEnd(page, run.first, at) }
    take(scene, spokenAfter(at, mention, content, run))
    return
  }
}

/** A medium, or a noun for one who speaks in small letters; a name may be a label. */
function speaks(page: Page, mention: Run): boolean {
  const last = mention.end - 1
  if (isOutlet(page, mention)) return true
  return hasRole(page, last, Role.VOICE) && !isCapital(page, last)
}

function spokenAfter(colon: number, mention: Run, content: Run, around: Run): Draft {
  return {
    content: [content],
    cue: { first: colon, end: colon + 1 },
    lemma: ':',
    entry: null,
    mention,
    continues: false,
    rule: 'name-and-colon',
    tier: 'MEDIUM',
    around,
  }
}

/** The colon after a short label at the beginning of a paragraph. */
function colonOf(page: Page, run: Run): number | null {
  for (let at = run.first; at < Math.min(run.end - 1, run.first + MAX_LABEL); at += 1) {
    if (stretchAt(page, at) >= 0) return null
    if (isMark(page, at, COLON)) return at > run.first ? at : null
  }
  return null
}
