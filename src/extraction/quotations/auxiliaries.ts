import { Form, WordClass } from '../../languages/quotation-words.ts'
import { Shape } from '../../text/tokens.ts'
import { isPossessiveEnding } from './noun-phrases.ts'
import { formsAt, hasClass, isCapital, isWord, type Doc, stretchAt } from './doc.ts'

/** FINITE: "said". GERUND: "…, saying". INFINITIVE: "to say". PASSIVE: "was told". */
export type Mood = 'FINITE' | 'GERUND' | 'INFINITIVE' | 'PASSIVE'

/** The auxiliaries before a verb, and what they show about it. */
export interface Helpers {
  /** The first auxiliary, or the verb itself. */
  readonly first: number
  readonly passive: boolean
  readonly infinitive: boolean
  readonly helped: boolean
  readonly subject: number | null
}

/** Read the auxiliaries before a verb: "has also", "will not", "was being". */
export function helpersBefore(doc: Doc, verb: number, low: number): Helpers {
  let first = verb
  let passive = false
  let infinitive = false
  let helped = false
  let subject: number | null = null
  for (let at = verb - 1; at >= low; at -= 1) {
    if (stretchAt(doc, at) >= 0) break
    const classes = doc.wordClasses[at] ?? 0
    if (classes & WordClass.MODAL && isCapital(doc, at) && !(formsAt(doc, verb) & Form.BASE)) break
    if (classes & WordClass.SUBJECT_PRONOUN && isJoined(doc, at)) subject = at
    else if (classes & WordClass.INFINITIVE && first === verb) infinitive = true
    else if (isPossessiveEnding(doc, at)) {
      if (!hasClass(doc, at - 1, WordClass.SUBJECT_PRONOUN) && !helped) break
      helped = true
    } else if (classes & WordClass.BE) {
      passive ||= !helped && !isReflexive(doc, at)
      helped = true
    } else if (classes & (WordClass.HAVE | WordClass.MODAL)) helped = true
    else if (
      !(classes & (WordClass.ADVERB | WordClass.NEGATION | WordClass.PREVERBAL)) ||
      isCapital(doc, at)
    )
      break
    first = at
  }
  while (
    first < verb &&
    hasClass(doc, first, WordClass.ADVERB) &&
    !hasClass(doc, first, WordClass.MODAL | WordClass.HAVE | WordClass.BE)
  )
    first += 1
  return { first, passive, infinitive, helped, subject }
}

/** Whether a word is joined to the word before it: "il" in "a-t-il". */
export function isJoined(doc: Doc, at: number): boolean {
  const tight = ((doc.tokens.shapes[at] ?? 0) & (Shape.TIGHT | Shape.ENDING)) === Shape.TIGHT
  return tight && isWord(doc, at) && isWord(doc, at - 1)
}

/** Whether an auxiliary is reflexive and not passive: "est" in "s'est exclamé". */
function isReflexive(doc: Doc, at: number): boolean {
  const both = WordClass.REFLEXIVE | WordClass.PREVERBAL
  return ((doc.wordClasses[at - 1] ?? 0) & both) === both
}

export function moodOf(
  forms: number,
  { passive, infinitive, helped }: Pick<Helpers, 'passive' | 'infinitive' | 'helped'>,
): Mood | null {
  if (forms & Form.INFINITIVE || (infinitive && forms & Form.BASE)) return 'INFINITIVE'
  if (forms & Form.GERUND) return passive || helped ? 'FINITE' : 'GERUND'
  if (passive && forms & Form.PARTICIPLE) return 'PASSIVE'
  if (helped && forms & (Form.PARTICIPLE | Form.BASE)) return 'FINITE'
  if (forms & (Form.PAST | Form.PRESENT | Form.BASE)) return 'FINITE'
  return null
}

/** Whether a verb group is conditional: "would say", but not "did say" or "would have said". */
export function isModal(doc: Doc, first: number, verb: number): boolean {
  for (let at = first; at < verb; at += 1) {
    if (hasClass(doc, at, WordClass.HAVE) && !hasClass(doc, at, WordClass.MODAL)) return false
    if (hasClass(doc, at, WordClass.CONDITIONAL)) return true
  }
  return false
}
