import { isWordPartAt } from './characters.ts'

/** Count the words of a text: "state-run" and "don't" are one word each. */
export function countWords(text: string): number {
  let count = 0
  let inside = false
  for (let at = 0; at < text.length; at += 1) {
    if (isWordPartAt(text, at)) {
      if (!inside) count += 1
      inside = true
    } else if (inside) {
      inside = isJoint(text.charCodeAt(at)) && isWordPartAt(text, at + 1)
    }
  }
  return count
}

/** Apostrophes, hyphens and full stops inside words. */
function isJoint(code: number): boolean {
  return code === 39 || code === 0x2019 || code === 45 || code === 46
}

/** As many words as tell a quotation from others for a person who reads a correction. */
const FIRST_WORDS = 6

/** The first words of a text, on one line. */
export function firstWords(text: string): string {
  return text.split(/\s+/).slice(0, FIRST_WORDS).join(' ')
}

/** "François" as "Francois". */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '')
}
