import type { StatedTime, TimeRole } from '../model/article.ts'
import { statedTime } from './article.ts'
import { parseStamp, type PrintedTime } from './stamp.ts'

const CLOCK = String.raw`\d{1,2}[:h.]\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?!\.\d)(?:\s*[AaPp]\.?[Mm]\b\.?)?`
const ZONE = String.raw`(?:\s*\(?(?:Z\b|[+-]\d\d:?\d\d|(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{1,4}T|MSK|JST|KST)\)?)?`
const BETWEEN = String.raw`(?:\s*[,;|•·–—-]?\s*(?:at|um|kl\.?|à|alle|a\s+las?|as|às|om|o|в)?\s*)`
const MONTH = String.raw`\p{L}{3,12}\.?`
const DAYS = [
  String.raw`\d{4}-\d\d-\d\d`,
  String.raw`\d{4}[/.]\d\d?[/.]\d\d?`,
  String.raw`${MONTH}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}`,
  String.raw`\d{1,2}(?:\.|er|st|nd|rd|th|º)?(?:\s+|-)(?:de\s+|of\s+)?${MONTH},?(?:\s+|-)(?:de\s+|del\s+)?\d{4}`,
  String.raw`\d{1,2}\.\s?\d{1,2}\.\s?\d{4}`,
  String.raw`\d{1,2}[/-]\d{1,2}[/-]\d{4}`,
  String.raw`\d{4}[年년]\s*\d{1,2}[月월]\s*\d{1,2}[日일]`,
].join('|')

// A day with its time of day behind or before it, inside a short line of other words.
const DATE = new RegExp(
  String.raw`(?<![\p{L}\p{N}/.-])(?:(?<before>${CLOCK}${ZONE})${BETWEEN}(?:\p{L}+,?\s+)?)?(?<day>${DAYS})(?:(?<=[日일])|(?!\p{N}|\p{L}(?!\d)))(?:(?:T|${BETWEEN})(?<after>${CLOCK}${ZONE})(?!\d))?`,
  'gu',
)

const UPDATED =
  /(?:updated|modified|edited|aktualisiert|aktualisierung|geändert|mis à jour|modifié|actualizado|atualizad[oa]|aggiornat[oa]|bijgewerkt|gewijzigd|uppdaterad|opdateret|oppdatert|päivitetty|обновлен\p{L}*|изменен\p{L}*|zaktualizowano|aktualizacja|更新|수정)[^\p{L}\p{N}]*(?:on|at|le|am|el|em|il|op|den)?[^\p{L}\p{N}]*(?:\p{L}+[,.]?\s+)?$/iu

/** A line that prints a time is not longer. */
const MAX_LINE = 160

/** A time inside a line of a page, with the place of its words. */
export interface TimeInLine {
  readonly role: TimeRole
  readonly literal: string
  readonly start: number
  readonly end: number
  readonly time: PrintedTime
}

/**
 * The times that a line of a page prints between other words: "By Ida Moen | posted July 15, 2024,
 * 4:34 pm EDT", "Updated: 15.07.2024, 16:34".
 */
export function findTimesInLine(line: string): TimeInLine[] {
  if (line.length > MAX_LINE) return []
  return Array.from(line.matchAll(DATE)).flatMap((match) => {
    const { before, day = '', after } = match.groups ?? {}
    const clock = (after ?? before)?.replace(/^(\d{1,2})\.(?=\d\d)/, '$1:') ?? ''
    const plain = day.replace(/(\d\.)\s+(?=\d{1,2}\.)|(\.)\s+(?=\d{4})/g, '$1$2')
    const time = parseStamp(`${plain} ${clock}`) ?? parseStamp(plain)
    if (!time) return []
    const role = UPDATED.test(line.slice(0, match.index)) ? 'UPDATED' : 'PUBLISHED'
    const literal = match[0].trim()
    return [{ role, literal, start: match.index, end: match.index + match[0].length, time }]
  })
}

/** The times of a line as a page states them. */
export function timesInLine(source: string, line: string): StatedTime[] {
  return findTimesInLine(line).flatMap(({ role, literal, time }) =>
    statedTime(role, source, literal, () => time),
  )
}
