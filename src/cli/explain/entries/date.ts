import type { DateAnchor, DateMention } from '../../../model/date.ts'
import type { Reading } from '../../../model/reading.ts'
import type { Piece } from '../../paint.ts'
import { type Entry, faint, quoteSpan } from '../entry.ts'

/** Each expression of time: its value, its kind and relation, what it was resolved against. */
export function dateEntries({ dates, article }: Reading): Entry[] {
  return dates.map((date, index) => ({
    number: `d${index + 1}`,
    style: 'date',
    statements: [
      [
        quoteSpan(article.body, date.span, 'date'),
        { text: ` ${date.value ?? 'no value'}${date.mod === null ? '' : ` ${date.mod}`}` },
        ...describeInterval(date),
        faint(`, ${[date.type, date.form, date.relation].filter(Boolean).join(' ')}`),
      ],
      [
        ...describeAnchor(date.anchor, article.body),
        faint('rule '),
        { text: date.rule },
        faint(`, certainty ${date.certainty.toFixed(2)}`),
        ...date.alternatives.map(({ value }) => faint(`, or ${value}`)),
      ],
    ],
  }))
}

/** The days it covers, where the value does not say them. */
function describeInterval({ value, from, until }: DateMention): Piece[] {
  if ((from === null && until === null) || (from === until && from === value)) return []
  if (from === until) return [faint(` on ${from}`)]
  const ends = [from === null ? [] : [`from ${from}`], until === null ? [] : [`until ${until}`]]
  return [faint(` ${ends.flat().join(' ')}`)]
}

function describeAnchor(anchor: DateAnchor | null, body: string): Piece[] {
  if (!anchor) return []
  return [
    faint('anchor '),
    { text: `${anchor.kind} ${anchor.date}` },
    ...(anchor.kind === 'PUBLISHED' ? [] : [faint(' '), quoteSpan(body, anchor.span)]),
    faint(', '),
  ]
}
