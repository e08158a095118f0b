import { Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { skipAdjuncts } from './adjuncts.ts'
import { clauseEnd, contentStart, hasVerb, isSentenceEnd } from './clauses.ts'
import { phraseAfter } from './noun-phrases.ts'
import { COMMA, hasRole, isMark, type Page, quotedAt } from './page.ts'
import { isTaken, type Scene, sentenceAt, spend, take } from './scene.ts'
import { subjectBefore } from './subjects.ts'
import type { VerbGroup } from './verb-groups.ts'

const MAX_NAME = 14

/** The agency quoted Hale as saying it was over. Hale was quoted as saying, "…." */
export function quotedAsSaying(scene: Scene): void {
  const { page, groups } = scene
  groups.forEach((group, index) => {
    const as = group.first - 1
    const quoting = groups[index - 1]
    if (!isAsSaying(page, group) || isTaken(scene, group.verb)) return
    // "as quoting Hale as saying": the words come from whom the last one names.
    const next = groups[index + 1]
    if (next && isAsSaying(page, next) && quotes(page, group, next)) return
    if (!quoting || !quotes(page, quoting, group)) return
    const sentence = sentenceAt(scene, group.verb)
    const mention = speakerOf(scene, quoting, as, sentence)
    if (!mention) return
    const content =
      wordsAfter(scene, group, sentence) ?? wordsBefore(scene, quoting, mention, sentence)
    if (!content) return
    take(scene, {
      content: [content],
      cue: { first: quoting.first, end: group.end },
      lemma: `${quoting.entry.lemma} as ${group.entry.lemma}`,
      entry: group.entry,
      mention,
      continues: false,
      rule: 'quoted-as-saying',
      tier: 'MEDIUM',
      around: sentence,
    })
    const outer = groups[index - 2]
    if (outer && isAsSaying(page, quoting)) spend(scene, { first: outer.first, end: quoting.first })
  })
}

function isAsSaying(page: Page, { mood, first }: VerbGroup): boolean {
  return mood === 'GERUND' && hasRole(page, first - 1, Role.AS)
}

/** A verb of quoting, with room for no more than a name before "as saying". */
function quotes(page: Page, quoting: VerbGroup, saying: VerbGroup): boolean {
  const near = saying.first - quoting.end <= MAX_NAME
  return near && page.words.relayLemmas.has(quoting.entry.lemma)
}

function wordsAfter(scene: Scene, group: VerbGroup, sentence: Run): Run | null {
  const { page } = scene
  const first = contentStart(page, group, sentence.end)
  if (phraseOfAgent(page, first, sentence.end) === sentence.end) return null
  const end = clauseEnd(page, first, sentence.end, { scene, inner: false, object: false })
  return end > first ? { first, end } : null
}

/** Past "by the agency" and the closing point; the same token where no such phrase stands. */
function phraseOfAgent(page: Page, first: number, end: number): number {
  if (!hasRole(page, first, Role.AGENT)) return first
  const phrase = phraseAfter(page, first + 1, end)
  const past = phrase ? skipAdjuncts(page, phrase.end, end) : first
  return isSentenceEnd(page, past, end) ? end : past
}

/** "…," Hale was quoted as saying. It was over, the agency quoted Hale as saying. */
function wordsBefore(scene: Scene, quoting: VerbGroup, mention: Run, sentence: Run): Run | null {
  const { page } = scene
  const passive = quoting.mood === 'PASSIVE'
  const subject = passive ? mention : subjectBefore(page, quoting.first, sentence.first)
  if (!subject || subject.first - 1 <= sentence.first) return null
  const close = subject.first - 1
  const stretch = quotedAt(page, close)
  if (stretch?.end === subject.first) return { first: stretch.first, end: stretch.end }
  if (!isMark(page, close, COMMA)) return null
  const run = { first: sentence.first, end: close }
  for (let at = run.first; at < run.end; at += 1) if (isTaken(scene, at)) return null
  return hasVerb(page, run) ? run : null
}

/** Whom "quoted" has for its object, or "was quoted" for its subject. */
function speakerOf({ page }: Scene, quoting: VerbGroup, as: number, sentence: Run): Run | null {
  if (quoting.mood === 'PASSIVE') return subjectBefore(page, quoting.first, sentence.first)
  const phrase = phraseAfter(page, quoting.end, as)
  return phrase && phrase.end <= as ? phrase : null
}
