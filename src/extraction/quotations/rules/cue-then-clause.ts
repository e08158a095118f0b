import { Form, Frame, WordClass } from '../../../languages/quotation-words.ts'
import type { Run, Stretch } from '../../../text/quotation-marks.ts'
import { Shape } from '../../../text/tokens.ts'
import { tierOfMixed, tierOfWhole } from '../confidence.ts'
import { citedAfter } from './citing.ts'
import {
  clauseEnd,
  type ClauseLimits,
  contentStart,
  hasVerb,
  isCounted,
  quotedAfterColon,
  quotedSentenceAfterComma,
} from '../content-range.ts'
import type { RawQuotation } from '../raw-quotation.ts'
import { opensClause } from '../content-border.ts'
import { isBoundary, phraseAfter } from '../noun-phrases.ts'
import {
  COLON,
  COMMA,
  formsAt,
  hasClass,
  isMark,
  isOutlet,
  isWord,
  type Doc,
  stretchAt,
  quotedAt,
} from '../doc.ts'
import { continuedContent } from './quotation-then-cue.ts'
import { isTaken, type ParagraphContext, addQuotation } from '../paragraph-context.ts'
import { isWorkTitle } from '../work-titles.ts'
import { sharedSubject, subjectOf } from '../cue-subject.ts'
import { allows, groupIndex, groupsWithin, hasGroup, type VerbGroup } from '../verb-groups.ts'

/** Longest subordinate clause, in tokens. */
const MAX_SUBORDINATE = 60
/** Longest lead of a sentence before the subject of its subordinate clause, in tokens. */
const MAX_LEAD = 200

/** Hale said it was over. Hale said: "…." Hale called it "mad", accusing Brand of lying. */
export function cueThenClause(context: ParagraphContext): void {
  for (const sentence of context.sentences) {
    let last: Run | null = null
    for (const group of groupsWithin(context.groups, sentence.first, sentence.end)) {
      if (isTaken(context, group.verb)) {
        last = context.mentions.get(group.first) ?? last
        continue
      }
      if (last) last = subjectAfterSubordinate(context.doc, last, group)
      const mention = subjectOf(context, group, sentence, last)
      if (
        mention &&
        group.mood === 'FINITE' &&
        !(last && isReducedRelative(context.doc, mention, group))
      )
        last = sharedSubject(context.doc, mention, last)
      const raw = mention && rawQuotationOf(context, group, mention, sentence)
      if (raw) addQuotation(context, raw)
    }
  }
}

function rawQuotationOf(
  context: ParagraphContext,
  group: VerbGroup,
  mention: Run,
  sentence: Run,
): RawQuotation | null {
  const { doc } = context
  const start = contentStart(doc, group, sentence.end)
  if (start >= sentence.end || isTaken(context, start) || isGerundCue(context, start)) return null
  const limit = mention.first > start ? mention.first : sentence.end
  const named = allows(group, Frame.NAMING) ? quotedAt(doc, group.end) : undefined
  const uttered = allows(group, Frame.CLAUSE) ? undefined : utteredAt(doc, group, start)
  if (named && !isFreeRelative(doc, mention)) return null
  if (allows(group, Frame.NAMING) && hasClass(doc, start, WordClass.REFLEXIVE)) return null
  const limits = limitsOf(context, group, mention, sentence)
  const end = (named ?? uttered)?.end ?? clauseEnd(doc, start, limit, limits)
  if (end <= start || isBare(doc, { first: start, end })) return null
  const cited = isOutlet(doc, mention) ? citedAfter(context, end) : null
  const common = {
    cue: cited?.cue ?? { first: group.first, end: group.end },
    lemma: cited?.lemma ?? group.entry.lemma,
    entry: group.entry,
    mention: cited?.mention ?? mention,
    continues: false,
    around: { first: sentence.first, end: sentence.end },
  }
  const run = { first: start, end }
  if (hasCarrierObject(context, run) || hasBySaying(context, run)) return null
  if (!hasQuotedSpeech(doc, run) && !isUttered(doc, group, start)) {
    if (!isSpoken(doc, group, run)) return null
    return { ...common, content: [run], rule: 'cue-then-clause', tier: 'MEDIUM' }
  }
  const whole = quotedWhole(doc, run)
  if (whole && hasOtherCue(context, start, whole.first)) return null
  if (!whole) {
    if (!allows(group, ~Frame.QUOTATION)) return null
    if (group.mood === 'INFINITIVE' && !allows(group, Frame.CLAUSE)) return null
    if (group.entry.kind === 'THOUGHT' && (group.modal || hasOtherCue(context, start, end)))
      return null
    const tier = tierOfMixed(context, { group, mention, content: run, sentence })
    return { ...common, content: [run], rule: 'cue-then-mixed', tier }
  }
  const tier = tierOfWhole(context, { group, mention, content: whole, sentence })
  const content = [whole, ...continuedContent(context, whole.end)]
  return { ...common, content, rule: 'cue-then-quotation', tier }
}

/**
 * The quoted words directly after a verb of utterance, which end with their marks: yelled "Never!"
 * at the crowd.
 */
function utteredAt(doc: Doc, group: VerbGroup, start: number): Stretch | undefined {
  const stretch = allows(group, Frame.QUOTATION) ? quotedAt(doc, start) : undefined
  if (stretch?.first !== start || start > group.end + 1) return undefined
  return isWord(doc, stretch.end) && !hasClass(doc, stretch.end, WordClass.PREPOSITION)
    ? undefined
    : stretch
}

/** A participle that modifies a noun: "titled" in "in the clip titled “Tough”". */
function isReducedRelative(doc: Doc, { first, end }: Run, group: VerbGroup): boolean {
  const participle = (formsAt(doc, group.verb) & Form.PARTICIPLE) !== 0
  const bare = group.first === group.verb && end === group.first
  const tied = hasClass(doc, first - 1, WordClass.PREPOSITION)
  return participle && bare && tied && !hasClass(doc, first - 1, WordClass.SUBORDINATOR)
}

/** Only "to" or "that", where another quotation has taken the rest. */
function isBare(doc: Doc, { first, end }: Run): boolean {
  return end === first + 1 && hasClass(doc, first, WordClass.INFINITIVE | WordClass.COMPLEMENTIZER)
}

/** Whether a gerund is the cue of the content instead: ", saying …". */
function isGerundCue({ doc, groups }: ParagraphContext, start: number): boolean {
  const next = groups[groupIndex(groups, start)]
  return next?.first === start && next.mood === 'GERUND' && isMark(doc, start - 1, COMMA)
}

/** "what Hale" called "a trick": a free relative clause. */
function isFreeRelative(doc: Doc, { first }: Run): boolean {
  const ending = ((doc.tokens.shapes[first] ?? 0) & Shape.ENDING) !== 0
  return !ending && hasClass(doc, first - 1, WordClass.QUESTION) && !isMark(doc, first - 2, COMMA)
}

/**
 * Whether the object carries the words and the next verb is their cue: "wrote a letter calling it
 * mad".
 */
function hasCarrierObject({ doc, groups }: ParagraphContext, { first, end }: Run): boolean {
  const phrase = phraseAfter(doc, first, end)
  if (!phrase || doc.words.nouns.valueOf(doc.tokens, phrase.end - 1) === 0) return false
  return groups[groupIndex(groups, phrase.end)]?.first === phrase.end
}

/** Whether a second verb is the cue of the quoted words: "answered the letter by saying, “…”". */
function hasBySaying({ doc, groups }: ParagraphContext, { first, end }: Run): boolean {
  return hasGroup(
    groups,
    first,
    end,
    ({ mood, entry, first: verb, end: past }) =>
      mood === 'GERUND' &&
      entry.kind !== 'THOUGHT' &&
      hasClass(doc, verb - 1, WordClass.AGENT) &&
      stretchAt(doc, isMark(doc, past, COMMA, COLON) ? past + 1 : past) >= 0,
  )
}

/**
 * The shared subject after a subordinate clause has ended: "As Hale began to talk, Brand rose and
 * said".
 */
function subjectAfterSubordinate(doc: Doc, subject: Run, group: VerbGroup): Run | null {
  if (!hasClass(doc, subject.first - 1, WordClass.SUBORDINATOR)) return subject
  const limit = Math.min(group.first, subject.end + MAX_SUBORDINATE)
  for (let at = subject.end; at < limit; at += 1) {
    if (stretchAt(doc, at) >= 0) return subject
    if (isMark(doc, at, COMMA) && opensClause(doc, at + 1, group.first)) {
      return phraseAfter(doc, at + 1, group.first)
    }
  }
  return subject
}

/** Whether a range has another cue, nearer to the quoted words. */
function hasOtherCue({ groups }: ParagraphContext, first: number, end: number): boolean {
  return hasGroup(
    groups,
    first,
    end,
    ({ mood, entry }) => mood === 'FINITE' && entry.kind !== 'THOUGHT',
  )
}

/** An inner clause ("While Hale said …, Brand") ends before the outer clause continues. */
function limitsOf(
  context: ParagraphContext,
  group: VerbGroup,
  mention: Run,
  sentence: Run,
): ClauseLimits {
  const { doc } = context
  const before = mention.first - 1
  const relative = hasClass(doc, mention.first, WordClass.RELATIVE) && isMark(doc, before, COMMA)
  const inner = relative || isSubordinate(doc, mention, sentence)
  const object = !allows(group, Frame.CLAUSE)
  return { context, inner, object }
}

/** "While Hale", "Even as Hale", "Despite what Hale", and "Later, when Hale". */
function isSubordinate(doc: Doc, { first }: Run, sentence: Run): boolean {
  const opening = WordClass.SUBORDINATOR | WordClass.BESIDE | WordClass.PREPOSITION
  if (hasClass(doc, first - 1, WordClass.BESIDE) && isMark(doc, first - 2, COMMA)) return true
  if (first - sentence.first > MAX_LEAD) return false
  const start = hasClass(doc, sentence.first, WordClass.ADVERB)
    ? sentence.first + 1
    : sentence.first
  return hasClass(doc, start, opening) && !hasComma(doc, sentence.first, first)
}

function hasComma(doc: Doc, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isMark(doc, at, COMMA)) return true
  return false
}

/**
 * Whether quoted words follow a verb of speech directly, so they are not a title: chanting "Save
 * Our Bridge".
 */
function isUttered(doc: Doc, group: VerbGroup, start: number): boolean {
  const direct = stretchAt(doc, start) >= 0 && start <= group.end + 1
  return direct && group.entry.kind === 'SPEECH' && allows(group, Frame.QUOTATION)
}

/** Whether a range has quoted words that are not the title of a work. */
function hasQuotedSpeech(doc: Doc, { first, end }: Run): boolean {
  for (let at = first; at < end; at += 1) {
    const stretch = quotedAt(doc, at)
    if (!stretch) continue
    if (!isWorkTitle(doc, stretch)) return true
    at = stretch.end - 1
  }
  return false
}

/**
 * The quoted stretch that is all of the content, without "that" and words before a colon; null
 * otherwise.
 */
function quotedWhole(doc: Doc, { first: start, end }: Run): Run | null {
  let first =
    quotedAfterColon(doc, start, end) ?? quotedSentenceAfterComma(doc, start, end) ?? start
  if (hasClass(doc, first, WordClass.COMPLEMENTIZER)) first += 1
  while (first < end && isMark(doc, first, COMMA, COLON)) first += 1
  const stretch = quotedAt(doc, first)
  if (!stretch || stretch.first !== first) return null
  for (let at = stretch.end; at < end; at += 1) {
    if (isWord(doc, at) || stretchAt(doc, at) >= 0) return null
  }
  return { first, end: stretch.end }
}

/**
 * Whether content without quotation marks is surely speech, and not an action, a wish or a thought.
 */
function isSpoken(doc: Doc, group: VerbGroup, content: Run): boolean {
  const { entry, mood } = group
  const { first } = content
  if (entry.kind === 'THOUGHT') return false
  if (group.modal || mood === 'INFINITIVE') {
    // Words that are expected or asked for; without "that" they may be an action.
    if (entry.kind === 'REPORT' || !allows(group, Frame.CLAUSE | Frame.ADDRESSEE)) return false
    return hasClass(doc, first, WordClass.COMPLEMENTIZER | WordClass.QUESTION)
  }
  if (entry.kind === 'REPORT' && !allows(group, Frame.OBJECT)) {
    return hasClass(doc, first, WordClass.COMPLEMENTIZER)
  }
  if (allows(group, Frame.INFINITIVE) && hasInfinitive(doc, content)) {
    return !isAnonymity(doc, content)
  }
  if (allows(group, Frame.CLAUSE | Frame.ADDRESSEE)) {
    if (hasClass(doc, first, WordClass.COMPLEMENTIZER | WordClass.QUESTION)) return true
    if (startsClause(doc, content)) return true
  }
  if (allows(group, Frame.QUESTION) && hasClass(doc, first, WordClass.QUESTION)) return true
  const object = allows(group, Frame.OBJECT) && entry.kind === 'SPEECH'
  return object && startsObject(doc, first)
}

function hasInfinitive(doc: Doc, { first, end }: Run): boolean {
  for (let at = first; at < end && at < first + 8; at += 1) {
    if (hasClass(doc, at, WordClass.INFINITIVE) && isLowerWord(doc, at + 1)) return true
  }
  return false
}

/** "declined to be named": about anonymity, and not content. */
function isAnonymity(doc: Doc, { first, end }: Run): boolean {
  if (!hasClass(doc, first, WordClass.INFINITIVE) || !hasClass(doc, first + 1, WordClass.BE))
    return false
  return end - first === 3 && (formsAt(doc, first + 2) & Form.PARTICIPLE) !== 0
}

/** "to go", but not "to 2014" or "to Bresk". */
function isLowerWord(doc: Doc, at: number): boolean {
  return ((doc.tokens.shapes[at] ?? 0) & (Shape.CAPITAL | Shape.DIGIT)) === 0
}

/**
 * Whether a range is a clause: a subject, and a verb somewhere after it ("the talks had failed").
 */
function startsClause(doc: Doc, { first, end }: Run): boolean {
  if (!doc.words.order.bareClauses) return false
  if (!startsObject(doc, first)) return false
  // In a headline an infinitive is enough: "Minister says ferry to sail".
  if (doc.headline(first) && hasInfinitive(doc, { first, end })) return true
  return hasVerb(doc, { first: first + 1, end })
}

function startsObject(doc: Doc, first: number): boolean {
  if (!isWord(doc, first)) return false
  return (
    isCounted(doc, first) ||
    !hasClass(
      doc,
      first,
      WordClass.PREPOSITION | WordClass.COORDINATOR | WordClass.BE | WordClass.MODAL,
    ) ||
    !isBoundary(doc, first, first)
  )
}
