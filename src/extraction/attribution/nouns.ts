import { Role } from '../../languages/quotation-words.ts'
import { isTerminal } from '../../text/prose.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { pastAdjuncts } from './adjuncts.ts'
import { clauseEnd } from './clauses.ts'
import { isPossessiveEnding, phraseBefore } from './noun-phrases.ts'
import { COLON, COMMA, hasRole, isMark, isWord, type Page, stretchAt, quotedAt } from './page.ts'
import { isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { isWorkTitle } from './titles.ts'

const MAX_GAP = 5
const MAX_MODIFIERS = 4

/** Hale's claim that it was over. His call for "a clean break". Nobody's "wide speculation" is left alone. */
export function nouns(scene: Scene): void {
  const { page, run, stretches } = scene
  if (stretches.length === 0) return
  for (let at = run.first; at < run.end; at += 1) {
    if (page.words.nouns.valueOf(page.tokens, at) === 0 || isTaken(scene, at)) continue
    if (stretchAt(page, at) >= 0) continue
    const sentence = sentenceAt(scene, at)
    const mention = ownerBefore(scene, at, sentence)
    const start = mention && contentAfter(page, at + 1, sentence.end)
    if (mention && start) attribute(scene, { mention, noun: at, start, sentence })
  }
}

interface Found {
  readonly mention: Run
  readonly noun: number
  readonly start: number
  readonly sentence: Run
}

function attribute(scene: Scene, { mention, noun, start, sentence }: Found): void {
  const { page } = scene
  if (isTaken(scene, start) || isTaken(scene, mention.first)) return
  const end = clauseEnd(page, start, sentence.end, { scene, inner: false, object: false })
  if (end <= start || !holdsMarks(page, start, end)) return
  take(scene, {
    content: [{ first: start, end }],
    cue: { first: noun, end: noun + 1 },
    lemma: page.tokens.text.slice(page.tokens.starts[noun], page.tokens.ends[noun]).toLowerCase(),
    entry: null,
    mention,
    continues: false,
    rule: 'noun-of-speech',
    tier: 'LOW',
    around: sentence,
  })
}

/** Without marks, "his belief that" tells of what somebody holds, and not of words. */
function holdsMarks(page: Page, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) if (stretchAt(page, at) >= 0) return true
  return false
}

/** Whose the noun is: "his", "Hale's", with adjectives between. */
function ownerBefore({ page }: Scene, noun: number, sentence: Run): Run | null {
  for (let at = noun - 1; at >= sentence.first && noun - at <= MAX_MODIFIERS; at -= 1) {
    if (hasRole(page, at, Role.POSSESSIVE)) return { first: at, end: at + 1 }
    if (isPossessiveEnding(page, at)) return phraseBefore(page, at, sentence.first)
    if (!isWord(page, at) || hasRole(page, at, Role.PREPOSITION | Role.DETERMINER)) return null
  }
  return null
}

/** The words in marks that a noun is said to be: "Hale's advice to her clerks was, “…”", "in his words, “…”". */
function equalled(page: Page, from: number, end: number): number | null {
  const past = pastAdjuncts(page, from, end)
  const owned = isMark(page, from, COMMA) && isInWords(page, from - 1)
  const open = hasRole(page, past, Role.BE) ? past + 1 : owned ? from : -1
  if (open < 0) return null
  const first = isMark(page, open, COMMA, COLON) ? open + 1 : open
  const stretch = quotedAt(page, first)
  const whole =
    stretch && stretch.first === first && isTerminal(page.tokens.codes[stretch.end - 2] ?? 0)
  return whole ? first : null
}

/** "words" of "in his words": a preposition, whose they are, and the noun. */
function isInWords(page: Page, noun: number): boolean {
  let at = noun - 1
  while (at > noun - 5 && isWord(page, at) && !hasRole(page, at, Role.PREPOSITION)) at -= 1
  return (
    hasRole(page, at, Role.PREPOSITION) &&
    page.words.prepositionStarts.valueOf(page.tokens, at) !== 0
  )
}

/** Where the words begin: at "that", or at words in marks that follow soon ("his call for “…”"). */
function contentAfter(page: Page, from: number, end: number): number | null {
  if (hasRole(page, from, Role.COMPLEMENTIZER)) return from
  const equal = equalled(page, from, end)
  if (equal !== null) return equal
  for (let at = from; at < Math.min(end, from + MAX_GAP); at += 1) {
    const stretch = quotedAt(page, at)
    if (stretch) {
      if (isWorkTitle(page, stretch)) return null
      const tie = hasRole(page, from, Role.PREPOSITION) || isMark(page, from, COLON)
      return tie ? from + 1 : null
    }
    if (isMark(page, at, COMMA) && at > from) return null
  }
  return null
}
