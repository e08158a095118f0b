import { isTerminal } from '../../text/prose.ts'
import type { Stretch } from '../../text/quotation-marks.ts'
import { COLON, COMMA, isMark, isWord, type Page } from './page.ts'
import { isTaken, type Scene, sentenceAt, take } from './scene.ts'

const MIN_WORDS = 4

/**
 * Words in marks in a language that is not read: whole sentences, and what a comma or a colon ties
 * to its sentence as speech is tied in most languages. Whose words they are is not known.
 */
export function marksAlone(scene: Scene): void {
  for (const stretch of scene.stretches) {
    if (isTaken(scene, stretch.first) || !(isSentence(scene, stretch) || isTied(scene, stretch)))
      continue
    take(scene, {
      content: [{ first: stretch.first, end: stretch.end }],
      cue: null,
      lemma: '',
      entry: null,
      mention: null,
      continues: false,
      rule: 'marks-alone',
      tier: 'LOW',
      around: sentenceAt(scene, stretch.first),
    })
  }
}

/** A sentence by itself, or words in marks that end as one does. */
function isSentence({ page }: Scene, { closed, end }: Stretch): boolean {
  return closed && isTerminal(page.tokens.codes[end - 2] ?? 0)
}

function isTied({ page }: Scene, stretch: Stretch): boolean {
  if (countWords(page, stretch) < MIN_WORDS) return false
  const { first, end } = stretch
  return isMark(page, first - 1, COLON) || isMark(page, end, COMMA) || isMark(page, end - 2, COMMA)
}

function countWords(page: Page, { first, end }: Stretch): number {
  let words = 0
  for (let at = first; at < end; at += 1) if (isWord(page, at)) words += 1
  return words
}
