import type { Language } from '../../languages/language.ts'
import type { DateWords } from '../../languages/date-words.ts'
import type { Article } from '../../model/article.ts'
import type { DateMention, DateRelation } from '../../model/date.ts'
import type { Dateline } from '../../model/dateline.ts'
import type { PublishedTime } from '../../model/published.ts'
import type { Span } from '../../model/span.ts'
import { partId } from '../../text/ids.ts'
import { parseDay, writeDay, type DayNumber } from './calendar.ts'
import { certaintyOf } from './certainty.ts'
import { emptyMemory, remember, type Context, type Memory, type Resolved } from './context.ts'
import { directionOf } from './direction.ts'
import { edtfOf } from './edtf.ts'
import { cueSets, guardOf, type CueSets } from './false-friends.ts'
import { compileGrammar, type State } from './grammar.ts'
import { valueInterval, type Interval } from './intervals.ts'
import { findExpressions, type Expression } from './match.ts'
import { isNarrative } from './narrative.ts'
import { joinNumbers } from './numbers.ts'
import { resolveExpression } from './resolve.ts'
import { findTokens, type Token } from './tokens.ts'

/** A language's words, made ready once. */
interface Prepared {
  readonly words: DateWords
  readonly grammar: State
  readonly cues: CueSets
}

const prepared = new WeakMap<DateWords, Prepared>()

/** An expression with the tokens of its paragraph. */
interface Place {
  readonly expression: Expression
  readonly tokens: readonly Token[]
  readonly span: Span
}

/** Find the expressions of time in the headline and the paragraphs, in reading order. */
export function findDates(
  article: Article,
  id: string,
  known: { readonly published: PublishedTime | null; readonly dateline: Dateline | null },
  language: Language,
): DateMention[] {
  const { words, grammar, cues } = prepare(language.dates)
  const places = findPlaces(article, words, grammar, cues)
  const published = known.published ? parseDay(known.published.local) : null
  const narrative = isNarrative(
    places.map(({ expression }) => expression),
    published,
  )
  const seen = new Map<string, number>()
  const mentions: DateMention[] = []
  let memory: Memory = emptyMemory
  for (const { expression, tokens, span } of places) {
    const direction = directionOf(tokens, expression.first, expression.end, cues)
    const context: Context = { published, isNarrative: narrative, direction, span, memory }
    const resolved = resolveExpression(expression, context, words)
    if (!resolved) continue
    const interval = resolved.value === null ? null : intervalOf(resolved.value)
    if (interval && resolved.value !== null && resolved.type !== 'SET') {
      memory = remember(memory, { value: resolved.value, interval, span })
    }
    const literal = article.body.slice(span.start, span.end)
    const occurrence = seen.get(literal) ?? 0
    seen.set(literal, occurrence + 1)
    mentions.push({
      id: partId('date', id, literal, occurrence),
      span,
      ...describe(resolved, interval, published),
      certainty: certaintyOf(expression.pattern.rule),
      rule: expression.pattern.rule,
    })
  }
  return mentions
}

function prepare(words: DateWords): Prepared {
  const known = prepared.get(words)
  if (known) return known
  const made = { words, grammar: compileGrammar(words), cues: cueSets(words.cues) }
  prepared.set(words, made)
  return made
}

function findPlaces(article: Article, words: DateWords, grammar: State, cues: CueSets): Place[] {
  const stamp = article.stamp?.literal
  return article.paragraphs.flatMap(({ span: { start, end } }) => {
    const tokens = joinNumbers(findTokens(article.body, start, end), words.numbers)
    return findExpressions(tokens, grammar, guardOf(tokens, cues)).flatMap((expression) => {
      const span = {
        start: tokens[expression.first]?.start ?? start,
        end: tokens[expression.end - 1]?.end ?? end,
      }
      const isStamp = stamp && span.start < stamp.end && stamp.start < span.end
      return isStamp ? [] : [{ expression, tokens, span }]
    })
  })
}

/** Days of a value; of an interval in ISO 8601, from the first to the last. */
function intervalOf(value: string): Interval | null {
  const [first, last] = value.split('/')
  const from = first === undefined ? null : valueInterval(first)
  if (last === undefined || !from) return from
  const until = valueInterval(last)
  return until && { ...from, until: until.until }
}

function describe(
  { type, value, mod, form, anchor, alternatives, offset, interval: own }: Resolved,
  interval: Interval | null,
  published: DayNumber | null,
) {
  const from = own ? own.from : (interval?.from ?? null)
  const until = own ? own.until : (interval?.until ?? null)
  return {
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
      const days = intervalOf(other)
      return {
        value: other,
        from: days && writeDay(days.from),
        until: days && writeDay(days.until),
      }
    }),
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
