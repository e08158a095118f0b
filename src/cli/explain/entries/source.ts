import type { Reading } from '../../../model/reading.ts'
import { type Entry, faint, quoteAll } from '../entry.ts'
import { numberSources } from '../marks.ts'

/** Each source: name and kind, and every part it plays with the words that prove it. */
export function sourceEntries(reading: Reading): Entry[] {
  const { body } = reading.article
  return numberSources(reading).map(({ source, parts }, index) => ({
    number: `s${index + 1}`,
    style: 'source',
    statements: [
      [
        { text: source.name, style: 'source' },
        { text: ` ${source.kind}` },
        ...(source.aliases.length > 0 ? [faint(', also '), quoteAll(source.aliases)] : []),
      ],
      ...parts.map(({ role, evidence }) => [
        { text: role },
        ...(evidence.length === 0
          ? [faint(', not printed')]
          : [faint(' by '), quoteAll(evidence.map(({ start, end }) => body.slice(start, end)))]),
      ]),
    ],
  }))
}
