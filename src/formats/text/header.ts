import type { Stamp } from '../../model/article.ts'
import type { Problem } from '../../model/problem.ts'
import type { Span } from '../../model/span.ts'
import { findLines, trimSpan } from '../../text/lines.ts'
import { fileProblem, textProblem } from '../../text/problems.ts'
import { findDayInPath, parseStamp } from '../stamp.ts'
import { isByline } from './bylines.ts'
import { DATE_LABEL } from './labels.ts'

/** The lines above the text. */
export interface Header {
  readonly headline: Span | null
  readonly stamp: Stamp | null
  /** The lines that are no text, in reading order. */
  readonly lines: readonly Span[]
  readonly problems: readonly Problem[]
}

const MAX_HEADLINE = 200
// How far the header may reach, in characters and in lines that are not blank.
const MAX_LENGTH = 4000
const MAX_LINES = 6
/** A headline printed on more lines than this is a paragraph. */
const MAX_HEADLINE_LINES = 3

/**
 * Read headline and time of publication from the top of a text.
 *
 * Both stand on the first line, the time behind the last `DATE:` of it; or the label has a line of
 * its own below. Without a label the first line is the headline, unless it is a sentence of prose,
 * and the day is that of the file's name.
 */
export function parseHeader(path: string, body: string): Header {
  const top = findLines(body.slice(0, MAX_LENGTH))
    .filter(({ start, end }) => start < end)
    .slice(0, MAX_LINES)
  const label = findLabel(body, top)
  const headline = findHeadline(body, top, label)
  const { stamp, problems } = readStamp(path, body, label)
  return {
    headline,
    stamp,
    lines: [headline, label].filter((span) => span !== null),
    problems: headline ? problems : [...problems, noHeadline(path)],
  }
}

const OWN_LINE = new RegExp(`^${DATE_LABEL}`, 'i')

/** The last `DATE:` of the headline, or one with a line of its own, to the end of its line. */
function findLabel(body: string, top: readonly Span[]): Span | null {
  for (const [index, line] of top.entries()) {
    const words = body.slice(line.start, line.end)
    if (OWN_LINE.test(words)) return line
    const at = index < MAX_HEADLINE_LINES ? lastLabel(words) : -1
    // One blank before it and no date behind it: the word belongs to the headline.
    if (at < 0 || (!/\s\s$/.test(words.slice(0, at)) && !isDateLike(words.slice(at)))) continue
    return { start: line.start + at, end: line.end }
  }
  return null
}

/** Offset of the last label that stands behind a blank: "A date: what DATE: means     DATE: …". */
function lastLabel(words: string): number {
  for (let at = words.lastIndexOf(DATE_LABEL); at > 0; at = words.lastIndexOf(DATE_LABEL, at - 1)) {
    if (/\s/.test(words.charAt(at - 1))) return at
  }
  return -1
}

/** A digit follows the label, or the name of a day or month. */
function isDateLike(labelled: string): boolean {
  return /^\s*(?:\d|[A-Z][a-z]{2,8}[,.]?\s+\d)/.test(labelled.slice(DATE_LABEL.length))
}

/** Everything before a label on its line and the lines it continues; else the first line. */
function findHeadline(body: string, top: readonly Span[], label: Span | null): Span | null {
  const inline = label && top.find(({ start, end }) => start < label.start && label.end === end)
  if (inline) return headlineBefore(body, inline.start, label.start)
  const line = top.find((span) => span !== label)
  if (!line) return null
  const words = body.slice(line.start, line.end)
  // "…opened its\ngates": the line goes on below, so it is hard-wrapped prose.
  const goesOn = /^[^\S\n]*\n[^\S\n]*\p{Ll}/u.test(body.slice(line.end, line.end + 80))
  return words.length <= MAX_HEADLINE && !goesOn && !isSentence(words) && !isByline(words)
    ? line
    : null
}

/** The headline may be printed on several lines; none of them is blank. */
function headlineBefore(body: string, lineStart: number, end: number): Span | null {
  const above = body.slice(0, lineStart)
  const blank = Math.max(0, ...Array.from(above.matchAll(/\n[^\S\n]*\n/g), lastOffset))
  const span = trimSpan(body, { start: blank, end })
  return span.start < span.end ? span : null
}

function lastOffset(match: RegExpExecArray): number {
  return match.index + match[0].length
}

// "…to the U.S." ends with an abbreviation, not with a sentence.
const SENTENCE_END = /[.。]["”’)]*$/
const ABBREVIATION_END = /(?:^|[\s.])(?:\p{L}|Inc|Corp|Co|Ltd|No|Jr|Sr|St)\.["”’)]*$/u

function isSentence(words: string): boolean {
  return SENTENCE_END.test(words) && !ABBREVIATION_END.test(words)
}

function readStamp(
  path: string,
  body: string,
  label: Span | null,
): { stamp: Stamp | null; problems: Problem[] } {
  if (!label) {
    const day = findDayInPath(path)
    if (day === null) return { stamp: null, problems: [noDate(path)] }
    const local = `${day}T00:00:00`
    return {
      stamp: { local, precision: 'DAY', zone: null, literal: null, basis: 'FILE_NAME' },
      problems: [],
    }
  }
  // Other labels may follow on the line, far away.
  const [printed = ''] = body
    .slice(label.start + DATE_LABEL.length, label.end)
    .trimStart()
    .split(/\s{3,}|\t/)
  const start = body.indexOf(printed, label.start + DATE_LABEL.length)
  const literal = { start: label.start, end: start + printed.length }
  const time = parseStamp(printed)
  return time
    ? { stamp: { ...time, literal, basis: 'HEADER' }, problems: [] }
    : { stamp: null, problems: [badDate(path, body, literal)] }
}

function noHeadline(path: string): Problem {
  return fileProblem(path, {
    code: 'NO_HEADLINE',
    severity: 'INFO',
    message: 'The text begins without a headline.',
    hint: 'Put the headline on the first line.',
  })
}

function noDate(path: string): Problem {
  return fileProblem(path, {
    code: 'NO_DATE',
    severity: 'INFO',
    message: 'Neither the first lines nor the name of the file say when this was published.',
    hint: 'Put "DATE: 2024-07-15 16:34:51" behind the headline, or the day into the file name.',
  })
}

function badDate(path: string, body: string, literal: Span): Problem {
  const printed = body.slice(literal.start, literal.end)
  return textProblem(path, body, literal, {
    code: 'BAD_DATE',
    severity: 'WARNING',
    message: `"${printed}" names no day and time that exist.`,
    hint: 'Write it as DATE: YYYY-MM-DD HH:MM:SS.',
  })
}
