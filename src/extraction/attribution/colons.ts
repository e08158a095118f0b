import { Role } from '../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { isTerminal } from '../../text/prose.ts'
import { phraseAfter } from './noun-phrases.ts'
import { pastAdjuncts } from './adjuncts.ts'
import { COLON, hasRole, isDash, isMark, type Page, stretchAt } from './page.ts'
import { goesOn } from './quotation-then-cue.ts'
import { isTaken, type Scene, sentenceAt, take } from './scene.ts'
import { mainSubject } from './voices.ts'

const MAX_LINE = 10
const MAX_SENTENCE = 60

/**
 * More from Hale: "…." The board was plain in its findings: "…." A colon ties whole sentences in
 * marks to the one named before it, without any word of saying.
 */
export function colons(scene: Scene): void {
  for (const stretch of scene.stretches) {
    const colon = stretch.first - 1
    if (!isMark(scene.page, colon, COLON) || isTaken(scene, stretch.first)) continue
    if (!isSentence(scene, stretch)) continue
    const sentence = sentenceAt(scene, colon)
    const mention = voiceOf(scene, sentence, colon)
    if (!mention || isTaken(scene, mention.first)) continue
    take(scene, {
      content: [{ first: stretch.first, end: stretch.end }, ...goesOn(scene, stretch.end)],
      cue: { first: colon, end: colon + 1 },
      lemma: ':',
      entry: null,
      mention,
      continues: false,
      rule: 'colon-and-quotation',
      tier: 'LOW',
      around: sentence,
    })
  }
}

/** Words in marks that end as a sentence does. */
function isSentence({ page }: Scene, { closed, end }: Stretch): boolean {
  return closed && isTerminal(page.tokens.codes[end - 2] ?? 0)
}

/** Whom a preposition names in a line without a verb ("More from Hale:"), or the subject of the sentence. */
function voiceOf({ page }: Scene, sentence: Run, colon: number): Run | null {
  const named = namedInLine(page, sentence, colon)
  if (named) return named
  if (colon - sentence.first > MAX_SENTENCE) return null
  for (let at = sentence.first; at < colon; at += 1) if (stretchAt(page, at) >= 0) return null
  const subject = mainSubject(page, sentence, colon)
  if (!subject) return null
  const verb = Role.BE | Role.HAVE | Role.VERB | Role.PAST_LIKE
  return hasRole(page, pastAdjuncts(page, subject.end, colon), verb) ? subject : null
}

function namedInLine(page: Page, sentence: Run, colon: number): Run | null {
  const low = Math.max(sentence.first, colon - MAX_LINE)
  for (let at = colon - 1; at >= low; at -= 1) {
    if (stretchAt(page, at) >= 0 || hasRole(page, at, Role.BE | Role.HAVE | Role.VERB)) return null
    if (!hasRole(page, at, Role.PREPOSITION)) continue
    const opens = at - sentence.first < 2 || isDash(page, at - 1) || isDash(page, at - 2)
    const phrase = opens ? phraseAfter(page, at + 1, colon) : null
    return phrase?.end === colon ? phrase : null
  }
  return null
}
