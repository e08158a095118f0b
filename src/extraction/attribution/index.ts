import type { Run } from '../../text/quotation-marks.ts'
import { citing } from './citing.ts'
import { clauseThenCue } from './clause-then-cue.ts'
import { colons } from './colons.ts'
import { announcementOf, continuation } from './continuation.ts'
import { cueThenClause } from './cue-then-clause.ts'
import type { Draft } from './draft.ts'
import { COLON, isMark, type Page, quotedAt, sourceFrom } from './page.ts'
import { closing, dashAndName, nameAndColon, nameOfParagraph } from './layouts.ts'
import { marksAlone } from './marks-alone.ts'
import { nouns } from './nouns.ts'
import { openingCue } from './opening-cue.ts'
import { openVerbs } from './open-verbs.ts'
import { prepositions } from './prepositions.ts'
import { quotationThenCue } from './quotation-then-cue.ts'
import { quotedAsSaying } from './quoted-as-saying.ts'
import { findTurns, turns } from './turns.ts'
import { createScene, type Introduction, type Rule, type Scene } from './scene.ts'
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

/** A draft that the next paragraph may lengthen. */
interface Found extends Draft {
  readonly content: Run[]
}

/** Find the quotations of an article, in reading order. */
export function findDrafts(page: Page): Draft[] {
  const reader: Reader = {
    page,
    isRead: page.words.cueForms.length > 0,
    turns: findTurns(page),
    taken: new Uint8Array(page.tokens.count),
    mentions: new Map(),
    drafts: [],
    sentence: 0,
    stretch: 0,
    introduction: null,
  }
  for (let paragraph = 0; paragraph < page.prose.paragraphs.length; paragraph += 1) {
    readParagraph(reader, paragraph)
  }
  return reader.drafts
}

/** Goes through the paragraphs of a page. */
interface Reader {
  readonly page: Page
  /** The language has words of saying. */
  readonly isRead: boolean
  /** What the scenes of all paragraphs share. */
  readonly turns: Scene['turns']
  readonly taken: Scene['taken']
  readonly mentions: Scene['mentions']
  readonly drafts: Found[]
  /** Indices of the first sentence and the first stretch of the paragraph. */
  sentence: number
  stretch: number
  /** What the end of the paragraph before announced. */
  introduction: Introduction | null
}

function readParagraph(reader: Reader, paragraph: number): void {
  const { page, isRead, drafts } = reader
  const run = page.prose.paragraphs[paragraph] ?? { first: 0, end: 0 }
  const sentences = ownOf(page.prose.sentences, paragraph, reader.sentence)
  const stretches = ownOf(page.prose.quoted.stretches, paragraph, reader.stretch)
  reader.sentence += sentences.length
  reader.stretch += stretches.length
  const groups = findVerbGroups(page, run)
  const silent = stretches.length === 0 && groups.length === 0 && isSilent(reader, run, paragraph)
  const scene = silent ? null : createScene(page, paragraph, sentences, stretches, groups, reader)
  if (scene) for (const rule of isRead ? rules : rulesOfUnread) rule(scene)
  const last = sentences.at(-1)
  reader.introduction =
    scene && last && isMark(page, last.end - 1, COLON) ? announcementOf(scene, last) : null
  const name = isRead ? nameOfParagraph(page, run) : null
  if (name) closeBefore(drafts, name)
  if (!scene) return
  for (const draft of scene.drafts.sort((a, b) => firstOf(a) - firstOf(b))) add(page, drafts, draft)
}

/** Without quotation marks and words of saying these are what a rule can find words by. */
function isSilent({ page, turns: labels }: Reader, run: Run, paragraph: number): boolean {
  if (page.kinds[paragraph] === 'HEADLINE' || labels.has(paragraph)) return false
  return !isMark(page, run.end - 1, COLON) && sourceFrom(page, run.first, run.end) < 0
}

/** A paragraph that is nothing but a name closes the words before it that have no cue. */
function closeBefore(drafts: Found[], name: Run): void {
  const before = drafts.at(-1)
  const spoken = before?.content[0]
  if (before?.cue !== null || !spoken || before.content.length !== 1) return
  drafts[drafts.length - 1] = { ...closing(spoken, name, before.around), content: [spoken] }
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

function firstOf({ content }: Draft): number {
  return content[0]?.first ?? 0
}

/** Add a draft; a speech that is carried over from the paragraph before goes on in the same draft. */
function add(page: Page, drafts: Found[], draft: Draft): void {
  const before = drafts.at(-1)
  const stretch = quotedAt(page, firstOf(draft))
  const carried = before && stretch?.carried && isOpen(page, before)
  if (carried && (draft.cue === null || before.cue === null)) {
    for (const run of draft.content) before.content.push(run)
    if (draft.cue !== null) drafts[drafts.length - 1] = { ...draft, content: before.content }
  } else drafts.push({ ...draft, content: [...draft.content] })
}

/** The draft ends in a stretch that its paragraph leaves open. */
function isOpen(page: Page, { content }: Draft): boolean {
  const last = (content.at(-1)?.end ?? 0) - 1
  return quotedAt(page, last)?.closed === false
}
