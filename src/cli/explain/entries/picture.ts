import type { Reading } from '../../../model/reading.ts'
import { type Entry, faint, quoteAll } from '../entry.ts'

/** Each picture: its caption, its credit and how often it is printed. */
export function pictureEntries({ pictures }: Reading): Entry[] {
  return pictures.map(({ caption, creditText, isFilePhoto, occurrences }) => ({
    number: '-',
    style: 'faint',
    statements: [
      [
        { text: caption ?? 'no caption' },
        ...(creditText === null ? [] : [faint(', credit '), quoteAll([creditText])]),
        ...(isFilePhoto ? [faint(', file photo')] : []),
        ...(occurrences.length > 1 ? [faint(`, printed ${occurrences.length} times`)] : []),
      ],
    ],
  }))
}
