import type { Span } from '../../model/span.ts'
import { trimSpan } from '../../text/lines.ts'
import { PICTURE_LABELS } from './labels.ts'
import { isNameLike } from './name-like.ts'

const MAX_CAPTION = 800
const MAX_CREDIT = 120
const MAX_LABEL = 30
/** A longer paragraph that ends with names in brackets is prose with a sign-off. */
const MAX_BARE_CAPTION = 300

/** Before, between or at the end of the paragraphs of text. */
export type CaptionPlace = 'TOP' | 'BETWEEN' | 'END'

/**
 * Find the credit that makes a line a caption: behind a slash ("… at the gate. / Northern Wire"),
 * as names with a slash between them ("… at the gate. NW/Mira Tan"), in brackets ("(Photo: Mira
 * Tan/Northern Wire)", "[NW]") or behind a label ("Photo: Mira Tan").
 *
 * Prose with a slash or brackets in it has no credit: the words of a credit are names.
 *
 * @param place - bare names in brackets are a credit above the text, a sign-off at its end
 * @returns the credit without slash, brackets and "Photo:", in offsets into the line
 */
export function findCredit(line: string, place: CaptionPlace): Span | null {
  if (line.length > MAX_CAPTION) return null
  if (line.startsWith('[') && line.endsWith(')]')) {
    const credit = findCredit(line.slice(1, -1), place)
    return credit && { start: credit.start + 1, end: credit.end + 1 }
  }
  return (
    findBracketed(line, place) ?? findLabelled(line) ?? findSlashed(line) ?? findLastNames(line)
  )
}

// Two words or more must stand before it: "North / South" is not a caption.
const CAPTION = /\S\s+\S/

/** The earliest of the last slashes behind which only names stand: "… / Mira Tan / NW". */
function findSlashed(line: string): Span | null {
  let credit: Span | null = null
  for (let slash = line.lastIndexOf('/'); slash >= 0; slash = line.lastIndexOf('/', slash - 1)) {
    const span = trimSpan(line, { start: slash + 1, end: line.length })
    const words = line.slice(span.start, span.end)
    if (words.length > MAX_CREDIT || !isNameLike(words) || /^[^(]*\)/.test(words)) break
    const opens = /[\s.!?)”"]$/.test(line.slice(Math.max(0, slash - 1), slash))
    if (opens && CAPTION.test(line.slice(0, slash).trim())) credit = span
    else if (slash === 0) credit = span
    if (slash === 0) break
  }
  return credit
}

// "K." ends no sentence.
const SENTENCE_END = /(?<=[\p{Ll}\p{N}]{2}[.!?]["”’)]?)\s+/gu
const TWO_NAMES = /^[^\s/][^/]{0,60}\/[^\s/][^/]{0,60}$/u

/** "… at the gate. REUTERS/Mira Tan", "… at the gate. M. Tan/NW". */
function findLastNames(line: string): Span | null {
  if (!line.includes('/')) return null
  const tail = line.slice(-MAX_CREDIT - 4)
  const end = Array.from(tail.matchAll(SENTENCE_END)).at(-1)
  const names = end ? tail.slice(end.index + end[0].length) : ''
  if (!TWO_NAMES.test(names) || !names.split('/').every((side) => isNameLike(side))) return null
  return { start: line.length - names.length, end: line.length }
}

const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
] as const

function findBracketed(line: string, place: CaptionPlace): Span | null {
  const [open] = BRACKETS.find(([, close]) => line.endsWith(close)) ?? []
  if (open === undefined) return null
  const start = line.lastIndexOf(open)
  if (start < 0 || line.length - start > MAX_CREDIT) return null
  const inner = trimSpan(line, { start: start + 1, end: line.length - 1 })
  const words = line.slice(inner.start, inner.end)
  if (namesPicture(words)) return withoutLabel(line, inner)
  const caption = line.slice(0, start).trim()
  if (!CAPTION.test(caption) || !isNameLike(words)) return null
  // "- A poll of dockers is out. [NW]" is an item of a list.
  if (/^[-•*]/.test(caption)) return null
  if (place === 'END' || caption.length > MAX_BARE_CAPTION || /["“”]/.test(caption)) return null
  const isCredit = words.includes('/') || (open === '[' && /^\p{Lu}{2}/u.test(words))
  return isCredit || (place === 'TOP' && /[.!?]$/.test(caption)) ? inner : null
}

const LABEL = new RegExp(`^(?:${PICTURE_LABELS.join('|')})(?:\\s+[Cc]redit)?\\s*:\\s*`, 'u')
const WORD = new RegExp(
  `(?:^|[\\s/])(?:file\\s+)?(?:${PICTURE_LABELS.join('|')})(?=$|[\\s/:])|\\b(?:file photo|courtesy of)\\b`,
  'iu',
)

/** "Photo by Mira Tan", "NW Photo/Mira Tan", "Courtesy of the Harbor Museum". */
function namesPicture(words: string): boolean {
  return LABEL.test(words) || (WORD.test(words) && isNameLike(capitalised(words)))
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function withoutLabel(line: string, { start, end }: Span): Span | null {
  const label = LABEL.exec(line.slice(start, end))?.[0].length ?? 0
  return start + label < end ? { start: start + label, end } : null
}

// At the beginning, or behind the end of a sentence.
const OPENING = new RegExp(
  `(?:^|[.!?)”"]\\s+)(?=(?:${PICTURE_LABELS.join('|')})(?:\\s*:|\\s+(?:by|[Cc]redit|courtesy)\\b)|(?:Courtesy|COURTESY) of\\b)|(?<=[.!?)”"]\\s+)(?=©\\s?\\p{Lu})`,
  'gu',
)

function findLabelled(line: string): Span | null {
  const from = Math.max(0, line.length - MAX_CREDIT - MAX_LABEL)
  for (const match of line.slice(from).matchAll(OPENING)) {
    if (from > 0 && match.index === 0) continue
    const start = from + match.index + match[0].length
    const span = withoutLabel(line, { start, end: line.length })
    if (!span || span.end - span.start > MAX_CREDIT) continue
    const words = line.slice(span.start, span.end).replace(/\.$/, '')
    // "© Harbour Post 2024. Distributed by Northern Wire" is about the text.
    if (words.startsWith('©') && /\d{4}|\.\s/.test(words)) continue
    if (isNameLike(words)) return { start: span.start, end: span.start + words.length }
  }
  return null
}
