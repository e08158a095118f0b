import type { FileReadings } from '../../store/store.ts'

/** What a file gave, with the words of every span beside its offsets, as `exact`. */
export function withExactWords(file: FileReadings): unknown {
  return {
    ...file,
    readings: file.readings.map((reading) => addWords(reading, reading.article.body)),
  }
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
