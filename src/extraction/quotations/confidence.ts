import { Frame, Role } from '../../languages/quotation-words.ts'
import type { QuotationKind, Tier } from '../../model/quotation.ts'
import type { Run } from '../../text/quotation-marks.ts'
import { type Doc, hasRole, isCapital, sourceFrom, stretchAt } from './doc.ts'
import { measured } from './measured-accuracy.ts'
import { type ParagraphContext, isTaken } from './paragraph-context.ts'
import { type VerbGroup, allows, groupsWithin } from './verb-groups.ts'

/** A subject that stands further off than this has something set between it and its verb. */
const NEAR = 3
/** More words than these behind the last mark may be the writer's. */
const MAX_TAIL = 13

/** A cue with its subject, and the words partly in marks that it introduces. */
export interface Introduced {
  readonly group: VerbGroup
  readonly mention: Run
  readonly content: Run
  readonly sentence: Run
}

/** How sure it is that a whole stretch in marks is said by the subject of the verb before it. */
export function tierOfWhole(context: ParagraphContext, introduced: Introduced): Tier {
  const { group } = introduced
  const sure = allows(group, Frame.QUOTATION) && isClose(introduced)
  return sure && !isSecondHand(context, introduced) ? 'HIGH' : 'MEDIUM'
}

/**
 * How sure it is that words partly in marks are said, that the subject of the verb says them, and
 * that they end where they seem to: they and their cue fill a sentence, or a name stands at a verb
 * of nothing but saying and the words end with their marks.
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

/** Subject, verb and what was said are the whole sentence, and nobody else is heard in it. */
function fillsSentence(
  context: ParagraphContext,
  { mention, content, sentence }: Introduced,
): boolean {
  if (mention.first !== sentence.first || content.end < sentence.end - 2) return false
  const voices = groupsWithin(context.groups, sentence.first, sentence.end).filter(
    ({ mood, entry }) => mood === 'FINITE' && entry.kind !== 'THOUGHT',
  )
  return voices.length === 1
}

/** A finite verb, or a participle beside its subject. */
function isClose({ group, mention }: Introduced): boolean {
  if (group.mood === 'GERUND') return Math.abs(group.first - mention.end) <= NEAR
  return group.mood === 'FINITE'
}

function isNamed(doc: Doc, { first, end }: Run): boolean {
  return isCapital(doc, end - 1) || hasRole(doc, first, Role.SUBJECT_PRONOUN | Role.RELATIVE)
}

/** The words end with the last marks, or with the sentence soon after. */
function endsAtMarks(doc: Doc, { first, end }: Run, sentence: Run): boolean {
  let last = end
  while (last > first && stretchAt(doc, last - 1) < 0) last -= 1
  return last === end || (end - last <= MAX_TAIL && end >= sentence.end - 2)
}

/** "According to an aide, Hale said …", "Brand said that Hale said …": who tells of it may be meant. */
function isSecondHand(
  context: ParagraphContext,
  { group, mention, sentence }: Introduced,
): boolean {
  return (
    isCited(context, sentence) || isTold(context, sentence, Math.min(mention.first, group.first))
  )
}

/** Whether a sentence names its source besides the one who speaks in it. */
export function isCited({ doc }: ParagraphContext, sentence: Run): boolean {
  return sourceFrom(doc, sentence.first, sentence.end) >= 0
}

function isTold(context: ParagraphContext, sentence: Run, end: number): boolean {
  return groupsWithin(context.groups, sentence.first, end).some(
    (group) =>
      group.mood === 'FINITE' && allows(group, Frame.CLAUSE) && !isTaken(context, group.verb),
  )
}

/** Of rules that no evaluation has met often enough to say anything about them. */
const unmeasured: Readonly<Record<Tier, number>> = { HIGH: 0.9, MEDIUM: 0.7, LOW: 0.5 }

/** The key of a rule in the table of what was measured. */
export function accuracyKey(rule: string, tier: Tier, kind: QuotationKind): string {
  return `${rule} ${tier} ${kind === 'INDIRECT' ? 'unmarked' : 'marked'}`
}

/** The measured share of right answers of a rule, 0 to 1. */
export function accuracyOf(rule: string, tier: Tier, kind: QuotationKind): number {
  return measured[accuracyKey(rule, tier, kind)] ?? unmeasured[tier]
}
