import { BYLINE_LABELS, END_MARKS, RIGHTS, TRADES } from './labels.ts'
import { isNameLike } from './name-like.ts'

const MAX_LINE = 160
const LABEL = new RegExp(`^(?:${BYLINE_LABELS.join('|')})\\s+(?=\\S)`, 'iu')
const EMAIL = /(?:^|[\s(<])[^\s@()<>]+@[^\s@()<>.]+(?:\.[^\s@()<>.]+)+(?=$|[\s)>,;])/u
// A trade by itself ("The editor") is not a name.
const FULL_NAME = /\p{Lu}[\p{L}.’'-]*\s+\p{Lu}|\p{Lo}{2}/u
const TRADE = new RegExp(`(?:^|[\\s,])(?:${TRADES.join('|')})$`, 'iu')

/**
 * Whether a line names who wrote the article: "By Mira Tan, Staff reporter", "Mira Tan,
 * correspondent", "mira@harborpost.example".
 *
 * "By Monday the quay was clear" is none: behind the label stand names only.
 */
export function isByline(line: string): boolean {
  if (line.length > MAX_LINE) return false
  const label = LABEL.exec(line)
  if (label) return isNames(line.slice(label[0].length))
  const address = EMAIL.exec(line)
  if (address) return isNames(line.replace(address[0], ' ')) || line.trim() === address[0].trim()
  return TRADE.test(line) && isNames(line) && FULL_NAME.test(line.replace(TRADE, ''))
}

function isNames(words: string): boolean {
  const plain = words.replace(/[|()<>·]/g, ' ')
  return isNameLike(plain, TRADES) || (EMAIL.test(plain) && isNameLike(plain.replace(EMAIL, ' ')))
}

const BRACKETED = /^[([](?<words>[^()[\]]{1,80})[)\]]$/
const DASHED = /^(?:--?|—|–|\/)\s*(?<words>[^\s-].{0,60})$/

/** Whether a line at the end says only where the text is from or that it is over: "(Yonhap)". */
export function isSignOff(line: string): boolean {
  const lower = line.toLowerCase()
  if (END_MARKS.includes(lower)) return true
  if (line.length <= 400 && RIGHTS.some((words) => lower.startsWith(words))) return true
  const words = (BRACKETED.exec(line) ?? DASHED.exec(line))?.groups?.words
  return words !== undefined && (END_MARKS.includes(words.toLowerCase()) || isNameLike(words))
}
