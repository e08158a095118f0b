import type {
  DateBasis as DateBasisName,
  ZoneBasis as ZoneBasisName,
} from '../src/model/published.ts'
import type { StampPrecision, TimeRole as TimeRoleName } from '../src/model/article.ts'
import type { Builder } from './builder.ts'

/** Defines times of publication. */
export function definePublishedTime(builder: Builder): void {
  const ZoneBasis = builder.enumType('ZoneBasis', {
    description: 'Where a time zone came from.',
    values: {
      PRINTED: { description: 'It stands beside the time.' },
      CONFIGURED: { description: 'The settings of the archive give it.' },
      UNKNOWN: { description: 'Nobody says.' },
    } satisfies Record<ZoneBasisName, object>,
  })

  const DateBasis = builder.enumType('DateBasis', {
    description: 'Where a date of publication was read.',
    values: {
      HEADER: { description: 'In the head of the article.' },
      DATELINE: { description: 'In the words before the first sentence.' },
      META: { description: 'In a field of the file.' },
      FILE_NAME: { description: "In the file's name." },
      CORRECTED: { description: 'A person said so.' },
    } satisfies Record<DateBasisName, object>,
  })

  const TimePrecision = builder.enumType('TimePrecision', {
    description: 'How much of a time is printed.',
    values: {
      DAY: { description: 'A day alone.' },
      MINUTE: { description: 'Hours and minutes.' },
      SECOND: { description: 'Seconds too.' },
    } satisfies Record<StampPrecision, object>,
  })

  builder.objectType('PublishedTime', {
    description: 'When an article says it was published: evidence, not a fact. See `doubts`.',
    fields: (t) => ({
      literal: t.field({
        type: 'Span',
        nullable: true,
        description: 'The words as printed; null when they stand outside the body.',
        resolve: ({ reading, value: { literal } }) => literal && { reading, value: literal },
      }),
      local: t.field({
        type: 'LocalDateTime',
        description: 'The wall clock as printed; midnight when `precision` is DAY.',
        resolve: ({ value }) => value.local,
      }),
      precision: t.field({
        type: TimePrecision,
        description: 'How much is printed.',
        resolve: ({ value }) => value.precision,
      }),
      instant: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null while no zone or no time of day is known.',
        resolve: ({ value }) => value.instant,
      }),
      timeZone: t.field({
        type: 'TimeZone',
        nullable: true,
        description: 'Null when unknown.',
        resolve: ({ value }) => value.timeZone,
      }),
      zoneBasis: t.field({
        type: ZoneBasis,
        description: 'Where the zone came from.',
        resolve: ({ value }) => value.zoneBasis,
      }),
      basis: t.field({
        type: DateBasis,
        description: 'Where it was read.',
        resolve: ({ value }) => value.basis,
      }),
      doubts: t.field({
        type: ['Problem'],
        description: 'What in the text cannot be squared with it.',
        resolve: ({ reading, value }) =>
          value.doubts.map((problem) => ({ problem, article: reading.id })),
      }),
    }),
  })

  const TimeRole = builder.enumType('TimeRole', {
    description: 'What a stated time is for.',
    values: {
      CREATED: { description: 'The item was written.' },
      PUBLISHED: { description: 'The item was published or sent.' },
      UPDATED: { description: 'This version was made.' },
      EMBARGOED: { description: 'The item must not be published before it.' },
      EXPIRES: { description: 'The item must not be used after it.' },
    } satisfies Record<TimeRoleName, object>,
  })

  builder.objectType('StatedTime', {
    description: 'A time that the file states.',
    fields: (t) => ({
      role: t.field({
        type: TimeRole,
        description: 'What it is for.',
        resolve: ({ value }) => value.role,
      }),
      literal: t.string({
        description: 'The value as printed.',
        resolve: ({ value }) => value.literal,
      }),
      span: t.field({
        type: 'Span',
        nullable: true,
        description: 'Where it is printed in the body; null when it is outside of the body.',
        resolve: ({ reading, value: { span } }) => span && { reading, value: span },
      }),
      source: t.string({
        description: 'The field or place that states it: `date.issue`, `LOAD-DATE`, `file name`.',
        resolve: ({ value }) => value.source,
      }),
      local: t.field({
        type: 'LocalDateTime',
        description: 'The wall clock as printed; midnight when `precision` is DAY.',
        resolve: ({ value }) => value.local,
      }),
      precision: t.field({
        type: TimePrecision,
        description: 'How much is printed.',
        resolve: ({ value }) => value.precision,
      }),
      instant: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null while no zone or no time of day is known.',
        resolve: ({ value }) => value.instant,
      }),
      zoneBasis: t.field({
        type: ZoneBasis,
        description: 'Where the zone came from.',
        resolve: ({ value }) => value.zoneBasis,
      }),
    }),
  })
}
