import { type Awaitable, mapAwaitable } from '../src/loaders/awaitable.ts'
import type {
  DateAlternative as DateAlternativeRecord,
  DateAnchor as DateAnchorRecord,
  DateForm as DateFormName,
  DatePrecision as DatePrecisionName,
  DateRelation as DateRelationName,
  DateType as DateTypeName,
} from '../src/model/date.ts'
import type { DateFilter as StoreFilter } from '../src/model/lists.ts'
import { type ArticleFilter, resolveArticleFilter } from './article.ts'
import type { Builder } from './builder.ts'
import { heldParts } from './connection.ts'
import type { Counts } from './counts.ts'
import { type Inputs, parseRange } from './inputs.ts'
import { defineList } from './list.ts'
import { findPart, loadParts } from './parts.ts'
import type { InArticle } from './records.ts'

/** Defines expressions of time and the lists of them. */
export function defineDate(
  builder: Builder,
  inputs: Inputs,
  counts: Counts,
  articleFilter: ArticleFilter,
): void {
  const { DateType, DateForm, DateRelation, DatePrecision, AnchorKind } = defineEnums(builder)

  const DateAnchor = builder.objectRef<InArticle<DateAnchorRecord>>('DateAnchor').implement({
    description: 'Reference time against which a relative time expression was resolved.',
    fields: (t) => ({
      kind: t.field({
        type: AnchorKind,
        description: 'Kind of reference time.',
        resolve: ({ value }) => value.kind,
      }),
      date: t.string({
        description: 'TIMEX3 value of the reference time: a day (`2024-07-15`) or a longer period.',
        resolve: ({ value }) => value.date,
      }),
      span: t.field({
        type: 'Span',
        nullable: true,
        description:
          'Position of the reference time in the body; null for the time of publication.',
        resolve: ({ reading, value }) =>
          value.kind === 'PUBLISHED' ? null : { reading, value: value.span },
      }),
    }),
  })

  const DateAlternative = builder.objectRef<DateAlternativeRecord>('DateAlternative').implement({
    description:
      'An alternative interpretation, for an expression that may point to the past or the future.',
    fields: (t) => ({
      value: t.exposeString('value', { description: 'TIMEX3 value.' }),
      from: t.expose('from', {
        type: 'LocalDate',
        nullable: true,
        description: 'Null if the interval is open at this end.',
      }),
      until: t.expose('until', {
        type: 'LocalDate',
        nullable: true,
        description: 'Null if the interval is open at this end.',
      }),
    }),
  })

  builder.node('DateMention', {
    description: 'A time expression in the text, annotated as in TIMEX3.',
    id: { resolve: ({ value }) => value.id },
    loadWithoutCache: (id, { load }) => findPart('dates', id, load),
    fields: (t) => ({
      span: t.field({
        type: 'Span',
        description: 'Position in the body.',
        resolve: ({ reading, value }) => ({ reading, value: value.span }),
      }),
      type: t.field({
        type: DateType,
        description: 'Type of the expression.',
        resolve: ({ value }) => value.type,
      }),
      value: t.string({
        nullable: true,
        description: 'TIMEX3 value (`2024-07-13`, `P3D`, `PAST_REF`); null if unknown.',
        resolve: ({ value }) => value.value,
      }),
      modifier: t.string({
        nullable: true,
        description:
          'TIMEX3 modifier: `START` for "early", `APPROX` for "about"; null if there is none.',
        resolve: ({ value }) => value.mod,
      }),
      edtf: t.string({
        nullable: true,
        description: 'Value in ISO 8601-2 (EDTF); null if EDTF cannot express it.',
        resolve: ({ value }) => value.edtf,
      }),
      from: t.field({
        type: 'LocalDate',
        nullable: true,
        description: 'First day of the interval; null if the interval has no known beginning.',
        resolve: ({ value }) => value.from,
      }),
      until: t.field({
        type: 'LocalDate',
        nullable: true,
        description: 'Last day of the interval, inclusive; null if the interval has no known end.',
        resolve: ({ value }) => value.until,
      }),
      precision: t.field({
        type: DatePrecision,
        nullable: true,
        description:
          'Smallest calendar unit; null for durations, sets and expressions without a calendar value.',
        resolve: ({ value }) => value.precision,
      }),
      form: t.field({
        type: DateForm,
        description: 'How the expression determines its value.',
        resolve: ({ value }) => value.form,
      }),
      relation: t.field({
        type: DateRelation,
        nullable: true,
        description: 'Relation to the time of publication; null if either is unknown.',
        resolve: ({ value }) => value.relation,
      }),
      anchor: t.field({
        type: DateAnchor,
        nullable: true,
        description: 'Reference time; null if the expression needs none or it is unknown.',
        resolve: ({ reading, value: { anchor } }) => anchor && { reading, value: anchor },
      }),
      alternatives: t.field({
        type: [DateAlternative],
        description: 'Alternative interpretations; empty if the direction is unambiguous.',
        resolve: ({ value }) => [...value.alternatives],
      }),
      certainty: t.float({
        description: 'Measured accuracy of the rule, 0 to 1.',
        resolve: ({ value }) => value.certainty,
      }),
      rule: t.string({
        description: 'Name of the rule that produced the value.',
        resolve: ({ value }) => value.rule,
      }),
      article: t.field({
        type: 'Article',
        description: 'Position in the body.',
        resolve: ({ reading }) => reading,
      }),
    }),
  })

  const DateFilter = builder.inputType('DateFilter', {
    description: 'Conditions are combined with AND. A list matches any of its values.',
    fields: (t) => ({
      type: t.field({ type: [DateType], description: 'Types, any of them.' }),
      form: t.field({ type: [DateForm], description: 'Forms, any of them.' }),
      relation: t.field({
        type: [DateRelation],
        description: 'Relations to the publication of the article, any of them.',
      }),
      precision: t.field({ type: [DatePrecision], description: 'Precisions, any of them.' }),
      covers: t.field({
        type: inputs.LocalDateRange,
        description: 'The interval overlaps the range.',
      }),
      article: t.field({ type: articleFilter, description: 'The article matches this filter.' }),
    }),
  })

  const dates = defineList(builder, {
    list: 'dates',
    type: 'DateMention',
    description:
      'Time expressions; by default the latest day first, below an article in reading order.',
    filter: DateFilter,
    resolveFilter: (filter: typeof DateFilter.$inferInput, load): Awaitable<StoreFilter> => {
      const article = filter.article ? resolveArticleFilter(filter.article, load) : undefined
      return mapAwaitable(article, (resolved) => ({
        types: filter.type ?? undefined,
        forms: filter.form ?? undefined,
        relations: filter.relation ?? undefined,
        precisions: filter.precision ?? undefined,
        covers: parseRange(filter.covers),
        article: resolved,
      }))
    },
    orderBy: {
      name: 'DateOrder',
      fields: {
        DATE: 'First day of the interval, expressions without one as the earliest',
        PUBLISHED: 'Time of publication, undated articles as the earliest',
        TEXT: 'Reading order, article by article',
        CERTAINTY: 'Certainty',
      },
      standard: { field: 'DATE', descending: true },
    },
    load: (items, load) => loadParts('dates', items, load),
  })
  counts.addFacets(dates.connection, {
    name: 'DateFacet',
    description: 'Properties by which time expressions are counted.',
    values: {
      TYPE: 'Type: date, time, duration or set.',
      FORM: 'How the expression determines its value.',
      RELATION: 'Relation to the time of publication.',
      PRECISION: 'Smallest calendar unit.',
      VALUE: 'TIMEX3 value.',
    },
  })
  counts.addTimeline(dates.connection, 'first day of the interval')

  dates.addToQuery('Time expressions in the archive.')
  dates.addTo('Article', 'dates', {
    description: 'Time expressions in the article.',
    owner: (reading) => ({
      kind: 'article',
      id: reading.id,
      held: heldParts(reading, reading.dates),
    }),
    order: { field: 'TEXT', descending: false },
  })
}

function defineEnums(builder: Builder) {
  const DateType = builder.enumType('DateType', {
    description: 'Type of a time expression, as in TIMEX3.',
    values: {
      DATE: { description: '"Saturday", "May 2021".' },
      TIME: { description: '"at noon".' },
      DURATION: { description: '"three days".' },
      SET: { description: '"every week".' },
    } satisfies Record<DateTypeName, object>,
  })

  const DateForm = builder.enumType('DateForm', {
    description: 'How a time expression determines its value.',
    values: {
      EXPLICIT: { description: 'Completely: "12 May 2021".' },
      UNDERSPECIFIED: { description: 'Partly: "12 May", "Saturday".' },
      RELATIVE: { description: 'Relative to another time: "three days later".' },
      VAGUE: { description: 'Without a calendar value: "in recent years".' },
    } satisfies Record<DateFormName, object>,
  })

  const DateRelation = builder.enumType('DateRelation', {
    description: 'Relation to the time of publication.',
    values: {
      PAST: { description: 'Ended before publication.' },
      PRESENT: { description: 'Includes the time of publication.' },
      FUTURE: { description: 'Begins after publication.' },
    } satisfies Record<DateRelationName, object>,
  })

  const DatePrecision = builder.enumType('DatePrecision', {
    description: 'The smallest calendar unit that a time expression determines.',
    values: {
      CENTURY: { description: '"the 19th century".' },
      DECADE: { description: '"the 1970s".' },
      YEAR: { description: '"2016".' },
      HALF: { description: '"the first half".' },
      QUARTER: { description: '"the third quarter".' },
      SEASON: { description: '"last spring".' },
      MONTH: { description: '"in May".' },
      WEEK: { description: '"this week".' },
      DAY: { description: '"Saturday".' },
      PART_OF_DAY: { description: '"Saturday morning".' },
      HOUR: { description: '"at 5 p.m.".' },
      MINUTE: { description: '"at 5:40".' },
      SECOND: { description: '"at 5:40:12".' },
    } satisfies Record<DatePrecisionName, object>,
  })

  const AnchorKind = builder.enumType('AnchorKind', {
    description: 'Kind of reference time of a relative time expression.',
    values: {
      PUBLISHED: { description: 'The time of publication.' },
      DATELINE: { description: 'The day of the dateline.' },
      MENTION: { description: 'Another time expression in the text.' },
    } satisfies Record<DateAnchorRecord['kind'], object>,
  })

  return { DateType, DateForm, DateRelation, DatePrecision, AnchorKind }
}
