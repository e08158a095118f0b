import { mapAwaitable } from '../src/loaders/awaitable.ts'
import type {
  CountedList,
  Facet as FacetRecord,
  Interval as IntervalName,
  Lists,
  TimelineBucket as TimelineBucketRecord,
} from '../src/model/lists.ts'
import type { Builder } from './builder.ts'
import { globalId } from './ids.ts'
import type { ConnectionRef } from './list.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'

export type Counts = ReturnType<typeof defineCounts>

interface FacetOptions<L extends CountedList> {
  /** Name of the enum of facets. */
  readonly name: string
  readonly description: string
  /** Each facet with its description. */
  readonly values: Readonly<Record<Lists[L]['facet'], string>>
}

/**
 * Defines what is counted over a list.
 *
 * @returns functions that add `facets` and `timeline` to a connection
 */
export function defineCounts(builder: Builder) {
  const Facet = builder.objectRef<FacetRecord>('Facet').implement({
    description: 'A value, and the number of members of the list that have it.',
    fields: (t) => ({
      value: t.exposeString('value', {
        description:
          'An enum value, a language tag, a date value, or the id of a speaker or source.',
      }),
      label: t.exposeString('label', { description: 'Readable name of the value.' }),
      count: t.exposeInt('count', { description: 'Number of members that have the value.' }),
      words: t.exposeInt('words', {
        nullable: true,
        description: 'Number of words in these articles or quotations; null for dates.',
      }),
    }),
  })

  const Interval = builder.enumType('Interval', {
    description: 'Length of the intervals of a timeline. Weeks begin on Monday.',
    values: {
      DAY: { description: 'A day.' },
      WEEK: { description: 'A week from Monday to Sunday.' },
      MONTH: { description: 'A calendar month.' },
      YEAR: { description: 'A calendar year.' },
    } satisfies Record<IntervalName, object>,
  })

  const TimelineBucket = builder.objectRef<TimelineBucketRecord>('TimelineBucket').implement({
    description: 'An interval with at least one member. Empty intervals are omitted.',
    fields: (t) => ({
      from: t.expose('from', { type: 'LocalDate', description: 'First day of the interval.' }),
      until: t.expose('until', {
        type: 'LocalDate',
        description: 'Last day of the interval, inclusive.',
      }),
      count: t.exposeInt('count', { description: 'Number of members in the interval.' }),
    }),
  })

  return {
    addFacets<L extends CountedList>(
      connection: ConnectionRef<L>,
      { name, description, values }: FacetOptions<L>,
    ): void {
      const facets: Readonly<Record<string, string>> = values
      const facetEnum = builder.enumType(name, {
        description,
        values: Object.fromEntries(
          Object.entries(facets).map(([facet, words]) => [facet, { description: words }]),
        ),
      })
      builder.objectField(connection, 'facets', (t) =>
        t.field({
          type: [Facet],
          description:
            'Counts by value over the whole filtered list, the most frequent value first.',
          args: {
            by: t.arg({ type: facetEnum, required: true, description: 'Property to count by.' }),
            first: t.arg.int({
              defaultValue: 10,
              required: true,
              description: `1 to ${MAX_PAGE}.`,
            }),
          },
          resolve: ({ set, owner }, { by, first }, { load }) => {
            checkPageSize('first', first)
            const facet = findKey(values, by)
            return mapAwaitable(load.facets<CountedList>(set, facet, first, owner), (counted) =>
              counted.map((facet) => ({ ...facet, value: facetValue(by, facet.value) })),
            )
          },
        }),
      )
    },

    /** @param day - which day of a member counts, in words */
    addTimeline<L extends CountedList>(connection: ConnectionRef<L>, day: string): void {
      builder.objectField(connection, 'timeline', (t) =>
        t.field({
          type: [TimelineBucket],
          description: `Counts by ${day} over the whole filtered list, in chronological order.`,
          args: {
            interval: t.arg({
              type: Interval,
              required: true,
              description: 'Length of each interval.',
            }),
          },
          resolve: ({ set, owner }, { interval }, { load }) => load.timeline(set, interval, owner),
        }),
      )
    },
  }
}

const SOURCE_FACETS = new Set(['PUBLISHER', 'WIRE_AGENCY', 'RELAY', 'PICTURE_CREDIT', 'AUTHOR'])

/** Speakers and sources are given by global id. */
function facetValue(by: string, value: string): string {
  if (by === 'SPEAKER') return globalId('Speaker', value)
  return SOURCE_FACETS.has(by) ? globalId('Source', value) : value
}

function findKey<Key extends string>(record: Readonly<Record<Key, unknown>>, name: string): Key {
  for (const key in record) {
    if (key === name) return key
  }
  throw new Error(`${name} is not one of ${Object.keys(record).join(', ')}`)
}
