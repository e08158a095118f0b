import type { Reading } from '../../../model/reading.ts'
import { type Entry, faint, quoteAll } from '../entry.ts'

/** Each speaker: name and kind, their quotations, other names, roles. */
export function speakerEntries({ speakers, quotations }: Reading): Entry[] {
  return speakers.map(({ id, name, kind, aliases, roles }, index) => {
    const numbers = quotations.flatMap(({ attribution }, at) =>
      attribution.speaker === id ? [at + 1] : [],
    )
    const texts = [...new Set(roles.map(({ text }) => text))]
    return {
      number: `p${index + 1}`,
      style: 'mention',
      statements: [
        [
          { text: name, style: 'mention' },
          { text: ` ${kind}` },
          ...(numbers.length > 0 ? [faint(', quotations '), { text: numbers.join(', ') }] : []),
        ],
        ...(aliases.length > 0 ? [[faint('also '), quoteAll(aliases)]] : []),
        ...(texts.length > 0 ? [[faint('role '), quoteAll(texts)]] : []),
      ],
    }
  })
}
