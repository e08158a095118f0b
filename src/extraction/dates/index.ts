import type { NumericOrder } from '../../languages/date-words.ts'
import type { Language } from '../../languages/language.ts'
import type { Article } from '../../model/article.ts'
import type { DateMention, DateRelation } from '../../model/date.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { PublishedTime } from '../../model/published.ts'
import { partId } from '../../identity/ids.ts'
import { oneLine } from '../../text/lines.ts'
import { civilDay, parseDay, writeDay, type DayNumber } from './calendar.ts'
import { certaintyOf } from './certainty.ts'
import { emptyMemory, remember, type Context, type Memory, type Resolved } from './context.ts'
import { edtfOf } from './edtf.ts'
import { valueInterval, type Interval } from './intervals.ts'
import { eraOf, type Era } from './narrative.ts'
import { numericOrderOf } from './numeric-order.ts'
import { findPlaces, type Place } from './places.ts'
import { resolveExpression } from './resolve.ts'

/** The rules for "the first nine months" and "the year", of which results tell beside the quarter. */
const LONG_PERIODS: ReadonlySet<string> = new Set(['ordinal-stretch', 'year-ended'])

/**
 * Find the expressions of time in the headline and the paragraphs, in reading order.
 *
 * Each is resolved against the day of publication or against a time named before it. The first
 * end of a range ("Aug. 3-5") covers all of the range.
 */
export function findDates(
  article: Article,
  id: string,
  known: { readonly published: PublishedTime | null; readonly dateline: Dateline | null },
  language: Language,
): DateMention[] {
  const dateWords = language.dates
  if (!dateWords) return []
  const places = findPlaces(article, dateWords).flatMap(({ places }) => places)
  const published = known.published ? parseDay(known.published.local) : null
  const numericOrder = numericOrderOf(places, article.language, dateWords)
  const era = eraOf(places, published)
  const { today, origin } = originOf(places, published, known.dateline, numericOrder)
  const isNarrative = era !== null
  const occurrenceOf = countOccurrences()
  const mentions: DateMention[] = []
  let memory: Memory = emptyMemory
  let opener: DateMention | null = null
  for (const place of places) {
    const { span, paragraph, direction, pattern } = place
    const after = opener?.from && opener.rule === pattern.rule ? parseDay(opener.from) : null
    const context: Context = {
      today,
      origin,
      isNarrative,
      direction,
      span,
      paragraph,
      memory,
      numericOrder,
      after,
    }
    const resolved = resolveExpression(place, context)
    if (!resolved) continue
    const interval = resolved.value === null ? null : valueInterval(resolved.value)
    memory = recall(memory, place, resolved, interval, { published, era })
    const words = article.body.slice(span.start, span.end)
    const mentionId = partId('date', id, words, occurrenceOf(words))
    const mention = toMention(mentionId, place, resolved, interval, published)
    if (opener) mentions[mentions.length - 1] = spanningTo(opener, mention)
    mentions.push(mention)
    opener = place.opensRange ? mention : null
  }
  return mentions
}

/** Copy is published within a week of its dateline; the zones may put it a day before. */
const DATELINE_DAYS = { before: 7, after: 1 }

/** The day on which the text speaks: that of its dateline, where it is near publication. */
function originOf(
  places: readonly Place[],
  published: DayNumber | null,
  dateline: Dateline | null,
  numericOrder: NumericOrder,
): Pick<Context, 'today' | 'origin'> {
  if (published === null) return { today: null, origin: null }
  const origin = { kind: 'PUBLISHED', date: writeDay(published) } as const
  const own = { today: published, origin }
  const date = dateline?.date
  const place = date && places.find(({ span }) => span.start < date.end && date.start < span.end)
  if (!place) return own
  const alone = {
    ...own,
    isNarrative: false,
    direction: null,
    span: place.span,
    paragraph: place.paragraph,
    memory: emptyMemory,
    numericOrder,
    after: null,
  }
  const value = resolveExpression(place, alone)?.value ?? ''
  const day = parseDay(value)
  if (day === null || day === published) return own
  const isNear = day >= published - DATELINE_DAYS.before && day <= published + DATELINE_DAYS.after
  return isNear
    ? { today: day, origin: { kind: 'DATELINE', date: writeDay(day), span: place.span } }
    : own
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

function recall(
  memory: Memory,
  { pattern: { term, rule }, span, direction }: Place,
  { type, value }: Resolved,
  interval: Interval | null,
  { published, era }: { readonly published: DayNumber | null; readonly era: Era | null },
): Memory {
  if (LONG_PERIODS.has(rule)) return { ...memory, isLongPeriod: true }
  if (!interval || value === null || type === 'SET') return memory
  if (era && !touches(interval, era)) return memory
  const isAhead = published !== null && interval.until > published && direction !== 'PAST'
  const isCompared = term === 'YEAR_BEFORE' || term === 'PERIOD' || isAhead
  return remember(memory, { value, interval, span }, isCompared)
}

/** A history that mentions "papers opened in 2005" goes on in the years it tells of. */
function touches({ from, until }: Interval, era: Era): boolean {
  return civilDay(until).year >= era.from && civilDay(from).year <= era.until
}

/** The first end of a range covers the days up to the other end. */
function spanningTo(first: DateMention, last: DateMention): DateMention {
  if (first.from === null || last.until === null || last.until < first.from) return first
  const edtf = first.edtf !== null && last.edtf !== null ? `${first.edtf}/${last.edtf}` : null
  return { ...first, until: last.until, edtf }
}

function toMention(
  id: string,
  { span, pattern: { rule } }: Place,
  { type, value, mod, form, anchor, alternatives, offset, interval: own }: Resolved,
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
