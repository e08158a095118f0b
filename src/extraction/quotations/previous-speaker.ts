import { WordClass } from '../../languages/quotation-words.ts'
import type { RawQuotation } from './raw-quotation.ts'
import { hasClass, type Doc, stretchAt } from './doc.ts'

/** How many quotations back a mention may be. */
const MAX_BACK = 6

/** The quotation whose speaker may continue in a later one without a mention. */
export interface PreviousSpeaker {
  readonly index: number
  readonly sure: boolean
}

/**
 * The nearest earlier quotation with a mention of its own ("who" is none). Its speaker surely
 * continues when the previous sentence is part of the content or has its cue; after narration it is
 * only a candidate. Null when there is none near.
 */
export function previousSpeaker(
  doc: Doc,
  rawQuotations: readonly RawQuotation[],
  index: number,
): PreviousSpeaker | null {
  for (let at = index - 1; at >= Math.max(0, index - MAX_BACK); at -= 1) {
    const mention = rawQuotations[at]?.mention
    if (mention && !hasClass(doc, mention.first, WordClass.RELATIVE)) {
      return { index: at, sure: follows(doc, rawQuotations[index], rawQuotations[index - 1]) }
    }
  }
  return null
}

function hasOwnCue(raw: RawQuotation | undefined): boolean {
  return raw?.continues === false
}

/**
 * Whether a quotation begins in the sentence after the one in which another ends, or later in the
 * same paragraph after quoted words with a cue of their own.
 */
function follows(
  doc: Doc,
  raw: RawQuotation | undefined,
  before: RawQuotation | undefined,
): boolean {
  const { sentences } = doc.prose
  let low = 0
  let high = sentences.length - 1
  const first = raw?.content[0]?.first ?? 0
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sentences[middle]?.end ?? 0) <= first) low = middle + 1
    else high = middle
  }
  const start = sentences[low - 1]?.first ?? 0
  const end = before?.content.at(-1)?.end ?? 0
  if (Math.max(before?.cue?.end ?? 0, end) > start) return true
  const marked = stretchAt(doc, end - 1) >= 0 && hasOwnCue(before)
  return marked && end > (doc.prose.paragraphs[sentences[low]?.paragraph ?? 0]?.first ?? 0)
}
