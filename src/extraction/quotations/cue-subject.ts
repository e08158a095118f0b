import { isNickname } from './work-titles.ts'
import { Form, WordClass } from '../../languages/quotation-words.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { isFinite } from './content-border.ts'
import { phraseAfter } from './noun-phrases.ts'
import {
  COLON,
  COMMA,
  type Doc,
  EM_DASH,
  EN_DASH,
  HYPHEN,
  formsAt,
  hasClass,
  isCapital,
  isGerund,
  isMark,
  isWord,
  sourcePhraseLength,
  quotedAt,
  stretchAt,
} from './doc.ts'
import { isTaken, type ParagraphContext } from './paragraph-context.ts'
import { subjectBefore } from './subject-before.ts'
import type { VerbGroup } from './verb-groups.ts'

const MAX_BACK = 200
const MAX_FIRST = 60

/**
 * The subject of a cue verb: the phrase before the verb, or the subject of the verb that it is
 * joined to ("Hale left, saying", "Hale laughed and said").
 *
 * @param last - the subject of the previous cue verb in the sentence
 */
export function subjectOf(
  context: ParagraphContext,
  group: VerbGroup,
  sentence: Run,
  last: Run | null,
): Run | null {
  const { doc } = context
  const before = group.first - 1
  switch (group.mood) {
    case 'PASSIVE':
      return null
    case 'INFINITIVE':
      if (hasClass(doc, before, WordClass.OBJECT_PRONOUN))
        return { first: before, end: group.first }
      if (isCapital(doc, before))
        return (
          objectBefore(doc, group.first, sentence) ??
          last ??
          mainSubject(doc, sentence, group.first)
        )
      return last ?? mainSubject(doc, sentence, group.first)
    case 'GERUND':
      if (!canPrecedeGerund(doc, before, sentence.first)) return null
      if (last === null && opensSentence(doc, sentence, group)) {
        const rest = subjectOfMainClause(doc, group, sentence)
        if (rest) return rest
      }
      if (hasClass(doc, before, WordClass.AGENT) && last === null)
        return mainSubject(doc, sentence, group.first)
      if (hasClass(doc, before, WordClass.PREPOSITION | WordClass.SUBORDINATOR)) {
        return last ?? (isOpenBefore(doc, before) ? mainSubject(doc, sentence, group.first) : null)
      }
      return (
        subjectOfGerund(doc, group, before) ??
        nearPronoun(context, group, last) ??
        last ??
        mainSubject(doc, sentence, group.first)
      )
    case 'FINITE': {
      if (isRelative(doc, before, group)) return { first: before, end: group.first }
      const joined = hasClass(doc, pastAdverbsBefore(doc, before), WordClass.COORDINATOR)
      const marked = quotedAt(doc, before)
      const aside =
        isMark(doc, before, COMMA, EM_DASH, EN_DASH, HYPHEN) ||
        (marked !== undefined && isNickname(doc, marked))
      const low = aside ? sentence.first : subjectFloor(context, sentence, group)
      const own = joined ? null : subjectBefore(doc, group.first, low)
      if (own) return own
      return joined || aside ? (last ?? mainSubject(doc, sentence, group.first)) : null
    }
  }
}

/** "without" saying, "short of" saying, "accused of" saying: of the subject of the sentence. */
function isOpenBefore(doc: Doc, before: number): boolean {
  const { factuality } = doc.words
  return (
    factuality.valueOf(doc.tokens, before) !== 0 || factuality.valueOf(doc.tokens, before - 1) !== 0
  )
}

/** The object that is the subject of an infinitive: "Hale" in "prompted Hale to say". */
function objectBefore(doc: Doc, to: number, sentence: Run): Run | null {
  const phrase = subjectBefore(doc, to, sentence.first)
  if (!phrase || !isCapital(doc, phrase.end - 1)) return null
  return isFinite(doc, phrase.first - 1) ? phrase : null
}

/** The token before an adverb: "and" in "and then said". */
function pastAdverbsBefore(doc: Doc, from: number): number {
  return hasClass(doc, from, WordClass.ADVERB) && stretchAt(doc, from) < 0 ? from - 1 : from
}

/** Whether a gerund opens the sentence, before the main clause: "Calling it over, …". */
function opensSentence(doc: Doc, { first }: Run, group: VerbGroup): boolean {
  return (
    group.first <= first + 1 ||
    (isFreeGerund(doc, first) && commaAfter(doc, first, group.first) < 0)
  )
}

/** The subject of the main clause that follows: "Calling it over, Hale left". */
function subjectOfMainClause(doc: Doc, group: VerbGroup, sentence: Run): Run | null {
  const first = nextClause(doc, group.end, sentence.end)
  const phrase = first === null ? null : phraseAfter(doc, first, sentence.end)
  if (!phrase) return null
  const verb = hasClass(doc, phrase.end, WordClass.ADVERB) ? phrase.end + 1 : phrase.end
  return isFinite(doc, verb) ? phrase : null
}

/** The token after the next comma, which may be the last token of quoted words. */
function nextClause(doc: Doc, from: number, end: number): number | null {
  for (let at = from; at < Math.min(end, from + MAX_FIRST); at += 1) {
    const stretch = quotedAt(doc, at)
    if (stretch && isMark(doc, stretch.end - 2, COMMA)) return stretch.end
    if (stretch) at = stretch.end - 1
    else if (isMark(doc, at, COMMA)) return at + 1
  }
  return null
}

/**
 * The subject that later verbs of the sentence share; a relative pronoun only when there is no
 * other.
 */
export function sharedSubject(doc: Doc, mention: Run, last: Run | null): Run {
  return last && hasClass(doc, mention.first, WordClass.RELATIVE) ? last : mention
}

/** "who", "which"; "that" where quoted words follow the verb ("a sign that read “…”"). */
function isRelative(doc: Doc, at: number, { end }: VerbGroup): boolean {
  if (!hasClass(doc, at, WordClass.RELATIVE)) return false
  if (!hasClass(doc, at, WordClass.COMPLEMENTIZER) || stretchAt(doc, end) >= 0) return true
  return isMark(doc, end, COMMA, COLON) && stretchAt(doc, end + 1) >= 0
}

/**
 * Whether a gerund can be a cue after this token (a mark, "and", "by"): not in "public speaking
 * fees".
 */
function canPrecedeGerund(doc: Doc, before: number, low: number): boolean {
  if (before < low || !isWord(doc, before) || stretchAt(doc, before) >= 0) return true
  const tie =
    WordClass.COORDINATOR |
    WordClass.PREPOSITION |
    WordClass.SUBORDINATOR |
    WordClass.ADVERB |
    WordClass.TIME |
    WordClass.BE
  return (
    hasClass(doc, before, tie | WordClass.VOICE) ||
    isCapital(doc, before) ||
    isPlural(doc, before) ||
    doc.words.nouns.valueOf(doc.tokens, before) !== 0
  )
}

function isPlural(doc: Doc, at: number): boolean {
  const last = doc.tokens.text.charCodeAt((doc.tokens.ends[at] ?? 0) - 1)
  return last === 115 && !hasClass(doc, at, WordClass.DETERMINER)
}

/** The own subject of a gerund: "Brand saying he was glad and Hale calling it good". */
function subjectOfGerund(doc: Doc, group: VerbGroup, before: number): Run | null {
  if (!isWord(doc, before) || hasClass(doc, before, WordClass.TIME)) return null
  const phrase = subjectBefore(doc, group.first, Math.max(0, before - 12))
  if (!phrase) return null
  const edge = phrase.first - 1
  if (hasClass(doc, edge, WordClass.PREPOSITION))
    return isMark(doc, edge - 1, COMMA) ? phrase : null
  if (!isCapital(doc, phrase.first)) return null
  return isMark(doc, edge, COMMA, EM_DASH, EN_DASH, HYPHEN) ||
    hasClass(doc, edge, WordClass.COORDINATOR)
    ? phrase
    : null
}

/** The pronoun of the clause before: "…, though last week he used stronger language, saying". */
function nearPronoun(context: ParagraphContext, group: VerbGroup, last: Run | null): Run | null {
  const { doc } = context
  const floor = Math.max(last?.end ?? 0, context.run.first, group.first - 30)
  for (let at = group.first - 2; at >= floor; at -= 1) {
    if (isTaken(context, at) || stretchAt(doc, at) >= 0) return null
    const classes = doc.wordClasses[at] ?? 0
    const free = !(classes & (WordClass.OBJECT_PRONOUN | WordClass.DETERMINER | WordClass.RELATIVE))
    if (classes & WordClass.SUBJECT_PRONOUN && free)
      return isSubordinate(doc, at) ? null : { first: at, end: at + 1 }
  }
  return null
}

/** Whether a pronoun is the subject of a subordinate clause: "after they came out". */
function isSubordinate(doc: Doc, at: number): boolean {
  if (hasClass(doc, at - 1, WordClass.AS)) return false
  return hasClass(doc, at - 1, WordClass.BESIDE | WordClass.COMPLEMENTIZER | WordClass.QUESTION)
}

/** The first token that a subject may have: it does not extend into quoted or taken tokens. */
function subjectFloor(context: ParagraphContext, sentence: Run, group: VerbGroup): number {
  const floor = Math.max(sentence.first, group.first - MAX_BACK)
  for (let at = group.first - 1; at >= floor; at -= 1) {
    if (isTaken(context, at) || stretchAt(context.doc, at) >= 0) return at + 1
  }
  return floor
}

/**
 * The subject of a sentence: its first noun phrase after adverbials ("On Monday,"), or else the
 * subject of its first verb that has one.
 */
export function mainSubject(doc: Doc, sentence: Run, limit: number): Run | null {
  const first = pastAdverbials(doc, sentence.first, limit)
  const phrase = first === null ? null : phraseAfter(doc, first, limit)
  if (phrase && phrase.end <= limit && canBeSubject(doc, phrase)) return phrase
  return firstSubject(doc, sentence.first, limit)
}

/** Whether a phrase can be a subject; gerunds ("Acknowledging that") and words of time cannot. */
function canBeSubject(doc: Doc, { first, end }: Run): boolean {
  const word = !((doc.tokens.shapes[first] ?? 0) & Shape.ENDING)
  return (
    word && !hasClass(doc, end - 1, WordClass.TIME) && (formsAt(doc, first) & Form.GERUND) === 0
  )
}

function pastAdverbials(doc: Doc, from: number, limit: number): number | null {
  let at = from
  for (let turns = 0; turns < 5; turns += 1) {
    const end = Math.min(limit, at + MAX_BACK)
    while (at < end && stretchAt(doc, at) < 0 && isSkipped(doc, at)) at += 1
    const adverbial =
      sourcePhraseLength(doc, at) > 0 ||
      isFreeGerund(doc, at) ||
      hasClass(
        doc,
        at,
        WordClass.PREPOSITION | WordClass.SUBORDINATOR | WordClass.TIME | WordClass.PAST_LIKE,
      ) ||
      (formsAt(doc, at) & (Form.GERUND | Form.PARTICIPLE)) !== 0
    if (!adverbial && !isTown(doc, at, from)) return at
    const comma = commaAfter(doc, at, limit)
    if (comma < 0) return null
    at = comma + 1
  }
  return at
}

/** A gerund that is not a name: "Holding signs, the miners left". */
function isFreeGerund(doc: Doc, at: number): boolean {
  const next = at + 1
  if (!isGerund(doc, at) || !isWord(doc, next) || isCapital(doc, next)) return false
  const verb =
    WordClass.BE | WordClass.HAVE | WordClass.MODAL | WordClass.VERB | WordClass.PAST_LIKE
  return !hasClass(doc, next, verb) && (formsAt(doc, next) & Form.PAST) === 0
}

/** "Iowa" in "In Ames, Iowa, on Sunday, Hale said", and "New Hampshire". */
function isTown(doc: Doc, at: number, from: number): boolean {
  if (at - 2 < from || !isMark(doc, at - 1, COMMA) || !isCapital(doc, at - 2)) return false
  const last = isCapital(doc, at + 1) ? at + 1 : at
  return isCapital(doc, at) && isMark(doc, last + 1, COMMA)
}

function isSkipped(doc: Doc, at: number): boolean {
  return hasClass(doc, at, WordClass.COORDINATOR | WordClass.ADVERB) || !isWord(doc, at)
}

function commaAfter(doc: Doc, from: number, limit: number): number {
  const end = Math.min(limit, from + MAX_BACK)
  for (let at = from; at < end; at += 1) {
    if (isMark(doc, at, COMMA) && stretchAt(doc, at) < 0) return at
  }
  return -1
}

/** The subject of the first verb before `limit` that has one. */
function firstSubject(doc: Doc, from: number, limit: number): Run | null {
  const start = Math.max(from, limit - MAX_FIRST)
  for (let at = start + 1; at < limit; at += 1) {
    if (stretchAt(doc, at) >= 0) continue
    const verb =
      WordClass.BE | WordClass.HAVE | WordClass.MODAL | WordClass.VERB | WordClass.PAST_LIKE
    const finite = (formsAt(doc, at) & (Form.PAST | Form.PRESENT)) !== 0
    if (!hasClass(doc, at, verb) && !finite) continue
    const subject = subjectBefore(doc, at, start)
    if (subject && !hasClass(doc, subject.first, WordClass.RELATIVE)) return subject
  }
  return null
}
