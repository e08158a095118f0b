import { Form, WordClass } from '../../languages/quotation-words.ts'
import { phraseAfter } from './noun-phrases.ts'
import { formsAt, hasClass, isWord, nextOutlet, type Doc, stretchAt } from './doc.ts'
import { isOccasion, isTimeWord } from './subject-before.ts'

const MAX_ADJUNCT = 30

/** The token after the addressee of a cue ("reporters", "her"); `from` when there is none. */
export function skipAddressee(doc: Doc, from: number, end: number): number {
  if (stretchAt(doc, from) >= 0) return from
  if (hasClass(doc, from, WordClass.OBJECT_PRONOUN)) return from + 1
  const phrase = phraseAfter(doc, from, end)
  if (!phrase) return from
  // In "told CNN Hale would go" the phrase runs to the end and includes the subject of the content.
  return phrase.end < end ? phrase.end : from
}

/**
 * The token after the adjuncts that follow a cue (adverbs, time, place), as far as they are surely
 * not content.
 */
export function skipAdjuncts(doc: Doc, from: number, end: number): number {
  const limit = Math.min(end, from + MAX_ADJUNCT)
  const at = pastAdjuncts(doc, from, end)
  if (hasClass(doc, at, WordClass.COMPLEMENTIZER) || stretchAt(doc, at) >= 0) return at
  return at >= limit || !isWord(doc, at)
    ? at
    : skipShort(doc, skipOccasion(doc, from, limit), limit)
}

/** The token after all adverbs, words of time and prepositional phrases from a token on. */
export function pastAdjuncts(doc: Doc, from: number, end: number): number {
  const limit = Math.min(end, from + MAX_ADJUNCT)
  let at = from
  for (;;) {
    const next = skipAdjunct(doc, at, limit)
    if (next > at) at = next
    else if (at > from && isParticiple(doc, at)) at = phraseEnd(doc, at + 1, limit)
    else return at
  }
}

function skipAdjunct(doc: Doc, at: number, limit: number): number {
  if (at >= limit || stretchAt(doc, at) >= 0 || !isWord(doc, at)) return at
  // The "Morning" of "the Morning Daily" is part of a name.
  const time = nextOutlet(doc, at)?.first === at + 1 ? at : skipTime(doc, at, limit)
  if (time > at) return time
  if (isAdverb(doc, at)) return at + 1
  if (hasClass(doc, at, WordClass.COMPLEMENTIZER)) return at
  if (!hasClass(doc, at, WordClass.PREPOSITION)) return at
  const phrase = phraseAfter(doc, at + 1, limit)
  return phrase ? phrase.end : at
}

/** The token after the occasion of speech ("in a statement", "in its monthly report"). */
function skipOccasion(doc: Doc, from: number, limit: number): number {
  if (!hasClass(doc, from, WordClass.PREPOSITION) || hasClass(doc, from, WordClass.INFINITIVE))
    return from
  const phrase = phraseAfter(doc, from + 1, limit)
  return phrase && isOccasion(doc, phrase) ? phrase.end : from
}

/** Without a following "that", only adverbs and words of time are surely not content. */
function skipShort(doc: Doc, from: number, limit: number): number {
  let at = from
  for (;;) {
    let next = at
    if (isAdverb(doc, at)) next = at + 1
    else next = skipTime(doc, at, limit)
    if (next === at) return at
    at = next
  }
}

/** "carried" in "in comments carried by the agency". */
function isParticiple(doc: Doc, at: number): boolean {
  if (!isWord(doc, at) || stretchAt(doc, at) >= 0) return false
  const form = (formsAt(doc, at) & Form.PARTICIPLE) !== 0 || hasClass(doc, at, WordClass.PAST_LIKE)
  return form && hasClass(doc, at + 1, WordClass.AGENT | WordClass.INFINITIVE)
}

/** The end of a prepositional phrase. */
function phraseEnd(doc: Doc, preposition: number, limit: number): number {
  return phraseAfter(doc, preposition + 1, limit)?.end ?? preposition + 1
}

/** Existential "there" ("There was") is not an adverb here. */
function isAdverb(doc: Doc, at: number): boolean {
  if (!hasClass(doc, at, WordClass.ADVERB) || hasClass(doc, at, WordClass.NEGATION)) return false
  return !hasClass(doc, at + 1, WordClass.BE | WordClass.HAVE | WordClass.MODAL)
}

/** "Monday", "on Monday", "last week", "earlier this month". */
function skipTime(doc: Doc, from: number, limit: number): number {
  let at = from
  if (hasClass(doc, at, WordClass.PREPOSITION)) at += 1
  else if (isEarlyOrLate(doc, at)) at += 2
  let past = from
  while (at < limit && stretchAt(doc, at) < 0) {
    if (isTimeWord(doc, at)) past = at + 1
    else if (
      !hasClass(doc, at, WordClass.TIME_MODIFIER | WordClass.DETERMINER) ||
      hasClass(doc, at, WordClass.COMPLEMENTIZER)
    )
      break
    at += 1
  }
  return past
}

/** "late on" in "late on Monday". */
function isEarlyOrLate(doc: Doc, at: number): boolean {
  if (!hasClass(doc, at, WordClass.TIME_MODIFIER) || hasClass(doc, at, WordClass.DETERMINER))
    return false
  return (
    hasClass(doc, at + 1, WordClass.PREPOSITION) && !hasClass(doc, at, WordClass.COMPLEMENTIZER)
  )
}
