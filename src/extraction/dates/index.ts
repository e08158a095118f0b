import { partId } from '../../identity/ids.ts'
import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import type { DateMention, DateRelation } from '../../model/date.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { Problem } from '../../model/problem.ts'
import type { PublishedTime } from '../../model/published.ts'
import { oneLine } from '../../text/lines.ts'
import { textProblem } from '../../text/problems.ts'
import { civilDay, type DayNumber, parseDay, writeDay } from './calendar.ts'
import { measured } from './certainty-table.ts'
import {
  type Antecedent,
  type Antecedents,
  type Context,
  noAntecedents,
  type ResolvedTimex,
  withAntecedent,
} from './context.ts'
import { type Era, findNarrativeEra, findToday, numericOrderOf } from './document.ts'
import { resolveExpression } from './resolve.ts'
import { edtfOf, type Interval, valueInterval } from './timex-values.ts'
import { findTimexes, MOST_TIMEXES, type Timex } from './timexes.ts'
import { tokenIn } from './tokens.ts'

/** Rules for periods that results report besides the quarter: "the first nine months". */
const LONG_PERIODS: ReadonlySet<string> = new Set(['ordinal-duration', 'year-ended'])

/**
 * Find and normalise the temporal expressions of headline and paragraphs, in reading order.
 *
 * Each is anchored to publication or to an antecedent in the text. The interval of the first end
 * of a range ("Aug. 3-5") is the whole range.
 */
export function findDates(
  article: Article,
  id: string,
  known: { readonly published: PublishedTime | null; readonly dateline: Dateline | null },
  language: Language,
): DateMention[] {
  const dateWords = language.dates
  if (!dateWords) return []
  const timexes = findTimexes(article, dateWords).flatMap(({ timexes }) => timexes)
  const published = known.published ? parseDay(known.published.local) : null
  const numericOrder = numericOrderOf(timexes, article.language, dateWords)
  const era = findNarrativeEra(timexes, published)
  const { today, todayAnchor } = findToday(timexes, published, known.dateline, numericOrder)
  const isNarrative = era !== null
  const occurrenceOf = countOccurrences()
  const mentions: DateMention[] = []
  let antecedents: Antecedents = noAntecedents
  let opener: { readonly mention: DateMention; readonly timex: Timex } | null = null
  for (const timex of timexes) {
    const { span, paragraph, direction } = timex
    const after =
      opener && endsRange(opener.timex, timex) ? parseDay(opener.mention.from ?? '') : null
    const context: Context = {
      today,
      todayAnchor,
      isNarrative: isNarrative || goesOn(article.body, timex, antecedents.last, published),
      direction,
      span,
      paragraph,
      antecedents,
      numericOrder,
      after,
      nextYearMonth: timex.nextYearMonth,
    }
    const resolved = resolveExpression(timex, context)
    if (!resolved) continue
    const interval = resolved.value === null ? null : valueInterval(resolved.value)
    antecedents = updateAntecedents(antecedents, timex, resolved, interval, { published, era })
    const words = article.body.slice(span.start, span.end)
    const mentionId = partId('date', id, words, occurrenceOf(words))
    const mention = toMention(mentionId, timex, resolved, interval, published)
    if (opener) mentions[mentions.length - 1] = extendRange(opener.mention, mention)
    mentions.push(mention)
    opener = timex.opensRange ? { mention, timex } : null
  }
  return mentions
}

/** A warning where an article has more expressions than are searched. */
export function findDateProblems(article: Article, language: Language): Problem[] {
  if (!language.dates) return []
  const cut = findTimexes(article, language.dates).find(({ cutAt }) => cutAt !== null)
  const token = cut && tokenIn(cut.tokens, cut.cutAt ?? 0)
  if (!token) return []
  const span = { start: token.start, end: token.end }
  return [
    textProblem(article.path, article.body, span, {
      code: 'TOO_MANY_DATES',
      severity: 'WARNING',
      message: `The article has more than ${MOST_TIMEXES} dates; those from here on are left out.`,
      hint: 'Split the file if it is not one article.',
    }),
  ]
}

/** At most three words between the beginning of a sentence and its date: "It was in", "By". */
const OPENING = /(?:^|[.!?:]["”’)]*\s+|\n)(?:\p{L}+\s){0,3}$/u
/** In UTF-16 units. */
const LONGEST_OPENING = 48

/**
 * Whether a month or season goes on with a history told in this paragraph: its sentence begins with
 * it, and so does the sentence that names a past year. "In 1974 the dam opened. In March …".
 */
function goesOn(
  body: string,
  { slots, span, paragraph, direction }: Timex,
  last: Antecedent | null,
  published: DayNumber | null,
): boolean {
  if (published === null || !last || last.span.start < paragraph || direction === 'FUTURE')
    return false
  if (slots.year !== undefined || (slots.month === undefined && slots.season === undefined))
    return false
  if (civilDay(last.interval.until).year >= civilDay(published).year) return false
  const opens = (at: number) =>
    OPENING.test(body.slice(Math.max(paragraph, at - LONGEST_OPENING), at))
  return opens(span.start) && opens(last.span.start)
}

/** Whether both ends have the same granularity: "Monday through Friday", "May 3 to June". */
function endsRange(opener: Timex, { pattern, slots }: Timex): boolean {
  const haveMonths = opener.slots.month !== undefined && slots.month !== undefined
  return opener.pattern.rule === pattern.rule || haveMonths
}

function countOccurrences(): (words: string) => number {
  const seen = new Map<string, number>()
  return (words) => {
    const key = oneLine(words)
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return count
  }
}

function updateAntecedents(
  antecedents: Antecedents,
  { pattern: { term, rule }, span, direction }: Timex,
  { type, value }: ResolvedTimex,
  interval: Interval | null,
  { published, era }: { readonly published: DayNumber | null; readonly era: Era | null },
): Antecedents {
  if (LONG_PERIODS.has(rule)) return { ...antecedents, isLongPeriod: true }
  if (!interval || value === null || type === 'SET') return antecedents
  if (era && !overlapsEra(interval, era)) return antecedents
  const isAhead = published !== null && interval.until > published && direction !== 'PAST'
  const isCompared = term === 'YEAR_BEFORE' || term === 'PERIOD' || isAhead
  return withAntecedent(antecedents, { value, interval, span }, isCompared)
}

/** In a history, a time outside its era ("papers opened in 2005") is not an antecedent. */
function overlapsEra({ from, until }: Interval, era: Era): boolean {
  return civilDay(until).year >= era.from && civilDay(from).year <= era.until
}

/** Extend the first end of a range up to its last day. */
function extendRange(first: DateMention, last: DateMention): DateMention {
  if (first.from === null || last.until === null || last.until < first.from) return first
  const edtf = first.edtf !== null && last.edtf !== null ? `${first.edtf}/${last.edtf}` : null
  return { ...first, until: last.until, edtf }
}

function toMention(
  id: string,
  { span, pattern: { rule } }: Timex,
  { type, value, mod, form, anchor, alternatives, offset, interval: own }: ResolvedTimex,
  interval: Interval | null,
  published: DayNumber | null,
): DateMention {
  const from = own ? own.from : (interval?.from ?? null)
  const until = own ? own.until : (interval?.until ?? null)
  return {
    id,
    span,
    type,
    value,
    mod,
    edtf: value === null ? null : edtfOf(value, mod, offset ?? null),
    from: from === null ? null : writeDay(from),
    until: until === null ? null : writeDay(until),
    precision: interval?.precision ?? null,
    form,
    relation: relationOf(value, from, until, published),
    anchor,
    alternatives: (alternatives ?? []).map((other) => {
      const days = valueInterval(other)
      return {
        value: other,
        from: days && writeDay(days.from),
        until: days && writeDay(days.until),
      }
    }),
    certainty: certaintyOf(rule),
    rule,
  }
}

const REFERENCES: Readonly<Record<string, DateRelation>> = {
  PAST_REF: 'PAST',
  PRESENT_REF: 'PRESENT',
  FUTURE_REF: 'FUTURE',
}

function relationOf(
  value: string | null,
  from: DayNumber | null,
  until: DayNumber | null,
  published: DayNumber | null,
): DateRelation | null {
  const reference = REFERENCES[value ?? '']
  if (reference) return reference
  if (published === null || from === null || until === null) return null
  if (until < published) return 'PAST'
  return from > published ? 'FUTURE' : 'PRESENT'
}

/** Weight of the average of all rules, in cases (additive smoothing). */
const PRIOR = 5

/**
 * Accuracy of a rule's values on annotated news, smoothed towards the average of all rules.
 */
function certaintyOf(rule: string): number {
  const { right, seen } = measured.rules[rule] ?? { right: 0, seen: 0 }
  const average = measured.right / measured.seen
  return Math.round((100 * (right + PRIOR * average)) / (seen + PRIOR)) / 100
}
