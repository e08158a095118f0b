import type { Run } from '../../text/quotation-marks.ts'
import { isNickname } from './work-titles.ts'
import { COLON, isMark, nextSourcePhrase, quotedAt, type Doc } from './doc.ts'
import {
  createParagraphContext,
  type Announcement,
  type ParagraphContext,
} from './paragraph-context.ts'
import type { RawQuotation } from './raw-quotation.ts'
import { announcementOf } from './rules/continuation.ts'
import { rules, rulesWithoutCues } from './rules/index.ts'
import { dashAndNameQuotation, nameOfParagraph } from './rules/name-and-mark.ts'
import { findTurns } from './rules/transcript-turn.ts'
import { findVerbGroups } from './verb-groups.ts'

/** A quotation that the next paragraph may continue. */
interface ExtensibleQuotation extends RawQuotation {
  readonly content: Run[]
}

/** Find the quotations of an article, in reading order. */
export function findRawQuotations(doc: Doc): RawQuotation[] {
  const walk: Walk = {
    doc,
    hasCues: doc.words.cueForms.length > 0,
    turns: findTurns(doc),
    taken: new Uint8Array(doc.tokens.count),
    mentions: new Map(),
    rawQuotations: [],
    sentence: 0,
    stretch: 0,
    announcement: null,
  }
  for (let paragraph = 0; paragraph < doc.prose.paragraphs.length; paragraph += 1) {
    readParagraph(walk, paragraph)
  }
  return walk.rawQuotations
}

/** The state of the walk through the paragraphs. */
interface Walk {
  readonly doc: Doc
  /** The language has cue words. */
  readonly hasCues: boolean
  /** Shared by the contexts of all paragraphs. */
  readonly turns: ParagraphContext['turns']
  readonly taken: ParagraphContext['taken']
  readonly mentions: ParagraphContext['mentions']
  readonly rawQuotations: ExtensibleQuotation[]
  /** Indices of the first sentence and the first stretch of the paragraph. */
  sentence: number
  stretch: number
  /** The announcement at the end of the previous paragraph. */
  announcement: Announcement | null
}

function readParagraph(walk: Walk, paragraph: number): void {
  const { doc, hasCues, rawQuotations } = walk
  const run = doc.prose.paragraphs[paragraph] ?? { first: 0, end: 0 }
  const sentences = itemsOf(doc.prose.sentences, paragraph, walk.sentence)
  const marked = itemsOf(doc.prose.quoted.stretches, paragraph, walk.stretch)
  const stretches = marked.filter((stretch) => !isNickname(doc, stretch))
  walk.sentence += sentences.length
  walk.stretch += marked.length
  const groups = findVerbGroups(doc, run)
  const skipped =
    stretches.length === 0 && groups.length === 0 && hasNoStarter(walk, run, paragraph)
  const context = skipped
    ? null
    : createParagraphContext(walk, { paragraph, run, sentences, stretches, groups })
  if (context) for (const rule of hasCues ? rules : rulesWithoutCues) rule(context)
  const last = sentences.at(-1)
  walk.announcement =
    context && last && isMark(doc, last.end - 1, COLON) ? announcementOf(context, last) : null
  const name = hasCues ? nameOfParagraph(doc, run) : null
  if (name) attributePrevious(rawQuotations, name)
  if (!context) return
  for (const raw of context.rawQuotations.sort((a, b) => firstOf(a) - firstOf(b)))
    add(doc, rawQuotations, raw)
}

/**
 * Whether a paragraph without quotation marks and cue verbs has nothing else that starts a rule.
 */
function hasNoStarter({ doc, turns: labels }: Walk, run: Run, paragraph: number): boolean {
  if (doc.kinds[paragraph] === 'HEADLINE' || labels.has(paragraph)) return false
  return !isMark(doc, run.end - 1, COLON) && nextSourcePhrase(doc, run.first, run.end) < 0
}

/** A paragraph that is only a name attributes the quotation before it, if that has no cue. */
function attributePrevious(rawQuotations: ExtensibleQuotation[], name: Run): void {
  const before = rawQuotations.at(-1)
  const content = before?.content[0]
  if (before?.cue !== null || !content || before.content.length !== 1) return
  rawQuotations[rawQuotations.length - 1] = {
    ...dashAndNameQuotation(content, name, before.around),
    content: [content],
  }
}

/** The items of one paragraph, in a list ordered by paragraph. */
function itemsOf<T extends { readonly paragraph: number }>(
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

/** Add a quotation, or extend the last one when it is carried over from the previous paragraph. */
function add(doc: Doc, rawQuotations: ExtensibleQuotation[], raw: RawQuotation): void {
  const before = rawQuotations.at(-1)
  const stretch = quotedAt(doc, firstOf(raw))
  const carried = before && stretch?.carried && isOpen(doc, before)
  if (carried && (raw.cue === null || before.cue === null)) {
    for (const run of raw.content) before.content.push(run)
    if (raw.cue !== null)
      rawQuotations[rawQuotations.length - 1] = { ...raw, content: before.content }
  } else rawQuotations.push({ ...raw, content: [...raw.content] })
}

/** Whether a quotation ends in a quoted stretch without a closing mark. */
function isOpen(doc: Doc, { content }: RawQuotation): boolean {
  const last = (content.at(-1)?.end ?? 0) - 1
  return quotedAt(doc, last)?.closed === false
}
