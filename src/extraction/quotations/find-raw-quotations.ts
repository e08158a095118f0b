import type { Run } from '../../text/quotation-marks.ts'
import { citing } from './rules/citing.ts'
import { clauseThenCue } from './rules/clause-then-cue.ts'
import { colons } from './rules/colon-and-quotation.ts'
import { announcementOf, continuation } from './rules/continuation.ts'
import { cueThenClause } from './rules/cue-then-clause.ts'
import type { RawQuotation } from './raw-quotation.ts'
import { COLON, isMark, type Doc, quotedAt, sourceFrom } from './doc.ts'
import { closing, dashAndName, nameAndColon, nameOfParagraph } from './rules/name-and-mark.ts'
import { marksAlone } from './rules/marks-alone.ts'
import { nouns } from './rules/noun-of-speech.ts'
import { openingCue } from './rules/opening-cue.ts'
import { openVerbs } from './rules/open-verb.ts'
import { prepositions } from './rules/according-to.ts'
import { quotationThenCue } from './rules/quotation-then-cue.ts'
import { quotedAsSaying } from './rules/quoted-as-saying.ts'
import { findTurns, turns } from './rules/transcript-turn.ts'
import {
  createParagraphContext,
  type Announcement,
  type Rule,
  type ParagraphContext,
} from './paragraph-context.ts'
import { findVerbGroups } from './verb-groups.ts'

/** Each rule sees what those before it left; the surest come first. */
const rules: readonly Rule[] = [
  turns,
  dashAndName,
  nameAndColon,
  quotedAsSaying,
  citing,
  openingCue,
  quotationThenCue,
  clauseThenCue,
  cueThenClause,
  prepositions,
  nouns,
  openVerbs,
  colons,
  continuation,
]

/** For a language without words of saying. */
const rulesOfUnread: readonly Rule[] = [marksAlone]

/** A raw that the next paragraph may lengthen. */
interface Found extends RawQuotation {
  readonly content: Run[]
}

/** Find the quotations of an article, in reading order. */
export function findRawQuotations(doc: Doc): RawQuotation[] {
  const reader: Reader = {
    doc,
    isRead: doc.words.cueForms.length > 0,
    turns: findTurns(doc),
    taken: new Uint8Array(doc.tokens.count),
    mentions: new Map(),
    rawQuotations: [],
    sentence: 0,
    stretch: 0,
    announcement: null,
  }
  for (let paragraph = 0; paragraph < doc.prose.paragraphs.length; paragraph += 1) {
    readParagraph(reader, paragraph)
  }
  return reader.rawQuotations
}

/** Goes through the paragraphs of a doc. */
interface Reader {
  readonly doc: Doc
  /** The language has words of saying. */
  readonly isRead: boolean
  /** What the scenes of all paragraphs share. */
  readonly turns: ParagraphContext['turns']
  readonly taken: ParagraphContext['taken']
  readonly mentions: ParagraphContext['mentions']
  readonly rawQuotations: Found[]
  /** Indices of the first sentence and the first stretch of the paragraph. */
  sentence: number
  stretch: number
  /** What the end of the paragraph before announced. */
  announcement: Announcement | null
}

function readParagraph(reader: Reader, paragraph: number): void {
  const { doc, isRead, rawQuotations } = reader
  const run = doc.prose.paragraphs[paragraph] ?? { first: 0, end: 0 }
  const sentences = ownOf(doc.prose.sentences, paragraph, reader.sentence)
  const stretches = ownOf(doc.prose.quoted.stretches, paragraph, reader.stretch)
  reader.sentence += sentences.length
  reader.stretch += stretches.length
  const groups = findVerbGroups(doc, run)
  const silent = stretches.length === 0 && groups.length === 0 && isSilent(reader, run, paragraph)
  const context = silent
    ? null
    : createParagraphContext(doc, paragraph, sentences, stretches, groups, reader)
  if (context) for (const rule of isRead ? rules : rulesOfUnread) rule(context)
  const last = sentences.at(-1)
  reader.announcement =
    context && last && isMark(doc, last.end - 1, COLON) ? announcementOf(context, last) : null
  const name = isRead ? nameOfParagraph(doc, run) : null
  if (name) closeBefore(rawQuotations, name)
  if (!context) return
  for (const raw of context.rawQuotations.sort((a, b) => firstOf(a) - firstOf(b)))
    add(doc, rawQuotations, raw)
}

/** Without quotation marks and words of saying these are what a rule can find words by. */
function isSilent({ doc, turns: labels }: Reader, run: Run, paragraph: number): boolean {
  if (doc.kinds[paragraph] === 'HEADLINE' || labels.has(paragraph)) return false
  return !isMark(doc, run.end - 1, COLON) && sourceFrom(doc, run.first, run.end) < 0
}

/** A paragraph that is nothing but a name closes the words before it that have no cue. */
function closeBefore(rawQuotations: Found[], name: Run): void {
  const before = rawQuotations.at(-1)
  const spoken = before?.content[0]
  if (before?.cue !== null || !spoken || before.content.length !== 1) return
  rawQuotations[rawQuotations.length - 1] = {
    ...closing(spoken, name, before.around),
    content: [spoken],
  }
}

/** The items of one paragraph, in a list ordered by paragraph. */
function ownOf<T extends { readonly paragraph: number }>(
  items: readonly T[],
  paragraph: number,
  from: number,
): T[] {
  let end = from
  while (end < items.length && items[end]?.paragraph === paragraph) end += 1
  return items.slice(from, end)
}

function firstOf({ content }: RawQuotation): number {
  return content[0]?.first ?? 0
}

/** Add a raw; a speech that is carried over from the paragraph before goes on in the same raw. */
function add(doc: Doc, rawQuotations: Found[], raw: RawQuotation): void {
  const before = rawQuotations.at(-1)
  const stretch = quotedAt(doc, firstOf(raw))
  const carried = before && stretch?.carried && isOpen(doc, before)
  if (carried && (raw.cue === null || before.cue === null)) {
    for (const run of raw.content) before.content.push(run)
    if (raw.cue !== null)
      rawQuotations[rawQuotations.length - 1] = { ...raw, content: before.content }
  } else rawQuotations.push({ ...raw, content: [...raw.content] })
}

/** The raw ends in a stretch that its paragraph leaves open. */
function isOpen(doc: Doc, { content }: RawQuotation): boolean {
  const last = (content.at(-1)?.end ?? 0) - 1
  return quotedAt(doc, last)?.closed === false
}
