import type { Run } from '../../text/quotation-marks.ts'
import { Shape } from '../../text/tokens.ts'
import { CLOSE_BRACKET, OPEN_BRACKET } from '../quotations/doc.ts'
import { hasShape, isCapitalWord, markAt, textOf, type Scene } from './scene.ts'

/**
 * Whether the abbreviation in brackets behind some words is made of their capitals: "Joint Chiefs
 * of Staff (JCS)". Only bodies are introduced in this way.
 */
export function isAbbreviated(scene: Scene, { first, end }: Run): boolean {
  if (end - first < 2) return false
  if (markAt(scene, end) !== OPEN_BRACKET || markAt(scene, end + 2) !== CLOSE_BRACKET) return false
  if (!hasShape(scene, end + 1, Shape.UPPER)) return false
  return textOf(scene, { first: end + 1, end: end + 2 }) === initialsOf(scene, { first, end })
}

function initialsOf(scene: Scene, { first, end }: Run): string {
  let initials = ''
  for (let at = first; at < end; at += 1) {
    if (isCapitalWord(scene, at)) initials += textOf(scene, { first: at, end: at + 1 }).charAt(0)
  }
  return initials
}
