import { Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { clauseEnd, contentStart } from './clauses.ts'
import { phraseAfter } from './noun-phrases.ts'
import { hasRole } from './page.ts'
import { isTaken, type Scene, sentenceAt, spend, take } from './scene.ts'
import { subjectBefore } from './subjects.ts'
import { groupIndex, type VerbGroup } from './verb-groups.ts'

const MAX_NAME = 14

/** The agency quoted Hale as saying it was over. Hale was quoted as saying, "…." */
export function quotedAsSaying(scene: Scene): void {
  const { page, groups } = scene
  groups.forEach((group, index) => {
    const as = group.first - 1
    const quoting = groups[index - 1]
    if (group.mood !== 'GERUND' || !hasRole(page, as, Role.AS) || isTaken(scene, group.verb)) return
    if (!quoting || group.first - quoting.end > MAX_NAME) return
    if (!page.words.relayLemmas.has(quoting.entry.lemma)) return
    const sentence = sentenceAt(scene, group.verb)
    const mention = speakerOf(scene, quoting, as, sentence)
    const first = contentStart(page, group, sentence.end)
    const taken = (token: number) => isTaken(scene, token)
    const end = clauseEnd(page, first, sentence.end, { groups, inner: false, taken })
    if (!mention || end <= first) return
    take(scene, {
      content: [{ first, end }],
      cue: { first: quoting.first, end: group.end },
      lemma: `${quoting.entry.lemma} as ${group.entry.lemma}`,
      entry: group.entry,
      mention,
      continues: false,
      rule: 'quoted-as-saying',
      tier: 'MEDIUM',
      around: sentence,
    })
  })
}

/** Whom "quoted" has for its object, or "was quoted" for its subject. */
function speakerOf({ page }: Scene, quoting: VerbGroup, as: number, sentence: Run): Run | null {
  if (quoting.mood === 'PASSIVE') return subjectBefore(page, quoting.first, sentence.first)
  const phrase = phraseAfter(page, quoting.end, as)
  return phrase && phrase.end <= as ? phrase : null
}

/**
 * Whom a medium names as its source right after a clause: "…, citing a statement by the ministry".
 *
 * @param comma - the token that ends the clause
 */
export function citedAfter(scene: Scene, comma: number): Run | null {
  const { page, groups, run } = scene
  const group = groups[groupIndex(groups, comma)]
  if (group?.mood !== 'GERUND' || group.first > comma + 1) return null
  if (!page.words.relayLemmas.has(group.entry.lemma)) return null
  const phrase = phraseAfter(page, group.end, run.end)
  if (!phrase) return null
  spend(scene, { first: group.first, end: phrase.end })
  for (let at = phrase.first + 1; at < phrase.end - 1; at += 1) {
    if (hasRole(page, at, Role.AGENT | Role.GENITIVE)) return { first: at + 1, end: phrase.end }
  }
  return phrase
}
