import type { Language } from '../languages/language.ts'
import type { SourceWords } from '../languages/source-words.ts'
import type { Article, Paragraph } from '../model/article.ts'
import type { Picture } from '../model/picture.ts'
import type { OutletMention } from '../model/source.ts'
import type { Span } from '../model/span.ts'
import { partId } from '../identity/ids.ts'
import { trimSpan } from '../text/lines.ts'
import { findOwners } from './credits.ts'
import { joinSources } from './join-sources.ts'

/** Find the pictures behind the caption paragraphs; the same words twice are one picture. */
export function findPictures(
  article: Article,
  id: string,
  outlets: readonly OutletMention[],
  language: Language,
): Picture[] {
  const { body, paragraphs } = article
  const printed = new Map<string, Paragraph[]>()
  for (const paragraph of paragraphs) {
    if (paragraph.kind !== 'CAPTION') continue
    const words = body.slice(paragraph.span.start, paragraph.span.end).replace(/\s+/g, ' ')
    const same = printed.get(words)
    if (same) same.push(paragraph)
    else printed.set(words, [paragraph])
  }
  return Array.from(printed, ([words, captions]) => ({
    id: partId('picture', id, words, 0),
    ...readCaption(body, captions, outlets, language.sources),
    occurrences: captions.map(({ span }) => span),
  }))
}

function readCaption(
  body: string,
  captions: readonly Paragraph[],
  outlets: readonly OutletMention[],
  words: SourceWords,
): Pick<Picture, 'caption' | 'creditText' | 'credits' | 'isFilePhoto'> {
  const [first] = captions
  const owners = captions.map(({ credit }) => credit && findOwners(body, credit, outlets, words))
  const caption = first ? captionOf(body, first, words) : null
  return {
    caption: caption && body.slice(caption.start, caption.end),
    creditText: first?.credit ? body.slice(first.credit.start, first.credit.end) : null,
    credits: joinSources(owners.flatMap((each) => each?.sources ?? [])),
    isFilePhoto: owners.some((each) => each?.isFile),
  }
}

// The slash, bracket or dash between caption and credit.
const JOINT = /[\s/([—–-]+$/u

/** The words before the credit and its label; null when there are none. */
function captionOf(body: string, { span, credit }: Paragraph, words: SourceWords): Span | null {
  if (!credit) return span
  let text = body.slice(span.start, credit.start).replace(JOINT, '')
  const label = words.creditLabels.find((each) =>
    text.toLowerCase().replace(/:$/, '').endsWith(each),
  )
  if (label) text = text.replace(/:$/, '').slice(0, -label.length).replace(JOINT, '')
  const caption = trimSpan(body, { start: span.start, end: span.start + text.length })
  return caption.start < caption.end ? caption : null
}
