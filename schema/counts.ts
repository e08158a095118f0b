import type { InputRef } from '@pothos/core'
import type {
  CountedList,
  Facet as FacetRecord,
  Interval as IntervalName,
  Lists,
  TimelineBucket as TimelineBucketRecord,
} from '../src/model/lists.ts'
import { mapAwaitable } from '../src/loaders/awaitable.ts'
import { builder } from './builder.ts'
import type { ConnectionRef } from './connection.ts'
import { globalId } from './ids.ts'
import { checkPageSize, MAX_PAGE } from './paging.ts'

const Facet = builder.objectRef<FacetRecord>('Facet')
Facet.implement({
  description: 'A value that members of a list have, with how many have it.',
  fields: (t) => ({
    value: t.exposeString('value', {
      description: 'An enum value, a language tag, a date value, or the id of a speaker or source.',
    }),
    label: t.exposeString('label', { description: 'The same for a person to read.' }),
    count: t.exposeInt('count', { description: 'Members of the list that have the value.' }),
    words: t.exposeInt('words', {
      nullable: true,
      description: 'Words in these articles or quotations; null for dates.',
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

const TimelineBucket = builder.objectRef<TimelineBucketRecord>('TimelineBucket')
TimelineBucket.implement({
  description: 'An interval that holds something; empty ones are left out.',
  fields: (t) => ({
    from: t.expose('from', { type: 'LocalDate', description: 'First day.' }),
    until: t.expose('until', { type: 'LocalDate', description: 'Last day, included.' }),
    count: t.exposeInt('count', { description: 'Members of the list in it.' }),
  }),
})

/** Give a connection `facets`, counted over the whole filtered list. */
export function addFacets<L extends CountedList>(
  connection: ConnectionRef<L>,
  by: InputRef<Lists[L]['facet']>,
): void {
  const facetName: InputRef<Lists[CountedList]['facet']> = by
  builder.objectField(connection, 'facets', (t) =>
    t.field({
      type: [Facet],
      description: 'How the whole filtered list divides, the most frequent value first.',
      args: {
        by: t.arg({ type: facetName, required: true, description: 'What to count by.' }),
        first: t.arg.int({ defaultValue: 10, required: true, description: `1 to ${MAX_PAGE}.` }),
      },
      resolve: ({ set, owner }, { by, first }, { load }) => {
        checkPageSize('first', first)
        return mapAwaitable(load.facets<CountedList>(set, by, first, owner), (facets) =>
          facets.map((facet) => ({ ...facet, value: facetValue(by, facet.value) })),
        )
      },
    }),
  )
}

const SOURCE_FACETS = new Set(['PUBLISHER', 'WIRE_AGENCY', 'RELAY', 'PICTURE_CREDIT', 'AUTHOR'])

function facetValue(by: string, value: string): string {
  if (by === 'SPEAKER') return globalId('Speaker', value)
  return SOURCE_FACETS.has(by) ? globalId('Source', value) : value
}

/** Give a connection `timeline`, counted over the whole filtered list. */
export function addTimeline<L extends CountedList>(
  connection: ConnectionRef<L>,
  day: string,
): void {
  builder.objectField(connection, 'timeline', (t) =>
    t.field({
      type: [TimelineBucket],
      description: `The whole filtered list by ${day}, in order of time.`,
      args: {
        interval: t.arg({ type: Interval, required: true, description: 'How long each is.' }),
      },
      resolve: ({ set, owner }, { interval }, { load }) => load.timeline(set, interval, owner),
    }),
  )
}
