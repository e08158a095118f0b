import type {
  DateBasis as DateBasisName,
  StampPrecision,
  TimeRole as TimeRoleName,
} from '../src/model/article.ts'
import type { ZoneBasis as ZoneBasisName } from '../src/model/published.ts'
import type { Builder } from './builder.ts'

/** Defines times of publication and the other times that a file states. */
export function definePublishedTime(builder: Builder): void {
  const ZoneBasis = builder.enumType('ZoneBasis', {
    description: 'Origin of a time zone.',
    values: {
      PRINTED: { description: 'Printed with the time.' },
      PRINTED_REGION: {
        description:
          'Printed without its season ("ET"): a zone of the United States, whose offset depends on the date.',
      },
      CONFIGURED: { description: 'Stated by the settings of the archive.' },
      UNKNOWN: { description: 'Not stated.' },
    } satisfies Record<ZoneBasisName, object>,
  })

  const DateBasis = builder.enumType('DateBasis', {
    description: 'Origin of a date of publication.',
    values: {
      HEADER: { description: 'Header of the article.' },
      DATELINE: { description: 'Dateline before the first sentence.' },
      META: { description: 'A field of the file.' },
      FILE_NAME: { description: 'The file name.' },
      CORRECTED: { description: 'A manual correction.' },
    } satisfies Record<DateBasisName, object>,
  })

  const TimePrecision = builder.enumType('TimePrecision', {
    description: 'Precision of a printed time.',
    values: {
      DAY: { description: 'Day only.' },
      MINUTE: { description: 'Hours and minutes.' },
      SECOND: { description: 'Hours, minutes and seconds.' },
    } satisfies Record<StampPrecision, object>,
  })

  builder.objectType('PublishedTime', {
    description:
      'Time of publication as stated by the article. It is evidence, not a fact: see `doubts`.',
    fields: (t) => ({
      literal: t.field({
        type: 'Span',
        nullable: true,
        description: 'Position of the printed time in the body; null if it is not in the body.',
        resolve: ({ reading, value: { literal } }) => literal && { reading, value: literal },
      }),
      local: t.field({
        type: 'LocalDateTime',
        description: 'Local time as printed; midnight if `precision` is DAY.',
        resolve: ({ value }) => value.local,
      }),
      precision: t.field({
        type: TimePrecision,
        description: 'Precision of the printed time.',
        resolve: ({ value }) => value.precision,
      }),
      instant: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Instant in UTC; null if the time zone or the time of day is unknown.',
        resolve: ({ value }) => value.instant,
      }),
      timeZone: t.field({
        type: 'TimeZone',
        nullable: true,
        description: 'Time zone; null if unknown.',
        resolve: ({ value }) => value.timeZone,
      }),
      zoneBasis: t.field({
        type: ZoneBasis,
        description: 'Origin of the time zone.',
        resolve: ({ value }) => value.zoneBasis,
      }),
      basis: t.field({
        type: DateBasis,
        description: 'Origin of the date.',
        resolve: ({ value }) => value.basis,
      }),
      doubts: t.field({
        type: ['Problem'],
        description: 'Problems: what in the article contradicts the time.',
        resolve: ({ reading, value }) =>
          value.doubts.map((problem) => ({ problem, article: reading.id })),
      }),
    }),
  })

  const TimeRole = builder.enumType('TimeRole', {
    description: 'Meaning of a stated time.',
    values: {
      CREATED: { description: 'The item was created.' },
      PUBLISHED: { description: 'The item was published or sent.' },
      UPDATED: { description: 'This version was created.' },
      EMBARGOED: { description: 'The item must not be published before it.' },
      EXPIRES: { description: 'The item must not be used after it.' },
    } satisfies Record<TimeRoleName, object>,
  })

  builder.objectType('StatedTime', {
    description: 'A time that the file states.',
    fields: (t) => ({
      role: t.field({
        type: TimeRole,
        description: 'Meaning of the time.',
        resolve: ({ value }) => value.role,
      }),
      literal: t.string({
        description: 'The value as printed.',
        resolve: ({ value }) => value.literal,
      }),
      span: t.field({
        type: 'Span',
        nullable: true,
        description: 'Position in the body; null if it is not in the body.',
        resolve: ({ reading, value: { span } }) => span && { reading, value: span },
      }),
      source: t.string({
        description: 'The field or place that states it: `date.issue`, `LOAD-DATE`, `file name`.',
        resolve: ({ value }) => value.source,
      }),
      local: t.field({
        type: 'LocalDateTime',
        description: 'Local time as printed; midnight if `precision` is DAY.',
        resolve: ({ value }) => value.local,
      }),
      precision: t.field({
        type: TimePrecision,
        description: 'Precision of the printed time.',
        resolve: ({ value }) => value.precision,
      }),
      instant: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Instant in UTC; null if the time zone or the time of day is unknown.',
        resolve: ({ value }) => value.instant,
      }),
      zoneBasis: t.field({
        type: ZoneBasis,
        description: 'Origin of the time zone.',
        resolve: ({ value }) => value.zoneBasis,
      }),
    }),
  })
}
