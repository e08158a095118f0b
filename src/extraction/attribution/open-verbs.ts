import { Form, Role } from '../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { tokenText } from '../../text/tokens.ts'
import { skipAdjuncts } from './adjuncts.ts'
import { isSentenceEnd } from './clauses.ts'
import { phraseAfter } from './noun-phrases.ts'
import { COLON, COMMA, formsAt, hasRole, isMark, isWord, type Page, stretchAt } from './page.ts'
import { goesOn } from './quotation-then-cue.ts'
import { isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { hasLetters, subjectBefore } from './subjects.ts'
import { isWorkTitle } from './titles.ts'

const MAX_REACH = 16
const MIN_WORDS = 5

/**
 * Words in marks beside a verb that no list knows: "…," blared the paper. Hale held up a sign: "…".
 * What stands in quotation marks is nearly always somebody's words; the verb says whose.
 */
export function openVerbs(scene: Scene): void {
  for (const stretch of scene.stretches) {
    if (isTaken(scene, stretch.first) || isWorkTitle(scene.page, stretch)) continue
    const found = verbAfter(scene, stretch) ?? verbBefore(scene, stretch)
    if (found) {
      take(scene, {
        ...found,
        lemma: tokenText(scene.page.tokens, found.cue.first).toLowerCase(),
        entry: null,
        continues: false,
        around: sentenceAt(scene, stretch.first),
      })
    }
  }
}

interface Found {
  readonly content: readonly Run[]
  readonly cue: Run
  readonly mention: Run
  readonly rule: string
  readonly tier: 'MEDIUM' | 'LOW'
}

/** A form that can be a finite verb, listed or not. */
function isVerb(page: Page, at: number): boolean {
  if (stretchAt(page, at) >= 0 || !isWord(page, at)) return false
  if (isInsidePhrase(page, at)) return false
  if (hasRole(page, at, Role.PAST_LIKE | Role.VERB)) return true
  return (formsAt(page, at) & (Form.PAST | Form.PRESENT)) !== 0
}

/** "a back-handed" compliment, "the attacks": after an article stands no verb. */
function isInsidePhrase(page: Page, at: number): boolean {
  return (
    hasRole(page, at - 1, Role.DETERMINER) &&
    !hasRole(page, at - 1, Role.SUBJECT_PRONOUN | Role.COMPLEMENTIZER)
  )
}

function verbAfter(scene: Scene, stretch: Stretch): Found | null {
  const { page, run } = scene
  if (!isMark(page, stretch.end - 2, COMMA, 33, 63) && !isMark(page, stretch.end, COMMA))
    return null
  const next = isMark(page, stretch.end, COMMA) ? stretch.end + 1 : stretch.end
  const inverted = isVerb(page, next)
  const mention = phraseAfter(page, inverted ? next + 1 : next, run.end)
  if (!mention) return null
  const verb = inverted ? next : mention.end
  if (!isVerb(page, verb)) return null
  const end = inverted ? mention.end : verb + 1
  if (!isSentenceEnd(page, skipAdjuncts(page, end, run.end), run.end) && !isMark(page, end, COMMA))
    return null
  return {
    content: [{ first: stretch.first, end: stretch.end }, ...goesOn(scene, end)],
    cue: { first: verb, end: verb + 1 },
    mention,
    rule: 'quotation-open-verb',
    tier: 'MEDIUM',
  }
}

function verbBefore(scene: Scene, stretch: Stretch): Found | null {
  const { page } = scene
  if (!isMark(page, stretch.first - 1, COMMA, COLON) || stretch.end - stretch.first < MIN_WORDS)
    return null
  const sentence = sentenceAt(scene, stretch.first)
  const low = Math.max(sentence.first + 1, stretch.first - MAX_REACH)
  for (let at = stretch.first - 1; at >= low; at -= 1) {
    if (stretchAt(page, at) >= 0 || isTaken(scene, at)) return null
    if (!isVerb(page, at)) continue
    const mention = subjectBefore(page, at, sentence.first)
    if (!mention || !hasLetters(page, mention)) continue
    return {
      content: [{ first: stretch.first, end: stretch.end }, ...goesOn(scene, stretch.end)],
      cue: { first: at, end: at + 1 },
      mention,
      rule: 'open-verb-quotation',
      tier: 'LOW',
    }
  }
  return null
}
