import { Frame, WordClass } from '../../languages/quotation-words.ts'
import type {
  Factuality,
  Naming,
  QuotationKind,
  SpeakerBasis,
  Tier,
} from '../../model/quotation.ts'
import type { ArticleSpeaker } from '../../model/speaker.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { type Doc, hasClass, isCapital, nextSourcePhrase, stretchAt } from './doc.ts'
import { type ReferenceKind, speakerAccuracy, wordsAccuracy } from './measured-accuracy.ts'
import { type ParagraphContext, isTaken } from './paragraph-context.ts'
import { allows, countGroups, hasGroup, type VerbGroup } from './verb-groups.ts'

/** Largest distance, in tokens, between a subject and its verb without an insertion. */
const NEAR = 3
/** With more tokens after the last quotation mark, the content may end earlier. */
const MAX_TAIL = 13

/** A cue with its subject and the content that follows it. */
export interface Introduced {
  readonly group: VerbGroup
  readonly mention: Run
  readonly content: Run
  readonly sentence: Run
}

/** The confidence tier of content that is one quoted stretch after its cue. */
export function tierOfWhole(context: ParagraphContext, introduced: Introduced): Tier {
  const { group } = introduced
  const sure = allows(group, Frame.QUOTATION) && isClose(introduced)
  return sure && !isSecondHand(context, introduced) ? 'HIGH' : 'MEDIUM'
}

/**
 * The confidence tier of content that is partly quoted. HIGH when cue and content fill a sentence,
 * or when the subject is a name, the verb is only used for speech, and the content ends with its
 * last quotation mark.
 */
export function tierOfMixed(context: ParagraphContext, introduced: Introduced): Tier {
  const { doc } = context
  const { group, mention, content, sentence } = introduced
  if (group.entry.kind !== 'SPEECH' || group.modal || group.mood === 'INFINITIVE') return 'MEDIUM'
  if (isSecondHand(context, introduced)) return 'MEDIUM'
  if (group.mood === 'FINITE' && fillsSentence(context, introduced)) return 'HIGH'
  if (!isNamed(doc, mention) || !endsAtMarks(doc, content, sentence)) return 'MEDIUM'
  const aside = Math.abs(group.first - mention.end) > NEAR
  if (group.mood === 'GERUND') return allows(group, Frame.CLAUSE) && aside ? 'HIGH' : 'MEDIUM'
  return !allows(group, Frame.OBJECT) || aside ? 'HIGH' : 'MEDIUM'
}

/** Whether subject, cue and content are the whole sentence, and it has no other cue. */
function fillsSentence(
  context: ParagraphContext,
  { mention, content, sentence }: Introduced,
): boolean {
  if (mention.first !== sentence.first || content.end < sentence.end - 2) return false
  const isCue = ({ mood, entry }: VerbGroup) => mood === 'FINITE' && entry.kind !== 'THOUGHT'
  return countGroups(context.groups, sentence.first, sentence.end, isCue, 2) === 1
}

/** A finite verb, or a participle next to its subject. */
function isClose({ group, mention }: Introduced): boolean {
  if (group.mood === 'GERUND') return Math.abs(group.first - mention.end) <= NEAR
  return group.mood === 'FINITE'
}

function isNamed(doc: Doc, { first, end }: Run): boolean {
  return (
    isCapital(doc, end - 1) || hasClass(doc, first, WordClass.SUBJECT_PRONOUN | WordClass.RELATIVE)
  )
}

/** The content ends with its last quotation mark, or with the sentence soon after. */
function endsAtMarks(doc: Doc, { first, end }: Run, sentence: Run): boolean {
  let last = end
  while (last > first && stretchAt(doc, last - 1) < 0) last -= 1
  return last === end || (end - last <= MAX_TAIL && end >= sentence.end - 2)
}

/**
 * Whether another source reports the speech: "According to an aide, Hale said …", "Brand said that
 * Hale said …".
 */
function isSecondHand(
  context: ParagraphContext,
  { group, mention, sentence }: Introduced,
): boolean {
  return (
    isCited(context, sentence) || isTold(context, sentence, Math.min(mention.first, group.first))
  )
}

/** Whether a sentence has an "according to" phrase. */
export function isCited({ doc }: ParagraphContext, sentence: Run): boolean {
  return nextSourcePhrase(doc, sentence.first, sentence.end) >= 0
}

function isTold(context: ParagraphContext, sentence: Run, end: number): boolean {
  return hasGroup(
    context.groups,
    sentence.first,
    end,
    (group) =>
      group.mood === 'FINITE' && allows(group, Frame.CLAUSE) && !isTaken(context, group.verb),
  )
}

/** Accuracy of rules with too few examples in the evaluation. */
const unmeasured: Readonly<Record<Tier, number>> = { HIGH: 0.95, MEDIUM: 0.85, LOW: 0.6 }

/** How often the words that a rule finds are somebody's, 0 to 1. */
export function wordsConfidenceOf(rule: string, tier: Tier, kind: QuotationKind): number {
  const key = `${rule} ${tier} ${kind === 'INDIRECT' ? 'unmarked' : 'marked'}`
  return wordsAccuracy[key] ?? unmeasured[tier]
}

/** What is known about the voice of a quotation. */
export interface Reference {
  readonly basis: SpeakerBasis
  readonly naming: Naming
  /** Null without a speaker. */
  readonly speaker: ArticleSpeaker | null
  /** The paragraph before the mention. */
  readonly lead: string
  /** The quotation before, in this paragraph or the previous one, has the same speaker. */
  readonly isSameVoice: boolean
}

/** How often the speaker is right by name where the words are right, 0 to 1. */
export function speakerConfidenceOf(reference: Reference): number {
  return speakerAccuracy[referenceKindOf(reference)]
}

function referenceKindOf({ basis, naming, speaker, lead, isSameVoice }: Reference): ReferenceKind {
  if (speaker === null) {
    if (naming === 'ANONYMOUS') return 'ANONYMOUS'
    if (naming === 'DESCRIBED') return 'UNRESOLVED_DESCRIPTION'
    return naming === 'NAMED' ? 'UNRESOLVED_NAME' : 'NO_MENTION'
  }
  const isPerson = speaker.kind === 'PERSON'
  if (basis === 'CONTINUATION') return 'CONTINUATION'
  if (basis === 'DESCRIBED') return isPerson ? 'DESCRIPTION' : 'BODY_DESCRIPTION'
  if (basis === 'PRONOUN') {
    const isNear = isNamedIn(lead, speaker)
    if (!isPerson) return isNear ? 'BODY_PRONOUN_NEAR' : 'BODY_PRONOUN_FAR'
    if (isNear) return 'PRONOUN_NEAR'
    return isSameVoice ? 'PRONOUN_SAME_VOICE' : 'PRONOUN_FAR'
  }
  const isLong = speaker.name.includes(' ')
  if (isPerson) return isLong ? 'FULL_NAME' : 'SINGLE_NAME'
  return isLong ? 'BODY_LONG_NAME' : 'BODY_SHORT_NAME'
}

/** Shorter words of names are particles. */
const MIN_NAME_WORD = 3

/** Whether a text has a word of the speaker's name or an alias. */
function isNamedIn(text: string, { name, aliases }: ArticleSpeaker): boolean {
  if (aliases.some((alias) => text.includes(alias))) return true
  return name.split(' ').some((word) => word.length >= MIN_NAME_WORD && text.includes(word))
}

/** Least confidence of the tiers, for HIGH with a rule that is HIGH by itself and with others. */
const MIN_HIGH = 0.75
const MIN_SURE = 0.93
const MIN_MEDIUM = 0.5

/**
 * The tier of a quotation with its speaker. HIGH needs a rule in which two signs agree, or a
 * confidence that is as good, words that were said, and a speaker or words that name nobody on
 * purpose ("a senior official").
 *
 * @param ruleTier - of the words by themselves
 */
export function tierOf(
  ruleTier: Tier,
  confidence: number,
  factuality: Factuality,
  isKnown: boolean,
): Tier {
  const isCertain = confidence >= (ruleTier === 'HIGH' ? MIN_HIGH : MIN_SURE)
  if (isCertain && factuality === 'SAID' && isKnown) return 'HIGH'
  return confidence >= MIN_MEDIUM ? 'MEDIUM' : 'LOW'
}
