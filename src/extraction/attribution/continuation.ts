import { isTaken, type Scene, sentenceAt, take } from './scene.ts'

/**
 * Whole sentences in quotation marks without a cue: the voice before goes on. Words in marks
 * inside a sentence are left alone: they may be a title or said with a raised eyebrow.
 */
export function continuation(scene: Scene): void {
  for (const stretch of scene.stretches) {
    if (isTaken(scene, stretch.first)) continue
    const sentence = sentenceAt(scene, stretch.first)
    const whole = stretch.first === sentence.first && stretch.end >= sentence.end - 1
    if (!whole) continue
    take(scene, {
      content: [{ first: stretch.first, end: stretch.end }],
      cue: null,
      lemma: '',
      entry: null,
      mention: null,
      continues: true,
      rule: stretch.carried ? 'carried-over' : 'continuation',
      tier: 'MEDIUM',
      around: sentence,
    })
  }
}
