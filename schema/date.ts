import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type {
  DateAlternative as DateAlternativeRecord,
  DateAnchor as DateAnchorRecord,
  DateForm as DateFormName,
  DatePrecision as DatePrecisionName,
  DateRelation as DateRelationName,
  DateType as DateTypeName,
} from '../src/model/date.ts'
import type { DateFilter as StoreFilter } from '../src/model/lists.ts'
import type { Awaitable } from '../src/store/store.ts'
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
    description: 'What an expression was resolved against.',
    fields: (t) => ({
      kind: t.field({
        type: AnchorKind,
        description: 'What it is.',
        resolve: ({ value }) => value.kind,
      }),
      date: t.string({
        description: 'Its TIMEX3 value: a day (`2024-07-15`) or a longer period.',
        resolve: ({ value }) => value.date,
      }),
      span: t.field({
        type: 'Span',
        nullable: true,
        description: 'Its words; null for the time of publication.',
        resolve: ({ reading, value }) =>
          value.kind === 'PUBLISHED' ? null : { reading, value: value.span },
      }),
    }),
  })

  const DateAlternative = builder.objectRef<DateAlternativeRecord>('DateAlternative').implement({
    description: 'Another reading, where the words leave the direction open.',
    fields: (t) => ({
      value: t.exposeString('value', { description: 'TIMEX3 value.' }),
      from: t.expose('from', { type: 'LocalDate', nullable: true, description: 'Null when open.' }),
      until: t.expose('until', {
        type: 'LocalDate',
        nullable: true,
        description: 'Null when open.',
      }),
    }),
  })

  builder.node('DateMention', {
    description: 'An expression of time in the text, in TIMEX3’s terms.',
    id: { resolve: ({ value }) => value.id },
    loadWithoutCache: (id, { load }) => findPart('dates', id, load),
    fields: (t) => ({
      span: t.field({
        type: 'Span',
        description: 'Where it stands.',
        resolve: ({ reading, value }) => ({ reading, value: value.span }),
      }),
      type: t.field({
        type: DateType,
        description: 'What it names.',
        resolve: ({ value }) => value.type,
      }),
      value: t.string({
        nullable: true,
        description:
          'TIMEX3 value (`2024-07-13`, `P3D`, `PAST_REF`); null when nothing can be said.',
        resolve: ({ value }) => value.value,
      }),
      modifier: t.string({
        nullable: true,
        description:
          "TIMEX3's mod: `START` for early, `APPROX` for about; null when there is none.",
        resolve: ({ value }) => value.mod,
      }),
      edtf: t.string({
        nullable: true,
        description: 'The value in ISO 8601-2; null where that cannot express it.',
        resolve: ({ value }) => value.edtf,
      }),
      from: t.field({
        type: 'LocalDate',
        nullable: true,
        description: 'First day covered; null when open.',
        resolve: ({ value }) => value.from,
      }),
      until: t.field({
        type: 'LocalDate',
        nullable: true,
        description: 'Last day covered, included; null when open.',
        resolve: ({ value }) => value.until,
      }),
      precision: t.field({
        type: DatePrecision,
        nullable: true,
        description: 'Null for durations, sets and what has no calendar value.',
        resolve: ({ value }) => value.precision,
      }),
      form: t.field({
        type: DateForm,
        description: 'How it says what it means.',
        resolve: ({ value }) => value.form,
      }),
      relation: t.field({
        type: DateRelation,
        nullable: true,
        description: 'Null when the time of publication or the value is unknown.',
        resolve: ({ value }) => value.relation,
      }),
      anchor: t.field({
        type: DateAnchor,
        nullable: true,
        description: 'Null when it stands by itself, or rests on nothing known.',
        resolve: ({ reading, value: { anchor } }) => anchor && { reading, value: anchor },
      }),
      alternatives: t.field({
        type: [DateAlternative],
        description: 'Other readings; empty when the words leave no doubt of direction.',
        resolve: ({ value }) => [...value.alternatives],
      }),
      certainty: t.float({
        description: '0 to 1: the measured accuracy of the rule.',
        resolve: ({ value }) => value.certainty,
      }),
      rule: t.string({
        description: 'Name of the rule that answered.',
        resolve: ({ value }) => value.rule,
      }),
      article: t.field({
        type: 'Article',
        description: 'Where it stands.',
        resolve: ({ reading }) => reading,
      }),
    }),
  })

  const DateFilter = builder.inputType('DateFilter', {
    description: 'Members are ANDed; a list means any of its values.',
    fields: (t) => ({
      type: t.field({ type: [DateType], description: 'Of one of these types.' }),
      form: t.field({ type: [DateForm], description: 'In one of these forms.' }),
      relation: t.field({
        type: [DateRelation],
        description: 'Towards the publication of their own article.',
      }),
      precision: t.field({ type: [DatePrecision], description: 'This precise.' }),
      covers: t.field({
        type: inputs.LocalDateRange,
        description: 'Its interval touches the range.',
      }),
      article: t.field({ type: articleFilter, description: 'Stands in an article like this.' }),
    }),
  })

  const dates = defineList(builder, {
    list: 'dates',
    type: 'DateMention',
    description:
      'Expressions of time: latest day first, below an article in reading order, unless `orderBy` says otherwise.',
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
        DATE: 'First day covered, what has none as if it were the earliest',
        PUBLISHED: 'Time of publication, undated articles as if they were the earliest',
        TEXT: 'Reading order, article by article',
        CERTAINTY: 'Certainty',
      },
      standard: { field: 'DATE', descending: true },
    },
    load: (items, load) => loadParts('dates', items, load),
  })
  counts.addFacets(dates.connection, {
    name: 'DateFacet',
    description: 'What expressions of time can be counted by.',
    values: {
      TYPE: 'Date, time, duration or set.',
      FORM: 'How they say what they mean.',
      RELATION: 'Before, at or after publication.',
      PRECISION: 'How precise they are.',
      VALUE: 'Their value.',
    },
  })
  counts.addTimeline(dates.connection, 'the first day covered')

  dates.addToQuery('The expressions of time in the archive.')
  dates.addTo('Article', 'dates', {
    description: 'The expressions of time in the article.',
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
    description: 'Type of an expression of time, after TIMEX3.',
    values: {
      DATE: { description: '"Saturday", "May 2021".' },
      TIME: { description: '"at noon".' },
      DURATION: { description: '"three days".' },
      SET: { description: '"every week".' },
    } satisfies Record<DateTypeName, object>,
  })

  const DateForm = builder.enumType('DateForm', {
    description: 'How an expression says what it means.',
    values: {
      EXPLICIT: { description: 'By itself: "12 May 2021".' },
      UNDERSPECIFIED: { description: 'In part: "12 May", "Saturday".' },
      RELATIVE: { description: 'From another time: "three days later".' },
      VAGUE: { description: 'Without a calendar value: "in recent years".' },
    } satisfies Record<DateFormName, object>,
  })

  const DateRelation = builder.enumType('DateRelation', {
    description: 'Where it stands towards the time of publication.',
    values: {
      PAST: { description: 'Over by then.' },
      PRESENT: { description: 'Covers it.' },
      FUTURE: { description: 'Still to come.' },
    } satisfies Record<DateRelationName, object>,
  })

  const DatePrecision = builder.enumType('DatePrecision', {
    description: 'The smallest unit that an expression of time fixes.',
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
    description: 'What a relative expression of time can hang on.',
    values: {
      PUBLISHED: { description: 'The time of publication.' },
      DATELINE: { description: 'The day of the dateline.' },
      MENTION: { description: 'Another expression of the text.' },
    } satisfies Record<DateAnchorRecord['kind'], object>,
  })

  return { DateType, DateForm, DateRelation, DatePrecision, AnchorKind }
}
