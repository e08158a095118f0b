import type { PublishedTime } from '../../../model/published.ts'
import type { Reading } from '../../../model/reading.ts'
import { type Entry, faint, quoteSpan } from '../entry.ts'

/** When the article says it was published, where that was read, and what speaks against it. */
export function publishedEntries({ published, article }: Reading): Entry[] {
  if (!published) return [{ number: '', style: 'date', statements: [[faint('unknown')]] }]
  const { basis, literal, instant, doubts } = published
  return [
    {
      number: '',
      style: 'date',
      statements: [
        [
          { text: formatClock(published), style: 'date' },
          { text: `, ${describeZone(published)}` },
          ...(instant === null ? [] : [faint(', instant '), { text: instant }]),
        ],
        [
          faint('basis '),
          { text: basis },
          ...(literal ? [faint(', printed '), quoteSpan(article.body, literal, 'date')] : []),
        ],
        ...doubts.map(({ message }) => [
          { text: 'doubt ', style: 'warning' } as const,
          { text: message },
        ]),
      ],
    },
  ]
}

/** The wall clock as far as it is printed. */
function formatClock({ local, precision }: PublishedTime): string {
  const length = { DAY: 10, MINUTE: 16, SECOND: 19 }[precision]
  return local.slice(0, length).replace('T', ' ')
}

function describeZone({ timeZone, zoneBasis }: PublishedTime): string {
  return timeZone === null ? 'time zone unknown' : `${timeZone} (${zoneBasis})`
}
