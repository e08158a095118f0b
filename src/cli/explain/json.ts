import type { Reading } from '../../model/reading.ts'
import type { Ways } from './entries/quotation.ts'
import type { Explained } from './explained.ts'

/**
 * What a file gave, with the words of every span beside its offsets, as `exact`, and the `way` to
 * the speaker of every quotation.
 */
export function withExactWords({ file, ways }: Explained): unknown {
  return {
    ...file,
    readings: file.readings.map((reading, index) =>
      addWords(withWays(reading, ways[index] ?? []), reading.article.body),
    ),
  }
}

function withWays(reading: Reading, ways: Ways): unknown {
  const quotations = reading.quotations.map((quotation, index) => ({
    ...quotation,
    way: ways[index] ?? [],
  }))
  return { ...reading, quotations }
}

function addWords(value: unknown, body: string): unknown {
  if (Array.isArray(value)) return value.map((item) => addWords(item, body))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, addWords(part, body)] as const)
  const span = spanOf(value)
  return Object.fromEntries(
    span ? [...entries, ['exact', body.slice(span.start, span.end)]] : entries,
  )
}

function spanOf(value: object): { start: number; end: number } | null {
  if (!('start' in value && 'end' in value)) return null
  const { start, end } = value
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : null
}
