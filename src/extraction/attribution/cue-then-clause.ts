import { Form, Frame, Role } from '../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { tierOfMixed, tierOfWhole } from './certainty.ts'
import { citedAfter } from './citing.ts'
import {
  clauseEnd,
  type ClauseLimits,
  contentStart,
  hasVerb,
  isCounted,
  lastColonBefore,
  wholeAfterComma,
} from './clauses.ts'
import type { Draft } from './draft.ts'
import { opensClause } from './borders.ts'
import { isBoundary, phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  formsAt,
  hasRole,
  isMark,
  isOutlet,
  isWord,
  type Page,
  stretchAt,
  quotedAt,
} from './page.ts'
import { goesOn } from './quotation-then-cue.ts'
import { isTaken, type Scene, take } from './scene.ts'
import { isWorkTitle } from './titles.ts'
import { sharedSubject, subjectOf } from './voices.ts'
import { allows, groupIndex, groupsWithin, type VerbGroup } from './verb-groups.ts'

/** A clause beside the main one is shorter than this. */
const MAX_BESIDE = 60

/** Hale said it was over. Hale said: "…." Hale called it "mad", accusing Brand of lying. */
export function cueThenClause(scene: Scene): void {
  for (const sentence of scene.sentences) {
    let last: Run | null = null
    for (const group of groupsWithin(scene.groups, sentence.first, sentence.end)) {
      if (isTaken(scene, group.verb)) {
        last = scene.mentions.get(group.first) ?? last
        continue
      }
      if (last) last = subjectPast(scene.page, last, group)
      const mention = subjectOf(scene, group, sentence, last)
      if (mention && group.mood === 'FINITE' && !(last && isReduced(scene.page, mention, group)))
        last = sharedSubject(scene.page, mention, last)
      const draft = mention && draftOf(scene, group, mention, sentence)
      if (draft) take(scene, draft)
    }
  }
}

function draftOf(scene: Scene, group: VerbGroup, mention: Run, sentence: Run): Draft | null {
  const { page } = scene
  const start = contentStart(page, group, sentence.end)
  if (start >= sentence.end || isTaken(scene, start) || isSaying(scene, start)) return null
  const limit = mention.first > start ? mention.first : sentence.end
  const named = allows(group, Frame.NAMING) ? quotedAt(page, group.end) : undefined
  const voiced = allows(group, Frame.CLAUSE) ? undefined : voicedAt(page, group, start)
  if (named && !isFreeRelative(page, mention)) return null
  const limits = limitsOf(scene, group, mention, sentence)
  const end = (named ?? voiced)?.end ?? clauseEnd(page, start, limit, limits)
  if (end <= start || isBare(page, { first: start, end })) return null
  const cited = isOutlet(page, mention) ? citedAfter(scene, end) : null
  const common = {
    cue: cited?.cue ?? { first: group.first, end: group.end },
    lemma: cited?.lemma ?? group.entry.lemma,
    entry: group.entry,
    mention: cited?.mention ?? mention,
    continues: false,
    around: { first: sentence.first, end: sentence.end },
  }
  const run = { first: start, end }
  if (carriesWords(scene, run) || tellsBySaying(scene, run)) return null
  if (!holdsSaidWords(page, run) && !isUttered(page, group, start)) {
    if (!isSpoken(page, group, run)) return null
    return { ...common, content: [run], rule: 'cue-then-clause', tier: 'MEDIUM' }
  }
  const whole = quotedWhole(page, run)
  if (whole && holdsOtherVoice(scene, start, whole.first)) return null
  if (!whole) {
    if (!allows(group, ~Frame.QUOTATION)) return null
    if (group.mood === 'INFINITIVE' && !allows(group, Frame.CLAUSE)) return null
    if (group.entry.kind === 'THOUGHT' && (group.modal || holdsOtherVoice(scene, start, end)))
      return null
    const tier = tierOfMixed(scene, { group, mention, content: run, sentence })
    return { ...common, content: [run], rule: 'cue-then-mixed', tier }
  }
  const tier = tierOfWhole(scene, { group, mention, content: whole, sentence })
  const content = [whole, ...goesOn(scene, whole.end)]
  return { ...common, content, rule: 'cue-then-quotation', tier }
}

/** yelled "Never!" at the crowd: what a verb of the voice alone has right behind it ends with its marks. */
function voicedAt(page: Page, group: VerbGroup, start: number): Stretch | undefined {
  const stretch = allows(group, Frame.QUOTATION) ? quotedAt(page, start) : undefined
  if (stretch?.first !== start || start > group.end + 1) return undefined
  return isWord(page, stretch.end) && !hasRole(page, stretch.end, Role.PREPOSITION)
    ? undefined
    : stretch
}

/** "titled" of "in the clip titled “Tough”": a participle that tells of a noun, and no verb of a clause. */
function isReduced(page: Page, { first, end }: Run, group: VerbGroup): boolean {
  const participle = (formsAt(page, group.verb) & Form.PARTICIPLE) !== 0
  const bare = group.first === group.verb && end === group.first
  const tied = hasRole(page, first - 1, Role.PREPOSITION)
  return participle && bare && tied && !hasRole(page, first - 1, Role.SUBORDINATOR)
}

/** "to" or "that" alone, where another quotation has the rest. */
function isBare(page: Page, { first, end }: Run): boolean {
  return end === first + 1 && hasRole(page, first, Role.INFINITIVE | Role.COMPLEMENTIZER)
}

/** ", saying …" after a verb: the gerund tells the words. */
function isSaying({ page, groups }: Scene, start: number): boolean {
  const next = groups[groupIndex(groups, start)]
  return next?.first === start && next.mood === 'GERUND' && isMark(page, start - 1, COMMA)
}

/** "what Hale" called "a trick": the words in marks are the name, and no part of it. */
function isFreeRelative(page: Page, { first }: Run): boolean {
  const ending = ((page.tokens.shapes[first] ?? 0) & Shape.ENDING) !== 0
  return !ending && hasRole(page, first - 1, Role.QUESTION) && !isMark(page, first - 2, COMMA)
}

/** "wrote a letter calling it mad": the letter holds the words, and the next verb tells them. */
function carriesWords({ page, groups }: Scene, { first, end }: Run): boolean {
  const phrase = phraseAfter(page, first, end)
  if (!phrase || page.words.nouns.valueOf(page.tokens, phrase.end - 1) === 0) return false
  return groups[groupIndex(groups, phrase.end)]?.first === phrase.end
}

/** "answered the letter by saying, “…”": the words are told by the second verb. */
function tellsBySaying({ page, groups }: Scene, { first, end }: Run): boolean {
  return groupsWithin(groups, first, end).some(
    ({ mood, entry, first: verb, end: past }) =>
      mood === 'GERUND' &&
      entry.kind !== 'THOUGHT' &&
      hasRole(page, verb - 1, Role.AGENT) &&
      stretchAt(page, isMark(page, past, COMMA, COLON) ? past + 1 : past) >= 0,
  )
}

/** "As Hale began to talk, Brand rose and said": a clause beside the main one has ended, and its subject with it. */
function subjectPast(page: Page, subject: Run, group: VerbGroup): Run | null {
  if (!hasRole(page, subject.first - 1, Role.SUBORDINATOR)) return subject
  const limit = Math.min(group.first, subject.end + MAX_BESIDE)
  for (let at = subject.end; at < limit; at += 1) {
    if (stretchAt(page, at) >= 0) return subject
    if (isMark(page, at, COMMA) && opensClause(page, at + 1, group.first)) {
      return phraseAfter(page, at + 1, group.first)
    }
  }
  return subject
}

/** Another verb of saying that stands nearer to the words in marks. */
function holdsOtherVoice({ groups }: Scene, first: number, end: number): boolean {
  return groupsWithin(groups, first, end).some(
    ({ mood, entry }) => mood === 'FINITE' && entry.kind !== 'THOUGHT',
  )
}

/** A clause inside another one ("While Hale said …, Brand") ends before the other goes on. */
function limitsOf(scene: Scene, group: VerbGroup, mention: Run, sentence: Run): ClauseLimits {
  const { page } = scene
  const before = mention.first - 1
  const relative = hasRole(page, mention.first, Role.RELATIVE) && isMark(page, before, COMMA)
  const inner = relative || isSubordinate(page, mention, sentence)
  const object = !allows(group, Frame.CLAUSE)
  return { scene, inner, object }
}

/** "While Hale", "Even as Hale", "Despite what Hale", and "Later, when Hale". */
function isSubordinate(page: Page, { first }: Run, sentence: Run): boolean {
  const opening = Role.SUBORDINATOR | Role.BESIDE | Role.PREPOSITION
  if (hasRole(page, first - 1, Role.BESIDE) && isMark(page, first - 2, COMMA)) return true
  const start = hasRole(page, sentence.first, Role.ADVERB) ? sentence.first + 1 : sentence.first
  return hasRole(page, start, opening) && !hasComma(page, sentence.first, first)
}

function hasComma(page: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isMark(page, at, COMMA)) return true
  return false
}

/** Chanting "Save Our Bridge": what follows a verb of speech directly is no title. */
function isUttered(page: Page, group: VerbGroup, start: number): boolean {
  const direct = stretchAt(page, start) >= 0 && start <= group.end + 1
  return direct && group.entry.kind === 'SPEECH' && allows(group, Frame.QUOTATION)
}

/** Whether some words stand in marks that are not the title of a work. */
function holdsSaidWords(page: Page, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    const stretch = quotedAt(page, at)
    if (!stretch) continue
    if (!isWorkTitle(page, stretch)) return true
    at = stretch.end - 1
  }
  return false
}

/** The stretch, when the words said are all in it: "that" or words before a colon aside. */
function quotedWhole(page: Page, { first: start, end }: Run): Run | null {
  let first = lastColonBefore(page, start, end) ?? wholeAfterComma(page, start, end) ?? start
  if (hasRole(page, first, Role.COMPLEMENTIZER)) first += 1
  while (first < end && isMark(page, first, COMMA, COLON)) first += 1
  const stretch = quotedAt(page, first)
  if (!stretch || stretch.first !== first) return null
  for (let at = stretch.end; at < end; at += 1) {
    if (isWord(page, at) || stretchAt(page, at) >= 0) return null
  }
  return { first, end: stretch.end }
}

/** Whether words without quotation marks are surely said, and not only done, wished or thought. */
function isSpoken(page: Page, group: VerbGroup, content: Run): boolean {
  const { entry, mood } = group
  if (entry.kind === 'THOUGHT' || group.modal || mood === 'INFINITIVE') return false
  const { first } = content
  if (entry.kind === 'REPORT' && !allows(group, Frame.OBJECT)) {
    return hasRole(page, first, Role.COMPLEMENTIZER)
  }
  if (allows(group, Frame.INFINITIVE) && holdsInfinitive(page, content)) {
    return !isUnnamed(page, content)
  }
  if (allows(group, Frame.CLAUSE | Frame.ADDRESSEE)) {
    if (hasRole(page, first, Role.COMPLEMENTIZER | Role.QUESTION)) return true
    if (startsClause(page, content)) return true
  }
  if (allows(group, Frame.QUESTION) && hasRole(page, first, Role.QUESTION)) return true
  const object = allows(group, Frame.OBJECT) && entry.kind === 'SPEECH'
  return object && startsObject(page, first)
}

function holdsInfinitive(page: Page, { first, end }: Run): boolean {
  for (let at = first; at < end && at < first + 8; at += 1) {
    if (hasRole(page, at, Role.INFINITIVE) && isLowerWord(page, at + 1)) return true
  }
  return false
}

/** "declined to be named": how the voice stays without a name is none of its words. */
function isUnnamed(page: Page, { first, end }: Run): boolean {
  if (!hasRole(page, first, Role.INFINITIVE) || !hasRole(page, first + 1, Role.BE)) return false
  return end - first === 3 && (formsAt(page, first + 2) & Form.PARTICIPLE) !== 0
}

/** "to go", and neither "to 2014" nor "to Bresk". */
function isLowerWord(page: Page, at: number): boolean {
  return ((page.tokens.shapes[at] ?? 0) & (Shape.CAPITAL | Shape.DIGIT)) === 0
}

/** "the talks had failed": a subject, and a verb somewhere after it. */
function startsClause(page: Page, { first, end }: Run): boolean {
  if (!page.words.order.bareClauses) return false
  if (!startsObject(page, first)) return false
  // In a headline an infinitive does for a verb: "Minister says ferry to sail".
  if (page.headline(first) && holdsInfinitive(page, { first, end })) return true
  return hasVerb(page, { first: first + 1, end })
}

function startsObject(page: Page, first: number): boolean {
  if (!isWord(page, first)) return false
  return (
    isCounted(page, first) ||
    !hasRole(page, first, Role.PREPOSITION | Role.COORDINATOR | Role.BE | Role.MODAL) ||
    !isBoundary(page, first, first)
  )
}
