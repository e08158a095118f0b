import { stretchAt } from '../quotations/doc.ts'
import type { NameMention } from './entity.ts'
import { type DocumentPhrase, type NameIndex, nameMentionAt } from './phrases.ts'
import { salienceAt, weights } from './salience.ts'
import {
  hasFlag,
  isPossessiveEnding,
  lowerText,
  markAt,
  sentenceStart,
  type TaggedArticle,
} from './tagged-article.ts'
import { Flag } from './word-flags.ts'

/** In tokens: how far back the introduction of a document is looked for. */
const DOCUMENT_REACH = 400

/**
 * Find the author of a document: its owner ("the company's letter"), the name behind "by" or
 * "from", or the same of an earlier mention; at last the subject of the sentence that introduces it
 * ("The union sent a letter").
 */
export function findAuthor(
  tagged: TaggedArticle,
  { run, noun }: Pick<DocumentPhrase, 'run' | 'noun'>,
  names: NameIndex,
): NameMention | null {
  const own = ownerOf(tagged, run.first, noun, names) ?? agentBehind(tagged, noun, names)
  if (own) return own
  const word = lowerText(tagged, noun)
  for (let at = run.first - 1; at >= Math.max(0, run.first - DOCUMENT_REACH); at -= 1) {
    if (markAt(tagged, at) !== 0 || lowerText(tagged, at) !== word) continue
    if (stretchAt(tagged.doc, at) >= 0) continue
    const start = sentenceStart(tagged, at)
    const author =
      ownerOf(tagged, Math.max(start, at - LONGEST_OWNER), at, names) ??
      agentBehind(tagged, at, names) ??
      subjectIn(tagged, start, at, names)
    if (author) return author
  }
  return null
}

const LONGEST_OWNER = 5

/** "Zalvio" of "Zalvio's yearly report". */
function ownerOf(
  tagged: TaggedArticle,
  from: number,
  noun: number,
  names: NameIndex,
): NameMention | null {
  for (let at = noun - 1; at > from; at -= 1) {
    if (isPossessiveEnding(tagged, at)) return nameMentionAt(names, at - 1)
    if (markAt(tagged, at) !== 0) return null
  }
  return null
}

/** "the institute" of "a report by the Breskan Institute". */
function agentBehind(tagged: TaggedArticle, noun: number, names: NameIndex): NameMention | null {
  const by = noun + 1
  if (!tagged.words.agents.has(lowerText(tagged, by))) return null
  return nameMentionAt(names, hasFlag(tagged, by + 1, Flag.DEFINITE) ? by + 2 : by + 1)
}

/** The first name of a sentence, where it is the subject before a noun. */
function subjectIn(
  tagged: TaggedArticle,
  start: number,
  noun: number,
  names: NameIndex,
): NameMention | null {
  for (let at = start; at < noun; at += 1) {
    const found = nameMentionAt(names, at)
    if (!found) continue
    const isSubject = salienceAt(tagged, found.begin, found.own.end) >= weights.subject
    return isSubject ? found : null
  }
  return null
}
