import type { AddressedPlace, SourceWords } from '../../languages/source-words.ts'
import type { Span } from '../../model/span.ts'
import { oncePer } from '../../text/once-per.ts'
import { lowerWord, REACH, wordAfter, wordBefore } from './adjacent-words.ts'

/** Whether the outlet at a span is reporting: "… reported", "according to …". */
export function isReporting(text: string, { start, end }: Span, words: SourceWords): boolean {
  const after = wordAfter(text, end)
  if (words.reporting.has(lowerWord(text, after))) return true
  // "the Morning Star had reported"
  const isSkipped = after !== null && words.beforeReporting.has(lowerWord(text, after))
  if (isSkipped && words.reporting.has(lowerWord(text, wordAfter(text, after.end)))) return true
  const before = text
    .slice(Math.max(0, start - REACH), start)
    .toLowerCase()
    .trimEnd()
  const article = words.definite.find((word) => before.endsWith(` ${word}`))
  const bare = article === undefined ? before : before.slice(0, -article.length - 1)
  return (
    words.reportedBy.some((phrase) => bare.endsWith(phrase)) ||
    findAddressedPlace(text, start, words) !== null
  )
}

/**
 * What the words before an offset say about a medium there: "told local", "in an interview with
 * the"; null when they are no words of telling.
 */
export function findAddressedPlace(
  text: string,
  at: number,
  words: SourceWords,
): AddressedPlace | null {
  let link = wordBefore(text, at)
  for (let count = 0; link && count < MAX_MODIFIERS; count += 1) {
    const word = lowerWord(text, link)
    const isModifier =
      words.definite.includes(word) || words.stateWords.has(word) || words.qualities.has(word)
    const isOwner = word.endsWith(`'${words.possessive}`)
    const isSkipped = isModifier || isOwner || (word.includes('-') && /\p{L}-\p{Ll}/u.test(word))
    if (!isSkipped) break
    link = wordBefore(text, link.start)
  }
  const heads = link && phrasesOf(words).get(lowerWord(text, link))
  if (!link || !heads) return null
  const alone = heads.get('')
  if (alone) return alone
  let head = wordBefore(text, link.start)
  for (let count = 0; head && count <= MAX_INSIDE; count += 1) {
    const word = lowerWord(text, head)
    const before = wordBefore(text, head.start)
    const place = heads.get(`${lowerWord(text, before)} ${word}`) ?? heads.get(word)
    if (place) return place
    if (!words.insidePhrases.has(word)) break
    head = before
  }
  return isInverted(text, link, words) ? 'INVERTED' : null
}

const MAX_MODIFIERS = 3
const MAX_INSIDE = 3

/** "writes Ada Lind in" */
function isInverted(text: string, link: Span, words: SourceWords): boolean {
  return (
    lowerWord(text, link) === 'in' &&
    invertedOf(words).test(text.slice(Math.max(0, link.start - LONGEST_SUBJECT), link.start))
  )
}

const LONGEST_SUBJECT = 72
const invertedOf = oncePer(
  ({ writing }: SourceWords) =>
    new RegExp(`\\b(?:${writing.join('|')})\\s[^.,:;“”"\\n]{1,60}\\s$`, 'u'),
)

/** The words before the last one of each phrase, by that last word: "interview" for "with". */
const phrasesOf = oncePer(
  (words: SourceWords): ReadonlyMap<string, ReadonlyMap<string, AddressedPlace>> => {
    const phrases = new Map<string, Map<string, AddressedPlace>>()
    const add = (head: string, link: string, place: AddressedPlace) => {
      const heads = phrases.get(link) ?? new Map<string, AddressedPlace>()
      phrases.set(link, heads)
      if (!heads.has(head)) heads.set(head, place)
    }
    const addAll = (list: readonly string[], place: AddressedPlace) => {
      for (const phrase of list) {
        const at = phrase.lastIndexOf(' ')
        add(phrase.slice(0, Math.max(at, 0)), phrase.slice(at + 1), place)
      }
    }
    addAll(words.addressed, 'TOLD')
    addAll(words.aired, 'AIRED')
    addAll(words.written, 'WRITTEN')
    for (const { place, heads, links } of words.addressing) {
      for (const link of links) for (const head of heads) add(head, link, place)
    }
    return phrases
  },
)
