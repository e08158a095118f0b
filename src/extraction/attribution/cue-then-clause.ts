import { Form, Frame, Role } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { clauseEnd, contentStart, hasVerb } from './clauses.ts'
import type { Draft, Tier } from './draft.ts'
import { isBoundary, phraseAfter } from './noun-phrases.ts'
import { COLON, COMMA, formsAt, hasRole, isMark, isWord, type Page, stretchAt } from './page.ts'
import { goesOn } from './quotation-then-cue.ts'
import { isTaken, type Scene, take } from './scene.ts'
import { subjectBefore } from './subjects.ts'
import { allows, type VerbGroup } from './verb-groups.ts'

/** Hale said it was over. Hale said: "…." Hale called it "mad", accusing Brand of lying. */
export function cueThenClause(scene: Scene): void {
  for (const sentence of scene.sentences) {
    const groups = scene.groups.filter(({ verb }) => verb >= sentence.first && verb < sentence.end)
    let mention: Run | null = null
    for (const group of groups) {
      if (isTaken(scene, group.verb)) continue
      const subject = subjectOf(scene, group, sentence, mention)
      if (subject && group.mood === 'FINITE') mention = subject
      const draft = subject && draftOf(scene, group, subject, sentence, groups)
      if (draft) take(scene, draft)
    }
  }
}

/** Who says it: the phrase before the verb, or the subject of the verb that this one is tied to. */
function subjectOf(scene: Scene, group: VerbGroup, sentence: Run, last: Run | null): Run | null {
  const { page } = scene
  if (group.mood === 'PASSIVE') return null
  const before = group.first - 1
  if (group.mood === 'FINITE') {
    if (hasRole(page, before, Role.RELATIVE) && !hasRole(page, before, Role.COMPLEMENTIZER)) {
      return { first: before, end: group.first }
    }
    const tied = hasRole(page, before, Role.COORDINATOR) || isMark(page, before, COMMA)
    const own = subjectBefore(page, group.first, lowOf(scene, sentence, group))
    if (own && !hasRole(page, before, Role.COORDINATOR)) return own
    return tied ? (last ?? mainSubject(page, sentence, group.first)) : null
  }
  return last ?? mainSubject(page, sentence, group.first)
}

/** A subject does not reach into what somebody else said. */
function lowOf(scene: Scene, sentence: Run, group: VerbGroup): number {
  for (let at = group.first - 1; at >= sentence.first; at -= 1) {
    if (isTaken(scene, at) || stretchAt(scene.page, at) >= 0) return at + 1
  }
  return sentence.first
}

/** The subject of a sentence: its first noun phrase, past "On Monday," and the like. */
export function mainSubject(page: Page, sentence: Run, limit: number): Run | null {
  let at = sentence.first
  for (let turns = 0; turns < 3; turns += 1) {
    while (
      at < limit &&
      (hasRole(page, at, Role.COORDINATOR | Role.ADVERB) || !isWord(page, at)) &&
      stretchAt(page, at) < 0
    )
      at += 1
    const adverbial =
      hasRole(page, at, Role.PREPOSITION | Role.SUBORDINATOR | Role.TIME) ||
      (formsAt(page, at) & Form.GERUND) !== 0
    if (!adverbial) break
    const comma = commaAfter(page, at, limit)
    if (comma < 0) return null
    at = comma + 1
  }
  const phrase = phraseAfter(page, at, limit)
  return phrase && phrase.end <= limit ? phrase : null
}

function commaAfter(page: Page, from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) {
    if (isMark(page, at, COMMA) && stretchAt(page, at) < 0) return at
  }
  return -1
}

function draftOf(
  scene: Scene,
  group: VerbGroup,
  mention: Run,
  sentence: Run,
  groups: readonly VerbGroup[],
): Draft | null {
  const { page } = scene
  const start = contentStart(page, group, sentence.end)
  if (start >= sentence.end) return null
  const later = groups.filter(({ verb }) => verb > group.verb)
  const end = clauseEnd(page, start, sentence.end, later)
  if (end <= start || isTaken(scene, start)) return null
  const stretch = firstStretch(page, start, end)
  const common = {
    cue: { first: group.first, end: group.end },
    lemma: group.entry.lemma,
    entry: group.entry,
    mention,
    continues: false,
    around: { first: sentence.first, end: sentence.end },
  }
  if (stretch === null) {
    if (!isSpoken(page, group, { first: start, end })) return null
    return { ...common, content: [{ first: start, end }], rule: 'cue-then-clause', tier: 'MEDIUM' }
  }
  if (allows(group, Frame.NAMING) && stretchAt(page, group.end) >= 0) return null
  const whole = quotedWhole(page, start, end)
  if (!whole) {
    return { ...common, content: [{ first: start, end }], rule: 'cue-then-mixed', tier: 'MEDIUM' }
  }
  const tier: Tier = allows(group, Frame.QUOTATION) ? 'HIGH' : 'MEDIUM'
  return {
    ...common,
    content: [whole, ...goesOn(scene, whole.end)],
    rule: 'cue-then-quotation',
    tier,
  }
}

function firstStretch(page: Page, from: number, end: number): number | null {
  for (let at = from; at < end; at += 1) {
    const stretch = stretchAt(page, at)
    if (stretch >= 0) return stretch
  }
  return null
}

/** The stretch, when the words said are all in it ("that" before it aside); null otherwise. */
function quotedWhole(page: Page, start: number, end: number): Run | null {
  let first = start
  if (hasRole(page, first, Role.COMPLEMENTIZER)) first += 1
  while (first < end && isMark(page, first, COMMA, COLON)) first += 1
  const stretch = page.prose.quoted.stretches[stretchAt(page, first)]
  if (!stretch || stretch.first !== first) return null
  for (let at = stretch.end; at < end; at += 1) {
    if (isWord(page, at) || stretchAt(page, at) >= 0) return null
  }
  return { first, end: stretch.end }
}

/** Whether words without quotation marks are surely said, and not only done, wished or thought. */
function isSpoken(page: Page, group: VerbGroup, content: Run): boolean {
  if (group.entry.kind === 'THOUGHT') return false
  const { first } = content
  if (allows(group, Frame.INFINITIVE) && holdsInfinitive(page, content)) return true
  if (allows(group, Frame.CLAUSE | Frame.ADDRESSEE)) {
    if (hasRole(page, first, Role.COMPLEMENTIZER | Role.QUESTION)) return true
    if (startsClause(page, content)) return true
  }
  if (allows(group, Frame.QUESTION) && hasRole(page, first, Role.QUESTION)) return true
  return (
    allows(group, Frame.OBJECT) &&
    group.entry.kind === 'SPEECH' &&
    group.mood !== 'INFINITIVE' &&
    startsObject(page, first)
  )
}

function holdsInfinitive(page: Page, { first, end }: Run): boolean {
  for (let at = first; at < end && at < first + 8; at += 1) {
    if (hasRole(page, at, Role.INFINITIVE)) return true
  }
  return false
}

/** "the talks had failed": a subject, and a verb somewhere after it. */
function startsClause(page: Page, content: Run): boolean {
  return (
    startsObject(page, content.first) &&
    hasVerb(page, { first: content.first + 1, end: content.end })
  )
}

function startsObject(page: Page, first: number): boolean {
  if (!isWord(page, first)) return false
  return (
    !hasRole(page, first, Role.PREPOSITION | Role.COORDINATOR | Role.BE | Role.MODAL) ||
    !isBoundary(page, first, first)
  )
}
